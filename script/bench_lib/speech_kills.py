"""Kill -9 the speech worker, the server, or both while cameras talk: every utterance ends as text exactly once.

The cameras are real RTSP over loopback, the server is the real one with the miniature model. Every sentence that was
recorded whole is looked for afterwards; where it lies is found in the recorded sound. At the first camera two people
take turns, one of them enrolled: no line may lose its speaker or get a wrong one.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

from bench_lib.report import Figure, show
from tests.support.speech_kills import Fight, Plan, Victim, fight

KINDS = (
    "lost",
    "cut",
    "without text",
    "in pieces",
    "overlapping",
    "unfinished",
    "not transcribed once",
    "line elsewhere",
    "wrong name",
    "speaker changed",
    "without a print",
    "printed twice",
    "two people",
)


def main() -> int:
    """Fight and report."""
    arguments = _arguments()
    plan = Plan(kills=arguments.kills, utterances=arguments.utterances, cameras=arguments.cameras, seed=arguments.seed)
    with tempfile.TemporaryDirectory(prefix="wallflower-kills-") as directory:
        told = asyncio.run(fight(Path(arguments.keep or directory), plan))
    faults = {**told.verdict.faults, **told.voices.faults}
    sys.stderr.write(json.dumps(faults, indent=1) + "\n" if faults else "")
    return show(_figures(told), as_json=arguments.json)


def _figures(told: Fight) -> list[Figure]:
    verdict, faults = told.verdict, {**told.verdict.faults, **told.voices.faults}
    figures = [
        Figure(name=f"kills.{victim}", value=told.kills[victim], unit="1") for victim in Victim if told.kills[victim]
    ]
    figures += [
        Figure(name="said_sentences", value=verdict.sentences, unit="1"),
        Figure(name="utterances", value=verdict.utterances, unit="1"),
        Figure(name="done", value=verdict.done, unit="1"),
        *(Figure(name=f"dropped.{reason}", value=count, unit="1") for reason, count in verdict.dropped.items()),
        Figure(name="word_errors", value=round(verdict.word_errors * 100, 2), unit="%"),
        Figure(name="talked", value=round(told.talked_s, 1), unit="s"),
        Figure(name="drained", value=round(told.drain_s, 1), unit="s"),
        Figure(name="of_two_voices", value=sum(told.voices.said.values()), unit="1"),
        Figure(name="told_rightly", value=sum(told.voices.told.values()), unit="1"),
    ]
    kinds = dict.fromkeys((*KINDS, *faults))
    return figures + [
        Figure(name=kind.replace(" ", "_"), value=len(faults.get(kind, ())), unit="1", target=0) for kind in kinds
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench speech_kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="how many (default 50)")
    parser.add_argument("--utterances", type=int, default=200, help="at least so many flow (default 200)")
    parser.add_argument("--cameras", type=int, default=4, help="how many talk (default 4)")
    parser.add_argument("--seed", type=int, default=1, help="of whom to kill when (default 1)")
    parser.add_argument("--keep", help="an empty directory to work in, kept for a look at what went wrong")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
