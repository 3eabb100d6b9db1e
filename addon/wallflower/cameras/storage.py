"""The space recordings take, as users see it: what is protected, how long it lasts, what a change would cost."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wallflower.config import Settings
from wallflower.errors import ConflictError, NotFoundError, StorageError
from wallflower.recorder.crops import CropPolicy, plan_stored
from wallflower.recorder.forecast import Scene, forecast
from wallflower.recorder.reaper import Remover, camera_limits, server_policy, take_stock
from wallflower.recorder.retention import BYTES_PER_GB, DAY_MS, Doomed, Policy, merged, plan
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.crops import Crops
from wallflower.store.protections import Protections
from wallflower.store.recordings import FileRow, Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason
from wallflower.wire_storage import Storage, StorageLoss, StoragePreview


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChange:
    """New values of some settings by name, and of some cameras' by id and name."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    cameras: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def policy_of(settings: Settings, rows: Iterable[CameraRow]) -> Policy:
    """Return what these settings and cameras allow."""
    return server_policy(
        retention_days=settings.retention_days,
        quota_gb=settings.quota_gb,
        minimum_free_gb=settings.minimum_free_gb,
        cameras=camera_limits(rows, settings.retention_days),
    )


def crop_policy_of(settings: Settings, rows: Iterable[CameraRow]) -> CropPolicy:
    """Return what these settings and cameras allow of pictures of visits."""
    return CropPolicy(
        quota_bytes=int(settings.crops_gb * BYTES_PER_GB),
        unknown_keep_ms=settings.unknown_crop_days * DAY_MS,
        recordings=policy_of(settings, rows),
    )


def delete_recording(recordings: Recordings, remover: Remover, recording_id: int) -> None:
    """Delete one recording for a user; raise `NotFoundError`, `StorageError`, `ConflictError` if it has to stay."""
    recordings.get(recording_id)
    if remover.remove([recording_id], GapReason.DELETED):
        return
    if recordings.get(recording_id).is_open:
        raise ConflictError("this recording is still being written: stop the camera or wait a minute")
    raise ConflictError("this recording is protected: unprotect its time first")


class StorageDesk:
    """Answers questions about space; its methods block."""

    def __init__(
        self, settings: Settings, cameras: Cameras, shelf: Shelf, protections: Protections, crops: Crops
    ) -> None:
        """Answer for the server with these settings."""
        self.protections = protections
        self._settings = settings
        self._cameras = cameras
        self._shelf = shelf
        self._crops = crops

    def policy(self) -> Policy:
        """Return what is allowed now."""
        return policy_of(self._settings, self._cameras.list())

    def forecast(self, now_ms: int) -> Storage:
        """Return how long the space lasts."""
        shields = {key: merged(spans) for key, spans in self.protections.ranges().items()}
        scene = Scene(
            now_ms=now_ms,
            free_bytes=self._free_bytes(),
            policy=self.policy(),
            usage=self._shelf.usage(now_ms - DAY_MS),
            protected_bytes={key: self._shelf.bytes_within(key, spans) for key, spans in shields.items()},
        )
        return replace(forecast(scene), crops_bytes=self._crops.used_bytes())

    def preview(self, change: LimitChange, now_ms: int) -> StoragePreview:
        """Return what would be deleted at once with these settings; raise `NotFoundError` for an unknown camera."""
        rows = {row.id: row for row in self._cameras.list()}
        if not change.cameras.keys() <= rows.keys():
            raise NotFoundError("no camera has this id", field="camera_id")
        changed = [replace(row, **change.cameras.get(row.id, {})) for row in rows.values()]
        settings = self._settings.model_copy(update=dict(change.settings))
        policy = policy_of(settings, changed)
        stock = take_stock(self._shelf, self.protections, now_ms=now_ms, free_bytes=self._free_bytes())
        losses = _Losses()
        for doomed in plan(self._shelf.files(stock.used_bytes), policy, stock):
            losses.add(doomed)
        left = {key: next(files, None) for key, files in self._remaining(losses).items()}
        crops = list(plan_stored(self._crops, self.protections, crop_policy_of(settings, changed), now_ms))
        told = losses.told(left)
        return replace(told, crops=len(crops), crops_bytes=sum(crop.size_bytes for crop in crops))

    def _remaining(self, losses: _Losses) -> dict[str, Any]:
        return {
            key: (file for file in files if file.id not in losses.ids)
            for key, files in self._shelf.files(losses.cameras).items()
        }

    def _free_bytes(self) -> int:
        try:
            return shutil.disk_usage(self._settings.media).free
        except OSError as error:
            raise StorageError(f"the media directory cannot be read: {error.strerror}", field="media") from error


class _Losses:
    """Sums up what would go."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.cameras: dict[str, StorageLoss] = {}

    def add(self, doomed: Doomed) -> None:
        file = doomed.file
        before = self.cameras.get(file.camera_id, StorageLoss(camera_id=file.camera_id))
        self.ids.add(file.id)
        self.cameras[file.camera_id] = replace(
            before,
            recordings=before.recordings + 1,
            duration_ms=before.duration_ms + file.end_ms - file.start_ms,
            size_bytes=before.size_bytes + file.size_bytes,
        )

    def told(self, left: Mapping[str, FileRow | None]) -> StoragePreview:
        cameras = tuple(
            replace(loss, oldest_ms=None if (file := left.get(key)) is None else file.start_ms)
            for key, loss in sorted(self.cameras.items())
        )
        return StoragePreview(
            recordings=sum(loss.recordings for loss in cameras),
            duration_ms=sum(loss.duration_ms for loss in cameras),
            size_bytes=sum(loss.size_bytes for loss in cameras),
            cameras=cameras,
        )
