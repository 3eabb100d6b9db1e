from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from wallflower.demo.api_client import ApiClient
from wallflower.errors import WallflowerError
from wallflower.wire import ErrorCode, Event, EventType


async def echo(request: web.Request) -> web.Response:
    return web.json_response(
        {
            "authorization": request.headers["Authorization"],
            "query": dict(request.query),
            "body": (await request.read()).decode("latin1"),
            "type": request.content_type,
            "range": request.headers.get("Range"),
        }
    )


async def refuse(_request: web.Request) -> web.Response:
    return web.json_response({"error": {"code": "conflict", "message": "there is one", "field": "name"}}, status=409)


async def stumble(_request: web.Request) -> web.Response:
    return web.Response(text="oops", status=500)


async def empty(_request: web.Request) -> web.Response:
    return web.Response(status=204)


async def events(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    for number in (1, 2):
        await socket.send_json(Event(stream="s", sequence=number, type=EventType.HELLO, at_ms=0).to_json())
    await socket.close()
    return socket


@pytest.fixture
async def client() -> AsyncIterator[ApiClient]:
    app = web.Application()
    for path, handler in (("/echo", echo), ("/refuse", refuse), ("/stumble", stumble), ("/empty", empty)):
        app.router.add_route("*", path, handler)
    app.router.add_get("/api/events", events)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        yield ApiClient(session, str(server.make_url("")).rstrip("/"), "secret")


async def test_the_token_goes_along(client: ApiClient) -> None:
    answer = await client.get("/echo", start=1, end=2)
    assert answer["authorization"] == "Bearer secret"
    assert answer["query"] == {"start": "1", "end": "2"}


async def test_values_and_images_are_posted(client: ApiClient) -> None:
    assert (await client.post("/echo", {"a": 1}))["body"] == '{"a": 1}'
    answer = await client.post("/echo", b"\xff\xd8")
    assert (answer["type"], answer["body"]) == ("image/jpeg", "\xff\xd8")
    assert await client.post("/empty", {}) is None


async def test_a_range_is_asked_for(client: ApiClient) -> None:
    assert b'"bytes=10-14"' in await client.read("/echo", first=10, count=5)
    assert b'"range": null' in await client.read("/echo")


async def test_failures_keep_the_servers_code(client: ApiClient) -> None:
    with pytest.raises(WallflowerError, match="there is one") as caught:
        await client.get("/refuse")
    assert (caught.value.code, caught.value.field) == (ErrorCode.CONFLICT, "name")
    with pytest.raises(WallflowerError, match="answered 500"):
        await client.read("/stumble")


async def test_events_are_decoded(client: ApiClient) -> None:
    assert [event.sequence async for event in client.events()] == [1, 2]


async def test_addresses_are_whole(client: ApiClient) -> None:
    assert client.url("/x").startswith("http://127.0.0.1:")
    assert client.url("/x").endswith("/x")
