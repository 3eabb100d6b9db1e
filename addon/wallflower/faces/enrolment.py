"""Which face of an image may be enrolled, and why not."""

from collections.abc import Callable

from wallflower.errors import ImageError, InvalidRequestError
from wallflower.faces.analysis import AnalysedFace, AnalysedImage
from wallflower.faces.quality import Quality
from wallflower.store.people import NewFace
from wallflower.wire import ErrorCode

SMALLEST_ENROLLED_PX = 80
# What scores less beside a clear face is a pattern, or somebody in the background.
LEAST_DETECTOR = 0.7

# What makes a face too poor to learn from, in words. Stricter than for recognition: a bad example spoils every answer.
_FLAWS: tuple[tuple[Callable[[Quality], bool], str], ...] = (
    (lambda quality: quality.face_px < SMALLEST_ENROLLED_PX, f"it is smaller than {SMALLEST_ENROLLED_PX} pixels"),
    (lambda quality: quality.inside < 0.85, "it is cut off by the edge of the image"),
    (lambda quality: quality.sharpness < 0.15, "it is blurred"),
    (lambda quality: quality.pose < 0.4, "it is turned too far away or tilted"),
    (lambda quality: quality.detector < LEAST_DETECTOR, "it is hardly recognisable as a face"),
)


def choose(image: AnalysedImage, index: int | None = None) -> AnalysedFace:
    """Return the face to enrol; `index` counts the clear faces of the image, best first.

    Raise `ImageError` with the code no_face, several_faces (without an index) or poor_face and the reason in words,
    and `InvalidRequestError` for an index that is out of range.
    """
    clear = [face for face in image.faces if face.score >= LEAST_DETECTOR] or list(image.faces)
    if not clear:
        raise ImageError("there is no face in the image", field="image", code=ErrorCode.NO_FACE)
    if index is None and len(clear) > 1:
        raise ImageError(
            f"there are {len(clear)} faces in the image: choose one by its index ({_places(clear)})",
            field="index",
            code=ErrorCode.SEVERAL_FACES,
        )
    if not 0 <= (index or 0) < len(clear):
        raise InvalidRequestError(f"index is 0 to {len(clear) - 1} for this image", field="index")
    face = clear[index or 0]
    if reasons := [text for is_flawed, text in _FLAWS if is_flawed(face.quality)]:
        raise ImageError(
            f"the face is too poor to learn from: {' and '.join(reasons)}", field="image", code=ErrorCode.POOR_FACE
        )
    return face


def new_face(image: AnalysedImage, index: int | None = None, *, source: str = "upload") -> NewFace:
    """Return the chosen face in the form `People.add_face` takes, with the errors of `choose`."""
    face = choose(image, index)
    return NewFace(
        engine=image.profile.engine,
        model=image.profile.model,
        embedding=face.embedding,
        quality=face.quality.score,
        parts=face.quality.parts,
        crop=face.crop,
        source=source,
    )


def _places(faces: list[AnalysedFace]) -> str:
    return ", ".join(
        f"{index}: {face.box.width}×{face.box.height} at {face.box.x},{face.box.y}" for index, face in enumerate(faces)
    )
