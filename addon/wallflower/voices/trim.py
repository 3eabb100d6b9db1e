"""What of a stretch of sound is speech, how clean it is, and what is beside it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wallflower.voices.mel import RATE_HZ, Samples

FRAME = RATE_HZ // 50  # 20 ms
AROUND = 3  # frames beside a loud one that belong to it
QUIET_PERCENTILE, LOUD_PERCENTILE = 10, 95
VOICED_ABOVE = 0.3  # of the way from quiet to loud, in decibels
LEAST_DB = 6.0  # sound that varies less is all speech, or all noise
FULL_SCALE = 0.99
SILENCE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spoken:
    """The loud parts of a sound, joined. `starts_s` tells where in the sound each of its frames was.

    `snr_db` is None where there is too little beside the speech to compare with; `clipped` is the share of samples at
    full scale; `noise` is what was left out.
    """

    samples: Samples
    noise: Samples
    starts_s: NDArray[np.float64]
    snr_db: float | None
    clipped: float

    @property
    def seconds(self) -> float:
        """How much speech there is."""
        return len(self.samples) / RATE_HZ

    def at_s(self, spoken_s: float, around_s: float = 0.0) -> float:
        """Return where in the sound this moment of the speech was, or the middle of the longest pause near it."""
        index = min(int(spoken_s * RATE_HZ / FRAME), len(self.starts_s) - 1)
        reach = round(around_s * RATE_HZ / FRAME)
        first, last = max(1, index - reach), min(len(self.starts_s), index + reach + 1)
        if first < last:
            index = first + int(np.argmax(np.diff(self.starts_s[first - 1 : last])))
        after = float(self.starts_s[index])
        before = float(self.starts_s[index - 1]) + FRAME / RATE_HZ if index else after
        return (before + after) / 2


def speech_of(samples: Samples) -> Spoken:
    """Return the speech in a sound that has some; of silence, nothing."""
    count = len(samples) // FRAME
    clean = np.clip(np.nan_to_num(samples[: count * FRAME], posinf=1.0, neginf=-1.0), -1, 1)
    frames = clean.reshape(count, FRAME)
    power = np.mean(np.square(frames, dtype=np.float64), axis=1) if count else np.zeros(0)
    loud = _loud(10 * np.log10(power + SILENCE**2)) if power.max(initial=0.0) > SILENCE else np.zeros(count, np.bool_)
    return Spoken(
        samples=frames[loud].reshape(-1).astype(np.float32),
        noise=frames[~loud].reshape(-1).astype(np.float32),
        starts_s=np.asarray(np.flatnonzero(loud) * (FRAME / RATE_HZ), np.float64),
        snr_db=_snr_db(power, loud),
        clipped=float(np.mean(np.abs(samples) >= FULL_SCALE)) if len(samples) else 0.0,
    )


def _loud(levels_db: NDArray[np.float64]) -> NDArray[np.bool_]:
    quiet, loud = np.percentile(levels_db, (QUIET_PERCENTILE, LOUD_PERCENTILE))
    if loud - quiet < LEAST_DB:
        return np.ones(len(levels_db), np.bool_)
    above = levels_db > quiet + VOICED_ABOVE * (loud - quiet)
    return np.convolve(above, np.ones(2 * AROUND + 1), "same") > 0.5


def _snr_db(power: NDArray[np.float64], loud: NDArray[np.bool_]) -> float | None:
    if not loud.any() or loud.all():
        return None
    noise = float(np.mean(power[~loud])) + SILENCE**2
    return float(10 * np.log10(max(float(np.mean(power[loud])) - noise, noise * 0.1) / noise))
