"""The server's events in order: numbered, kept for a while, and handed to any number of readers at their own pace."""

import asyncio
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from wallflower.clock import now_ms
from wallflower.wire import Event, EventType, Verdict

RING_EVENTS = 4096
MAX_BEHIND_EVENTS = 1024
MOST_NARROWED = 64


class EventBus:
    """Numbers events from 1 within one run of the server, and keeps the newest in a bounded ring.

    A reader is only a position in the ring, so a slow one costs no memory; one that falls too far behind is told to
    start over. Everything happens on one event loop.
    """

    def __init__(self, *, ring_events: int = RING_EVENTS, max_behind_events: int = MAX_BEHIND_EVENTS) -> None:
        """Start a run with a fresh stream id; at most `max_behind_events` wait for a reader."""
        self.stream = secrets.token_hex(8)
        self.is_closed = False
        self._max_behind = min(ring_events, max_behind_events)
        self._ring: deque[Event] = deque(maxlen=ring_events)
        self._last = 0
        self._readers: set[Subscription] = set()
        self._narrowed: OrderedDict[Hashable, _Narrowed] = OrderedDict()
        self._forgotten: set[str] = set()

    @property
    def last_sequence(self) -> int:
        """Number of the newest event; 0 before the first."""
        return self._last

    @property
    def readers(self) -> int:
        """How many subscriptions are open, those of narrowed buses among them."""
        return len(self._readers) + sum(part.bus.readers for part in self._narrowed.values())

    def publish(self, kind: EventType, data: dict[str, Any], at_ms: int | None = None) -> Event:
        """Number the event, keep it and wake every reader; who was forgotten meanwhile is not named in it."""
        if self._forgotten:
            kind, data = _discreet(kind, data, self._forgotten)
        self._last += 1
        when = now_ms() if at_ms is None else at_ms
        event = Event(stream=self.stream, sequence=self._last, type=kind, at_ms=when, data=data)
        self._ring.append(event)
        for reader in self._readers:
            reader.wake()
        for part in self._narrowed.values():
            if part.keep(event):
                part.bus.publish(kind, data, event.at_ms)
        return event

    def narrowed(self, key: Hashable, keep: Callable[[Event], bool]) -> EventBus:
        """Return the bus of this key, made now or before, of what is kept from now on.

        It is a run of its own with numbers of its own: they do not tell how much is left out. The bus that was asked
        for least recently goes when there are too many and nobody reads it.
        """
        part = self._narrowed.setdefault(key, _Narrowed(keep, EventBus()))
        self._narrowed.move_to_end(key)
        part.bus.is_closed = self.is_closed
        unread = [known for known, other in self._narrowed.items() if not other.bus.readers and known != key]
        for known in unread[: max(0, len(self._narrowed) - MOST_NARROWED)]:
            del self._narrowed[known]
        return part.bus

    def subscribe(self, stream: str | None = None, sequence: int | None = None) -> Subscription:
        """Read from now on, or resume after `sequence` of `stream`; the first answer tells when that is impossible."""
        position = self._last if sequence is None else sequence
        if sequence is not None and (stream != self.stream or not 0 <= sequence <= self._last):
            position = Subscription.LOST
        reader = Subscription(self, position)
        self._readers.add(reader)
        return reader

    def after(self, position: int) -> tuple[Event, ...] | None:
        """Return the events that follow `position`, or None when some of them are gone or too many wait."""
        missing = self._last - position
        if position < 0 or missing > len(self._ring) or missing > self._max_behind:
            return None
        start = len(self._ring) - missing
        return tuple(self._ring[index] for index in range(start, len(self._ring)))

    def forget(self, people: Iterable[str]) -> None:
        """Replay nothing of what was published until now: whoever did not read it yet starts over.

        What is still on its way names none of these people (by their ids) any more.
        """
        self._forgotten.update(people)
        self._ring.clear()
        for part in self._narrowed.values():
            part.bus.forget(())

    def close(self) -> None:
        """End every subscription: nothing will be published any more."""
        self.is_closed = True
        for reader in self._readers:
            reader.wake()
        for part in self._narrowed.values():
            part.bus.close()

    def leave(self, reader: Subscription) -> None:
        """Forget a reader."""
        self._readers.discard(reader)


def _discreet(kind: EventType, data: dict[str, Any], forgotten: set[str]) -> tuple[EventType, dict[str, Any]]:
    """Return the event as it is without these people."""
    visit, line = data.get("visit"), data.get("line")
    if kind in {EventType.PERSON_ADDED, EventType.PERSON_UPDATED} and data.get("id") in forgotten:
        return EventType.PERSON_REMOVED, {"id": data["id"]}
    if isinstance(visit, dict) and visit.get("person_id") in forgotten:
        return kind, data | {"visit": visit | {"person_id": None, "name": None, "verdict": Verdict.UNKNOWN}}
    if isinstance(line, dict) and line.get("speaker") in forgotten:
        return kind, data | {"line": line | {"speaker": None}}
    return kind, data | {"speaker": None} if data.get("speaker") in forgotten else data


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """What some readers get of a bus."""

    keep: Callable[[Event], bool]
    bus: EventBus


class Subscription:
    """One reader's place in the stream of events."""

    LOST = -1

    def __init__(self, bus: EventBus, position: int) -> None:
        """Read what `bus` publishes after `position`."""
        self._bus = bus
        self._position = position
        self._news = asyncio.Event()

    async def next(self) -> tuple[Event, ...] | None:
        """Wait for events and return them in order; none of them at the end of the bus.

        None means that some were lost: resync, then go on from here.
        """
        while not self._bus.is_closed:
            self._news.clear()
            events = self._bus.after(self._position)
            if events is None:
                self._position = self._bus.last_sequence
                return None
            if events:
                self._position = events[-1].sequence
                return events
            await self._news.wait()
        return ()

    @property
    def position(self) -> int:
        """Sequence after which reading goes on."""
        return self._bus.last_sequence if self._position < 0 else self._position

    def wake(self) -> None:
        """Tell the reader that there is something new."""
        self._news.set()

    def close(self) -> None:
        """Stop reading."""
        self._bus.leave(self)
