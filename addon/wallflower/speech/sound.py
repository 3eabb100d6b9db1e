"""Samples and the short memory of what was just heard."""

import threading
from collections import deque

import numpy as np
from numpy.typing import NDArray

from wallflower.errors import InvalidRequestError

RATE_HZ = 16_000
RATE_KHZ = RATE_HZ // 1000
LENGTH_TOLERANCE_MS = 100

WINDOW = 512  # samples the voice activity network judges at once: 32 ms
WINDOW_MS = WINDOW // RATE_KHZ

type Samples = NDArray[np.float32]
type Windows = NDArray[np.float32]  # n × WINDOW
type Pcm = NDArray[np.int16]

SILENCE: Samples = np.zeros(0, np.float32)


def to_pcm(samples: Samples) -> Pcm:
    """Return 16-bit samples; clips beyond ±1, and what is not a number becomes silence."""
    scaled = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0) * 32767
    return np.clip(scaled, -32768, 32767).astype("<i2")


def from_pcm(pcm: Pcm | bytes) -> Samples:
    """Return float32 samples between -1 and 1 of 16-bit little-endian ones."""
    values = np.frombuffer(pcm, "<i2") if isinstance(pcm, bytes) else pcm
    return values.astype(np.float32) / np.float32(32767)


def checked(samples: Samples, length_ms: int | None = None) -> Samples:
    """Return the samples if they are what everything here works with; raise `InvalidRequestError` that says what not.

    That is one channel of float32 with 16,000 samples a second, of about `length_ms` where that is given.
    """
    if samples.ndim != 1:
        raise InvalidRequestError("the sound has several channels: mix them into one")
    if samples.dtype != np.float32:
        raise InvalidRequestError(f"the samples are {samples.dtype}: convert them to float32 between -1 and 1")
    if length_ms is not None and abs(len(samples) - length_ms * RATE_KHZ) > LENGTH_TOLERANCE_MS * RATE_KHZ:
        message = f"{length_ms / 1000:.1f} s of sound have {len(samples)} samples: resample them to {RATE_HZ} a second"
        raise InvalidRequestError(message)
    return samples


class Ring:
    """The last seconds of one camera's sound, as 16-bit samples; any thread may write or read."""

    def __init__(self, length_ms: int, tolerance_ms: int = 100) -> None:
        """Keep `length_ms`; a hole of at most `tolerance_ms` counts as silence."""
        self._length_ms = length_ms
        self._tolerance_ms = tolerance_ms
        self._pieces: deque[tuple[int, Pcm]] = deque()
        self._lock = threading.Lock()

    def write(self, start_ms: int, samples: Samples) -> None:
        """Append sound and forget what is too old; sound from before the newest piece starts the memory anew."""
        piece = (start_ms, to_pcm(samples))
        with self._lock:
            if self._pieces and start_ms < self._pieces[-1][0]:
                self._pieces.clear()
            self._pieces.append(piece)
            while _end_ms(self._pieces[0]) < _end_ms(piece) - self._length_ms:
                self._pieces.popleft()

    def read(self, start_ms: int, end_ms: int) -> Samples | None:
        """Return the sound of [start_ms, end_ms), or None when some of it is not here."""
        with self._lock:
            pieces = [piece for piece in self._pieces if piece[0] < end_ms and _end_ms(piece) > start_ms]
        sound: Pcm = np.zeros((end_ms - start_ms) * RATE_KHZ, "<i2")
        covered_ms = start_ms
        for piece in pieces:
            if piece[0] > covered_ms + self._tolerance_ms:
                return None
            _paste(sound, (piece[0] - start_ms) * RATE_KHZ, piece[1])
            covered_ms = _end_ms(piece)
        return from_pcm(sound) if pieces and covered_ms >= end_ms - self._tolerance_ms else None


def _end_ms(piece: tuple[int, Pcm]) -> int:
    return piece[0] + len(piece[1]) // RATE_KHZ


def _paste(target: Pcm, offset: int, piece: Pcm) -> None:
    first, last = max(0, offset), min(len(target), offset + len(piece))
    target[first:last] = piece[first - offset : last - offset]
