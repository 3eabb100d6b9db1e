"""Rules about files: places, sizes, versions, and nothing of anybody's machine."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import yaml

TOP_LEVEL = {
    "README.md",
    "LICENSE",
    "addon",
    "custom_components",
    "docker-compose.yml",
    "docs",
    "hacs.json",
    "pyproject.toml",
    "repository.yaml",
    "requirements_test.txt",
    "script",
    "tests",
    "translations",
}
MAX_LINES = 450
CODE = {".py", ".ts", ".sh"}
GENERATED = ("frontend/", "static/", "generated", "package-lock.json")
PLACES_OF_A_MACHINE = re.compile(r"/(?:root|home)/\w")


def relative(paths: list[Path], root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in paths]


def test_top_level_holds_only_what_is_agreed(tracked: list[Path], root: Path) -> None:
    tops = {name.split("/")[0] for name in relative(tracked, root)}
    assert {top for top in tops if not top.startswith(".")} == TOP_LEVEL


def test_no_code_file_is_too_long(tracked: list[Path]) -> None:
    code = [path for path in tracked if path.suffix in CODE and not any(part in str(path) for part in GENERATED)]
    too_long = {str(path): count for path in code if (count := len(path.read_text().splitlines())) > MAX_LINES}
    assert not too_long


def test_only_the_addon_has_a_file_the_supervisor_reads(tracked: list[Path], root: Path) -> None:
    pattern = re.compile(r"(^|/)config\.(ya?ml|json)$")
    found = [name for name in relative(tracked, root) if pattern.search(name) and not name.startswith(".")]
    # A Whisper model's own config.json is JSON without a slug; it lies below the add-on's folder, which the
    # Supervisor reads as one app and does not search further.
    assert [name for name in found if "mini_whisper" not in name] == ["addon/config.yaml"]


def test_versions_are_equal(root: Path) -> None:
    addon = yaml.safe_load((root / "addon/config.yaml").read_text())["version"]
    package = tomllib.loads((root / "addon/pyproject.toml").read_text())["project"]["version"]
    manifest = json.loads((root / "custom_components/thewallflower/manifest.json").read_text())["version"]
    module = re.search(r'__version__ = "(.+)"', (root / "addon/wallflower/__init__.py").read_text())
    assert module is not None
    assert {addon, package, manifest, module[1]} == {addon}
    assert f"## {addon}" in (root / "addon/CHANGELOG.md").read_text()


def test_nothing_names_a_place_of_somebodys_machine(tracked: list[Path], root: Path) -> None:
    named = []
    for path in tracked:
        if path == Path(__file__) or path.suffix in {".png", ".bin", ".onnx"}:
            continue
        if PLACES_OF_A_MACHINE.search(path.read_text(errors="ignore")):
            named.append(str(path.relative_to(root)))
    assert not named


def test_every_script_explains_itself(root: Path) -> None:
    for script in sorted((root / "script").iterdir()):
        if script.is_file():
            answer = subprocess.run([script, "--help"], capture_output=True, text=True, timeout=60, check=False)
            assert answer.returncode == 0, script
            assert answer.stdout.strip(), script
