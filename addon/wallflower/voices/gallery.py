"""The enrolled voices as one matrix, what is not theirs, and whom a voice is like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from wallflower.voices.engine import Vector, Vectors, VoiceProfile

# A score is the mean of the best this many embeddings, so one odd one decides nothing.
BEST = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whom a voice is most like. `margin` is the lead over the runner-up; alone, it is the score itself."""

    id: str | None
    score: float
    margin: float


NOBODY = Likeness(None, 0.0, 0.0)


def best_of(scores: Mapping[str, float]) -> Likeness:
    """Return the best of several scores."""
    if not scores:
        return NOBODY
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    behind = ranked[1][1] if len(ranked) > 1 else 0.0
    return Likeness(ranked[0][0], ranked[0][1], ranked[0][1] - behind)


def score_of(examples: Vectors, embedding: Vector) -> float:
    """Return how much an embedding is like examples of one voice, 0 to 1."""
    scores = np.clip(examples @ embedding, 0, 1)
    return float(np.sort(scores)[-BEST:].mean()) if len(scores) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gallery:
    """Examples of each voice, what was once taken for it and is not, and of two at once; replaced as a whole."""

    profile: VoiceProfile
    people: Mapping[str, Vectors] = field(default_factory=dict)
    rejected: Mapping[str, Vectors] = field(default_factory=dict)
    mixed: Mapping[tuple[str, str], Vectors] = field(default_factory=dict)

    def match(self, embedding: Vector) -> Likeness:
        """Return whom a voice is most like, leaving out whoever it is less like than what is not theirs."""
        scores = {person_id: score_of(examples, embedding) for person_id, examples in self.people.items()}
        return best_of({who: score for who, score in scores.items() if not self._is_rejected(who, score, embedding)})

    def name(self, embedding: Vector) -> tuple[str | None, Likeness]:
        """Return who it is, None when nobody is clear enough, and whom it is most like."""
        likeness = self.match(embedding)
        is_clear = likeness.score >= self.profile.accept and likeness.margin >= self.profile.margin
        return (likeness.id if is_clear else None), likeness

    def tell_apart(self, one: Vector, other: Vector) -> bool:
        """Tell whether two voices are clearly of different people."""
        first, second = self.name(one)[0], self.name(other)[0]
        return first is not None and second is not None and first != second

    def is_mixed(self, windows: Sequence[Vector]) -> bool:
        """Tell whether parts of one passage are clearly of different people."""
        named = [self.name(window)[0] for window in windows]
        known = [who for who in named if who is not None]
        most = max((known.count(who) for who in set(known)), default=0)
        return len(known) - most >= max(1, len(windows) // 4)

    def is_of_two(self, embedding: Vector) -> bool:
        """Tell whether this is rather like two people at once than like anybody alone."""
        both = max((score_of(examples, embedding) for examples in self.mixed.values()), default=0.0)
        if both < self.profile.both:
            return False
        alone = max((score_of(examples, embedding) for examples in self.people.values()), default=0.0)
        return both - alone >= self.profile.both_margin

    def _is_rejected(self, person_id: str, score: float, embedding: Vector) -> bool:
        rejected = self.rejected.get(person_id)
        return rejected is not None and len(rejected) > 0 and float((rejected @ embedding).max()) > score
