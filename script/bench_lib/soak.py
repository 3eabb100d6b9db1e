"""Flapping cameras for a long time made short: memory, descriptors and threads of the ingest process must not grow.

Every camera is thrown off again and again, on a back-off cut to a tenth of a second, so that a minute holds the
reconnections of hours. Growth is counted from a warm-up on, when every buffer has been used once.
"""

import argparse
import sys
import time
from pathlib import Path

from bench_lib.fault_rig import Rig
from bench_lib.gauge import usage
from bench_lib.report import Figure, show
from wallflower import clock

GROWTH_TARGET = 5.0
FLAP_S = 1.5


def main() -> int:
    """Measure and report."""
    arguments = _arguments()
    with Rig(quick_s=0.1) as rig:
        flaps = _flap(rig, arguments.minutes * 60 / 2)
        before = _Sample(rig.pid)
        flaps += _flap(rig, arguments.minutes * 60 / 2)
        after = _Sample(rig.pid)
    growth = (after.rss_mb / before.rss_mb - 1) * 100
    return show(
        [
            Figure(name="soak.connections", value=flaps, unit="1"),
            Figure(name="soak.rss", value=round(after.rss_mb, 1), unit="MB"),
            Figure(name="soak.rss_growth", value=round(growth, 2), unit="%", target=GROWTH_TARGET),
            Figure(name="soak.descriptors_added", value=after.descriptors - before.descriptors, unit="1", target=3),
            Figure(name="soak.threads_added", value=after.threads - before.threads, unit="1", target=1),
        ],
        as_json=arguments.json,
    )


class _Sample:
    """What a process holds now."""

    def __init__(self, pid: int) -> None:
        self.rss_mb = usage([pid]).rss_mb
        self.descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        self.threads = len(list(Path(f"/proc/{pid}/task").iterdir()))


def _flap(rig: Rig, seconds: float) -> int:
    """Throw the camera off every `FLAP_S`; each connection is recorded for a moment."""
    end_s = clock.monotonic_s() + seconds
    flaps = 0
    while clock.monotonic_s() < end_s:
        time.sleep(FLAP_S)
        rig.camera.command("drop")
        flaps += 1
    rig.record(2)
    return flaps


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=8.0, help="how long it takes (default 8)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
