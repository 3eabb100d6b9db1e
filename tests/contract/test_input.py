"""Bad input to the real server: a typed error each time, and the server goes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.contract.conftest import CAMERA, PASSWORD
from tests.support.ports import free_port
from tests.support.server import ApiError, Server

YEAR_MS = 365 * 86_400_000
NOON = 1_795_000_000_000


async def refused(server: Server, method: str, path: str, **options: Any) -> tuple[int, str, str | None]:
    """Return (status, code, field) of a request that must fail."""
    with pytest.raises(ApiError) as caught:
        await server.request(method, path, **options)
    return caught.value.status, caught.value.error["code"], caught.value.error["field"]


async def test_ranges_that_make_no_sense(server: Server, camera: str) -> None:
    for part in ("recordings", "gaps"):
        path = f"/api/cameras/{camera}/{part}"
        end_first = await refused(server, "GET", f"{path}?start={NOON}&end={NOON - 1}")
        ten_years = await refused(server, "GET", f"{path}?start={NOON - 10 * YEAR_MS}&end={NOON}")
        assert end_first == ten_years == (422, "invalid_request", "end")
    path = f"/api/cameras/{camera}/hls"
    assert (await refused(server, "GET", f"{path}/{NOON}/{NOON - 1}/index.m3u8"))[2] == "end_ms"
    assert (await refused(server, "GET", f"{path}/{NOON - 10 * YEAR_MS}/{NOON}/index.m3u8"))[2] == "end_ms"
    export = f"/api/transcripts/export?camera={camera}&start={NOON - 10 * YEAR_MS}&end={NOON}"
    assert await refused(server, "GET", export) == (422, "invalid_request", "end")


BAD_RANGES = {
    "reversed": ({"start": NOON, "end": NOON - 1}, "end"),
    "negative": ({"start": -5, "end": NOON}, "start"),
    "ten years": ({"start": NOON - 10 * YEAR_MS, "end": NOON}, "end"),
}


@pytest.mark.parametrize("name", BAD_RANGES)
async def test_exports_of_ranges_that_make_no_sense(server: Server, camera: str, name: str) -> None:
    span, field = BAD_RANGES[name]
    for kind in ("clip", "audio", "timelapse"):
        order = {"kind": kind, "camera_ids": [camera]} | span
        assert await refused(server, "POST", "/api/exports", json=order) == (422, "invalid_request", field)
    if name != "ten years":  # what is protected may be long
        answer = await refused(server, "POST", "/api/recordings/protect", json={"camera_id": camera} | span)
        assert answer == (422, "invalid_request", field)
    assert (await server.get(f"/api/cameras/{camera}/protections"))["protections"] == []


async def test_a_camera_nobody_knows(server: Server) -> None:
    span = {"start": NOON, "end": NOON + 1000}
    query = f"start={NOON}&end={NOON + 1000}"
    for path in (
        f"recordings?{query}",
        f"gaps?{query}",
        "recordings/days?tz=UTC",
        f"hls/{NOON}/{NOON + 1000}/index.m3u8",
        f"seek?at={NOON}",
        f"snapshot.jpg?at={NOON}",
        "protections",
        "live",
        "mjpeg",
        "stream",
    ):
        assert (await refused(server, "GET", f"/api/cameras/nobody/{path}"))[:2] == (404, "not_found"), path
    orders: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/api/exports", {"camera_ids": ["nobody"]} | span),
        ("/api/recordings/protect", {"camera_id": "nobody"} | span),
        ("/api/recordings/unprotect", {"camera_id": "nobody"} | span),
        ("/api/cameras/nobody/save", {"seconds": 10}),
        ("/api/storage/preview", {"cameras": [{"camera_id": "nobody", "retention_days": 1}]}),
    )
    for path, body in orders:
        assert (await refused(server, "POST", path, json=body))[:2] == (404, "not_found"), path


async def test_an_export_of_time_without_footage(server: Server, camera: str) -> None:
    order = {"camera_ids": [camera], "start": NOON, "end": NOON + 1000}
    assert await refused(server, "POST", "/api/exports", json=order) == (404, "not_found", "start")
    assert [job for job in (await server.get("/api/jobs"))["jobs"] if job["export"] is not None] == []


async def test_an_empty_window_is_an_empty_playlist(server: Server, camera: str) -> None:
    text = (await server.get(f"/api/cameras/{camera}/hls/{NOON}/{NOON + 3_600_000}/index.m3u8")).decode()
    assert text.startswith("#EXTM3U")
    assert "EXTINF" not in text


async def test_an_upload_of_50_mb(server: Server) -> None:
    person = await server.post("/api/people", {"name": "Upload"})

    async def image() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield bytes(1_000_000)

    path = f"/api/people/{person['id']}/faces"
    try:
        headers = server.headers | {"Content-Type": "image/jpeg"}
        async with server.session.post(server.url + path, data=image(), headers=headers) as response:
            assert response.status == 413
            assert (await response.json())["error"]["code"] == "too_large"
    finally:
        await server.request("DELETE", f"/api/people/{person['id']}")


async def test_what_is_no_image(server: Server) -> None:
    person = await server.post("/api/people", {"name": "No image"})
    path = f"/api/people/{person['id']}/faces"
    try:
        headers = server.headers | {"Content-Type": "image/jpeg"}
        async with server.session.post(server.url + path, data=b"\xff\xd8 nonsense", headers=headers) as response:
            assert response.status == 422
            assert (await response.json())["error"]["code"] == "invalid_image"
    finally:
        await server.request("DELETE", f"/api/people/{person['id']}")


@pytest.mark.parametrize(
    "target",
    [
        "/api/../../../etc/passwd",
        "/api/recordings/../../etc/passwd/file",
        "/../etc/passwd",
        "//etc/passwd",
        "/api/cameras/../openapi.json",
        "/api/cameras/%2e%2e/%2e%2e/etc/passwd",
        "/api/cameras/a/hls/1/2/seg/..%2f..%2f..%2fetc%2fpasswd.mp4",
    ],
)
async def test_paths_that_climb(server: Server, target: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    request = f"GET {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.token}\r\nConnection: close\r\n\r\n"
    writer.write(request.encode())
    answer = await reader.read()
    writer.close()
    assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
    assert b"root:" not in answer


async def test_a_camera_that_cannot_be_reached(server: Server) -> None:
    url = f"rtsp://admin:{PASSWORD}@127.0.0.1:{free_port()}/x"
    assert await refused(server, "POST", "/api/cameras/probe", json={"url": url}) == (422, "connection_refused", "url")


@pytest.mark.parametrize("scheme", ["file", "concat", "subfile", "data", "pipe"])
async def test_protocols_that_are_no_cameras(server: Server, scheme: str) -> None:
    for path, more in (("/api/cameras/probe", {}), ("/api/cameras", {"name": "x"})):
        answer = await refused(server, "POST", path, json={"url": f"{scheme}:/etc/passwd"} | more)
        assert answer == (422, "forbidden_protocol", "url")


async def test_the_password_of_a_camera_is_never_shown(server: Server, camera: str) -> None:
    answers = [
        await server.get("/api/cameras"),
        await server.get(f"/api/cameras/{camera}"),
        await server.request("PATCH", f"/api/cameras/{camera}", json={"name": "Renamed"}),
        await server.get(f"/api/cameras/{camera}/status"),
    ]
    assert PASSWORD not in json.dumps(answers)
    assert answers[1]["url"] == "rtsp://***@192.0.2.1/main"
    error = await refused(server, "POST", "/api/cameras", json=CAMERA | {"record": PASSWORD})
    assert PASSWORD not in str(error)


async def test_nothing_secret_was_logged(server: Server, camera: str) -> None:
    await server.get("/api/cameras")
    log = "\n".join(line for line in server.log().splitlines() if "shown once" not in line)
    assert "GET /api/cameras 200" in log
    for secret in (server.token, PASSWORD):
        assert secret not in log
