"""A camera's day with 20,000 events in each lane but that of motion, and how smoothly the timeline moves over it."""

import asyncio
import statistics
from collections.abc import Iterator
from contextlib import closing
from itertools import batched
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select

from bench_lib.report import Figure
from tests.support.lived_day import DAY_MS, DOOR, HOUR_MS, LivedDay
from tests.support.lived_talk import Said, write_lines
from tests.support.panel import Tab
from tests.support.server import Server
from wallflower.store.database import Database
from wallflower.store.motion import MotionStore
from wallflower.store.recordings import pack_groups
from wallflower.store.schema import recording, visit
from wallflower.wire import Verdict

EVENTS = 20_000
EVERY_MS = DAY_MS // EVENTS
MOTION_EVERY_MS = 21_000  # what is nearer is one motion
AT_ONCE = 5_000
FRAMES = 300
TARGETS_MS = {1: 17.0, 4: 20.0}
# Each frame one turn of the wheel: in and out again, or with Shift back and forth. Times between frames in ms.
_MOVE = """new Promise((done) => {
  const surface = deep('wf-lanes >> .surface');
  const box = surface.getBoundingClientRect();
  const times = [];
  let before = 0;
  const turn = (now) => {
    if (before) times.push(now - before);
    before = now;
    if (times.length === %(frames)d) return done(times);
    const isBack = times.length %% 120 >= 60;
    surface.dispatchEvent(new WheelEvent('wheel', {deltaY: (isBack ? 1 : -1) * %(step)d, shiftKey: %(pan)s,
      clientX: box.left + box.width / 3, clientY: box.top + 40, bubbles: true, cancelable: true}));
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
})"""


async def crowd(server: Server, day: LivedDay) -> str:
    """Add the camera to a server, with a day whose footage has no files; return its id."""
    body = {"name": "Crowd", "url": "rtsp://127.0.0.1:9/", "enabled": False}
    camera_id = str((await server.post("/api/cameras", body))["id"])
    await asyncio.to_thread(_fill, server.data / "wallflower.db", camera_id, day)
    return camera_id


def _fill(path: Path, camera_id: str, day: LivedDay) -> None:
    begins = [day.start_ms + number * EVERY_MS for number in range(EVENTS)]
    with closing(Database(path)) as database:
        with database.read() as connection:
            known = select(recording.c.init_id).where(recording.c.camera_id == DOOR).limit(1)
            init_id = connection.execute(known).scalar_one()
        _insert(database, recording, (_file(camera_id, init_id, at_ms) for at_ms in begins))
        _insert(database, visit, (_visit(camera_id, at_ms) for at_ms in begins))
        for some in batched(begins, AT_ONCE, strict=False):
            said = [Said(start_ms=at_ms, end_ms=at_ms + 1500, text="there is somebody at the door") for at_ms in some]
            write_lines(database, camera_id, said)
        motion = range(day.start_ms, day.start_ms + DAY_MS, MOTION_EVERY_MS)
        MotionStore(database).add(camera_id, [(at_ms, at_ms + 5_000) for at_ms in motion])


async def frames(tab: Tab, camera_id: str, day: LivedDay) -> list[Figure]:
    """Return the 95th percentile of the time between two frames while the timeline is zoomed and panned."""
    figures = []
    await tab.page.open(f"{tab.root}timeline/{camera_id}?at={day.start_ms + 12 * HOUR_MS}")
    await tab.until("deep('wf-lanes')?.lanes?.speech.starts.length > 1000 && deep('wf-transcript >> li')")
    await tab.run("settled()")
    for rate, target_ms in TARGETS_MS.items():
        await tab.page.call("Emulation.setCPUThrottlingRate", {"rate": rate})
        times: list[float] = []
        for pan, step in (("false", 60), ("true", 40)):
            times += await tab.page.evaluate(_MOVE % {"frames": FRAMES, "step": step, "pan": pan})
        percentile = statistics.quantiles(times, n=20)[-1]
        figures.append(
            Figure(name=f"ui.timeline_frame_p95_{rate}x", value=round(percentile, 1), unit="ms", target=target_ms)
        )
    await tab.page.call("Emulation.setCPUThrottlingRate", {"rate": 1})
    return figures


def _file(camera_id: str, init_id: str, at_ms: int) -> dict[str, Any]:
    where = {"camera_id": camera_id, "session_id": "c" * 32, "init_id": init_id, "path": f"{camera_id}/{at_ms}"}
    size = {"duration_ms": EVERY_MS // 2, "size_bytes": 1000, "base_ticks": 0}
    return where | size | {"groups": pack_groups([(100, EVERY_MS // 2)]), "start_ms": at_ms, "is_open": False}


def _visit(camera_id: str, at_ms: int) -> dict[str, Any]:
    seen = {"camera_id": camera_id, "start_ms": at_ms, "end_ms": at_ms + 2_000, "last_seen_ms": at_ms + 2_000}
    who = {"verdict": Verdict.UNKNOWN.value, "decided": False, "score": 0.1, "margin": 0.0, "sightings": 3}
    return seen | who | {"best_quality": 0.5, "engine": "bench", "model": "bench"}


def _insert(database: Database, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    for some in batched(rows, AT_ONCE, strict=False):
        with database.write() as connection:
            connection.execute(insert(table), list(some))
