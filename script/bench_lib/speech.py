"""Listening, queue, engine and events: what each costs, beside a peer in the same run where there is one.

Models of the real sizes have weights of chance, so what they cost is real and what they say is not; the miniature model
understands the demo's vocabulary. Searching is measured by `speech_search`, kills by `speech_kills`.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench_lib import speech_early, speech_live, speech_queue, speech_voice
from bench_lib.report import Figure, show
from wallflower.demo.model import unpack_model

type Part = Callable[[Path, Path], Iterator[Figure]]

PARTS: dict[str, Part] = {
    "listening": lambda _directory, _mini: speech_voice.listening(),
    "false_text": lambda _directory, mini: speech_voice.false_text(mini),
    "early": lambda _directory, mini: speech_early.early(mini),
    "overhead": lambda directory, _mini: speech_queue.overhead(directory),
    "packing": speech_queue.packing,
    "growth": speech_queue.growth,
    "latency": speech_live.latency,
    "load": lambda directory, _mini: speech_live.load(directory),
}


def main() -> int:
    """Measure and report."""
    arguments = _arguments()
    figures: list[Figure] = []
    for name in arguments.only.split(",") if arguments.only else PARTS:
        print(f"{name} …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as path:
            directory = Path(path)
            (directory / "models").mkdir()
            for figure in PARTS[name](directory, unpack_model(directory / "models")):
                print(f"  {figure.name}: {figure.value} {figure.unit}", file=sys.stderr)
                figures.append(figure)
    return show(figures, as_json=arguments.json)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench speech", description=__doc__)
    parser.add_argument("--only", default="", metavar="PART,…", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
