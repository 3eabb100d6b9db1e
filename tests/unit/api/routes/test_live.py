"""Live views and what they ask of the other processes."""

import asyncio
import base64
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import make_mocked_request

from tests.support.footage import as_camera, make_footage, make_fragments
from tests.support.waiting import PATIENCE_S, until
from wallflower.api.routes import live
from wallflower.errors import NotFoundError
from wallflower.playback.live import LiveHub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientWebSocketResponse

    from tests.unit.api.conftest import Api
    from wallflower.media.fragment import Fragment

CAMERA = {"name": "Door", "url": "rtsp://192.0.2.1/main"}


@pytest.fixture(scope="module")
def real() -> list[Fragment]:
    return make_fragments(make_footage(6))


@pytest.fixture
async def camera_id(api: Api) -> str:
    camera: dict[str, Any] = await api.send("POST", "/api/cameras", CAMERA, 201)
    return str(camera["id"])


@asynccontextmanager
async def watch(api: Api, camera_id: str) -> AsyncIterator[ClientWebSocketResponse]:
    async with api.client.ws_connect(f"/api/cameras/{camera_id}/live", headers=api.headers) as socket:
        yield socket


async def test_a_viewer_gets_the_type_the_initialisation_and_the_fragments(
    api: Api, camera_id: str, real: list[Fragment]
) -> None:
    mine = as_camera(real, camera_id)
    api.services.live.publish(mine[0])
    async with watch(api, camera_id) as socket:
        start = await socket.receive_json(timeout=PATIENCE_S)
        assert (start["type"], start["start_ms"]) == ("start", mine[0].start_ms)
        assert await socket.receive_bytes(timeout=PATIENCE_S) == mine[0].init.data
        for fragment in mine[1:4]:
            api.services.live.publish(fragment)
        for fragment in mine[:4]:
            assert await socket.receive_bytes(timeout=PATIENCE_S) == fragment.data
    await until(lambda: api.services.live.viewers == 0)


