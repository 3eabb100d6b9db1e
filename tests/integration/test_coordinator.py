"""Losing the server and finding it again; resuming, resynchronising, and events that make no sense."""

import dataclasses
import logging
from typing import Any

import pytest
from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.wire import EventType, Line, Phase, Speech
from custom_components.thewallflower.wire_alerts import KeywordHit
from tests.integration.conftest import shown, until
from tests.integration.fake_server import FakeServer, status

TRANSCRIPT = "sensor.garden_last_transcript"


def _line(number: int, text: str) -> Line:
    return Line(id=number, camera_id="cam2", start_ms=number * 1000, end_ms=number * 1000 + 900, text=text)


def _available(hass: HomeAssistant) -> bool:
    return shown(hass, "camera.garden").state != "unavailable"


def _lines_logged(caplog: pytest.LogCaptureFixture, text: str) -> int:
    return sum(text in record.getMessage() for record in caplog.records if record.levelno >= logging.INFO)


async def test_gone_then_back_is_logged_once_each(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    await server.stop()
    await until(lambda: not _available(hass))
    unavailable = {state.entity_id for state in hass.states.async_all() if state.state == "unavailable"}
    enabled = {each.entity_id for each in er.async_get(hass).entities.values() if not each.disabled}
    assert unavailable == enabled
    failures = loaded.runtime_data._failures
    await until(lambda: loaded.runtime_data._failures > failures + 3)
    await server.start()
    await until(lambda: _available(hass))
    assert _lines_logged(caplog, "connection to TheWallflower is lost") == 1
    assert _lines_logged(caplog, "connection to TheWallflower is back") == 1
    assert loaded.runtime_data._failures == 0


async def test_events_of_the_break_are_replayed(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    await server.tell(EventType.LINE, _line(1, "before"))
    await until(lambda: shown(hass, TRANSCRIPT).state == "before")
    asked = sum(request.path == "/api/cameras" for request in server.requests)
    await server.stop()
    await until(lambda: not _available(hass))
    await server.tell(EventType.LINE, _line(2, "in between"))
    await server.start()
    await until(lambda: shown(hass, TRANSCRIPT).state == "in between")
    assert server.asked("events").query["sequence"] == str(server.sequence - 1)
    assert sum(request.path == "/api/cameras" for request in server.requests) == asked


@pytest.mark.parametrize("restarted", [True, False])
async def test_missed_events_lead_to_a_snapshot(
    hass: HomeAssistant,
    server: FakeServer,
    loaded: MockConfigEntry,
    restarted: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    await server.tell(EventType.SPEECH, Speech(camera_id="cam2", phase=Phase.STARTED, at_ms=1))
    await until(lambda: shown(hass, "binary_sensor.garden_speech").state == "on")
    await server.stop()
    server.cameras["cam2"] = dataclasses.replace(server.cameras["cam2"], enabled=False, status=None)
    if restarted:
        server.restart_run()
    else:
        server.history.clear()
        server.sequence += 1000
    await server.start()
    await until(lambda: _available(hass) and shown(hass, "camera.garden").state == "idle")
    assert shown(hass, "binary_sensor.garden_speech").state == "off"
    assert shown(hass, "binary_sensor.garden_connectivity").state == "off"


async def test_a_token_refused_later_asks_for_a_new_one(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    server.token = "rotated"
    await server.drop()
    await until(hass.config_entries.flow.async_progress)
    assert hass.config_entries.flow.async_progress()[0]["context"]["source"] == SOURCE_REAUTH
    assert not _available(hass)


@pytest.mark.parametrize("change", [{"server_id": "server-2"}, {"schema_version": 99, "min_schema_version": 99}])
@pytest.mark.parametrize("restarted", [True, False])
async def test_another_server_or_version_is_waited_out(
    hass: HomeAssistant,
    server: FakeServer,
    loaded: MockConfigEntry,
    change: dict[str, Any],
    restarted: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    right = server.info
    server.info = dataclasses.replace(right, **change)
    if restarted:
        server.restart_run()
    await server.drop()
    await until(lambda: not _available(hass))
    server.info = right
    await until(lambda: _available(hass))


async def test_what_is_not_understood_is_passed_over(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    await server.tell(EventType.LINE, {"camera_id": 5, "text": "a secret sentence"})
    await server.tell(EventType.CAMERA_REMOVED, {"id": None})
    await server.tell(EventType.VISIT, {"phase": "started"})
    await server.tell(EventType.CAMERA_STATUS, status("gone"))
    await server.tell(EventType.UNKNOWN, {"what": "ever"})
    await server.tell(EventType.LINE, _line(3, "understood"))
    await until(lambda: shown(hass, TRANSCRIPT).state == "understood")
    assert "a secret sentence" not in caplog.text
    assert server.connected == 1


@pytest.mark.parametrize("text", ["no json", "[]", '{"type": "line"}'])
async def test_a_broken_envelope_leads_to_a_new_connection(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, text: str
) -> None:
    def connections() -> int:
        return sum(request.path == "/api/events" for request in server.requests)

    before = connections()
    await server.say(text)
    await until(lambda: connections() > before and server.connected == 1 and _available(hass))


async def test_a_user_can_ask_for_an_update(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    server.cameras["cam2"] = dataclasses.replace(server.cameras["cam2"], status=None)
    await loaded.runtime_data.async_refresh()
    assert shown(hass, "camera.garden").state == "idle"


async def test_a_fault_of_our_own_does_not_end_the_listening(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("a fault")

    loaded.runtime_data.async_subscribe(KeywordHit, "cam2", fail)
    hit = KeywordHit(rule_id="r", rule_name="R", phrase="p", camera_id="cam2", at_ms=1, line=_line(1, "p"))
    await server.tell(EventType.KEYWORD, hit)
    await until(lambda: _lines_logged(caplog, "Following the events failed") == 1)
    await server.tell(EventType.LINE, _line(4, "still here"))
    await until(lambda: shown(hass, TRANSCRIPT).state == "still here" and _available(hass))
