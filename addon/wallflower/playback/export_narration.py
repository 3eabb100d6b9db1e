"""What is spoken over a clip of a story: from its beginning, while its own sound is lowered."""

from collections.abc import Iterator

import av
import numpy as np
from numpy.typing import NDArray

from wallflower.media.decode import SAMPLE_RATE_HZ
from wallflower.playback.export_mix import PER_MS, RATE_HZ

LOWERED = 0.3
# So fast the clip's own sound comes back; at once it would click.
RISE_MS = 200
STEP_MS = 1_000


class Narrator:
    """Speaks over one clip; `length_ms` is 0 for a clip without narration."""

    def __init__(self, samples: NDArray[np.float32] | None) -> None:
        """Speak these: n samples of mono, as many a second as films have."""
        spoken = np.zeros(0, np.float32) if samples is None else samples
        self._samples = np.pad(spoken, (0, -len(spoken) % PER_MS))
        self.length_ms = len(self._samples) // PER_MS

    def over(self, sound: NDArray[np.float32], at_ms: int) -> NDArray[np.float32]:
        """Return the clip's sound (channels×n) from `at_ms` of it on as it is heard with the narration."""
        first = at_ms * PER_MS
        count: int = sound.shape[1]
        spoken = self._samples[first : first + count]
        quiet = len(self._samples)
        if not quiet or first >= quiet + RISE_MS * PER_MS:
            return sound
        at = np.arange(first, first + count)
        heard = sound * np.interp(at, (quiet, quiet + RISE_MS * PER_MS), (LOWERED, 1.0)).astype(np.float32)
        heard[:, : len(spoken)] += spoken
        clipped: NDArray[np.float32] = np.clip(heard, -1, 1)
        return clipped

    def rest(self, at_ms: int, wide: int) -> Iterator[NDArray[np.float32]]:
        """Yield what is left to be spoken when the clip ends at `at_ms` of it, a second at a time (wide×n)."""
        for begin_ms in range(at_ms, self.length_ms, STEP_MS):
            yield np.tile(self._samples[begin_ms * PER_MS : (begin_ms + STEP_MS) * PER_MS], (wide, 1))


def at_film_rate(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return mono samples of 16 kHz, as narration is kept, as many a second as films have."""
    whole = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="fltp", layout="mono")
    whole.sample_rate = SAMPLE_RATE_HZ
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE_HZ)
    pieces = [piece.to_ndarray()[0] for frame in (whole, None) for piece in resampler.resample(frame)]
    film = np.zeros(len(samples) * RATE_HZ // SAMPLE_RATE_HZ, np.float32)
    found = np.concatenate([film[:0], *pieces])[: len(film)]
    film[: len(found)] = found
    return film
