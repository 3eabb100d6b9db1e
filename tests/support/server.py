"""The real server, started as a user starts it, with a small HTTP client for tests."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

import aiohttp

from tests.support.ports import free_port
from tests.support.waiting import PATIENCE_S, eventually

START_S = 150.0
STOP_S = PATIENCE_S


class ApiError(AssertionError):
    """The server answered with an error status; `status` and the decoded `error` object are kept."""

    def __init__(self, status: int, error: dict[str, Any]) -> None:
        super().__init__(f"{status}: {error}")
        self.status = status
        self.error = error


class Server:
    """`wallflower serve` with its own data, media and ports."""

    def __init__(
        self,
        directory: Path,
        *options: str,
        module: str = "wallflower",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.module = module
        self.environment = environment or {}
        self.data = directory / "data"
        self.media = directory / "media"
        self.port = free_port()
        self.rtsp_port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_file = directory / "server.log"
        self.console_file = directory / "console.txt"
        self.options = options
        self.process: subprocess.Popen[bytes] | None = None
        self._session: aiohttp.ClientSession | None = None
        directory.mkdir(parents=True, exist_ok=True)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=START_S))
        try:
            await self.start()
        except BaseException:
            await self._session.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        await self.session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """An HTTP session without credentials."""
        assert self._session is not None
        return self._session

    @property
    def token(self) -> str:
        """The API token that the server made."""
        return (self.data / "token").read_text().strip()

    @property
    def headers(self) -> dict[str, str]:
        """What a client sends to be let in."""
        return {"Authorization": f"Bearer {self.token}"}

    def log(self) -> str:
        """All that its processes have logged."""
        return self.log_file.read_text(errors="replace")

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the process without waiting."""
        command = [sys.executable, "-m", self.module, "serve", "--data", str(self.data), "--media", str(self.media)]
        command += ["--port", str(self.port), "--rtsp-port", str(self.rtsp_port), "--log-level", "debug", *self.options]
        with self.log_file.open("ab") as log, self.console_file.open("ab") as console:
            return subprocess.Popen(command, stdout=console, stderr=log, env={**os.environ, **self.environment})

    async def start(self) -> None:
        """Start and wait until the API answers; a process whose API never does is killed, and its log reported."""
        self.process = self.spawn()
        try:
            await self._wait(self.process)
        except BaseException:
            self.process.kill()  # its children end with it
            self.process.wait()
            raise

    async def _wait(self, process: subprocess.Popen[bytes]) -> None:
        end_s = time.monotonic() + START_S
        while time.monotonic() < end_s:
            if process.poll() is not None:
                raise RuntimeError(f"the server ended:\n{self.log()[-3000:]}")
            with contextlib.suppress(aiohttp.ClientError, FileNotFoundError, ApiError, TimeoutError):
                async with asyncio.timeout(START_S):
                    await self.get("/api/info")
                    return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"the server did not answer within {START_S:g} s:\n{self.log()[-3000:]}")

    async def stop(self) -> int:
        """Send SIGTERM, wait, and return the exit code; kill what does not end in time."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return await asyncio.to_thread(self.process.wait, STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    async def request(self, method: str, path: str, **options: Any) -> Any:
        """Call the API with the token; return decoded JSON, or bytes of anything else."""
        headers = self.headers | options.pop("headers", {})
        async with self.session.request(method, self.url + path, headers=headers, **options) as answer:
            body = await answer.read()
            is_json = answer.content_type == "application/json"
            if answer.status >= 400:
                raise ApiError(answer.status, json.loads(body)["error"] if is_json else {"body": body[:200]})
            return json.loads(body) if is_json and body else body

    async def get(self, path: str) -> Any:
        """GET with the token."""
        return await self.request("GET", path)

    async def post(self, path: str, body: Any = None) -> Any:
        """POST JSON with the token."""
        return await self.request("POST", path, json=body)

    async def request_patiently(self, method: str, path: str, **options: Any) -> Any:
        """Do the same as `request`, again as long as a process behind the server is not there, or not ready, yet."""

        async def ask() -> list[Any]:
            try:
                return [await self.request(method, path, **options)]
            except ApiError as error:
                if error.status != HTTPStatus.SERVICE_UNAVAILABLE:
                    raise
                return []

        (answer,) = await eventually(ask, bool, 2 * START_S)
        return answer

    @contextlib.asynccontextmanager
    async def events(self, query: str = "") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """The event socket."""
        async with self.session.ws_connect(f"{self.url}/api/events{query}", headers=self.headers) as socket:
            yield socket

    def worker_pid(self, name: str) -> int:
        """The process id of one of the supervisor's children: ingest, analysis or server."""
        assert self.process is not None
        for directory in Path("/proc").iterdir():
            if directory.name.isdigit() and _parent(directory) == self.process.pid:
                with contextlib.suppress(OSError):
                    if name in (directory / "cmdline").read_text().split("\0"):
                        return int(directory.name)
        raise LookupError(name)

    def kill_worker(self, name: str) -> int:
        """SIGKILL one of the supervisor's children and return its process id."""
        pid = self.worker_pid(name)
        os.kill(pid, signal.SIGKILL)
        return pid


def _parent(directory: Path) -> int | None:
    try:
        return int((directory / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError, ValueError:
        return None


@contextlib.asynccontextmanager
async def running_server(directory: Path, *options: str, module: str = "wallflower") -> AsyncIterator[Server]:
    """A server that lives as long as the block; `module` is run in place of the product's own entry."""
    async with Server(directory, *options, module=module) as server:
        yield server
