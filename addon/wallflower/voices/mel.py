"""The spectra that the GE2E network hears: 40 mel bands of power, 100 frames a second.

As librosa computes them (`melspectrogram` with n_fft 400, hop 160, its own mel scale and norm, reflected edges), which
is what the network was trained with.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
FRAME = 400
HOP = 160
BANDS = 40
# The mel scale of Slaney's Auditory Toolbox: linear below 1 kHz, 27 logarithmic steps for each factor of 6.4 above.
LINEAR_HZ = 200 / 3
BREAK_HZ = 1000.0
STEP = np.log(6.4) / 27

type Samples = NDArray[np.float32]
type Mel = NDArray[np.float32]  # frames × BANDS


def from_clip(pcm: bytes) -> Samples:
    """Return the samples of a stored clip, 16-bit PCM."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32767)


def mel_of(samples: Samples) -> Mel:
    """Return the spectra of 16 kHz sound, one for each started 10 ms; raise `ValueError` for less than a frame."""
    if len(samples) < FRAME:
        raise ValueError("the sound is shorter than a frame")
    padded = np.pad(samples.astype(np.float64), FRAME // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP]
    power = np.abs(np.fft.rfft(frames * _window())) ** 2
    return np.asarray(power @ _filters(), np.float32)


@lru_cache(maxsize=1)
def _window() -> NDArray[np.float64]:
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)


@lru_cache(maxsize=1)
def _filters() -> NDArray[np.float64]:
    """Return bins × BANDS weights: triangles of equal area."""
    top = BREAK_HZ / LINEAR_HZ + np.log(RATE_HZ / 2 / BREAK_HZ) / STEP
    corners = _to_hz(np.linspace(0, top, BANDS + 2))
    bins = np.linspace(0, RATE_HZ / 2, FRAME // 2 + 1)[:, None]
    low, middle, high = corners[:-2], corners[1:-1], corners[2:]
    rising, falling = (bins - low) / (middle - low), (high - bins) / (high - middle)
    return np.asarray(np.clip(np.minimum(rising, falling), 0, None) * (2 / (high - low)))


def _to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    break_mel = BREAK_HZ / LINEAR_HZ
    return np.where(mel < break_mel, mel * LINEAR_HZ, BREAK_HZ * np.exp(STEP * (mel - break_mel)))
