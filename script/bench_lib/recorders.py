"""Who records the benches' cameras: our ingest process, ffmpeg alone, and Frigate's chain around ffmpeg.

The cameras send 1080p25 H.264 at 4 Mbit/s with AAC.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from bench_lib.fault_rig import free_port
from bench_lib.gauge import Usage, usage
from wallflower import clock
from wallflower.config import Settings
from wallflower.recorder.layout import ensure_media
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.wire import RecordMode

FRIGATE_SEGMENT_S = 10
_PICTURE = "testsrc2=size=1920x1080:rate=25,noise=alls=6:allf=t"
_SOUND = "aevalsrc='0.3*sin(2*PI*(300+200*sin(2*PI*t/4))*t)':s=16000"
_VIDEO = "-c:v libx264 -preset ultrafast -tune zerolatency -profile:v main -pix_fmt yuv420p -bf 0 -g 50 -sc_threshold 0"
_RATE = "-b:v 4M -minrate 4M -maxrate 4M -bufsize 2M -c:a aac -b:a 64k -ac 1"
_SOURCE = "ffmpeg -nostdin -v error -rtsp_transport tcp -timeout 10000000 -i"
_SEGMENT = "-f segment -segment_time {seconds} -segment_format mp4 -reset_timestamps 1 -strftime 1 -c copy"
_MOVFLAGS = "movflags=+frag_keyframe+empty_moov+default_base_moof"
_DURATION = "ffprobe -v error -show_entries format=duration -of default=noprint_wrappers=1:nokey=1"
_POLL_S = 0.5
_INGEST = "import sys; from bench_lib.recorders import ingest; ingest(sys.argv[1])"


def ingest(directory: str) -> None:
    """Be the ingest process of a bench."""
    from wallflower.cameras.ingest import run  # noqa: PLC0415 - only the child pays for it

    run(_settings(Path(directory)), Path(directory) / "run")


def our_command(directory: Path, urls: Sequence[str], mode: RecordMode = RecordMode.CONTINUOUS) -> list[str]:
    """Prepare a directory for these cameras and return the command of its ingest process."""
    ensure_media(directory / "media")
    (directory / "run").mkdir()
    (directory / "data").mkdir()
    (directory / "data" / "token").write_text("bench", encoding="ascii")
    (directory / "rtsp_port").write_text(str(free_port()), encoding="ascii")
    database = Database(directory / "data" / "wallflower.db")
    database.migrate()
    for index, url in enumerate(urls):
        row = CameraRow(id=f"cam{index}", name=f"Camera {index}", url=url, mode=mode, created_ms=clock.now_ms())
        Cameras(database).create(row)
    database.close()
    return [sys.executable, "-c", _INGEST, str(directory)]


def ffmpeg_command(directory: Path, index: int, url: str) -> list[str]:
    """Return the command of one ffmpeg that records as we do: a minute per file, none of it lost when it is killed."""
    target = directory / "ffmpeg" / str(index)
    target.mkdir(parents=True)
    segment = _SEGMENT.format(seconds=60).split()
    return [*_SOURCE.split(), url, *segment, "-segment_format_options", _MOVFLAGS, f"{target}/%Y%m%d%H%M%S.mp4"]


class FrigateChain:
    """Continuous recording as Frigate does it; a context manager.

    An ffmpeg per camera writes files of ten seconds into a cache; of each, ffprobe tells the duration, then another
    ffmpeg copies it, with its header in front. Only these programs count, not the Python process that starts them.
    """

    def __init__(self, directory: Path, urls: Sequence[str]) -> None:
        """Nothing runs yet."""
        self._directory = directory
        self._urls = urls
        self._stack = ExitStack()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._maintain, name="maintainer")
        self._recorders: list[int] = []
        self.segments = 0
        self.segments_cpu_s = 0.0

    def __enter__(self) -> Self:
        """Start to record."""
        for index, url in enumerate(self._urls):
            (self._directory / "cache" / str(index)).mkdir(parents=True)
            (self._directory / "kept" / str(index)).mkdir(parents=True)
            segment = _SEGMENT.format(seconds=FRIGATE_SEGMENT_S).split()
            command = [*_SOURCE.split(), url, *segment, f"{self._directory}/cache/{index}/%Y%m%d%H%M%S.mp4"]
            self._recorders.append(self._stack.enter_context(process(command, f"frigate{index}", self._directory)))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End everything."""
        self._over.set()
        self._thread.join()
        self._stack.__exit__(kind, error, trace)

    def recorders(self) -> Usage:
        """Return what the recording ffmpegs used."""
        return usage(self._recorders)

    def _maintain(self) -> None:
        while not self._over.wait(_POLL_S):
            for cache in sorted((self._directory / "cache").iterdir()):
                for path in sorted(cache.iterdir())[:-1]:  # the last is being written
                    self._keep(path, self._directory / "kept" / cache.name / path.name)

    def _keep(self, path: Path, goal: Path) -> None:
        cpu_s = _run([*_DURATION.split(), str(path)])
        copy = ["ffmpeg", "-hide_banner", "-y", "-i", str(path), "-c", "copy", "-movflags", "+faststart", str(goal)]
        cpu_s += _run(copy)
        path.unlink()
        self.segments += 1
        self.segments_cpu_s += cpu_s


def _run(command: list[str]) -> float:
    """Run a program and return its CPU seconds."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command[0]} failed")
    return used.ru_utime + used.ru_stime


@contextmanager
def process(command: list[str], name: str, directory: Path) -> Iterator[int]:
    """Run a process beside the measurement; its log is shown if it did not last."""
    log = directory / f"{name}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file)
    try:
        yield process.pid
        if process.poll() is not None:
            sys.exit(f"{name} ended early:\n{log.read_text(encoding='utf-8', errors='replace')}")
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def clip() -> Path:
    """Make the cameras' clip once per machine; it takes about ten seconds."""
    directory = Path(tempfile.gettempdir()) / f"wallflower-clips-{os.getuid()}"
    directory.mkdir(exist_ok=True, mode=0o700)
    path = directory / "bench-1080p25-4M.mkv"
    if not path.exists():
        print("making the test clip", file=sys.stderr)
        partial = path.with_suffix(f".{os.getpid()}.mkv")
        inputs = ["-f", "lavfi", "-i", _PICTURE, "-f", "lavfi", "-i", _SOUND, "-t", "20"]
        command = ["ffmpeg", "-y", "-v", "error", *inputs, *_VIDEO.split(), *_RATE.split(), str(partial)]
        subprocess.run(command, check=True)
        partial.replace(path)
    return path


def _settings(directory: Path) -> Settings:
    port = int((directory / "rtsp_port").read_text(encoding="ascii"))
    return Settings(data=directory / "data", media=directory / "media", rtsp_port=port, minimum_free_gb=0.0)
