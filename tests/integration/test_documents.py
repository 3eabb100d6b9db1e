"""Documents and code tell the same: every entity, action, trigger, condition, option and issue, and no other."""

import re
from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import issues
from custom_components.thewallflower.condition import CONDITIONS
from custom_components.thewallflower.llm import TOOLS
from custom_components.thewallflower.options_flow import SCHEMA
from custom_components.thewallflower.services import CAMERA_ACTIONS, SERVER_ACTIONS
from custom_components.thewallflower.tongues import ENGLISH
from custom_components.thewallflower.trigger import TRIGGERS

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/home-assistant.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def documented(heading: str) -> set[str]:
    """Return what the first column of the tables below a heading names."""
    section = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert section is not None, heading
    return set(re.findall(r"^\| `([^`]+)`", section[1], re.MULTILINE))


def listed(kind: str) -> set[str]:
    """Return what README's item of a kind names."""
    section = README.partition("## What it adds to Home Assistant")[2].partition("\n## ")[0]
    (item,) = [item for item in section.split("\n* ") if item.startswith(f"**{kind}**")]
    return set(re.findall(r"`([^`]+)`", item))


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Actions", {*CAMERA_ACTIONS, *SERVER_ACTIONS}),
        ("Triggers and a condition", {*TRIGGERS, *CONDITIONS}),
        ("Options", {f"{part}.{field}" for part, fields in SCHEMA.schema.items() for field in fields.schema.schema}),
        ("Assist", {*ENGLISH.sentences, *(tool.name for tool in TOOLS)}),
        ("Repairs", {issues.LOGIN_FAILED, issues.TOO_OLD, issues.TOO_NEW, *(key for _, key in issues.HEALTH_CODES)}),
    ],
)
def test_each_is_documented_and_each_documented_exists(heading: str, names: set[str]) -> None:
    assert documented(heading) == names
    if heading not in {"Assist", "Repairs"}:
        assert listed(heading) == names


def test_readme_names_no_other_actions() -> None:
    named = set(re.findall(r"`thewallflower\.(\w+)`", README))
    assert named
    assert named <= {*CAMERA_ACTIONS, *SERVER_ACTIONS}


async def test_entities(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    found = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    names = {f"{entity.domain}.{_key(entity.unique_id)}" for entity in found}
    assert documented("Entities") == names
    assert listed("Entities") == names


def _key(unique_id: str) -> str:
    return re.sub(r"^server-1_(?:camera_cam\d_|person_ann_)?", "", unique_id)
