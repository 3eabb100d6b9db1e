"""Which recordings go, and when: too old ones always, the oldest ones early when the disk runs full."""

import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wallflower.errors import ConflictError, NotFoundError, StorageError
from wallflower.recorder.layout import delete_segment
from wallflower.store.recordings import FileRow, Recordings
from wallflower.wire import GapReason

DAY_MS = 86_400_000
# When something else fills the disk, deleting the last hour would not help but would hurt.
KEPT_IN_ANY_CASE_MS = 3_600_000
_GB = 1_000_000_000

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How long footage is kept, and how much of the disk must stay free."""

    keep_ms: int
    min_free_bytes: int


def plan(files: Sequence[FileRow], policy: Policy, *, now_ms: int, free_bytes: int) -> tuple[FileRow, ...]:
    """Return the files to delete, oldest first: all beyond `keep_ms`, then as many as the free space asks for."""
    doomed: list[FileRow] = []
    free = free_bytes
    for file in sorted(files, key=lambda item: item.start_ms):
        is_old = file.end_ms <= now_ms - policy.keep_ms
        is_in_the_way = free < policy.min_free_bytes and file.end_ms <= now_ms - KEPT_IN_ANY_CASE_MS
        if is_old or is_in_the_way:
            doomed.append(file)
            free += file.size_bytes
    return tuple(doomed)


class Reaper:
    """Carries the plan out: each file first, then its row becomes a gap."""

    def __init__(
        self,
        media: Path,
        store: Recordings,
        policy: Policy,
        *,
        free_bytes: Callable[[], int] | None = None,
    ) -> None:
        """Keep to `policy` in `media`."""
        self._media = media
        self._store = store
        self._policy = policy
        self._free_bytes = free_bytes or (lambda: shutil.disk_usage(media).free)

    def reap(self, now_ms: int) -> int:
        """Delete what is due and return how many files went; raise `StorageError` when the disk refuses."""
        try:
            free = self._free_bytes()
        except OSError as error:
            raise StorageError(f"the media directory cannot be read: {error.strerror}", field="media") from error
        doomed = plan(self._store.files(), self._policy, now_ms=now_ms, free_bytes=free)
        for file in doomed:
            delete_segment(self._media, file.path)
            try:
                self._store.delete(file.id, GapReason.EXPIRED)
            except NotFoundError, ConflictError:
                continue  # deleted by someone else in the meantime
        if doomed:
            _LOGGER.info("deleted %d expired recordings", len(doomed))
        return len(doomed)


def policy(retention_days: int, minimum_free_gb: float) -> Policy:
    """Return the policy of the settings' two numbers."""
    return Policy(keep_ms=retention_days * DAY_MS, min_free_bytes=int(minimum_free_gb * _GB))
