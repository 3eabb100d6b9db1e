"""The Supervisor, asked over its HTTP API: discovery by Home Assistant, and who Home Assistant's users are."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import aiohttp

from wallflower.clock import monotonic_s
from wallflower.errors import UnavailableError

SERVICE = "thewallflower"
ANNOUNCED_FILE = "announced"
TIMEOUT_S = 10.0
RETRY_S: Final = (5.0, 15.0, 60.0, 300.0)
# Long enough for a page and all it loads, short enough for who is no administrator any more.
USERS_LAST_S = 60.0
# So that a page's many requests do not wait for one failure each.
FAILURE_LASTS_S = 3.0
UNTOLD = "Home Assistant does not tell who may do what: try again in a minute"

_LOGGER = logging.getLogger(__name__)


class Supervisor:
    """The Supervisor that runs this add-on."""

    def __init__(self, address: str, token: str) -> None:
        """Ask at this address, `HOST` or `HOST:PORT`, with the token that it gave the add-on."""
        self._address = address
        self._headers = {"Authorization": f"Bearer {token}"}
        self._token = token

    async def announce(self, config: Mapping[str, Any]) -> None:
        """Tell Home Assistant how to reach this server; raise `UnavailableError`."""
        body = {"service": SERVICE, "config": dict(config)}
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as session,
                session.post(f"http://{self._address}/discovery", json=body, headers=self._headers) as answer,
            ):
                if answer.status != 200:
                    raise UnavailableError(f"the Supervisor refuses the announcement ({answer.status})")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnavailableError("the Supervisor does not answer") from error

    async def users(self) -> dict[str, tuple[str, ...]]:
        """Return the groups of each of Home Assistant's active users by id; raise `UnavailableError`."""
        try:
            async with (
                asyncio.timeout(TIMEOUT_S),
                aiohttp.ClientSession() as session,
                session.ws_connect(f"http://{self._address}/core/websocket", max_msg_size=1 << 22) as socket,
            ):
                await _expect(socket, "auth_required")
                await socket.send_json({"type": "auth", "access_token": self._token})
                await _expect(socket, "auth_ok")
                await socket.send_json({"id": 1, "type": "config/auth/list"})
                found = (await _expect(socket, "result"))["result"]
                return {user["id"]: tuple(user["group_ids"]) for user in found if user["is_active"] is True}
        except (aiohttp.ClientError, TimeoutError, TypeError, KeyError, ValueError) as error:
            raise UnavailableError(UNTOLD) from error


async def _expect(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    message: dict[str, Any] = await socket.receive_json()
    if message["type"] != kind:
        raise ValueError(message["type"])
    return message


class HomeUsers:
    """Which groups Home Assistant's users are in, remembered for a minute."""

    def __init__(self, supervisor: Supervisor) -> None:
        """Ask this Supervisor."""
        self._supervisor = supervisor
        self._known: dict[str, tuple[str, ...]] = {}
        self._asked_s: float | None = None
        self._failed_s: float | None = None
        self._asking = asyncio.Lock()

    async def groups_of(self, user_id: str) -> Sequence[str]:
        """Return a user's groups, none for somebody unknown; raise `UnavailableError` while nobody can tell."""
        async with self._asking:
            if not _is_within(self._asked_s, USERS_LAST_S):
                await self._ask()
        return self._known.get(user_id, ())

    async def _ask(self) -> None:
        if _is_within(self._failed_s, FAILURE_LASTS_S):
            raise UnavailableError(UNTOLD)
        try:
            self._known = await self._supervisor.users()
        except UnavailableError:
            self._failed_s = monotonic_s()
            raise
        self._asked_s = monotonic_s()


def _is_within(at_s: float | None, last_s: float) -> bool:
    return at_s is not None and monotonic_s() - at_s < last_s


async def keep_announced(
    supervisor: Supervisor, config: Mapping[str, Any], data: Path, retry_s: Sequence[float] = RETRY_S
) -> None:
    """Announce the server unless the same was announced before; try until it works, then wait for ever.

    What was announced is remembered as a hash in a file that no backup has: who restores one onto another machine has a
    Supervisor that was never told.
    """
    memory = data / ANNOUNCED_FILE
    digest = hashlib.sha256(json.dumps(dict(config), sort_keys=True).encode()).hexdigest()
    attempt = 0
    while await asyncio.to_thread(_recall, memory) != digest:
        try:
            await supervisor.announce(config)
            await asyncio.to_thread(_remember, memory, digest)
            _LOGGER.info("Home Assistant was told of this server")
            break
        except (UnavailableError, OSError) as error:
            _LOGGER.warning("Home Assistant was not told of this server yet: %s", error)
        await asyncio.sleep(retry_s[min(attempt, len(retry_s) - 1)])
        attempt += 1
    await asyncio.Event().wait()


def _recall(memory: Path) -> str | None:
    try:
        return memory.read_text(encoding="ascii")
    except OSError, UnicodeDecodeError:
        return None


def _remember(memory: Path, digest: str) -> None:
    temporary = memory.with_name(f".{memory.name}.new")
    temporary.write_text(digest, encoding="ascii")
    temporary.replace(memory)
