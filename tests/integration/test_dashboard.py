"""The example dashboard: core cards only, and every entity, action and option in it exists."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.template import Template
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.const import DOMAIN
from custom_components.thewallflower.services import CAMERA_ACTIONS, SERVER_ACTIONS
from custom_components.thewallflower.wire import EventType, Line, Person
from tests.integration.conftest import shown, until
from tests.integration.fake_server import FakeServer

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/dashboard.yaml").read_text(encoding="utf-8")
DASHBOARD: dict[str, Any] = yaml.safe_load(TEXT)
# What the front end registers itself; anything else would be somebody's own card.
CARDS = {
    "button",
    "calendar",
    "conditional",
    "heading",
    "history-graph",
    "logbook",
    "markdown",
    "picture-entity",
    "tile",
}
VIEWS, SECTIONS, BADGES = {"panel", "sections"}, {"grid"}, {"entity"}
ENTITY = re.compile(rf"\b(?:{'|'.join(platform.value for platform in Platform)})\.[a-z0-9_]+")


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


@pytest.fixture
async def named(hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry) -> MockConfigEntry:
    """An entry whose server, camera and person are called as the dashboard's are."""
    server.info = dataclasses.replace(server.info, name="TheWallflower")
    server.people = {"ann": Person(id="ann", name="Ann")}
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: server.connected)
    return entry


async def test_every_entity_exists(hass: HomeAssistant, named: MockConfigEntry) -> None:
    own = set(ENTITY.findall(re.sub(r"perform_action: \S+", "", TEXT)))
    assert len(own) > 20
    assert {entity_id for entity_id in own if hass.states.get(entity_id) is None} == set()
    assert await hass.config_entries.async_unload(named.entry_id)


async def test_the_transcript_is_shown(hass: HomeAssistant, server: FakeServer, named: MockConfigEntry) -> None:
    (card,) = [node for node in _nodes(DASHBOARD) if node.get("type") == "markdown"]
    assert Template(card["content"], hass).async_render() == "Nothing was said yet."
    await server.tell(EventType.LINE, Line(id=1, camera_id="cam1", start_ms=1, end_ms=2, text="a parcel for you"))
    await until(lambda: shown(hass, "sensor.front_door_last_transcript").state == "a parcel for you")
    assert Template(card["content"], hass).async_render() == "a parcel for you"
    assert await hass.config_entries.async_unload(named.entry_id)


def test_every_action_exists_and_takes_what_it_is_given() -> None:
    ordered = [node for node in _nodes(DASHBOARD) if "perform_action" in node]
    assert ordered
    for node in ordered:
        domain, name = node["perform_action"].split(".")
        if domain != DOMAIN:
            assert node["perform_action"] == "button.press"
            continue
        action = (CAMERA_ACTIONS | SERVER_ACTIONS)[name]  # type: ignore[operator] # both are looked up by name only
        assert ("target" in node) == (name in CAMERA_ACTIONS)
        assert set(node.get("data", {})) <= {str(field) for field in action.fields}


def test_only_core_cards_are_used() -> None:
    views = DASHBOARD["views"]
    assert {view["type"] for view in views} <= VIEWS
    sections = [section for view in views for section in view.get("sections", ())]
    assert {section["type"] for section in sections} <= SECTIONS
    holders = (*views, *sections)
    cards = [card for holder in holders for card in holder.get("cards", ())]
    cards += [card["card"] for card in cards if "card" in card]
    assert {card["type"] for card in cards} == CARDS
    assert {badge["type"] for card in cards for badge in card.get("badges", ())} <= BADGES
