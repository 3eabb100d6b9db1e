"""How good a sighting is: one score from 0 to 1 with the parts it is made of, so that a refusal can give its reason."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from wallflower.faces.engine import Box, DetectedFace, Landmarks, Rgb

# Sharpness is compared on one size: the variance of the Laplacian depends on it.
COMPARED_SIDE = 112
SMALLEST_FACE_PX = 40
# From this width on more pixels add nothing: embedders look at 112 to 150.
FULL_FACE_PX = 120
# Variance of the Laplacian of grey levels 0 to 255 on 112 pixels: photographs of faces 150 to 2000, badly blurred ≤ 15.
BLURRED_VARIANCE = 8.0
SHARP_VARIANCE = 150.0

# A sighting below takes no part in recognition: it only keeps its visit alive.
RECOGNITION_QUALITY = 0.25
RECOGNITION_DETECTOR = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The score and its parts, each 0 (useless) to 1 (as good as it gets); `face_px` is the smaller side of the box."""

    score: float
    size: float
    sharpness: float
    pose: float
    detector: float
    inside: float
    face_px: int

    @property
    def parts(self) -> dict[str, float]:
        """What the score is made of, by name."""
        names = ("size", "sharpness", "pose", "detector", "inside")
        return {name: getattr(self, name) for name in names}

    @property
    def is_recognisable(self) -> bool:
        """Whether this sighting may vote on who it is."""
        return self.score >= RECOGNITION_QUALITY and self.detector >= RECOGNITION_DETECTOR


def measure(rgb: Rgb, face: DetectedFace) -> Quality:
    """Return how good this face of the picture `rgb` is.

    The score is the geometric mean of size, sharpness, pose and detector, times the part inside the picture: a face
    that fails in one way is not saved by the others.
    """
    side = min(face.box.width, face.box.height)
    parts = {
        "size": _ramp(side, SMALLEST_FACE_PX / 2, FULL_FACE_PX),
        "sharpness": _sharpness(rgb, face.box),
        "pose": pose_part(face.landmarks),
        "detector": face.score,
    }
    inside = _inside(rgb, face.box)
    score = math.prod(parts.values()) ** (1 / len(parts)) * inside
    return Quality(score=score, inside=inside, face_px=side, **parts)


def pose_part(landmarks: Landmarks) -> float:
    """Return 1 for an upright face that looks ahead, falling to 0 for a profile or one lying on its side.

    Turning moves the nose from the middle towards one eye (offset in units of the eyes' distance, measured along
    their line: 0.5 is above an eye); tilting turns the line of the eyes, which embedders straighten, so it costs less.
    """
    across = landmarks.right_eye[0] - landmarks.left_eye[0], landmarks.right_eye[1] - landmarks.left_eye[1]
    distance = math.hypot(*across)
    if distance < 1:
        return 0.0
    nose = landmarks.nose[0] - landmarks.left_eye[0], landmarks.nose[1] - landmarks.left_eye[1]
    along = (nose[0] * across[0] + nose[1] * across[1]) / distance**2
    turned = 1 - _ramp(abs(along - 0.5), 0.12, 0.5)
    tilted = 1 - 0.5 * _ramp(abs(math.degrees(math.atan2(across[1], across[0]))), 20, 60)
    return turned * tilted


def _sharpness(rgb: Rgb, box: Box) -> float:
    patch = rgb[max(0, box.y) : box.y + box.height, max(0, box.x) : box.x + box.width]
    if patch.size == 0:
        return 0.0
    grey = cv2.cvtColor(np.ascontiguousarray(patch), cv2.COLOR_RGB2GRAY)
    kind = cv2.INTER_AREA if grey.shape[0] > COMPARED_SIDE else cv2.INTER_LINEAR
    variance = float(
        cv2.Laplacian(cv2.resize(grey, (COMPARED_SIDE, COMPARED_SIDE), interpolation=kind), cv2.CV_32F).var()
    )
    return _ramp(math.log(max(variance, 1e-3)), math.log(BLURRED_VARIANCE), math.log(SHARP_VARIANCE))


def _inside(rgb: Rgb, box: Box) -> float:
    """Return the part of the box within the picture, squared: a face cut in half is worth a quarter."""
    height, width = rgb.shape[:2]
    wide = min(width, box.x + box.width) - max(0, box.x)
    high = min(height, box.y + box.height) - max(0, box.y)
    if wide <= 0 or high <= 0:
        return 0.0
    part: float = wide * high / (box.width * box.height)
    return part * part


def _ramp(value: float, zero: float, one: float) -> float:
    return min(1.0, max(0.0, (value - zero) / (one - zero)))
