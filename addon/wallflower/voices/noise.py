"""The noise of a camera's room: what colour it has, learnt beside what is said there, and noise of that colour.

Only the mean spectrum is kept, 161 numbers in steps of 50 Hz: no word can be made out of it.
"""

import numpy as np
from numpy.typing import NDArray

from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.trim import FRAME

type Spectrum = NDArray[np.float32]  # share of the power in each band, sums to 1

BANDS = FRAME // 2 + 1
# So much noise must have been heard before it says anything, and what was heard longer ago than this is forgotten.
LEAST_S, LONGEST_S = 5.0, 60.0
# Quieter than this is a microphone that is switched off between words, not a room.
LEAST_POWER = 1e-10
_WINDOW = np.hanning(FRAME)


def colour_of(noise: Samples) -> Spectrum | None:
    """Return the spectrum of joined frames of noise; None without any sound in them."""
    frames = noise[: len(noise) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    if not len(frames) or float(np.mean(np.square(frames))) < LEAST_POWER:
        return None
    power = np.square(np.abs(np.fft.rfft(frames * _WINDOW, axis=1))).mean(axis=0)
    return np.asarray(power / power.sum(), np.float32)


def noise_of(colour: Spectrum, count: int) -> Samples:
    """Return so many samples of steady noise of this colour; the same each time."""
    white = np.fft.rfft(np.random.default_rng(0).standard_normal(max(count, FRAME)))
    bands = np.interp(np.linspace(0, BANDS - 1, len(white)), np.arange(BANDS), np.sqrt(colour))
    sound = np.fft.irfft(white * bands, max(count, FRAME))[:count]
    level = float(np.linalg.norm(sound)) / max(count, 1) ** 0.5
    return np.asarray(sound / max(level, 1e-9), np.float32)


def distance_db(one: Spectrum, other: Spectrum) -> float:
    """Return by how many decibels two colours differ on average over the bands of speech."""
    bands = slice(2, 80 * 2)  # 100 Hz to 8 kHz
    levels = (10 * np.log10(colour[bands].astype(np.float64) + 1e-9) for colour in (one, other))
    first, second = levels
    return float(np.mean(np.abs(first - second)))


class RoomEar:
    """Learns the colour of one room's noise."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._colour: Spectrum | None = None
        self._seconds = 0.0

    @property
    def colour(self) -> Spectrum | None:
        """What the noise is like, once enough of it was heard."""
        return self._colour if self._seconds >= LEAST_S else None

    def hear(self, noise: Samples) -> None:
        """Take in what an utterance had beside its speech."""
        colour, seconds = colour_of(noise), len(noise) / RATE_HZ
        if colour is None:
            return
        if self._colour is not None:
            share = np.float32(seconds / (self._seconds + seconds))
            colour = np.asarray(self._colour + share * (colour - self._colour), np.float32)
        self._colour, self._seconds = colour, min(LONGEST_S, self._seconds + seconds)
