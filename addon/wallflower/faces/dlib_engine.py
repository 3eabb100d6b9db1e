"""The bundled engine: dlib's HOG detector, its five landmarks and its 128-number embeddings; nothing to download.

The weights come from the PyPI package `face_recognition_models`. That package cannot be imported any more (it wants
`pkg_resources`), so its directory is found without importing it. Its 68-point landmarks are not for commercial use and
are never touched.

The detector sees faces from 80 px on, so a picture is enlarged up to twice for it, within a budget of pixels that
bounds the cost (0.04 s per megapixel on one x86 core). Smallest face found: 40 px up to 1280 × 720, 60 px at
1920 × 1080. Embeddings are always computed on the picture as it came.
"""

import importlib
import importlib.util
from pathlib import Path
from typing import Any, override

import cv2
import numpy as np

from wallflower.errors import ModelMissingError
from wallflower.faces.engine import Box, DetectedFace, FaceEngine, Landmarks, MatchProfile, Metric, Point, Rgb

WEIGHTS_PACKAGE = "face_recognition_models"
LANDMARKS_FILE = "shape_predictor_5_face_landmarks.dat"
EMBEDDER_FILE = "dlib_face_recognition_resnet_model_v1.dat"

DETECTION_PIXELS = 4 * 1280 * 720
LARGEST_SCALE = 2.0
# Measured on photographs: faces of 40 px and more score 0.8 to 2, chance patterns stay below 0.2.
LEAST_RAW_SCORE = 0.1

# Thirteen faces of three people: the same person at L2 0.07 to 0.44, different people at 0.63 and more.
PROFILE = MatchProfile(
    engine="dlib", model="resnet_v1", dimension=128, metric=Metric.EUCLIDEAN, accept=0.50, maybe=0.42, margin=0.06
)


def find_weights() -> Path:
    """Return the directory of the weight files; raise `ModelMissingError` when a package or a file is missing."""
    if importlib.util.find_spec("dlib") is None:
        raise ModelMissingError("the dlib engine is not installed: install the package dlib-bin")
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    places = [] if spec is None else list(spec.submodule_search_locations or [])
    for place in places:
        directory = Path(place) / "models"
        if all((directory / name).is_file() for name in (LANDMARKS_FILE, EMBEDDER_FILE)):
            return directory
    raise ModelMissingError("dlib's weights are not installed: install the package face-recognition-models")


class DlibEngine(FaceEngine):
    """Finds and embeds faces with dlib."""

    def __init__(self, weights: Path) -> None:
        """Load the models from the directory `weights`; takes about half a second."""
        dlib: Any = importlib.import_module("dlib")
        self._rectangle = dlib.rectangle
        self._detector = dlib.get_frontal_face_detector()
        try:
            self._landmarks = dlib.shape_predictor(str(weights / LANDMARKS_FILE))
            self._embedder = dlib.face_recognition_model_v1(str(weights / EMBEDDER_FILE))
        except RuntimeError as error:
            raise ModelMissingError("dlib's weights are damaged: reinstall face-recognition-models") from error

    @property
    @override
    def profile(self) -> MatchProfile:
        return PROFILE

    @property
    @override
    def providers(self) -> tuple[str, ...]:
        return ("CPU",)

    @override
    def analyse(self, rgb: Rgb) -> list[DetectedFace]:
        picture = np.ascontiguousarray(rgb)
        scale = detection_scale(picture.shape[1], picture.shape[0])
        boxes, scores, _kinds = self._detector.run(_for_detection(picture, scale), 0, LEAST_RAW_SCORE)
        found = [self._face(picture, _unscaled(box, scale), float(raw)) for box, raw in zip(boxes, scores, strict=True)]
        return sorted(found, key=lambda face: face.score, reverse=True)

    def _face(self, picture: Rgb, box: Box, raw_score: float) -> DetectedFace:
        rectangle = self._rectangle(box.x, box.y, box.x + box.width - 1, box.y + box.height - 1)
        shape = self._landmarks(picture, rectangle)
        embedding = np.asarray(self._embedder.compute_face_descriptor(picture, shape), dtype=np.float32)
        return DetectedFace(
            box=box, score=min(1.0, 0.5 + raw_score / 2), landmarks=_landmarks(shape), embedding=embedding
        )


def detection_scale(width: int, height: int) -> float:
    """Return how much a picture is scaled for the detector: twice, or what the pixel budget allows."""
    return float(min(LARGEST_SCALE, (DETECTION_PIXELS / (width * height)) ** 0.5))


def _for_detection(picture: Rgb, scale: float) -> Rgb:
    # Grey costs 40 % less than colour and finds the same faces.
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    scaled: Rgb = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=kind)
    return scaled


def _unscaled(box: Any, scale: float) -> Box:
    return Box(
        round(box.left() / scale), round(box.top() / scale), round(box.width() / scale), round(box.height() / scale)
    )


def _landmarks(shape: Any) -> Landmarks:
    """Name dlib's five points: both corners of the right eye in the picture, both of the left one, under the nose."""
    points = [(float(point.x), float(point.y)) for point in shape.parts()]
    return Landmarks(left_eye=_middle(points[2], points[3]), right_eye=_middle(points[0], points[1]), nose=points[4])


def _middle(first: Point, second: Point) -> Point:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2
