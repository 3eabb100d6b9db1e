"""The event socket: everything that happens, numbered, pushed as it happens."""

import asyncio
import json
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Nothing, Query
from wallflower.api.narrowing import events_of
from wallflower.api.routing import AnyRoute, Call, Media, Route
from wallflower.api.sockets import new_socket, push
from wallflower.clock import now_ms
from wallflower.errors import UnavailableError
from wallflower.events import EventBus, Subscription
from wallflower.wire import ErrorCode, Event, EventType, ServerInfo, Speech, VisitChange
from wallflower.wire_alerts import KeywordHit
from wallflower.wire_narration import NarrationNews
from wallflower.wire_stories import StoryChange

MAX_READERS = 64
SEND_TIMEOUT_S = 20.0


class Resume(Query):
    """Where to go on: the stream and sequence of the last event seen; from now on by default."""

    stream: Annotated[str, Field(min_length=1, max_length=32)] | None = None
    sequence: Annotated[int, Field(ge=0, le=2**53)] | None = None


async def _watch_events(call: Call[Nothing, Resume, None]) -> web.StreamResponse:
    bus, cameras = call.services.bus, call.caller.cameras
    if bus.readers >= MAX_READERS:
        raise UnavailableError("too many clients watch events: close some of them", code=ErrorCode.RESOURCE_EXHAUSTED)
    socket = new_socket(call.request)
    if cameras is not None:
        bus = bus.narrowed(cameras, events_of(cameras))
    reader = bus.subscribe(call.query.stream, call.query.sequence)
    try:
        await socket.prepare(call.request)
        await push(socket, _Feed(bus, reader, call.services.info()).send_to)
    finally:
        reader.close()
    return socket


class _Feed:
    """The messages one client gets."""

    def __init__(self, bus: EventBus, reader: Subscription, info: ServerInfo) -> None:
        self._bus = bus
        self._reader = reader
        self._info = info

    async def send_to(self, socket: web.WebSocketResponse) -> None:
        await self._send(socket, self._greeting(EventType.HELLO))
        while (events := await self._reader.next()) != ():
            for event in (self._greeting(EventType.RESYNC),) if events is None else events:
                await self._send(socket, event)

    def _greeting(self, kind: EventType) -> Event:
        """Return a message that is not in the stream but tells where in it the client now is."""
        return Event(
            stream=self._bus.stream,
            sequence=self._reader.position,
            type=kind,
            at_ms=now_ms(),
            data=self._info.to_json(),
        )

    async def _send(self, socket: web.WebSocketResponse, event: Event) -> None:
        async with asyncio.timeout(SEND_TIMEOUT_S):
            await socket.send_str(json.dumps(event.to_json(), separators=(",", ":")))


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/events",
        need=Need.VIEW,
        summary="WebSocket of Event messages: `hello` first, `resync` whenever some were lost.",
        handler=_watch_events,
        query=Resume,
        returns=Media(
            types=(), socket=True, values=(Event, KeywordHit, NarrationNews, Speech, StoryChange, VisitChange)
        ),
        errors=(ErrorCode.RESOURCE_EXHAUSTED,),
        timeout_s=None,
        for_some=True,
    ),
)
