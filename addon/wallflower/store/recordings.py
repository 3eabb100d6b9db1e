"""What is on disk and what is missing: segment files, their initialisation segments, and the ledger of gaps."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, update

from wallflower import wire
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.dialect import Least, insert_or, total
from wallflower.store.footage import days_with_footage, measured_days, recorded_spans, zone_of
from wallflower.store.gaps import add_gap, as_gap, carve_gaps, close_gap, gaps_in, leave_gap
from wallflower.store.schema import gap, init_segment, recording

_GROUP = struct.Struct("<II")
# How far files may overlap: a host's clock that was set back by less loses nothing from view.
_OVERLAP_MS = 3 * 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRow:
    """A stored initialisation segment; `media.fragment.Init` has the same fields."""

    id: str
    data: bytes
    video_codec: str
    audio_codec: str | None
    width: int
    height: int
    video_track: int
    timescale: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecording:
    """A segment file about to be written (open), or found on disk (adopted)."""

    camera_id: str
    session_id: str
    init_id: str
    path: str
    start_ms: int
    base_ticks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of a segment file is sound. `groups` are (byte offset, length ms), each starting at a keyframe."""

    duration_ms: int
    size_bytes: int
    groups: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRow:
    """A segment file; the last group ends at `size_bytes`. Rows of one `session_id` share one timeline.

    Groups stay packed until asked for: a day has 43,200, and as many tuples would wake the garbage collector.
    """

    id: int
    camera_id: str
    session_id: str
    init_id: str
    path: str
    start_ms: int
    duration_ms: int
    size_bytes: int
    base_ticks: int
    packed_groups: bytes
    is_open: bool

    @property
    def groups(self) -> tuple[tuple[int, int], ...]:
        """Return (byte offset, length ms) of every group, as `Extent` has them."""
        return tuple(_GROUP.iter_unpack(self.packed_groups))

    @property
    def group_columns(self) -> tuple[Sequence[int], Sequence[int]]:
        """The same as two columns: all byte offsets, all lengths in ms."""
        numbers = struct.unpack(f"<{len(self.packed_groups) // 4}I", self.packed_groups)
        return numbers[::2], numbers[1::2]

    @property
    def end_ms(self) -> int:
        """UTC instant behind the last frame."""
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """What retention needs to know of a closed segment file."""

    id: int
    camera_id: str
    path: str
    start_ms: int
    end_ms: int
    size_bytes: int


_UNCHANGED = tuple(name for name in RecordingRow.__slots__ if name != "packed_groups")


