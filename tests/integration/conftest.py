"""Fixtures of the integration's tests: a real server on loopback and a Home Assistant that is connected to it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.util import executor
from homeassistant.util.async_ import get_scheduled_timer_handles
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

import custom_components.thewallflower  # noqa: F401 - or the harness's own custom_components is found first
from custom_components.thewallflower import coordinator as coordinator_module
from custom_components.thewallflower.const import DOMAIN
from tests.integration.fake_server import FakeServer

# A test ends by joining its executor's threads, and one that is late fails it: on a busy machine all are late.
executor.EXECUTOR_SHUTDOWN_TIMEOUT = 90

PATIENCE_S = 60.0
ENDS = re.compile(r"deprecated|Detected that custom integration|will stop working")


def pytest_configure(config: pytest.Config) -> None:
    """Leave Home Assistant's own warnings to Home Assistant; ours, and those that we cause, stay errors."""
    config.addinivalue_line("filterwarnings", r"ignore:::homeassistant\..*")


@pytest.fixture(autouse=True)
def _environment(enable_custom_integrations: None, socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Home Assistant find the integration and reach loopback, and let no test wait for a back-off."""
    monkeypatch.setattr(coordinator_module, "BACK_OFF_S", (0.01, 0.02))


@pytest.fixture(autouse=True)
def _no_deprecation(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail whatever test lets Home Assistant complain that we use what is to end."""
    yield
    told = [record.getMessage() for when in ("setup", "call") for record in caplog.get_records(when)]
    assert [text for text in told if DOMAIN in text and ENDS.search(text)] == []


@pytest.fixture(autouse=True)
async def _late_heartbeats() -> AsyncIterator[None]:
    """The goodbye of a closed socket re-arms aiohttp's heartbeat once more, which the harness takes for a leak."""
    yield
    for handle in get_scheduled_timer_handles(asyncio.get_running_loop()):
        if "_send_heartbeat" in repr(handle):
            handle.cancel()


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[FakeServer]:
    """A running server."""
    fake = FakeServer()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def entry(hass: HomeAssistant, server: FakeServer) -> MockConfigEntry:
    """An entry for the server that is not set up yet."""
    entry = MockConfigEntry(domain=DOMAIN, title="Home box", unique_id="server-1", data=server.data)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
async def loaded(hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    """The entry, set up and listening to events."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: entry.runtime_data._position is not None)
    await hass.async_block_till_done()
    yield entry
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()


def shown(hass: HomeAssistant, entity_id: str) -> State:
    """Return the state of an entity that must be there."""
    state = hass.states.get(entity_id)
    assert state is not None, entity_id
    return state


async def until(condition: Callable[[], Any]) -> None:
    """Wait until something that goes through a socket has arrived."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.005)


@pytest.fixture
def state_of(hass: HomeAssistant) -> Callable[[str], str | None]:
    """Return a function from an entity id to its state."""

    def read(entity_id: str) -> str | None:
        found = hass.states.get(entity_id)
        return None if found is None else found.state

    return read


@pytest.fixture
def reader(hass: HomeAssistant) -> User:
    """A user who may read one camera and control nothing."""
    user = MockUser(is_owner=False).add_to_hass(hass)
    user.mock_policy({"entities": {"entity_ids": {"camera.front_door": {"read": True}}}})
    reader: User = user
    return reader


@pytest.fixture
def allowed(hass: HomeAssistant, tmp_path: Path) -> Path:
    """A directory that Home Assistant may use."""
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    return tmp_path
