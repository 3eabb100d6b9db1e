"""Writes down when something moved, every few seconds: a process that is killed loses no more than these."""

import asyncio
import logging
from collections.abc import Collection

from wallflower.cameras.moving import Moving
from wallflower.errors import NotFoundError, WallflowerError
from wallflower.store.motion import MotionStore
from wallflower.store.spans import Span

EVERY_S = 5.0
PICTURE_MS = 1000
"""A moving picture stands for the time until the next one is looked at."""
MOST_WAITING = 1000

_LOGGER = logging.getLogger(__name__)


class MotionLog:
    """What has moved and is not written yet, by camera, oldest first; used on one event loop only.

    The last span of a camera stays: it may go on. What is written may be written again, which changes nothing.
    """

    def __init__(self, motions: MotionStore) -> None:
        """Write it here."""
        self._motions = motions
        self._spans: dict[str, list[Span]] = {}
        self._due: set[str] = set()

    def put(self, moving: Moving) -> None:
        """Take notice of a moving picture; never waits."""
        spans = self._spans.setdefault(moving.camera_id, [])
        at_ms, end_ms = moving.at_ms, moving.at_ms + PICTURE_MS
        # A clock that was set begins another span.
        if spans and spans[-1][0] <= at_ms <= spans[-1][1] + moving.hold_ms:
            spans[-1] = (spans[-1][0], max(end_ms, spans[-1][1]))
        else:
            spans.append((at_ms, end_ms))
            del spans[:-MOST_WAITING]
        self._due.add(moving.camera_id)

    def keep_only(self, camera_ids: Collection[str]) -> None:
        """Forget all other cameras."""
        self._spans = {key: spans for key, spans in self._spans.items() if key in camera_ids}
        self._due &= self._spans.keys()

    async def run(self) -> None:
        """Go on writing until cancelled."""
        while True:
            await asyncio.sleep(EVERY_S)
            await self.write()

    async def write(self) -> None:
        """Write what is due; what cannot be written now waits, as on a full disk."""
        due, self._due = self._due, set()
        for camera_id in due:
            spans = tuple(self._spans.get(camera_id, ()))
            try:
                await asyncio.to_thread(self._motions.add, camera_id, spans)
            except NotFoundError:
                self._spans.pop(camera_id, None)
            except WallflowerError as error:
                self._due.add(camera_id)
                _LOGGER.warning("motion of camera %s is not written yet: %s", camera_id, error.message)
            else:
                self._shorten(camera_id, spans)

    def _shorten(self, camera_id: str, written: tuple[Span, ...]) -> None:
        spans = self._spans.get(camera_id, [])
        del spans[: max(len(written) - 1, 0)]
        if spans and written:  # what goes on for hours is not written from its beginning each time
            spans[0] = (max(spans[0][0], written[-1][1] - PICTURE_MS), spans[0][1])
