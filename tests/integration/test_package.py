"""What hassfest and HACS ask of a custom integration, and that what is generated is fresh and complete."""

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import probatio
import pytest
import yaml
from homeassistant.const import Platform

from custom_components.thewallflower import PLATFORMS, issues, wire
from custom_components.thewallflower.condition import CONDITIONS
from custom_components.thewallflower.options_flow import RECORD_SCHEMA
from custom_components.thewallflower.options_flow import SCHEMA as OPTIONS
from custom_components.thewallflower.services import CAMERA_ACTIONS, SERVER_ACTIONS
from custom_components.thewallflower.trigger import TRIGGERS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "custom_components/thewallflower"
MODULES = {path.stem: path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py")}
HACS_KEYS = {
    "content_in_root",
    "country",
    "filename",
    "hacs",
    "hide_default_branch",
    "homeassistant",
    "name",
    "persistent_directory",
    "zip_release",
}
CORE = {
    *("archive", "client", "const", "errors", "grants", "hours", "media_ids", "options", "orders", "state", "tongues"),
    "transport",
}
# All of Home Assistant's Integration Quality Scale, from Bronze to Platinum.
QUALITY_RULES = """
    action-exceptions action-setup appropriate-polling async-dependency brands common-modules config-entry-unloading
    config-flow config-flow-test-coverage dependency-transparency devices diagnostics discovery
    discovery-update-info docs-actions docs-conditions docs-configuration-parameters docs-data-update docs-examples
    docs-high-level-description docs-installation-instructions docs-installation-parameters docs-known-limitations
    docs-removal-instructions docs-supported-devices docs-supported-functions docs-triggers docs-troubleshooting
    docs-use-cases dynamic-devices entity-category entity-device-class entity-disabled-by-default entity-event-setup
    entity-translations entity-unavailable entity-unique-id exception-translations has-entity-name icon-translations
    inject-websession integration-owner log-when-unavailable parallel-updates reauthentication-flow
    reconfiguration-flow repair-issues runtime-data stale-devices strict-typing test-before-configure
    test-before-setup test-coverage unique-config-entry
"""
FIXED_BY_THE_CONTAINER = {"data", "media", "host", "port", "rtsp_port", "ingress_port", "supervisor", "zeroconf"}


def _json(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((PACKAGE / name).read_text(encoding="utf-8"))
    return value


def _described(kind: str) -> dict[str, Any]:
    """Return what a description file has, without the parts that others of it refer to."""
    found: dict[str, Any] = yaml.safe_load((PACKAGE / f"{kind}.yaml").read_text(encoding="utf-8"))
    return {name: value for name, value in found.items() if not name.startswith(".")}


def _leaves(value: Any, *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, *path, key)
    else:
        yield path, value


def _keyword_values(module: str, keyword: str) -> set[str]:
    """Return the text constants that are passed as a keyword anywhere in a module."""
    return {
        node.value.value
        for node in ast.walk(ast.parse(MODULES[module]))
        if isinstance(node, ast.keyword)
        and node.arg == keyword
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


STRINGS = _json("translations/en.json")


class TestManifest:
    def test_keys_are_in_order(self) -> None:
        keys = list(_json("manifest.json"))
        assert keys[:2] == ["domain", "name"]
        assert keys[2:] == sorted(keys[2:])

    def test_values(self) -> None:
        manifest = _json("manifest.json")
        assert manifest["domain"] == PACKAGE.name
        assert manifest["integration_type"] == "hub"
        assert manifest["iot_class"] == "local_push"
        assert manifest["config_flow"] is True
        assert manifest["requirements"] == []
        assert manifest["documentation"].startswith("https://")
        assert manifest["issue_tracker"].startswith("https://")
        assert re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])
        assert all(owner.startswith("@") for owner in manifest["codeowners"])

    def test_the_version_is_the_add_ons(self) -> None:
        project = (ROOT / "addon/pyproject.toml").read_text(encoding="utf-8")
        assert f'version = "{_json("manifest.json")["version"]}"' in project

    def test_used_components_are_declared(self) -> None:
        manifest = _json("manifest.json")
        declared = {*manifest["dependencies"], *manifest["after_dependencies"]}
        # Their platforms of ours are only imported by themselves.
        own = {"diagnostics", "logbook", "repairs", "system_health"}
        always_there = {
            "homeassistant",
            "media_player",
            "websocket_api",
            *own,
            *(platform.value for platform in Platform),
        }
        used = set(re.findall(r"from homeassistant\.components\.(\w+)", "\n".join(MODULES.values())))
        assert used <= declared | always_there


class TestTranslations:
    @pytest.mark.parametrize("language", ["en", "de"])
    def test_no_markup_and_no_urls(self, language: str) -> None:
        for path, text in _leaves(_json(f"translations/{language}.json")):
            assert not re.search(r"<[^>]+>|https?://|\[%key:", text), path
            assert text == text.strip(), path

    def test_every_form_field_is_described(self) -> None:
        forms = {
            **STRINGS["config"]["step"],
            **STRINGS["options"]["step"],
            **STRINGS["options"]["step"]["show"]["sections"],
        }
        for name, step in forms.items():
            assert step.get("data", {}).keys() == step.get("data_description", {}).keys(), name

    def test_every_step_error_and_abort_exists(self) -> None:
        config = STRINGS["config"]
        source = MODULES["config_flow"]
        both = ("config_flow", "addon_flow")
        assert set(config["step"]) == set().union(*(_keyword_values(module, "step_id") for module in both))
        assert set(config["progress"]) == _keyword_values("addon_flow", "progress_action")
        assert set(config["step"]["user"]["menu_options"]) == {"addon", "manual"}
        returned = set(re.findall(r'return "(\w+)"', source)) | set(re.findall(r'else "(\w+)"$', source, re.MULTILINE))
        assert set(config["error"]) == returned
        addon = set(re.findall(r'"(addon_(?:\w+_failed|silent))"', MODULES["addon_flow"]))
        successes = {"reauth_successful", "reconfigure_successful"}
        assert set(config["abort"]) == (returned | successes | _keyword_values("config_flow", "reason") | addon)

    def test_every_option_is_told_and_nothing_else(self) -> None:
        sections = STRINGS["options"]["step"]["show"]["sections"]
        told = {name: set(section["data"]) for name, section in sections.items()}
        asked = {str(name): {str(field) for field in part.schema.schema} for name, part in OPTIONS.schema.items()}
        assert told == asked
        assert set(STRINGS["options"]["step"]["record_camera"]["data"]) == {
            str(field) for field in RECORD_SCHEMA.schema
        }

    def test_every_choice_and_fault_of_the_options_is_told_and_nothing_else(self) -> None:
        told, steps = STRINGS["options"], _keyword_values("options_flow", "step_id")
        assert set(told["step"]) == steps
        menu = told["step"]["init"]
        assert set(menu["menu_options"]) == set(menu["menu_option_descriptions"]) == steps - {"init"}
        assert set(told["abort"]) == _keyword_values("options_flow", "reason")
        raised = set(re.findall(r'\binvalid\("(\w+)"', MODULES["options_flow"] + MODULES["recorded"]))
        assert set(told["error"]) == raised | set(re.findall(r'\bkey(?:, kind)? = "(\w+)"', MODULES["entity"]))

    def test_every_entity_is_named_and_nothing_else(self) -> None:
        used = {
            platform.value: keys
            for platform in PLATFORMS
            if (keys := _keyword_values(platform.value, "translation_key"))
        }
        assert {platform: set(entities) for platform, entities in STRINGS["entity"].items()} == used

    def test_every_icon_belongs_to_an_entity(self) -> None:
        for platform, entities in _json("icons.json")["entity"].items():
            assert set(entities) == set(STRINGS["entity"][platform])
        icons = [text for _, text in _leaves(_json("icons.json"))]
        assert all(re.fullmatch(r"mdi:[a-z0-9-]+", icon) for icon in icons)

    def test_every_exception_is_told_and_nothing_else(self) -> None:
        raised = set().union(
            *(_keyword_values(module, "translation_key") for module in ("coordinator", "files", "media_source"))
        )
        raised |= set(re.findall(r'\bkey(?:, kind)? = "(\w+)"', MODULES["entity"]))
        helpers = re.compile(r'\b(?:invalid|_failed|_unfinished)\("(\w+)"')
        raised |= {key for text in MODULES.values() for key in helpers.findall(text)}
        assert set(STRINGS["exceptions"]) == raised

    def test_every_title_and_what_the_logbook_tells_is_there_and_nothing_else(self) -> None:
        sources = "".join(MODULES[name] for name in ("media_nodes", "media_browser", "logbook", "calendar"))
        said = set(re.findall(r'say\("(\w+)"|"(?=told_)(\w+)"', sources))
        said = {key for keys in said for key in keys if key}
        assert said <= set(STRINGS["common"])
        assert all(f'"{key}"' in sources for key in STRINGS["common"])

    def test_german_has_every_sentence_with_the_same_places_in_it(self) -> None:
        german, english = dict(_leaves(_json("translations/de.json"))), dict(_leaves(STRINGS))
        assert set(german) == set(english)
        for path, text in german.items():
            assert sorted(re.findall(r"{\w*}", text)) == sorted(re.findall(r"{\w*}", english[path])), path

    def test_event_types_are_named(self) -> None:
        events = STRINGS["entity"]["event"]
        named = {kind for entity in events.values() for kind in entity["state_attributes"]["event_type"]["state"]}
        assert named == {"keyword", "recognized", "silence", "speaker", "unknown_face", "unsure_face", "withdrawn"}

    def test_every_option_of_the_add_on_is_explained(self) -> None:
        tree = ast.parse((ROOT / "addon/wallflower/config.py").read_text(encoding="utf-8"))
        settings = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
        fields = {
            node.target.id
            for node in settings.body
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        }
        strings = yaml.safe_load((ROOT / "addon/translations/en.yaml").read_text(encoding="utf-8"))
        assert set(strings["configuration"]) == fields - FIXED_BY_THE_CONTAINER
        assert all(option.keys() == {"name", "description"} for option in strings["configuration"].values())


class TestActions:
    SHOWN: ClassVar = _described("services")

    def test_each_is_described_in_every_file(self) -> None:
        registered = {*CAMERA_ACTIONS, *SERVER_ACTIONS}
        assert set(self.SHOWN) == registered
        assert set(STRINGS["services"]) == registered
        assert set(_json("icons.json")["services"]) == registered

    @pytest.mark.parametrize("name", sorted({*CAMERA_ACTIONS, *SERVER_ACTIONS}))
    def test_fields_are_the_same_everywhere(self, name: str) -> None:
        fields = (CAMERA_ACTIONS.get(name) or SERVER_ACTIONS[name]).fields
        required = {str(field) for field in fields if isinstance(field, probatio.Required)}
        shown = self.SHOWN[name]["fields"]
        assert set(shown) == {str(field) for field in fields}
        assert {field for field, told in shown.items() if told.get("required")} == required
        told = STRINGS["services"][name]["fields"]
        assert set(told) == set(shown)
        assert all(field.keys() == {"name", "description"} for field in told.values())
        assert ("target" in self.SHOWN[name]) == (name in CAMERA_ACTIONS)

    def test_every_choice_is_named(self) -> None:
        selects = {
            select["translation_key"]: set(select["options"])
            for action in self.SHOWN.values()
            for field in action["fields"].values()
            if (select := (field["selector"].get("select") or {}))
        }
        assert {key: set(told["options"]) for key, told in STRINGS["selector"].items()} == selects


class TestAutomations:
    @pytest.mark.parametrize(("kind", "keys"), [("triggers", set(TRIGGERS)), ("conditions", set(CONDITIONS))])
    def test_each_is_described_in_every_file(self, kind: str, keys: set[str]) -> None:
        shown = _described(kind)
        assert set(shown) == keys
        assert set(_json("icons.json")[kind]) == keys
        assert set(STRINGS[kind]) == keys
        for name, told in STRINGS[kind].items():
            assert set(told.get("fields", {})) == set(shown[name].get("fields", {})), name
            assert all(field.keys() == {"name", "description"} for field in told.get("fields", {}).values())

    def test_options_of_triggers_are_shown(self) -> None:
        """What a schema takes, its description offers: the other way round nothing would validate."""
        described = _described("triggers")
        for name, trigger in TRIGGERS.items():
            schema: dict[Any, Any] = trigger._schema.schema  # type: ignore[attr-defined] # all are on entities
            options = next(value for key, value in schema.items() if key == "options")
            assert {str(option) for option in options} == set(described[name].get("fields", {})), name


class TestRepairs:
    def test_every_issue_is_told_and_nothing_else(self) -> None:
        told = STRINGS["issues"]
        assert set(told) == {key for _, key in issues.HEALTH_CODES} | {
            issues.LOGIN_FAILED,
            issues.TOO_OLD,
            issues.TOO_NEW,
        }
        assert {key for key, texts in told.items() if "fix_flow" in texts} == issues.FIXABLE
        assert all(("description" in texts) != ("fix_flow" in texts) for texts in told.values())

    def test_every_step_error_and_abort_exists(self) -> None:
        parts = ("repairs", "repairs_faces", "repairs_storage")
        flows = [texts["fix_flow"] for texts in STRINGS["issues"].values() if "fix_flow" in texts]
        steps, reasons = (set().union(*(_keyword_values(part, key) for part in parts)) for key in ("step_id", "reason"))
        assert {step for flow in flows for step in flow["step"]} == steps
        returned = set(re.findall(r'"(\w+)" if isinstance\(error, .*\) else "(\w+)"', MODULES["errors"])[0])
        own = {key for part in parts for key in re.findall(r'errors\[\w*"?\w+"?\] = "(\w+)"', MODULES[part])}
        assert {abort for flow in flows for abort in flow["abort"]} == returned | reasons
        assert {error for flow in flows for error in flow.get("error", {})} == returned | own
        assert all("server_gone" in flow["abort"] for flow in flows), "each may be opened after its server has gone"

    def test_system_health_is_told(self) -> None:
        told = next(
            node
            for node in ast.walk(ast.parse(MODULES["system_health"]))
            if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict)
        )
        assert isinstance(told.value, ast.Dict)
        keys = {key.value for key in told.value.keys if isinstance(key, ast.Constant)}
        assert set(STRINGS["system_health"]["info"]) == keys


