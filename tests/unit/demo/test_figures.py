"""The demo stands on this: Alice's renderings are one person to a real face engine, and the stranger is another."""

import importlib.util
from pathlib import Path
from typing import Any

import cv2
import dlib
import numpy as np
import pytest

from wallflower.demo import figures
from wallflower.errors import UnavailableError


class Dlib:
    def __init__(self) -> None:
        found = importlib.util.find_spec("face_recognition_models")
        assert found is not None
        assert found.origin is not None
        models = Path(found.origin).with_name("models")
        self._detector = dlib.get_frontal_face_detector()
        self._shape = dlib.shape_predictor(str(models / "shape_predictor_5_face_landmarks.dat"))
        self._net = dlib.face_recognition_model_v1(str(models / "dlib_face_recognition_resnet_model_v1.dat"))

    def embedding(self, rgb: Any) -> Any:
        """Return the embedding of the one clear face."""
        boxes, scores, _ = self._detector.run(rgb, 0, 0.0)
        clear = [box for box, score in zip(boxes, scores, strict=True) if score > 0.4]
        assert len(clear) == 1
        return np.array(self._net.compute_face_descriptor(rgb, self._shape(rgb, clear[0])))


@pytest.fixture(scope="module")
def engine() -> Dlib:
    return Dlib()


def on_grey(image: figures.Image) -> Any:
    alpha = image[..., 3:].astype(np.float32) / 255
    frame = image[..., :3] * alpha + 150 * (1 - alpha)
    canvas = np.full((500, 500, 3), 150, np.uint8)
    canvas[55:445, 55:445] = frame.astype(np.uint8)
    return cv2.cvtColor(canvas, cv2.COLOR_BGR2RGB)


def enrolled() -> Any:
    image = cv2.imdecode(np.frombuffer(figures.enrolment_jpeg(), np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def test_alice_is_recognised_from_another_rendering(engine: Dlib) -> None:
    distance = np.linalg.norm(engine.embedding(on_grey(figures.alice())) - engine.embedding(enrolled()))
    assert distance < 0.35


def test_the_stranger_is_somebody_else(engine: Dlib) -> None:
    distance = np.linalg.norm(engine.embedding(on_grey(figures.stranger())) - engine.embedding(enrolled()))
    assert distance > 0.7


def test_figures_fade_out_at_their_edges() -> None:
    for image in (figures.alice(), figures.stranger()):
        assert image.shape == (390, 390, 4)
        assert image[0, :, 3].max() == 0
        assert image[195, 195, 3] == 255


def test_the_enrolment_picture_is_the_same_every_time() -> None:
    assert figures.enrolment_jpeg() == figures.enrolment_jpeg()


def test_without_scikit_image_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(UnavailableError, match="pip install scikit-image"):
        figures.alice()


def test_an_unreadable_picture_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_data_file", lambda _name: "/nowhere.png")
    with pytest.raises(UnavailableError, match=r"astronaut\.png"):
        figures.alice()
