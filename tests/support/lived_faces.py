"""Faces to look at: small photographs of anybody that come with scikit-image, and numbers that fit together."""

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.demo import figures

SIDE_PX = 160


def jpeg_of(who: int, variant: int) -> bytes:
    """Return a picture of somebody, another of the same for each variant."""
    small = _faces()[who % 100].astype(np.float32)
    large = cv2.resize(small, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    light = 0.75 + 0.25 * ((variant * 7) % 5) / 4
    tones = np.dstack([large * 190, large * 215, large * 240]) * light
    _, data = cv2.imencode(".jpg", tones.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return bytes(data.tobytes())


def seen_as(who: int, variant: int) -> NDArray[np.float32]:
    """Return an embedding as dlib's: of the same person 0.3 apart, of two people more than 1."""
    own = np.random.default_rng(who).normal(size=128)
    other = np.random.default_rng(10_000 + 1000 * who + variant).normal(size=128)
    return np.asarray(own / np.linalg.norm(own) + 0.2 * other / np.linalg.norm(other), np.float32)


@cache
def _faces() -> Any:
    return np.load(figures._data_file("lfw_subset.npy"))
