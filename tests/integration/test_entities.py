"""What the entities of the platforms show, tell and do."""

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from homeassistant.components.camera import async_get_image, async_get_stream_source
from homeassistant.core import Event, EventStateChangedData, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.thewallflower.camera import stream_url
from custom_components.thewallflower.wire import (
    CameraStatus,
    ConnectionState,
    EventType,
    Line,
    LiveStream,
    Motion,
    Person,
    Phase,
    RecordMode,
    Speech,
    Verdict,
    Visit,
    VisitChange,
    Word,
)
from custom_components.thewallflower.wire_alerts import Alert, AlertPhase, KeywordHit, RuleKind
from tests.integration.conftest import shown, until
from tests.integration.fake_server import JPEG, FakeServer, status

type StateOf = Callable[[str], str | None]

SPOKEN_MS = 1_795_000_000_123


def _line(text: str, *, words: tuple[Word, ...] = (), camera_id: str = "cam1") -> Line:
    return Line(
        id=1, camera_id=camera_id, start_ms=SPOKEN_MS, end_ms=SPOKEN_MS + 900, text=text, words=words, language="en"
    )


def _visit(number: int, verdict: Verdict, **more: Any) -> Visit:
    plain = Visit(id=number, camera_id="cam1", start_ms=SPOKEN_MS, end_ms=None, verdict=verdict)
    return dataclasses.replace(plain, **more)


def _is(state_of: StateOf, entity_id: str, state: str) -> bool:
    return state_of(entity_id) == state


def _told(events: list[Event[EventStateChangedData]], entity_id: str) -> list[dict[str, Any]]:
    """Return the attributes of each time the event entity fired."""
    changes = [event.data["new_state"] for event in events if event.data["entity_id"] == entity_id]
    return [dict(state.attributes) for state in changes if state is not None and state.attributes.get("event_type")]


