"""What runs in the executor's child: load an engine once, then turn pictures into judged, cut-out faces."""

import base64
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from wallflower.errors import WallflowerError
from wallflower.faces import dlib_engine, insightface_engine, sface_engine
from wallflower.faces.crop import cut_out
from wallflower.faces.engine import Box, DetectedFace, FaceEngine, MatchProfile, Rgb, Vector
from wallflower.faces.quality import Quality, measure
from wallflower.media.picture import encode_jpeg
from wallflower.wire import Engine

CROP_JPEG_QUALITY = 92
# The longest a picture may take in the executor: thirty times what the slowest supported machine needs.
ANALYSE_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AnalysedFace:
    """A face of one picture, ready to be matched, shown and enrolled.

    `crop` is a JPEG, `zones` those it is in, `place` the box (left, top, width, height) as fractions of the picture.
    """

    box: Box
    score: float
    quality: Quality
    embedding: Vector
    crop: bytes
    zones: tuple[str, ...] = ()
    place: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    def to_json(self) -> dict[str, Any]:
        """Return the form that crosses between the analysis and the server process."""
        return {
            "box": [self.box.x, self.box.y, self.box.width, self.box.height],
            "score": self.score,
            "quality": self.quality.score,
            "parts": self.quality.parts,
            "embedding": base64.b64encode(self.embedding.astype("<f4").tobytes()).decode(),
            "crop": base64.b64encode(self.crop).decode(),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AnalysedImage:
    """All faces of one picture, best detector score first, and how the engine that found them judges."""

    profile: MatchProfile
    faces: tuple[AnalysedFace, ...] = ()
    providers: tuple[str, ...] = ()
    width: int = 0
    height: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the answer of the control method `analyse_image`."""
        return {
            "engine": self.profile.engine,
            "model": self.profile.model,
            "width": self.width,
            "height": self.height,
            "faces": [face.to_json() for face in self.faces],
        }


@lru_cache(maxsize=1)
def load_engine(name: str, models_directory: Path, model: str | None = None) -> FaceEngine:
    """Load the engine `name`, once per process: the executor's initializer. `model` None takes the best pack found.

    Raise `ModelMissingError` with the fix when it cannot work; a failure is not remembered.
    """
    match name:
        case insightface_engine.ENGINE:
            return insightface_engine.InsightfaceEngine(insightface_engine.find_pack(models_directory, model))
        case sface_engine.ENGINE:
            return sface_engine.SfaceEngine(sface_engine.find_pack(models_directory, model))
        case _:
            return dlib_engine.DlibEngine(dlib_engine.find_weights())


def analyse(name: str, models_directory: Path, rgb: Rgb, model: str | None = None) -> AnalysedImage:
    """Find, judge, cut out and embed every face of one picture with the engine of this process."""
    engine = load_engine(name, models_directory, model)
    return AnalysedImage(
        profile=engine.profile,
        faces=tuple(_judged(rgb, face) for face in engine.analyse(rgb)),
        providers=engine.providers,
        width=rgb.shape[1],
        height=rgb.shape[0],
    )


def profile_of(name: str, models_directory: Path, model: str | None = None) -> MatchProfile:
    """Return how the engine `name` judges, having loaded it in this process; errors as of `load_engine`."""
    return load_engine(name, models_directory, model).profile


def check_engine(name: str, models_directory: Path, model: str | None = None) -> Engine:
    """Return whether the engine can work, and why not, without loading it."""
    try:
        if name == dlib_engine.PROFILE.engine:
            dlib_engine.find_weights()
            return Engine(name=name, usable=True, model=dlib_engine.PROFILE.model)
        return Engine(name=name, usable=True, model=find_pack(name, models_directory, model).name)
    except WallflowerError as error:
        return Engine(name=name, usable=False, reason=error.message)


def find_pack(name: str, models_directory: Path, model: str | None = None) -> Path:
    """Return the pack that an engine with packs uses; raise `ModelMissingError` naming the fix."""
    if name == sface_engine.ENGINE:
        return sface_engine.find_pack(models_directory, model)
    return insightface_engine.find_pack(models_directory, model)


def check_pack(name: str, pack: Path) -> None:
    """Load an engine from a pack's directory, wherever it lies, and let it go; raise `ModelMissingError`."""
    if name == sface_engine.ENGINE:
        sface_engine.SfaceEngine(pack)
    else:
        insightface_engine.InsightfaceEngine(pack)


def _judged(rgb: Rgb, face: DetectedFace) -> AnalysedFace:
    return AnalysedFace(
        box=face.box,
        score=face.score,
        quality=measure(rgb, face),
        embedding=face.embedding,
        crop=encode_jpeg(cut_out(rgb, face), quality=CROP_JPEG_QUALITY),
    )
