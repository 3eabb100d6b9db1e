"""A stand-in for Home Assistant's Supervisor: the parts of its HTTP API that an add-on uses, answered as it answers."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

from aiohttp import web
from aiohttp.test_utils import TestServer

TOKEN = "token-of-the-supervisor"
ADMIN = "a" * 32
USER = "b" * 32
READER = "c" * 32
STRANGER = "d" * 32


def _user(user_id: str, *groups: str, active: bool = True) -> dict[str, Any]:
    return {
        "id": user_id,
        "username": "somebody",
        "name": "Somebody",
        "is_owner": False,
        "is_active": active,
        "local_only": False,
        "system_generated": False,
        "group_ids": list(groups),
        "credentials": [{"type": "homeassistant"}],
    }


class Supervisor:
    """What was asked of it, and what Home Assistant behind it knows."""

    def __init__(self) -> None:
        self.services = ["thewallflower"]
        self.messages: dict[str, dict[str, Any]] = {}
        self.pushed: list[dict[str, Any]] = []
        self.posts = 0
        self.down = False
        self.asked_for_users = 0
        self.users = [
            _user(ADMIN, "system-admin"),
            _user(USER, "system-users"),
            _user(READER, "system-read-only"),
            _user("e" * 32, "system-admin", active=False),
        ]
        self.address = ""

    def application(self) -> web.Application:
        application = web.Application()
        application.router.add_post("/discovery", self._discover)
        application.router.add_get("/core/websocket", self._websocket)
        return application

    async def _discover(self, request: web.Request) -> web.Response:
        self.posts += 1
        if self.down:
            raise web.HTTPBadGateway
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise web.HTTPForbidden
        body = await request.json()
        if set(body) != {"service", "config"} or not isinstance(body["config"], dict):
            return _error("extra keys not allowed or required key not provided")
        if body["service"] not in self.services:
            return _error("Add-ons must list services they provide via discovery in their config!")
        known = self.messages.get(body["service"])
        if known is None or known["config"] != body["config"]:
            self.pushed.append(body["config"])
            known = {"uuid": uuid4().hex if known is None else known["uuid"], **body}
            self.messages[body["service"]] = known
        return web.json_response({"result": "ok", "data": {"uuid": known["uuid"]}})

    async def _websocket(self, request: web.Request) -> web.WebSocketResponse:
        if self.down:
            raise web.HTTPBadGateway
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "auth_required", "ha_version": "2026.11.0"})
        if (await socket.receive_json()).get("access_token") != TOKEN:
            await socket.send_json({"type": "auth_invalid", "message": "Invalid access"})
            await socket.close()
            return socket
        await socket.send_json({"type": "auth_ok", "ha_version": "2026.11.0"})
        async for message in socket:
            asked = message.json()
            known = asked["type"] == "config/auth/list"
            self.asked_for_users += known
            error = {"code": "unknown_command", "message": "Unknown command."}
            answer = {"success": True, "result": self.users} if known else {"success": False, "error": error}
            await socket.send_json({"id": asked["id"], "type": "result", **answer})
        return socket


def _error(message: str) -> web.Response:
    return web.json_response({"result": "error", "message": message}, status=400)


@contextlib.asynccontextmanager
async def running_supervisor() -> AsyncIterator[Supervisor]:
    """A Supervisor on loopback; `address` is where."""
    supervisor = Supervisor()
    async with TestServer(supervisor.application()) as server:
        supervisor.address = f"127.0.0.1:{server.port}"
        yield supervisor
