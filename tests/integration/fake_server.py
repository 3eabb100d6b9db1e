"""A small TheWallflower that speaks the real wire over real sockets, and does what a test tells it to."""

import asyncio
import dataclasses
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from custom_components.thewallflower.wire import (
    MIN_SCHEMA_VERSION,
    SCHEMA_VERSION,
    Camera,
    CameraStatus,
    ConnectionState,
    Engine,
    Event,
    EventType,
    Health,
    LiveStream,
    Person,
    Recording,
    RecordingDay,
    ServerInfo,
    StreamReport,
    Visit,
)
from custom_components.thewallflower.wire_codec import Wire
from custom_components.thewallflower.wire_storage import Storage

TOKEN = "right-token"
JPEG = b"\xff\xd8still\xff\xd9"
INIT = b"init-segment"
SEGMENT = bytes(range(256)) * 4
LONG_SEGMENT = bytes(16 * 1024 * 1024)
PLAYLIST = """#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:6
#EXT-X-MAP:URI="init/3.mp4"
#EXTINF:6.000,
#EXT-X-BYTERANGE:256@0
seg/7.mp4
#EXTINF:6.000,
#EXT-X-BYTERANGE:768@256
seg/7.mp4
#EXTINF:6.000,
seg/8.mp4
#EXT-X-ENDLIST
"""

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def status(camera_id: str, *, running: bool = True, connected: bool = True) -> CameraStatus:
    """Return what a camera that does well, or one that was stopped, says."""
    return CameraStatus(
        camera_id=camera_id,
        running=running,
        connection=ConnectionState.CONNECTED if running and connected else ConnectionState.STOPPED,
        recording=running and connected,
        stream=StreamReport(video_codec="h264", width=1280, height=720),
    )


def camera(camera_id: str, name: str) -> Camera:
    """Return a configured camera that does well."""
    return Camera(id=camera_id, name=name, url="rtsp://192.0.2.7/main", status=status(camera_id))


