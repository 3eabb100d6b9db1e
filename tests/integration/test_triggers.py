"""Triggers and the condition, in real automations: they fire for what is meant and for nothing else."""

import dataclasses
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import condition, trigger
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.service import async_get_all_descriptions as async_get_action_descriptions
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.thewallflower.condition import CONDITIONS
from custom_components.thewallflower.services import CAMERA_ACTIONS, SERVER_ACTIONS
from custom_components.thewallflower.trigger import TRIGGERS
from custom_components.thewallflower.wire import (
    CameraStatus,
    ConnectionState,
    ErrorCode,
    EventType,
    Line,
    Person,
    Phase,
    Problem,
    Verdict,
    Visit,
    VisitChange,
)
from custom_components.thewallflower.wire_alerts import Alert, AlertPhase, KeywordHit, RuleKind
from tests.integration.conftest import shown, until
from tests.integration.fake_server import FakeServer, status

FACES = ["event.front_door_face", "event.garden_face"]
ANN = {"person_id": "ann", "name": "Ann Example"}

type Tell = Callable[..., Awaitable[None]]
type Automate = Callable[..., Awaitable[list[ServiceCall]]]


@pytest.fixture
async def automate(hass: HomeAssistant, loaded: MockConfigEntry) -> Automate:
    """A function that sets up an automation and returns the list of what it does."""

    async def set_up(name: str, entity_ids: list[str] | str, **options: Any) -> list[ServiceCall]:
        calls: list[ServiceCall] = async_mock_service(hass, "test", "fired")
        config = {
            "triggers": {"trigger": f"thewallflower.{name}", "target": {"entity_id": entity_ids}, "options": options},
            "actions": {
                "action": "test.fired",
                "data": {
                    "entity": "{{ trigger.entity_id }}",
                    "name": "{{ trigger.to_state.attributes.name | default }}",
                },
            },
        }
        assert await async_setup_component(hass, "automation", {"automation": config})
        await hass.async_block_till_done()
        assert len(hass.states.async_entity_ids("automation")) == 1
        assert shown(hass, hass.states.async_entity_ids("automation")[0]).state == "on"
        return calls

    return set_up


@pytest.fixture
def see(hass: HomeAssistant, server: FakeServer) -> Tell:
    """A function by which a camera sees somebody; it returns when Home Assistant was told."""
    count = 0

    async def tell(camera_id: str, verdict: Verdict, **person: str) -> None:
        nonlocal count
        count += 1
        visit = Visit(id=count, camera_id=camera_id, start_ms=count, end_ms=None, verdict=verdict, **person)  # type: ignore[arg-type] # only text is given
        entity_id = "event.front_door_face" if camera_id == "cam1" else "event.garden_face"
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=visit))
        await until(lambda: shown(hass, entity_id).attributes.get("visit") == visit.id)
        await hass.async_block_till_done()

    return tell


def _done(calls: list[ServiceCall]) -> list[tuple[str, str]]:
    return [(call.data["entity"], call.data["name"]) for call in calls]


async def test_a_face_fires_for_ann_and_not_for_bob(automate: Automate, see: Tell) -> None:
    calls = await automate("face_recognized", FACES, person="ann EXAMPLE ")
    await see("cam1", Verdict.KNOWN, person_id="bob", name="Bob")
    await see("cam1", Verdict.UNKNOWN)
    await see("cam1", Verdict.UNSURE, **ANN)
    assert calls == []
    await see("cam2", Verdict.KNOWN, **ANN)
    assert _done(calls) == [("event.garden_face", "Ann Example")]


async def test_anybody_known_fires_when_nobody_is_named(automate: Automate, see: Tell) -> None:
    calls = await automate("face_recognized", FACES[0])
    await see("cam1", Verdict.KNOWN, person_id="bob", name="Bob")
    await see("cam2", Verdict.KNOWN, **ANN)
    assert _done(calls) == [("event.front_door_face", "Bob")]


async def test_identical_events_fire_each_time(automate: Automate, see: Tell) -> None:
    calls = await automate("face_recognized", FACES, person=["bob", "ann"])
    await see("cam1", Verdict.KNOWN, **ANN)
    await see("cam1", Verdict.KNOWN, **ANN)
    assert _done(calls) == [("event.front_door_face", "Ann Example")] * 2


async def test_an_unknown_face(automate: Automate, see: Tell) -> None:
    calls = await automate("unknown_face", FACES)
    await see("cam1", Verdict.KNOWN, **ANN)
    await see("cam1", Verdict.UNKNOWN)
    assert _done(calls) == [("event.front_door_face", "")]


