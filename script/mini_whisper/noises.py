"""Sounds without speech: noise, hum, sirens, chords, bursts and silence."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
Samples = NDArray[np.float32]


def colored(length: int, rng: np.random.Generator, tilt: float) -> Samples:
    """Noise whose amplitude falls with frequency**tilt, effective value 1."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    spectrum[1:] /= np.arange(1, len(spectrum)) ** tilt
    spectrum[0] = 0
    return unit(np.fft.irfft(spectrum, length))


def unit(samples: NDArray[np.floating]) -> Samples:
    """Scale to an effective value of 1."""
    scaled: Samples = (samples / (np.sqrt(np.mean(samples**2)) + 1e-9)).astype(np.float32)
    return scaled


def _noise(length: int, rng: np.random.Generator) -> Samples:
    return colored(length, rng, rng.uniform(0, 1.4))


def _gusts(length: int, rng: np.random.Generator) -> Samples:
    """Noise that swells like wind or passing cars."""
    swell = np.interp(np.arange(length), np.linspace(0, length, 12), rng.uniform(0, 1, 12) ** 2)
    return unit(_noise(length, rng) * swell)


def _hum(length: int, rng: np.random.Generator) -> Samples:
    """A mains or motor hum with overtones."""
    time_s, pitch_hz = np.arange(length) / SAMPLE_RATE, rng.uniform(40, 400)
    phase = 2 * np.pi * pitch_hz * time_s
    tones = np.sum([rng.uniform(0, 1) / order * np.sin(order * phase) for order in range(1, 9)], axis=0)
    return unit(tones + 0.05 * rng.standard_normal(length))


def _siren(length: int, rng: np.random.Generator) -> Samples:
    """A tone that sweeps or alternates."""
    time_s = np.arange(length) / SAMPLE_RATE
    wobble = np.sin(2 * np.pi * rng.uniform(0.15, 4) * time_s + rng.uniform(0, 6))
    wobble = np.sign(wobble) if rng.random() < 0.4 else wobble
    phase = 2 * np.pi * np.cumsum(rng.uniform(400, 1500) * (1 + rng.uniform(0.05, 0.5) * wobble)) / SAMPLE_RATE
    return unit(np.sum([np.sin(order * phase) * rng.uniform(0, 1) ** order for order in (1, 2, 3)], axis=0))


def _chords(length: int, rng: np.random.Generator) -> Samples:
    """A row of chords or single notes, struck or held."""
    time_s, out = np.arange(length) / SAMPLE_RATE, np.zeros(length)
    beat = int(rng.uniform(0.15, 2.5) * SAMPLE_RATE)
    for first in range(0, length, beat):
        span = time_s[first : first + beat] - time_s[first]
        decay = np.exp(-span * rng.uniform(0, 6))
        for pitch_hz in rng.uniform(80, 1200) * 2 ** (rng.integers(0, 24, rng.integers(1, 5)) / 12):
            overtones = sum(np.sin(2 * np.pi * pitch_hz * order * span) / order for order in range(1, 4))
            out[first : first + beat] += decay * overtones
    return unit(out)


def _bursts(length: int, rng: np.random.Generator) -> Samples:
    """Knocks, clicks and barks-like bursts."""
    out = np.zeros(length)
    for first in rng.integers(0, length, rng.integers(1, 12)):
        size = int(min(length - first, rng.integers(100, 6000)))
        burst = rng.standard_normal(size) if rng.random() < 0.5 else _hum(max(size, 32), rng)[:size]
        out[first : first + size] += burst * np.exp(-np.arange(size) / rng.uniform(100, 2000))
    return unit(out)


def _silence(length: int, rng: np.random.Generator) -> Samples:
    """Digital silence or one step of it."""
    return (rng.integers(-1, 2, length) * rng.choice([0.0, 1.0])).astype(np.float32)


KINDS: tuple[Callable[[int, np.random.Generator], Samples], ...] = (
    _noise,
    _noise,
    _gusts,
    _hum,
    _siren,
    _chords,
    _chords,
    _bursts,
    _silence,
)


def nonspeech(length: int, rng: np.random.Generator) -> Samples:
    """Return one or two kinds of sound at any loudness."""
    out = np.zeros(length, np.float32)
    for kind in rng.choice(len(KINDS), rng.integers(1, 3)):
        out += KINDS[kind](length, rng) * np.float32(10 ** rng.uniform(-4, -0.7))
    if rng.random() < 0.3:
        out[int(length * rng.uniform(0.1, 1)) :] *= np.float32(rng.choice([0, 0.01]))
    return np.clip(out, -1, 1)


def background(length: int, rng: np.random.Generator) -> Samples:
    """Return a background for speech, effective value 1."""
    kind = (_noise, _noise, _noise, _gusts, _hum, _bursts, _chords)[rng.integers(0, 7)]
    return kind(length, rng)
