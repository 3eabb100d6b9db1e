"""One camera, one ingest process and what they left behind, for one row of the fault matrix."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bench_lib.fault_ingest import set_clock
from wallflower import clock
from wallflower.api.token import ensure_token
from wallflower.cameras import prepare
from wallflower.config import Settings
from wallflower.demo.camera_process import CameraProcess
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import RecordingRow, Recordings
from wallflower.wire import Gap

CAMERA = "cam"
FRAMES_PER_S = 15
FOREVER_MS = 1 << 60
# The camera is older than the footage of six hours ago that one row makes.
_AGE_MS = 8 * 3_600_000
_VIDEO = "-c:v libx264 -preset veryfast -tune zerolatency -g 15 -sc_threshold 0 -b:v 400k -pix_fmt yuv420p"
_SOUND = "-c:a aac -b:a 48k -ac 1 -t 20"
_INPUTS = ("testsrc2=size=640x360:rate=15", "aevalsrc='0.3*sin(2*PI*(300+200*sin(2*PI*t/4))*t)':s=16000")


class RowError(Exception):
    """What should have happened did not."""


@dataclass(frozen=True, slots=True)
class Story:
    """The ledger of a run, from the first to the last footage."""

    rows: tuple[RecordingRow, ...]
    gaps: tuple[Gap, ...]
    start_ms: int
    end_ms: int

    @property
    def lost_ms(self) -> int:
        """How much of the time lies in gaps."""
        return sum(min(self.end_ms, gap.end_ms or self.end_ms) - max(self.start_ms, gap.start_ms) for gap in self.gaps)

    @property
    def is_exact(self) -> bool:
        """Whether recordings and gaps tile the whole time; a clock set back makes some of it twice."""
        reached_ms = self.start_ms
        spans = [(row.start_ms, row.end_ms) for row in self.rows]
        spans += [(gap.start_ms, self.end_ms if gap.end_ms is None else gap.end_ms) for gap in self.gaps]
        for start_ms, end_ms in sorted(spans):
            if start_ms > reached_ms:
                return False
            reached_ms = max(reached_ms, end_ms)
        return reached_ms >= self.end_ms


class Rig:
    """A context manager: everything ends with it."""

    def __init__(
        self, *, data: Path | None = None, media: Path | None = None, quick_s: float = 0.0, cameras: int = 1
    ) -> None:
        """Use directories of other disks where they are given; `quick_s` replaces the pauses between connections.

        Of several cameras all but the first only keep it company.
        """
        self.directory = Path(tempfile.mkdtemp(prefix="wallflower-"))
        (self.directory / "run").mkdir(mode=0o700)
        (self.directory / "clock_offset_ms").write_bytes(bytes(8))
        self._quick_s = quick_s
        self.settings = Settings(
            data=data or self.directory / "data",
            media=media or self.directory / "media",
            rtsp_port=free_port(),
            minimum_free_gb=0.02,
        )
        (self.directory / "settings.json").write_text(self.settings.model_dump_json(), encoding="utf-8")
        ensure_token(self.settings.data)
        names = [CAMERA, *(f"{CAMERA}{number}" for number in range(2, cameras + 1))]
        self.camera = CameraProcess(dict.fromkeys(names, clip()), "--tcp-only", "--report-s", "1")
        self.prepare()
        self.database = Database(self.settings.database)
        self.recordings = Recordings(self.database)
        for name in names:
            row = CameraRow(id=name, name=name, url=self.camera.url(name), created_ms=clock.now_ms() - _AGE_MS)
            Cameras(self.database).create(row)
        self.process: subprocess.Popen[bytes] | None = None
        self.first_ms = 0

    def __enter__(self) -> Self:
        """Start to record."""
        try:
            self.start()
            self.first_ms = self.record(3).start_ms
        except RowError as error:
            self.__exit__(RowError, error, None)
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End everything and remove the traces."""
        if _error is not None:
            print("\n".join(self.log().splitlines()[-8:]), file=sys.stderr)
        self.end(signal.SIGKILL)
        self.camera.stop()
        self.database.close()
        shutil.rmtree(self.directory, ignore_errors=True)

    @property
    def pid(self) -> int:
        """The ingest process."""
        if self.process is None:
            raise RowError("the ingest process does not run")
        return self.process.pid

    def prepare(self) -> None:
        """Do what every start of the server does first."""
        prepare.run(self.settings, self.directory / "run")

    def start(self) -> None:
        """Start the ingest process."""
        command = [sys.executable, "-m", "bench_lib.fault_ingest", str(self.directory), str(self._quick_s)]
        with (self.directory / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def end(self, number: signal.Signals = signal.SIGTERM) -> None:
        """End the ingest process."""
        if self.process is not None:
            process, self.process = self.process, None
            process.send_signal(number)
            process.wait(15)

    def set_clock(self, offset_ms: int) -> None:
        """Set the ingest process's UTC clock beside the machine's."""
        set_clock(self.directory, offset_ms)

    def log(self) -> str:
        """Return what the ingest process wrote."""
        return (self.directory / "log").read_text(encoding="utf-8", errors="replace")

    def newest(self) -> RecordingRow | None:
        """Return the row that was added last."""
        rows = self.recordings.readable(CAMERA, -FOREVER_MS, FOREVER_MS)
        return max(rows, key=lambda row: row.id, default=None)

    def gaps(self) -> tuple[Gap, ...]:
        """Return the ledger's gaps."""
        return self.recordings.gaps(CAMERA, -FOREVER_MS, FOREVER_MS)

    def record(self, seconds: float, *, timeout_s: float = 60, after: int = -1) -> RecordingRow:
        """Wait until a file whose row is later than `after` has grown by so much, and return its row."""
        before = self.newest()
        base = (before.id, before.duration_ms) if before is not None and before.id > after else (None, 0)

        def grown() -> RecordingRow | None:
            row = self.newest()
            if row is None or row.id <= after:
                return None
            from_ms = base[1] if row.id == base[0] else 0
            return row if row.duration_ms - from_ms >= seconds * 1000 else None

        return wait_for(grown, f"{seconds} s recorded", timeout_s)

    def story(self) -> Story:
        """End the recording in good order and return the ledger."""
        self.end()
        rows = self.recordings.list(CAMERA, -FOREVER_MS, FOREVER_MS)
        if not rows:
            raise RowError("nothing was recorded")
        start_ms, end_ms = self.first_ms, max(row.end_ms for row in rows)
        return Story(rows, self.recordings.gaps(CAMERA, start_ms, end_ms), start_ms, end_ms)

    def frames(self, story: Story) -> tuple[int, int]:
        """Decode every file; return the number of pictures and of complaints. Raise `RowError` if one cannot be."""
        found = [self._decode(self.settings.media / row.path) for row in story.rows]
        return sum(pictures for pictures, _ in found), sum(complaints for _, complaints in found)

    def _decode(self, path: Path) -> tuple[int, int]:
        entries = ["-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0"]
        done = subprocess.run(
            ["ffprobe", "-v", "error", *entries, path], capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode or not done.stdout.strip().isdigit():
            raise RowError(f"{path.name} does not play: {done.stderr[-200:]}")
        return int(done.stdout), len(done.stderr.splitlines())


def wait_for[T](condition: Callable[[], T | None], what: str, timeout_s: float = 60) -> T:
    """Return the first value of `condition` that is not empty; raise `RowError` when it takes too long."""
    deadline_s = clock.monotonic_s() + timeout_s
    while not (found := condition()):
        if clock.monotonic_s() > deadline_s:
            raise RowError(f"not within {timeout_s:g} s: {what}")
        time.sleep(0.05)
    return found


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clip() -> Path:
    """Make the cameras' clip once per machine: 640x360, 15 frames/s, a keyframe a second, AAC."""
    directory = Path(tempfile.gettempdir()) / f"wallflower-clips-{os.getuid()}"
    directory.mkdir(exist_ok=True, mode=0o700)
    path = directory / "bench-faults.mkv"
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}.mkv")
        inputs = [part for source in _INPUTS for part in ("-f", "lavfi", "-i", source)]
        subprocess.run(["ffmpeg", "-y", "-v", "error", *inputs, *_VIDEO.split(), *_SOUND.split(), partial], check=True)
        partial.replace(path)
    return path
