"""Takes orders for exports: what cannot be done is refused before anything is written, with the figure."""

import asyncio
import shutil
from collections.abc import Callable

from wallflower import clock
from wallflower.cameras.job_desk import JobDesk
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError, NotFoundError, StorageError
from wallflower.names import size_text
from wallflower.playback.export_plan import estimate_bytes, has_footage
from wallflower.store.jobs import Jobs
from wallflower.store.recordings import RecordingRow, Recordings
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, Job

GB = 1_000_000_000
HOUR_MS = 3_600_000
LONGEST_MS = {
    ExportKind.CLIP: 24 * HOUR_MS,
    ExportKind.AUDIO: 24 * HOUR_MS,
    ExportKind.TIMELAPSE: 31 * 24 * HOUR_MS,
}


class Room:
    """Whether an export makes sense and fits: on the disk beside what must stay free, and into its quota."""

    def __init__(
        self,
        settings: Settings,
        recordings: Recordings,
        jobs: Jobs,
        *,
        free_bytes: Callable[[], int] | None = None,
    ) -> None:
        """Measure with these; every method may wait for the disk."""
        self._settings = settings
        self._recordings = recordings
        self._jobs = jobs
        self._free_bytes = free_bytes or (lambda: shutil.disk_usage(settings.media).free)

    def check(self, export: Export) -> None:
        """Raise `NotFoundError` when nothing of it was recorded, `StorageError` (disk full) when it does not fit."""
        footage = [
            self._recordings.readable(camera_id, export.start_ms, export.end_ms) for camera_id in export.camera_ids
        ]
        if not any(has_footage(rows, export) for rows in footage):
            raise NotFoundError("nothing was recorded at this time: choose another range", field="start_ms")
        self._check_size(export, footage)

    def _check_size(self, export: Export, footage: list[tuple[RecordingRow, ...]]) -> None:
        needed = sum(estimate_bytes(rows, export) for rows in footage)
        kept = int(self._settings.minimum_free_gb * GB)
        try:
            free = max(0, self._free_bytes() - kept)
        except OSError as error:
            raise StorageError(f"the media directory cannot be read: {error.strerror}", field="media") from error
        left = max(0, int(self._settings.exports_gb * GB) - self._jobs.exported_bytes())
        if needed > free:
            reason = f"only {size_text(free)} of the media disk are left beside what must stay free: free some space"
        elif needed > left:
            reason = (
                f"only {size_text(left)} of the {self._settings.exports_gb:g} GB for exports are left: delete old ones"
            )
        else:
            return
        raise StorageError(f"this export needs about {size_text(needed)}, but {reason}", code=ErrorCode.DISK_FULL)


class ExportDesk:
    """Takes orders for exports."""

    def __init__(self, settings: Settings, recordings: Recordings, desk: JobDesk) -> None:
        """Check with these and queue there."""
        self._desk = desk
        self._room = Room(settings, recordings, desk.jobs)

    async def order(self, export: Export) -> Job:
        """Queue an export whose cameras exist.

        Raises `InvalidRequestError` for what no export can be, `NotFoundError` where nothing was recorded, and
        `StorageError` (disk full, with the figure) when it would not fit.
        """
        check(export)
        await asyncio.to_thread(self._room.check, export)
        return await self._desk.add(export)


def check(export: Export) -> None:
    """Raise `InvalidRequestError`, naming the field, for what no export can be."""
    longest_ms = LONGEST_MS.get(export.kind)
    if longest_ms is None:
        raise InvalidRequestError("choose clip, audio or timelapse", field="kind")
    if export.cut is Cut.UNKNOWN:
        raise InvalidRequestError("choose keyframe or exact", field="cut")
    if export.captions is Captions.UNKNOWN:
        raise InvalidRequestError("choose none, soft, sidecar or burned_in", field="captions")
    _check_range(export, longest_ms)


def _check_range(export: Export, longest_ms: int) -> None:
    if not export.camera_ids:
        raise InvalidRequestError("name a camera", field="camera_ids")
    if len(export.camera_ids) > 1 and export.kind is not ExportKind.AUDIO:
        raise InvalidRequestError("only sound can be of several cameras", field="camera_ids")
    if export.end_ms <= export.start_ms:
        raise InvalidRequestError("the end must be after the start", field="end")
    if export.end_ms - export.start_ms > longest_ms:
        hours = longest_ms // HOUR_MS
        raise InvalidRequestError(f"a {export.kind.value} must not be longer than {hours} hours", field="end")
    if export.start_ms > clock.now_ms():
        raise InvalidRequestError("this lies in the future", field="start")
    if export.kind is not ExportKind.CLIP and export.captions is not Captions.NONE:
        raise InvalidRequestError("only clips can have captions", field="captions")
