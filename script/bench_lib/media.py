"""How soon Home Assistant's media browser shows a node: a real server with a month behind it, a real Home Assistant.

Eight cameras, 30 days of files of a minute, 100,000 visits and 100,000 lines. Nodes of every kind are opened through
the WebSocket API as the front end does: the median and the slowest of each kind, and the largest answer.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from bench_lib.report import Figure, show
from tests.e2e.world import add_integration
from tests.support.hass import HomeAssistant, running_home_assistant
from tests.support.ports import free_port
from tests.support.server import Server, running_server
from wallflower import clock
from wallflower.store.database import Database
from wallflower.store.lines import LINES_PER_MS
from wallflower.store.recordings import InitRow, Recordings, pack_groups
from wallflower.store.schema import line, recording, transcription, utterance, visit
from wallflower.wire import Verdict

CAMERAS = 8
DAYS = 30
VISITS = 100_000
LINES = 100_000
MINUTE_MS = 60_000
DAY_MS = 86_400_000
TARGET_MS = 200.0
TARGET_KB = 200.0
ROUNDS = 12
AT_ONCE = 5_000
INIT = InitRow(
    id="b" * 32,
    data=b"ftypmoov",
    video_codec="h264",
    audio_codec=None,
    width=640,
    height=360,
    video_track=1,
    timescale=90_000,
)
ROOT = "media-source://thewallflower"


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--visits", type=int, default=VISITS, help=f"how many; {VISITS} by default")
    parser.add_argument("--lines", type=int, default=LINES, help=f"how many; {LINES} by default")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as name:
        figures = asyncio.run(_measured(Path(name), arguments.visits, arguments.lines))
    return show(figures, as_json=arguments.json)


async def _measured(directory: Path, visits: int, lines: int) -> list[Figure]:
    async with running_server(directory / "server", "--retention-days", "3650") as server:
        cameras = [await _add_camera(server, number) for number in range(CAMERAS)]
        began_s = time.perf_counter()
        await asyncio.to_thread(_fill, server.data / "wallflower.db", cameras, visits, lines)
        print(f"history written in {time.perf_counter() - began_s:.0f} s", file=sys.stderr)
        async with running_home_assistant(directory / "hass", free_port()) as hass:
            await add_integration(hass, server)
            return [figure async for figure in _Walk(hass).figures()]


async def _add_camera(server: Server, number: int) -> str:
    body = {"name": f"Camera {number}", "url": "rtsp://192.0.2.1/main", "enabled": False}
    return str((await server.post("/api/cameras", body))["id"])


def _fill(path: Path, cameras: list[str], visits: int, lines: int) -> None:
    database = Database(path)
    Recordings(database).save_init(INIT)
    now_ms = clock.now_ms()
    start_ms = now_ms - DAYS * DAY_MS
    chance = random.Random(7)
    _insert(database, recording, _recordings(cameras, start_ms))
    _insert(database, visit, (_visit(chance, cameras, start_ms) for _ in range(visits)))
    owners = range(1, lines + 1)
    starts_ms = sorted(chance.sample(range(start_ms, now_ms - MINUTE_MS), lines))
    _insert(database, utterance, (_utterance(owner, cameras, starts_ms[owner - 1]) for owner in owners))
    _insert(database, transcription, (_transcription(owner, starts_ms[owner - 1]) for owner in owners))
    _insert(database, line, (_line(owner, cameras, starts_ms[owner - 1]) for owner in owners))
    database.close()


def _insert(database: Database, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    for some in batched(rows, AT_ONCE, strict=False):
        with database.write() as connection:
            connection.execute(insert(table), list(some))


def _recordings(cameras: list[str], start_ms: int) -> Iterator[dict[str, Any]]:
    groups = pack_groups([(100, MINUTE_MS)])
    for camera_id in cameras:
        for minute in range(DAYS * 1_440):
            at_ms = start_ms + minute * MINUTE_MS
            where = {"camera_id": camera_id, "session_id": "s" * 32, "init_id": INIT.id, "path": f"{camera_id}/{at_ms}"}
            size = {"duration_ms": MINUTE_MS, "size_bytes": 1000, "base_ticks": 0, "groups": groups}
            yield where | size | {"start_ms": at_ms, "is_open": False}


def _visit(chance: random.Random, cameras: list[str], start_ms: int) -> dict[str, Any]:
    at_ms = start_ms + chance.randrange(DAYS * DAY_MS - MINUTE_MS)
    picture, embedding = bytes(2_000), bytes(512)
    seen = {"camera_id": chance.choice(cameras), "start_ms": at_ms, "end_ms": at_ms + 9_000, "last_seen_ms": at_ms}
    who = {"verdict": Verdict.UNKNOWN.value, "decided": False, "person_id": None, "score": 0.1, "margin": 0.0}
    best = {"best_crop": picture, "embedding": embedding, "crop_bytes": len(picture) + len(embedding)}
    quality = {"best_quality": 0.5, "best_px": 100, "best_parts": {}, "engine": "bench", "model": "bench"}
    return seen | who | best | quality | {"sightings": 3, "zones": []}


def _utterance(owner: int, cameras: list[str], at_ms: int) -> dict[str, Any]:
    times = {"start_ms": at_ms, "end_ms": at_ms + 4_000, "created_ms": at_ms}
    state = {"state": "done", "priority": 1, "attempts": 1, "deaths": 0}
    return times | state | {"id": owner, "camera_id": cameras[owner % len(cameras)]}


def _transcription(owner: int, at_ms: int) -> dict[str, Any]:
    made = {"engine": "bench", "model": "bench", "task": "transcribe", "quality": 0, "created_ms": at_ms}
    return made | {"utterance_id": owner, "version": 1, "shown": True, "chosen": False}


def _line(owner: int, cameras: list[str], at_ms: int) -> dict[str, Any]:
    words = ["there", "is", "a", "parcel", "at", "the", "front", "door", f"number{owner}"]
    text = " ".join(words)
    spoken = [[f" {word}", at_ms + 400 * place, at_ms + 400 * place + 390, 0.9] for place, word in enumerate(words)]
    where = {"id": at_ms * LINES_PER_MS, "camera_id": cameras[owner % len(cameras)], "utterance_id": owner}
    what = {"text": text, "translation": None, "language": "en", "confidence": 0.9, "words": spoken, "person_id": None}
    return where | what | {"version": 1, "start_ms": at_ms, "end_ms": at_ms + 3_990, "shown": True, "terms": (text,)}


class _Walk:
    """Opens nodes of every kind, at random below each camera."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._taken_ms: defaultdict[str, list[float]] = defaultdict(list)
        self._sizes_kb: list[float] = []
        self._chance = random.Random(3)

    async def figures(self) -> AsyncIterator[Figure]:
        """Yield the median and the slowest of each kind, and the largest answer."""
        root = await self._open("root", ROOT)
        while not root["children"]:
            await asyncio.sleep(0.2)
            root = await self._open("root", ROOT)
        self._taken_ms.clear()
        for _ in range(ROUNDS):
            await self._round((await self._open("root", ROOT))["children"])
        for kind, taken_ms in sorted(self._taken_ms.items()):
            middle_ms, slowest_ms = round(statistics.median(taken_ms), 1), round(max(taken_ms), 1)
            yield Figure(name=f"media.{kind}", value=middle_ms, unit="ms", target=TARGET_MS)
            yield Figure(name=f"media.{kind}_slowest", value=slowest_ms, unit="ms", target=TARGET_MS)
        yield Figure(name="media.largest", value=round(max(self._sizes_kb), 1), unit="kB", target=TARGET_KB)

    async def _round(self, top: list[dict[str, Any]]) -> None:
        *cameras, heard, clips, stories = top
        page = await self._open("heard", heard["media_content_id"])
        await self._open("heard", page["children"][-1]["media_content_id"])
        await self._open("clips", clips["media_content_id"])
        await self._open("stories", stories["media_content_id"])
        await self._search("parcel", ROOT)
        camera = self._chance.choice(cameras)
        await self._search(f"number{self._chance.randrange(LINES)}", camera["media_content_id"])
        days = await self._open("camera", camera["media_content_id"])
        chosen = self._chance.choice([child for child in days["children"] if "/day/" in child["media_content_id"]])
        day = await self._open("day", chosen["media_content_id"])
        for kind in ("visits", "talk"):
            for child in day["children"]:
                if f"/{kind}/" in child["media_content_id"]:
                    await self._into(kind, child["media_content_id"])
        hour = self._chance.choice([child for child in day["children"] if child["can_play"]])
        await self._timed("resolve", "media_source/resolve_media", media_content_id=hour["media_content_id"])

    async def _into(self, kind: str, media_id: str) -> None:
        node = await self._open(f"{kind}_of_a_day", media_id)
        hours = [child for child in node["children"] if child["can_expand"]]
        if hours:
            await self._open(f"{kind}_of_an_hour", self._chance.choice(hours)["media_content_id"])

    async def _open(self, kind: str, media_id: str) -> dict[str, Any]:
        return await self._timed(kind, "media_source/browse_media", media_content_id=media_id)

    async def _search(self, text: str, media_id: str) -> None:
        await self._timed("search", "media_source/search_media", media_content_id=media_id, search_query=text)

    async def _timed(self, kind: str, command: str, **fields: Any) -> dict[str, Any]:
        began_s = time.perf_counter()
        answer: dict[str, Any] = await self._hass.call(command, **fields)
        self._taken_ms[kind].append((time.perf_counter() - began_s) * 1000)
        self._sizes_kb.append(len(json.dumps(answer)) / 1000)
        return answer


if __name__ == "__main__":
    sys.exit(main())
