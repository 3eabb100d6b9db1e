"""The event socket."""

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError

from tests.support.waiting import PATIENCE_S, until
from wallflower.api.routes import events
from wallflower.wire import Event, EventType, ServerInfo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientWebSocketResponse

    from tests.unit.api.conftest import Api


@asynccontextmanager
async def watch(api: Api, **params: str) -> AsyncIterator[ClientWebSocketResponse]:
    async with api.client.ws_connect("/api/events", headers=api.headers, params=params) as socket:
        yield socket


async def read(socket: ClientWebSocketResponse) -> Event:
    return Event.from_json(await socket.receive_json(timeout=PATIENCE_S))


def publish(api: Api, count: int) -> None:
    for number in range(count):
        api.services.bus.publish(EventType.SPEECH, {"n": number})


async def test_hello_then_everything_that_happens(api: Api) -> None:
    publish(api, 2)
    async with watch(api) as socket:
        hello = await read(socket)
        assert (hello.type, hello.stream, hello.sequence) == (EventType.HELLO, api.services.bus.stream, 2)
        assert ServerInfo.from_json(hello.data).server_id == api.services.server_id
        publish(api, 2)
        assert [(await read(socket)).sequence for _ in range(2)] == [3, 4]


async def test_a_client_resumes_where_it_was(api: Api) -> None:
    publish(api, 5)
    async with watch(api, stream=api.services.bus.stream, sequence="3") as socket:
        assert (await read(socket)).sequence == 3
        assert [(await read(socket)).sequence for _ in range(2)] == [4, 5]


@pytest.mark.parametrize("stream", ["another", None])
async def test_a_client_that_cannot_resume_is_told(api: Api, stream: str | None) -> None:
    publish(api, 5)
    async with watch(api, sequence="2", **({} if stream is None else {"stream": stream})) as socket:
        assert (await read(socket)).type is EventType.HELLO
        resync = await read(socket)
        assert (resync.type, resync.sequence) == (EventType.RESYNC, 5)
        publish(api, 1)
        assert (await read(socket)).sequence == 6


async def test_a_client_that_leaves_is_forgotten(api: Api) -> None:
    async with watch(api) as socket:
        await read(socket)
        assert api.services.bus.readers == 1
    await until(lambda: api.services.bus.readers == 0)


async def test_the_end_of_the_server_closes_the_socket(api: Api) -> None:
    async with watch(api) as socket:
        await read(socket)
        api.services.bus.close()
        message = await socket.receive(timeout=PATIENCE_S)
        assert (message.type, socket.close_code) == (WSMsgType.CLOSE, 1001)


async def test_what_clients_say_is_ignored_unless_it_is_too_much(api: Api) -> None:
    async with watch(api) as socket:
        await read(socket)
        await socket.send_str("hello?")
        publish(api, 1)
        assert (await read(socket)).sequence == 1
        await socket.send_str("x" * 10_000)
        assert (await socket.receive(timeout=PATIENCE_S)).type is WSMsgType.CLOSE


async def test_a_client_that_does_not_read_is_dropped(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "SEND_TIMEOUT_S", 0.3)
    async with watch(api) as socket:
        await read(socket)
        connection: Any = socket._response.connection
        connection.transport.pause_reading()
        for _ in range(60):
            api.services.bus.publish(EventType.SPEECH, {"filling": "x" * 1_000_000})
        await until(lambda: api.services.bus.readers == 0)


async def test_too_many_clients(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MAX_READERS", 1)
    async with watch(api):
        error = await api.error("GET", "/api/events", 503)
        assert error["code"] == "resource_exhausted"


async def test_without_a_token_or_a_handshake(api: Api) -> None:
    with pytest.raises(WSServerHandshakeError) as caught:
        await api.client.ws_connect("/api/events")
    assert caught.value.status == 401
    await api.error("GET", "/api/events", 422, params={"sequence": "-1"})
    assert (await api.error("GET", "/api/events", 400))["code"] == "invalid_request"
    await asyncio.sleep(0)
    assert api.services.bus.readers == 0
