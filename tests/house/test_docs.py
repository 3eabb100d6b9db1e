"""Documents: links resolve, and what exists is documented and the other way round."""

import json
import re
from pathlib import Path

import pytest
import yaml

from wallflower.config import Settings
from wallflower.wire import EventType

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.+)$", re.MULTILINE)
# Set by the container's start script, not by the user of the add-on.
NOT_ADDON_OPTIONS = {"data", "media", "host", "port", "rtsp_port", "ingress_port", "supervisor", "zeroconf"}


def anchors(document: Path) -> set[str]:
    """Heading anchors as GitHub makes them."""
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")
        for title in HEADING.findall(document.read_text())
    }


def test_links_resolve(tracked: list[Path]) -> None:
    broken = []
    for document in (path for path in tracked if path.suffix == ".md"):
        for target in LINK.findall(document.read_text()):
            if "://" in target or target.startswith("mailto:"):
                continue
            name, _, anchor = target.partition("#")
            file = (document.parent / name).resolve() if name else document
            if not file.exists() or (anchor and anchor not in anchors(file)):
                broken.append(f"{document.name}: {target}")
    assert not broken


def test_addon_options_are_the_settings(root: Path) -> None:
    settings = set(Settings.model_fields) - NOT_ADDON_OPTIONS
    addon = yaml.safe_load((root / "addon/config.yaml").read_text())
    assert set(addon["schema"]) == settings
    assert set(addon["options"]) <= settings
    strings = yaml.safe_load((root / "addon/translations/en.yaml").read_text())
    assert set(strings["configuration"]) == settings


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - NOT_ADDON_OPTIONS))
def test_option_is_documented(root: Path, name: str) -> None:
    assert f"`{name}`" in (root / "addon/DOCS.md").read_text()


@pytest.mark.parametrize("kind", sorted(set(EventType) - {EventType.UNKNOWN}))
def test_event_is_documented(root: Path, kind: EventType) -> None:
    assert f"`{kind.value}`" in (root / "docs/api.md").read_text()


def test_every_entity_is_documented(root: Path) -> None:
    strings = json.loads((root / "custom_components/thewallflower/translations/en.json").read_text())
    document = (root / "docs/home-assistant.md").read_text()
    keys = {f"`{platform}.{key}`" for platform, names in strings["entity"].items() for key in names}
    assert {key for key in keys if key not in document} == set()
