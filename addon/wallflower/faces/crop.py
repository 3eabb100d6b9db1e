"""The upright cut-out of a face that is shown, stored, and embedded anew by another engine."""

import math

import cv2
import numpy as np

from wallflower.faces.engine import DetectedFace, Rgb

SMALLEST_SIDE_PX = 160
LARGEST_SIDE_PX = 320
# The cut-out is this much wider than the face, so that any detector finds the face in it again.
MARGIN = 2.0


def cut_out(rgb: Rgb, face: DetectedFace) -> Rgb:
    """Return a square around the face, turned so that the eyes are level; the picture's edge is continued outwards."""
    box, eyes = face.box, face.landmarks
    across = eyes.right_eye[0] - eyes.left_eye[0], eyes.right_eye[1] - eyes.left_eye[1]
    angle = math.degrees(math.atan2(across[1], across[0]))
    wanted = max(box.width, box.height) * MARGIN
    side = round(min(LARGEST_SIDE_PX, max(SMALLEST_SIDE_PX, wanted)))
    middle = box.x + box.width / 2, box.y + box.height / 2
    transform = cv2.getRotationMatrix2D(middle, angle, side / wanted)
    transform[:, 2] += side / 2 - np.asarray(middle)
    upright = cv2.warpAffine(rgb, transform, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(upright, dtype=np.uint8)
