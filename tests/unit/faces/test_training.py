"""Recognition learns from good pictures only."""

import pytest

from wallflower.faces.training import flaws, refusal

GOOD = {"size": 0.9, "sharpness": 0.8, "pose": 0.9, "detector": 0.95, "inside": 1.0}


def test_a_good_picture_of_a_camera() -> None:
    assert refusal(80, GOOD) is None


@pytest.mark.parametrize(
    ("face_px", "parts", "reason"),
    [
        (79, {}, "smaller than 80 pixels"),
        (120, {"detector": 0.79}, "hardly recognisable"),
        (120, {"sharpness": 0.1}, "blurred"),
        (120, {"pose": 0.3}, "turned"),
        (120, {"inside": 0.8}, "cut off"),
    ],
)
def test_each_flaw_is_named(face_px: int, parts: dict[str, float], reason: str) -> None:
    assert reason in str(refusal(face_px, GOOD | parts))


def test_an_upload_may_be_less_certain_than_a_camera() -> None:
    assert flaws(120, GOOD | {"detector": 0.75}) == []
    assert refusal(120, GOOD | {"detector": 0.75}) is not None


def test_what_was_not_measured_is_not_good() -> None:
    assert len(flaws(0, {})) == 5
