"""A server one wire older: what it has works, what it does not know yet is missing, and the user is told to update."""

import dataclasses
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from homeassistant.components.media_player import BrowseError
from homeassistant.components.media_source import async_browse_media
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import client, coordinator, issues
from custom_components.thewallflower.const import DOMAIN
from custom_components.thewallflower.diagnostics import async_get_config_entry_diagnostics
from custom_components.thewallflower.wire import SCHEMA_VERSION, EventType, Phase, Speech
from tests.integration.acting import act
from tests.integration.conftest import shown, until
from tests.integration.fake_server import FakeServer

UNKNOWN = {"error": {"code": "not_found", "message": "there is no such address", "request_id": "r1"}}
LATER = ("people", "visits", "health", "jobs", "storage", "transcripts/search", "transcripts/conversations")


@pytest.fixture
async def older(
    hass: HomeAssistant,
    server: FakeServer,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[MockConfigEntry]:
    """An entry of a server that has cameras with the fewest fields, and events; nothing may break."""
    for module in (client, coordinator, issues):
        monkeypatch.setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    info = {key: value for key, value in server.info.to_json().items() if key not in {"speech", "faces", "time_ms"}}
    server.answers["info"] = (200, info)
    cameras = [{"id": each.id, "name": each.name, "url": each.url} for each in server.cameras.values()]
    server.answers["cameras"] = (200, {"cameras": cameras})
    for path in LATER:
        server.answers[path] = (404, UNKNOWN)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: server.connected)
    await hass.async_block_till_done()
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)
    told = [record for record in caplog.records if record.name.startswith(("custom_components.", "homeassistant."))]
    assert [record for record in told if record.exc_info or record.levelno >= logging.ERROR] == []


def _issues(hass: HomeAssistant) -> set[str]:
    return {issue.translation_key or "" for (domain, _), issue in ir.async_get(hass).issues.items() if domain == DOMAIN}


async def test_what_it_has_works(
    hass: HomeAssistant, server: FakeServer, older: MockConfigEntry, state_of: Callable[[str], str | None]
) -> None:
    assert older.state is ConfigEntryState.LOADED
    assert _issues(hass) == {"server_too_old"}
    assert state_of("switch.front_door_recording") == "on"
    assert state_of("binary_sensor.front_door_motion") == "unknown"
    assert state_of("binary_sensor.home_box_problem") == "off"
    assert state_of("sensor.home_box_free_space") == "unknown"
    assert state_of("sensor.home_box_jobs") == "0"
    await server.tell(EventType.SPEECH, Speech(camera_id="cam1", phase=Phase.STARTED, at_ms=1))
    await until(lambda: state_of("binary_sensor.front_door_speech") == "on")
    await hass.services.async_call("switch", "turn_off", {"entity_id": "switch.garden_recording"}, blocking=True)
    assert server.orders[-1] == ("PATCH", "cameras/cam2", {"record": False})


async def test_events_that_it_tells_otherwise_are_passed_over(
    hass: HomeAssistant, server: FakeServer, older: MockConfigEntry, state_of: Callable[[str], str | None]
) -> None:
    for kind in EventType:
        if kind not in {EventType.HELLO, EventType.RESYNC}:
            await server.tell(kind, {"of_old": True})
    await server.tell(EventType.SPEECH, Speech(camera_id="cam1", phase=Phase.STARTED, at_ms=1))
    await until(lambda: state_of("binary_sensor.front_door_speech") == "on")


async def test_what_it_does_not_know_fails_with_its_sentence(
    hass: HomeAssistant, server: FakeServer, older: MockConfigEntry
) -> None:
    for name in ("search_transcripts", "list_visits"):
        with pytest.raises(HomeAssistantError, match="no such address"):
            await act(hass, name)
    span = {"start_date_time": "2026-11-18T00:00:00Z", "end_date_time": "2026-11-19T00:00:00Z"}
    for calendar in ("visits", "conversations"):
        with pytest.raises(HomeAssistantError, match="no such address"):
            await hass.services.async_call(
                "calendar",
                "get_events",
                {"entity_id": f"calendar.home_box_{calendar}", **span},
                blocking=True,
                return_response=True,
            )
    await older.runtime_data.client.recording_days("cam1", "UTC", is_older=older.runtime_data.is_older)
    assert server.asked("cameras/cam1/recordings/days").query == {"tz": "UTC"}, "it refuses what it does not know"
    assert await async_setup_component(hass, "media_source", {})
    root = await async_browse_media(hass, f"media-source://{DOMAIN}")
    titles = [child.title for child in root.children or ()]
    assert "Front door" in titles
    with pytest.raises(BrowseError):
        await async_browse_media(hass, f"media-source://{DOMAIN}/{older.entry_id}/exports")
    told: dict[str, Any] = await async_get_config_entry_diagnostics(hass, older)
    assert told["server"]["schema_version"] == SCHEMA_VERSION


async def test_an_update_ends_it(hass: HomeAssistant, server: FakeServer, older: MockConfigEntry) -> None:
    server.answers.clear()
    server.info = dataclasses.replace(server.info, schema_version=SCHEMA_VERSION + 1)
    server.restart_run()
    await server.drop()
    await until(lambda: _issues(hass) == set())
    await until(lambda: hass.states.get("binary_sensor.ann_example_detected") is not None)
    assert shown(hass, "binary_sensor.home_box_problem").state == "off"


async def test_a_server_of_the_same_age_must_know(
    hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
) -> None:
    server.answers["jobs"] = (404, UNKNOWN)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert await hass.config_entries.async_unload(entry.entry_id)