class FakeServer:
    """The state is public: a test changes it, or tells an event, and looks at what was asked."""

    def __init__(self) -> None:
        """Begin with two cameras and one known person."""
        self.token = TOKEN
        self.info = ServerInfo(
            server_id="server-1",
            name="Home box",
            version="0.1.0",
            schema_version=SCHEMA_VERSION,
            min_schema_version=MIN_SCHEMA_VERSION,
            speech=Engine(name="faster-whisper", usable=True, model="small"),
        )
        self.cameras = {"cam1": camera("cam1", "Front door"), "cam2": camera("cam2", "Garden")}
        self.people = {"ann": Person(id="ann", name="Ann Example")}
        self.visits: list[Visit] = []
        self.recordings: list[Recording] = []
        self.days: list[RecordingDay] = []
        self.health = Health(healthy=True)
        self.storage = Storage()
        self.jobs: dict[str, str] = {}
        """The state of each job by its id."""
        self.live: LiveStream | None = LiveStream(port=8554, path="/cam1", username="wallflower", password="p@ss/w:rd")
        self.breaks_off = False
        """Whether the server dies in the middle of every file."""
        self.answers: dict[str, tuple[int, Any]] = {}
        """What a path (without /api/) answers instead of the truth: a status and text, bytes, JSON or (3xx) a place."""
        self.orders: list[tuple[str, str, Any]] = []
        """What was sent: the method, the path (without /api/) and the decoded body, bytes where it is no JSON."""
        self.requests: list[web.Request] = []
        self.stream = "run-1"
        self.sequence = 100
        self.history: deque[Event] = deque(maxlen=50)
        self._sockets: set[web.WebSocketResponse] = set()
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def data(self) -> dict[str, Any]:
        """Return what a user enters to connect."""
        return {"host": "127.0.0.1", "port": self.port, "token": self.token}

    @property
    def connected(self) -> int:
        """Return how many event sockets are open."""
        return len(self._sockets)

    def asked(self, path: str) -> web.Request:
        """Return the last request for a path (without /api/)."""
        return next(request for request in reversed(self.requests) if request.path == f"/api/{path}")

    async def start(self) -> None:
        """Listen on a free port, or on the same one as before."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/api/events", self._events)
        app.router.add_get("/api/{path:.*}", self._get)
        app.router.add_post("/api/cameras/{id}/{action:start|stop|restart}", self._switch)
        app.router.add_patch("/api/cameras/{id}", self._change)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close everything, as a server that is shut down."""
        await self.drop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def drop(self) -> None:
        """Cut the event sockets only."""
        await asyncio.gather(*(socket.close() for socket in tuple(self._sockets)))
        self._sockets.clear()

    async def tell(self, kind: EventType, data: Wire | dict[str, Any]) -> None:
        """Send an event to whoever listens, and remember it for those who resume."""
        self.sequence += 1
        body = data.to_json() if isinstance(data, Wire) else data
        event = Event(stream=self.stream, sequence=self.sequence, type=kind, at_ms=1, data=body)
        self.history.append(event)
        for socket in tuple(self._sockets):
            await socket.send_json(event.to_json())

    async def say(self, text: str) -> None:
        """Send any text through the event sockets."""
        for socket in tuple(self._sockets):
            await socket.send_str(text)

    def restart_run(self) -> None:
        """Forget the events, as a restarted server does."""
        self.stream, self.sequence = f"{self.stream}+", 0
        self.history.clear()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.requests.append(request)
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.json_response({"error": {"code": "unauthorized", "message": "no"}}, status=401)
        path = request.path.removeprefix("/api/")
        if request.method != "GET":
            sent = await request.read()
            is_json = request.content_type == "application/json"
            self.orders.append((request.method, path, json.loads(sent) if is_json and sent else sent or None))
        if (answer := self.answers.get(path)) is not None:
            return _told(*answer)
        return await handler(request)

    def _event(self, kind: EventType) -> dict[str, Any]:
        data = self.info.to_json()
        return Event(stream=self.stream, sequence=self.sequence, type=kind, at_ms=1, data=data).to_json()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(self._event(EventType.HELLO))
        if "stream" in request.query:
            await self._replay(socket, request.query["stream"], int(request.query["sequence"]))
        self._sockets.add(socket)
        async for _ in socket:
            pass
        self._sockets.discard(socket)
        return socket

    async def _replay(self, socket: web.WebSocketResponse, stream: str, sequence: int) -> None:
        oldest = self.history[0].sequence if self.history else self.sequence + 1
        if stream != self.stream or sequence + 1 < oldest:
            await socket.send_json(self._event(EventType.RESYNC))
            return
        for event in self.history:
            if event.sequence > sequence:
                await socket.send_json(event.to_json())

    async def _get(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        lists: dict[str, tuple[str, Any]] = {
            "cameras": ("cameras", self.cameras.values()),
            "people": ("people", self.people.values()),
            "visits": ("visits", self.visits),
        }
        values: dict[str, Wire] = {"info": self.info, "health": self.health, "storage": self.storage}
        if path in values:
            is_unwell = path == "health" and not self.health.healthy
            return web.json_response(values[path].to_json(), status=503 if is_unwell else 200)
        if path == "jobs":
            found = [{"id": job, "state": state} for job, state in self.jobs.items() if state == request.query["state"]]
            return web.json_response({"jobs": found, "cursor": None})
        if path in lists:
            key, items = lists[path]
            return web.json_response({key: [item.to_json() for item in items], "cursor": None})
        if (match := re.fullmatch(r"cameras/(\w+)/(.*)", path)) and match[1] in self.cameras:
            return self._camera(request, match[1], match[2])
        if re.fullmatch(r"exports/\w+/file", path):
            return await _broken_off(request, SEGMENT) if self.breaks_off else _ranged(request, SEGMENT)
        return _missing()

    def _camera(self, request: web.Request, camera_id: str, rest: str) -> web.Response:
        if rest == "snapshot.jpg":
            return web.Response(body=JPEG, content_type="image/jpeg")
        if rest == "stream" and self.live is not None:
            return web.json_response(self.live.to_json())
        if rest == "recordings/days":
            return web.json_response({"days": [day.to_json() for day in self.days]})
        if rest == "recordings":
            start, end = int(request.query["start"]), int(request.query["end"])
            found = [r for r in self.recordings if r.camera_id == camera_id and r.start_ms < end and r.end_ms > start]
            return web.json_response({"recordings": [recording.to_json() for recording in found]})
        if match := re.fullmatch(r"hls/\d+/\d+/(.*)", rest):
            return _hls(request, match[1])
        return _missing()

    async def _switch(self, request: web.Request) -> web.StreamResponse:
        camera_id, running = request.match_info["id"], request.match_info["action"] != "stop"
        new = status(camera_id, running=running)
        self.cameras[camera_id] = dataclasses.replace(self.cameras[camera_id], enabled=running, status=new)
        return web.json_response(new.to_json())

    async def _change(self, request: web.Request) -> web.StreamResponse:
        camera_id, changes = request.match_info["id"], self.orders[-1][2]
        self.cameras[camera_id] = dataclasses.replace(self.cameras[camera_id], **changes)
        return web.json_response(self.cameras[camera_id].to_json())


def _told(code: int, body: Any) -> web.Response:
    if 300 <= code < 400:
        return web.Response(status=code, headers={"Location": body})
    if isinstance(body, bytes):
        return web.Response(body=body, status=code, headers={"X-At-Ms": "1700000000123"})
    return web.Response(text=body, status=code) if isinstance(body, str) else web.json_response(body, status=code)


def _missing() -> web.Response:
    return web.json_response(
        {"error": {"code": "not_found", "message": "no such thing", "request_id": "r1"}}, status=404
    )


def _hls(request: web.Request, name: str) -> web.Response:
    if name == "index.m3u8":
        return web.Response(text=PLAYLIST, content_type="application/vnd.apple.mpegurl")
    body = {"init/3.mp4": INIT, "seg/7.mp4": SEGMENT, "seg/8.mp4": LONG_SEGMENT, "seg/9.mp4": SEGMENT}.get(name)
    return _missing() if body is None else _ranged(request, body)


async def _broken_off(request: web.Request, body: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(len(body)), "Content-Type": "video/mp4"})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    assert request.transport is not None
    request.transport.close()
    return response


def _ranged(request: web.Request, body: bytes) -> web.Response:
    if "Range" not in request.headers:
        return web.Response(body=body, content_type="video/mp4", headers={"Accept-Ranges": "bytes"})
    first, last = (int(part) for part in request.headers["Range"].removeprefix("bytes=").split("-"))
    if first >= len(body):
        return web.Response(status=416, headers={"Content-Range": f"bytes */{len(body)}"})
    headers = {"Content-Range": f"bytes {first}-{last}/{len(body)}"}
    return web.Response(status=206, body=body[first : last + 1], content_type="video/mp4", headers=headers)
