"""What every request goes through."""

import asyncio
import io
import json
import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import FormData

from wallflower.errors import StorageError
from wallflower.wire import ErrorCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.api.conftest import Api

JSON = {"Content-Type": "application/json"}


async def test_answers_carry_an_id_and_forbid_everything_a_browser_could_do(api: Api) -> None:
    answer = await api.call("GET", "/api/info")
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-Id"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Server" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


async def test_a_sane_id_of_the_client_is_kept(api: Api) -> None:
    answer = await api.call("GET", "/api/info", headers={"X-Request-Id": "ha-42.x"})
    assert answer.headers["X-Request-Id"] == "ha-42.x"
    for odd in ("a b", "x" * 65, "<script>"):
        answer = await api.call("GET", "/api/info", headers={"X-Request-Id": odd})
        assert answer.headers["X-Request-Id"] != odd


async def test_unknown_paths_and_methods(api: Api) -> None:
    for path in ("/", "/api", "/api/nothing", "/api/cameras/", "/../etc/passwd", "/api/recordings/..%2f..%2fetc/file"):
        assert (await api.error("GET", path, 404))["code"] == "not_found"
    error = await api.error("PUT", "/api/cameras", 405)
    assert error["message"] == "this path takes only GET, POST"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nothing", b'{"name": "a"', b"[" * 500_000, b"\xff\xfe", b'{"name": "\\ud800", "url": "x"}'],
)
async def test_malformed_json(api: Api, body: bytes) -> None:
    error = await api.error("POST", "/api/cameras", 400, data=body, headers=JSON)
    assert error["code"] == "invalid_request"


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b"7"])
async def test_json_of_another_shape(api: Api, body: bytes) -> None:
    await api.error("POST", "/api/cameras", 422, data=body, headers=JSON)


async def test_other_types_of_bodies(api: Api) -> None:
    await api.error("POST", "/api/cameras", 415, data=b"{}", headers={"Content-Type": "text/plain"})
    await api.error("POST", "/api/people/x/faces", 415, data=b"{}", headers=JSON)


async def test_a_body_too_large_whether_announced_or_not(api: Api) -> None:
    async def chunks() -> Any:
        for _ in range(20):
            yield b" " * 100_000

    await api.error("POST", "/api/cameras", 413, data=b" " * 1_000_001, headers=JSON)
    await api.error("POST", "/api/cameras", 413, data=chunks(), headers=JSON)


async def test_an_image_too_large_raw_or_in_a_form(api: Api) -> None:
    image = io.BytesIO(bytes(20_000_001))
    path = "/api/people/x/faces"
    await api.error("POST", path, 413, data=image, headers={"Content-Type": "image/jpeg"})
    image = io.BytesIO(bytes(20_000_001))
    form = FormData()
    form.add_field("image", image, filename="a.jpg", content_type="image/jpeg")
    await api.error("POST", path, 413, data=form)


async def test_forms_that_are_none(api: Api) -> None:
    path = "/api/people/x/faces"
    form = FormData({"other": "x"}, default_to_multipart=True)
    assert (await api.error("POST", path, 422, data=form))["field"] == "image"
    headers = {"Content-Type": "multipart/form-data"}
    await api.error("POST", path, 400, data=b"hello", headers=headers)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    error = await api.call("POST", path, data=b"hello", headers=headers)
    assert error.status in {400, 422}


async def test_no_secret_in_a_query(api: Api) -> None:
    answer = await api.client.get("/api/info", params={"token": api.services.token})
    assert answer.status == HTTPStatus.UNAUTHORIZED
    error = await api.error("GET", "/api/info", 422, params={"token": "x"})
    assert error["field"] == "token"


async def test_a_repeated_parameter_is_refused(api: Api) -> None:
    assert (await api.error("GET", "/api/visits?limit=1&limit=2", 422))["field"] == "limit"


