"""The insightface engine: SCRFD detection and ArcFace embeddings from a model pack the user installed.

Packs are for non-commercial research, so none is shipped, and each one's licence is accepted before it is used. They
are only ever loaded from `MODELS/insightface/models/<pack>`: insightface's own downloader has no timeout, no hash and
takes a half-written directory for a whole one, therefore it only ever gets to see a path that exists.
"""

import importlib
import importlib.util
import warnings
from pathlib import Path
from typing import Any, override

import cv2
import numpy as np

from wallflower.errors import ModelMissingError
from wallflower.faces import packs, providers
from wallflower.faces.engine import Box, DetectedFace, FaceEngine, Landmarks, MatchProfile, Metric, Rgb

ENGINE = "insightface"
DETECTION_SIZE = (640, 640)
LEAST_SCORE = 0.5


def profile_for(pack: str, dimension: int) -> MatchProfile:
    """Return how ArcFace embeddings of this pack are judged (cosine; the makers' usual operating point)."""
    return MatchProfile(
        engine=ENGINE,
        model=pack,
        dimension=dimension,
        metric=Metric.COSINE,
        accept=0.45,
        maybe=0.35,
        margin=0.08,
    )


def find_pack(models_directory: Path, wanted: str | None = None) -> Path:
    """Return the directory of the pack to use; raise `ModelMissingError` naming the fix."""
    if importlib.util.find_spec("insightface") is None:
        raise ModelMissingError("the insightface engine is not installed")
    return packs.find(models_directory, ENGINE, wanted)


class InsightfaceEngine(FaceEngine):
    """Finds and embeds faces through insightface's `FaceAnalysis`."""

    def __init__(self, pack: Path) -> None:
        """Load the pack in the directory `pack`; raise `ModelMissingError` when it is not whole."""
        app: Any = importlib.import_module("insightface.app")
        try:
            self._analysis = app.FaceAnalysis(
                # The path, not the name: a name that is not found would be downloaded.
                name=str(pack.resolve(strict=True)),
                allowed_modules=["detection", "recognition"],
                providers=list(providers.choose()),
                sess_options=providers.session_options(),
            )
            # Without a size insightface would detect twice, at 128 and at 640 px.
            self._analysis.prepare(ctx_id=-1, det_thresh=LEAST_SCORE, det_size=DETECTION_SIZE)
            embedder = self._analysis.models["recognition"]
            self._providers = tuple(embedder.session.get_providers())
            dimension = embedder.get_feat(np.zeros((*embedder.input_size, 3), np.uint8)).size
        except Exception as error:  # onnxruntime's and insightface's errors share no other base
            raise packs.damaged(ENGINE, pack.name) from error
        self._profile = profile_for(pack.name, dimension)

    @property
    @override
    def profile(self) -> MatchProfile:
        return self._profile

    @property
    @override
    def providers(self) -> tuple[str, ...]:
        return self._providers

    @override
    def analyse(self, rgb: Rgb) -> list[DetectedFace]:
        with warnings.catch_warnings():
            # insightface 2.1 aligns faces by a call that scikit-image 0.26 deprecates.
            warnings.simplefilter("ignore", FutureWarning)
            found = self._analysis.get(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
        faces = [_face(face) for face in found if face.kps is not None and face.embedding is not None]
        return sorted(faces, key=lambda face: face.score, reverse=True)


def _face(face: Any) -> DetectedFace:
    left, top, right, bottom = (round(float(value)) for value in face.bbox)
    eyes_and_nose = [(float(x), float(y)) for x, y in face.kps[:3]]
    return DetectedFace(
        box=Box(left, top, max(1, right - left), max(1, bottom - top)),
        score=min(1.0, float(face.det_score)),
        landmarks=Landmarks(*eyes_and_nose),
        embedding=np.asarray(face.normed_embedding, dtype=np.float32),
    )
