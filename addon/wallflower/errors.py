"""The exception tree: every failure a user can meet has a code, a sentence that names the fix, and maybe a field."""

from wallflower.wire import ErrorCode
from wallflower.wire_people import FacePlace


class WallflowerError(Exception):
    """Base of all expected failures."""

    code = ErrorCode.INTERNAL_ERROR

    def __init__(self, message: str, *, field: str | None = None, code: ErrorCode | None = None) -> None:
        """Keep the sentence for the user, the input it is about and a code more exact than the class's own."""
        super().__init__(message)
        self.message = message
        self.field = field
        if code is not None:
            self.code = code


class ConfigError(WallflowerError):
    """An option that cannot be used; `field` names it."""

    code = ErrorCode.CONFIG


class InvalidRequestError(WallflowerError):
    """Input that breaks a documented bound or shape."""

    code = ErrorCode.INVALID_REQUEST


class NotFoundError(WallflowerError):
    """An id that names nothing."""

    code = ErrorCode.NOT_FOUND


class ConflictError(WallflowerError):
    """The change clashes with the state as it is."""

    code = ErrorCode.CONFLICT


class SourceError(WallflowerError):
    """A camera that cannot be read; the code tells which way."""

    code = ErrorCode.CONNECTION_REFUSED


class StorageError(WallflowerError):
    """The recordings' or the database's disk fails, is full, or is not the one expected."""

    code = ErrorCode.DISK


class ImageError(WallflowerError):
    """An image that cannot be decoded or does not show what is needed."""

    code = ErrorCode.INVALID_IMAGE


class SeveralFacesError(ImageError):
    """An image with several faces of which none is chosen; `places` tells where they are."""

    code = ErrorCode.SEVERAL_FACES

    def __init__(self, message: str, *, places: tuple[FacePlace, ...], field: str | None = None) -> None:
        """Keep the sentence, and where the faces are."""
        super().__init__(message, field=field)
        self.places = places


class SoundError(WallflowerError):
    """A sound from which a voice cannot be learnt."""

    code = ErrorCode.POOR_VOICE


class ModelMissingError(WallflowerError):
    """An engine whose model is not installed; work waits for it."""

    code = ErrorCode.MODEL_MISSING


class UnavailableError(WallflowerError):
    """A part of the system is down or too busy just now; trying again later is right."""

    code = ErrorCode.UNAVAILABLE


class EngineDownError(UnavailableError):
    """A speech server that fails or an engine without memory: not the sound's fault, which waits and loses no try."""
