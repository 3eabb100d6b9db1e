"""What two enrolled people sound like who talk at once: their enrolled sounds, mixed as loud as each other."""

import numpy as np

from wallflower.store.voices import Voices
from wallflower.voices.engine import Vectors, VoiceEngine
from wallflower.voices.enrolment import NOISES_DB, noisy, pieces
from wallflower.voices.mel import RATE_HZ, Samples, from_clip
from wallflower.voices.trim import speech_of

# So much of both is mixed: three pieces.
MIXED_S = 6.4
# More people than these are not mixed with each other: 66 pairs take half a minute to hear.
MOST_PEOPLE = 12

type Pair = tuple[str, str]


def mixed(engine: VoiceEngine, one: Samples, other: Samples) -> Vectors:
    """Return what both sounds are compared by when they are heard at once: as they are and in two degrees of noise."""
    count = round(MIXED_S * RATE_HZ)
    both = sum((_evened(speech_of(sound).samples, count) for sound in (one, other)), start=np.zeros(count, np.float32))
    return np.concatenate([pieces(engine, sound) for sound in (both, *(noisy(both, None, db) for db in NOISES_DB))])


class PairBook:
    """The pairs of enrolled people that were mixed so far; used by one thread, and forgotten with the process."""

    def __init__(self, voices: Voices) -> None:
        """Take clips from there."""
        self._voices = voices
        self._owners: dict[int, str] = {}
        self._heard: dict[tuple[int, int], Vectors] = {}

    def follow(self) -> None:
        """See who is enrolled now: of everybody the longest sound counts."""
        longest = self._voices.longest_clips()
        self._owners = {longest[person_id]: person_id for person_id in sorted(longest)[:MOST_PEOPLE]}
        self._heard = {pair: heard for pair, heard in self._heard.items() if self._owners.keys() >= set(pair)}

    def hear_one(self, engine: VoiceEngine) -> bool:
        """Mix a pair that was not mixed yet; False when there is none."""
        missing = next((pair for pair in self._pairs() if pair not in self._heard), None)
        if missing is None:
            return False
        one, other = (self._voices.clip(voice_id) for voice_id in missing)
        if one is None or other is None:  # removed just now, of which `follow` will be told
            self._heard[missing] = np.zeros((0, engine.profile.dimension), np.float32)
        else:
            self._heard[missing] = mixed(engine, from_clip(one), from_clip(other))
        return True

    def examples(self) -> dict[Pair, Vectors]:
        """Return what those pairs are compared by who were mixed, by the people's ids; nothing before all were."""
        if any(pair not in self._heard for pair in self._pairs()):
            return {}
        return {(self._owners[one], self._owners[other]): heard for (one, other), heard in self._heard.items()}

    def _pairs(self) -> list[tuple[int, int]]:
        ids = list(self._owners)
        return [(one, other) for place, one in enumerate(ids) for other in ids[place + 1 :]]


def _evened(speech: Samples, count: int) -> Samples:
    """Return so much of a sound, from the start again if it is shorter, at the level of all others."""
    power = float(np.mean(np.square(speech, dtype=np.float64))) if len(speech) else 0.0
    return np.asarray(np.resize(speech, count) * (0.1 / max(power**0.5, 1e-9)), np.float32)
