"""What is spoken over a clip of a story: from its beginning, while its own sound is lowered."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wallflower.media.decode import SAMPLE_RATE_HZ

LOWERED = 0.3
# So fast the clip's own sound comes back; at once it would click.
RISE_MS = 200
STEP_MS = 1_000
PER_MS = SAMPLE_RATE_HZ // 1000


class Narrator:
    """Speaks over one clip; `length_ms` is 0 for a clip without narration."""

    def __init__(self, samples: NDArray[np.float32] | None) -> None:
        """Speak these: mono at 16 kHz."""
        spoken = np.zeros(0, np.float32) if samples is None else samples
        self._samples = np.pad(spoken, (0, -len(spoken) % PER_MS))
        self.length_ms = len(self._samples) // PER_MS

    def over(self, sound: NDArray[np.float32], at_ms: int) -> NDArray[np.float32]:
        """Return the clip's sound from `at_ms` of it on as it is heard with the narration."""
        first = at_ms * PER_MS
        spoken = self._samples[first : first + len(sound)]
        quiet = len(self._samples)
        if not quiet or first >= quiet + RISE_MS * PER_MS:
            return sound
        at = np.arange(first, first + len(sound))
        heard = sound * np.interp(at, (quiet, quiet + RISE_MS * PER_MS), (LOWERED, 1.0)).astype(np.float32)
        heard[: len(spoken)] += spoken
        return np.clip(heard, -1, 1)

    def rest(self, at_ms: int) -> Iterator[NDArray[np.float32]]:
        """Yield what is left to be spoken when the clip ends at `at_ms` of it, a second at a time."""
        for begin_ms in range(at_ms, self.length_ms, STEP_MS):
            yield self._samples[begin_ms * PER_MS : (begin_ms + STEP_MS) * PER_MS]
