"""Carries out what retention decides, in an order that a crash at any moment cannot turn into a lie."""

import logging
import shutil
from collections.abc import Callable, Iterable, Mapping
from itertools import batched
from pathlib import Path

from wallflower.errors import StorageError
from wallflower.recorder.layout import delete_segment
from wallflower.recorder.reserve import Reserve
from wallflower.recorder.retention import BYTES_PER_GB, DAY_MS, Limits, Policy, Stock, plan
from wallflower.store.cameras import CameraRow
from wallflower.store.protections import Protections
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason

BATCH = 100

_LOGGER = logging.getLogger(__name__)


class Remover:
    """Takes recordings away: marked first, then the files, then each row becomes a gap.

    Whatever is marked is finished by the next call after a crash, under the reason it was marked with.
    """

    def __init__(self, media: Path, shelf: Shelf) -> None:
        """Remove files of this directory."""
        self._media = media
        self._shelf = shelf

    def remove(self, recording_ids: Iterable[int], reason: GapReason) -> int:
        """Remove those that are closed and not protected and return how many; raise `StorageError`."""
        count = 0
        for ids in batched(recording_ids, BATCH, strict=False):
            self._shelf.doom(ids, reason)
            count += self.finish()
        return count

    def finish(self) -> int:
        """Finish what is marked; raise `StorageError` when the disk refuses all of it.

        What it refuses stays marked; one such file must not save all others, or the disk would fill up behind it.
        """
        gone: list[int] = []
        refusal: StorageError | None = None
        try:
            for row in self._shelf.doomed():
                try:
                    delete_segment(self._media, row.path)
                except StorageError as error:
                    refusal = error
                    _LOGGER.warning("camera %s: %s", row.camera_id, error.message)
                else:
                    gone.append(row.id)
        finally:
            self._shelf.bury(gone)
        if refusal is not None and not gone:
            raise refusal
        return len(gone)


class Reaper:
    """Keeps footage within its limits."""

    def __init__(
        self,
        media: Path,
        shelf: Shelf,
        protections: Protections,
        policy: Callable[[], Policy],
        *,
        reserve: Reserve,
        free_bytes: Callable[[], int] | None = None,
    ) -> None:
        """Keep to what `policy` says at the time; `reserve` is the database's."""
        self._shelf = shelf
        self._protections = protections
        self._policy = policy
        self._reserve = reserve
        self._free_bytes = free_bytes or (lambda: shutil.disk_usage(media).free)
        self._remover = Remover(media, shelf)

    def reap(self, now_ms: int) -> int:
        """Delete what is due and return how many files went; raise `StorageError` when the disk refuses."""
        try:
            count = self._reap(now_ms)
        except StorageError:
            if not self._reserve.release():
                raise
            count = self._reap(now_ms)
        self._reserve.restore()
        return count

    def _reap(self, now_ms: int) -> int:
        try:
            free = self._free_bytes()
        except OSError as error:
            raise StorageError(f"the media directory cannot be read: {error.strerror}", field="media") from error
        count, refusal = self._finish()
        stock = take_stock(self._shelf, self._protections, now_ms=now_ms, free_bytes=free)
        doomed = plan(self._shelf.files(stock.used_bytes), self._policy(), stock)
        count += self._remover.remove((item.file.id for item in doomed), GapReason.EXPIRED)
        if count:
            _LOGGER.info("deleted %d expired recordings", count)
        if refusal is not None:
            raise refusal
        return count

    def _finish(self) -> tuple[int, StorageError | None]:
        """Finish what an earlier time left; what still cannot go must not keep the rest from going."""
        try:
            return self._remover.finish(), None
        except StorageError as error:
            return 0, error


def take_stock(shelf: Shelf, protections: Protections, *, now_ms: int, free_bytes: int) -> Stock:
    """Return what there is to plan with."""
    return Stock(now_ms=now_ms, free_bytes=free_bytes, used_bytes=shelf.used_bytes(), protected=protections.ranges())


def server_policy(
    *, retention_days: int, quota_gb: float | None, minimum_free_gb: float, cameras: Mapping[str, Limits]
) -> Policy:
    """Return the policy of the settings' numbers."""
    return Policy(
        default=Limits(keep_ms=retention_days * DAY_MS),
        quota_bytes=_bytes(quota_gb),
        min_free_bytes=int(minimum_free_gb * BYTES_PER_GB),
        cameras=cameras,
    )


def camera_limits(rows: Iterable[CameraRow], retention_days: int) -> dict[str, Limits]:
    """Return the limits of the cameras that have some of their own; those not told are the server's."""
    return {
        row.id: Limits(keep_ms=(row.retention_days or retention_days) * DAY_MS, quota_bytes=_bytes(row.quota_gb))
        for row in rows
        if row.retention_days is not None or row.quota_gb is not None
    }


def _bytes(gigabytes: float | None) -> int | None:
    return None if gigabytes is None else int(gigabytes * BYTES_PER_GB)
