"""The sface engine: YuNet finds faces and SFace embeds them, both directly in onnxruntime.

YuNet is MIT, SFace Apache-2.0 (both OpenCV's model zoo), so unlike insightface's packs they may be used for anything.
What the numbers that come out mean follows OpenCV's `FaceDetectorYN` and `FaceRecognizerSF`; a test holds both
implementations side by side.
"""

from pathlib import Path
from typing import Any, override

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wallflower.faces import packs, providers
from wallflower.faces.align import SIDE_PX, straighten
from wallflower.faces.engine import Box, DetectedFace, FaceEngine, Landmarks, MatchProfile, Metric, Rgb, Vector

ENGINE = "sface"
# The published YuNet takes pictures of one size only.
DETECTION_PX = 640
STRIDES = (8, 16, 32)
HEADS = ("cls", "obj", "bbox", "kps")
LEAST_SCORE = 0.6
MOST_OVERLAP = 0.3
MOST_FACES = 100

type Numbers = NDArray[np.float32]


def profile_for(pack: str, dimension: int) -> MatchProfile:
    """Return how SFace's embeddings are judged; OpenCV calls a cosine of 0.363 and more the same person."""
    return MatchProfile(
        engine=ENGINE, model=pack, dimension=dimension, metric=Metric.COSINE, accept=0.45, maybe=0.363, margin=0.08
    )


def find_pack(models_directory: Path, wanted: str | None = None) -> Path:
    """Return the directory of the pack to use; raise `ModelMissingError` naming the fix."""
    return packs.find(models_directory, ENGINE, wanted)


class SfaceEngine(FaceEngine):
    """Finds and embeds faces with YuNet and SFace."""

    def __init__(self, pack: Path) -> None:
        """Load the pack in the directory `pack`; raise `ModelMissingError` unless it has one of each."""
        try:
            sessions = [_session(path) for path in sorted(pack.glob("*.onnx"))]
            (self._detector,) = [session for session in sessions if _is_detector(session)]
            (self._embedder,) = [session for session in sessions if not _is_detector(session)]
            dimension = self._embed(np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)).size
            self._find(np.zeros((DETECTION_PX, DETECTION_PX, 3), np.uint8))
        except Exception as error:  # onnxruntime's errors share no other base
            raise packs.damaged(ENGINE, pack.name) from error
        self._profile = profile_for(pack.name, dimension)

    @property
    @override
    def profile(self) -> MatchProfile:
        return self._profile

    @property
    @override
    def providers(self) -> tuple[str, ...]:
        return tuple(self._embedder.get_providers())

    @override
    def analyse(self, rgb: Rgb) -> list[DetectedFace]:
        scale = min(DETECTION_PX / max(rgb.shape[:2]), 2.0)
        kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = np.asarray(cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=kind), dtype=np.uint8)
        found = self._find(small[:DETECTION_PX, :DETECTION_PX])
        return [self._face(rgb, row / scale, float(row[14])) for row in found]

    def _find(self, rgb: Rgb) -> Numbers:
        """Return a row for each face: x, y, width, height, five points, score; best first."""
        square = np.zeros((DETECTION_PX, DETECTION_PX, 3), np.float32)
        square[: rgb.shape[0], : rgb.shape[1]] = rgb[:, :, ::-1]
        names = [f"{head}_{stride}" for head in HEADS for stride in STRIDES]
        blob = np.ascontiguousarray(square.transpose(2, 0, 1)[None])
        outputs = self._detector.run(names, {self._detector.get_inputs()[0].name: blob})
        by_name: dict[str, Numbers] = dict(zip(names, outputs, strict=True))
        rows = np.concatenate([_rows(by_name, stride) for stride in STRIDES])
        boxes, scores = rows[:, :4].astype(int).tolist(), rows[:, 14].tolist()
        kept = cv2.dnn.NMSBoxes(boxes, scores, LEAST_SCORE, MOST_OVERLAP, top_k=MOST_FACES)
        return rows[np.asarray(kept, dtype=np.intp)]

    def _face(self, rgb: Rgb, row: Numbers, score: float) -> DetectedFace:
        left, top, width, height = (round(float(value)) for value in row[:4])
        points = row[4:14].astype(np.float64).reshape(5, 2)
        eyes_and_nose = [(float(x), float(y)) for x, y in points[:3]]
        return DetectedFace(
            box=Box(left, top, max(1, width), max(1, height)),
            score=min(1.0, score),
            landmarks=Landmarks(*eyes_and_nose),
            embedding=self._embed(straighten(rgb, points)),
        )

    def _embed(self, face: Rgb) -> Vector:
        blob = np.ascontiguousarray(face.astype(np.float32).transpose(2, 0, 1)[None])
        vector = np.asarray(self._embedder.run(None, {self._embedder.get_inputs()[0].name: blob})[0], np.float32)
        return np.asarray(vector.ravel() / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)


def _session(path: Path) -> Any:
    return onnxruntime.InferenceSession(str(path), providers.session_options(), providers=list(providers.choose()))


def _is_detector(session: Any) -> bool:
    return len(session.get_outputs()) > 1


def _rows(outputs: dict[str, Numbers], stride: int) -> Numbers:
    """Return the faces of one stride's cells, whose values count in cells from each cell's corner."""
    side = DETECTION_PX // stride
    surely, there = (outputs[f"{head}_{stride}"].reshape(-1).clip(0, 1) for head in ("cls", "obj"))
    score = np.sqrt(surely * there)
    good = np.flatnonzero(score >= LEAST_SCORE)
    corner = np.stack([good % side, good // side], axis=1).astype(np.float32)
    box = outputs[f"bbox_{stride}"].reshape(-1, 4)[good]
    size = np.exp(box[:, 2:])
    points = outputs[f"kps_{stride}"].reshape(-1, 5, 2)[good] + corner[:, None]
    middle = corner + box[:, :2]
    cells = np.concatenate([middle - size / 2, size, points.reshape(-1, 10)], axis=1) * stride
    return np.concatenate([cells, score[good, None]], axis=1).astype(np.float32)
