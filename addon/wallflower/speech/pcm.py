"""Raw sound of any usual format as 16 kHz samples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wallflower.speech.sound import RATE_HZ, Samples

LEAST_RATE_HZ, MOST_RATE_HZ = 4_000, 192_000
MOST_CHANNELS = 8


@dataclass(frozen=True, slots=True)
class PcmFormat:
    """Interleaved little-endian integers; a width of one byte is unsigned. Raise `ValueError` for anything else."""

    rate_hz: int
    width_bytes: int
    channels: int

    def __post_init__(self) -> None:
        """Check what a stranger says."""
        values = (self.rate_hz, self.width_bytes, self.channels)
        if not all(isinstance(value, int) for value in values):
            raise ValueError("rate, width and channels are whole numbers")
        if not LEAST_RATE_HZ <= self.rate_hz <= MOST_RATE_HZ:
            raise ValueError(f"the rate must be {LEAST_RATE_HZ} to {MOST_RATE_HZ} Hz")
        if not 1 <= self.width_bytes <= 4 or not 1 <= self.channels <= MOST_CHANNELS:
            raise ValueError(f"the width must be 1 to 4 bytes, and there may be 1 to {MOST_CHANNELS} channels")

    @property
    def bytes_per_s(self) -> int:
        """How much a second takes."""
        return self.rate_hz * self.width_bytes * self.channels


def to_samples(raw: bytes, form: PcmFormat) -> Samples:
    """Return the sound, its channels mixed; an incomplete sample at the end is left out. Blocks for long sound."""
    frame = form.width_bytes * form.channels
    whole = raw[: len(raw) // frame * frame]
    mixed = _integers(whole, form.width_bytes).reshape(-1, form.channels).mean(axis=1)
    return _resampled(mixed, form.rate_hz).astype(np.float32)


def _integers(raw: bytes, width_bytes: int) -> NDArray[np.float64]:
    """Return the numbers between -1 and 1."""
    values = np.frombuffer(raw, np.uint8).reshape(-1, width_bytes)
    if width_bytes == 1:
        return (values[:, 0].astype(np.float64) - 128) / 128
    wide = np.zeros((len(values), 4), np.uint8)
    wide[:, 4 - width_bytes :] = values
    return wide.view("<i4")[:, 0] / 2.0**31


def _resampled(sound: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    """Return the sound at `RATE_HZ`, without what that rate cannot hold."""
    count = round(len(sound) * RATE_HZ / rate_hz)
    if rate_hz == RATE_HZ or not count:
        return sound[:count]
    return np.fft.irfft(np.fft.rfft(sound)[: count // 2 + 1], count) * (count / len(sound))
