"""The ingest process as the supervisor starts it, killed in every way."""

import asyncio
import itertools
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.ports import free_port
from tests.support.waiting import PATIENCE_S, until_true
from wallflower import clock
from wallflower.api.token import ensure_token
from wallflower.app import RUNTIME_VARIABLE, SETTINGS_VARIABLE
from wallflower.cameras import prepare
from wallflower.config import Settings
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings
from wallflower.wire import Gap, GapReason, RecordMode
from wallflower.workers.link import ControlClient, FragmentSubscriber

FOREVER_MS = 1 << 60


class Ingest:
    """One ingest process after another over the same directories."""

    def __init__(self, directory: Path, runtime: Path, url: str) -> None:
        self.runtime = runtime
        self.settings = Settings(data=directory / "data", media=directory / "media", rtsp_port=free_port())
        self.log = directory / "log"
        ensure_token(self.settings.data)
        self.prepare()
        self.database = Database(self.settings.database)
        self.recordings = Recordings(self.database)
        row = CameraRow(id="cam", name="Door", url=url, created_ms=clock.now_ms())
        Cameras(self.database).create(row)
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        prepare.run(self.settings, self.runtime)

    def start(self) -> None:
        environment = os.environ | {
            SETTINGS_VARIABLE: self.settings.model_dump_json(),
            RUNTIME_VARIABLE: str(self.runtime),
        }
        command = [sys.executable, "-m", "wallflower", "worker", "ingest"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def end(self, number: signal.Signals) -> int | None:
        """Send the signal, wait for the end and return the exit code; None where nothing runs."""
        if self.process is None:
            return None
        process, self.process = self.process, None
        process.send_signal(number)
        return process.wait(PATIENCE_S)

    def gaps(self) -> tuple[Gap, ...]:
        return self.recordings.gaps("cam", 0, FOREVER_MS)

    def recorded_ms(self) -> int:
        return sum(row.duration_ms for row in self.recordings.list("cam", 0, FOREVER_MS))


@pytest.fixture
def ingest(tmp_path: Path, start_camera: StartCamera, clips: Clips) -> Iterator[Ingest]:
    camera = start_camera({"door": clips.path("small_aac")}, user="user", password="camera-password")
    with tempfile.TemporaryDirectory(prefix="wallflower-") as runtime:
        ingest = Ingest(tmp_path, Path(runtime), camera.url("door"))
        yield ingest
        ingest.end(signal.SIGKILL)
        ingest.database.close()


def assert_everything_plays(ingest: Ingest) -> None:
    rows = ingest.recordings.list("cam", 0, FOREVER_MS)
    assert rows
    for row in rows:
        path = ingest.settings.media / row.path
        command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
        assert not done.stderr
        assert path.stat().st_size == row.size_bytes


def assert_every_moment_is_accounted_for(ingest: Ingest) -> None:
    spans = [(row.start_ms, row.end_ms) for row in ingest.recordings.list("cam", 0, FOREVER_MS)]
    spans += [(gap.start_ms, gap.end_ms or FOREVER_MS) for gap in ingest.gaps()]
    spans.sort()
    assert all(left[1] == right[0] for left, right in itertools.pairwise(spans))
    assert spans[-1][1] == FOREVER_MS


def test_the_end_closes_every_file(ingest: Ingest) -> None:
    ingest.start()
    until_true(lambda: ingest.recorded_ms() > 0)
    asked_ms = clock.now_ms()
    assert ingest.end(signal.SIGTERM) == 0
    assert ingest.recordings.open_rows() == ()
    gap = ingest.gaps()[-1]
    assert (gap.end_ms, gap.reason) == (None, GapReason.SERVER_STOPPED)
    assert asked_ms - gap.start_ms <= 1000
    assert_everything_plays(ingest)
    assert_every_moment_is_accounted_for(ingest)


def test_a_kill_loses_a_second_at_most_and_the_gap_says_so(ingest: Ingest) -> None:
    ingest.start()
    until_true(lambda: ingest.recorded_ms() > 2500)
    killed_ms = clock.now_ms()
    ingest.end(signal.SIGKILL)
    ingest.start()
    until_true(lambda: any(gap.reason is GapReason.CRASH and gap.end_ms for gap in ingest.gaps()))
    crash = next(gap for gap in ingest.gaps() if gap.reason is GapReason.CRASH)
    assert killed_ms - crash.start_ms <= 1000
    ingest.end(signal.SIGTERM)
    assert_everything_plays(ingest)
    assert_every_moment_is_accounted_for(ingest)


def test_a_kill_while_no_event_was_seen_is_a_crash_too(ingest: Ingest) -> None:
    Cameras(ingest.database).update("cam", {"mode": RecordMode.EVENTS})
    ingest.start()
    until_true(lambda: [gap.reason for gap in ingest.gaps()][-1:] == [GapReason.NO_EVENT])
    time.sleep(1)
    ingest.end(signal.SIGKILL)
    ingest.start()
    until_true(lambda: GapReason.CRASH in [gap.reason for gap in ingest.gaps() if gap.end_ms is not None])
    until_true(lambda: ingest.gaps()[-1].reason is GapReason.NO_EVENT)
    ingest.end(signal.SIGTERM)
    assert ingest.recorded_ms() == 0
    assert_every_moment_is_accounted_for(ingest)


def test_a_power_cuts_torn_tail_is_repaired_at_the_next_start(ingest: Ingest) -> None:
    ingest.start()
    until_true(lambda: ingest.recorded_ms() > 1000)
    ingest.end(signal.SIGKILL)
    (row,) = ingest.recordings.open_rows()
    path = ingest.settings.media / row.path
    os.truncate(path, path.stat().st_size - 700)
    ingest.prepare()
    assert ingest.recordings.open_rows() == ()
    assert_everything_plays(ingest)


async def test_others_hear_and_command_it(ingest: Ingest) -> None:
    ingest.start()
    async with ControlClient(ingest.runtime, "ingest") as client:
        with FragmentSubscriber(ingest.runtime) as fragments:
            fragment = await asyncio.wait_for(anext(fragments), PATIENCE_S)
        assert fragment.camera_id == "cam"
        assert abs(fragment.start_ms - clock.now_ms()) < 5000
        (status,) = (await client.call("status", {}))["cameras"]
        assert (status["camera_id"], status["running"], status["connection"]) == ("cam", True, "connected")
        Cameras(ingest.database).update("cam", {"enabled": False})
        assert (await client.call("problems", {"camera_id": "cam"})) == {"problems": []}
        await client.call("reload", {})
        (status,) = (await client.call("status", {}))["cameras"]
        assert status["connection"] == "stopped"
        await client.call("delete_camera", {"camera_id": "cam"})
        assert (await client.call("status", {}))["cameras"] == []
    assert ingest.recordings.list("cam", 0, FOREVER_MS) == ()


def test_the_log_holds_no_password(ingest: Ingest) -> None:
    ingest.start()
    until_true(lambda: ingest.recorded_ms() > 0)
    ingest.end(signal.SIGTERM)
    text = ingest.log.read_text(encoding="utf-8")
    assert "camera cam: recording" in text
    assert "camera-password" not in text
    assert "Traceback" not in text


def test_a_lost_media_directory_is_a_clear_error(ingest: Ingest) -> None:
    for path in ingest.settings.media.iterdir():
        path.unlink()
    ingest.start()
    assert ingest.process is not None
    assert ingest.process.wait(PATIENCE_S) != 0
    assert "marker" in ingest.log.read_text(encoding="utf-8")
