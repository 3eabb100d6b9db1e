"""Writes an index from what was found on disk, and makes the ledger of gaps agree with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from wallflower.store.database import Database
from wallflower.store.gaps import Span, add_gap, carve_gaps, leave_gap, without
from wallflower.store.recordings import Extent, InitRow, NewRecording, pack_groups
from wallflower.store.schema import gap, init_segment, recording
from wallflower.wire import GapReason

# Later than every clock: where a gap that lasts ends for now.
_NEVER_MS = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sound file on disk."""

    new: NewRecording
    extent: Extent
    init: InitRow


class Adoption:
    """Used while nobody records."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def adopt(self, found: Sequence[Found]) -> None:
        """Write the rows of files, new or in place of what was known of the same paths, and no gap over them."""
        inits = {item.init.id: {name: getattr(item.init, name) for name in InitRow.__slots__} for item in found}
        if not inits:
            return
        rows = [_values(item) for item in found]
        statement = sqlite_insert(recording)
        changed = {name: statement.excluded[name] for name in rows[0] if name != "path"}
        with self._database.write() as connection:
            connection.execute(sqlite_insert(init_segment).on_conflict_do_nothing(), list(inits.values()))
            connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=changed), rows)
            for item in found:
                end_ms = item.new.start_ms + item.extent.duration_ms
                carve_gaps(connection, item.new.camera_id, item.new.start_ms, end_ms)

    def lose(self, path: str) -> None:
        """Drop the row of a file in which nothing can be played, if there is one; its time is a gap."""
        query = select(recording.c.id, recording.c.camera_id, recording.c.start_ms, recording.c.duration_ms)
        with self._database.write() as connection:
            row = connection.execute(query.where(recording.c.path == path)).first()
            if row is not None:
                connection.execute(delete(recording).where(recording.c.id == row.id))
                span = (row.start_ms, row.start_ms + row.duration_ms)
                leave_gap(connection, row.camera_id, span, GapReason.DAMAGED.value)

    def reconcile(self, camera_id: str) -> None:
        """Make gaps end where footage begins, overlap nothing, and cover what nothing else accounts for.

        A camera that is in no lasting gap gets one behind its last footage. What happened there nobody knows any more.
        """
        with self._database.write() as connection:
            footage = _footage(connection, camera_id)
            taken: list[Span] = list(footage)
            query = select(gap).where(gap.c.camera_id == camera_id).order_by(gap.c.start_ms, gap.c.id)
            for row in connection.execute(query).all():
                span = (row.start_ms, _NEVER_MS if row.end_ms is None else row.end_ms)
                pieces = without(span, taken)
                taken += pieces
                if list(pieces) != [span]:
                    _replace(connection, row.id, camera_id, row.reason, pieces)
            if not taken:
                return
            life = (min(start for start, _ in taken), max(end for _, end in taken))
            for start_ms, end_ms in without(life, taken):
                add_gap(connection, camera_id, start_ms, end_ms, GapReason.UNKNOWN.value)
            if life[1] < _NEVER_MS:
                _insert(connection, camera_id, GapReason.UNKNOWN.value, [(life[1], _NEVER_MS)])


def _values(item: Found) -> dict[str, object]:
    return {name: getattr(item.new, name) for name in NewRecording.__slots__} | {
        "duration_ms": item.extent.duration_ms,
        "size_bytes": item.extent.size_bytes,
        "groups": pack_groups(item.extent.groups),
        "is_open": False,
        "doomed": None,
    }


def _footage(connection: Connection, camera_id: str) -> list[Span]:
    """Return what is recorded, joined where it touches."""
    query = (
        select(recording.c.start_ms, recording.c.start_ms + recording.c.duration_ms)
        .where(recording.c.camera_id == camera_id, recording.c.duration_ms > 0)
        .order_by(recording.c.start_ms)
    )
    joined: list[Span] = []
    for start_ms, end_ms in connection.execute(query):
        if joined and start_ms <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end_ms, joined[-1][1]))
        else:
            joined.append((start_ms, end_ms))
    return joined


def _replace(connection: Connection, gap_id: int, camera_id: str, reason: str, pieces: Iterable[Span]) -> None:
    connection.execute(delete(gap).where(gap.c.id == gap_id))
    _insert(connection, camera_id, reason, pieces)


def _insert(connection: Connection, camera_id: str, reason: str, pieces: Iterable[Span]) -> None:
    rows = [
        {
            "camera_id": camera_id,
            "start_ms": start_ms,
            "end_ms": None if end_ms == _NEVER_MS else end_ms,
            "reason": reason,
        }
        for start_ms, end_ms in pieces
    ]
    if rows:
        connection.execute(insert(gap), rows)
