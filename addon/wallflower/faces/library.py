"""How the faces of the library are like each other: which of them disagree, and what the scores say about thresholds.

Every figure is on the scale that recognition decides on: a face against a person is the mean of the best three of that
person's images, and a face is never compared with itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import MatchProfile, Metric
from wallflower.faces.gallery import BEST
from wallflower.store.library import FaceVector

type Scores = NDArray[np.float32]

# Rows compared at once: with 10,000 faces this takes 20 MB.
BLOCK = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one face stands: its score against its own person's other images, and against the nearest other person.

    `own` is None for a person's only image, `other` when there is nobody else.
    """

    face_id: int
    person_id: str
    own: float | None
    other: float | None
    other_person_id: str | None


def standings(profile: MatchProfile, faces: Sequence[FaceVector], asked: Sequence[int] | None = None) -> list[Standing]:
    """Return how each face stands, or only those at the positions `asked` of `faces`, which has each person's together.

    Time is that of comparing each asked one with all.
    """
    if not faces:
        return []
    matrix = np.stack([face.embedding for face in faces]).astype(np.float32)
    starts = [0, *(n for n in range(1, len(faces)) if faces[n].person_id != faces[n - 1].person_id)]
    ends = [*starts[1:], len(faces)]
    wanted = np.arange(len(faces)) if asked is None else np.asarray(asked, dtype=np.intp)
    found: list[Standing] = []
    for block in _blocks(wanted):
        scores = _likenesses(profile, matrix[block], matrix)
        scores[np.arange(len(block)), block] = np.nan
        people = np.stack([_against(scores[:, start:end]) for start, end in zip(starts, ends, strict=True)], axis=1)
        found += [_standing(faces, int(row), people[number], starts) for number, row in enumerate(block)]
    return found


def _standing(faces: Sequence[FaceVector], row: int, people: Scores, starts: list[int]) -> Standing:
    mine = int(np.searchsorted(starts, row, side="right")) - 1
    own = float(people[mine])
    others = people.copy()
    others[mine] = np.nan
    nearest = int(np.nanargmax(others)) if len(starts) > 1 else None
    return Standing(
        face_id=faces[row].face_id,
        person_id=faces[row].person_id,
        own=None if np.isnan(own) else own,
        other=None if nearest is None else float(others[nearest]),
        other_person_id=None if nearest is None else faces[starts[nearest]].person_id,
    )


def _against(scores: Scores) -> Scores:
    """Return each row's mean of its best scores against one person; NaN where there is nothing to compare with."""
    count = np.sum(~np.isnan(scores), axis=1)
    best = np.sort(np.where(np.isnan(scores), -np.inf, scores), axis=1)[:, ::-1][:, :BEST]
    taken = np.minimum(count, BEST)
    total = np.where(np.isinf(best), 0, best).sum(axis=1)
    return np.where(taken > 0, total / np.maximum(taken, 1), np.nan).astype(np.float32)


def _likenesses(profile: MatchProfile, rows: Scores, matrix: Scores) -> Scores:
    products: Scores = rows @ matrix.T
    if profile.metric is Metric.COSINE:
        return products.clip(min=0)
    squares = np.einsum("ij,ij->i", rows, rows)[:, None] + np.einsum("ij,ij->i", matrix, matrix)[None, :]
    return np.asarray((1 - np.sqrt((squares - 2 * products).clip(min=0))).clip(min=0), dtype=np.float32)


def _blocks(wanted: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    for start in range(0, len(wanted), BLOCK):
        yield wanted[start : start + BLOCK]
