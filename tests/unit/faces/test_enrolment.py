"""Which faces may be learnt from, and the reasons in words."""

import numpy as np
import pytest

from wallflower.errors import ImageError, InvalidRequestError, SeveralFacesError
from wallflower.faces.engine import Box
from wallflower.faces.enrolment import choose, new_face
from wallflower.wire import ErrorCode
from wallflower.wire_people import FacePlace

from .conftest import face, image, unit


def test_the_one_clear_face_is_taken() -> None:
    clear, pattern = face(unit(1)), face(unit(2), detector=0.55)
    assert choose(image(clear, pattern)) is clear


def test_no_face() -> None:
    with pytest.raises(ImageError) as caught:
        choose(image())
    assert caught.value.code is ErrorCode.NO_FACE


def test_several_faces_are_listed_and_one_can_be_chosen() -> None:
    faces = [face(unit(seed), Box(100 * seed, 5, 90, 91)) for seed in range(3)]
    with pytest.raises(SeveralFacesError) as caught:
        choose(image(*faces))
    assert caught.value.code is ErrorCode.SEVERAL_FACES
    assert caught.value.field == "index"
    assert "3 faces" in caught.value.message
    assert caught.value.places[2] == FacePlace(index=2, x=200, y=5, width=90, height=91)
    assert choose(image(*faces), 2) is faces[2]


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_an_index_out_of_range(index: int) -> None:
    with pytest.raises(InvalidRequestError, match="index is 0 to 0"):
        choose(image(face(unit(1))), index)


@pytest.mark.parametrize(
    ("flaw", "reason"),
    [
        ({"face_px": 79}, "smaller than 80 pixels"),
        ({"inside": 0.5}, "cut off by the edge"),
        ({"sharpness": 0.1}, "blurred"),
        ({"pose": 0.2}, "turned too far"),
        ({"detector": 0.6}, "hardly recognisable"),
    ],
)
def test_a_poor_face_is_refused_with_the_reason(flaw: dict[str, float], reason: str) -> None:
    with pytest.raises(ImageError, match=reason) as caught:
        choose(image(face(unit(1), None, **flaw)))
    assert caught.value.code is ErrorCode.POOR_FACE


def test_all_reasons_are_given() -> None:
    with pytest.raises(ImageError, match="smaller than 80 pixels and it is blurred"):
        choose(image(face(unit(1), face_px=30, sharpness=0.0)))


def test_what_is_stored() -> None:
    new = new_face(image(face(unit(1), score=0.7)))
    assert (new.engine, new.model, new.quality, new.source) == ("dlib", "resnet_v1", 0.7, "upload")
    assert set(new.parts) == {"size", "sharpness", "pose", "detector", "inside"}
    np.testing.assert_array_equal(new.embedding, unit(1))
    assert "crop" not in repr(new)
    assert "embedding" not in repr(new)