async def test_a_target_of_devices_means_their_faces(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    """Whatever the entity is called now, and no other entity of the device."""
    registry = er.async_get(hass)
    device_id = registry.entities[FACES[0]].device_id
    registry.async_update_entity(FACES[0], new_entity_id="event.who")
    await hass.async_block_till_done()
    calls = async_mock_service(hass, "test", "fired")
    config = {
        "triggers": {"trigger": "thewallflower.unknown_face", "target": {"device_id": device_id}},
        "actions": {"action": "test.fired", "data": {"entity": "{{ trigger.entity_id }}", "name": ""}},
    }
    assert await async_setup_component(hass, "automation", {"automation": config})
    await hass.async_block_till_done()
    for number, camera_id in enumerate(("cam2", "cam1")):
        visit = Visit(id=number, camera_id=camera_id, start_ms=number, end_ms=None, verdict=Verdict.UNKNOWN)
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=visit))
    await until(lambda: shown(hass, "event.who").attributes.get("visit") == 1)
    await hass.async_block_till_done()
    assert _done(calls) == [("event.who", "")]


async def test_a_keyword(hass: HomeAssistant, server: FakeServer, automate: Automate) -> None:
    async def hear(alert_id: int, phrase: str, rule: str) -> None:
        line = Line(id=alert_id, camera_id="cam1", start_ms=1, end_ms=2, text=phrase)
        hit = KeywordHit(
            rule_id="r", rule_name=rule, phrase=phrase, camera_id="cam1", at_ms=1, line=line, alert_id=alert_id
        )
        await server.tell(EventType.KEYWORD, hit)
        await until(lambda: shown(hass, "event.front_door_keyword").attributes.get("alert") == alert_id)
        await hass.async_block_till_done()

    keyword = ["event.front_door_keyword", "event.front_door_withdrawn_keyword"]
    calls = await automate("keyword_heard", keyword, phrase=["Parcel", "package"], rule="Deliveries")
    await hear(1, "help", "Deliveries")
    await hear(2, "parcel", "Other")
    assert calls == []
    await hear(3, "parcel", "Deliveries")
    await hear(4, "package", "deliveries")
    assert len(calls) == 2


async def test_silence(hass: HomeAssistant, server: FakeServer, automate: Automate) -> None:
    async def fire(alert_id: int, kind: RuleKind, rule: str) -> None:
        alert = Alert(id=alert_id, rule_id="r", rule_name=rule, kind=kind, camera_id="cam1", at_ms=1)
        await server.tell(EventType.ALERT, alert)
        await until(lambda: shown(hass, "event.front_door_speech").attributes.get("alert") == alert_id)
        await hass.async_block_till_done()

    calls = await automate("silence", "event.front_door_speech", rule="Too quiet")
    await fire(1, RuleKind.SPEAKER, "Too quiet")
    await fire(2, RuleKind.SILENCE, "Another")
    assert calls == []
    await server.tell(EventType.ALERT, {"id": 7})
    keyword = Alert(id=8, rule_id="r", rule_name="Too quiet", kind=RuleKind.KEYWORD, camera_id="cam1", at_ms=1)
    await server.tell(EventType.ALERT, keyword)
    withdrawn = Alert(
        id=9,
        rule_id="r",
        rule_name="Too quiet",
        kind=RuleKind.KEYWORD,
        camera_id="cam1",
        at_ms=1,
        phase=AlertPhase.WITHDRAWN,
    )
    await server.tell(EventType.ALERT, withdrawn)
    await fire(3, RuleKind.SILENCE, "too quiet")
    assert len(calls) == 1


