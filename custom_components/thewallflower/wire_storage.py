"""What travels about the space recordings take: protected ranges, the forecast, and what a change would cost."""

from dataclasses import dataclass

from .wire_codec import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection(Wire):
    """A range of a camera whose recordings no rule deletes."""

    id: int
    camera_id: str
    start_ms: int
    end_ms: int
    note: str | None = None
    created_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraStorage(Wire):
    """One camera's recordings. `days_left` is how long its oldest will last, `reach_days` how far back it will reach.

    Both assume that it goes on as in the last 24 hours; null where there is no telling.
    """

    camera_id: str
    used_bytes: int = 0
    protected_bytes: int = 0
    bytes_per_day: int = 0
    oldest_ms: int | None = None
    days_left: float | None = None
    reach_days: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage(Wire):
    """All recordings. `days_left` is when the space runs out and the oldest go early; null if that never happens.

    `crops_bytes` is what the pictures of visits take in the database; it is not part of the other figures.
    """

    used_bytes: int = 0
    protected_bytes: int = 0
    free_bytes: int = 0
    room_bytes: int = 0
    bytes_per_day: int = 0
    oldest_ms: int | None = None
    days_left: float | None = None
    crops_bytes: int = 0
    cameras: tuple[CameraStorage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageLoss(Wire):
    """What a camera would lose: how much, and where its footage would begin then; null if none were left."""

    camera_id: str
    recordings: int = 0
    duration_ms: int = 0
    size_bytes: int = 0
    oldest_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoragePreview(Wire):
    """What a change of settings would delete at once; cameras that lose nothing are left out.

    `crops` is how many visits would lose their pictures, `crops_bytes` what these take in the database.
    """

    recordings: int = 0
    duration_ms: int = 0
    size_bytes: int = 0
    crops: int = 0
    crops_bytes: int = 0
    cameras: tuple[StorageLoss, ...] = ()
