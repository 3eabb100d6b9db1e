"""The energy gate on a running noise floor."""

import numpy as np
import pytest

from tests.support.sound import Speaker, room
from wallflower.speech.gate import HOLD_WINDOWS, EnergyGate
from wallflower.speech.sound import WINDOW, Windows


def noise(windows: int, level: float, seed: int = 0) -> Windows:
    return (np.random.default_rng(seed).standard_normal((windows, WINDOW)) * level).astype(np.float32)


def test_steady_noise_closes_it_and_louder_sound_opens_it() -> None:
    gate = EnergyGate()
    assert gate.judge(noise(200, 0.01))[-1] is False
    assert abs(gate.floor_db - -40) < 1.5
    opened = gate.judge(noise(1, 0.03))
    assert opened == [True]
    after = gate.judge(noise(100, 0.01))
    assert after.index(False) == HOLD_WINDOWS - 1
    assert gate.closed > 100


def test_the_floor_follows_a_fan_that_starts_and_one_that_stops() -> None:
    gate = EnergyGate()
    gate.judge(noise(400, 0.001))
    during = gate.judge(noise(800, 0.02))
    assert during[0]
    assert not any(during[-100:])
    gate.judge(noise(100, 0.001))
    assert gate.judge(noise(1, 0.004)) == [True]


@pytest.mark.parametrize("level", [0.0, 1e-5])
def test_digital_silence_is_closed_and_no_special_case(level: float) -> None:
    gate = EnergyGate()
    assert not gate.judge(noise(200, level))[-1]
    assert gate.judge(noise(1, 0.01)) == [True]


def test_long_speech_does_not_become_the_floor(speaker: Speaker) -> None:
    sentence = speaker.say("there is a package at the front door and the garage door is open")
    spoken = room(2.0, *[sentence] * 8, noise=1e-3)
    gate = EnergyGate()
    opened = gate.judge(spoken[: len(spoken) // WINDOW * WINDOW].reshape(-1, WINDOW))
    before = 2 * 16_000 // WINDOW
    begins = opened.index(True, before)
    assert begins < before + 10
    assert all(opened[begins:])
