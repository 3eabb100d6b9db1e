"""Samples and the ring."""

import numpy as np
import pytest

from wallflower.speech.sound import Ring, Samples, from_pcm, to_pcm


def tone(milliseconds: int, value: float = 0.25) -> Samples:
    return np.full(milliseconds * 16, value, np.float32)


def test_pcm_keeps_sound_clips_and_silences_what_is_no_number() -> None:
    samples = np.array([0.0, 0.5, -0.5, 1.5, -1.5, np.nan, np.inf, -np.inf], np.float32)
    back = from_pcm(to_pcm(samples).tobytes())
    assert np.allclose(back, [0, 0.5, -0.5, 1, -1, 0, 1, -1], atol=1e-4)
    assert back.dtype == np.float32


def test_the_ring_returns_what_it_holds_across_pieces() -> None:
    ring = Ring(10_000)
    ring.write(1_000, tone(500, 0.1))
    ring.write(1_500, tone(500, 0.2))
    sound = ring.read(1_400, 1_600)
    assert sound is not None
    assert len(sound) == 200 * 16
    assert np.allclose(sound[:1600], 0.1, atol=1e-3)
    assert np.allclose(sound[1600:], 0.2, atol=1e-3)


def test_it_says_none_rather_than_inventing_silence() -> None:
    ring = Ring(10_000)
    assert ring.read(0, 100) is None
    ring.write(1_000, tone(500))
    ring.write(3_000, tone(500))
    assert ring.read(1_200, 3_200) is None
    assert ring.read(500, 1_200) is None
    assert ring.read(3_200, 4_000) is None


def test_a_small_hole_is_silence() -> None:
    ring = Ring(10_000)
    ring.write(1_000, tone(500))
    ring.write(1_560, tone(500))
    sound = ring.read(1_400, 1_700)
    assert sound is not None
    assert sound[120 * 16] == 0


def test_it_forgets_and_follows_a_clock_that_was_set_back() -> None:
    ring = Ring(1_000)
    for start_ms in range(0, 5_000, 500):
        ring.write(start_ms, tone(500))
    assert ring.read(4_100, 4_900) is not None
    assert ring.read(2_000, 2_500) is None
    ring.write(1_000, tone(500))
    assert ring.read(1_000, 1_500) is not None
    assert ring.read(4_100, 4_900) is None


@pytest.mark.parametrize("length_ms", [1, 20_000])
def test_the_length_is_exact(length_ms: int) -> None:
    ring = Ring(30_000)
    ring.write(0, tone(25_000))
    sound = ring.read(10, 10 + length_ms)
    assert sound is not None
    assert len(sound) == length_ms * 16
