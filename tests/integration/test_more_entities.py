"""Entities that act on a camera, and those that show faces, figures and visits."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from homeassistant.components.image import async_get_image
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import coordinator as coordinator_module
from custom_components.thewallflower import sensor as sensor_module
from custom_components.thewallflower.client import WallflowerClient
from custom_components.thewallflower.wire import (
    ErrorCode,
    EventType,
    Health,
    HealthReason,
    Line,
    Person,
    Phase,
    Problem,
    Verdict,
    Visit,
    VisitChange,
)
from custom_components.thewallflower.wire_activity import Conversation
from custom_components.thewallflower.wire_speech import CameraBacklog, SpeechStatus
from custom_components.thewallflower.wire_storage import CameraStorage, Storage
from custom_components.thewallflower.wire_tuning import MicrophoneReport
from tests.integration.conftest import shown, until
from tests.integration.fake_server import JPEG, FakeServer, status

type StateOf = Callable[[str], str | None]

START_MS = 1_795_000_000_000
ANN = Visit(
    id=4, camera_id="cam1", start_ms=START_MS, end_ms=None, verdict=Verdict.KNOWN, person_id="ann", name="Ann Example"
)


async def _visit(server: FakeServer, phase: Phase, **changes: Any) -> None:
    await server.tell(EventType.VISIT, VisitChange(phase=phase, visit=dataclasses.replace(ANN, **changes)))


class TestSwitches:
    @pytest.mark.parametrize(
        ("name", "field"),
        [("recording", "record"), ("transcription", "transcribe"), ("face_recognition", "recognize_faces")],
    )
    async def test_changes_the_camera(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        state_of: StateOf,
        name: str,
        field: str,
    ) -> None:
        entity_id = f"switch.front_door_{name}"
        for service, expected in (("turn_off", False), ("turn_on", True)):
            assert state_of(entity_id) == ("off" if expected else "on")
            await hass.services.async_call("switch", service, {"entity_id": entity_id}, blocking=True)
            assert server.orders[-1] == ("PATCH", "cameras/cam1", {field: expected})
        assert state_of(entity_id) == "on"
        server.cameras["cam1"] = dataclasses.replace(server.cameras["cam1"], **{field: False})  # type: ignore[arg-type] # a switch's field
        await server.tell(EventType.CAMERA_UPDATED, server.cameras["cam1"])
        await until(lambda: state_of(entity_id) == "off")

    async def test_a_refusal_is_translated(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        server.answers["cameras/cam1"] = (507, {"error": {"code": "disk_full", "message": "no space"}})
        with pytest.raises(HomeAssistantError, match="no space"):
            await hass.services.async_call(
                "switch", "turn_off", {"entity_id": "switch.front_door_recording"}, blocking=True
            )
        assert state_of("switch.front_door_recording") == "on"


async def test_the_button_connects_anew(hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
    await hass.services.async_call("button", "press", {"entity_id": "button.garden_restart"}, blocking=True)
    assert server.orders[-1][:2] == ("POST", "cameras/cam2/restart")


class TestFaces:
    async def test_of_a_camera_and_of_a_person(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        of_camera, of_person = "image.front_door_last_face", "image.ann_example_last_face"
        assert (state_of(of_camera), state_of(of_person)) == ("unknown", "unknown")
        with pytest.raises(HomeAssistantError):
            await async_get_image(hass, of_camera)
        await _visit(server, Phase.STARTED, verdict=Verdict.UNKNOWN, person_id=None)
        await until(lambda: state_of(of_camera) != "unknown")
        assert state_of(of_person) == "unknown"
        with pytest.raises(HomeAssistantError):
            await async_get_image(hass, of_camera)
        server.answers["visits/4/image.jpg"] = (200, JPEG)
        assert (await async_get_image(hass, of_camera)).content == JPEG
        before = state_of(of_camera)
        await _visit(server, Phase.UPDATED)
        await until(lambda: state_of(of_person) != "unknown")
        assert state_of(of_camera) != before
        assert (await async_get_image(hass, of_person)).content == JPEG
        await _visit(server, Phase.UPDATED, id=5, camera_id="cam2", start_ms=START_MS - 9)
        await until(lambda: state_of("image.garden_last_face") != "unknown")
        assert loaded.runtime_data.data.person_visits["ann"].id == 4

    async def test_another_failure_is_told(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        await _visit(server, Phase.STARTED)
        await until(lambda: state_of("image.front_door_last_face") != "unknown")
        server.answers["visits/4/image.jpg"] = (500, {"error": {"code": "internal_error", "message": "broken"}})
        with pytest.raises(HomeAssistantError, match="broken"):
            await async_get_image(hass, "image.front_door_last_face")

    async def test_what_was_there_before(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry, state_of: StateOf
    ) -> None:
        server.visits = [dataclasses.replace(ANN, end_ms=START_MS + 1000)]
        await hass.config_entries.async_setup(entry.entry_id)
        assert state_of("image.ann_example_last_face") == "2026-11-18T11:06:41+00:00"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_who_was_seen_where_and_when(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
) -> None:
    assert state_of("sensor.front_door_last_person") == "unknown"
    assert (state_of("sensor.ann_example_last_seen"), state_of("sensor.ann_example_last_camera")) == (
        "unknown",
        "unknown",
    )
    await _visit(server, Phase.ENDED, end_ms=START_MS + 2000)
    await until(lambda: state_of("sensor.front_door_last_person") == "Ann Example")
    assert state_of("sensor.ann_example_last_camera") == "Front door"
    assert state_of("sensor.ann_example_last_seen") == "2026-11-18T11:06:42+00:00"
    bob = Person(id="bob", name="Bob", last_seen_ms=START_MS + 9000, last_camera_id="cam1")
    await server.tell(EventType.PERSON_ADDED, bob)
    await until(lambda: state_of("sensor.front_door_last_person") == "Bob")
    await server.tell(EventType.PERSON_REMOVED, {"id": "bob"})
    await until(lambda: state_of("sensor.front_door_last_person") == "Ann Example")
    await server.tell(EventType.CAMERA_REMOVED, {"id": "cam1"})
    await until(lambda: state_of("sensor.ann_example_last_camera") == "unknown")


def _sockets_asked(server: FakeServer) -> int:
    return sum(request.path == "/api/events" for request in server.requests)


class TestFigures:
    async def test_space(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        state_of: StateOf,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(coordinator_module, "STORAGE_EVERY_S", 0.01)
        own = ("sensor.front_door_space_of_recordings", "sensor.front_door_oldest_recording")
        for entity_id in own:
            er.async_get(hass).async_update_entity(entity_id, disabled_by=None)
        await hass.config_entries.async_reload(loaded.entry_id)
        await until(lambda: state_of("sensor.home_box_space_of_recordings") == "0.0")
        assert state_of("sensor.home_box_days_until_the_space_runs_out") == "unknown"
        camera = CameraStorage(camera_id="cam1", used_bytes=1_500_000_000, oldest_ms=START_MS)
        server.storage = Storage(
            used_bytes=2_000_000_000, free_bytes=3_000_000_000, oldest_ms=START_MS, days_left=7.5, cameras=(camera,)
        )
        await until(lambda: state_of("sensor.home_box_space_of_recordings") == "2.0")
        assert state_of("sensor.home_box_free_space") == "3.0"
        assert state_of("sensor.home_box_days_until_the_space_runs_out") == "7.5"
        assert [state_of(entity_id) for entity_id in own] == ["1.5", "2026-11-18T11:06:40+00:00"]

    async def test_a_failing_sum_changes_nothing(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry, state_of: StateOf
    ) -> None:
        server.answers["storage"] = (503, {"error": {"code": "unavailable", "message": "busy"}})
        await hass.config_entries.async_setup(entry.entry_id)
        await until(lambda: any(request.path == "/api/storage" for request in server.requests))
        assert state_of("sensor.home_box_free_space") == "unknown"
        assert state_of("sensor.home_box_jobs") == "0"
        await hass.config_entries.async_unload(entry.entry_id)

    async def test_backlog_and_jobs(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        await server.tell(EventType.SPEECH_STATUS, SpeechStatus(effort="careful", backlog_s=120.0))
        await until(lambda: state_of("sensor.home_box_backlog_of_speech") == "2.0")
        await server.tell(EventType.JOB, {"id": "a", "state": "queued"})
        await server.tell(EventType.JOB, {"id": "b", "state": "running"})
        await until(lambda: state_of("sensor.home_box_jobs") == "2")
        await server.tell(EventType.JOB, {"id": "a", "state": "done"})
        await until(lambda: state_of("sensor.home_box_jobs") == "1")
        await server.tell(EventType.JOB, {"id": "b"})
        await until(lambda: state_of("sensor.home_box_jobs") == "0")

    async def test_backlog_of_a_camera(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        own = ("sensor.front_door_backlog_of_speech", "sensor.garden_backlog_of_speech")
        for entity_id in own:
            entity = er.async_get(hass).async_get(entity_id)
            assert entity is not None
            assert entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
            er.async_get(hass).async_update_entity(entity_id, disabled_by=None)
        await hass.config_entries.async_reload(loaded.entry_id)
        assert [state_of(entity_id) for entity_id in own] == ["unknown", "unknown"], "a server that does not tell"
        waits = SpeechStatus(effort="careful", backlog_s=90.0, cameras=(CameraBacklog(camera_id="cam2", backlog_s=90),))
        server.answers["speech"] = (200, waits.to_json())
        await hass.config_entries.async_reload(loaded.entry_id)
        assert [state_of(entity_id) for entity_id in own] == ["0.0", "1.5"]
        await until(lambda: _sockets_asked(server) == 3 and server.connected == 1)
        await server.tell(EventType.SPEECH_STATUS, SpeechStatus(effort="careful"))
        await until(lambda: state_of(own[1]) == "0.0")

    async def test_problems(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        assert (state_of("binary_sensor.home_box_problem"), state_of("binary_sensor.garden_problem")) == ("off", "off")
        reason = HealthReason(code="clock_wrong", message="no clock")
        await server.tell(EventType.HEALTH, Health(healthy=False, reasons=(reason,)))
        await until(lambda: state_of("binary_sensor.home_box_problem") == "on")
        problem = Problem(code=ErrorCode.TIMEOUT, message="nothing came")
        await server.tell(EventType.CAMERA_STATUS, dataclasses.replace(status("cam2"), problem=problem))
        await until(lambda: state_of("binary_sensor.garden_problem") == "on")


async def test_loudness_is_asked_for(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
) -> None:
    entity_id = "sensor.garden_loudness"
    er.async_get(hass).async_update_entity(entity_id, disabled_by=None)
    server.answers["cameras/cam2/microphone"] = (200, MicrophoneReport(camera_id="cam2", level_db=-31.5).to_json())
    await hass.config_entries.async_reload(loaded.entry_id)
    await until(lambda: state_of(entity_id) == "-31.5")
    louder = MicrophoneReport(camera_id="cam2", level_db=-12.0)
    server.answers["cameras/cam2/microphone"] = (200, louder.to_json())
    assert await async_setup_component(hass, "homeassistant", {})
    ask = partial(hass.services.async_call, "homeassistant", "update_entity", {"entity_id": entity_id}, blocking=True)
    await ask()
    assert state_of(entity_id) == "-12.0"
    server.answers["cameras/cam2/microphone"] = (503, {"error": {"code": "unavailable", "message": "busy"}})
    await ask()
    assert state_of(entity_id) == "unknown"


async def test_loudness_is_asked_for_again_and_again(
    hass: HomeAssistant,
    server: FakeServer,
    loaded: MockConfigEntry,
    state_of: StateOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sensor_module, "SCAN_INTERVAL", timedelta(seconds=0.05))
    er.async_get(hass).async_update_entity("sensor.garden_loudness", disabled_by=None)
    await hass.config_entries.async_reload(loaded.entry_id)

    def is_shown(level: str) -> bool:
        return state_of("sensor.garden_loudness") == level

    for level_db in (-31.5, -40.0):
        report = MicrophoneReport(camera_id="cam2", level_db=level_db)
        server.answers["cameras/cam2/microphone"] = (200, report.to_json())
        await until(partial(is_shown, str(level_db)))


class TestCalendar:
    TALK = Conversation(
        camera_id="cam1", start_ms=START_MS, end_ms=START_MS + 60_000, lines=2, text="a parcel", speakers=("ann", "bob")
    )

    @staticmethod
    async def _events(hass: HomeAssistant, entity_id: str) -> list[dict[str, Any]]:
        span = {"start_date_time": "2026-11-18T00:00:00Z", "end_date_time": "2026-11-19T00:00:00Z"}
        answer: Any = await hass.services.async_call(
            "calendar", "get_events", {"entity_id": entity_id, **span}, blocking=True, return_response=True
        )
        events: list[dict[str, Any]] = answer[entity_id]["events"]
        return events

    @pytest.mark.parametrize("show_text", [True, False])
    async def test_lists_conversations(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry, *, show_text: bool
    ) -> None:
        """Oldest first, with one that began before the range but reaches into it; words only where they may be."""
        hass.config_entries.async_update_entry(entry, options={"transcripts": {"show_text": show_text}})
        early_ms = 1_794_960_000_000 - 60_000
        talks = [
            self.TALK,
            dataclasses.replace(self.TALK, camera_id="cam9", start_ms=early_ms, end_ms=early_ms + 90_000, speakers=()),
            dataclasses.replace(self.TALK, start_ms=early_ms - 90_000, end_ms=early_ms),
        ]
        server.answers["transcripts/conversations"] = (200, {"conversations": [talk.to_json() for talk in talks]})
        await hass.config_entries.async_setup(entry.entry_id)
        early, late = await self._events(hass, "calendar.home_box_conversations")
        query = {"start": "1794956400000", "end": "1795046400000", "limit": "200"}
        assert server.asked("transcripts/conversations").query == query
        assert late["summary"] == ("a parcel" if show_text else "Front door")
        assert (late["location"], late["description"]) == ("Front door", "Ann Example")
        assert early["summary"] == ("a parcel" if show_text else "TheWallflower")
        assert not {"location", "description"} & early.keys()
        await hass.config_entries.async_unload(entry.entry_id)

    async def test_is_on_while_people_talk_and_never_tells_what(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        now_ms, entity_id = int(dt_util.utcnow().timestamp() * 1000), "calendar.home_box_conversations"
        old = Line(id=1, camera_id="cam2", start_ms=1000, end_ms=2000, text="long ago")
        await server.tell(EventType.LINE, old)
        await until(lambda: state_of("sensor.garden_last_transcript") == "long ago")
        assert state_of(entity_id) == "off"
        new = Line(id=2, camera_id="cam1", start_ms=now_ms - 1000, end_ms=now_ms + 600_000, text="a secret")
        await server.tell(EventType.LINE, new)
        await until(lambda: state_of(entity_id) == "on")
        told = shown(hass, entity_id).attributes
        assert (told["message"], told["location"]) == ("Front door", "Front door")
        assert "secret" not in str(told)

    async def test_lists_visits(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        server.visits = [
            dataclasses.replace(ANN, end_ms=START_MS + 60_000),
            Visit(id=3, camera_id="cam9", start_ms=START_MS, end_ms=START_MS, verdict=Verdict.UNKNOWN),
        ]
        known, unknown = await self._events(hass, "calendar.home_box_visits")
        assert server.asked("visits").query == {"start": "1794960000000", "end": "1795046400000", "limit": "500"}
        assert (known["summary"], known["location"]) == ("Ann Example", "Front door")
        assert (unknown["summary"], unknown.get("location")) == ("Unknown face", None)

    async def test_asks_for_all_pages_but_not_without_end(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = [dataclasses.replace(ANN, end_ms=START_MS + 60_000).to_json()]
        asked = []

        ask = WallflowerClient._json

        async def answer(client: WallflowerClient, path: str, **given: Any) -> Any:
            if path != "visits":
                return await ask(client, path, **given)
            query = given["query"]
            asked.append(query.get("cursor"))
            return {"visits": page, "cursor": None if len(asked) == 3 else f"c{len(asked)}"}

        monkeypatch.setattr(WallflowerClient, "_json", answer)
        assert len(await self._events(hass, "calendar.home_box_visits")) == 3
        assert asked == [None, "c1", "c2"]
        monkeypatch.setattr("custom_components.thewallflower.calendar.MOST_PAGES", 2)
        asked.clear()
        told = await self._events(hass, "calendar.home_box_visits")
        assert sorted(event["summary"] for event in told) == [
            "Ann Example",
            "Ann Example",
            "Earlier visits are not shown",
        ]
        (hint,) = (event for event in told if event["summary"] == "Earlier visits are not shown")
        assert hint["end"] == next(event["start"] for event in told if event is not hint)

    async def test_is_on_while_somebody_is_there(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        assert state_of("calendar.home_box_visits") == "off"
        await _visit(server, Phase.STARTED)
        await until(lambda: shown(hass, "calendar.home_box_visits").attributes.get("message") == "Ann Example")
        await _visit(server, Phase.ENDED, end_ms=START_MS + 1)
        await until(lambda: state_of("calendar.home_box_visits") == "off")
        assert "message" not in shown(hass, "calendar.home_box_visits").attributes
