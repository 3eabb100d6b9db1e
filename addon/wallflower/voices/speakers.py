"""Voices without a name: which of those that were heard before one is, or whether it is a new one."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from wallflower.store.voices import MOST_PRINTS
from wallflower.voices.engine import Vector, VoiceProfile
from wallflower.voices.gallery import Likeness, best_of, score_of

# A new speaker must be heard for so long, so far above the noise: poor sound makes voices alike, or strange.
LEAST_NEW_S = 2.0
LEAST_NEW_SNR_DB = 12.0


class Unnamed(Enum):
    """What is said of a voice that is no known speaker's."""

    NEW = "new"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpeakerPrint:
    """One embedding of a provisional speaker."""

    speaker_id: int
    embedding: Vector


class SpeakerBook:
    """The provisional speakers; what was settled is in the database, so a restart knows them again."""

    def __init__(self, profile: VoiceProfile, prints: Iterable[SpeakerPrint] = ()) -> None:
        """Know these, oldest print first."""
        self._profile = profile
        self._prints: dict[int, deque[Vector]] = {}
        for each in prints:
            self.add(each.speaker_id, each.embedding)

    def add(self, speaker_id: int, embedding: Vector) -> None:
        """Note one more embedding of a speaker."""
        self._prints.setdefault(speaker_id, deque(maxlen=MOST_PRINTS)).append(embedding)

    def match(self, embedding: Vector) -> Likeness:
        """Return which speaker a voice is most like."""
        scores = {str(key): score_of(np.stack(tuple(kept)), embedding) for key, kept in self._prints.items()}
        return best_of(scores)

    def place(self, embedding: Vector, seconds: float, snr_db: float | None, known: Likeness) -> int | Unnamed:
        """Return the speaker, or whether it is a new one; `known` is how much it is like somebody enrolled."""
        likeness = self.match(embedding)
        if likeness.id is not None and likeness.score >= self._profile.same:
            return int(likeness.id) if likeness.margin >= self._profile.margin else Unnamed.UNCLEAR
        is_strange = max(likeness.score, known.score) < self._profile.other
        is_clean = seconds >= LEAST_NEW_S and (snr_db is None or snr_db >= LEAST_NEW_SNR_DB)
        return Unnamed.NEW if is_strange and is_clean else Unnamed.UNCLEAR
