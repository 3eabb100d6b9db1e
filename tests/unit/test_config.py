"""Settings come from file, environment and flags, and a wrong one is named."""

import json
from pathlib import Path

import pytest

from wallflower import config
from wallflower.errors import ConfigError

NEEDED = {"data": "/d", "media": "/m"}


def test_defaults() -> None:
    settings = config.load(NEEDED)
    assert (settings.host, settings.port, settings.rtsp_port) == ("127.0.0.1", 8099, 8554)
    assert settings.models_directory == Path("/d/models")
    assert (settings.ingress_port, settings.supervisor_address) == (0, "172.30.32.2")


def test_flags_win_over_environment_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "options.json"
    file.write_text(json.dumps({"port": 1001, "rtsp_port": 1002, "retention_days": 3}))
    monkeypatch.setenv("WALLFLOWER_RTSP_PORT", "2002")
    monkeypatch.setenv("WALLFLOWER_PORT", "2001")
    settings = config.load({**NEEDED, "port": 3001, "host": None}, options_file=file)
    assert (settings.port, settings.rtsp_port, settings.retention_days) == (3001, 2002, 3)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"port": 0}, "port"),
        ({"port": 70000}, "port"),
        ({"port": "x"}, "port"),
        ({"retention_days": -1}, "retention_days"),
        ({"face_engine": "psychic"}, "face_engine"),
        ({"log_level": "loud"}, "log_level"),
        ({"colour": "red"}, "colour"),
        ({"minimum_free_gb": -1}, "minimum_free_gb"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"supervisor": "supervisor"}, "supervisor"),
        ({"supervisor": "999.1.1.1"}, "supervisor"),
    ],
)
def test_the_wrong_option_is_named(values: dict[str, object], field: str) -> None:
    with pytest.raises(ConfigError, match=field) as caught:
        config.load(NEEDED | values)
    assert caught.value.field == field


@pytest.mark.parametrize("empty", [None, "", []])
def test_what_is_left_empty_is_not_set(tmp_path: Path, empty: object, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = config.load(NEEDED)
    names = set(config.Settings.model_fields) - set(NEEDED)
    options = tmp_path / "options.json"
    options.write_text(json.dumps(dict.fromkeys(names, empty)))
    assert config.load(NEEDED, options_file=options) == usual
    for name in names:
        monkeypatch.setenv(f"WALLFLOWER_{name.upper()}", "")
    assert config.load(NEEDED) == usual
    options.write_text('{"retention_days": 3}')
    assert config.load(NEEDED, options_file=options).retention_days == 3


@pytest.mark.parametrize(
    ("environment", "zone"), [("Europe/Berlin", "Europe/Berlin"), (":/etc/localtime", "UTC"), ("", "UTC")]
)
def test_the_time_zone_is_the_environments_unless_set(
    environment: str, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", environment)
    assert config.load(NEEDED).time_zone == zone
    assert config.load(NEEDED | {"time_zone": "Asia/Tokyo"}).time_zone == "Asia/Tokyo"


def test_data_and_media_are_needed() -> None:
    with pytest.raises(ConfigError, match="media"):
        config.load({"data": "/d"})


@pytest.mark.parametrize("content", ["{", "[]", None])
def test_a_broken_options_file_is_an_error(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "options.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ConfigError) as caught:
        config.load(NEEDED, options_file=file)
    assert caught.value.field == "options"
