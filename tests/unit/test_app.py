import asyncio
import gc
import importlib
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.ports import free_port
from tests.support.processes import Spawn, is_gone, spawn
from tests.support.server import Server
from tests.support.waiting import PATIENCE_S, until
from wallflower import app
from wallflower.cameras import prepare
from wallflower.config import Settings
from wallflower.errors import ConfigError, StorageError
from wallflower.recorder.layout import IDENTITY_FILE
from wallflower.wire import ErrorCode
from wallflower.workers import logs
from wallflower.workers.supervisor import LIFELINE_VARIABLE

__all__ = ["spawn"]

# Workers that only note in the data directory that they live and that they were asked to stop.
WORKER = """
import json, os, signal, sys
from pathlib import Path
from wallflower.workers import lifeline

name = sys.argv[1]
data = Path(json.loads(os.environ["WALLFLOWER_SETTINGS_JSON"])["data"])
runtime = Path(os.environ["WALLFLOWER_RUNTIME"])
if name == "prepare":
    sys.exit(int(os.environ.get("PREPARE_EXIT", "0")))
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # for every thread: the main one waits for it
lifeline.hold(int(os.environ["WALLFLOWER_LIFELINE"]))
(data / f"{name}.begun").write_text(str(runtime))
(data / f"{name}.begun").rename(data / f"{name}.{os.getpid()}.pid")
signal.sigwait({signal.SIGTERM})
(data / f"{name}.end").touch()
"""
SERVE = """
import sys
from pathlib import Path
from wallflower import app
from wallflower.config import Settings
from wallflower.errors import WallflowerError
from wallflower.workers.supervisor import Pace

worker, data, media, port, rtsp_port = sys.argv[1:]
settings = Settings(data=Path(data), media=Path(media), port=port, rtsp_port=rtsp_port)
try:
    sys.exit(app.serve(settings, lambda line: print(line, flush=True), command=(sys.executable, "-c", worker),
        pace=Pace(back_off_s=(0.1,))))
except WallflowerError as error:
    print(error.message, flush=True)
    sys.exit(app.exit_code(error))
"""
NAMES = ("ingest", "analysis", "jobs", "server")

type Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", media=tmp_path / "media", port=free_port(), rtsp_port=free_port())


@pytest.fixture
def start(spawn: Spawn, settings: Settings) -> Start:
    def start(**environment: str) -> subprocess.Popen[str]:
        values = [settings.data, settings.media, settings.port, settings.rtsp_port]
        return spawn(SERVE, WORKER, *values, env=os.environ | environment, stderr=subprocess.PIPE)

    return start


def pids(settings: Settings, *names: str) -> list[int]:
    return [int(path.name.split(".")[1]) for name in names or NAMES for path in settings.data.glob(f"{name}.*.pid")]


def mode(directory: str) -> int | None:
    path = Path(directory)
    return path.stat().st_mode & 0o777 if path.exists() else None


async def ready(settings: Settings) -> None:
    await until(lambda: len(pids(settings)) == len(NAMES))


async def ended(process: subprocess.Popen[str]) -> int:
    return await asyncio.to_thread(process.wait, PATIENCE_S)


async def test_the_server_runs_its_workers_until_sigterm(settings: Settings, start: Start) -> None:
    server = start()
    await ready(settings)
    token = (settings.data / "token").read_text(encoding="ascii").strip()
    runtime = next(settings.data.glob("ingest.*.pid")).read_text(encoding="ascii")
    assert mode(runtime) == 0o700
    server.send_signal(signal.SIGTERM)
    assert await ended(server) == 0
    assert all((settings.data / f"{name}.end").exists() for name in NAMES)
    assert all(is_gone(pid) for pid in pids(settings))
    assert mode(runtime) is None
    assert server.stdout is not None
    assert server.stderr is not None
    assert server.stdout.read().count(token) == 1
    assert token not in server.stderr.read()


async def test_the_token_is_shown_on_the_first_start_only(settings: Settings, start: Start) -> None:
    for expected in (1, 0):
        server = start()
        await ready(settings)
        server.send_signal(signal.SIGINT)
        assert await ended(server) == 0
        assert server.stdout is not None
        assert server.stdout.read().count("API token") == expected
        for path in settings.data.glob("*.pid"):
            path.unlink()


@pytest.mark.parametrize("name", NAMES)
async def test_a_killed_worker_is_replaced_and_the_others_live_on(settings: Settings, start: Start, name: str) -> None:
    server = start()
    await ready(settings)
    others = pids(settings, *(set(NAMES) - {name}))
    os.kill(pids(settings, name)[0], signal.SIGKILL)
    await until(lambda: len(pids(settings, name)) == 2)
    assert not any(is_gone(pid) for pid in others)
    server.send_signal(signal.SIGTERM)
    assert await ended(server) == 0


async def test_nothing_outlives_a_killed_supervisor_and_the_next_waits_for_the_last(
    settings: Settings, start: Start
) -> None:
    first = start()
    await ready(settings)
    before = pids(settings)
    os.kill(first.pid, signal.SIGKILL)
    start()
    await until(lambda: all(is_gone(pid) for pid in before))
    await until(lambda: len(pids(settings)) == 2 * len(NAMES))


async def test_a_second_server_is_refused(settings: Settings, start: Start, spawn: Spawn, tmp_path: Path) -> None:
    start()
    await ready(settings)
    for data, media, flag in (
        (settings.data, tmp_path / "other", "--data"),
        (tmp_path / "another", settings.media, "--media"),
    ):
        second = spawn(SERVE, WORKER, data, media, free_port(), free_port())
        assert await ended(second) == app.EXIT_CONFIG
        assert second.stdout is not None
        assert f"({flag}) is in use by another server" in second.stdout.read()


