"""Making faces in a picture unrecognisable, for good: what is left of one is a handful of averages."""

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import Box, Rgb

# Cells across a face: nobody, and no engine, knows anybody by so few.
CELLS = 5
# Hair, ears and chin lie outside of what detectors call a face.
GROWN = 0.3


def blurred(rgb: Rgb, boxes: Iterable[Box]) -> Rgb:
    """Return a copy of the picture in which each of these faces is a few smooth patches of colour."""
    picture = rgb.copy()
    for box in boxes:
        across, down = round(box.width * GROWN), round(box.height * GROWN)
        smear(picture, box.x - across, box.y - down, box.x + box.width + across, box.y + box.height + down)
    return picture


def smear(plane: NDArray[np.uint8], left: int, top: int, right: int, bottom: int) -> None:
    """Leave smooth patches within these edges of a picture, or of one of its planes; they may lie outside."""
    face = plane[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if face.size:
        few = cv2.resize(face, (CELLS, CELLS), interpolation=cv2.INTER_AREA)
        size = (face.shape[1], face.shape[0])
        face[:] = np.asarray(cv2.resize(few, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
