"""What the user's own library says about the threshold of recognition, and how sure that is."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import MatchProfile
from wallflower.faces.library import Standing
from wallflower.wire_library import Calibration

BINS = 50
# With fewer scores of a kind, an error of a tenth may well not have been seen (three in n, at 95 %).
LEAST_SCORES = 30
LEAST_PEOPLE = 3
# A wrong name is this much worse than none.
WRONG_NAME_COST = 10.0
# How sure the upper bounds of the errors are: 95 %, one-sided.
_Z = 1.645


def calibrate(profile: MatchProfile, standings: Iterable[Standing]) -> Calibration:
    """Return how genuine and impostor scores lie.

    A face's genuine score is that against its own person's other images, its impostor score that against the nearest
    other person. The suggested threshold costs least, a wrong name counting ten times no name; it lies in the middle of
    all that do. Below `LEAST_SCORES` of either or `LEAST_PEOPLE` there is none, and `reason` says so.
    """
    stands = list(standings)
    genuine = np.array([stand.own for stand in stands if stand.own is not None], dtype=np.float64)
    impostor = np.array([stand.other for stand in stands if stand.other is not None], dtype=np.float64)
    people = len({stand.person_id for stand in stands if stand.own is not None})
    reason = _too_few(len(genuine), len(impostor), people)
    threshold = None if reason else _suggest(genuine, impostor)
    at = profile.accept if threshold is None else threshold
    refused, named = int(np.sum(genuine < at)), int(np.sum(impostor >= at))
    return Calibration(
        engine=profile.engine,
        model=profile.model,
        people=people,
        genuine=_histogram(genuine),
        impostor=_histogram(impostor),
        genuine_count=len(genuine),
        impostor_count=len(impostor),
        accept=profile.accept,
        maybe=profile.maybe,
        suggested=threshold,
        reason=reason,
        false_reject=_rate(refused, len(genuine)),
        false_reject_most=_most(refused, len(genuine)),
        false_accept=_rate(named, len(impostor)),
        false_accept_most=_most(named, len(impostor)),
    )


def _too_few(genuine: int, impostor: int, people: int) -> str | None:
    if genuine >= LEAST_SCORES and impostor >= LEAST_SCORES and people >= LEAST_PEOPLE:
        return None
    return (
        f"too few images to suggest a threshold: it takes {LEAST_SCORES} of at least {LEAST_PEOPLE} people with two or "
        f"more each, and there are {genuine} of {people}"
    )


def _suggest(genuine: NDArray[np.float64], impostor: NDArray[np.float64]) -> float:
    own, others = np.sort(genuine), np.sort(impostor)
    edges = np.unique(np.concatenate([[0.0], own, others, [1.0]]))
    middles = (edges[1:] + edges[:-1]) / 2
    refused = np.searchsorted(own, middles, side="left") / len(own)
    named = 1 - np.searchsorted(others, middles, side="left") / len(others)
    cost = refused + WRONG_NAME_COST * named
    best = np.flatnonzero(cost <= cost.min() + 1e-12)
    # The first unbroken run of equal costs: its outer edges are scores that were seen.
    last = best[0]
    for position in best[1:]:
        if position != last + 1:
            break
        last = position
    return round(float(edges[best[0]] + edges[last + 1]) / 2, 4)


def _histogram(scores: NDArray[np.float64]) -> tuple[int, ...]:
    counts, _edges = np.histogram(scores.clip(0, 1), bins=BINS, range=(0.0, 1.0))
    return tuple(int(count) for count in counts)


def _rate(errors: int, count: int) -> float | None:
    return errors / count if count else None


def _most(errors: int, count: int) -> float | None:
    """Return what the true rate is below with 95 % certainty: Wilson's bound, or three in n where none was seen."""
    if not count:
        return None
    if not errors:
        return min(1.0, 3 / count)
    share, spread = errors / count, _Z**2 / count
    middle = share + spread / 2
    return min(1.0, (middle + _Z * math.sqrt(share * (1 - share) / count + spread / (4 * count))) / (1 + spread))


def spread_out(count: int, most: int) -> Sequence[int] | None:
    """Return at most `most` positions spread evenly over `count`; None when that is all of them."""
    if count <= most:
        return None
    return [position * count // most for position in range(most)]