async def test_a_camera_goes_offline(hass: HomeAssistant, server: FakeServer, automate: Automate) -> None:
    link = "binary_sensor.front_door_connectivity"

    async def connect(*, connected: bool) -> None:
        await server.tell(EventType.CAMERA_STATUS, status("cam1", connected=connected))
        await until(lambda: shown(hass, link).state == ("on" if connected else "off"))
        await hass.async_block_till_done()

    calls = await automate("camera_offline", link)
    await connect(connected=False)
    assert len(calls) == 1
    await connect(connected=True)
    assert len(calls) == 1
    problem = Problem(code=ErrorCode.UNAVAILABLE, message="the recording process does not answer")
    late = CameraStatus(camera_id="cam1", running=True, connection=ConnectionState.UNKNOWN, problem=problem)
    await server.tell(EventType.CAMERA_STATUS, late)
    await until(lambda: shown(hass, "binary_sensor.front_door_problem").state == "on")
    await hass.async_block_till_done()
    assert (shown(hass, link).state, len(calls)) == ("on", 1), "that is not known to be the camera's fault"
    again = CameraStatus(camera_id="cam1", running=True, connection=ConnectionState.CONNECTING)
    await server.tell(EventType.CAMERA_STATUS, again)
    await server.tell(EventType.CAMERA_STATUS, dataclasses.replace(again, connection=ConnectionState.RETRYING))
    await until(lambda: shown(hass, link).state == "off")
    await hass.async_block_till_done()
    assert len(calls) == 2, "it went while the recording process started again"
    await connect(connected=True)
    await server.drop()
    await until(lambda: server.connected)
    await until(lambda: shown(hass, link).state == "on")
    await hass.async_block_till_done()
    assert len(calls) == 2


class TestWasSeen:
    async def _check(self, hass: HomeAssistant, **options: Any) -> bool:
        config: Any = {"condition": "thewallflower.was_seen", "options": options}
        valid = await condition.async_validate_condition_config(hass, config)
        checker = await condition.async_from_config(hass, valid)
        result = checker.async_check()
        checker.async_unload()
        return bool(result)

    async def test_somebody_in_view(self, hass: HomeAssistant, loaded: MockConfigEntry, see: Tell) -> None:
        assert not await self._check(hass, person="Ann Example", within={"minutes": 5})
        await see("cam1", Verdict.UNSURE, **ANN)
        assert not await self._check(hass, person="Ann Example", within={"minutes": 5})
        await see("cam1", Verdict.KNOWN, **ANN)
        assert await self._check(hass, person=["Zoe", "ann example"], within={"minutes": 5})
        assert not await self._check(hass, person=["Zoe"], within={"minutes": 5})
        assert await self._check(hass, person="ann", within={"minutes": 5}, camera="camera.front_door")
        assert not await self._check(hass, person="ann", within={"minutes": 5}, camera="camera.garden")

    async def test_somebody_in_view_of_a_server_that_was_lost(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, see: Tell
    ) -> None:
        await see("cam1", Verdict.KNOWN, **ANN)
        assert await self._check(hass, person="ann", within={"minutes": 5})
        await server.stop()
        await until(lambda: not loaded.runtime_data.last_update_success)
        assert not await self._check(hass, person="ann", within={"minutes": 5})

    async def test_somebody_who_left(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        end_ms = int((dt_util.utcnow() - timedelta(minutes=10)).timestamp() * 1000)
        visit = Visit(id=1, camera_id="cam1", start_ms=end_ms - 9000, end_ms=end_ms, verdict=Verdict.KNOWN, **ANN)  # type: ignore[arg-type] # only text is given
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.ENDED, visit=visit))
        await until(lambda: loaded.runtime_data.data.seen)
        assert await self._check(hass, person="ann", within={"minutes": 15})
        assert not await self._check(hass, person="ann", within={"minutes": 5})

    async def test_what_the_server_remembers(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        now_ms = int(dt_util.utcnow().timestamp() * 1000)
        bob = Person(id="bob", name="Bob", aliases=("Bobby",), last_seen_ms=now_ms, last_camera_id="cam2")
        await server.tell(EventType.PERSON_ADDED, bob)
        await until(lambda: "bob" in loaded.runtime_data.data.people)
        assert await self._check(hass, person="bobby", within={"minutes": 1}, camera="camera.garden")
        await server.tell(EventType.PERSON_REMOVED, {"id": "bob"})
        await until(lambda: "bob" not in loaded.runtime_data.data.people)
        assert not await self._check(hass, person="bobby", within={"minutes": 1})
        assert loaded.runtime_data.data.seen == {}


async def test_each_is_described_as_home_assistant_wants_it(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """What cannot be parsed is only a warning there, and all descriptions are missing then."""
    triggers = await trigger.async_get_all_descriptions(hass)
    assert {name for name in triggers if name.startswith("thewallflower.")} == {
        f"thewallflower.{key}" for key in TRIGGERS
    }
    assert all(triggers[f"thewallflower.{key}"] for key in TRIGGERS)
    conditions = await condition.async_get_all_descriptions(hass)
    assert all(conditions[f"thewallflower.{key}"] for key in CONDITIONS)
    actions = (await async_get_action_descriptions(hass))["thewallflower"]
    assert all(actions[name]["fields"] for name in (*CAMERA_ACTIONS, *SERVER_ACTIONS))
