"""Masks and zones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.faces.areas import Areas
from wallflower.faces.engine import Box
from wallflower.faces.motion import COLUMNS, ROWS, MotionGate
from wallflower.faces.polygons import flaw_of, holds
from wallflower.wire_options import FaceOptions, Mask, Point, Zone

from .conftest import scene


def polygon(*corners: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(x=x, y=y) for x, y in corners)


SQUARE = polygon((0.2, 0.2), (0.6, 0.2), (0.6, 0.8), (0.2, 0.8))
HORSESHOE = polygon((0, 0), (1, 0), (1, 1), (0.7, 1), (0.7, 0.3), (0.3, 0.3), (0.3, 1), (0, 1))


@pytest.mark.parametrize("points", [SQUARE, SQUARE[::-1], HORSESHOE, polygon((0, 0), (1, 0), (0.5, 1))])
def test_sound_polygons(points: tuple[Point, ...]) -> None:
    assert flaw_of(points) is None


@pytest.mark.parametrize(
    ("points", "flaw"),
    [
        (polygon((0, 0), (1, 1), (1, 0), (0, 1)), "cross"),
        (polygon((0, 0), (0.5, 0.5), (1, 1)), "no area"),
        (polygon((0.5, 0.5), (0.5, 0.5), (0.5, 0.5)), "no area"),
        (polygon((0, 0), (1, 0), (1, 1), (0.5, 0), (0, 1)), "cross"),
        (polygon((0, 0), (1, 0), (0, 0), (0, 1)), "cross"),
    ],
)
def test_what_is_no_polygon(points: tuple[Point, ...], flaw: str) -> None:
    assert flaw in str(flaw_of(points))


def test_places_inside_and_outside() -> None:
    assert holds(SQUARE, 0.4, 0.5)
    assert not holds(SQUARE, 0.7, 0.5)
    assert holds(HORSESHOE, 0.1, 0.9)
    assert not holds(HORSESHOE, 0.5, 0.9)


@given(st.integers(3, 50), st.floats(0, 6.28), st.floats(0.05, 0.5))
def test_a_star_of_any_corners_is_sound_and_holds_its_middle(count: int, turn: float, size: float) -> None:
    angles = turn + np.arange(count) * 2 * np.pi / count
    sizes = np.where(np.arange(count) % 2, size, size * 0.7)
    corners = [(float(0.5 + r * np.cos(a)), float(0.5 + r * np.sin(a))) for a, r in zip(angles, sizes, strict=True)]
    assert flaw_of(polygon(*corners)) is None
    assert holds(polygon(*corners), 0.5, 0.5)


def test_a_face_has_the_zones_its_middle_is_in_or_is_masked() -> None:
    path = Zone(name="path", points=SQUARE)
    lawn = Zone(name="lawn", points=polygon((0, 0), (0.5, 0), (0.5, 1), (0, 1)))
    tree = Mask(points=polygon((0.8, 0), (1, 0), (1, 1), (0.8, 1)))
    areas = Areas(FaceOptions(zones=(path, lawn), masks=(tree,)))
    assert areas.zones_of(Box(400, 300, 80, 80), 1000, 700) == ("path", "lawn")
    assert areas.zones_of(Box(520, 300, 80, 80), 1000, 700) == ("path",)
    assert areas.zones_of(Box(650, 300, 80, 80), 1000, 700) == ()
    assert areas.zones_of(Box(900, 300, 80, 80), 1000, 700) is None


def test_what_moves_behind_a_mask_is_no_motion() -> None:
    right = Mask(points=polygon((0.5, 0), (1, 0), (1, 1), (0.5, 1)))
    seen: dict[bool, list[bool]] = {}
    for masked in (False, True):
        gate = MotionGate(hold_ms=0)
        gate.mask(Areas(FaceOptions(masks=(right,) if masked else ())).open_cells(COLUMNS, ROWS))
        seen[masked] = []
        for second in range(12):
            picture = scene(None, seed=second)
            if second >= 8:
                x = 700 + 100 * (second - 8)
                picture[300:420, x : x + 120] = 230
            gate.look(picture, second * 1000)
            seen[masked].append(gate.moves)
    assert seen == {False: [False] * 8 + [True] * 4, True: [False] * 12}


def test_masks_that_cover_everything_leave_nothing_to_see() -> None:
    gate = MotionGate(hold_ms=0)
    gate.mask(
        Areas(FaceOptions(masks=(Mask(points=polygon((0, 0), (1, 0), (1, 1), (0, 1))),))).open_cells(COLUMNS, ROWS)
    )
    pictures = [scene(None), np.zeros((720, 1280, 3), np.uint8), scene(None, seed=3)]
    for second, picture in enumerate(pictures):
        gate.look(picture, second * 1000)
        assert not gate.moves
