"""Faces that nobody has named, sorted into groups that are probably one person each.

Average linkage: two groups become one while the mean likeness over all pairs of their faces is high enough. A face that
is like two people therefore does not chain them together, as it would with nearest neighbours. The merges are found
along chains of nearest neighbours (Murtagh 1983), in time and memory quadratic in the number of faces: 5,000 of them
need 100 MB.
"""

import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import MatchProfile, Metric

type Likenesses = NDArray[np.float32]

# More than this many are not sorted at once: the newest are.
MOST_FACES = 5000
_NEVER = np.float32(-1.0)


def group(profile: MatchProfile, embeddings: NDArray[np.float32], least: float | None = None) -> list[list[int]]:
    """Return groups of row numbers of the n × d `embeddings`, the largest first, single faces included.

    Rows are in the order of age, newest first; those beyond `MOST_FACES` are left out. `least` is the mean likeness of
    a group's faces, by default the profile's `maybe`: below, sightings speak for nobody.
    """
    rows = embeddings[:MOST_FACES]
    if not len(rows):
        return []
    members = _merge(_likenesses(profile, rows), profile.maybe if least is None else least)
    return sorted(members, key=lambda numbers: (-len(numbers), numbers[0]))


def _likenesses(profile: MatchProfile, rows: NDArray[np.float32]) -> Likenesses:
    """Return how alike each pair is, 0 to 1, in the scale of `gallery.likeness`; −1 for a face with itself."""
    alike: Likenesses = rows @ rows.T
    if profile.metric is Metric.EUCLIDEAN:
        squares = np.einsum("ij,ij->i", rows, rows)
        alike *= -2
        alike += squares[:, None]
        alike += squares[None, :]
        np.sqrt(alike.clip(min=0, out=alike), out=alike)
        np.subtract(1, alike, out=alike)
    alike.clip(min=0, out=alike)
    np.fill_diagonal(alike, _NEVER)
    return alike


def _merge(alike: Likenesses, least: float) -> list[list[int]]:
    members: dict[int, list[int]] = {number: [number] for number in range(len(alike))}
    open_ones, done = set(members), list[list[int]]()
    chain: list[int] = []
    while open_ones:
        if not chain:
            chain.append(next(iter(open_ones)))
        last = chain[-1]
        nearest = int(np.argmax(alike[last]))
        # On equal likeness the one before in the chain is taken, or the chain would go round for ever.
        if len(chain) > 1 and alike[last, chain[-2]] >= alike[last, nearest]:
            nearest = chain[-2]
        if alike[last, nearest] < least:
            # Nothing is near enough to it, and what others become will not be nearer than they are.
            _close(alike, last)
            open_ones.discard(last)
            done.append(sorted(members.pop(last)))
            chain.pop()
        elif len(chain) > 1 and nearest == chain[-2]:
            del chain[-2:]
            _join(alike, last, nearest, len(members[last]), len(members[nearest]))
            members[nearest] += members.pop(last)
            open_ones.discard(last)
        else:
            chain.append(nearest)
    return done


def _join(alike: Likenesses, gone: int, kept: int, gone_count: int, kept_count: int) -> None:
    """Let `kept` stand for both: the mean likeness of its pairs to everybody else."""
    row = (alike[gone] * gone_count + alike[kept] * kept_count) / (gone_count + kept_count)
    row[alike[kept] == _NEVER] = _NEVER  # those that are done or gone, and itself
    row[gone] = _NEVER
    alike[kept] = row
    alike[:, kept] = row
    _close(alike, gone)


def _close(alike: Likenesses, number: int) -> None:
    alike[number] = _NEVER
    alike[:, number] = _NEVER
