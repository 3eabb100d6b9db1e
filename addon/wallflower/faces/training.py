"""What a picture must be like for recognition to learn from it; stricter than for being recognised.

A bad example spoils every answer that comes after it, so a label alone never makes one.
"""

from collections.abc import Mapping

SMALLEST_ENROLLED_PX = 80
# What scores less beside a clear face is a pattern, or somebody in the background.
LEAST_DETECTOR = 0.7
# Nobody chose the picture of a camera, so the detector has to be surer of it.
LEAST_DETECTOR_OF_CAMERA = 0.8

# Each: the part of the quality, the least of it, and what is wrong with less.
_LEAST = (
    ("inside", 0.85, "it is cut off by the edge of the image"),
    ("sharpness", 0.15, "it is blurred"),
    ("pose", 0.4, "it is turned too far away or tilted"),
)


def flaws(face_px: int, parts: Mapping[str, float], least_detector: float = LEAST_DETECTOR) -> list[str]:
    """Return what makes a face too poor to learn from, in words.

    `face_px` is its smaller side, `parts` those of its quality by name, each 0 to 1; a missing part counts as 0.
    """
    found = [f"it is smaller than {SMALLEST_ENROLLED_PX} pixels"] if face_px < SMALLEST_ENROLLED_PX else []
    found += [text for name, least, text in _LEAST if parts.get(name, 0.0) < least]
    return found + (["it is hardly recognisable as a face"] if parts.get("detector", 0.0) < least_detector else [])


def refusal(face_px: int, parts: Mapping[str, float]) -> str | None:
    """Return why recognition must not learn from this face of a camera's picture, None if it may."""
    found = flaws(face_px, parts, LEAST_DETECTOR_OF_CAMERA)
    return f"the face is too poor to learn from: {' and '.join(found)}" if found else None
