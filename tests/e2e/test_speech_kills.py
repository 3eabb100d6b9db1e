"""SIGKILL of the speech worker, the server, or both at random instants: all that was said is text, exactly once.

So are voices: where two people talk in turns, of whom one is enrolled, lines keep who speaks, or get it.

A small version of `script/bench speech_kills`.
"""

from pathlib import Path

import pytest

from tests.support.speech_kills import Plan, fight
from tests.support.talk import PAIR

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

PLAN = Plan(kills=6, utterances=20, cameras=2)


async def test_whatever_dies_every_sentence_is_text_once(tmp_path: Path) -> None:
    told = await fight(tmp_path, PLAN)
    assert told.kills.total() == PLAN.kills
    assert told.verdict.sentences >= PLAN.utterances
    assert told.verdict.faults == {}
    assert told.voices.faults == {}
    assert set(told.voices.told) == set(told.voices.said) == set(PAIR)
    assert sum(told.voices.told.values()) >= 0.7 * sum(told.voices.said.values())
