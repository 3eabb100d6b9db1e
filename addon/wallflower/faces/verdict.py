"""Who a visit is, from all its sightings: known, unsure or unknown; unsure never carries a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wallflower.faces.engine import MatchProfile
from wallflower.faces.gallery import Match
from wallflower.wire import Verdict

# A name needs this many sightings that each would do alone.
AGREEING = 2
# The part of all evidence, for and against, that has to speak for the one person.
KNOWN_SHARE = 0.6
UNSURE_SHARE = 0.3
# Sightings that cannot agree are called unsure or unknown after this many.
PATIENCE = 4


@dataclass(frozen=True, slots=True)
class Vote:
    """What one sighting says; `quality` is 0 to 1."""

    match: Match
    quality: float


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer; `is_settled` when enough sightings agree to open a visit with it."""

    verdict: Verdict
    person_id: str | None
    score: float
    margin: float
    is_settled: bool


def decide(profile: MatchProfile, votes: Sequence[Vote]) -> Decision:
    """Weigh the votes.

    A sighting speaks for the person it is most like with quality × (score − floor), and below the floor for nobody
    with quality × (floor − score). The floor is the profile's `maybe` less its margin.
    """
    floor = profile.maybe - profile.margin
    weights: dict[str, float] = {}
    for vote in votes:
        if vote.match.person_id is not None and vote.match.score > floor:
            known = weights.get(vote.match.person_id, 0.0)
            weights[vote.match.person_id] = known + vote.quality * (vote.match.score - floor)
    nobody = sum(vote.quality * max(0.0, floor - vote.match.score) for vote in votes)
    if not weights:
        best = max((vote.match.score for vote in votes), default=0.0)
        return Decision(Verdict.UNKNOWN, None, best, 0.0, len(votes) >= AGREEING)
    person_id = max(weights, key=lambda key: weights[key])
    own = [vote for vote in votes if vote.match.person_id == person_id and vote.match.score > floor]
    share = weights[person_id] / (sum(weights.values()) + nobody)
    return _judge(profile, own, share, len(votes))


def _judge(profile: MatchProfile, own: Sequence[Vote], share: float, count: int) -> Decision:
    score = _mean((vote.match.score, vote) for vote in own)
    margin = _mean((vote.match.margin, vote) for vote in own)
    sure = sum(vote.match.score >= profile.accept and vote.match.margin >= profile.margin for vote in own)
    if sure >= AGREEING and share >= KNOWN_SHARE and score >= profile.accept and margin >= profile.margin:
        return Decision(Verdict.KNOWN, own[0].match.person_id, score, margin, is_settled=True)
    perhaps = any(vote.match.score >= profile.maybe for vote in own)
    if perhaps and share >= UNSURE_SHARE:
        return Decision(Verdict.UNSURE, None, score, margin, count >= PATIENCE)
    against = count - len(own)
    return Decision(Verdict.UNKNOWN, None, score, margin, against >= AGREEING or count >= PATIENCE)


def _mean(values: Iterable[tuple[float, Vote]]) -> float:
    """Return the mean weighted by quality × score: good views of the person count most."""
    pairs = [(value, vote.quality * vote.match.score) for value, vote in values]
    total = sum(weight for _value, weight in pairs)
    return sum(value * weight for value, weight in pairs) / total if total > 0 else 0.0
