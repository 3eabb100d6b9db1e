"""The integration and its client with the real server: what the small one in these tests pretends is true."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import aiohttp
import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.archive import ExportPage
from custom_components.thewallflower.client import Position, WallflowerClient
from custom_components.thewallflower.const import DOMAIN
from custom_components.thewallflower.errors import WallflowerAuthenticationError, WallflowerResponseError
from custom_components.thewallflower.wire import ErrorCode, EventType
from tests.integration.conftest import until
from tests.support.ports import free_port
from tests.support.server import Server, running_server

PYTHON = Path(__file__).resolve().parents[2] / ".venv/addon/bin/python"

pytestmark = pytest.mark.slow


@pytest.fixture
async def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    """A real server without models; it runs in its own environment."""
    monkeypatch.setattr("sys.executable", str(PYTHON))
    async with running_server(tmp_path) as server:
        yield server


async def _add_camera(server: Server, name: str) -> str:
    """Add a camera that is off and return its id."""
    body = {"name": name, "url": f"rtsp://127.0.0.1:{free_port()}/main", "enabled": False}
    camera_id: str = (await server.post("/api/cameras", body))["id"]
    return camera_id


async def test_every_call_is_understood(real: Server) -> None:
    async with aiohttp.ClientSession() as session:
        client = WallflowerClient(session, "127.0.0.1", real.port, real.token)
        hello = await _greeting(client, None)
        camera_id = await _add_camera(real, "Shed")
        assert [camera.name for camera in await client.cameras()] == ["Shed"]
        assert (await client.people(), await client.recent_visits()) == ((), ())
        assert (await client.health()).media_free_bytes >= 0
        assert (await client.active_jobs(), (await client.storage()).used_bytes) == (frozenset(), 0)
        assert await client.recording_days(camera_id, "Europe/Berlin") == ()
        assert await client.activity(camera_id, 0, 1000) == ()
        assert await client.conversations(camera_id, 0, 1000, limit=5) == ()
        assert await client.exports(None, limit=5) == ExportPage((), None)
        assert await client.exports(None, limit=5, stories_only=True) == ExportPage((), None)
        assert (await client.set_running(camera_id, running=True)).running
        assert not (await client.set_running(camera_id, running=False)).running
        async with client.hls(camera_id, (0, 1000), "index.m3u8", None, at_ms=5) as answer:
            assert (await answer.text()).startswith("#EXTM3U")
        with pytest.raises(WallflowerResponseError) as caught:
            await client.activity("nobody", 0, 1)
        assert caught.value.problem.code is ErrorCode.NOT_FOUND
        async with aclosing(client.events(hello)) as events:
            assert [(await anext(events)).type, (await anext(events)).sequence] == [
                EventType.HELLO,
                hello.sequence + 1,
            ]
        assert (await _greeting(client, Position("another", 3))).stream == hello.stream
        with pytest.raises(WallflowerAuthenticationError):
            await WallflowerClient(session, "127.0.0.1", real.port, "wrong").info()


async def _greeting(client: WallflowerClient, position: Position | None) -> Position:
    """Connect and return where the socket now is; whoever comes from elsewhere must be told to resynchronise."""
    async with aclosing(client.events(position)) as events:
        event = await anext(events)
        assert event.type is EventType.HELLO
        if position is not None:
            event = await anext(events)
            assert event.type is EventType.RESYNC
        return Position(event.stream, event.sequence)


async def test_home_assistant_follows_the_real_server(hass: HomeAssistant, real: Server) -> None:
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": "user"})
    data = {"host": "127.0.0.1", "port": real.port, "token": real.token}
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], data)
    entry: MockConfigEntry = result["result"]
    await until(lambda: entry.runtime_data._position is not None)
    camera_id = await _add_camera(real, "Shed")
    await until(lambda: hass.states.get("camera.shed"))
    await real.post("/api/people", {"name": "Ann"})
    await until(lambda: hass.states.get("binary_sensor.ann_detected"))
    await real.request("PATCH", f"/api/cameras/{camera_id}", json={"name": "Barn"})
    await until(lambda: entry.runtime_data.data.cameras[camera_id].name == "Barn")
    await real.request("DELETE", f"/api/cameras/{camera_id}")
    await until(lambda: hass.states.get("camera.shed") is None)
    assert await hass.config_entries.async_unload(entry.entry_id)
