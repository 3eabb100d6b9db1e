"""Processes die, recordings do not: SIGKILL of each process, SIGTERM of all, SIGKILL of the supervisor."""

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.support.camera import clips, start_camera
from tests.support.clips import Clips
from tests.support.processes import is_gone
from tests.support.server import ApiError, Server, running_server
from tests.support.waiting import SOON_S, eventually, until
from wallflower import clock
from wallflower.demo.camera_process import CameraProcess
from wallflower.media.segment import SegmentError, scan
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings

__all__ = ["clips", "start_camera"]

pytestmark = pytest.mark.timeout(1800)

RECORD_S = 6.0
# What may be missing of what had been received: one fragment under construction, and one that the disk did not see.
LOST_MS = 1000
WAIT_S = 150.0


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running_server(tmp_path) as running:
        yield running


@pytest.fixture
def camera(start_camera: Any, clips: Clips) -> CameraProcess:
    process: CameraProcess = start_camera({"door": clips.path("small_aac")})
    return process


async def recorded(server: Server, camera_id: str) -> list[dict[str, Any]]:
    now_ms = clock.now_ms()
    path = f"/api/cameras/{camera_id}/recordings?start={now_ms - 600_000}&end={now_ms + 60_000}"
    return list((await server.get(path))["recordings"])


async def gaps(server: Server, camera_id: str) -> list[dict[str, Any]]:
    now_ms = clock.now_ms()
    answer = await server.get(f"/api/cameras/{camera_id}/gaps?start={now_ms - 600_000}&end={now_ms}")
    return list(answer["gaps"])


async def add(server: Server, camera: CameraProcess) -> str:
    """Add the camera and wait until some seconds of it are recorded."""
    added = await server.post("/api/cameras", {"name": "Door", "url": camera.url("door"), "transcribe": False})
    camera_id = str(added["id"])
    await eventually(lambda: recorded(server, camera_id), lambda items: recorded_ms(items) >= RECORD_S * 1000, WAIT_S)
    return camera_id


async def received(server: Server, camera_id: str) -> tuple[int, int, int]:
    """An instant, until when the footage had come by then or soon after, and until when the disk has it."""
    now_ms = clock.now_ms()
    status = await server.get(f"/api/cameras/{camera_id}/status")
    newest = max(server.media.rglob("*.mp4"), key=lambda file: file.stat().st_mtime)
    stored_ms = 0
    with contextlib.suppress(SegmentError):  # it has just begun
        found = scan(newest)
        stored_ms = found.start_ms + found.duration_ms
    return now_ms, int(status["last_media_ms"] or 0), stored_ms


def is_up_to_date(found: tuple[int, int, int]) -> bool:
    """Whether nothing is missing on the disk but the fragment under construction and the one before it."""
    now_ms, came_ms, stored_ms = found
    return now_ms - came_ms <= LOST_MS and came_ms - stored_ms <= 500


async def newest_ms(server: Server, camera_id: str) -> int:
    """The end of what is recorded; 0 while the API does not answer."""
    with contextlib.suppress(aiohttp.ClientError, ApiError):
        return int((await recorded(server, camera_id))[-1]["end_ms"])
    return 0


def recorded_ms(recordings: list[dict[str, Any]]) -> int:
    return sum(item["end_ms"] - item["start_ms"] for item in recordings)


def every_file_plays(media: Path) -> int:
    """Assert that ffprobe reads every frame of every file without a complaint, and return how many files there are."""
    files = sorted(media.rglob("*.mp4"))
    for file in files:
        command = ["ffprobe", "-v", "error", "-count_frames", "-of", "json", "-show_entries", "stream=nb_read_frames"]
        answer = subprocess.run([*command, str(file)], capture_output=True, text=True, check=True)
        assert not answer.stderr, file
        assert all(int(stream["nb_read_frames"]) > 0 for stream in json.loads(answer.stdout)["streams"])
    return len(files)


async def test_a_killed_recorder_resumes_and_tells_what_is_missing(server: Server, camera: CameraProcess) -> None:
    camera_id = await add(server, camera)
    _, _, stored_ms = await eventually(partial(received, server, camera_id), is_up_to_date)
    server.kill_worker("ingest")
    killed_ms = clock.now_ms()
    now = await eventually(
        lambda: recorded(server, camera_id),
        lambda items: items[-1]["start_ms"] > killed_ms and items[-1]["end_ms"] > items[-1]["start_ms"],
        WAIT_S,
    )
    # A file ends each minute, too: also just before the kill, or since.
    ended_ms = max(item["end_ms"] for item in now if item["start_ms"] <= killed_ms)
    resumed_ms = min(item["start_ms"] for item in now if item["start_ms"] > killed_ms)
    assert ended_ms >= stored_ms
    missing = [gap for gap in await gaps(server, camera_id) if ended_ms <= gap["start_ms"] < resumed_ms]
    # First nobody was there to record, then the camera had to be reached again.
    assert missing[0]["reason"] == "crash"
    assert {gap["reason"] for gap in missing[1:]} <= {"camera_offline"}
    edges = [ended_ms, *(gap["end_ms"] for gap in missing)]
    assert [gap["start_ms"] for gap in missing] == edges[:-1]
    assert edges[-1] == resumed_ms
    await server.stop()  # else one is being written
    with contextlib.closing(Database(server.data / "wallflower.db")) as database:
        known = Recordings(database)
        rows = len(known.files()) + len(known.open_rows())  # a disk that is slow to stop is not waited for
        assert every_file_plays(server.media) == rows >= len(now)


async def test_recording_goes_on_without_the_api_and_without_analysis(server: Server, camera: CameraProcess) -> None:
    camera_id = await add(server, camera)
    recorder = server.worker_pid("ingest")
    killed_ms = clock.now_ms()
    server.kill_worker("server")
    server.kill_worker("analysis")
    await eventually(partial(newest_ms, server, camera_id), lambda end_ms: end_ms > killed_ms + 5000, WAIT_S)
    assert [gap for gap in await gaps(server, camera_id) if gap["start_ms"] >= killed_ms] == []
    assert server.worker_pid("ingest") == recorder


async def test_a_clean_stop_is_quick_and_leaves_whole_files(server: Server, camera: CameraProcess) -> None:
    await add(server, camera)
    began_s = clock.monotonic_s()
    assert await server.stop() == 0
    assert clock.monotonic_s() - began_s < SOON_S
    assert every_file_plays(server.media) >= 1
    await server.start()
    camera_id = (await server.get("/api/cameras"))["cameras"][0]["id"]
    assert not any(item["is_open"] for item in (await recorded(server, camera_id))[:-1])
    assert "server_stopped" in {gap["reason"] for gap in await gaps(server, camera_id)}


async def test_no_process_outlives_a_killed_supervisor(server: Server, camera: CameraProcess) -> None:
    await add(server, camera)
    children = [server.worker_pid(name) for name in ("ingest", "analysis", "server")]
    assert server.process is not None
    os.kill(server.process.pid, signal.SIGKILL)
    await until(lambda: all(is_gone(pid) for pid in children))
    assert every_file_plays(server.media) >= 1
