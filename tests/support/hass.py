"""A real Home Assistant process with our integration, driven as a browser would: onboarding, then its WebSocket API."""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, Self

import aiohttp

from tests.support.waiting import JOB_S

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv" / "hass" / "bin" / "python"
OWNER = {"username": "owner", "password": "test-only"}
START_S = 180.0
CALL_S = 150.0
STOP_S = 60.0

CONFIGURATION = """
homeassistant:
  name: Test home
  time_zone: Europe/Berlin
  country: DE
  currency: EUR
http:
  server_host: 127.0.0.1
  server_port: {port}
api:
config:
frontend:
websocket_api:
media_source:
stream:
recorder:
  auto_purge: false
logger:
  default: info
  logs:
    custom_components.thewallflower: debug
    homeassistant.components.stream: debug
{extra}
"""


# The front end asks for all services, for which Home Assistant imports these; they have wheels only in its own image.
STAND_INS = {"pymicro_vad": "class MicroVad: ...\n", "pyspeex_noise": "class AudioProcessor: ...\n"}


class HassError(RuntimeError):
    """Home Assistant answered a call with an error, or did not start."""


class HomeAssistant:
    """One Home Assistant process and one logged-in WebSocket connection to it."""

    def __init__(
        self, directory: Path, port: int, extra: str = "", environment: Mapping[str, str] | None = None
    ) -> None:
        self.directory = directory
        self.environment = environment or {}
        self.url = f"http://127.0.0.1:{port}"
        self.log_file = directory / "output.log"
        self.token = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._next_id = 0
        self._stand_ins = directory / "stand_ins"
        self._stand_ins.mkdir(parents=True, exist_ok=True)
        (directory / "configuration.yaml").write_text(CONFIGURATION.format(port=port, extra=extra))
        for name, text in STAND_INS.items():
            (self._stand_ins / f"{name}.py").write_text(text)
        shutil.copytree(ROOT / "custom_components" / "thewallflower", directory / "custom_components" / "thewallflower")

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_S))
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_exit(self)
            await self.start()
            stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        await self.session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """An HTTP session without any credentials."""
        assert self._session is not None
        return self._session

    def log(self) -> str:
        """Everything the process has logged so far."""
        return self.log_file.read_text(errors="replace")

    async def start(self) -> None:
        """Start the process, finish onboarding the first time, and log in."""
        self._process = self._spawn()
        await self._wait_until_it_answers()
        is_new = not self.token
        if is_new:
            await self._onboard()
        await self.log_in()
        if is_new:
            # Without a word of consent it goes back to its usual port after five minutes.
            await self.call("http/config/promote")

    async def stop(self) -> None:
        """End the process as a container would."""
        if self._socket is not None:
            await self._socket.close()
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self._process.wait, STOP_S)
            self._process.kill()
            self._process.wait()

    async def call(self, kind: str, **fields: Any) -> Any:
        """Send one WebSocket command and return its result."""
        assert self._socket is not None
        self._next_id += 1
        await self._socket.send_json({"id": self._next_id, "type": kind, **fields})
        while True:
            answer = await self._socket.receive_json(timeout=CALL_S)
            if answer.get("id") == self._next_id and answer["type"] == "result":
                if not answer["success"]:
                    raise HassError(str(answer["error"]))
                return answer["result"]

    async def rest(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Call the REST API as the owner and return the decoded answer, which may take as long as a job."""
        headers = {"Authorization": f"Bearer {self.token}"}
        limits = aiohttp.ClientTimeout(total=2 * JOB_S)
        async with self.session.request(method, self.url + path, json=body, headers=headers, timeout=limits) as answer:
            if answer.status >= 400:
                raise HassError(f"{method} {path}: {answer.status} {await answer.text()}")
            return await answer.json()

    async def states(self) -> dict[str, dict[str, Any]]:
        """All states by entity id."""
        return {state["entity_id"]: state for state in await self.call("get_states")}

    def _spawn(self) -> subprocess.Popen[bytes]:
        command = [str(PYTHON), "-m", "homeassistant", "-c", str(self.directory), "--skip-pip", "--debug"]
        with self.log_file.open("ab") as output:
            environment = {**os.environ, **self.environment, "PYTHONPATH": str(self._stand_ins)}
            # Elsewhere it would find the integration's sources, and not the copy that a user has.
            return subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=self.directory
            )

    async def _wait_until_it_answers(self) -> None:
        assert self._process is not None
        async with asyncio.timeout(START_S):
            while True:
                if self._process.poll() is not None:
                    raise HassError(f"Home Assistant ended:\n{self.log()[-3000:]}")
                with contextlib.suppress(aiohttp.ClientError):
                    async with self.session.get(f"{self.url}/api/onboarding") as answer:
                        if answer.status in {200, 404}:
                            return
                await asyncio.sleep(0.2)

    async def _onboard(self) -> None:
        client = f"{self.url}/"
        user = {"client_id": client, "name": "Owner", "language": "en", **OWNER}
        async with self.session.post(f"{self.url}/api/onboarding/users", json=user) as answer:
            code = (await answer.json())["auth_code"]
        form = {"client_id": client, "grant_type": "authorization_code", "code": code}
        async with self.session.post(f"{self.url}/auth/token", data=form) as answer:
            self.token = (await answer.json())["access_token"]
        for step in ("core_config", "analytics"):
            await self.rest("POST", f"/api/onboarding/{step}", {})
        done = {"client_id": client, "redirect_uri": f"{self.url}/?auth_callback=1"}
        await self.rest("POST", "/api/onboarding/integration", done)

    async def log_in(self) -> None:
        """Open the WebSocket connection; once more after a minute in which nothing was asked, as it is closed then."""
        if self._socket is not None:
            await self._socket.close()
        self._socket = await self.session.ws_connect(f"{self.url}/api/websocket", max_msg_size=0)
        await self._socket.receive_json(timeout=CALL_S)
        await self._socket.send_json({"type": "auth", "access_token": self.token})
        if (await self._socket.receive_json(timeout=CALL_S))["type"] != "auth_ok":
            raise HassError("the token was not accepted")


@contextlib.asynccontextmanager
async def running_home_assistant(directory: Path, port: int, extra: str = "") -> AsyncIterator[HomeAssistant]:
    """A Home Assistant that lives as long as the block."""
    async with HomeAssistant(directory, port, extra) as hass:
        yield hass
