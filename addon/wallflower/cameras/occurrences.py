"""Tells the ingest process what happens at cameras that record events only, again and again while it goes on.

A lost message costs a little: what goes on is told anew every few seconds, and what is over was told when it began.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace

from wallflower import clock
from wallflower.cameras.events import METHOD, write_occurrence
from wallflower.cameras.registry import Link
from wallflower.errors import ConflictError, NotFoundError, WallflowerError
from wallflower.recorder.keeper import Occurrence
from wallflower.store.cameras import CameraRow
from wallflower.wire import Phase, RecordMode, Speech, VisitChange

# Well within the time for which the keeper holds an event open.
RENEW_S = 3.0
CALL_TIMEOUT_S = 2.0
MOST_WAITING = 200

_LOGGER = logging.getLogger(__name__)

type _Told = tuple[str, Occurrence]


class Occurrences:
    """`speech`, `visit` and `motion` may be called from any thread; everything else runs on the event loop."""

    def __init__(self, ingest: Link) -> None:
        """Tell this process; call it in the event loop's thread."""
        self.dropped = 0
        self._ingest = ingest
        self._loop = asyncio.get_running_loop()
        self._cameras: frozenset[str] = frozenset()
        self._going: dict[tuple[str, str], Occurrence] = {}
        self._waiting: asyncio.Queue[_Told] = asyncio.Queue(MOST_WAITING)

    def follow(self, rows: Iterable[CameraRow]) -> frozenset[str]:
        """Take the cameras' settings; return those whose events matter."""
        events = RecordMode.EVENTS
        self._cameras = frozenset(row.id for row in rows if row.enabled and row.record and row.mode is events)
        self._going = {key: item for key, item in self._going.items() if key[0] in self._cameras}
        return self._cameras

    def speech(self, speech: Speech) -> None:
        """Somebody begins or stops talking."""
        self._tell(speech.camera_id, _occurrence("speech", speech.at_ms, is_going=speech.phase is Phase.STARTED))

    def visit(self, change: VisitChange) -> None:
        """A visit begins, changes or ends."""
        visit = change.visit
        if visit.end_ms is None:
            occurrence = _occurrence(f"visit {visit.id}", visit.start_ms, is_going=True)
        else:
            occurrence = _occurrence(f"visit {visit.id}", visit.end_ms)
        self._tell(visit.camera_id, occurrence)

    def motion(self, camera_id: str, at_ms: int) -> None:
        """Something moved."""
        self._tell(camera_id, _occurrence("motion", at_ms))

    async def run(self) -> None:
        """Go on telling until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._send())
            tasks.create_task(self._renew())

    def _tell(self, camera_id: str, occurrence: Occurrence) -> None:
        self._loop.call_soon_threadsafe(self._take, camera_id, occurrence)

    def _take(self, camera_id: str, occurrence: Occurrence) -> None:
        if camera_id not in self._cameras:
            return
        self._going.pop((camera_id, occurrence.kind), None)
        if occurrence.is_going:
            self._going[camera_id, occurrence.kind] = occurrence
        self._queue(camera_id, occurrence)

    def _queue(self, camera_id: str, occurrence: Occurrence) -> None:
        if self._waiting.full():
            self.dropped += 1
            self._waiting.get_nowait()
        self._waiting.put_nowait((camera_id, occurrence))

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            for (camera_id, _), occurrence in self._going.items():
                self._queue(camera_id, replace(occurrence, end_ms=max(clock.now_ms(), occurrence.start_ms)))

    async def _send(self) -> None:
        while True:
            camera_id, occurrence = await self._waiting.get()
            try:
                params = write_occurrence(camera_id, occurrence)
                await self._ingest.call(METHOD, params, timeout_s=CALL_TIMEOUT_S)
            except ConflictError, NotFoundError:  # off, outside its schedule, or gone: nothing is to be kept
                continue
            except WallflowerError as error:
                _LOGGER.warning("an event of camera %s could not be told: %s", camera_id, error.message)


def _occurrence(kind: str, at_ms: int, *, is_going: bool = False) -> Occurrence:
    return Occurrence(kind=kind, start_ms=at_ms, end_ms=at_ms, is_going=is_going)
