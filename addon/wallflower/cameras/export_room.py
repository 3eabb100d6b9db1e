"""Whether an export fits on the disk, and into the space that exports may take."""

import shutil
from collections.abc import Callable

from wallflower.config import Settings
from wallflower.errors import NotFoundError, StorageError
from wallflower.names import size_text
from wallflower.playback.export_plan import estimate_bytes, has_footage
from wallflower.playback.story_plan import nothing_of, pieces
from wallflower.store.jobs import Jobs
from wallflower.store.recordings import Recordings
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Export

GB = 1_000_000_000


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
        """Raise `NotFoundError` when nothing of it was recorded, `StorageError` (disk full) when it does not fit.

        Of a story every clip must have been recorded.
        """
        needed = 0
        for number, piece in enumerate(pieces(export), start=1):
            footage = [self._recordings.readable(camera, piece.start_ms, piece.end_ms) for camera in piece.camera_ids]
            if not any(has_footage(rows, piece) for rows in footage):
                if export.story is not None:
                    raise nothing_of(number, "nothing was recorded")
                raise NotFoundError("nothing was recorded at this time: choose another range", field="start")
            needed += sum(estimate_bytes(rows, piece) for rows in footage)
        self._check_size(needed)

    def _check_size(self, needed: int) -> None:
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
