"""The people of the demo's scene, cut out of images that come with scikit-image.

Alice is the astronaut's portrait (NASA, public domain). The stranger is a face of the Labeled Faces in the Wild subset,
25 pixels wide and enlarged: another real person for a face engine (dlib: score 2.5, 0.83 away from the astronaut), and
nobody in particular for a human being.
"""

import importlib.util
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.errors import UnavailableError

type Image = NDArray[np.uint8]

ALICE = "Alice"
_STRANGER_ROW = 3
_STRANGER_PX = 190
_SUIT_BGR = (96, 72, 56)


def alice() -> Image:
    """Return BGRA, 390 x 390, of the astronaut's head and shoulders with soft edges; the face is 118 pixels wide."""
    portrait = _astronaut()[10:310, 70:370]
    return _cut_out(cv2.resize(portrait, None, fx=1.3, fy=1.3, interpolation=cv2.INTER_CUBIC), height=0.98)


def stranger() -> Image:
    """Return BGRA, 390 x 390, of the other face on a plain body, with soft edges."""
    small = np.load(_data_file("lfw_subset.npy"))[_STRANGER_ROW]
    face = cv2.resize(small.astype(np.float32), (_STRANGER_PX, _STRANGER_PX), interpolation=cv2.INTER_CUBIC)
    face = np.clip(face + 0.8 * (face - cv2.GaussianBlur(face, (0, 0), 6)), 0, 1)
    warm = np.dstack([face * 190, face * 215, face * 240])  # a grey picture looks less like a printed one in skin tones
    canvas = np.full((390, 390, 3), 120, np.float32)
    cv2.ellipse(canvas, (195, 400), (165, 165), 0, 0, 360, _SUIT_BGR, -1)
    top, left = 50, (390 - _STRANGER_PX) // 2
    mask = _soft_ellipse(_STRANGER_PX, _STRANGER_PX, 0.47, 0.55)[..., None]
    patch = canvas[top : top + _STRANGER_PX, left : left + _STRANGER_PX]
    patch[:] = patch * (1 - mask) + warm * mask
    return _cut_out(canvas.astype(np.uint8), height=0.98)


def enrolment_jpeg() -> bytes:
    """Return another rendering of Alice than the scene's: a tighter crop, larger, tilted, darker, mirrored."""
    crop = _astronaut()[20:270, 95:345]
    turn = cv2.getRotationMatrix2D((125, 125), 5.0, 1.0)
    turned = cv2.warpAffine(crop, turn, (250, 250), borderMode=cv2.BORDER_REPLICATE)
    large = cv2.resize(turned, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC)
    darker = (255 * (large.astype(np.float32) / 255) ** 1.25).astype(np.uint8)
    _, data = cv2.imencode(".jpg", cv2.flip(darker, 1), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return data.tobytes()


def _astronaut() -> Any:
    image = cv2.imread(_data_file("astronaut.png"))
    if image is None:
        raise UnavailableError("scikit-image's astronaut.png cannot be read")
    return image


def _data_file(name: str) -> str:
    """Find a file inside scikit-image without importing it: that takes a second."""
    found = importlib.util.find_spec("skimage")
    if found is None or found.origin is None:
        raise UnavailableError("the demo's pictures come from scikit-image: install it with `pip install scikit-image`")
    return str(Path(found.origin).with_name("data") / name)


def _cut_out(image: Any, height: float) -> Image:
    """Add an alpha channel that fades towards the edges."""
    rows, columns = image.shape[:2]
    alpha = _soft_ellipse(rows, columns, 0.46, height / 2)
    return np.dstack([image, (alpha * 255).astype(np.uint8)])


def _soft_ellipse(rows: int, columns: int, half_width: float, half_height: float) -> NDArray[np.float32]:
    """Return 1 inside an ellipse (half axes as parts of the image) that falls to 0 within a tenth of it."""
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    radius = np.hypot((x / columns - 0.5) / half_width, (y / rows - 0.5) / half_height)
    soft: NDArray[np.float32] = np.clip((1.0 - radius) / 0.12, 0, 1).astype(np.float32)
    return soft
