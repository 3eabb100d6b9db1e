"""hls.js in Chromium before our API, beside the same on plain files that ffmpeg made: how soon, and how smooth."""

import random
import statistics
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from bench_lib.day import AFTERWARDS_MS, BOUNDARIES_MS, CAMERA, MINUTE_MS, NOON_MS, START_MS, Day
from bench_lib.report import Figure
from tests.support.browser import Page
from tests.support.player import open_player
from wallflower.api.auth import Guard
from wallflower.api.pipeline import build_application
from wallflower.api.routes import ALL
from wallflower.api.server import compose
from wallflower.config import Settings
from wallflower.workers.link import ControlClient

DAY_MS = 86_400_000
OPENINGS = 9
SEEKS = 5
PEER_S = 600

type Shown = dict[str, Any]


async def browser(day: Day, clip: Path, directory: Path) -> list[Figure]:
    """Open the day at noon again and again, each time in a fresh browser, in turn with the peer; seek in both."""
    _make_peer(clip, directory / "peer")
    opened, sought, peer_opened, peer_sought = [], [], [], []
    async with _ours(day, directory) as (url, headers), _plain(directory / "peer") as peer_url:
        for _ in range(OPENINGS):
            async with open_player(url, headers) as page:
                opened.append(await page.evaluate(f"open({_playlist(START_MS, DAY_MS)!r}, {NOON_MS})"))
                sought += [await page.evaluate(f"seek({START_MS + random.randrange(DAY_MS)})") for _ in range(SEEKS)]
            async with open_player(peer_url, {}) as page:
                peer_opened.append(await page.evaluate(f"open('proxy/index.m3u8', undefined, {PEER_S // 2})"))
                peer_sought += [await page.evaluate(f"seekTo({random.uniform(0, PEER_S - 6)})") for _ in range(SEEKS)]
        async with open_player(url, headers) as page:
            pauses = await _pauses_ms(page)
    noon, seek = "playback.browser_first_frame_at_noon", "playback.browser_seek"
    return [
        Figure(name="playback.browser_playlist", value=_middle_s(opened, "playlist"), unit="s"),
        Figure(name=noon, value=_middle_s(opened, "ms"), unit="s", target=0.4, peer_value=_middle_s(peer_opened, "ms")),
        Figure(
            name=seek, value=_middle_s(sought, "ms"), unit="s", target=0.25, peer_value=_middle_s(peer_sought, "ms")
        ),
        *(
            Figure(name=f"playback.browser_pause_at_{name}", value=round(pause / 1000, 3), unit="s")
            for name, pause in pauses.items()
        ),
    ]


async def _pauses_ms(page: Page) -> dict[str, float]:
    """Play over each kind of boundary and return the longest time between two frames; pictures take 40 ms each."""
    await page.evaluate(f"open({_playlist(AFTERWARDS_MS, 60 * MINUTE_MS)!r}, {AFTERWARDS_MS})")
    pauses = {}
    for name, (before_ms, behind_ms) in BOUNDARIES_MS.items():
        await page.evaluate(f"seek({before_ms - 2000})")
        pauses[name] = (await page.evaluate(f"playTo({behind_ms + 1000})"))["pause"]
    return pauses


def _playlist(start_ms: int, length_ms: int) -> str:
    return f"proxy/api/cameras/{CAMERA}/hls/{start_ms}/{start_ms + length_ms}/index.m3u8"


@asynccontextmanager
async def _ours(day: Day, directory: Path) -> AsyncIterator[tuple[str, dict[str, str]]]:
    settings = Settings(data=directory, media=day.media, minimum_free_gb=0)
    runtime = Path(tempfile.mkdtemp(prefix="wf", dir=directory))
    async with ControlClient(runtime, "ingest") as ingest, ControlClient(runtime, "analysis") as analysis:
        services, _ = await compose(settings, day.database, ingest, analysis)
        async with TestServer(build_application(ALL, services, Guard(services.token))) as server:
            yield _address(server), {"Authorization": f"Bearer {services.token}"}


@asynccontextmanager
async def _plain(directory: Path) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_static("/", directory)
    async with TestServer(application) as server:
        yield _address(server)


def _address(server: BaseTestServer) -> str:
    return str(server.make_url("")).rstrip("/")


def _make_peer(clip: Path, directory: Path) -> None:
    """Make ten minutes of the same clip with ffmpeg: one file, a byte range each 6 s, in a finished playlist."""
    directory.mkdir()
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-stream_loop", "-1", "-i", str(clip), "-t", str(PEER_S)]
    command += ["-c", "copy", "-f", "hls", "-hls_segment_type", "fmp4", "-hls_flags", "single_file", "-hls_time", "6"]
    command += ["-hls_playlist_type", "vod", "-hls_fmp4_init_filename", "init.mp4", str(directory / "index.m3u8")]
    subprocess.run(command, check=True, timeout=300)


def _middle_s(shown: list[Shown], key: str) -> float:
    return round(statistics.median(float(item[key]) for item in shown) / 1000, 3)
