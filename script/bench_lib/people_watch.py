"""Ten minutes of two people before two cameras at 1080p, one enrolled from one other photograph, one not at all.

Needs the shared photographs: set WALLFLOWER_TESTDATA.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from bench_lib.report import Figure, show
from tests.support.stays import FACES, Stays, observe

START_S = 120.0


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="script/bench people_watch", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    photographs = Path(os.environ.get("WALLFLOWER_TESTDATA", "testdata")) / "faces"
    with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as directory:
        stays = asyncio.run(_watch(Path(directory), photographs, 60 * arguments.minutes))
    ended = {who: len(stays.ended(who)) for who in FACES}
    split = sum(abs(at - round(at)) > 0.3 for who in FACES for at in stays.rounds(who))
    doubled = sum(count > 1 for count in stays.starts.values())
    figures = [
        Figure(name="people_watch.visits", value=sum(ended.values()), unit="1"),
        Figure(name="people_watch.wrong_names", value=stays.wrong_names, unit="1", target=0),
        Figure(name="people_watch.wrong_verdicts", value=stays.wrong_verdicts, unit="1", target=0),
        Figure(name="people_watch.visits_beyond_one_a_stay", value=split + doubled, unit="1", target=0),
    ]
    return show(figures, as_json=arguments.json)


async def _watch(directory: Path, photographs: Path, length_s: float) -> Stays:
    seen_s: list[float] = []

    def is_over(stays: Stays) -> bool:
        if stays.told and not seen_s:
            seen_s.append(time.monotonic())
        return bool(seen_s) and time.monotonic() - seen_s[0] >= length_s

    return await observe(directory, photographs, is_over, START_S + length_s)


if __name__ == "__main__":
    sys.exit(main())
