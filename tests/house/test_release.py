"""Files for plain Docker and for releases; their published schemas are looked at by `script/check`."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from wallflower.config import ENVIRONMENT_PREFIX, Settings


def loaded(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text())
    return found


@pytest.fixture(scope="module")
def addon(root: Path) -> dict[str, Any]:
    return loaded(root / "addon/config.yaml")


@pytest.fixture(scope="module")
def service(root: Path) -> dict[str, Any]:
    services = loaded(root / "docker-compose.yml")["services"]
    assert list(services) == ["thewallflower"]
    found: dict[str, Any] = services["thewallflower"]
    return found


def workflows(root: Path) -> dict[str, dict[str, Any]]:
    return {path.name: loaded(path) for path in sorted((root / ".github/workflows").glob("*.yml"))}


def test_compose_runs_the_version_of_the_addon(service: dict[str, Any], addon: dict[str, Any]) -> None:
    assert service["image"].rpartition(":")[2] == addon["version"]
    assert service["build"] == "./addon"


def test_compose_stops_as_patiently_as_the_supervisor(service: dict[str, Any], addon: dict[str, Any]) -> None:
    assert service["stop_grace_period"] == f"{addon['timeout']}s"
    assert service["init"] is True


def test_compose_gives_the_capabilities_of_the_profile(service: dict[str, Any], root: Path) -> None:
    profile = (root / "addon/apparmor.txt").read_text()
    wanted = {name.upper() for name in re.findall(r"^  capability (\w+),$", profile, re.MULTILINE)}
    assert set(service["cap_add"]) == wanted
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert "privileged" not in service


def test_compose_sets_only_what_is_a_setting(service: dict[str, Any]) -> None:
    names = {name.removeprefix(ENVIRONMENT_PREFIX).lower() for name in service["environment"]} - {"tz"}
    assert names <= set(Settings.model_fields)


def test_compose_publishes_ports_that_the_image_has(service: dict[str, Any], addon: dict[str, Any]) -> None:
    inside = {f"{port.partition(':')[2]}/tcp" for port in service["ports"]}
    assert inside <= set(addon["ports"])


def test_a_release_builds_every_architecture_of_the_addon(root: Path, addon: dict[str, Any]) -> None:
    matrix = workflows(root)["release.yml"]["jobs"]["image"]["strategy"]["matrix"]["include"]
    assert sorted(entry["architecture"] for entry in matrix) == sorted(addon["arch"])
    platforms = {entry["architecture"]: entry["platform"] for entry in matrix}
    assert platforms == {"amd64": "linux/amd64", "aarch64": "linux/arm64"}


def test_a_release_pushes_what_the_supervisor_and_compose_pull(
    root: Path, addon: dict[str, Any], service: dict[str, Any]
) -> None:
    workflow = workflows(root)["release.yml"]
    image, release = workflow["jobs"]["image"]["steps"][1], workflow["jobs"]["release"]["steps"][1]
    owner = addon["url"].split("/")[3]
    registry = workflow["env"]["REGISTRY"].replace("${{ github.repository_owner }}", owner)
    name = image["env"]["NAME"].replace("${{ env.REGISTRY }}", registry)
    assert addon["image"] == name.replace("${{ matrix.architecture }}", "{arch}")
    # The tag is the version in both, which the first job compares with the add-on's.
    for step in (image, release):
        assert step["env"]["VERSION"] == "${{ needs.version.outputs.version }}"
    assert '--tag "$NAME:$VERSION"' in image["run"]
    pulled = service["image"].rpartition(":")[0].replace(registry, "$REGISTRY")
    assert f'--tag "{pulled}:$VERSION"' in release["run"]
    for architecture in addon["arch"]:
        source = addon["image"].replace(registry, "$REGISTRY").replace("{arch}", architecture)
        assert f'"{source}:$VERSION"' in release["run"]


def test_an_image_says_what_the_supervisor_asks_of_it(root: Path) -> None:
    run = workflows(root)["release.yml"]["jobs"]["image"]["steps"][1]["run"]
    for label in ("io.hass.type=addon", "io.hass.version=$VERSION", "io.hass.arch=${{ matrix.architecture }}"):
        assert label in run


def test_workflows_have_few_rights_and_an_end(root: Path) -> None:
    for name, workflow in workflows(root).items():
        assert workflow["permissions"] == {"contents": "read"}, name
        for job in workflow["jobs"].values():
            assert job["timeout-minutes"] <= 90
            assert re.fullmatch(r"ubuntu-\d\d\.04(-arm)?|\$\{\{ matrix\.runner \}\}", job["runs-on"])


def test_workflows_run_nothing_of_strangers(root: Path) -> None:
    jobs = [job for workflow in workflows(root).values() for job in workflow["jobs"].values()]
    assert {step["uses"] for job in jobs for step in job["steps"] if "uses" in step} == {"actions/checkout@v4"}


def test_no_workflow_puts_what_others_wrote_into_a_script(root: Path) -> None:
    for name, workflow in workflows(root).items():
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                inserted = re.findall(r"\$\{\{\s*(.+?)\s*\}\}", step.get("run", ""))
                assert set(inserted) <= {"matrix.architecture", "matrix.platform"}, name


def test_hacs_finds_the_integration_by_the_tag(root: Path) -> None:
    hacs = json.loads((root / "hacs.json").read_text())
    assert set(hacs) <= {"name", "homeassistant", "hide_default_branch", "persistent_directory"}
    folders = {path.parent.name for path in (root / "custom_components").glob("*/manifest.json")}
    assert folders == {"thewallflower"}
