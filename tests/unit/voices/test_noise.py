"""The colour of a room's noise."""

import numpy as np
import pytest

from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.noise import BANDS, LEAST_S, RoomEar, Spectrum, colour_of, distance_db, noise_of


def colour(falls_hz: float) -> Spectrum:
    """A colour that falls with frequency, like a road's."""
    power = np.exp(-np.arange(BANDS) * 50.0 / falls_hz) + 1e-4
    return np.asarray(power / power.sum(), np.float32)


ROAD, HISS = colour(400), colour(400)[::-1].copy()


def test_noise_has_the_colour_that_it_was_made_of() -> None:
    noise = noise_of(ROAD, 4 * RATE_HZ)
    assert len(noise) == 4 * RATE_HZ
    assert float(np.mean(np.square(noise))) == pytest.approx(1, abs=0.01)
    heard = colour_of(noise)
    assert heard is not None
    assert distance_db(heard, ROAD) < 1
    assert distance_db(heard, HISS) > 10
    assert (noise == noise_of(ROAD, 4 * RATE_HZ)).all()


@pytest.mark.parametrize("count", [0, 1, 319])
def test_little_noise_can_be_made(count: int) -> None:
    assert len(noise_of(ROAD, count)) == count


@pytest.mark.parametrize("noise", [np.zeros(0, np.float32), np.zeros(RATE_HZ, np.float32), np.ones(100, np.float32)])
def test_silence_has_no_colour(noise: Samples) -> None:
    assert colour_of(noise) is None


def test_an_ear_needs_some_seconds_and_follows_its_room() -> None:
    ear = RoomEar()
    ear.hear(np.zeros(RATE_HZ * 10, np.float32))
    known = []
    for number in range(round(LEAST_S)):
        known.append(ear.colour is not None)
        ear.hear((0.01 * (number + 1) * noise_of(ROAD, RATE_HZ)).astype(np.float32))
    assert known == [False] * round(LEAST_S)
    learnt = ear.colour
    assert learnt is not None
    assert distance_db(learnt, ROAD) < 1
    for _ in range(180):
        ear.hear(noise_of(HISS, RATE_HZ))
    later = ear.colour
    assert later is not None
    assert distance_db(later, HISS) < 3
