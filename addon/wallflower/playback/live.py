"""What a camera shows right now, for browsers: its fragments as they arrive, ready for a MediaSource.

A viewer that joins gets the current group of pictures at once. One that cannot keep up loses whole groups of pictures:
it never gets a fragment that needs another one it did not get. Nothing here waits for anybody, so a slow viewer costs
a bounded queue of fragments that it mostly shares with the others. Everything happens on one event loop.
"""

import asyncio
import json
from collections import deque

from wallflower.clock import monotonic_s
from wallflower.media.fragment import Fragment
from wallflower.playback.codecs import mime_type

MAX_GROUP_BYTES = 16 << 20
MAX_QUEUE_BYTES = 16 << 20
# A viewer that is further behind goes on with the newest group of pictures instead of showing the past as live.
MAX_BEHIND_MS = 8_000
# The longest distance between fragments that still counts as live.
FRESH_S = 15.0
FORGET_S = 60.0


class LiveHub:
    """Keeps each camera's current group of pictures and hands what arrives to its viewers."""

    def __init__(self) -> None:
        """Begin without cameras; they appear with their fragments."""
        self._rooms: dict[str, _Room] = {}
        self._is_closed = False

    @property
    def viewers(self) -> int:
        """How many watch, all cameras together."""
        return sum(len(room.viewers) for room in self._rooms.values())

    def publish(self, fragment: Fragment) -> None:
        """Take the newest fragment of a camera."""
        if fragment.is_key:
            self._forget_the_silent()
        self._room(fragment.camera_id).take(fragment)

    def join(self, camera_id: str) -> LiveViewer:
        """Watch a camera, also one of which nothing has come yet."""
        viewer = LiveViewer(self._room(camera_id))
        if self._is_closed:
            viewer.end()
        return viewer

    def end(self, camera_id: str) -> None:
        """End the viewers of a camera that is no more."""
        if (room := self._rooms.pop(camera_id, None)) is not None:
            room.end()

    def close(self) -> None:
        """End every viewer."""
        self._is_closed = True
        for room in self._rooms.values():
            room.end()

    def _room(self, camera_id: str) -> _Room:
        return self._rooms.setdefault(camera_id, _Room())

    def _forget_the_silent(self) -> None:
        """A camera that is gone must not keep its last pictures in memory."""
        now_s = monotonic_s()
        for camera_id in [key for key, room in self._rooms.items() if room.is_idle(now_s)]:
            del self._rooms[camera_id]


class _Room:
    """One camera."""

    def __init__(self) -> None:
        self.viewers: set[LiveViewer] = set()
        self._group: list[Fragment] = []
        self._group_bytes = 0
        self._heard_s = monotonic_s()

    def take(self, fragment: Fragment) -> None:
        self._heard_s = monotonic_s()
        if fragment.is_key or (self._group and not follows(self._group[-1], fragment)):
            self._group, self._group_bytes = [], 0
        if fragment.is_key or self._group:
            self._group.append(fragment)
            self._group_bytes += len(fragment.data)
        if self._group_bytes > MAX_GROUP_BYTES:
            self._group, self._group_bytes = [], 0
        for viewer in self.viewers:
            viewer.offer(fragment)

    def group(self) -> tuple[Fragment, ...]:
        """Return the current group of pictures; nothing if it is not of now."""
        return tuple(self._group) if monotonic_s() - self._heard_s <= FRESH_S else ()

    def end(self) -> None:
        for viewer in self.viewers:
            viewer.end()

    def is_idle(self, now_s: float) -> bool:
        return not self.viewers and now_s - self._heard_s > FORGET_S


class LiveViewer:
    """One viewer's place: `await viewer.next()` until it returns None."""

    def __init__(self, room: _Room) -> None:
        """Join, with the current group of pictures as the first thing to get."""
        self._room = room
        self._queue: deque[Fragment] = deque()
        self._queued_bytes = 0
        self._news = asyncio.Event()
        self._is_over = False
        self._last_offered: Fragment | None = None
        for fragment in room.group():
            self.offer(fragment)
        room.viewers.add(self)

    def offer(self, fragment: Fragment) -> None:
        """Queue a fragment that can be decoded after those before it; drop others, and whole groups when too slow."""
        if fragment.is_key:
            self._catch_up(fragment)
        elif self._last_offered is None or not follows(self._last_offered, fragment):
            self._last_offered = None
            return
        if self._queued_bytes + len(fragment.data) > MAX_QUEUE_BYTES:
            self._clear()
            if not fragment.is_key:
                self._last_offered = None
                return
        self._queue.append(fragment)
        self._queued_bytes += len(fragment.data)
        self._last_offered = fragment
        self._news.set()

    async def next(self) -> Fragment | None:
        """Wait for and return the next fragment; None at the end."""
        while not self._queue:
            if self._is_over:
                return None
            self._news.clear()
            await self._news.wait()
        fragment = self._queue.popleft()
        self._queued_bytes -= len(fragment.data)
        return fragment

    def end(self) -> None:
        """Let `next` return None once the queue is empty."""
        self._is_over = True
        self._news.set()

    def close(self) -> None:
        """Leave."""
        self._room.viewers.discard(self)
        self._clear()
        self.end()

    def _catch_up(self, key: Fragment) -> None:
        if self._queue and key.start_ms - self._queue[0].start_ms > MAX_BEHIND_MS:
            self._clear()

    def _clear(self) -> None:
        self._queue.clear()
        self._queued_bytes = 0


def follows(before: Fragment, fragment: Fragment) -> bool:
    """Whether nothing is missing between the two."""
    return before.session_id == fragment.session_id and before.sequence + 1 == fragment.sequence


def messages(before: Fragment | None, fragment: Fragment) -> tuple[str | bytes, ...]:
    """Return what tells a browser of a fragment: maybe a text and an initialisation segment, then the fragment.

    The text is JSON: `start` before an initialisation segment, `skip` where groups of pictures were lost.
    """
    if before is None or (before.session_id, before.init.id) != (fragment.session_id, fragment.init.id):
        return _start(fragment), fragment.init.data, fragment.data
    if not follows(before, fragment):
        return _skip(before, fragment), fragment.data
    return (fragment.data,)


def _start(fragment: Fragment) -> str:
    return _text(
        "start",
        mime=mime_type(fragment.init.data),
        width=fragment.init.width,
        height=fragment.init.height,
        start_ms=fragment.start_ms,
        decode_s=fragment.decode_time / fragment.init.timescale,
    )


def _skip(before: Fragment, fragment: Fragment) -> str:
    return _text(
        "skip",
        skipped_ms=max(0, fragment.start_ms - before.end_ms),
        start_ms=fragment.start_ms,
        decode_s=fragment.decode_time / fragment.init.timescale,
    )


def _text(kind: str, **values: str | float) -> str:
    return json.dumps({"type": kind, **values}, separators=(",", ":"))
