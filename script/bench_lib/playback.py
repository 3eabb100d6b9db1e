"""How soon recordings and the live view are there: playlists, pictures, a browser, Home Assistant, an index made anew.

The day is 1,440 files of 1080p25 H.264 at 4 Mbit/s with AAC, a keyframe each 2 s. Each figure is a median.
"""

import argparse
import asyncio
import gzip
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer

from bench_lib.day import CAMERA, MINUTE_MS, NOON_MS, REAL_MINUTES, START_MS, Day, make_day, make_small_day
from bench_lib.recorders import clip, our_command, process
from bench_lib.report import Figure, show
from tests.support.footage import make_footage, make_fragments
from tests.support.player import open_player
from wallflower.api.auth import Guard
from wallflower.api.pipeline import build_application
from wallflower.api.routes import ALL
from wallflower.api.server import compose
from wallflower.config import Settings
from wallflower.demo.camera_process import CameraProcess
from wallflower.playback.playlist import playlist
from wallflower.playback.rtsp import stream_password
from wallflower.playback.snapshot import Snapshots
from wallflower.recorder.recovery import Recovery
from wallflower.store.recordings import RecordingRow, pack_groups
from wallflower.workers.link import ControlClient

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
HASS = Path(".venv/hass/bin/python")
OPENINGS = 5
SEEKS = 5
WARM_UP_S = 8.0


def main() -> int:
    """Measure and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as name:
        directory = Path(name)
        day = make_day(directory / "day", clip())
        figures = [*_playlists(day), *_snapshots(day)]
        figures += asyncio.run(_browser(day, directory))
        day.database.close()
        figures += _index(directory / "small")
        figures += _home_assistant(directory / "live")
    return show(figures, as_json=arguments.json)


def _median_ms(times: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(times):
        began_s = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began_s) * 1000)
    return round(statistics.median(taken), 2)


def _playlists(day: Day) -> Iterator[Figure]:
    def make(start_ms: int, length_ms: int) -> str:
        rows = day.recordings.list(CAMERA, start_ms, start_ms + length_ms)
        return playlist(rows, start_ms, start_ms + length_ms)

    rows = [_varied(row) for row in day.recordings.list(CAMERA, START_MS, START_MS + DAY_MS)]
    size_kb = round(len(gzip.compress(playlist(rows, START_MS, START_MS + DAY_MS).encode(), 6)) / 1000, 1)
    yield Figure(
        name="playback.day_playlist", value=_median_ms(9, lambda: make(START_MS, DAY_MS)), unit="ms", target=40
    )
    yield Figure(name="playback.day_playlist_gzip", value=size_kb, unit="kB", target=130)
    yield Figure(
        name="playback.hour_playlist", value=_median_ms(30, lambda: make(NOON_MS, HOUR_MS)), unit="ms", target=3
    )


def _varied(row: RecordingRow) -> RecordingRow:
    """Give the groups of pictures sizes of their own, as scenes do: equal ones would compress too well."""
    sizes = [random.randrange(700_000, 1_300_000) for _ in row.groups]
    offsets = [*accumulate(sizes, initial=row.groups[0][0])]
    groups = zip(offsets, (length for _, length in row.groups), strict=False)
    return replace(row, packed_groups=pack_groups(groups), size_bytes=offsets[-1])


def _snapshots(day: Day) -> Iterator[Figure]:
    snapshots = Snapshots(day.media, day.recordings)
    instants = [NOON_MS + random.randrange(REAL_MINUTES * MINUTE_MS) for _ in range(30)]

    def taken_ms(width: int | None) -> float:
        each = iter(instants)
        return _median_ms(len(instants), lambda: snapshots.take(CAMERA, next(each), width))

    for name, width in (("snapshot", None), ("thumbnail", 320)):
        yield Figure(name=f"playback.{name}", value=taken_ms(width), unit="ms", target=60)
        yield Figure(name=f"playback.{name}_again", value=taken_ms(width), unit="ms")


async def _browser(day: Day, directory: Path) -> list[Figure]:
    settings = Settings(data=directory, media=day.media, minimum_free_gb=0)
    runtime = Path(tempfile.mkdtemp(prefix="wf", dir=directory))
    async with ControlClient(runtime, "ingest") as ingest, ControlClient(runtime, "analysis") as analysis:
        services, _ = await compose(settings, day.database, ingest, analysis)
        application = build_application(ALL, services, Guard(services.token))
        url = f"proxy/api/cameras/{CAMERA}/hls/{START_MS}/{START_MS + DAY_MS}/index.m3u8"
        headers = {"Authorization": f"Bearer {services.token}"}
        opened, sought = [], []
        async with TestServer(application) as server:
            for _ in range(OPENINGS):
                async with open_player(str(server.make_url("")).rstrip("/"), headers) as page:
                    opened.append(await page.evaluate(f"open({url!r}, {NOON_MS})"))
                    sought += [
                        await page.evaluate(f"seek({START_MS + random.randrange(DAY_MS)})") for _ in range(SEEKS)
                    ]
    return [
        Figure(name="playback.browser_playlist", value=_middle_s(opened, "playlist"), unit="s"),
        Figure(name="playback.browser_first_frame_at_noon", value=_middle_s(opened, "ms"), unit="s", target=0.4),
        Figure(name="playback.browser_seek", value=_middle_s(sought, "ms"), unit="s", target=0.25),
    ]


def _middle_s(shown: list[dict[str, Any]], key: str) -> float:
    return round(statistics.median(float(item[key]) for item in shown) / 1000, 3)


def _index(directory: Path) -> Iterator[Figure]:
    day = make_small_day(directory, make_fragments(make_footage(12)))
    began_s = time.perf_counter()
    report = Recovery(day.media, day.database).rebuild({CAMERA}, lambda _done, _total: None)
    elapsed_s = time.perf_counter() - began_s
    day.database.close()
    if report.adopted != DAY_MS // MINUTE_MS:
        sys.exit(f"only {report.adopted} files came back into the index")
    yield Figure(name="playback.index_rebuild", value=round(elapsed_s, 2), unit="s", target=5)


def _home_assistant(directory: Path) -> Iterator[Figure]:
    """Compare Home Assistant's stream worker on our restream with the same on the camera itself."""
    if not HASS.exists():
        print("no .venv/hass: Home Assistant's stream worker is not measured", file=sys.stderr)
        return
    directory.mkdir()
    with ExitStack() as stack:
        camera = stack.enter_context(CameraProcess({"cam0": clip()}, "--tcp-only"))
        stack.enter_context(process(our_command(directory, [camera.url("cam0")]), "ingest", directory))
        port = int((directory / "rtsp_port").read_text(encoding="ascii"))
        password = stream_password(b"bench", "cam0")
        ours = f"rtsp://wallflower:{password}@127.0.0.1:{port}/cam0"
        time.sleep(WARM_UP_S)
        seconds = [(_first_part_s(ours), _first_part_s(camera.url("cam0"))) for _ in range(7)]
    value, peer = (round(statistics.median(column), 3) for column in zip(*seconds, strict=True))
    yield Figure(name="playback.ha_first_part", value=value, unit="s", target=0.2, peer_value=peer)


def _first_part_s(url: str) -> float:
    script = str(Path(__file__).with_name("ha_stream.py"))
    done = subprocess.run([str(HASS), script, url], capture_output=True, text=True, check=True, timeout=60)
    return float(done.stdout.split()[-1])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench playback", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