class TestCode:
    @pytest.mark.parametrize("platform", [platform.value for platform in PLATFORMS])
    def test_every_platform_limits_its_updates(self, platform: str) -> None:
        assert re.search(r"^PARALLEL_UPDATES = 0$", MODULES[platform], re.MULTILINE)

    def test_one_config_schema(self) -> None:
        assert [name for name, text in MODULES.items() if "CONFIG_SCHEMA" in text] == ["__init__"]

    @pytest.mark.parametrize("module", sorted({*CORE, *(name for name in MODULES if name.startswith("wire"))}))
    def test_the_core_knows_no_home_assistant(self, module: str) -> None:
        assert "homeassistant" not in MODULES[module]

    def test_layers(self) -> None:
        """Each module imports only from layers below its own; equals are independent."""
        layers = [
            {"wire_codec"},
            {
                "tongues",
                "wire_activity",
                "wire_models",
                "wire_narration",
                "wire_options",
                "wire_people",
                "wire_storage",
            },
            {"wire_faces", "wire_tuning"},
            {"const", "wire", "hours", "grants", "media_ids", "options"},
            {"wire_alerts", "wire_speech"},
            {"errors", "state"},
            {"transport"},
            {"archive", "orders"},
            {"addon", "client", "issues", "media_nodes", "texts"},
            {"addon_flow"},
            {"coordinator"},
            {"devices"},
            {"entity", "files", "happenings", "views"},
            {"media_browser", "memory", "narrator", "targets"},
            {"recorded"},
            {"camera_actions", "intents", "options_flow", "repairs_faces", "repairs_storage", "server_actions"},
            {
                "card",
                "card_commands",
                "condition",
                "config_flow",
                "diagnostics",
                "llm",
                "logbook",
                "media_source",
                "repairs",
                "sentences",
                "services",
                "system_health",
                "trigger",
                *(platform.value for platform in PLATFORMS),
            },
            {"__init__"},
        ]
        below: set[str] = set()
        for layer in layers:
            for module in layer:
                assert set(re.findall(r"^from \.(\w+) import", MODULES[module], re.MULTILINE)) <= below, module
            below |= layer
        assert below == set(MODULES)

    def test_no_deprecated_names(self) -> None:
        ended = re.compile(r"hass\.helpers|via_device\b|async_get_device\(|frontend_stream_type|import voluptuous")
        assert not [name for name, text in MODULES.items() if ended.search(text)]


