"""Our ingest process beside one `ffmpeg -c copy -f segment` per camera, recording the same live cameras at once.

The cameras send 1080p25 H.264 at 4 Mbit/s with AAC. Nobody watches or analyses: this is the price of recording alone,
with everything that belongs to it (index, ledger, fdatasync, restream and fragments ready for whoever comes).
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench_lib.gauge import Usage, usage
from bench_lib.report import Figure, show
from wallflower import clock
from wallflower.config import Settings
from wallflower.demo.camera_process import CameraProcess
from wallflower.recorder.layout import ensure_media
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database

WARM_UP_S = 8.0
RATIO_TARGET = 1.15
_PICTURE = "testsrc2=size=1920x1080:rate=25,noise=alls=6:allf=t"
_SOUND = "aevalsrc='0.3*sin(2*PI*(300+200*sin(2*PI*t/4))*t)':s=16000"
_VIDEO = "-c:v libx264 -preset ultrafast -tune zerolatency -profile:v main -pix_fmt yuv420p -bf 0 -g 50 -sc_threshold 0"
_RATE = "-b:v 4M -minrate 4M -maxrate 4M -bufsize 2M -c:a aac -b:a 64k -ac 1"
_SEGMENT = "-f segment -segment_time 60 -segment_format mp4 -reset_timestamps 1 -strftime 1 -c copy"
_MOVFLAGS = "movflags=+frag_keyframe+empty_moov+default_base_moof"
_INGEST = "import sys; from bench_lib.record import ingest; ingest(sys.argv[1])"


def main() -> int:
    """Measure and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as name, ExitStack() as stack:
        directory = Path(name)
        picture = clip()
        camera = stack.enter_context(
            CameraProcess({f"cam{i}": picture for i in range(arguments.cameras)}, "--tcp-only")
        )
        urls = [camera.url(f"cam{i}") for i in range(arguments.cameras)]
        ours = [stack.enter_context(process(our_command(directory, urls), "ingest", directory))]
        theirs = [
            stack.enter_context(process(_their_command(directory, index, url), f"ffmpeg{index}", directory))
            for index, url in enumerate(urls)
        ]
        time.sleep(WARM_UP_S)
        before, started_s = (usage(ours), usage(theirs)), clock.monotonic_s()
        time.sleep(arguments.seconds)
        after, elapsed_s = (usage(ours), usage(theirs)), clock.monotonic_s() - started_s
    minutes = arguments.cameras * elapsed_s / 60
    return show(_figures(before, after, minutes), as_json=arguments.json)


def ingest(directory: str) -> None:
    """Be the ingest process of the bench."""
    from wallflower.cameras.ingest import run  # noqa: PLC0415 - only the child pays for it

    run(_settings(Path(directory)), Path(directory) / "run")


def _figures(before: tuple[Usage, Usage], after: tuple[Usage, Usage], minutes: float) -> list[Figure]:
    ours, theirs = ((end.cpu_s - start.cpu_s) / minutes for start, end in zip(before, after, strict=True))
    written = [(end.written_mb - start.written_mb) / minutes for start, end in zip(before, after, strict=True)]
    return [
        Figure(name="record.cpu_s_per_stream_minute", value=round(ours, 4), unit="s", peer_value=round(theirs, 4)),
        Figure(name="record.cpu_ratio_to_ffmpeg", value=round(ours / theirs, 3), unit="1", target=RATIO_TARGET),
        Figure(name="record.rss", value=round(after[0].rss_mb, 1), unit="MB", peer_value=round(after[1].rss_mb, 1)),
        Figure(
            name="record.written_per_stream_minute",
            value=round(written[0], 2),
            unit="MB",
            peer_value=round(written[1], 2),
        ),
    ]


def _settings(directory: Path) -> Settings:
    port = int((directory / "rtsp_port").read_text(encoding="ascii"))
    return Settings(data=directory / "data", media=directory / "media", rtsp_port=port, minimum_free_gb=0.0)


def our_command(directory: Path, urls: list[str]) -> list[str]:
    """Prepare a directory for these cameras and return the command of its ingest process."""
    ensure_media(directory / "media")
    (directory / "run").mkdir()
    (directory / "data").mkdir()
    (directory / "data" / "token").write_text("bench", encoding="ascii")
    (directory / "rtsp_port").write_text(str(_free_port()), encoding="ascii")
    database = Database(directory / "data" / "wallflower.db")
    database.migrate()
    for index, url in enumerate(urls):
        row = CameraRow(id=f"cam{index}", name=f"Camera {index}", url=url, created_ms=clock.now_ms())
        Cameras(database).create(row)
    database.close()
    return [sys.executable, "-c", _INGEST, str(directory)]


def _their_command(directory: Path, index: int, url: str) -> list[str]:
    target = directory / "ffmpeg" / str(index)
    target.mkdir(parents=True)
    source = ["ffmpeg", "-nostdin", "-v", "error", "-rtsp_transport", "tcp", "-timeout", "10000000", "-i", url]
    return [*source, *_SEGMENT.split(), "-segment_format_options", _MOVFLAGS, f"{target}/%Y%m%d%H%M%S.mp4"]


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


def _free_port() -> int:

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench record", description=__doc__)
    parser.add_argument("--cameras", type=int, default=4, help="how many cameras are recorded (default 4)")
    parser.add_argument("--seconds", type=float, default=45.0, help="how long is measured (default 45)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
