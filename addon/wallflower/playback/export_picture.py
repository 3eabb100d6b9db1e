"""Pictures as three planes in one array (YUV 4:2:0), to be painted over or to be put into another picture."""

import av
import numpy as np
from numpy.typing import NDArray

type Plane = NDArray[np.uint8]

_BLACK, _NO_COLOUR = 16, 128


def flat_of(picture: av.VideoFrame, width: int, height: int) -> Plane:
    """Return the planes below each other, height·1.5 rows of `width`; both must be even."""
    return np.ascontiguousarray(picture.reformat(width=width, height=height, format="yuv420p").to_ndarray())


def planes_of(flat: Plane) -> tuple[Plane, Plane, Plane]:
    """Return views of brightness and both colours."""
    width, height = flat.shape[1], flat.shape[0] * 2 // 3
    samples, size = flat.reshape(-1), width * height
    halves = (height // 2, width // 2)
    return (
        samples[:size].reshape(height, width),
        samples[size : size * 5 // 4].reshape(halves),
        samples[size * 5 // 4 :].reshape(halves),
    )


def picture_of(flat: Plane) -> av.VideoFrame:
    """Return planes as a picture."""
    return av.VideoFrame.from_ndarray(flat, format="yuv420p")


def fitted(picture: av.VideoFrame, size: tuple[int, int]) -> av.VideoFrame:
    """Return the whole picture as large as it goes into (width, height), both even, with black around it."""
    width, height = size
    scale = min(width / picture.width, height / picture.height)
    wide, high = (max(2, round(side * scale) // 2 * 2) for side in (picture.width, picture.height))
    if (wide, high) == size:
        return picture.reformat(width=width, height=height, format="yuv420p")
    flat = np.full((height * 3 // 2, width), _NO_COLOUR, dtype=np.uint8)
    flat[:height] = _BLACK
    left, top = (width - wide) // 4 * 2, (height - high) // 4 * 2
    for part, (plane, small) in enumerate(zip(planes_of(flat), planes_of(flat_of(picture, wide, high)), strict=True)):
        x, y = (left, top) if part == 0 else (left // 2, top // 2)
        plane[y : y + small.shape[0], x : x + small.shape[1]] = small
    return picture_of(flat)
