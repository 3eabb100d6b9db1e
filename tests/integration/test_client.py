"""The client against a real socket: what it asks, what it understands, and which error each failure becomes."""

import dataclasses
from collections.abc import AsyncIterator
from contextlib import aclosing

import aiohttp
import pytest

from custom_components.thewallflower import client as client_module
from custom_components.thewallflower.client import Position, WallflowerClient
from custom_components.thewallflower.errors import (
    WallflowerAuthenticationError,
    WallflowerConnectionError,
    WallflowerError,
    WallflowerResponseError,
    WallflowerVersionError,
)
from custom_components.thewallflower.wire import (
    ErrorCode,
    Event,
    EventType,
    Health,
    HealthReason,
    Phase,
    Speech,
    Verdict,
    Visit,
)
from tests.integration.conftest import until
from tests.integration.fake_server import JPEG, FakeServer


@pytest.fixture
async def client(server: FakeServer) -> AsyncIterator[WallflowerClient]:
    async with aiohttp.ClientSession() as session:
        yield WallflowerClient(session, "127.0.0.1", server.port, server.token)


async def test_reads_typed_values(server: FakeServer, client: WallflowerClient) -> None:
    server.visits = [
        Visit(id=2, camera_id="cam1", start_ms=5, end_ms=None, verdict=Verdict.UNSURE),
        Visit(id=1, camera_id="cam1", start_ms=1, end_ms=4, verdict=Verdict.UNSURE),
    ]
    assert await client.info() == server.info
    assert await client.cameras() == tuple(server.cameras.values())
    assert await client.people() == tuple(server.people.values())
    assert [visit.id for visit in await client.recent_visits()] == [2, 1]
    server.health = Health(healthy=False, reasons=(HealthReason(code="clock_wrong", message="no clock"),))
    assert await client.health() == server.health
    server.jobs = {"a": "queued", "b": "running", "c": "done"}
    assert await client.active_jobs() == {"a", "b"}
    assert await client.storage() == server.storage
    assert await client.live_stream("cam1") == server.live
    assert (await client.still("cam1", {})).image == JPEG
    assert not (await client.set_running("cam2", running=False)).running


async def test_a_token_may_be_copied_with_a_line_end(server: FakeServer) -> None:
    async with aiohttp.ClientSession() as session:
        assert await WallflowerClient(session, "127.0.0.1", server.port, f" {server.token}\n").info() == server.info


async def test_a_newer_server_is_understood_as_far_as_possible(server: FakeServer, client: WallflowerClient) -> None:
    server.answers["info"] = (200, server.info.to_json() | {"schema_version": 7, "novelty": [1]})
    assert (await client.info()).schema_version == 7


async def test_the_servers_own_explanation_is_kept(server: FakeServer, client: WallflowerClient) -> None:
    with pytest.raises(WallflowerResponseError, match="no such thing") as caught:
        await client.still("nobody", {})
    assert caught.value.problem.code is ErrorCode.NOT_FOUND
    assert caught.value.problem.request_id == "r1"


async def test_an_answer_of_another_shape(server: FakeServer, client: WallflowerClient) -> None:
    server.answers["cameras/cam1/stream"] = (200, {"port": "many"})
    with pytest.raises(WallflowerResponseError, match="not understood") as caught:
        await client.live_stream("cam1")
    assert caught.value.problem.code is ErrorCode.UNKNOWN


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_token(server: FakeServer, client: WallflowerClient, status: int) -> None:
    server.answers["info"] = (status, "")
    with pytest.raises(WallflowerAuthenticationError):
        await client.info()


async def test_a_redirect_is_not_followed_with_the_token(server: FakeServer, client: WallflowerClient) -> None:
    server.answers["info"] = (302, "/api/cameras")
    with pytest.raises(WallflowerResponseError):
        await client.info()
    assert [request.path for request in server.requests] == ["/api/info"]


async def test_errors_do_not_tell_addresses_or_tokens(server: FakeServer, client: WallflowerClient) -> None:
    await server.stop()
    with pytest.raises(WallflowerConnectionError) as caught:
        await client.info()
    assert "127.0.0.1" not in str(caught.value)
    assert server.token not in str(caught.value)


async def test_too_slow_an_answer(
    server: FakeServer, client: WallflowerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "MEDIA_TIMEOUT", aiohttp.ClientTimeout(total=1e-6))
    with pytest.raises(WallflowerConnectionError, match="in time"):
        async with client.hls("cam1", (0, 1), "index.m3u8", None):
            pass


async def test_every_error_is_one_of_the_tree() -> None:
    leaves = {WallflowerConnectionError, WallflowerAuthenticationError, WallflowerVersionError, WallflowerResponseError}
    assert leaves <= set(WallflowerError.__subclasses__())


async def test_hello_then_events_without_end(server: FakeServer, client: WallflowerClient) -> None:
    async with aclosing(client.events(None)) as events:
        hello = await anext(events)
        assert (hello.type, hello.sequence) == (EventType.HELLO, 100)
        await until(lambda: server.connected)
        await server.tell(EventType.SPEECH, Speech(camera_id="cam1", phase=Phase.STARTED, at_ms=1))
        assert (await anext(events)).sequence == 101
        await server.drop()
        with pytest.raises(WallflowerConnectionError, match="closed"):
            await anext(events)


async def _first(client: WallflowerClient, position: Position, count: int) -> list[Event]:
    async with aclosing(client.events(position)) as events:
        return [await anext(events) for _ in range(count)]


async def test_resumes_where_it_was(server: FakeServer, client: WallflowerClient) -> None:
    for number in range(3):
        await server.tell(EventType.SPEECH, Speech(camera_id="cam1", phase=Phase.STARTED, at_ms=number))
    told = await _first(client, Position("run-1", 101), 3)
    assert [event.sequence for event in told] == [103, 102, 103]
    assert [event.type for event in told] == [EventType.HELLO, EventType.SPEECH, EventType.SPEECH]


@pytest.mark.parametrize("position", [Position("run-0", 100), Position("run-1", 5)])
async def test_is_told_to_resynchronise(server: FakeServer, client: WallflowerClient, position: Position) -> None:
    assert [event.type for event in await _first(client, position, 2)] == [EventType.HELLO, EventType.RESYNC]


async def test_the_socket_is_refused(server: FakeServer, client: WallflowerClient) -> None:
    server.token = "another"
    with pytest.raises(WallflowerAuthenticationError):
        await anext(client.events(None))
    server.answers["events"] = (503, "")
    server.token = "right-token"
    with pytest.raises(WallflowerResponseError):
        await anext(client.events(None))


async def test_the_socket_of_another_version(server: FakeServer, client: WallflowerClient) -> None:
    server.info = dataclasses.replace(server.info, schema_version=99, min_schema_version=98)
    with pytest.raises(WallflowerVersionError, match="98 to 99"):
        await anext(client.events(None))
