"""Votes become answers; nobody is named on doubt."""

import pytest

from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.gallery import Match
from wallflower.faces.verdict import Decision, Vote, decide
from wallflower.wire import Verdict


def vote(score: float, person: str | None = "ada", margin: float = 0.3, quality: float = 0.8) -> Vote:
    return Vote(Match(person, score, margin), quality)


def answer(*votes: Vote) -> Decision:
    return decide(PROFILE, votes)


def test_nothing_seen_is_nothing_settled() -> None:
    decision = answer()
    assert decision.verdict is Verdict.UNKNOWN
    assert not decision.is_settled


def test_two_sure_sightings_name_and_one_does_not() -> None:
    once = answer(vote(0.7))
    assert (once.verdict, once.person_id, once.is_settled) == (Verdict.UNSURE, None, False)
    twice = answer(vote(0.7), vote(0.65))
    assert (twice.verdict, twice.person_id, twice.is_settled) == (Verdict.KNOWN, "ada", True)
    assert 0.65 < twice.score < 0.7


def test_likeness_to_two_people_is_unsure() -> None:
    decision = answer(*[vote(0.6, margin=0.01)] * 6)
    assert (decision.verdict, decision.person_id, decision.is_settled) == (Verdict.UNSURE, None, True)
    once_clear = answer(vote(0.6, margin=0.3), vote(0.6, margin=0.01))
    assert (once_clear.verdict, once_clear.person_id) == (Verdict.UNSURE, None)
    alternating = answer(*[vote(0.6, "ada"), vote(0.6, "bob")] * 4)
    assert alternating.person_id is None
    assert alternating.verdict is not Verdict.KNOWN


def test_nearly_alike_is_unsure_and_unlike_is_unknown() -> None:
    assert answer(*[vote(0.45)] * 4).verdict is Verdict.UNSURE
    stranger = answer(vote(0.2), vote(0.25))
    assert (stranger.verdict, stranger.person_id, stranger.is_settled) == (Verdict.UNKNOWN, None, True)
    assert answer(vote(0.0, None, 0.0), vote(0.0, None, 0.0)).is_settled


def test_two_lucky_sightings_do_not_name_a_stranger_who_stays() -> None:
    decision = answer(vote(0.52), vote(0.51), *[vote(0.2)] * 12)
    assert decision.verdict is not Verdict.KNOWN
    assert decision.person_id is None


def test_bad_views_do_not_outvote_good_ones() -> None:
    decision = answer(vote(0.7), vote(0.68), *[vote(0.25, quality=0.26)] * 4)
    assert (decision.verdict, decision.person_id) == (Verdict.KNOWN, "ada")


@pytest.mark.parametrize("score", [0.0, 0.3, 0.36, 0.42, 0.49, 0.5, 0.9])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_only_known_carries_a_name(score: float, count: int) -> None:
    decision = answer(*[vote(score)] * count)
    assert (decision.person_id is not None) == (decision.verdict is Verdict.KNOWN)
    assert (decision.verdict is Verdict.KNOWN) == (score >= PROFILE.accept and count >= 2)
