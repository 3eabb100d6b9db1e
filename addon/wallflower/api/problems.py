"""Failures as HTTP answers: one status per code, one JSON shape for all of them."""

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from wallflower.errors import InvalidRequestError, SeveralFacesError, WallflowerError
from wallflower.playback.segments import RangeError
from wallflower.wire import ErrorCode

_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
_UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE

# A camera that cannot be read or an image without a face is input that cannot be used, hence 422: never 401 or 5xx,
# which speak about this server.
STATUS: Final[Mapping[ErrorCode, HTTPStatus]] = {
    ErrorCode.CONNECTION_REFUSED: _UNPROCESSABLE,
    ErrorCode.AUTH_FAILED: _UNPROCESSABLE,
    ErrorCode.TIMEOUT: _UNPROCESSABLE,
    ErrorCode.NOT_A_STREAM: _UNPROCESSABLE,
    ErrorCode.CODEC_ERROR: _UNPROCESSABLE,
    ErrorCode.FORBIDDEN_PROTOCOL: _UNPROCESSABLE,
    ErrorCode.INVALID_REQUEST: _UNPROCESSABLE,
    ErrorCode.INVALID_IMAGE: _UNPROCESSABLE,
    ErrorCode.NO_FACE: _UNPROCESSABLE,
    ErrorCode.SEVERAL_FACES: _UNPROCESSABLE,
    ErrorCode.POOR_FACE: _UNPROCESSABLE,
    ErrorCode.POOR_VOICE: _UNPROCESSABLE,
    ErrorCode.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ErrorCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorCode.CONFLICT: HTTPStatus.CONFLICT,
    ErrorCode.UNAUTHORIZED: HTTPStatus.UNAUTHORIZED,
    ErrorCode.FORBIDDEN: HTTPStatus.FORBIDDEN,
    ErrorCode.TOO_MANY_REQUESTS: HTTPStatus.TOO_MANY_REQUESTS,
    ErrorCode.RESOURCE_EXHAUSTED: _UNAVAILABLE,
    ErrorCode.DISK: _UNAVAILABLE,
    ErrorCode.DISK_FULL: HTTPStatus.INSUFFICIENT_STORAGE,
    ErrorCode.CONFIG: _UNAVAILABLE,
    ErrorCode.MODEL_MISSING: _UNAVAILABLE,
    ErrorCode.UNAVAILABLE: _UNAVAILABLE,
    ErrorCode.INTERNAL_ERROR: HTTPStatus.INTERNAL_SERVER_ERROR,
    ErrorCode.UNKNOWN: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class MalformedError(InvalidRequestError):
    """A body that is not what its type says, for example broken JSON: 400."""


class UnsupportedMediaError(InvalidRequestError):
    """A body of a type this route does not take: 415."""


class MethodError(InvalidRequestError):
    """A method this path does not have: 405."""


class TooLargeError(WallflowerError):
    """A body above the route's limit."""

    code = ErrorCode.TOO_LARGE


class UnauthorizedError(WallflowerError):
    """No token, or a wrong one."""

    code = ErrorCode.UNAUTHORIZED


class ForbiddenError(WallflowerError):
    """A right token that does not grant what the route needs."""

    code = ErrorCode.FORBIDDEN


class TooManyError(WallflowerError):
    """More than this caller may ask just now; `retry_after_s` tells when it is worth another try."""

    code = ErrorCode.TOO_MANY_REQUESTS

    def __init__(self, message: str, *, retry_after_s: float) -> None:
        """Keep the sentence and the seconds to wait."""
        super().__init__(message)
        self.retry_after_s = retry_after_s


def status_of(error: WallflowerError) -> HTTPStatus:
    """Return the HTTP status of a failure."""
    match error:
        case MalformedError():
            return HTTPStatus.BAD_REQUEST
        case UnsupportedMediaError():
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        case MethodError():
            return HTTPStatus.METHOD_NOT_ALLOWED
        case RangeError():
            return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        case _:
            return STATUS[error.code]


def problem_json(error: WallflowerError, request_id: str) -> dict[str, Any]:
    """Return the body of a failure."""
    body: dict[str, Any] = {"code": error.code, "message": error.message, "field": error.field}
    body["request_id"] = request_id
    body["places"] = [place.to_json() for place in error.places] if isinstance(error, SeveralFacesError) else []
    return {"error": body}


def problem_response(error: WallflowerError, request_id: str) -> web.Response:
    """Answer a failure."""
    status = status_of(error)
    headers = {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else {}
    if isinstance(error, RangeError):
        headers["Content-Range"] = f"bytes */{error.size_bytes}"
    if isinstance(error, TooManyError):
        headers["Retry-After"] = str(math.ceil(error.retry_after_s))
    return web.json_response(problem_json(error, request_id), status=status, headers=headers)