class Recordings:
    """Rows of segment files and gaps. Writers of one camera are never concurrent: ingest owns its cameras' rows."""

    def __init__(self, database: Database) -> None:
        """Use `database`, which is already migrated."""
        self._database = database

    def save_init(self, init: InitRow) -> None:
        """Store an initialisation segment once; its id is the hash of its data."""
        values = {name: getattr(init, name) for name in InitRow.__slots__}
        with self._database.write() as connection:
            connection.execute(insert_or(connection, init_segment).values(values).on_conflict_do_nothing())

    def init(self, init_id: str) -> InitRow:
        """Return an initialisation segment; raise `NotFoundError`."""
        with self._database.read() as connection:
            row = connection.execute(select(init_segment).where(init_segment.c.id == init_id)).first()
        if row is None:
            raise NotFoundError("there is no such initialisation segment")
        return InitRow(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public accessor

    def add(self, new: NewRecording) -> int:
        """Announce a file before it is created; the row is open and empty."""
        values = {name: getattr(new, name) for name in NewRecording.__slots__}
        with self._database.write() as connection:
            result = connection.execute(
                insert(recording).values(**values, duration_ms=0, size_bytes=0, groups=b"", is_open=True)
            )
        key = result.inserted_primary_key
        return int(key[0]) if key else 0

    def extend(self, extents: Iterable[tuple[int, Extent]], *, close: bool = False) -> None:
        """Record how far files are sound and durable, all in one transaction; `close` marks them finished."""
        rows = [
            {
                "row": row_id,
                "duration_ms": extent.duration_ms,
                "size_bytes": extent.size_bytes,
                "groups": pack_groups(extent.groups),
            }
            for row_id, extent in extents
        ]
        if not rows:
            return
        statement = update(recording).where(recording.c.id == bindparam("row"))
        with self._database.write() as connection:
            connection.execute(statement.values(is_open=False) if close else statement, rows)

    def forget(self, recording_id: int) -> None:
        """Drop the row of a file that never got a frame."""
        with self._database.write() as connection:
            connection.execute(delete(recording).where(recording.c.id == recording_id))

    def list(self, camera_id: str, start_ms: int, end_ms: int) -> tuple[RecordingRow, ...]:
        """Return the camera's files that overlap [start, end), oldest first; empty ones are left out."""
        return self._rows(_overlapping(camera_id, start_ms, end_ms))

    def readable(self, camera_id: str, start_ms: int, end_ms: int) -> tuple[RecordingRow, ...]:
        """Like `list`, but with the open file too: it may reach further than its row says."""
        reaches = recording.c.is_open | (recording.c.start_ms + recording.c.duration_ms > start_ms)
        return self._rows(_around(camera_id, start_ms, end_ms).where(reaches))

    def recorded_until(self, camera_id: str) -> int | None:
        """Return the end of the footage that began last, as far as its row tells; None where nothing is recorded."""
        query = (
            select(recording.c.start_ms + recording.c.duration_ms)
            .where(recording.c.camera_id == camera_id)
            .order_by(recording.c.start_ms.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def next_ms(self, camera_id: str, at_ms: int) -> int | None:
        """Return where footage begins first after an instant."""
        query = select(func.min(recording.c.start_ms)).where(
            recording.c.camera_id == camera_id, recording.c.start_ms > at_ms, recording.c.duration_ms > 0
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def get(self, recording_id: int) -> RecordingRow:
        """Return one file's row; raise `NotFoundError`."""
        found = self._rows(select(recording).where(recording.c.id == recording_id))
        if not found:
            raise unknown_recording()
        return found[0]

    def open_rows(self) -> tuple[RecordingRow, ...]:
        """Return rows still marked open: being written, or left by a crash."""
        return self._rows(select(recording).where(recording.c.is_open))

    def is_empty(self) -> bool:
        """Whether no file is known."""
        with self._database.read() as connection:
            return connection.execute(select(recording.c.id).limit(1)).first() is None

    def paths(self, camera_id: str) -> dict[str, int]:
        """Return the id of every file of a camera by its path relative to the media directory."""
        query = select(recording.c.path, recording.c.id).where(recording.c.camera_id == camera_id)
        with self._database.read() as connection:
            return dict(connection.execute(query).all())

    def files(self) -> tuple[FileRow, ...]:
        """Return all closed files, oldest first."""
        columns = (
            recording.c.id,
            recording.c.camera_id,
            recording.c.path,
            recording.c.start_ms,
            (recording.c.start_ms + recording.c.duration_ms).label("end_ms"),
            recording.c.size_bytes,
        )
        query = select(*columns).where(~recording.c.is_open).order_by(recording.c.start_ms)
        with self._database.read() as connection:
            return tuple(FileRow(**row._mapping) for row in connection.execute(query))  # noqa: SLF001

    def oldest_ms(self) -> int | None:
        """Return when the oldest footage starts."""
        with self._database.read() as connection:
            return connection.execute(select(func.min(recording.c.start_ms))).scalar()

    def recorded_ms(self) -> dict[str, int]:
        """Return how much of each camera is recorded and still there."""
        wanted = select(recording.c.camera_id, total(recording.c.duration_ms)).group_by(recording.c.camera_id)
        with self._database.read() as connection:
            return {camera_id: int(length_ms) for camera_id, length_ms in connection.execute(wanted)}

    def used_bytes(self) -> int:
        """Return the size of all recordings."""
        with self._database.read() as connection:
            return connection.execute(select(total(recording.c.size_bytes))).scalar_one()

    def delete(self, recording_id: int, reason: wire.GapReason) -> None:
        """Replace the row of a file that is gone by a gap; raise `NotFoundError`, `ConflictError` while it is open."""
        row = self.get(recording_id)
        if row.is_open:
            raise ConflictError("this recording is still being written: stop the camera or wait a minute")
        with self._database.write() as connection:
            connection.execute(delete(recording).where(recording.c.id == recording_id))
            leave_gap(connection, row.camera_id, (row.start_ms, row.end_ms), reason.value)

    def delete_camera(self, camera_id: str) -> None:
        """Drop all rows of a camera, gaps included."""
        with self._database.write() as connection:
            connection.execute(delete(recording).where(recording.c.camera_id == camera_id))
            connection.execute(delete(gap).where(gap.c.camera_id == camera_id))

    def covered_until(self, camera_id: str) -> int | None:
        """Return the end of the camera's accounted life: its last footage or closed gap; None for a new camera."""
        ends = (
            select(func.max(recording.c.start_ms + recording.c.duration_ms)).where(recording.c.camera_id == camera_id),
            select(func.max(func.coalesce(gap.c.end_ms, gap.c.start_ms))).where(gap.c.camera_id == camera_id),
        )
        with self._database.read() as connection:
            found = [connection.execute(query).scalar() for query in ends]
        return max((end for end in found if end is not None), default=None)

    def gaps(self, camera_id: str, start_ms: int, end_ms: int) -> tuple[wire.Gap, ...]:
        """Return the gaps that overlap [start, end), whole, oldest first."""
        with self._database.read() as connection:
            return tuple(as_gap(row) for row in connection.execute(gaps_in(camera_id, start_ms, end_ms)))

    def current_gap(self, camera_id: str) -> wire.Gap | None:
        """Return the gap that lasts, if the camera is not being recorded."""
        query = select(gap).where(gap.c.camera_id == camera_id, gap.c.end_ms.is_(None))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else as_gap(row)

    def cameras_without_gap(self) -> set[str]:
        """Return cameras that are accounted for and in no gap: recorded right now, or left so by a crash."""
        known = select(recording.c.camera_id).union(select(gap.c.camera_id))
        missing = select(gap.c.camera_id).where(gap.c.end_ms.is_(None))
        with self._database.read() as connection:
            everyone = set(connection.execute(known).scalars())
            return everyone - set(connection.execute(missing).scalars())

    def carve_gaps(self, camera_id: str, start_ms: int, end_ms: int) -> None:
        """Take [start, end) out of the camera's gaps, because footage of it was found."""
        with self._database.write() as connection:
            carve_gaps(connection, camera_id, start_ms, end_ms)

    def open_gap(self, camera_id: str, start_ms: int, reason: wire.GapReason) -> None:
        """Start a gap that lasts; one that already lasts ends there."""
        with self._database.write() as connection:
            close_gap(connection, camera_id, start_ms)
            connection.execute(
                insert(gap).values(camera_id=camera_id, start_ms=start_ms, end_ms=None, reason=reason.value)
            )

    def close_gap(self, camera_id: str, end_ms: int) -> None:
        """End the gap that lasts, if any; one that would be empty vanishes."""
        with self._database.write() as connection:
            close_gap(connection, camera_id, end_ms)

    def add_gap(self, camera_id: str, start_ms: int, end_ms: int, reason: wire.GapReason) -> None:
        """Store a finished gap, joined with neighbours of the same reason that touch it; empty ones are ignored."""
        with self._database.write() as connection:
            add_gap(connection, camera_id, start_ms, end_ms, reason.value)

    def days(self, camera_id: str, timezone: str, *, measured: bool = True) -> tuple[wire.RecordingDay, ...]:
        """Return the calendar days in `timezone` (IANA name) with footage; raise `InvalidRequestError` (tz).

        How much there is takes reading all files of the camera from the index.
        """
        zone = zone_of(timezone)
        with self._database.read() as connection:
            if not measured:
                return tuple(days_with_footage(connection, camera_id, zone))
            spans = recorded_spans(connection, camera_id)
        return tuple(measured_days(spans, zone))

    def _rows(self, query: Select[Any]) -> tuple[RecordingRow, ...]:
        with self._database.read() as connection:
            return tuple(_recording(row) for row in connection.execute(query))


def unknown_recording() -> NotFoundError:
    """Return what is said of an id that no recording has."""
    return NotFoundError("there is no recording with this id")


def pack_groups(groups: Iterable[tuple[int, int]]) -> bytes:
    """Pack (byte offset, length ms) pairs as the column `groups` and `RecordingRow` have them."""
    return b"".join(_GROUP.pack(*pair) for pair in groups)


def _overlapping(camera_id: str, start_ms: int, end_ms: int) -> Select[Any]:
    return _around(camera_id, start_ms, end_ms).where(
        recording.c.duration_ms > 0, recording.c.start_ms + recording.c.duration_ms > start_ms
    )


def _around(camera_id: str, start_ms: int, end_ms: int) -> Select[Any]:
    """Select files that may overlap [start, end), without walking through years of older ones.

    Files begin in order and seldom overlap, so the last that begins before the window bounds the search; the clock of
    the host may have been set back, so the search goes further back than that.
    """
    before = (recording.c.camera_id == camera_id) & (recording.c.start_ms <= start_ms)
    last_ms = select(func.coalesce(func.max(recording.c.start_ms), start_ms)).where(before).scalar_subquery()
    return (
        select(recording)
        .where(recording.c.camera_id == camera_id, recording.c.start_ms < end_ms)
        .where(recording.c.start_ms >= Least(last_ms, start_ms - _OVERLAP_MS))
        .order_by(recording.c.start_ms)
    )


def _recording(row: Row[Any]) -> RecordingRow:
    return RecordingRow(**{name: getattr(row, name) for name in _UNCHANGED}, packed_groups=row.groups)
