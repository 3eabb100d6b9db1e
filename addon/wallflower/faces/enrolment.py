"""Which face of an image may be enrolled, and why not."""

from wallflower.errors import ImageError, InvalidRequestError, SeveralFacesError
from wallflower.faces.analysis import AnalysedFace, AnalysedImage
from wallflower.faces.engine import Box
from wallflower.faces.training import LEAST_DETECTOR, flaws
from wallflower.store.people import NewFace
from wallflower.wire import ErrorCode
from wallflower.wire_people import FacePlace


def choose(image: AnalysedImage, index: int | None = None) -> AnalysedFace:
    """Return the face to enrol; `index` counts the clear faces of the image, best first.

    Raise `ImageError` with the code no_face, several_faces (without an index) or poor_face and the reason in words,
    and `InvalidRequestError` for an index that is out of range.
    """
    clear = [face for face in image.faces if face.score >= LEAST_DETECTOR] or list(image.faces)
    if not clear:
        raise ImageError("there is no face in the image", field="image", code=ErrorCode.NO_FACE)
    if index is None and len(clear) > 1:
        raise SeveralFacesError(
            f"there are {len(clear)} faces in the image: choose one by its index",
            field="index",
            places=tuple(_place(number, face.box) for number, face in enumerate(clear)),
        )
    if not 0 <= (index or 0) < len(clear):
        raise InvalidRequestError(f"index is 0 to {len(clear) - 1} for this image", field="index")
    face = clear[index or 0]
    if reasons := flaws(face.quality.face_px, face.quality.parts):
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


def _place(index: int, box: Box) -> FacePlace:
    return FacePlace(index=index, x=box.x, y=box.y, width=box.width, height=box.height)
