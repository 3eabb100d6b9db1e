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
    """An immutable set of enrolled people: replace it when somebody was enrolled, renamed or removed."""

    def __init__(self, profile: MatchProfile, rows: Sequence[GalleryRow] = ()) -> None:
        """Stack the embeddings of the profile's dimension; others cannot be compared and are left out."""
        usable = [row for row in rows if row.embedding.size == profile.dimension]
        usable.sort(key=lambda row: row.person_id)
        self._profile = profile
        self._irrelevant = profile.maybe - profile.margin
        self._matrix = np.zeros((len(usable), profile.dimension), dtype=np.float32)
        for number, row in enumerate(usable):
            self._matrix[number] = row.embedding
        self._squares = np.einsum("ij,ij->i", self._matrix, self._matrix)
        self._people = list(dict.fromkeys(row.person_id for row in usable))
        ids = np.array([row.person_id for row in usable], dtype=object)
        changes = np.flatnonzero(ids[1:] != ids[:-1]) + 1 if usable else np.zeros(0, dtype=np.int64)
        self._starts = np.concatenate([[0], changes]).astype(np.intp)
        self._ends = np.append(self._starts[1:], len(usable))

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
        scores = self._scores(embedding)
        tops = np.maximum.reduceat(scores, self._starts)
        best, second, winner = 0.0, 0.0, -1
        # A person's best embedding bounds their mean from above: once it is behind the second, nobody can catch up.
        for rank, number in enumerate(np.argsort(-tops)):
            if rank and tops[number] <= (second if rank < CANDIDATES else max(second, self._irrelevant)):
                break
            mean = _mean_of_best(scores[self._starts[number] : self._ends[number]])
            if mean > best or not rank:
                best, second, winner = mean, best, int(number)
            else:
                second = max(second, mean)
        return Match(self._people[winner], best, best - second)

    def _scores(self, embedding: Vector) -> NDArray[np.float32]:
        products: NDArray[np.float32] = self._matrix @ embedding
        if self._profile.metric is Metric.COSINE:
            return products.clip(min=0)
        squares = self._squares - 2 * products + embedding @ embedding
        return np.asarray((1 - np.sqrt(squares.clip(min=0))).clip(min=0), dtype=np.float32)


def likeness(profile: MatchProfile, first: Vector, second: Vector) -> float:
    """Return the score of one embedding against another, 0 to 1."""
    if profile.metric is Metric.COSINE:
        return max(0.0, float(first @ second))
    return max(0.0, 1.0 - float(np.linalg.norm(first - second)))


def _mean_of_best(scores: NDArray[np.float32]) -> float:
    if scores.size > BEST:
        scores = np.partition(scores, scores.size - BEST)[-BEST:]
    return float(scores.mean())
