"""What a face engine is: something that finds faces in a picture and turns each into numbers that can be compared."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

type Rgb = NDArray[np.uint8]
type Vector = NDArray[np.float32]
type Point = tuple[float, float]


class Metric(StrEnum):
    """How two embeddings of an engine are compared."""

    COSINE = "cosine"
    EUCLIDEAN = "euclidean"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchProfile:
    """How to judge the embeddings of one engine and model; all scores are 0 to 1, higher is more alike.

    The score is the cosine, cut at 0, for `COSINE`, and 1 − L2 distance, cut at 0, for `EUCLIDEAN`: both rise
    strictly with likeness over the range that matters, so a threshold on one is a threshold on the other.
    A person is accepted from `accept` on, if the runner-up is at least `margin` behind; from `maybe` on the answer is
    "unsure". Below `maybe` a sighting speaks for nobody.
    """

    engine: str
    model: str
    dimension: int
    metric: Metric
    accept: float
    maybe: float
    margin: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the picture it was found in; it may reach beyond the picture's edges."""

    x: int
    y: int
    width: int
    height: int

    def overlap(self, other: Box) -> float:
        """Return the intersection over the union of both, 0 to 1."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        if wide <= 0 or high <= 0:
            return 0.0
        shared = wide * high
        return shared / (self.width * self.height + other.width * other.height - shared)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where the middles of both eyes and the nose are, in pixels; left is the picture's left."""

    left_eye: Point
    right_eye: Point
    nose: Point


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DetectedFace:
    """One face as an engine reports it. `score` is the detector's certainty, 0 to 1, on one scale for all engines."""

    box: Box
    score: float
    landmarks: Landmarks
    embedding: Vector


class FaceEngine(Protocol):
    """A loaded engine; it lives in an executor's child process and is used by one thread."""

    @property
    def profile(self) -> MatchProfile:
        """How its embeddings are judged."""

    @property
    def providers(self) -> tuple[str, ...]:
        """What it computes on, first choice first."""

    def analyse(self, rgb: Rgb) -> list[DetectedFace]:
        """Return every face of the picture with its embedding, best detector score first."""
