"""The server process."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.support.ports import free_port
from tests.support.supervisor import ADMIN, running_supervisor
from tests.support.supervisor import TOKEN as SUPERVISOR_TOKEN
from tests.support.waiting import PATIENCE_S, until, until_true
from wallflower.api.server import run
from wallflower.api.token import ensure_token
from wallflower.config import Settings
from wallflower.errors import ConfigError
from wallflower.store.database import Database
from wallflower.store.meta import Meta

HEAVY = ("av", "onnxruntime", "faster_whisper", "ctranslate2", "dlib", "insightface", "cv2")
PROCESS = """
import sys
from pathlib import Path
from wallflower.api.server import run
from wallflower.config import Settings
run(Settings.model_validate_json(sys.argv[1]), Path(sys.argv[2]))
"""


def test_importing_the_server_loads_no_engine_and_no_codec() -> None:
    code = f"import sys, wallflower.api.server; print([name for name in {HEAVY!r} if name in sys.modules])"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"


def test_an_occupied_port_is_told(settings: Settings, database: Database, runtime: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        occupied = settings.model_copy(update={"port": taken.getsockname()[1]})
        with pytest.raises(ConfigError) as caught:
            run(occupied, runtime)
    assert caught.value.field == "port"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_soon_and_tells_its_clients(
    settings: Settings, database: Database, runtime: Path, number: signal.Signals
) -> None:
    at = settings.model_copy(update={"port": free_port()})
    token, _ = ensure_token(settings.data)
    command = [sys.executable, "-c", PROCESS, at.model_dump_json(), str(runtime)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        until_true(lambda: _answers(at.port))
        code = asyncio.run(_watch_until_the_end(at.port, token, process.pid, number))
        assert process.wait(PATIENCE_S) == 0
        assert process.stderr is not None
        errors = process.stderr.read()
    assert code == aiohttp.WSCloseCode.GOING_AWAY
    assert b"Traceback" not in errors
    assert token.encode() not in errors


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def _watch_until_the_end(port: int, token: str, pid: int, number: signal.Signals) -> int | None:
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.ws_connect(f"http://127.0.0.1:{port}/api/events") as watcher,
    ):
        assert json.loads(await watcher.receive_str(timeout=PATIENCE_S))["type"] == "hello"
        os.kill(pid, number)
        while (await watcher.receive(timeout=PATIENCE_S)).type is aiohttp.WSMsgType.TEXT:
            pass
        return watcher.close_code


async def test_as_an_addon_it_is_announced_and_has_a_port_for_ingress(
    settings: Settings, database: Database, runtime: Path
) -> None:
    token, _ = ensure_token(settings.data)
    async with running_supervisor() as home, aiohttp.ClientSession() as session:
        update = {"port": free_port(), "ingress_port": free_port(), "supervisor": home.address}
        at = settings.model_copy(update=update)
        command = [sys.executable, "-c", PROCESS, at.model_dump_json(), str(runtime)]
        environment = os.environ | {"SUPERVISOR_TOKEN": SUPERVISOR_TOKEN}
        process = await asyncio.create_subprocess_exec(*command, stderr=subprocess.PIPE, env=environment)
        try:
            await until(lambda: home.pushed)
            assert home.pushed[0] == {
                "host": socket.gethostname(),
                "port": at.port,
                "token": token,
                "server_id": Meta(database).server_id(),
            }
            headers = {"X-Remote-User-Id": ADMIN}
            async with session.get(f"http://127.0.0.1:{at.ingress_port}/api/cameras", headers=headers) as answer:
                assert answer.status == 200
            async with session.get(f"http://127.0.0.1:{at.port}/api/cameras", headers=headers) as answer:
                assert answer.status == 401
        finally:
            process.terminate()
            _, errors = await process.communicate()
        assert process.returncode == 0
        assert SUPERVISOR_TOKEN.encode() not in errors
