"""A stand-in for Home Assistant's Supervisor: the parts of its HTTP API that an add-on uses, answered as it answers."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

from aiohttp import web
from aiohttp.test_utils import TestServer

TOKEN = "token-of-the-supervisor"
ADMIN = "a" * 32
USER = "b" * 32
READER = "c" * 32
STRANGER = "d" * 32
_SAYS_NO = (
    "auth_api docker_api full_access homeassistant_api host_network host_pid signed hassio_api host_ipc host_uts "
    "host_dbus stdin gpio usb uart kernel_modules devicetree udev video audio auto_update"
)
_SAYS_YES = "documentation changelog ingress protected ingress_panel watchdog"
_EMPTY = "arch machine dns privileged services devices"
_NOTHING = "long_description webui audio_input audio_output system_managed_config_entry"
# What `GET /addons/{slug}/info` tells beyond what the list of add-ons does.
_MORE: dict[str, Any] = {
    **dict.fromkeys(_NOTHING.split(), None),
    **dict.fromkeys(_SAYS_NO.split(), False),
    **dict.fromkeys(_SAYS_YES.split(), True),
    **{key: list[str]() for key in _EMPTY.split()},
    "hostname": "local-thewallflower",
    "boot": "auto",
    "boot_config": "auto",
    "startup": "services",
    "apparmor": "profile",
    "hassio_role": "default",
    "rating": 8,
    "options": {},
    "schema": [],
    "network": {},
    "network_description": {},
    "discovery": ["thewallflower"],
    "translations": {},
    "ingress_entry": "/api/hassio_ingress/x",
    "ingress_url": "/api/hassio_ingress/x/",
    "ingress_port": 8098,
    "ip_address": "172.30.33.5",
}


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
        self.apps: dict[str, str] = {}
        """The state of each add-on that is installed, by its slug."""
        self.repositories = ["https://github.com/hassio-addons/repository"]
        self.store: dict[str, str] = {}
        """The slug of the add-on that each repository has."""
        self.refusals: dict[str, str] = {}
        """What a path is refused with."""
        self.on_start: Callable[[str], Awaitable[None]] | None = None
        """Called with the slug of an add-on that is started."""
        self.asked_for_users = 0
        self.users = [
            _user(ADMIN, "system-admin"),
            _user(USER, "system-users"),
            _user(READER, "system-read-only"),
            _user("e" * 32, "system-admin", active=False),
        ]
        self.address = ""

    def application(self) -> web.Application:
        application = web.Application(middlewares=[self._guard])
        application.router.add_post("/discovery", self._discover)
        application.router.add_get("/discovery", self._discovered)
        application.router.add_get("/discovery/{uuid}", self._discovery)
        application.router.add_get("/addons", self._addons)
        application.router.add_get("/addons/{slug}/info", self._addon_info)
        application.router.add_post("/addons/{slug}/start", self._start)
        application.router.add_get("/store/repositories", self._repositories)
        application.router.add_post("/store/repositories", self._add_repository)
        application.router.add_post("/store/addons/{slug}/install", self._install)
        application.router.add_get("/core/websocket", self._websocket)
        return application

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.path == "/core/websocket":
            return await handler(request)
        self.posts += request.method == "POST"
        if self.down:
            raise web.HTTPBadGateway
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise web.HTTPForbidden
        if request.path in self.refusals:
            return _error(self.refusals[request.path])
        return await handler(request)

    async def _addons(self, request: web.Request) -> web.Response:
        return _ok({"addons": [_addon(slug, state) for slug, state in self.apps.items()]})

    async def _start(self, request: web.Request) -> web.Response:
        slug = request.match_info["slug"]
        if slug not in self.apps:
            return _error(f"App {slug} does not exist", status=404)
        self.apps[slug] = "started"
        if self.on_start is not None:
            await self.on_start(slug)
        return _ok({})

    async def _repositories(self, request: web.Request) -> web.Response:
        return _ok([_repository(source) for source in self.repositories])

    async def _add_repository(self, request: web.Request) -> web.Response:
        self.repositories.append((await request.json())["repository"])
        return _ok({})

    async def _install(self, request: web.Request) -> web.Response:
        slug = request.match_info["slug"]
        if slug not in {self.store.get(source) for source in self.repositories}:
            return _error(f"App {slug} does not exist in the store", status=404)
        self.apps[slug] = "stopped"
        return _ok({})

    async def _discovered(self, request: web.Request) -> web.Response:
        return _ok({"discovery": list(self.messages.values()), "services": {}})

    async def _discovery(self, request: web.Request) -> web.Response:
        for message in self.messages.values():
            if message["uuid"] == request.match_info["uuid"]:
                return _ok(message)
        return _error("Discovery message not found", status=404)

    async def _addon_info(self, request: web.Request) -> web.Response:
        slug = request.match_info["slug"]
        return _ok(_addon(slug, self.apps.get(slug, "started")) | _MORE)

    async def _discover(self, request: web.Request) -> web.Response:
        body = await request.json()
        if set(body) != {"service", "config"} or not isinstance(body["config"], dict):
            return _error("extra keys not allowed or required key not provided")
        if body["service"] not in self.services:
            return _error("Add-ons must list services they provide via discovery in their config!")
        known = self.messages.get(body["service"])
        if known is None or known["config"] != body["config"]:
            self.pushed.append(body["config"])
            known = {"addon": "local_thewallflower", "uuid": uuid4().hex if known is None else known["uuid"], **body}
            self.messages[body["service"]] = known
        return _ok({"uuid": known["uuid"]})

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


def _ok(data: Any) -> web.Response:
    return web.json_response({"result": "ok", "data": data})


def _error(message: str, status: int = 400) -> web.Response:
    return web.json_response({"result": "error", "message": message}, status=status)


def _repository(source: str) -> dict[str, str]:
    return {"slug": "x", "name": "x", "source": source, "url": source, "maintainer": "x"}


def _addon(slug: str, state: str) -> dict[str, Any]:
    flags = ("advanced", "build", "icon", "logo", "update_available", "detached")
    return {
        **dict.fromkeys(flags, False),
        "available": True,
        "description": "",
        "homeassistant": None,
        "name": slug,
        "repository": slug.partition("_")[0],
        "slug": slug,
        "stage": "stable",
        "state": state,
        "system_managed": False,
        "url": None,
        "version": "0.1.0",
        "version_latest": "0.1.0",
    }


@contextlib.asynccontextmanager
async def running_supervisor() -> AsyncIterator[Supervisor]:
    """A Supervisor on loopback; `address` is where."""
    supervisor = Supervisor()
    async with TestServer(supervisor.application()) as server:
        supervisor.address = f"127.0.0.1:{server.port}"
        yield supervisor