class TestCamera:
    async def test_still_and_stream(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        assert (await async_get_image(hass, "camera.front_door")).content == JPEG
        source = await async_get_stream_source(hass, "camera.front_door")
        assert source == "rtsp://wallflower:p%40ss%2Fw%3Ard@127.0.0.1:8554/cam1"
        server.live = None
        assert await async_get_stream_source(hass, "camera.front_door") is None

    def test_stream_url_of_an_ipv6_host(self) -> None:
        live = LiveStream(port=8554, path="a b", username="u", password="p")
        assert stream_url(live, "fd00::7") == "rtsp://u:p@[fd00::7]:8554/a%20b"

    async def test_no_picture_yet(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        server.answers["cameras/cam1/snapshot.jpg"] = (404, {"error": {"code": "not_found", "message": "none yet"}})
        with pytest.raises(HomeAssistantError, match="Unable to get image"):
            await async_get_image(hass, "camera.front_door")

    @pytest.mark.parametrize(
        ("answer", "key"),
        [
            ((500, {"error": {"code": "internal_error", "message": "broken"}}), "request_failed"),
            ((401, ""), "invalid_auth"),
            ((403, {"error": {"code": "forbidden", "message": "only to view"}}), "forbidden"),
        ],
    )
    async def test_refusals_are_translated(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, answer: tuple[int, Any], key: str
    ) -> None:
        server.answers["cameras/cam1/snapshot.jpg"] = answer
        with pytest.raises(HomeAssistantError) as caught:
            await async_get_image(hass, "camera.front_door")
        assert caught.value.translation_key == key

    async def test_turn_off_and_on(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        assert state_of("camera.front_door") == "recording"
        target = {"entity_id": "camera.front_door"}
        await hass.services.async_call("camera", "turn_off", target, blocking=True)
        assert not server.cameras["cam1"].enabled
        assert state_of("camera.front_door") == "idle"
        await hass.services.async_call("camera", "turn_on", target, blocking=True)
        assert state_of("camera.front_door") == "recording"

    async def test_a_failing_switch_is_translated(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        await server.stop()
        with pytest.raises(HomeAssistantError) as caught:
            await loaded.runtime_data.hass.data["camera"].get_entity("camera.front_door").async_turn_off()
        assert caught.value.translation_key == "cannot_connect"

    async def test_status_is_pushed(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        await server.tell(EventType.CAMERA_STATUS, dataclasses.replace(status("cam1"), recording=False))
        await until(lambda: state_of("camera.front_door") == "streaming")
        retrying = CameraStatus(camera_id="cam1", running=True, connection=ConnectionState.RETRYING)
        await server.tell(EventType.CAMERA_STATUS, retrying)
        await until(lambda: state_of("camera.front_door") == "idle")
        assert state_of("binary_sensor.front_door_connectivity") == "off"
        assert state_of("binary_sensor.garden_connectivity") == "on"

    @pytest.mark.parametrize(("tries", "heard_ms", "shown"), [(0, None, "on"), (1, None, "off"), (0, 5, "off")])
    async def test_a_first_try_tells_nothing(
        self,
        server: FakeServer,
        loaded: MockConfigEntry,
        state_of: StateOf,
        tries: int,
        heard_ms: int | None,
        shown: str,
    ) -> None:
        trying = CameraStatus(
            camera_id="cam1",
            running=True,
            connection=ConnectionState.CONNECTING,
            failures=tries,
            last_media_ms=heard_ms,
        )
        await server.tell(EventType.CAMERA_STATUS, trying)
        await server.tell(EventType.CAMERA_STATUS, status("cam2", connected=False))
        await until(lambda: state_of("binary_sensor.garden_connectivity") == "off")
        assert state_of("binary_sensor.front_door_connectivity") == shown


class TestTranscript:
    async def test_shows_the_last_line(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        assert state_of("sensor.front_door_last_transcript") == "unknown"
        await server.tell(EventType.LINE, _line("Parcel for you", words=(Word(text="Parcel", start_ms=1, end_ms=2),)))
        await until(lambda: state_of("sensor.front_door_last_transcript") == "Parcel for you")
        attributes = shown(hass, "sensor.front_door_last_transcript").attributes
        assert attributes["text"] == "Parcel for you"
        assert attributes["words"] == 1
        assert attributes["language"] == "en"
        assert (attributes["speaker"], attributes["speaker_id"]) == (None, None)
        assert attributes["spoken_at"] == "2026-11-18T11:06:40.123000+00:00"

    async def test_who_spoke_follows(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        await server.tell(EventType.PERSON_ADDED, Person(id="p9", name="Amy"))
        await server.tell(EventType.LINE, _line("It is me"))
        await until(lambda: state_of("sensor.front_door_last_transcript") == "It is me")
        late = dataclasses.replace(_line("Another"), id=99, speaker="p9")
        await server.tell(EventType.LINE_UPDATED, late)
        await server.tell(EventType.LINE_UPDATED, dataclasses.replace(_line("It is"), speaker="p9"))
        await until(lambda: state_of("sensor.front_door_last_transcript") == "It is")
        assert shown(hass, "sensor.front_door_last_transcript").attributes["speaker"] == "Amy"

    async def test_an_older_line_that_was_decoded_later_does_not_replace_it(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        await server.tell(EventType.LINE, _line("newest"))
        await server.tell(EventType.LINE, dataclasses.replace(_line("older"), start_ms=1, end_ms=2))
        await server.tell(EventType.LINE, _line("elsewhere", camera_id="cam2"))
        await until(lambda: state_of("sensor.garden_last_transcript") == "elsewhere")
        assert state_of("sensor.front_door_last_transcript") == "newest"

    async def test_300_characters(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        state_of: StateOf,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        text = "word " * 60
        await server.tell(EventType.LINE, _line(text))
        await until(lambda: state_of("sensor.front_door_last_transcript") != "unknown")
        state = shown(hass, "sensor.front_door_last_transcript")
        assert len(state.state) == 255
        assert state.state == text[:254] + "…"
        assert state.attributes["text"] == text
        assert state.attributes["words"] == 60
        assert text[:200] not in caplog.text
        entity = hass.data["entity_components"]["sensor"].get_entity("sensor.front_door_last_transcript")
        assert {"text", "words"} <= entity._unrecorded_attributes


class TestBinarySensors:
    async def test_motion(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry, state_of: StateOf
    ) -> None:
        """What moves already is known from the beginning; where the server does not look nothing is claimed."""
        here, there = "binary_sensor.front_door_motion", "binary_sensor.garden_motion"
        server.cameras["cam1"] = dataclasses.replace(server.cameras["cam1"], moves=True)
        deaf = server.cameras["cam2"] = dataclasses.replace(server.cameras["cam2"], recognize_faces=False)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await until(lambda: server.connected)
        assert (state_of(here), state_of(there)) == ("on", "unknown")
        assert shown(hass, here).attributes["device_class"] == "motion"
        await server.tell(EventType.MOTION, Motion(camera_id="cam1", phase=Phase.ENDED, at_ms=1))
        await until(lambda: state_of(here) == "off")
        await server.tell(EventType.MOTION, Motion(camera_id="cam2", phase=Phase.STARTED, at_ms=1))
        await server.tell(EventType.CAMERA_UPDATED, dataclasses.replace(deaf, mode=RecordMode.EVENTS, moves=False))
        await until(lambda: state_of(there) == "off")
        await server.tell(EventType.MOTION, Motion(camera_id="gone", phase=Phase.STARTED, at_ms=1))
        await server.tell(EventType.MOTION, Motion(camera_id="cam2", phase=Phase.STARTED, at_ms=1))
        await until(lambda: state_of(there) == "on")
        assert state_of(here) == "off"
        await server.tell(EventType.CAMERA_STATUS, status("cam2", running=False))
        await until(lambda: state_of(there) == "unknown")
        await hass.config_entries.async_unload(entry.entry_id)

    async def test_speech(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        for phase, expected in ((Phase.STARTED, "on"), (Phase.UPDATED, "on"), (Phase.ENDED, "off")):
            await server.tell(EventType.SPEECH, Speech(camera_id="cam1", phase=phase, at_ms=1))
            await server.tell(EventType.LINE, _line(phase))
            await until(partial(_is, state_of, "sensor.front_door_last_transcript", phase))
            assert state_of("binary_sensor.front_door_speech") == expected
        assert state_of("binary_sensor.garden_speech") == "off"

    async def test_a_person_comes_is_recognised_and_goes(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        here, ann = "binary_sensor.front_door_person", "binary_sensor.ann_example_detected"
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=_visit(1, Verdict.UNKNOWN)))
        await until(lambda: state_of(here) == "on")
        assert state_of(ann) == "off"
        known = _visit(1, Verdict.KNOWN, person_id="ann", name="Ann Example")
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.UPDATED, visit=known))
        await until(lambda: state_of(ann) == "on")
        assert state_of(here) == "on"
        ended = dataclasses.replace(known, end_ms=SPOKEN_MS + 9)
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.ENDED, visit=ended))
        await until(lambda: state_of(ann) == "off")
        assert state_of(here) == "off"

    async def test_an_unsure_match_does_not_count_as_the_person(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        unsure = _visit(1, Verdict.UNSURE, person_id="ann")
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=unsure))
        await until(lambda: state_of("binary_sensor.front_door_person") == "on")
        assert state_of("binary_sensor.ann_example_detected") == "off"

    async def test_who_is_there_at_setup(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry, state_of: StateOf
    ) -> None:
        server.visits = [
            _visit(1, Verdict.KNOWN, person_id="ann"),
            _visit(2, Verdict.UNKNOWN, camera_id="cam2", end_ms=SPOKEN_MS + 1),
        ]
        await hass.config_entries.async_setup(entry.entry_id)
        assert state_of("binary_sensor.ann_example_detected") == "on"
        assert state_of("binary_sensor.front_door_person") == "on"
        assert state_of("binary_sensor.garden_person") == "off"
        assert state_of("event.front_door_face") == "unknown"
        await hass.config_entries.async_unload(entry.entry_id)

    async def test_a_person_without_visits_removed_while_seen(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, state_of: StateOf
    ) -> None:
        known = _visit(1, Verdict.KNOWN, person_id="ann")
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=known))
        await server.tell(EventType.PERSON_REMOVED, {"id": "ann"})
        await until(lambda: state_of("binary_sensor.ann_example_detected") is None)
        await server.tell(EventType.CAMERA_REMOVED, {"id": "cam1"})
        await until(lambda: state_of("binary_sensor.front_door_person") is None)


class TestEvents:
    async def test_two_identical_keywords_fire_twice(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        events = async_capture_events(hass, "state_changed")
        hit = KeywordHit(
            rule_id="r",
            rule_name="Parcels",
            phrase="parcel",
            camera_id="cam1",
            at_ms=SPOKEN_MS,
            line=_line("a parcel!"),
        )
        await server.tell(EventType.KEYWORD, hit)
        await server.tell(EventType.KEYWORD, hit)
        await until(lambda: len(_told(events, "event.front_door_keyword")) == 2)
        for attributes in _told(events, "event.front_door_keyword"):
            assert attributes["event_type"] == "keyword"
            assert attributes["event_types"] == ["keyword"]
            assert (attributes["phrase"], attributes["rule"]) == ("parcel", "Parcels")
            assert (attributes["alert"], attributes["early"]) == (0, False)
            assert (attributes["text"], attributes["at"]) == ("a parcel!", "2026-11-18T11:06:40.123+00:00")
        assert _told(events, "event.garden_keyword") == []
        assert _told(events, "event.front_door_face") == []

    async def test_an_early_keyword_fires_once_and_is_withdrawn_elsewhere(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        registry = er.async_get(hass)
        registry.async_update_entity("event.front_door_withdrawn_keyword", disabled_by=None)
        await hass.config_entries.async_reload(loaded.entry_id)
        await until(lambda: loaded.runtime_data._position is not None)
        events = async_capture_events(hass, "state_changed")
        hit = KeywordHit(
            rule_id="r",
            rule_name="Parcels",
            phrase="parcel",
            camera_id="cam1",
            at_ms=SPOKEN_MS,
            line=_line("a parcel"),
            alert_id=7,
            phase=AlertPhase.EARLY,
        )
        alert = Alert(
            id=7,
            rule_id="r",
            rule_name="Parcels",
            kind=RuleKind.KEYWORD,
            camera_id="cam1",
            at_ms=SPOKEN_MS,
            phrase="parcel",
            phase=AlertPhase.EARLY,
        )
        await server.tell(EventType.ALERT, alert)
        await server.tell(EventType.KEYWORD, hit)
        await server.tell(EventType.ALERT, dataclasses.replace(alert, phase=AlertPhase.CONFIRMED))
        await server.tell(EventType.ALERT, {"id": 6})
        await server.tell(EventType.ALERT, dataclasses.replace(alert, phase=AlertPhase.WITHDRAWN))
        await until(lambda: _told(events, "event.front_door_withdrawn_keyword"))
        (told,) = _told(events, "event.front_door_keyword")
        assert (told["alert"], told["early"]) == (7, True)
        (withdrawn,) = _told(events, "event.front_door_withdrawn_keyword")
        assert (withdrawn["event_type"], withdrawn["alert"], withdrawn["phrase"]) == ("withdrawn", 7, "parcel")
        assert withdrawn["rule"] == "Parcels"
        assert "text" not in withdrawn

    async def test_a_face_is_told_once_per_verdict(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        events = async_capture_events(hass, "state_changed")
        known = _visit(4, Verdict.KNOWN, person_id="ann", name="Ann Example", score=0.8, zones=("porch", "steps"))
        changes = [
            (Phase.STARTED, _visit(4, Verdict.UNSURE)),
            (Phase.UPDATED, _visit(4, Verdict.UNSURE, sightings=3)),
            (Phase.UPDATED, known),
            (Phase.UPDATED, dataclasses.replace(known, sightings=9)),
            (Phase.ENDED, dataclasses.replace(known, end_ms=1)),
            (Phase.ENDED, _visit(5, Verdict.UNKNOWN, end_ms=1)),
            (Phase.STARTED, _visit(6, Verdict.UNKNOWN)),
        ]
        for phase, visit in changes:
            await server.tell(EventType.VISIT, VisitChange(phase=phase, visit=visit))
        await until(lambda: len(_told(events, "event.front_door_face")) == 3)
        told = _told(events, "event.front_door_face")
        assert [attributes["event_type"] for attributes in told] == ["unsure_face", "recognized", "unknown_face"]
        assert told[0]["event_types"] == ["recognized", "unknown_face", "unsure_face"]
        assert "name" not in told[0]
        assert (told[1]["name"], told[1]["person_id"], told[1]["score"]) == ("Ann Example", "ann", 0.8)
        assert [attributes["zones"] for attributes in told] == [[], ["porch", "steps"], []]

    async def test_names_and_words_are_not_recorded(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        entity = hass.data["entity_components"]["event"].get_entity("event.front_door_keyword")
        assert {"text", "phrase", "name"} <= entity._unrecorded_attributes