async def test_a_failed_preparation_ends_the_start_with_its_code(settings: Settings, start: Start) -> None:
    server = start(PREPARE_EXIT="2")
    assert await ended(server) == 2
    assert pids(settings) == []
    assert server.stdout is not None
    assert server.stdout.read() == ""
    start()
    await ready(settings)


async def test_the_sockets_of_a_killed_server_are_removed_by_the_next(settings: Settings, start: Start) -> None:
    first = start()
    await ready(settings)
    runtime = next(settings.data.glob("ingest.*.pid")).read_text(encoding="ascii")
    os.kill(first.pid, signal.SIGKILL)
    assert mode(runtime) == 0o700
    start()
    await until(lambda: len(pids(settings)) == 2 * len(NAMES))
    assert mode(runtime) is None


def test_the_flag_reaches_the_preparation() -> None:
    assert app.ACCEPT_VARIABLE == prepare.ACCEPT_VARIABLE


def test_the_port_for_ingress_is_one_of_its_own_and_free(settings: Settings) -> None:
    app.check_ports(settings.model_copy(update={"ingress_port": free_port()}))
    with pytest.raises(ConfigError, match="port of its own"):
        app.check_ports(settings.model_copy(update={"ingress_port": settings.port}))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError) as caught:
            app.check_ports(settings.model_copy(update={"ingress_port": port}))
    assert caught.value.field == "ingress_port"


def test_the_supervisors_token_is_a_secret(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPERVISOR_TOKEN", "of-the-supervisor")
    assert "of-the-supervisor" in app._secrets(settings)


def test_equal_ports_are_refused(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="two different ports"):
        app.check_ports(settings.model_copy(update={"rtsp_port": settings.port}))


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


def test_a_full_directory_is_told_as_full(tmp_path: Path, full_disk: None) -> None:
    with pytest.raises(StorageError, match=r"\(--data\) cannot be written: No space left on device") as caught:
        app.check_directory(tmp_path, "--data")
    assert (caught.value.code, caught.value.field) == (ErrorCode.DISK_FULL, "data")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_a_directorys_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=r"\(--data\) cannot be written") as caught:
        app.check_directory(tmp_path / "file" / "data", "--data")
    assert caught.value.code is ErrorCode.DISK


@pytest.mark.parametrize(
    ("name", "message"), [("nobody", "no worker 'nobody'"), ("ingest", "started by `wallflower serve`")]
)
def test_a_worker_started_by_hand_is_refused(name: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(app.SETTINGS_VARIABLE, raising=False)
    with pytest.raises(ConfigError, match=message):
        app.run_worker(name)


def test_what_a_worker_imported_is_not_searched_for_garbage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    frozen: list[int] = []
    module = SimpleNamespace(run=lambda *_: frozen.append(gc.get_freeze_count()))
    monkeypatch.setattr(importlib, "import_module", lambda _: module)
    monkeypatch.setattr(logs, "set_up", lambda *_, **__: None)
    monkeypatch.delenv(LIFELINE_VARIABLE, raising=False)
    monkeypatch.setenv(app.SETTINGS_VARIABLE, Settings(data=tmp_path, media=tmp_path).model_dump_json())
    monkeypatch.setenv(app.RUNTIME_VARIABLE, str(tmp_path))
    try:
        assert app.run_worker("ingest") == 0
    finally:
        gc.unfreeze()
    assert frozen[0] > 0


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    if server.process is not None:
        server.process.kill()
        server.process.wait()


def _maps(pid: int) -> str:
    return Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")


@pytest.mark.slow
async def test_the_real_server_starts_stays_small_and_ends(real: Server) -> None:
    async with real:
        assert real.process is not None
        children = [real.worker_pid(name) for name in NAMES]
        heavy = ("libavformat", "numpy", "aiohttp", "onnxruntime", "sqlalchemy", "zmq")
        assert [name for name in heavy if name in _maps(real.process.pid)] == []
        assert "libavformat" in _maps(real.worker_pid("ingest"))
        assert await real.stop() == 0
        assert all(is_gone(pid) for pid in children)
        assert real.token not in real.log().replace(f"prints it again): {real.token}", "")


@pytest.mark.slow
async def test_nothing_of_the_real_server_outlives_its_sigkill(real: Server) -> None:
    async with real:
        assert real.process is not None
        children = [real.worker_pid(name) for name in NAMES]
        real.process.kill()
        await until(lambda: all(is_gone(pid) for pid in children))


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\x00" + bytes(200)])
def test_a_damaged_database_ends_the_real_start_with_one_sentence(real: Server, content: bytes) -> None:
    real.data.mkdir(parents=True, exist_ok=True)
    (real.data / "wallflower.db").write_bytes(content)
    process = real.spawn()
    real.process = process
    assert process.wait(PATIENCE_S) == app.EXIT_CONFIG
    log = real.log()
    assert "Traceback" not in log
    assert "API token" not in log
    (sentence,) = [line for line in log.splitlines() if line.startswith("wallflower: ")]
    assert "damaged" in sentence
    assert (real.data / "wallflower.db").read_bytes() == content


@pytest.mark.slow
def test_a_media_directory_of_another_server_ends_the_real_start_with_2(real: Server) -> None:
    real.media.mkdir(parents=True)
    (real.media / IDENTITY_FILE).write_text("of another", encoding="ascii")
    process = real.spawn()
    real.process = process
    assert process.wait(PATIENCE_S) == app.EXIT_CONFIG
    sentences = [line for line in real.log().splitlines() if line.startswith("wallflower: ")]
    assert len(sentences) == 1
    assert "(--media) belongs to another server" in sentences[0]
