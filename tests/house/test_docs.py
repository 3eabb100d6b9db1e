"""Documents: links resolve, and what exists is documented and the other way round."""

import json
import re
from pathlib import Path

import pytest
import yaml

from wallflower.api.routes import ALL
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
    for language in ("en", "de"):
        strings = yaml.safe_load((root / f"addon/translations/{language}.yaml").read_text())
        assert set(strings["configuration"]) == settings
        assert all(option.keys() == {"name", "description"} for option in strings["configuration"].values())


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


def test_every_option_of_the_card_is_documented_and_no_other(root: Path) -> None:
    known = set(yaml.safe_load((root / "translations/en.yaml").read_text())["web"]["card"]["option"])
    document = (root / "docs/home-assistant.md").read_text()
    card = document[document.index("## The card") : document.index("## Media browser")]
    assert set(re.findall(r"^\| `(\w+)` \|", card, re.MULTILINE)) == known


def test_routes_that_guides_name_exist(root: Path) -> None:
    known = {(route.method, re.sub(r"{\w+}", "{}", route.path)) for route in ALL}
    named = set()
    for document in (root / "README.md", root / "addon/DOCS.md", *sorted((root / "docs").glob("*.md"))):
        for method, path in re.findall(
            r"`(GET|POST|PUT|PATCH|DELETE) (/(?:api|metrics)[^`\s?…]*)", document.read_text()
        ):
            named.add((method, re.sub(r"{\w+}|\b[A-Z]+_ID\b", "{}", path)))
    assert len(named) > 30
    assert named - known == set()
