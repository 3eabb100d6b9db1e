"""The blueprints: each is valid, its automation fires for what it says, and notifies with the picture and the clip."""

import re
import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from homeassistant.components.automation import async_get_blueprints
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.thewallflower import camera_actions
from custom_components.thewallflower.wire import EventType, Line, Phase, Verdict, Visit, VisitChange
from custom_components.thewallflower.wire_alerts import Alert, AlertPhase, KeywordHit, RuleKind
from tests.integration.conftest import shown, until
from tests.integration.fake_server import JPEG, SEGMENT, FakeServer

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.stem for path in (ROOT / "docs/blueprints").glob("*.yaml"))
AT_MS = 1_795_161_600_000
AT = datetime.fromtimestamp(AT_MS / 1000, UTC)
JOB = {"id": "abcdefghij", "state": "done", "kind": "export"}

type Use = Callable[..., Awaitable[list[ServiceCall]]]


@pytest.fixture
async def use(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path, monkeypatch: pytest.MonkeyPatch
) -> Use:
    """A function that makes an automation of a blueprint, as a user does, and returns what it notifies of."""
    monkeypatch.setattr(camera_actions, "LOOK_EVERY_S", 0.01)
    server.answers["exports"] = (202, JOB)
    monkeypatch.setattr(hass.config, "config_dir", str(allowed))
    shutil.copytree(ROOT / "docs/blueprints", allowed / "blueprints/automation/thewallflower")

    async def make(name: str, entity_id: str, **inputs: Any) -> list[ServiceCall]:
        calls: list[ServiceCall] = async_mock_service(hass, "notify", "phone")
        given = {
            "events": [entity_id],
            "notify": "notify.phone",
            "media_directory": str(allowed),
            "seconds_after": 0,
            **inputs,
        }
        config = {"use_blueprint": {"path": f"thewallflower/{name}.yaml", "input": given}}
        assert await async_setup_component(hass, "automation", {"automation": config})
        await hass.async_block_till_done()
        assert shown(hass, hass.states.async_entity_ids("automation")[0]).state == "on"
        return calls

    return make


def _visit(number: int, verdict: Verdict, camera_id: str = "cam1", **person: Any) -> VisitChange:
    visit = Visit(id=number, camera_id=camera_id, start_ms=AT_MS, end_ms=None, verdict=verdict, **person)
    return VisitChange(phase=Phase.STARTED, visit=visit)


def _keyword(rule: str, text: str) -> KeywordHit:
    line = Line(id=1, camera_id="cam1", start_ms=AT_MS, end_ms=AT_MS + 900, text=text)
    return KeywordHit(rule_id=rule, rule_name=rule, phrase="parcel", camera_id="cam1", at_ms=AT_MS, line=line)


def _silence(number: int, rule: str) -> Alert:
    return Alert(
        id=number,
        kind=RuleKind.SILENCE,
        phase=AlertPhase.CONFIRMED,
        rule_id=rule,
        rule_name=rule,
        camera_id="cam1",
        at_ms=AT_MS,
    )


async def _notified(calls: list[ServiceCall], server: FakeServer, directory: Path, before_s: int) -> dict[str, Any]:
    """Return the first of two notifications, both of which are about the same picture and the second about a clip."""
    await until(lambda: len(calls) == 2)
    first, second = (call.data for call in calls)
    picture, clip = first["data"]["image"], second["data"]["video"]
    assert picture.startswith("/media/local/wallflower_notifications/front_door_")
    assert (directory / picture.removeprefix("/media/local/")).read_bytes() == JPEG
    assert (directory / clip.removeprefix("/media/local/")).read_bytes() == SEGMENT
    assert first["data"] == {"tag": second["data"]["tag"], "image": picture}
    assert second["data"]["url"] == second["data"]["clickAction"] == clip
    assert (second["title"], second["message"]) == (first["title"], first["message"])
    (order,) = [body for _, path, body in server.orders if path == "exports"]
    assert order["camera_ids"] == ["cam1"]
    assert (order["start"], order["end"]) == (AT_MS - before_s * 1000, AT_MS + 1000)
    return dict(first)