async def test_a_viewer_that_does_not_read_is_dropped_and_hurts_nobody(
    api: Api, camera_id: str, real: list[Fragment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SEND_TIMEOUT_S", 3.0)
    large = replace(as_camera(real, camera_id)[0], data=bytes(3_900_000))
    async with watch(api, camera_id) as slow, watch(api, camera_id) as quick:
        connection: Any = slow._response.connection
        connection.transport.pause_reading()
        for number in range(8):
            api.services.live.publish(replace(large, sequence=number))
            while len((await quick.receive(timeout=PATIENCE_S)).data) != len(large.data):
                pass
        await until(lambda: api.services.live.viewers == 1)
        connection.transport.abort()


async def test_the_end_of_the_server_ends_the_view(api: Api, camera_id: str) -> None:
    async with watch(api, camera_id) as socket:
        await until(lambda: api.services.live.viewers == 1)
        api.services.live.close()
        message = await socket.receive(timeout=PATIENCE_S)
        assert (message.type, socket.close_code) == (WSMsgType.CLOSE, 1001)


async def test_a_deleted_camera_ends_its_views_and_no_others(api: Api, camera_id: str) -> None:
    other = api.services.live.join("other")
    pictures = await api.call("GET", f"/api/cameras/{camera_id}/mjpeg")
    async with watch(api, camera_id) as socket:
        await until(lambda: api.services.live.viewers == 3)
        await api.call("DELETE", f"/api/cameras/{camera_id}")
        assert (await socket.receive(timeout=PATIENCE_S)).type is WSMsgType.CLOSE
    async with asyncio.timeout(PATIENCE_S):
        assert await pictures.read() == b""
    assert api.services.live.viewers == 1
    other.close()


async def test_who_leaves_where_no_pictures_come_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_EVERY_S", 0.05)
    viewer = LiveHub().join("cam")
    transport = Mock(is_closing=Mock(side_effect=[False, False, True]))
    request = make_mocked_request("GET", "/", transport=transport)
    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(ConnectionResetError):
            await live._next(viewer, request)
    assert transport.is_closing.call_count == 3


async def test_who_may_not_watch(api: Api, camera_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WSServerHandshakeError) as caught:
        await api.client.ws_connect(f"/api/cameras/{camera_id}/live")
    assert caught.value.status == 401
    await api.error("GET", f"/api/cameras/{camera_id}/live", 400)
    for kind in ("live", "mjpeg"):
        await api.error("GET", f"/api/cameras/nobody/{kind}", 404)
    monkeypatch.setattr(live, "MAX_VIEWERS", 0)
    for kind in ("live", "mjpeg"):
        error = await api.error("GET", f"/api/cameras/{camera_id}/{kind}", 503)
        assert error["code"] == "resource_exhausted"
    assert api.services.live.viewers == 0


async def test_mjpeg_shows_each_keyframe_once(api: Api, camera_id: str, real: list[Fragment]) -> None:
    mine = as_camera(real, camera_id)
    keys = [fragment for fragment in mine if fragment.is_key]

    def shows(at_ms: int) -> None:
        picture = base64.b64encode(f"picture of {at_ms}".encode()).decode()
        api.others.answers["snapshot"] = {"jpeg": picture, "at_ms": at_ms}

    path = f"/api/cameras/{camera_id}/mjpeg"
    answer = await api.call("GET", path, params={"width": "320"})
    assert answer.headers["Content-Type"] == "multipart/x-mixed-replace; boundary=picture"
    for number, key in enumerate(keys[:3]):
        shows(key.start_ms)
        api.services.live.publish(key)
        if number == 1:  # the same key again is the same picture
            api.services.live.publish(key)
        async with asyncio.timeout(PATIENCE_S):
            part = await answer.content.readuntil(b"picture of %d\r\n" % key.start_ms)
        assert part.startswith(b"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: ")
        assert b"\r\nX-At-Ms: %d\r\n\r\n" % key.start_ms in part
    assert api.others.named("snapshot")[0] == {"camera_id": camera_id, "at_ms": None, "width": 320}
    answer.close()
    await until(lambda: api.services.live.viewers == 0)


async def test_mjpeg_outlives_a_moment_without_pictures(api: Api, camera_id: str, real: list[Fragment]) -> None:
    keys = [fragment for fragment in as_camera(real, camera_id) if fragment.is_key]
    answer = await api.call("GET", f"/api/cameras/{camera_id}/mjpeg")
    api.others.answers["snapshot"] = NotFoundError("nothing yet")
    api.services.live.publish(keys[0])
    await until(lambda: len(api.others.named("snapshot")) == 1)
    api.others.answers["snapshot"] = {"jpeg": "AAAA", "at_ms": keys[1].start_ms}
    api.services.live.publish(keys[1])
    async with asyncio.timeout(PATIENCE_S):
        assert await answer.content.readuntil(b"X-At-Ms: %d\r\n" % keys[1].start_ms)
    answer.close()


async def test_an_instant_is_sought(api: Api, camera_id: str) -> None:
    path = f"/api/cameras/{camera_id}/seek"
    found = await api.get(path, params={"at": "2026-11-20T00:00:20Z"})
    assert (found["camera_id"], found["at_ms"], found.get("recording_id")) == (camera_id, 1_795_132_820_000, None)
    assert (await api.error("GET", path, 422))["field"] == "at"
    await api.error("GET", "/api/cameras/nobody/seek", 404, params={"at": "1"})


async def test_pictures_of_the_past_may_be_kept(api: Api, camera_id: str) -> None:
    api.others.answers["snapshot"] = {"jpeg": "AAAA", "at_ms": 1}
    path = f"/api/cameras/{camera_id}/snapshot.jpg"
    past = await api.call("GET", path, params={"at": "2000", "width": "320"})
    assert past.headers["Cache-Control"] == "private, max-age=3600"
    assert (await api.call("GET", path)).headers["Cache-Control"] == "no-store"
    assert [call["width"] for call in api.others.named("snapshot")] == [320, None]
    assert (await api.error("GET", path, 422, params={"width": "8"}))["field"] == "width"
