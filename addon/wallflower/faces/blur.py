"""Making faces in a picture unrecognisable, for good: what is left of one is a handful of averages."""

from collections.abc import Iterable

import cv2
import numpy as np

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
        left, top = max(0, box.x - across), max(0, box.y - down)
        face = picture[top : box.y + box.height + down, left : box.x + box.width + across]
        if face.size:
            few = cv2.resize(face, (CELLS, CELLS), interpolation=cv2.INTER_AREA)
            size = (face.shape[1], face.shape[0])
            face[:] = np.asarray(cv2.resize(few, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    return picture
