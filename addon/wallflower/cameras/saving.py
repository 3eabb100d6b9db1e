"""Saving the last seconds of a camera: kept if they were only held, made a clip, and protected from retention."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from wallflower import clock
from wallflower.cameras.exporting import ExportDesk
from wallflower.cameras.registry import CameraRegistry
from wallflower.errors import ConflictError, UnavailableError
from wallflower.recorder.keeper import Occurrence
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings
from wallflower.wire_jobs import Export, ExportKind, Job

# Footage is on disk and in the index two or three seconds after it happened, later on a busy machine.
PATIENCE_S = 15.0
LOOK_EVERY_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What saving needs of the server."""

    registry: CameraRegistry
    recordings: Recordings
    protections: Protections
    exports: ExportDesk

    async def save(self, camera_id: str, length_ms: int, note: str) -> Job:
        """Return the job that makes the clip.

        Raise `NotFoundError` for an unknown camera or where nothing was recorded, `StorageError` when it does not fit.
        """
        end_ms = clock.now_ms()
        start_ms = end_ms - length_ms
        # A camera that is off or not to be reached now may have been recorded until a moment ago.
        with suppress(ConflictError, UnavailableError):
            await self.registry.occur(camera_id, Occurrence(kind="saving", start_ms=start_ms, end_ms=end_ms))
            await self._wait_for(camera_id, end_ms)
        job = await self.exports.order(
            Export(kind=ExportKind.CLIP, camera_ids=(camera_id,), start_ms=start_ms, end_ms=end_ms, note=note)
        )
        await asyncio.to_thread(self.protections.protect, camera_id, start_ms, end_ms, note or None, clock.now_ms())
        return job

    async def _wait_for(self, camera_id: str, at_ms: int) -> None:
        """Wait until what was recorded up to an instant is in the index, or does not come."""
        deadline_s = clock.monotonic_s() + PATIENCE_S
        while clock.monotonic_s() < deadline_s:
            rows = await asyncio.to_thread(self.recordings.list, camera_id, at_ms - 1, at_ms + 1)
            if any(row.end_ms >= at_ms for row in rows):
                return
            await asyncio.sleep(LOOK_EVERY_S)
