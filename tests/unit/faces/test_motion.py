"""The motion gate sees people and overlooks noise and light."""

import cv2
import numpy as np
import pytest

from wallflower.faces.engine import Rgb
from wallflower.faces.motion import MotionGate

from .conftest import scene


def quiet_gate(hold_ms: int = 5000) -> MotionGate:
    """Return a gate that has watched an empty wall until it closed."""
    gate = MotionGate(hold_ms)
    for second in range(8):
        gate.look(scene(None, seed=second), second * 1000)
    return gate


def with_square(x: int, side: int, level: int = 230) -> Rgb:
    picture = scene(None, seed=x)
    picture[300 : 300 + side, x : x + side] = level
    return picture


def test_the_first_picture_counts_as_motion_and_is_held() -> None:
    gate = MotionGate(hold_ms=3000)
    assert [gate.look(scene(None, seed=second), second * 1000) for second in range(6)] == [True] * 4 + [False] * 2


def test_sensor_noise_is_no_motion() -> None:
    gate = quiet_gate()
    rng = np.random.default_rng(1)
    for second in range(8, 20):
        noisy = (scene(None, seed=second) + rng.normal(0, 15, (720, 1280, 3))).clip(0, 255).astype(np.uint8)
        assert not gate.look(noisy, second * 1000)


def test_the_blocks_of_a_poor_night_picture_are_no_motion() -> None:
    gate = MotionGate(hold_ms=500)
    rng = np.random.default_rng(2)
    for second in range(20):
        blocks = cv2.resize(rng.normal(0, 12, (90, 160)), (1280, 720), interpolation=cv2.INTER_NEAREST)
        picture = (scene(None) + blocks[:, :, None]).clip(0, 255).astype(np.uint8)
        assert gate.look(picture, second * 1000) == (second == 0)


@pytest.mark.parametrize(("gain", "offset"), [(1.3, 0), (0.6, 0), (1.0, 35), (0.8, -20)])
def test_a_change_of_light_is_no_motion(gain: float, offset: int) -> None:
    gate = quiet_gate()
    for second in range(8, 12):
        lit = cv2.convertScaleAbs(scene(None, seed=second), alpha=gain, beta=offset)
        assert not gate.look(lit, second * 1000)


@pytest.mark.parametrize("x", [20, 600, 1150])
def test_something_head_sized_that_comes_in_is_motion(x: int) -> None:
    assert quiet_gate().look(with_square(x, 80), 9000)


def test_motion_is_seen_while_the_light_changes() -> None:
    gate = quiet_gate()
    assert gate.look(cv2.convertScaleAbs(with_square(500, 160), alpha=0.6), 9000)


def test_a_tiny_speck_is_no_motion() -> None:
    assert not quiet_gate().look(with_square(600, 20), 9000)


def test_what_stands_still_becomes_background() -> None:
    gate = quiet_gate()
    seen = [gate.look(with_square(600, 120), second * 1000) for second in range(9, 140)]
    assert seen[0]
    assert not seen[-1]


def test_a_clock_that_is_set_back_does_not_open_or_break_the_gate() -> None:
    gate = quiet_gate()
    assert not gate.look(scene(None), -500_000)
    assert gate.look(with_square(600, 120), -499_000)
