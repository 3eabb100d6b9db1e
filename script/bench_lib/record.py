"""Our ingest process beside ffmpeg, then beside Frigate's chain, recording the same live cameras in the same seconds.

One peer after the other: the chain starts programs by the dozen, which disturbs whoever else is measured.
Nobody watches or analyses: this is the price of recording alone, with everything that belongs to it (index, ledger,
fdatasync, restream and fragments ready for whoever comes). Then the price in memory: of the process without a camera,
and of each camera that records events only and holds the ten seconds before one.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench_lib.gauge import Usage, usage
from bench_lib.recorders import FRIGATE_SEGMENT_S, FrigateChain, clip, ffmpeg_command, our_command, process
from bench_lib.report import Figure, show
from wallflower import clock
from wallflower.demo.camera_process import CameraProcess
from wallflower.wire import RecordMode

WARM_UP_S = 8.0
# The bounds promised: of CPU beside the peers, of memory in MB.
FFMPEG_TARGET = 1.05
FRIGATE_TARGET = 0.33
FIXED_TARGET = 120.0
CAMERA_TARGET = 25.0
# The pre-roll, the time in which an event is noticed, a group of pictures, and a moment to connect.
_FULL_S = 25.0
_WATCHED_S = 15.0


def main() -> int:
    """Measure and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as name, ExitStack() as stack:
        names = [f"cam{index}" for index in range(arguments.cameras)]
        camera = stack.enter_context(CameraProcess(dict.fromkeys(names, clip()), "--tcp-only"))
        urls = [camera.url(name) for name in names]
        figures = _cpu(Path(name), urls, arguments.seconds)
        figures += _memory(Path(name) / "memory", urls)
    return show(figures, as_json=arguments.json)


def _cpu(directory: Path, urls: list[str], seconds: float) -> list[Figure]:
    with ExitStack() as stack:
        ours = stack.enter_context(process(our_command(directory, urls), "ingest", directory))
        figures = _beside_ffmpeg(directory, urls, ours, seconds)
        return figures + _beside_frigate(directory, urls, ours, seconds)


def _beside_ffmpeg(directory: Path, urls: list[str], pid: int, seconds: float) -> list[Figure]:
    with ExitStack() as stack:
        pids = [
            stack.enter_context(process(ffmpeg_command(directory, index, url), f"ffmpeg{index}", directory))
            for index, url in enumerate(urls)
        ]
        ours, ffmpeg = _window([lambda: usage([pid]), lambda: usage(pids)], seconds, len(urls))
        resident = [usage([pid]).rss_mb, usage(pids).rss_mb]
    ratio = ours.cpu_s / ffmpeg.cpu_s
    return [
        _beside("record.cpu_s_per_stream_minute", "s", ours.cpu_s, ffmpeg.cpu_s),
        Figure(name="record.cpu_ratio_to_ffmpeg", value=round(ratio, 3), unit="1", target=FFMPEG_TARGET),
        _beside("record.written_per_stream_minute", "MB", ours.written_mb, ffmpeg.written_mb),
        _beside("record.rss", "MB", *resident),
    ]


def _beside_frigate(directory: Path, urls: list[str], pid: int, seconds: float) -> list[Figure]:
    with FrigateChain(directory, urls) as chain:
        ours, recorders = _window([lambda: usage([pid]), chain.recorders], seconds, len(urls))
        # How many files end within the seconds measured is chance; each costs the same.
        per_file_s = chain.segments_cpu_s / max(1, chain.segments)
    frigate = recorders.cpu_s + per_file_s * 60 / FRIGATE_SEGMENT_S
    ratio = ours.cpu_s / frigate
    return [
        _beside("record.cpu_s_per_stream_minute_frigate", "s", ours.cpu_s, frigate),
        Figure(name="record.cpu_ratio_to_frigate", value=round(ratio, 3), unit="1", target=FRIGATE_TARGET),
    ]


def _window(contenders: list[Callable[[], Usage]], seconds: float, cameras: int) -> list[Usage]:
    """Return what each used per stream-minute, all in the same seconds; of memory, how much it grew."""
    time.sleep(WARM_UP_S)
    started_s, before = clock.monotonic_s(), [measure() for measure in contenders]
    time.sleep(seconds)
    minutes, after = cameras * (clock.monotonic_s() - started_s) / 60, [measure() for measure in contenders]
    return [
        Usage(
            (end.cpu_s - start.cpu_s) / minutes,
            (end.rss_mb - start.rss_mb) / minutes,
            (end.written_mb - start.written_mb) / minutes,
        )
        for start, end in zip(before, after, strict=True)
    ]


def _beside(name: str, unit: str, value: float, peer: float) -> Figure:
    return Figure(name=name, value=round(value, 4), unit=unit, peer_value=round(peer, 4))


def _memory(directory: Path, urls: list[str]) -> list[Figure]:
    """Measure two ingest processes side by side, the most they hold while every pre-roll is full."""
    directory.mkdir()
    with ExitStack() as stack:
        pids = []
        for name, cameras in (("without", []), ("with", urls)):
            (directory / name).mkdir()
            command = our_command(directory / name, cameras, RecordMode.EVENTS)
            pids.append(stack.enter_context(process(command, "ingest", directory / name)))
        time.sleep(_FULL_S)
        most = [0.0, 0.0]
        end_s = clock.monotonic_s() + _WATCHED_S
        while clock.monotonic_s() < end_s:
            most = [max(value, usage([pid]).rss_mb) for value, pid in zip(most, pids, strict=True)]
            time.sleep(0.5)
    added = (most[1] - most[0]) / len(urls)
    return [
        Figure(name="record.rss_fixed", value=round(most[0], 1), unit="MB", target=FIXED_TARGET),
        Figure(name="record.rss_per_events_camera", value=round(added, 1), unit="MB", target=CAMERA_TARGET),
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench record", description=__doc__)
    parser.add_argument("--cameras", type=int, default=8, help="how many cameras are recorded (default 8)")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long is measured (default 60)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
