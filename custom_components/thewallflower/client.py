"""The server's HTTP API and event socket as typed calls; knows aiohttp and the wire, but no Home Assistant."""

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPMethod, HTTPStatus
from typing import Any

import aiohttp
from yarl import URL

from .wire import (
    MIN_SCHEMA_VERSION,
    SCHEMA_VERSION,
    Camera,
    CameraStatus,
    ErrorCode,
    Event,
    EventType,
    LiveStream,
    Person,
    Problem,
    Recording,
    RecordingDay,
    ServerInfo,
    Visit,
)
from .wire_codec import Wire, WireError

ANSWER_TIMEOUT = aiohttp.ClientTimeout(total=10)
MEDIA_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=30)
HEARTBEAT_S = 20
OPEN_VISITS_LIMIT = 200


class WallflowerError(Exception):
    """Base of everything that can go wrong between us and the server."""


class WallflowerConnectionError(WallflowerError):
    """The server cannot be reached, or stopped answering."""


class WallflowerAuthenticationError(WallflowerError):
    """The token is not, or no longer, accepted."""


class WallflowerVersionError(WallflowerError):
    """The server speaks a wire that this integration does not."""


class WallflowerResponseError(WallflowerError):
    """The server said no; `problem.code` is UNKNOWN when what answered does not speak our wire at all."""

    def __init__(self, problem: Problem) -> None:
        """Keep the server's own explanation."""
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Position:
    """The last event that was taken in: where a new event socket resumes."""

    stream: str
    sequence: int


def _not_understood(what: str) -> WallflowerResponseError:
    return WallflowerResponseError(Problem(code=ErrorCode.UNKNOWN, message=f"the answer was not understood: {what}"))


def checked_info(data: Any) -> ServerInfo:
    """Decode who the server is; raise `WallflowerVersionError` when the two wires have no version in common."""
    try:
        info = ServerInfo.from_json(data)
    except WireError as error:
        raise _not_understood(str(error)) from error
    if info.schema_version < MIN_SCHEMA_VERSION or info.min_schema_version > SCHEMA_VERSION:
        raise WallflowerVersionError(
            f"the server speaks wire {info.min_schema_version} to {info.schema_version}, "
            f"the integration {MIN_SCHEMA_VERSION} to {SCHEMA_VERSION}"
        )
    return info


