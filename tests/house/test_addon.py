"""The add-on's files as the Supervisor and the store's linter see them; their rules are told again in our words."""

import re
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from wallflower.config import Settings

# What may stand in the file at all, with the value that need not be said; None where there is no such value.
KEYS: dict[str, Any] = {
    "name": None,
    "version": None,
    "slug": None,
    "description": None,
    "url": None,
    "arch": None,
    "startup": "application",
    "boot": "auto",
    "init": True,
    "stage": "stable",
    "ingress": False,
    "ingress_port": 8099,
    "ingress_stream": False,
    "panel_icon": "mdi:puzzle",
    "panel_title": None,
    "panel_admin": True,
    "discovery": None,
    "homeassistant": None,
    "homeassistant_api": False,
    "hassio_api": False,
    "hassio_role": "default",
    "auth_api": False,
    "apparmor": True,
    "map": None,
    "timeout": 10,
    "backup": "hot",
    "backup_pre": None,
    "backup_post": None,
    "backup_exclude": None,
    "breaking_versions": None,
    "ports": None,
    "ports_description": None,
    "options": {},
    "schema": {},
    "image": None,
    "tmpfs": False,
    "environment": None,
    "services": None,
}
PARSER = Path("/usr/sbin/apparmor_parser")
# These take rights that the add-on does without.
RIGHTS = {
    *("audio", "devices", "devicetree", "docker_api", "full_access", "gpio", "host_dbus", "host_ipc", "host_network"),
    *("host_pid", "host_uts", "journald", "kernel_modules", "privileged", "realtime", "stdin", "uart", "udev", "usb"),
    "video",
}
OPTION = re.compile(
    r"(?P<type>bool|email|url|port|str|password|int|float|match|list)"
    r"(?:\((?P<arguments>.*)\))?(?P<optional>\?)?"
)


@pytest.fixture(scope="module")
def addon(root: Path) -> Path:
    return root / "addon"


