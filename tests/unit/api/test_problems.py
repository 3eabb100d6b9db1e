"""Failures as answers."""

import json
from http import HTTPStatus

import pytest

from wallflower.api.problems import (
    STATUS,
    ForbiddenError,
    MalformedError,
    MethodError,
    TooLargeError,
    UnauthorizedError,
    UnsupportedMediaError,
    problem_response,
    status_of,
)
from wallflower.errors import (
    ConflictError,
    ImageError,
    InvalidRequestError,
    ModelMissingError,
    NotFoundError,
    SourceError,
    StorageError,
    UnavailableError,
    WallflowerError,
)
from wallflower.playback.segments import RangeError
from wallflower.wire import ErrorCode, Problem


def test_every_code_has_a_status() -> None:
    assert set(STATUS) == set(ErrorCode)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (MalformedError(""), 400),
        (UnauthorizedError(""), 401),
        (ForbiddenError(""), 403),
        (NotFoundError(""), 404),
        (MethodError(""), 405),
        (ConflictError(""), 409),
        (TooLargeError(""), 413),
        (UnsupportedMediaError(""), 415),
        (RangeError(7), 416),
        (InvalidRequestError(""), 422),
        (ImageError("", code=ErrorCode.SEVERAL_FACES), 422),
        (SourceError("", code=ErrorCode.AUTH_FAILED), 422),
        (WallflowerError(""), 500),
        (UnavailableError(""), 503),
        (ModelMissingError(""), 503),
        (StorageError(""), 503),
        (StorageError("", code=ErrorCode.DISK_FULL), 507),
    ],
)
def test_statuses(error: WallflowerError, status: int) -> None:
    assert status_of(error) == status


def test_the_shape() -> None:
    answer = problem_response(UnauthorizedError("no", field="x"), "id7")
    assert answer.status == HTTPStatus.UNAUTHORIZED
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert isinstance(answer.body, bytes)
    body = json.loads(answer.body)
    expected = {"code": "unauthorized", "message": "no", "field": "x", "request_id": "id7", "places": []}
    assert body == {"error": expected}
    assert Problem.from_json(body["error"]).code is ErrorCode.UNAUTHORIZED
