"""A face on its way to the server."""

import json

import numpy as np
import pytest

from wallflower.cameras.enrolling import face_from_json, face_to_json
from wallflower.errors import UnavailableError
from wallflower.store.people import NewFace

FACE = NewFace(
    engine="dlib",
    model="resnet_v1",
    embedding=np.linspace(0, 1, 128, dtype=np.float32),
    quality=0.75,
    parts={"pose": 0.5},
    crop=b"\xff\xd8\x00\x01",
)


def test_it_arrives_as_it_left() -> None:
    arrived = face_from_json(json.loads(json.dumps(face_to_json(FACE))))
    assert np.array_equal(arrived.embedding, FACE.embedding)
    assert arrived.embedding.dtype == np.float32
    assert face_to_json(arrived) == face_to_json(FACE)


@pytest.mark.parametrize("key", ["engine", "embedding", "quality", "parts", "crop"])
def test_anything_else_is_unavailable(key: str) -> None:
    good = face_to_json(FACE)
    for bad in ({name: value for name, value in good.items() if name != key}, good | {key: None}):
        if key == "engine" and key in bad:
            continue
        with pytest.raises(UnavailableError):
            face_from_json(bad)