class TestGenerated:
    @pytest.mark.parametrize("name", sorted(f"{name}.py" for name in MODULES if name.startswith("wire")))
    def test_the_wire_is_the_add_ons(self, name: str) -> None:
        assert wire.__file__ is not None
        assert Path(wire.__file__).with_name(name).read_bytes() == (ROOT / "addon/wallflower" / name).read_bytes()

    @pytest.mark.parametrize("script", ["wire", "translations"])
    def test_scripts_check_and_explain_themselves(self, script: str) -> None:
        subprocess.run([ROOT / "script" / script, "--check"], check=True, capture_output=True)
        usage = subprocess.run([ROOT / "script" / script, "--help"], check=True, capture_output=True, text=True)
        assert "--check" in usage.stdout


class TestStores:
    def test_hacs(self) -> None:
        settings = json.loads((ROOT / "hacs.json").read_text(encoding="utf-8"))
        assert settings.keys() <= HACS_KEYS
        assert settings["name"] == "TheWallflower"
        assert re.fullmatch(r"\d{4}\.\d+\.\d+", settings["homeassistant"])

    def test_one_integration_without_links(self) -> None:
        folders = [path.name for path in PACKAGE.parent.iterdir() if path.is_dir() and path.name != "__pycache__"]
        assert folders == ["thewallflower"]
        assert not [path for path in PACKAGE.rglob("*") if path.is_symlink()]

    def test_repository(self) -> None:
        repository = yaml.safe_load((ROOT / "repository.yaml").read_text(encoding="utf-8"))
        assert repository.keys() == {"name", "url", "maintainer"}

    def test_every_rule_of_the_quality_scale_is_done_or_explained(self) -> None:
        rules = yaml.safe_load((PACKAGE / "quality_scale.yaml").read_text(encoding="utf-8"))["rules"]
        assert set(rules) == set(QUALITY_RULES.split())
        for name, status in rules.items():
            if isinstance(status, dict):
                assert status["status"] == "exempt", name
                assert status["comment"], name
            else:
                assert status == "done", name
