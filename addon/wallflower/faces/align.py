"""Straightening a face: the similarity that moves its five points to where embedders expect them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import Rgb

SIDE_PX = 112
# Eyes, nose and corners of the mouth in ArcFace's and SFace's pictures of 112 × 112; left is the picture's left.
TEMPLATE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float64
)


def similarity(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the 2 × 3 matrix of the least-squares similarity from 5 × 2 points to the template (Umeyama 1991)."""
    middle, wanted_middle = points.mean(axis=0), TEMPLATE.mean(axis=0)
    spread, wanted = points - middle, TEMPLATE - wanted_middle
    left, singular, right = np.linalg.svd(wanted.T @ spread / len(points))
    signs = np.array([1.0, np.sign(np.linalg.det(left) * np.linalg.det(right)) or 1.0])
    scale = float(singular @ signs) / max(float((spread**2).sum()) / len(points), 1e-9)
    turn = scale * (left * signs) @ right
    return np.column_stack([turn, wanted_middle - turn @ middle])


def straighten(rgb: Rgb, points: NDArray[np.float64]) -> Rgb:
    """Return the face with these five points as 112 × 112 RGB."""
    upright = cv2.warpAffine(rgb, similarity(points), (SIDE_PX, SIDE_PX), flags=cv2.INTER_LINEAR)
    return np.asarray(upright, dtype=np.uint8)
