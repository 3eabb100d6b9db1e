import numpy as np

from tests.unit.voices.test_gallery import at
from wallflower.voices.clusters import proposals
from wallflower.voices.ge2e_engine import PROFILE


def test_speakers_that_are_one_are_proposed_most_alike_first() -> None:
    prints = [(1, at(0)), (1, at(4)), (2, at(90)), (3, at(6)), (4, at(30)), (2, at(86))]
    found = proposals(prints, PROFILE)
    assert [(each.speaker_id, each.other_id) for each in found] == [(1, 3), (1, 4)]
    assert found[0].score > found[1].score > 0.8
    assert found[0].count == 3


def test_nothing_is_proposed_of_strangers_or_nobody() -> None:
    assert proposals([], PROFILE) == []
    assert proposals([(1, at(0))], PROFILE) == []
    assert proposals([(1, at(0)), (2, at(60))], PROFILE) == []


def test_many_speakers_are_bounded() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((3000, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert len(proposals([(number % 1500, vector) for number, vector in enumerate(vectors)], PROFILE)) < 300
