"""Recordings as things that take space: how much of it, which go first, and the steps in which they go."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import case, delete, exists, func, select, update

from wallflower.store.database import Database
from wallflower.store.dialect import total
from wallflower.store.gaps import leave_gap
from wallflower.store.motion import cut_motion
from wallflower.store.recordings import FileRow
from wallflower.store.schema import protection, recording
from wallflower.store.spans import Span
from wallflower.wire import GapReason

PAGE = 500

_END = recording.c.start_ms + recording.c.duration_ms
_FILE = (
    recording.c.id,
    recording.c.camera_id,
    recording.c.path,
    recording.c.start_ms,
    _END.label("end_ms"),
    recording.c.size_bytes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one camera's recordings take, and what of it is recent."""

    camera_id: str
    used_bytes: int
    oldest_ms: int
    recent_bytes: int


class Shelf:
    """Deleting takes three steps, each of which may be the last before a crash: `doom`, the file, `bury`."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def used_bytes(self) -> dict[str, int]:
        """Return the size of every camera's recordings, open ones included."""
        query = select(recording.c.camera_id, total(recording.c.size_bytes).label("used")).group_by(
            recording.c.camera_id
        )
        with self._database.read() as connection:
            return {row.camera_id: row.used for row in connection.execute(query)}

    def usage(self, recent_since_ms: int) -> tuple[Usage, ...]:
        """Return what every camera with recordings uses."""
        is_recent = recording.c.start_ms >= recent_since_ms
        query = select(
            recording.c.camera_id,
            total(recording.c.size_bytes).label("used_bytes"),
            func.min(recording.c.start_ms).label("oldest_ms"),
            total(case((is_recent, recording.c.size_bytes), else_=0)).label("recent_bytes"),
        ).group_by(recording.c.camera_id)
        with self._database.read() as connection:
            return tuple(Usage(**row._mapping) for row in connection.execute(query))  # noqa: SLF001 - public name

    def bytes_within(self, camera_id: str, spans: Sequence[Span]) -> int:
        """Return the size of the files that touch any of these ranges."""
        sizes: dict[int, int] = {}
        with self._database.read() as connection:
            for start_ms, end_ms in spans:
                query = select(recording.c.id, recording.c.size_bytes).where(
                    recording.c.camera_id == camera_id, recording.c.start_ms < end_ms, start_ms < _END
                )
                sizes.update((row.id, row.size_bytes) for row in connection.execute(query))
        return sum(sizes.values())

    def files(self, camera_ids: Iterable[str]) -> dict[str, Iterator[FileRow]]:
        """Return an iterator over each camera's closed files, oldest first, that reads only as far as it is asked."""
        return {camera_id: self._files(camera_id) for camera_id in camera_ids}

    def doom(self, recording_ids: Sequence[int], reason: GapReason) -> frozenset[int]:
        """Mark recordings as going and return which may: those that are closed, not protected and not marked yet."""
        shielded = exists().where(
            protection.c.camera_id == recording.c.camera_id,
            protection.c.start_ms < _END,
            protection.c.end_ms > recording.c.start_ms,
        )
        statement = (
            update(recording)
            .where(recording.c.id.in_(recording_ids), ~recording.c.is_open, recording.c.doomed.is_(None), ~shielded)
            .values(doomed=reason.value)
            .returning(recording.c.id)
        )
        with self._database.write() as connection:
            return frozenset(connection.execute(statement).scalars())

    def doomed(self) -> tuple[FileRow, ...]:
        """Return the files of recordings that are marked."""
        query = select(*_FILE).where(recording.c.doomed.is_not(None)).order_by(recording.c.start_ms)
        with self._database.read() as connection:
            return tuple(FileRow(**row._mapping) for row in connection.execute(query))  # noqa: SLF001 - public name

    def bury(self, recording_ids: Sequence[int]) -> None:
        """Turn marked recordings whose files are gone into gaps; that something moved in them is forgotten, too."""
        gone = (recording.c.id.in_(recording_ids)) & recording.c.doomed.is_not(None)
        query = select(recording.c.camera_id, recording.c.start_ms, _END.label("end_ms"), recording.c.doomed)
        if not recording_ids:
            return
        with self._database.write() as connection:
            rows = connection.execute(query.where(gone).order_by(recording.c.start_ms)).all()
            connection.execute(delete(recording).where(gone))
            for row in rows:
                leave_gap(connection, row.camera_id, (row.start_ms, row.end_ms), row.doomed)
                cut_motion(connection, row.camera_id, row.start_ms, row.end_ms)

    def _files(self, camera_id: str) -> Iterator[FileRow]:
        after: Mapping[str, int] = {"start_ms": -1, "id": -1}
        while rows := self._page(camera_id, after["start_ms"], after["id"]):
            yield from rows
            after = {"start_ms": rows[-1].start_ms, "id": rows[-1].id}

    def _page(self, camera_id: str, start_ms: int, row_id: int) -> list[FileRow]:
        behind = (recording.c.start_ms > start_ms) | ((recording.c.start_ms == start_ms) & (recording.c.id > row_id))
        query = (
            select(*_FILE)
            .where(recording.c.camera_id == camera_id, recording.c.start_ms >= start_ms, behind)
            .where(~recording.c.is_open, recording.c.doomed.is_(None))
            .order_by(recording.c.start_ms, recording.c.id)
            .limit(PAGE)
        )
        with self._database.read() as connection:
            return [FileRow(**row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - public name
