"""Every route of the real server's own document, walked from outside."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.support.server import Server
from wallflower.api.openapi import build_document
from wallflower.api.routes import ALL

DOCUMENT = build_document(ALL)
type Operation = tuple[str, str, dict[str, Any]]

OPERATIONS: list[Operation] = [
    (path, method.upper(), operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def chosen(wanted: Callable[[Operation], bool]) -> list[ParameterSet]:
    """Return the operations to parametrize a test with."""
    return [pytest.param(*each, id=each[2]["operationId"]) for each in OPERATIONS if wanted(each)]


def takes_json(operation: dict[str, Any]) -> bool:
    return "application/json" in operation.get("requestBody", {}).get("content", {})


EVERY = chosen(lambda _: True)
WITH_BODY = chosen(lambda each: takes_json(each[2]))
WITH_ID = chosen(lambda each: "{" in each[0])
UNKNOWN = {
    "start_ms": "1000",
    "end_ms": "2000",
    "init_id": "0" * 32,
    "recording_id": "999999",
    "visit_id": "999999",
    "face_id": "999999",
    "line_id": "999999",
    "edit_id": "999999",
    "rejection_id": "999999",
    "sample_id": "999999",
    "voice_id": "999999",
    "speaker_id": "999999",
    "suggestion_id": "999999",
    "utterance_id": "999999",
    "upload_id": "0" * 16,
    "engine": "sface",
    "story_id": "a" * 10,
    "narration_id": "a" * 32,
}
# What bodies are given of what they ask for.
GIVEN = {
    "name": "x",
    "into_id": "x",
    "into_speaker_id": 5,
    "line_ids": [5],
    "face_ids": [5],
    "person_id": "x",
    "start": 1000,
    "end": 2000,
}
# A query that satisfies every route that insists on one.
NEEDED = {"start": "1000", "end": "2000", "camera": "nobody", "at": "1000", "offset": "0"}


def filled(path: str, **values: str) -> str:
    """Return the path with ids that name nothing, or with those given."""
    return re.sub(r"{(\w+)}", lambda found: values.get(found[1], UNKNOWN.get(found[1], "nobody")), path)


def needed_query(operation: dict[str, Any]) -> dict[str, str]:
    return {
        item["name"]: NEEDED[item["name"]]
        for item in operation["parameters"]
        if item["in"] == "query" and item["required"]
    }


def fields_of(operation: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that a JSON body may have."""
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    name = schema.get("$ref", "").rpartition("/")[2]
    fields: dict[str, Any] = DOCUMENT["components"]["schemas"].get(name, schema).get("properties", {})
    return fields


def body_of(operation: dict[str, Any]) -> dict[str, Any]:
    """Return request options with some body the route takes as to its type."""
    if takes_json(operation):
        return {"json": {name: value for name, value in GIVEN.items() if name in fields_of(operation)}}
    if "requestBody" not in operation:
        return {}
    (kind, *_) = operation["requestBody"]["content"]
    return {"data": b"not an image", "headers": {"Content-Type": "image/jpeg" if kind == "image/*" else kind}}


async def ask(server: Server, method: str, path: str, token: str | None, **options: Any) -> tuple[int, str, bytes]:
    """Return (status, content type, body)."""
    headers = options.pop("headers", {}) | ({} if token is None else {"Authorization": f"Bearer {token}"})
    async with server.session.request(method, server.url + path, headers=headers, **options) as answer:
        assert answer.headers["X-Request-Id"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        endless = answer.content_type == "multipart/x-mixed-replace"
        return answer.status, answer.content_type, b"" if endless else await answer.read()


def check_answer(operation: dict[str, Any], status: int, kind: str, body: bytes) -> None:
    """Fail unless the document declares this answer and its JSON fits the declared schema."""
    declared = operation["responses"].get(str(status))
    assert declared is not None, f"{status} is not declared: {body[:300]!r}"
    content = declared.get("content", {})
    if not content:
        assert body == b""
        return
    assert kind in content
    if schema := content[kind]["schema"]:
        Draft202012Validator(schema | {"components": DOCUMENT["components"]}).validate(json.loads(body))


async def test_the_document_is_the_one_of_the_code(server: Server) -> None:
    status, _, body = await ask(server, "GET", "/api/openapi.json", None)
    assert status == 200
    assert json.loads(body) == json.loads(json.dumps(DOCUMENT))


@pytest.mark.parametrize(("path", "method", "operation"), EVERY)
async def test_without_and_with_a_wrong_token(
    server: Server, path: str, method: str, operation: dict[str, Any]
) -> None:
    wrong = [None, "", "wrong", server.token[:-1], server.token + "x", server.token.swapcase()]
    for token in wrong:
        status, kind, body = await ask(server, method, filled(path), token, **body_of(operation))
        if operation["x-need"] == "public":
            found = {404} if "{" in path else {200, 204}
            assert status in (found if method == "GET" else {401, 422, 429})
            continue
        assert status == 401
        check_answer(operation, status, kind, body)


@pytest.mark.parametrize(("path", "method", "operation"), EVERY)
async def test_with_the_right_token_every_answer_is_declared(
    server: Server, camera: str, path: str, method: str, operation: dict[str, Any]
) -> None:
    for ids in ({}, {"camera_id": camera}):
        for query in (needed_query(operation), {}):
            for options in (body_of(operation), {}):
                answer = await ask(server, method, filled(path, **ids), server.token, params=query, **options)
                assert answer[0] != 401
                check_answer(operation, *answer)


@pytest.mark.parametrize(("path", "method", "operation"), WITH_ID)
async def test_ids_that_name_nothing(server: Server, path: str, method: str, operation: dict[str, Any]) -> None:
    options = body_of(operation)
    for unknown in ("nobody", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%00", "x" * 500):
        target = re.sub(r"{(?!start_ms|end_ms)\w+}", unknown, path)
        status, kind, body = await ask(
            server, method, filled(target), server.token, params=needed_query(operation), **options
        )
        assert status == 404
        assert json.loads(body)["error"]["code"] == "not_found"
        check_answer(operation, status, kind, body)


@pytest.mark.parametrize(("path", "method", "operation"), WITH_BODY)
async def test_bodies_that_are_wrong(server: Server, path: str, method: str, operation: dict[str, Any]) -> None:
    json_type = {"Content-Type": "application/json"}
    cases: list[tuple[int, dict[str, Any]]] = [
        (400, {"data": b"{", "headers": json_type}),
        (400, {"data": b"", "headers": json_type}),
        (400, {"data": b"[" * 100_000, "headers": json_type}),
        (413, {"data": b" " * 1_000_001, "headers": json_type}),
        (415, {"data": b"{}", "headers": {"Content-Type": "text/xml"}}),
        (422, {"json": []}),
        (422, {"json": {"surprise": 1}}),
    ]
    for expected, options in cases:
        status, kind, body = await ask(server, method, filled(path), server.token, **options)
        assert status == expected
        check_answer(operation, status, kind, body)
