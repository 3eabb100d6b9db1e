import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.ports import free_port
from wallflower import __version__, app, cli
from wallflower.config import Settings
from wallflower.errors import UnavailableError

HEAVY = ("aiohttp", "av", "cv2", "ctranslate2", "faster_whisper", "numpy", "onnxruntime", "sqlalchemy", "PIL", "zmq")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("WALLFLOWER_"):
            monkeypatch.delenv(name)


def wallflower(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wallflower", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_index_of_an_empty_directory_is_rebuilt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, media = tmp_path / "data", tmp_path / "media"
    media.mkdir()
    arguments = ["index", "rebuild", "--data", str(data), "--media", str(media)]
    assert cli.main(arguments) == 0
    assert capsys.readouterr().out == "0 recordings indexed\n"
    assert (data / "wallflower.db").exists()


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_help_tells_every_option_with_its_default(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(help_of(command, capsys).split())
    for name, field in Settings.model_fields.items():
        assert f"--{name.replace('_', '-')} " in text
        assert str(field.description) in text
    assert "Default: 8099." in text
    assert "--options FILE" in text


def test_help_of_the_other_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--seconds N" in help_of("demo", capsys)
    assert "--data DIR" in help_of("token", capsys)
    assert "rebuild" in help_of("index", capsys)
    assert "{begin,end}" in help_of("backup", capsys)


def test_the_hidden_command_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    out = capsys.readouterr().out
    assert all(command in out for command in ("serve", "demo", "doctor", "token"))
    assert "worker" not in out
    with pytest.raises(SystemExit):
        cli.main(["fly"])
    err = capsys.readouterr().err
    assert "doctor" in err
    assert "worker" not in err


@pytest.mark.parametrize("arguments", [[], ["fly"], ["serve", "--colour", "red"]])
def test_wrong_use_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: wallflower" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"wallflower {__version__}\n"


def test_token_prints_the_token_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        assert cli.main(["token", "--data", str(tmp_path)]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs == [(tmp_path / "token").read_text(encoding="ascii")] * 2


def test_another_token_is_made_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["token", "--data", str(tmp_path)])
    cli.main(["token", "--new", "--data", str(tmp_path)])
    first, second = capsys.readouterr().out.split()
    assert first != second == (tmp_path / "token").read_text(encoding="ascii").strip()


def test_token_takes_its_directory_from_the_environment_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WALLFLOWER_DATA", str(tmp_path))
    assert cli.main(["token"]) == 0
    assert len(capsys.readouterr().out.strip()) >= 32


def test_options_come_from_a_file_and_flags_win(tmp_path: Path) -> None:
    file = tmp_path / "options.json"
    file.write_text(json.dumps({"data": "/d", "media": "/m", "port": 1234, "log_level": "debug"}), encoding="utf-8")
    options = cli.build_parser().parse_args(["serve", "--options", str(file), "--port", "4321"])
    settings = cli.load_settings(options)
    assert (settings.port, settings.log_level, settings.data) == (4321, "debug", Path("/d"))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "data"),
        (["--data", "d"], "media"),
        (["--data", "d", "--media", "m", "--port", "x"], "port"),
        (["--data", "d", "--media", "m", "--log-level", "loud"], "log_level"),
        (["--data", "d", "--media", "m", "--options", "/nonexistent"], "options"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_2(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["serve", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("wallflower: ")
    assert captured.err.count("\n") == 1
    assert named in captured.err


def test_other_failures_end_with_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(name: str) -> int:
        raise UnavailableError("not now")

    monkeypatch.setattr(app, "run_worker", fail)
    assert cli.main(["worker", "ingest"]) == 1
    assert capsys.readouterr().err == "wallflower: not now\n"


def test_doctor_without_directories_looks_at_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    ports = ["--port", str(free_port()), "--rtsp-port", str(free_port())]
    assert cli.main(["doctor", "--json", *ports]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"]
    assert {one["name"] for one in report["findings"] if one["status"] == "skipped"} == {
        "data",
        "media",
        "speech model",
    }


def test_doctor_ends_with_1_when_something_needed_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert cli.main(["doctor", "--port", str(port), "--rtsp-port", str(free_port())]) == 1
    out = capsys.readouterr().out
    assert f"port {port} on 127.0.0.1 (--port) is in use" in out
    assert "Something needed is missing." in out


def test_doctor_still_refuses_other_wrong_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--port", "x"]) == 2
    assert "port" in capsys.readouterr().err


def test_demo_is_handed_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, Any]] = []

    class Demo:
        @staticmethod
        def run(**options: Any) -> int:
            seen.append(options)
            return 7

    monkeypatch.setitem(sys.modules, cli.DEMO, Demo)
    assert cli.main(["demo", "--seconds", "50", "--json", "--data", "/d"]) == 7
    assert seen == [{"seconds": 50, "as_json": True, "data": Path("/d"), "media": None, "keep": False}]


def test_the_command_line_loads_nothing_heavy() -> None:
    code = "import sys, wallflower.__main__; print(*sorted(set(sys.argv[1:]) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_an_occupied_port_is_told_by_its_flag_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for flag, other in (("--port", "--rtsp-port"), ("--rtsp-port", "--port")):
            done = wallflower(
                "serve", "--data", tmp_path / "d", "--media", tmp_path / "m", flag, port, other, free_port()
            )
            assert done.returncode == 2
            assert done.stderr == (
                f"wallflower: port {port} on 127.0.0.1 ({flag}) is in use: stop what uses it, or choose another with "
                f"{flag}\n"
            )
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_is_no_traceback(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys, time; from wallflower import app, cli; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # who starts the tests may have it ignored
        "app.run_worker = lambda name: (os.kill(os.getpid(), signal.SIGINT), time.sleep(5)); "
        "sys.exit(cli.main(['worker', 'x']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, "")