@pytest.fixture(scope="module")
def config(addon: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((addon / "config.yaml").read_text())
    return found


def rating(config: dict[str, Any], *, own_profile: bool) -> int:
    """Return the Supervisor's security rating, 1 to 8."""
    points = 5
    if not config.get("apparmor", True):
        points -= 1
    elif own_profile:
        points += 1
    published = any(port is not None for port in config.get("ports", {}).values())
    if config.get("ingress") or not (config.get("host_network") or published):
        points += 2
    elif config.get("auth_api"):
        points += 1
    points -= bool(config.get("privileged") or config.get("kernel_modules"))
    points -= {"manager": 1, "admin": 2}.get(config.get("hassio_role", "default"), 0)
    points -= bool(config.get("host_network"))
    points -= 2 * bool(config.get("host_pid"))
    points -= bool(config.get("host_uts") and "SYS_ADMIN" in config.get("privileged", ()))
    if config.get("docker_api") or config.get("full_access"):
        points = 1
    return max(1, min(8, points))


def test_the_security_rating_is_the_highest(config: dict[str, Any], addon: Path) -> None:
    assert rating(config, own_profile=(addon / "apparmor.txt").exists()) == 8


def test_the_rating_falls_for_less() -> None:
    good = {"ingress": True}
    assert rating(good, own_profile=False) == 7
    assert rating(good | {"host_network": True}, own_profile=True) == 7
    assert rating({"ports": {"1/tcp": 1}}, own_profile=True) == 6
    assert rating(good | {"full_access": True}, own_profile=True) == 1


def test_every_key_is_known_and_says_something(config: dict[str, Any]) -> None:
    assert set(config) <= set(KEYS)
    assert not set(config) & RIGHTS
    said_needlessly = [key for key, value in config.items() if KEYS[key] is not None and KEYS[key] == value]
    assert not said_needlessly
    assert {"name", "version", "slug", "description", "arch"} <= set(config)
    assert re.fullmatch(r"[-_.A-Za-z0-9]+", config["slug"])


def test_the_image_is_named_for_each_architecture(config: dict[str, Any]) -> None:
    # As the Supervisor checks it: registry, path and name without a tag, which is the version.
    assert re.fullmatch(r"([a-z0-9][a-z0-9.-]*/)+[a-z0-9{][a-z0-9._{}-]*", config["image"])
    assert config["image"].count("{arch}") == 1


def test_architectures_are_those_that_are_still_built(config: dict[str, Any]) -> None:
    assert sorted(config["arch"]) == ["aarch64", "amd64"]


def test_every_port_is_described_and_none_is_published(config: dict[str, Any], addon: Path) -> None:
    assert set(config["ports"]) == set(config["ports_description"])
    assert set(config["ports"].values()) == {None}
    for language in ("en", "de"):
        strings = yaml.safe_load((addon / f"translations/{language}.yaml").read_text())
        assert set(strings["network"]) == set(config["ports"])
    exposed = re.search(r"^EXPOSE (.+)$", (addon / "Dockerfile").read_text(), re.MULTILINE)
    assert exposed is not None
    ports = {port.partition("/")[0] for port in config["ports"]}
    assert set(exposed[1].split()) == ports | {str(config["ingress_port"])}


def test_the_ingress_port_is_the_one_that_the_server_is_started_with(config: dict[str, Any], addon: Path) -> None:
    start = (addon / "rootfs/usr/bin/wallflower-run").read_text()
    assert f"--ingress-port {config['ingress_port']}" in start
    assert config["ingress_port"] not in {Settings.model_fields["port"].default, 0}
    assert f"{config['ingress_port']}/tcp" not in config["ports"]


def test_discovery_names_the_integration(config: dict[str, Any], root: Path) -> None:
    assert config["discovery"] == [config["slug"]]
    assert (root / "custom_components" / config["slug"] / "manifest.json").exists()


def test_a_stop_has_time_enough(config: dict[str, Any]) -> None:
    assert 10 < config["timeout"] <= 300


def test_what_is_mapped(config: dict[str, Any]) -> None:
    assert config["map"] == [{"type": "media", "read_only": False}]


def test_backups_leave_out_only_what_can_be_had_again(config: dict[str, Any]) -> None:
    assert set(config["backup_exclude"]) == {"models/*", "wallflower.db-shm", "reserve", "announced"}
    for hook, action in (("backup_pre", "begin"), ("backup_post", "end")):
        assert config[hook] == f"wallflower backup {action}"


def options() -> dict[str, Any]:
    config = yaml.safe_load((Path(__file__).parents[2] / "addon/config.yaml").read_text())
    schema: dict[str, Any] = config["schema"]
    return schema


@pytest.mark.parametrize(("name", "kind"), options().items())
def test_an_option_is_of_a_type_the_supervisor_knows(name: str, kind: str | list[str], config: dict[str, Any]) -> None:
    element = kind[0] if isinstance(kind, list) else kind
    found = OPTION.fullmatch(element)
    assert found is not None
    # Whatever has no default must be optional, or nobody could start the add-on without setting it.
    assert found["optional"] or name in config["options"]


@pytest.mark.parametrize(("name", "kind"), options().items())
def test_bounds_of_an_option_are_those_of_the_setting(name: str, kind: str | list[str]) -> None:
    element = kind[0] if isinstance(kind, list) else kind
    found = OPTION.fullmatch(element)
    assert found is not None
    if found["type"] in {"int", "float"}:
        low, _, high = found["arguments"].partition(",")
        bounds = bounds_of(name)
        assert bounds.get("low", float(low)) == float(low)
        assert bounds.get("high") == (float(high) if high else None)
    if found["type"] == "list":
        for choice in found["arguments"].split("|"):
            assert accepts(name, choice)
    if found["type"] == "match":
        assert found["arguments"] in patterns_of(Settings.model_json_schema()["properties"][name])


def bounds_of(name: str) -> dict[str, float]:
    """Return the `low` and `high` that a setting has; a low that must be exceeded is left out."""
    found: dict[str, float] = {}

    def look(schema: dict[str, Any]) -> None:
        for part in schema.get("anyOf", ()):
            look(part)
        for key, bound in (("minimum", "low"), ("maximum", "high")):
            if key in schema:
                found[bound] = float(schema[key])

    look(Settings.model_json_schema()["properties"][name])
    return found


def patterns_of(schema: Any) -> set[str]:
    """Return every pattern within a schema."""
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set[str]()
        return own.union(*(patterns_of(part) for part in schema.values()))
    return set[str]().union(*map(patterns_of, schema)) if isinstance(schema, list) else set()


def accepts(name: str, value: object) -> bool:
    try:
        Settings.model_validate({"data": "d", "media": "m", name: value})
    except ValidationError:
        return False
    return True


def test_defaults_of_options_are_accepted(config: dict[str, Any]) -> None:
    for name, value in config["options"].items():
        assert accepts(name, value)
        assert Settings.model_fields[name].default == value


def test_the_profile_can_be_renamed_by_the_supervisor(addon: Path, config: dict[str, Any]) -> None:
    lines = (addon / "apparmor.txt").read_text().splitlines()
    profiles = [line for line in lines if re.match(r"^profile ([^ ]+).*$", line)]
    assert len(profiles) == 1
    assert profiles[0].split()[1] == config["slug"]
    assert profiles[0].count(config["slug"]) == 1
    text = "\n".join(lines)
    assert text.count("{") == text.count("}")
    assert "attach_disconnected" in profiles[0]


@pytest.mark.skipif(not PARSER.exists(), reason="needs apparmor")
@pytest.mark.parametrize(("rule", "is_right"), [("", True), ("  /data/** rwz,\n", False)])
def test_the_profile_is_one_for_apparmor(addon: Path, rule: str, *, is_right: bool) -> None:
    profile = re.sub(r"^}$", f"{rule}}}", (addon / "apparmor.txt").read_text(), flags=re.MULTILINE)
    command = [str(PARSER), "--skip-kernel-load", "--skip-cache", "--quiet"]
    answer = subprocess.run(command, input=profile, capture_output=True, text=True, check=False)
    assert (answer.returncode == 0) == is_right, answer.stderr


def test_the_profile_gives_nothing_away(addon: Path) -> None:
    rules = [line.strip() for line in (addon / "apparmor.txt").read_text().splitlines()]
    rules = [rule for rule in rules if rule and not rule.startswith("#")]
    assert all(rule.endswith((",", "{", "}")) for rule in rules)
    capabilities = {rule.removeprefix("capability ").rstrip(",") for rule in rules if rule.startswith("capability")}
    assert capabilities == {"chown", "dac_override", "fowner", "kill", "setgid", "setpcap", "setuid"}
    assert not {"file,", "capability,", "network,", "mount,", "/** rw,", "ptrace,"} & set(rules)
    writable = {rule.split()[0] for rule in rules if re.match(r"/\S+ \S*w", rule)}
    assert all(path.startswith(("/data/", "/media/thewallflower/", "/tmp/", "/run/", "/dev/")) for path in writable)


def test_the_image_stays_what_it_claims(addon: Path) -> None:
    text = (addon / "Dockerfile").read_text()
    assert re.search(r"^ARG BASE=\S*python:3\.14-slim-\w+$", text, re.MULTILINE)
    assert text.index("ARG BASE") < text.index("FROM")
    assert "--require-hashes" in text
    assert re.search(r"^STOPSIGNAL SIGTERM$", text, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*wallflower-alive", text, re.MULTILINE)
    assert not re.search(r"\b(gcc|g\+\+|build-essential|cmake)\b", text)


def test_every_program_of_the_image_can_be_run(addon: Path) -> None:
    programs = sorted((addon / "rootfs/usr/bin").iterdir())
    assert [path.name for path in programs] == ["wallflower", "wallflower-alive", "wallflower-run"]
    for path in programs:
        assert path.stat().st_mode & 0o111 == 0o111
        assert path.read_text().startswith("#!")


@pytest.mark.parametrize(("name", "size"), [("icon.png", (128, 128)), ("logo.png", None)])
def test_pictures_of_the_store(addon: Path, name: str, size: tuple[int, int] | None) -> None:
    data = (addon / name).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    found = struct.unpack(">II", data[16:24])
    assert size is None or found == size


def test_the_repository_is_one(root: Path) -> None:
    repository = yaml.safe_load((root / "repository.yaml").read_text())
    assert set(repository) == {"name", "url", "maintainer"}
