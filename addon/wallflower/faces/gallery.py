"""The enrolled embeddings as one matrix, and how much a face is like each person in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import MatchProfile, Metric, Vector
from wallflower.store.people import GalleryRow

# A person's score is the mean of their best this many embeddings, so one odd enrolment decides nothing.
BEST = 3
# Among strangers many are alike a little; beyond this many, only scores that could change an answer are worked out.
CANDIDATES = 16


@dataclass(frozen=True, slots=True)
class Match:
    """Who a face is most like. `margin` is the lead over the second best person; alone, it is the score itself."""

    person_id: str | None
    score: float
    margin: float


NOBODY = Match(None, 0.0, 0.0)


class Gallery:
    """An immutable set of enrolled people: replace it when somebody was enrolled, renamed or removed.

    A face that is nearer to one of a person's rejections than to any of their own faces is never taken for them.
    """

    def __init__(
        self, profile: MatchProfile, rows: Sequence[GalleryRow] = (), rejected: Sequence[GalleryRow] = ()
    ) -> None:
        """Stack the embeddings of the profile's dimension; others cannot be compared and are left out."""
        usable = [row for row in rows if row.embedding.size == profile.dimension]
        usable.sort(key=lambda row: row.person_id)
        self._profile = profile
        self._irrelevant = profile.maybe - profile.margin
        self._matrix, self._squares = _stacked(profile, usable)
        self._people = list(dict.fromkeys(row.person_id for row in usable))
        ids = np.array([row.person_id for row in usable], dtype=object)
        changes = np.flatnonzero(ids[1:] != ids[:-1]) + 1 if usable else np.zeros(0, dtype=np.int64)
        self._starts = np.concatenate([[0], changes]).astype(np.intp)
        self._ends = np.append(self._starts[1:], len(usable))
        numbers = {person_id: number for number, person_id in enumerate(self._people)}
        others = [row for row in rejected if row.embedding.size == profile.dimension and row.person_id in numbers]
        self._others, self._others_squares = _stacked(profile, others)
        self._rejecting = np.array([numbers[row.person_id] for row in others], dtype=np.intp)

    @property
    def profile(self) -> MatchProfile:
        """How its embeddings are compared."""
        return self._profile

    def __len__(self) -> int:
        """Return the number of embeddings."""
        return len(self._matrix)

    def match(self, embedding: Vector) -> Match:
        """Return who the embedding is most like, and by how much."""
        if not self._people:
            return NOBODY
        scores = self._scores(self._matrix, self._squares, embedding)
        tops = np.maximum.reduceat(scores, self._starts)
        candidates = np.flatnonzero(tops >= self._barriers(embedding))
        if not candidates.size:
            return NOBODY
        best, second, winner = 0.0, 0.0, -1
        # A person's best embedding bounds their mean from above: once it is behind the second, nobody can catch up.
        for rank, number in enumerate(candidates[np.argsort(-tops[candidates])]):
            if rank and tops[number] <= (second if rank < CANDIDATES else max(second, self._irrelevant)):
                break
            mean = _mean_of_best(scores[self._starts[number] : self._ends[number]])
            if mean > best or not rank:
                best, second, winner = mean, best, int(number)
            else:
                second = max(second, mean)
        return Match(self._people[winner], best, best - second)

    def knows(self, embedding: Vector) -> bool:
        """Return whether one look is enough to say that this is somebody who is enrolled."""
        match = self.match(embedding)
        is_sure = match.score >= self._profile.accept and match.margin >= self._profile.margin
        return match.person_id is not None and is_sure

    def _barriers(self, embedding: Vector) -> NDArray[np.float32]:
        """Return for each person how near the nearest of their rejections is."""
        barriers = np.zeros(len(self._people), dtype=np.float32)
        if self._rejecting.size:
            np.maximum.at(barriers, self._rejecting, self._scores(self._others, self._others_squares, embedding))
        return barriers

    def _scores(
        self, matrix: NDArray[np.float32], squares: NDArray[np.float32], embedding: Vector
    ) -> NDArray[np.float32]:
        products: NDArray[np.float32] = matrix @ embedding
        if self._profile.metric is Metric.COSINE:
            return products.clip(min=0)
        distances = squares - 2 * products + embedding @ embedding
        return np.asarray((1 - np.sqrt(distances.clip(min=0))).clip(min=0), dtype=np.float32)


def likeness(profile: MatchProfile, first: Vector, second: Vector) -> float:
    """Return the score of one embedding against another, 0 to 1."""
    if profile.metric is Metric.COSINE:
        return max(0.0, float(first @ second))
    return max(0.0, 1.0 - float(np.linalg.norm(first - second)))


def _stacked(profile: MatchProfile, rows: Sequence[GalleryRow]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the embeddings as rows of a matrix, and the squares of their lengths."""
    matrix = np.zeros((len(rows), profile.dimension), dtype=np.float32)
    for number, row in enumerate(rows):
        matrix[number] = row.embedding
    return matrix, np.einsum("ij,ij->i", matrix, matrix)


def _mean_of_best(scores: NDArray[np.float32]) -> float:
    if scores.size > BEST:
        scores = np.partition(scores, scores.size - BEST)[-BEST:]
    return float(scores.mean())