async def test_a_known_face(hass: HomeAssistant, server: FakeServer, use: Use, allowed: Path) -> None:
    calls = await use("known_face", "event.front_door_face", people=["ann example"], title="Ann!")
    await server.tell(EventType.VISIT, _visit(1, Verdict.UNKNOWN))
    await server.tell(EventType.VISIT, _visit(2, Verdict.KNOWN, person_id="bob", name="Bob"))
    await server.tell(EventType.VISIT, _visit(3, Verdict.KNOWN, person_id="ann", name="Ann Example"))
    told = await _notified(calls, server, allowed, before_s=5)
    assert (told["title"], told["message"]) == ("Ann!", "Ann Example: Front door")
    assert server.asked("cameras/cam1/snapshot.jpg").query == {"at": str(AT_MS)}


@pytest.mark.parametrize("is_night", [True, False])
async def test_an_unknown_face_at_night(
    hass: HomeAssistant, server: FakeServer, use: Use, allowed: Path, *, is_night: bool
) -> None:
    begins = dt_util.now() + timedelta(hours=-2 if is_night else 2)
    night = {
        "night_begins": begins.strftime("%H:%M:%S"),
        "night_ends": (begins + timedelta(hours=4)).strftime("%H:%M:%S"),
    }
    calls = await use("unknown_face", "event.front_door_face", **night)
    await server.tell(EventType.VISIT, _visit(1, Verdict.KNOWN, person_id="ann", name="Ann Example"))
    await server.tell(EventType.VISIT, _visit(2, Verdict.UNKNOWN))
    if is_night:
        told = await _notified(calls, server, allowed, before_s=5)
        assert (told["title"], told["message"]) == ("A stranger", "Nobody knows who it is: Front door")
    else:
        await until(lambda: shown(hass, "event.front_door_face").attributes.get("visit") == 2)
        await hass.async_block_till_done()
        assert calls == []


async def test_a_keyword(hass: HomeAssistant, server: FakeServer, use: Use, allowed: Path) -> None:
    calls = await use("keyword", "event.front_door_keyword", rules="Parcels")
    await server.tell(EventType.KEYWORD, _keyword("Fire", "the parcel burns"))
    await server.tell(EventType.KEYWORD, _keyword("Parcels", "a parcel for you"))
    told = await _notified(calls, server, allowed, before_s=10)
    assert told["message"] == "a parcel for you (Front door)"


async def test_silence(hass: HomeAssistant, server: FakeServer, use: Use, allowed: Path) -> None:
    calls = await use("silence", "event.front_door_speech")
    await server.tell(EventType.ALERT, _silence(1, "Nobody talks"))
    told = await _notified(calls, server, allowed, before_s=20)
    assert (told["title"], told["message"]) == ("It is quiet", "Nobody talks: Front door")
    assert server.asked("cameras/cam1/snapshot.jpg").query == {}


async def test_without_a_picture_it_is_told_all_the_same(
    hass: HomeAssistant, server: FakeServer, use: Use, allowed: Path
) -> None:
    calls = await use("silence", "event.front_door_speech")
    server.answers["cameras/cam1/snapshot.jpg"] = (503, {"error": {"code": "unavailable", "message": "busy"}})
    await server.tell(EventType.ALERT, _silence(1, "Nobody talks"))
    await until(lambda: len(calls) == 2)


@pytest.mark.parametrize("name", NAMES)
async def test_each_is_valid_and_needs_no_input_but_its_entities(
    hass: HomeAssistant, loaded: MockConfigEntry, use: Use, name: str
) -> None:
    assert await async_setup_component(hass, "automation", {})
    blueprint = await async_get_blueprints(hass).async_get_blueprint(f"thewallflower/{name}.yaml")
    assert isinstance(blueprint, Blueprint)
    assert blueprint.validate() is None
    assert [key for key, told in blueprint.inputs.items() if "default" not in told] == ["events"]
    source = f"https://github.com/thewallflower/thewallflower/blob/main/docs/blueprints/{name}.yaml"
    assert blueprint.metadata["source_url"] == source
    link = f"https://my.home-assistant.io/redirect/blueprint_import/?blueprint_url={quote(source, safe='')}"
    assert link in (ROOT / "docs/home-assistant.md").read_text(encoding="utf-8")


def test_every_link_has_its_blueprint() -> None:
    told = (ROOT / "docs/home-assistant.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"docs%2Fblueprints%2F(\w+)\.yaml", told)) == NAMES
