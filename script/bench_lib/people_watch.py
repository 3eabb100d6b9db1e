"""Ten minutes of two people before two cameras at 1080p, one enrolled from one other photograph, one not at all.

Then ten more with the two photographs of the one exchanged. Needs the shared photographs: set WALLFLOWER_TESTDATA.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from bench_lib.report import Figure, show
from tests.support.stays import OTHER, RIGHT, Stays, observe

START_S = 120.0


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="script/bench people_watch", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long each (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    photographs = Path(os.environ.get("WALLFLOWER_TESTDATA", "testdata")) / "faces"
    watched = []
    for known in OTHER:
        with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as directory:
            watched.append(asyncio.run(_watch(Path(directory), photographs, 60 * arguments.minutes, known)))
    figures = [
        Figure(
            name="people_watch.visits", value=sum(len(stays.ended(who)) for stays in watched for who in RIGHT), unit="1"
        ),
        Figure(name="people_watch.wrong_names", value=sum(stays.wrong_names for stays in watched), unit="1", target=0),
        Figure(
            name="people_watch.wrong_verdicts", value=sum(stays.wrong_verdicts for stays in watched), unit="1", target=0
        ),
        Figure(
            name="people_watch.visits_beyond_one_a_stay",
            value=sum(stays.visits_beyond_one + sum(count > 1 for count in stays.starts.values()) for stays in watched),
            unit="1",
            target=0,
        ),
        Figure(name="people_watch.stays_missed", value=sum(stays.missed for stays in watched), unit="1", target=0),
    ]
    return show(figures, as_json=arguments.json)


async def _watch(directory: Path, photographs: Path, length_s: float, known: str) -> Stays:
    seen_s: list[float] = []

    def is_over(stays: Stays) -> bool:
        if stays.told and not seen_s:
            seen_s.append(time.monotonic())
        return bool(seen_s) and time.monotonic() - seen_s[0] >= length_s

    return await observe(directory, photographs, is_over, START_S + length_s, known)


if __name__ == "__main__":
    sys.exit(main())