async def test_a_database_that_fails_is_unavailable_and_no_traceback(
    api: Api, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    api.services.people._database.close()
    (tmp_path / "wallflower.db-wal").unlink(missing_ok=True)
    (tmp_path / "wallflower.db-shm").unlink(missing_ok=True)
    (tmp_path / "wallflower.db").write_bytes(b"broken" * 1000)
    for path in ("/api/people", "/api/cameras", "/api/rules", "/api/visits"):
        error = await api.error("GET", path, 503)
        assert error["code"] == "disk"
    await api.services.health.round(slow=True)
    answer = await api.call("GET", "/api/health")
    assert answer.status == 503
    assert "database_unavailable" in [reason["code"] for reason in (await answer.json())["reasons"]]
    assert "Traceback" not in caplog.text


async def test_a_full_disk(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StorageError("full", code=ErrorCode.DISK_FULL)

    monkeypatch.setattr(api.services.people, "create", fail)
    assert (await api.error("POST", "/api/people", 507, json={"name": "Ann"}))["code"] == "disk_full"


async def test_a_fault_of_ours_tells_nothing_but_its_id(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(api.services.people, "page", fail)
    error = await api.error("GET", "/api/people", 500)
    assert error["code"] == "internal_error"
    assert "secret" not in json.dumps(error)
    assert error["request_id"] in caplog.text


async def test_a_handler_that_hangs_is_given_up(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> None:
        raise TimeoutError

    monkeypatch.setattr(api.services.rules, "list", hang)
    assert (await api.error("GET", "/api/rules", 503))["code"] == "unavailable"


async def test_processes_that_are_down_are_unavailable(api: Api, processes: list[asyncio.Task[None]]) -> None:
    camera = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    for process in processes:
        process.cancel()
    await asyncio.gather(*processes, return_exceptions=True)
    await api.services.registry.pull()
    for method, suffix in (("POST", "/restart"), ("DELETE", "")):
        error = await api.error(method, f"/api/cameras/{camera['id']}{suffix}", 503)
        assert error["code"] == "unavailable"
    status = await api.get(f"/api/cameras/{camera['id']}/status")
    assert (status["connection"], status["problem"]["code"]) == ("unknown", "unavailable")
    changed = await api.send("PATCH", f"/api/cameras/{camera['id']}", {"name": "b"})
    assert changed["name"] == "b"


@pytest.mark.parametrize(
    ("method", "path", "line"),
    [
        ("GET", "/api/people/annsecret?x=querysecret", "GET /api/people/{person_id} answers 422 (invalid_request)"),
        ("GET", "/nowhere/annsecret", "GET (unknown path) answers 404 (not_found)"),
        ("PUT", "/api/cameras", "PUT (unknown path) answers 405 (invalid_request)"),
    ],
)
async def test_the_id_of_a_failed_request_is_in_the_log(
    api: Api, caplog: pytest.LogCaptureFixture, method: str, path: str, line: str
) -> None:
    with caplog.at_level(logging.INFO, "wallflower"):
        answer = await api.call(method, path)
    assert f"{line} [{answer.headers['X-Request-Id']}]" in caplog.text
    assert "secret" not in caplog.text


async def test_logs_hold_no_path_query_or_body(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "wallflower"):
        await api.call("POST", "/api/transcripts/search", json={"text": "whispered"})
        await api.call("GET", "/api/people/annsecret", params={"x": "querysecret"})
    assert "/api/people/{person_id}" in caplog.text
    assert not re.search("whispered|annsecret|querysecret", caplog.text)


async def test_a_client_that_leaves_is_no_failure_of_the_server(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    camera = await api.send("POST", "/api/cameras", {"name": "Door", "url": "rtsp://192.0.2.1/"}, 201)

    def leave(*_: Any) -> Any:
        raise ConnectionResetError("the transport is closing")

    monkeypatch.setattr(type(api.services.recordings), "list", leave)
    await api.error("GET", f"/api/cameras/{camera['id']}/recordings", 503, params={"start": "1", "end": "2"})
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
