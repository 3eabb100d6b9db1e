"""Our ingest process beside ffmpeg and beside Frigate's chain, recording the same live cameras in the same seconds.

Nobody watches or analyses: this is the price of recording alone, with everything that belongs to it (index, ledger,
fdatasync, restream and fragments ready for whoever comes). Then the price in memory: of the process without a camera,
and of each camera that records events only and holds the ten seconds before one.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Costs:
    """What every contender used until now; Frigate's is that of its recorders, and of each finished file."""

    at_s: float
    ours: Usage
    ffmpeg: Usage
    frigate: Usage
    segments: int
    segments_cpu_s: float


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
        ours = [stack.enter_context(process(our_command(directory, urls), "ingest", directory))]
        ffmpeg = [
            stack.enter_context(process(ffmpeg_command(directory, index, url), f"ffmpeg{index}", directory))
            for index, url in enumerate(urls)
        ]
        chain = stack.enter_context(FrigateChain(directory, urls))

        def costs() -> _Costs:
            return _Costs(
                clock.monotonic_s(),
                usage(ours),
                usage(ffmpeg),
                chain.recorders(),
                chain.segments,
                chain.segments_cpu_s,
            )

        time.sleep(WARM_UP_S)
        before = costs()
        time.sleep(seconds)
        after = costs()
    return _cpu_figures(before, after, len(urls) * (after.at_s - before.at_s) / 60)


def _cpu_figures(before: _Costs, after: _Costs, minutes: float) -> list[Figure]:
    ours = (after.ours.cpu_s - before.ours.cpu_s) / minutes
    ffmpeg = (after.ffmpeg.cpu_s - before.ffmpeg.cpu_s) / minutes
    # A window may hold more or fewer ends of files than its length; each file costs the same.
    per_segment = (after.segments_cpu_s - before.segments_cpu_s) / max(1, after.segments - before.segments)
    frigate = (after.frigate.cpu_s - before.frigate.cpu_s) / minutes + per_segment * 60 / FRIGATE_SEGMENT_S
    written = [
        round((end.written_mb - start.written_mb) / minutes, 2)
        for start, end in ((before.ours, after.ours), (before.ffmpeg, after.ffmpeg))
    ]
    cpu = "record.cpu_s_per_stream_minute"
    return [
        Figure(name=cpu, value=round(ours, 4), unit="s", peer_value=round(ffmpeg, 4)),
        Figure(name="record.cpu_ratio_to_ffmpeg", value=round(ours / ffmpeg, 3), unit="1", target=FFMPEG_TARGET),
        Figure(name=f"{cpu}_frigate", value=round(ours, 4), unit="s", peer_value=round(frigate, 4)),
        Figure(name="record.cpu_ratio_to_frigate", value=round(ours / frigate, 3), unit="1", target=FRIGATE_TARGET),
        Figure(name="record.written_per_stream_minute", value=written[0], unit="MB", peer_value=written[1]),
        Figure(
            name="record.rss",
            value=round(after.ours.rss_mb, 1),
            unit="MB",
            peer_value=round(after.ffmpeg.rss_mb, 1),
        ),
    ]


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
