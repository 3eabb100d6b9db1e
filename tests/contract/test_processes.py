"""The server while the processes around it, or it itself, come and go."""

import asyncio
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any, override

import aiohttp
import pytest

from tests.support import server as support
from tests.support import waiting
from tests.support.processes import is_gone
from tests.support.server import ApiError, Server
from tests.support.waiting import PATIENCE_S, until


async def eventually(server: Server, path: str, wanted: Any, timeout_s: float = PATIENCE_S) -> Any:
    """Return the first answer for which `wanted` is true."""
    async with asyncio.timeout(timeout_s):
        while True:
            try:
                answer = await server.get(path)
            except aiohttp.ClientError, ApiError:
                answer = None
            if answer is not None and wanted(answer):
                return answer
            await asyncio.sleep(0.2)


async def health_status(server: Server) -> int:
    async with server.session.get(f"{server.url}/api/health", headers=server.headers) as answer:
        return answer.status


async def test_an_ingest_that_hangs_is_not_lied_about(server: Server, camera: str) -> None:
    path = f"/api/cameras/{camera}/status"
    await eventually(server, path, lambda status: status["connection"] == "stopped")
    ingest = server.worker_pid("ingest")
    os.kill(ingest, signal.SIGSTOP)
    try:
        status = await eventually(server, path, lambda status: status["connection"] == "unknown")
        assert status["problem"]["code"] == "unavailable"
        with pytest.raises(ApiError) as caught:
            await server.post(f"/api/cameras/{camera}/restart")
        assert (caught.value.status, caught.value.error["code"]) == (503, "unavailable")
        await waiting.eventually(partial(health_status, server), (503).__eq__)
    finally:
        os.kill(ingest, signal.SIGCONT)
    await eventually(server, path, lambda status: status["connection"] == "stopped")


async def test_a_server_that_was_killed_comes_back_and_asks_for_a_resync(server: Server) -> None:
    ingest = server.worker_pid("ingest")
    async with server.events() as socket:
        before = await socket.receive_json(timeout=PATIENCE_S)
    killed = server.kill_worker("server")
    await until(lambda: is_gone(killed))
    await eventually(server, "/api/info", lambda info: info["server_id"] == before["data"]["server_id"])
    async with server.events(f"?stream={before['stream']}&sequence={before['sequence']}") as socket:
        kinds = [(await socket.receive_json(timeout=PATIENCE_S))["type"] for _ in range(2)]
    assert kinds == ["hello", "resync"]
    assert server.worker_pid("ingest") == ingest


class Mute(Server):
    """A server that never answers."""

    @override
    def spawn(self) -> subprocess.Popen[bytes]:
        code = "import time; time.sleep(600)"
        with self.log_file.open("ab") as log:
            log.write(b"it waits for ever")
            return subprocess.Popen([sys.executable, "-c", code], stderr=log)


async def test_a_server_that_never_answers_is_killed_and_its_log_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mute = Mute(tmp_path)
    monkeypatch.setattr(support, "START_S", 1.0)
    with pytest.raises(RuntimeError, match=r"(?s)did not answer.*it waits for ever"):
        await mute.__aenter__()
    assert mute.process is not None
    assert is_gone(mute.process.pid)
    assert mute.session.closed
