"""The cut-out shows the face upright, and any engine finds it again."""

import cv2
import numpy as np
import pytest

from wallflower.faces.crop import LARGEST_SIDE_PX, SMALLEST_SIDE_PX, cut_out
from wallflower.faces.dlib_engine import PROFILE, DlibEngine
from wallflower.faces.engine import Box, DetectedFace, Landmarks, Rgb
from wallflower.faces.gallery import likeness

from .conftest import scene


def turned(rgb: Rgb, degrees: float) -> Rgb:
    height, width = rgb.shape[:2]
    matrix = cv2.getRotationMatrix2D((222, 122), degrees, 1)
    return np.asarray(cv2.warpAffine(rgb, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)


@pytest.mark.parametrize("degrees", [0, 18, -18])
def test_eyes_are_level_and_the_person_is_the_same(dlib: DlibEngine, astronaut: Rgb, degrees: float) -> None:
    picture = turned(astronaut, degrees)
    face = dlib.analyse(picture)[0]
    crop = cut_out(picture, face)
    assert crop.shape[0] == crop.shape[1] >= SMALLEST_SIDE_PX
    again = dlib.analyse(crop)[0]
    eyes = again.landmarks
    assert abs(eyes.left_eye[1] - eyes.right_eye[1]) < 0.08 * crop.shape[0]
    assert likeness(PROFILE, face.embedding, again.embedding) > 0.75


@pytest.mark.parametrize(("face_px", "side"), [(40, SMALLEST_SIDE_PX), (400, LARGEST_SIDE_PX)])
def test_the_size_is_bounded(dlib: DlibEngine, astronaut: Rgb, face_px: int, side: int) -> None:
    picture = scene(astronaut, 100, face_px=face_px)
    assert cut_out(picture, dlib.analyse(picture)[0]).shape == (side, side, 3)


def test_a_face_at_the_corner_keeps_its_square() -> None:
    face = DetectedFace(
        box=Box(-20, -20, 60, 60),
        score=1.0,
        landmarks=Landmarks((0, 5), (25, 5), (12, 20)),
        embedding=np.zeros(128, np.float32),
    )
    assert cut_out(scene(None), face).shape == (160, 160, 3)
