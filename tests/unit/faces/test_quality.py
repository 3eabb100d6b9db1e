"""Quality falls with everything that makes a face hard to recognise."""

import cv2
import numpy as np
import pytest

from wallflower.faces.dlib_engine import DlibEngine
from wallflower.faces.engine import DetectedFace, Landmarks, Rgb
from wallflower.faces.quality import Quality, measure, pose_part

from .conftest import scene


def of(dlib: DlibEngine, rgb: Rgb) -> Quality:
    return measure(rgb, dlib.analyse(rgb)[0])


def test_a_portrait_is_good(dlib: DlibEngine, astronaut: Rgb) -> None:
    quality = of(dlib, astronaut)
    assert quality.score > 0.8
    assert quality.is_recognisable
    assert (quality.sharpness, quality.inside) == (1.0, 1.0)
    assert quality.face_px == pytest.approx(90, abs=5)


def test_small_faces_score_less_the_smaller_they_are(dlib: DlibEngine, astronaut: Rgb) -> None:
    scores = [of(dlib, scene(astronaut, face_px=px)).score for px in (45, 70, 120)]
    assert scores == sorted(scores)
    assert scores[0] < 0.75 < scores[-1]


def test_blur_is_seen(dlib: DlibEngine, astronaut: Rgb) -> None:
    sharp, soft, blurred = (
        of(dlib, astronaut if sigma == 0 else cv2.GaussianBlur(astronaut, (0, 0), sigma)) for sigma in (0, 1.5, 2.2)
    )
    assert sharp.sharpness > soft.sharpness > blurred.sharpness
    assert blurred.sharpness < 0.1


def test_a_face_cut_by_the_edge_loses_most(dlib: DlibEngine, astronaut: Rgb) -> None:
    cut = of(dlib, np.ascontiguousarray(astronaut[:, 206:]))
    assert cut.inside < 0.6
    assert cut.score < 0.6
    whole = dlib.analyse(astronaut)[0]
    outside = DetectedFace(
        box=type(whole.box)(-500, 10, 90, 90), score=1.0, landmarks=whole.landmarks, embedding=whole.embedding
    )
    assert measure(astronaut, outside).score == 0.0


def test_turning_and_tilting_cost() -> None:
    frontal = pose_part(Landmarks((100, 100), (160, 100), (130, 140)))
    half = pose_part(Landmarks((100, 100), (160, 100), (146, 140)))
    profile = pose_part(Landmarks((100, 100), (160, 100), (162, 140)))
    assert frontal == 1.0 > half > profile == 0.0
    tilted = pose_part(Landmarks((100, 100), (130, 152), (80, 146)))
    assert 0.4 <= tilted < 1.0
    assert pose_part(Landmarks((100, 100), (100, 100), (100, 100))) == 0.0


def test_a_doubtful_detection_takes_no_part(dlib: DlibEngine, astronaut: Rgb) -> None:
    face = dlib.analyse(astronaut)[0]
    doubtful = DetectedFace(box=face.box, score=0.6, landmarks=face.landmarks, embedding=face.embedding)
    assert not measure(astronaut, doubtful).is_recognisable
