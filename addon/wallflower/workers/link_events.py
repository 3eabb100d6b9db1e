"""Events from the working processes to the server: bounded, dropped rather than blocking when nobody takes them."""

import json
import logging
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import zmq
import zmq.asyncio

from wallflower.wire import EventType
from wallflower.workers.endpoint import configure, endpoint

LINK = "events"
QUEUE = 1000
LINGER_MS = 250

_LOGGER = logging.getLogger(__name__)

type SentEvent = tuple[EventType, int, dict[str, Any]]


class EventSender:
    """A working process's end; any thread may send. `dropped` counts events that found the queue full."""

    def __init__(self, runtime: Path) -> None:
        """Connect now or whenever the server appears; up to `QUEUE` events wait for it."""
        self.dropped = 0
        self._lock = threading.Lock()
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._socket = self._context.socket(zmq.PUSH)
        configure(self._socket, queue=QUEUE, linger_ms=LINGER_MS)
        self._socket.connect(endpoint(runtime, LINK))

    def send(self, kind: EventType, data: dict[str, Any], at_ms: int) -> bool:
        """Queue the event (JSON of the type's wire value) and return at once; False when it had to be dropped."""
        message = json.dumps({"type": kind, "at_ms": at_ms, "data": data}, separators=(",", ":")).encode()
        with self._lock:
            if self._socket.closed:
                return False
            try:
                self._socket.send(message, flags=zmq.NOBLOCK)
            except zmq.Again:
                self.dropped += 1
                return False
        return True

    def close(self) -> None:
        """Close the link, giving queued events a moment to leave; idempotent."""
        with self._lock:
            self._socket.close()
            self._context.term()


class EventReceiver:
    """The server's end: `async for kind, at_ms, data in receiver`. `malformed` counts messages that were no events."""

    def __init__(self, runtime: Path) -> None:
        """Bind the link's socket, also over the remains of a process that was killed."""
        self.malformed = 0
        self._context = zmq.asyncio.Context()
        self._socket = self._context.socket(zmq.PULL)
        configure(self._socket, queue=QUEUE)
        self._socket.bind(endpoint(runtime, LINK))

    def __aiter__(self) -> Self:
        """Return itself: there is one stream of events."""
        return self

    async def __anext__(self) -> SentEvent:
        """Wait for the next event; the iteration ends only by cancelling it."""
        while True:
            parts = await self._socket.recv_multipart()
            try:
                return _decode(parts)
            except ValueError, KeyError, TypeError:
                self.malformed += 1
                _LOGGER.warning("dropped a malformed message on the link %s (%d so far)", LINK, self.malformed)

    def close(self) -> None:
        """Close the link; idempotent."""
        self._context.destroy(linger=0)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the link."""
        self.close()


def _decode(parts: list[bytes]) -> SentEvent:
    (message,) = parts
    values = json.loads(message)
    at_ms, data = values["at_ms"], values["data"]
    if not isinstance(at_ms, int) or not isinstance(data, dict):
        raise TypeError("at_ms or data is of the wrong kind")
    return EventType(values["type"]), at_ms, data
