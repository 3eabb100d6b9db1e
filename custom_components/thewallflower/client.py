"""A server's state, media and events as typed calls; knows aiohttp and the wire, but no Home Assistant."""

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPMethod, HTTPStatus
from typing import Any

import aiohttp

from .archive import Archive
from .errors import WallflowerConnectionError, WallflowerVersionError
from .orders import JobNews, JobState, Orders
from .transport import LONG_TIMEOUT, MEDIA_TIMEOUT, PARTS, decode, decode_list, not_understood, reason, refusal
from .wire import (
    MIN_SCHEMA_VERSION,
    SCHEMA_VERSION,
    Camera,
    CameraStatus,
    Event,
    EventType,
    Health,
    LiveStream,
    Person,
    RecordingDay,
    ServerInfo,
    Visit,
)
from .wire_codec import WireError
from .wire_storage import Storage

HEARTBEAT_S = 20
RECENT_VISITS_LIMIT = 200
LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Position:
    """The last event that was taken in: where a new event socket resumes."""

    stream: str
    sequence: int


def checked_info(data: Any) -> ServerInfo:
    """Decode who the server is; raise `WallflowerVersionError` when the two wires have no version in common."""
    try:
        info = ServerInfo.from_json(data)
    except WireError as error:
        raise not_understood(str(error)) from error
    if info.schema_version < MIN_SCHEMA_VERSION or info.min_schema_version > SCHEMA_VERSION:
        raise WallflowerVersionError(
            f"the server speaks wire {info.min_schema_version} to {info.schema_version}, "
            f"the integration {MIN_SCHEMA_VERSION} to {SCHEMA_VERSION}",
            is_older=info.schema_version < MIN_SCHEMA_VERSION,
        )
    return info


class WallflowerClient(Orders, Archive):
    """One server: what it has, what it shows, what happens, and what is asked of it."""

    async def info(self) -> ServerInfo:
        """Return who the server is, its wire checked."""
        return checked_info(await self._json("info"))

    async def cameras(self) -> tuple[Camera, ...]:
        """Return all cameras with their status."""
        return await self._list("cameras", "cameras", Camera)

    async def people(self) -> tuple[Person, ...]:
        """Return all enrolled people, page by page."""
        people: list[Person] = []
        query: dict[str, str | int] = {"limit": LARGEST_PAGE}
        while True:
            data = await self._json("people", query=query)
            people += decode_list(Person, data, "people")
            cursor = data.get("cursor")
            if not isinstance(cursor, str) or cursor == query.get("cursor"):
                return tuple(people)
            query["cursor"] = cursor

    async def all_visits(self, start_ms: int, end_ms: int, *, pages: int) -> tuple[list[Visit], bool]:
        """Return the visits that touch a range, newest first, and whether that is all: no more pages are asked for."""
        query: dict[str, str | int] = {"start": start_ms, "end": end_ms, "limit": LARGEST_PAGE}
        found: list[Visit] = []
        for _ in range(pages):
            data = await self._json("visits", query=query)
            found += decode_list(Visit, data, "visits")
            cursor = data.get("cursor")
            if not isinstance(cursor, str) or cursor == query.get("cursor"):
                return found, True
            query["cursor"] = cursor
        return found, False

    async def recent_visits(self) -> tuple[Visit, ...]:
        """Return the newest visits; those that last right now are always among them."""
        return await self.visits({"limit": RECENT_VISITS_LIMIT})

    async def storage(self) -> Storage:
        """Return how much space is taken and how long it lasts; the server has to add up for it."""
        return decode(Storage, await self._json("storage", limits=LONG_TIMEOUT))

    async def active_jobs(self) -> frozenset[str]:
        """Return the ids of the jobs that run or wait."""
        states = (JobState.QUEUED, JobState.RUNNING)
        lists = [await self._list("jobs", "jobs", JobNews, state=state.value) for state in states]
        return frozenset(job.id for jobs in lists for job in jobs)

    async def health(self) -> Health:
        """Return what is not well; the server says so with a status of its own."""
        data = await self._json("health", good=(HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE))
        return decode(Health, data)

    async def recording_days(
        self, camera_id: str, time_zone: str, *, is_older: bool = False
    ) -> tuple[RecordingDay, ...]:
        """Return the calendar days of an IANA time zone on which a camera has footage.

        A server that speaks an older wire cannot be told to leave out how much of it, and takes longer.
        """
        path = f"cameras/{camera_id}/recordings/days"
        query = {} if is_older else {"measured": "false"}
        return await self._list(path, "days", RecordingDay, tz=time_zone, **query)

    async def live_stream(self, camera_id: str) -> LiveStream:
        """Return where the camera's restream is."""
        return decode(LiveStream, await self._json(f"cameras/{camera_id}/stream"))

    async def set_running(self, camera_id: str, *, running: bool) -> CameraStatus:
        """Start or stop a camera and return its new status."""
        path = f"cameras/{camera_id}/{'start' if running else 'stop'}"
        return decode(CameraStatus, await self._json(path, method=HTTPMethod.POST))

    @asynccontextmanager
    async def hls(
        self, camera_id: str, span_ms: tuple[int, int], name: str, byte_range: str | None, *, at_ms: int | None = None
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Open the playlist of a range, or what it refers to by the relative `name`; the body is not read yet.

        Playing begins at `at_ms`, which only a playlist takes; by default with the range.
        """
        url = self._root.joinpath("cameras", camera_id, "hls", str(span_ms[0]), str(span_ms[1]), *name.split("/"))
        url %= {} if at_ms is None else {"at": at_ms}
        headers = {"Accept-Encoding": "identity"} | ({"Range": byte_range} if byte_range else {})
        async with self._request(HTTPMethod.GET, url, headers=headers, limits=MEDIA_TIMEOUT, good=PARTS) as response:
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
            raise refusal(error.status, None) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise WallflowerConnectionError(reason(error)) from error
        raise WallflowerConnectionError("the server closed the event socket")


def _event(text: str) -> Event:
    try:
        event = Event.from_json(json.loads(text))
    except ValueError as error:
        raise not_understood("an event") from error
    if event.type in (EventType.HELLO, EventType.RESYNC):
        checked_info(event.data)
    return event
