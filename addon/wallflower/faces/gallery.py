"""The enrolled embeddings as one matrix, and how much a face is like each person in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wallflower.faces.coarse import coarse_product
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
        self._coarse = coarse_product(self._matrix) if profile.metric is Metric.COSINE else None
        self._people = list(dict.fromkeys(row.person_id for row in usable))
        ids = np.array([row.person_id for row in usable], dtype=object)
        changes = np.flatnonzero(ids[1:] != ids[:-1]) + 1 if usable else np.zeros(0, dtype=np.int64)
        self._starts = np.concatenate([[0], changes]).astype(np.intp)
        self._everybody = np.arange(len(self._people))
        self._counts = np.diff(self._starts, append=len(usable))
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
        barriers = self._barriers(embedding)
        people, scores = self._near_or_all(embedding, barriers)
        counts = self._counts[people]
        starts = np.cumsum(counts) - counts
        tops = np.maximum.reduceat(scores, starts)
        candidates = np.flatnonzero(tops >= barriers[people])
        if not candidates.size:
            return NOBODY
        ranked = candidates[np.argsort(-tops[candidates])]
        best, second, winner = -1.0, 0.0, -1
        for first in range(0, len(ranked), CANDIDATES):
            some = ranked[first : first + CANDIDATES]
            # A person's best embedding bounds their mean from above: once it is behind the second, nobody can catch up.
            if first and tops[some[0]] <= max(second, self._irrelevant):
                break
            means = _means_of_best(scores, starts[some], counts[some])
            leader = int(means.argmax())
            if means[leader] > best:
                best, second, winner = float(means[leader]), max(best, 0.0), int(people[some[leader]])
                means[leader] = 0
            second = max(second, float(means.max()))
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

    def _near_or_all(
        self, embedding: Vector, barriers: NDArray[np.float32]
    ) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return everybody who may be the best or the second, and the scores of their embeddings in turn."""
        if self._coarse is None:
            return self._everybody, self._scores(self._matrix, self._squares, embedding)
        products, off = self._coarse.times(embedding)
        people = self._near(products.clip(min=0), off, barriers)
        places = self._places(people)
        return people, self._scores(self._matrix[places], self._squares[places], embedding)

    def _near(self, about: NDArray[np.float32], off: float, barriers: NDArray[np.float32]) -> NDArray[np.intp]:
        """Return who may be the best or the second, by scores that are off by so much at most; somebody at least."""
        tops = np.maximum.reduceat(about, self._starts)
        ranked = np.argsort(-tops)
        some = ranked[:CANDIDATES]
        surely = some[tops[some] - off >= barriers[some]]
        least = self._irrelevant
        if surely.size > 1:  # nobody whose top is behind the second of these, even so, is the second
            means = _means_of_best(about, self._starts[surely], self._counts[surely])
            least = max(least, float(np.partition(means, -2)[-2]) - off)
        near: NDArray[np.intp] = ranked[: max(CANDIDATES, int(np.count_nonzero(tops + off >= least)))]
        return near

    def _places(self, people: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return where the embeddings of these people are."""
        counts = self._counts[people]
        behind = np.cumsum(counts)
        places: NDArray[np.intp] = np.arange(behind[-1]) + np.repeat(self._starts[people] - behind + counts, counts)
        return places

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


def _means_of_best(
    scores: NDArray[np.float32], starts: NDArray[np.intp], counts: NDArray[np.intp]
) -> NDArray[np.float32]:
    """Return the mean of the best scores of each person, of whom so many begin there."""
    longest = max(int(counts.max()), BEST)
    places = starts[:, None] + np.arange(longest)
    own = scores.take(places, mode="clip")
    own[places >= (starts + counts)[:, None]] = 0
    if longest > BEST:
        own = np.partition(own, -BEST, axis=1)[:, -BEST:]
    return np.asarray(own.sum(axis=1) / np.minimum(counts, BEST), np.float32)