class WallflowerClient:
    """One server, reached with one token through a session that somebody else owns."""

    def __init__(self, session: aiohttp.ClientSession, host: str, port: int, token: str) -> None:
        """Remember the address; nothing is sent yet. Raise `WallflowerConnectionError` for an impossible host."""
        try:
            self._root = URL.build(scheme="http", host=host, port=port) / "api"
        except ValueError as error:
            raise WallflowerConnectionError("the host is not a host name or address") from error
        self.host = host
        self._session = session
        self._headers = {"Authorization": f"Bearer {token}"}

    async def info(self) -> ServerInfo:
        """Return who the server is, its wire checked."""
        return checked_info(await self._json("info"))

    async def cameras(self) -> tuple[Camera, ...]:
        """Return all cameras with their status."""
        return await self._list("cameras", "cameras", Camera)

    async def people(self) -> tuple[Person, ...]:
        """Return all enrolled people."""
        return await self._list("people", "people", Person)

    async def open_visits(self) -> tuple[Visit, ...]:
        """Return the visits that last right now; open ones are always among the newest."""
        visits = await self._list("visits", "visits", Visit, limit=OPEN_VISITS_LIMIT)
        return tuple(visit for visit in visits if visit.end_ms is None)

    async def recordings(self, camera_id: str, start_ms: int, end_ms: int) -> tuple[Recording, ...]:
        """Return the segments of a camera that overlap the range."""
        path = f"cameras/{camera_id}/recordings"
        return await self._list(path, "recordings", Recording, start=start_ms, end=end_ms)

    async def recording_days(self, camera_id: str, time_zone: str) -> tuple[RecordingDay, ...]:
        """Return the calendar days of an IANA time zone on which a camera has footage."""
        return await self._list(f"cameras/{camera_id}/recordings/days", "days", RecordingDay, tz=time_zone)

    async def live_stream(self, camera_id: str) -> LiveStream:
        """Return where the camera's restream is."""
        return _decode(LiveStream, await self._json(f"cameras/{camera_id}/stream"))

    async def set_running(self, camera_id: str, *, running: bool) -> CameraStatus:
        """Start or stop a camera and return its new status."""
        path = f"cameras/{camera_id}/{'start' if running else 'stop'}"
        return _decode(CameraStatus, await self._json(path, method=HTTPMethod.POST))

    async def snapshot(self, camera_id: str) -> bytes:
        """Return the camera's newest picture as JPEG."""
        async with self._request(HTTPMethod.GET, self._root / "cameras" / camera_id / "snapshot.jpg") as response:
            return await response.read()

    @asynccontextmanager
    async def hls(
        self, camera_id: str, span_ms: tuple[int, int], name: str, byte_range: str | None
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Open the playlist of a range, or what it refers to by the relative `name`; the body is not read yet."""
        url = self._root.joinpath("cameras", camera_id, "hls", str(span_ms[0]), str(span_ms[1]), *name.split("/"))
        headers = {"Accept-Encoding": "identity"} | ({"Range": byte_range} if byte_range else {})
        async with self._request(HTTPMethod.GET, url, headers=headers, limits=MEDIA_TIMEOUT) as response:
            yield response

    async def events(self, position: Position | None) -> AsyncGenerator[Event]:
        """Yield the server's events, `hello` first and without end; a `resync` tells that some could not be replayed.

        Raise a `WallflowerError` when the socket cannot be opened, closes, or says what cannot be understood.
        """
        url = self._root / "events"
        if position is not None:
            url %= {"stream": position.stream, "sequence": position.sequence}
        try:
            async with self._session.ws_connect(url, headers=self._headers, heartbeat=HEARTBEAT_S) as socket:
                async for message in socket:
                    if message.type is aiohttp.WSMsgType.TEXT:
                        yield _event(message.data)
        except aiohttp.WSServerHandshakeError as error:
            raise _refusal(error.status, None) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise WallflowerConnectionError(_reason(error)) from error
        raise WallflowerConnectionError("the server closed the event socket")

    async def _list[V: Wire](self, path: str, key: str, kind: type[V], **query: str | int) -> tuple[V, ...]:
        data = await self._json(path, query=query)
        items = data.get(key) if isinstance(data, dict) else None
        if not isinstance(items, list):
            raise _not_understood(f"no list of {key}")
        return tuple(_decode(kind, item) for item in items)

    async def _json(
        self, path: str, *, method: HTTPMethod = HTTPMethod.GET, query: dict[str, str | int] | None = None
    ) -> Any:
        url = self._root.joinpath(*path.split("/")) % (query or {})
        async with self._request(method, url) as response:
            try:
                return await response.json()
            except (aiohttp.ContentTypeError, ValueError) as error:
                raise _not_understood("it is not JSON") from error

    @asynccontextmanager
    async def _request(
        self,
        method: HTTPMethod,
        url: URL,
        *,
        headers: dict[str, str] | None = None,
        limits: aiohttp.ClientTimeout = ANSWER_TIMEOUT,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send one request and raise what its failure means; redirects are refused, they would carry the token away."""
        try:
            async with self._session.request(
                method, url, headers=self._headers | (headers or {}), timeout=limits, allow_redirects=False
            ) as response:
                if response.status not in (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.PARTIAL_CONTENT):
                    raise _refusal(response.status, await response.read())
                yield response
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise WallflowerConnectionError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """Name a failure without what it was about, so that no address reaches a log."""
    if isinstance(error, TimeoutError):
        return "the server did not answer in time"
    return f"the server cannot be reached ({type(error).__name__})"


def _refusal(status: int, body: bytes | None) -> WallflowerError:
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return WallflowerAuthenticationError("the token was not accepted")
    try:
        problem = Problem.from_json(json.loads(body or b"")["error"])
    except ValueError, KeyError, TypeError:
        problem = Problem(code=ErrorCode.UNKNOWN, message=f"the server answered with status {status}")
    return WallflowerResponseError(problem)


def _decode[V: Wire](kind: type[V], data: Any) -> V:
    try:
        return kind.from_json(data)
    except WireError as error:
        raise _not_understood(str(error)) from error


def _event(text: str) -> Event:
    try:
        event = Event.from_json(json.loads(text))
    except ValueError as error:
        raise _not_understood("an event") from error
    if event.type in (EventType.HELLO, EventType.RESYNC):
        checked_info(event.data)
    return event
