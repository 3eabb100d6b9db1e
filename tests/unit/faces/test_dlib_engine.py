"""The dlib engine on real photographs."""

import cv2
import numpy as np
import pytest

from wallflower.errors import ModelMissingError
from wallflower.faces import dlib_engine
from wallflower.faces.dlib_engine import PROFILE, DlibEngine, detection_scale, find_weights
from wallflower.faces.engine import Rgb
from wallflower.faces.gallery import likeness

from .conftest import Photograph, scene


def test_one_face_is_found_where_it_is(dlib: DlibEngine, astronaut: Rgb) -> None:
    clear = [face for face in dlib.analyse(astronaut) if face.score >= 0.7]
    assert len(clear) == 1
    box, eyes = clear[0].box, clear[0].landmarks
    assert abs(box.x + box.width / 2 - 222) < 20
    assert abs(box.y + box.height / 2 - 122) < 20
    assert eyes.left_eye[0] < eyes.nose[0] < eyes.right_eye[0]
    assert eyes.left_eye[1] < eyes.nose[1]
    assert clear[0].embedding.dtype == np.float32
    assert clear[0].embedding.shape == (PROFILE.dimension,)


def test_nothing_is_found_on_an_empty_wall(dlib: DlibEngine) -> None:
    assert dlib.analyse(scene(None)) == []


@pytest.mark.parametrize("face_px", [40, 60, 120])
def test_small_faces_are_found_at_720p_and_are_still_the_same_person(
    dlib: DlibEngine, astronaut: Rgb, face_px: int
) -> None:
    reference = dlib.analyse(astronaut)[0].embedding
    small = dlib.analyse(scene(astronaut, face_px=face_px))[0]
    assert small.score >= 0.7
    assert likeness(PROFILE, reference, small.embedding) >= PROFILE.accept


def test_a_large_picture_is_scaled_down_and_boxes_are_in_its_own_pixels(dlib: DlibEngine, astronaut: Rgb) -> None:
    large = cv2.resize(astronaut, (4096, 4096))
    box = dlib.analyse(large)[0].box
    assert abs(box.x / 8 - 176) < 15
    assert abs(box.width / 8 - 90) < 15


def test_the_scale_is_bounded_both_ways() -> None:
    assert detection_scale(640, 360) == 2.0
    assert detection_scale(1280, 720) == 2.0
    assert detection_scale(1920, 1080) == pytest.approx(4 / 3)
    assert detection_scale(8000, 6000) < 0.3


@pytest.mark.shared
def test_the_same_person_is_alike_and_others_are_not(dlib: DlibEngine, photograph: Photograph, astronaut: Rgb) -> None:
    pictures = {"obama": photograph("obama"), "obama2": photograph("obama2"), "biden": photograph("biden")}
    faces = {name: dlib.analyse(rgb)[0].embedding for name, rgb in pictures.items()}
    faces["astronaut"] = dlib.analyse(astronaut)[0].embedding
    assert likeness(PROFILE, faces["obama"], faces["obama2"]) >= PROFILE.accept + 0.1
    for one, other in (("obama", "biden"), ("obama2", "biden"), ("obama", "astronaut"), ("biden", "astronaut")):
        assert likeness(PROFILE, faces[one], faces[other]) < PROFILE.maybe - 0.1


def test_absent_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dlib_engine, "WEIGHTS_PACKAGE", "no_such_package")
    with pytest.raises(ModelMissingError, match="face-recognition-models"):
        find_weights()


def test_damaged_weights_are_named(tmp_path: object) -> None:
    with pytest.raises(ModelMissingError, match="damaged"):
        DlibEngine(tmp_path)  # type: ignore[arg-type]
