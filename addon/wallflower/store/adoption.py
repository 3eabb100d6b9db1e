"""Writes an index from what was found on disk, and makes the ledger of gaps agree with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from wallflower.store.database import Database
from wallflower.store.dialect import insert_or
from wallflower.store.footage import overlapping, recorded_spans
from wallflower.store.gaps import add_gap, carve_gaps, gaps_in, leave_gap
from wallflower.store.recordings import Extent, InitRow, NewRecording, pack_groups
from wallflower.store.schema import gap, init_segment, recording
from wallflower.store.spans import Span, without
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
        with self._database.write() as connection:
            statement = insert_or(connection, recording)
            changed = {name: statement.excluded[name] for name in rows[0] if name != "path"}
            connection.execute(insert_or(connection, init_segment).on_conflict_do_nothing(), list(inits.values()))
            connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=changed), rows)
            _carve(connection, found)

    def lose(self, recording_ids: Sequence[int], reason: GapReason) -> None:
        """Drop the rows of files of which nothing can be played any more; their time is a gap."""
        lost = recording.c.id.in_(recording_ids)
        columns = (recording.c.camera_id, recording.c.start_ms, recording.c.duration_ms)
        with self._database.write() as connection:
            rows = connection.execute(select(*columns).where(lost).order_by(recording.c.start_ms)).all()
            connection.execute(delete(recording).where(lost))
            for row in rows:
                span = (row.start_ms, row.start_ms + row.duration_ms)
                leave_gap(connection, row.camera_id, span, reason.value)

    def reconcile(self, camera_id: str) -> None:
        """Make gaps end where footage begins, overlap nothing, and cover what nothing else accounts for.

        A camera that is in no lasting gap gets one behind its last footage. What happened there nobody knows any more.
        """
        with self._database.write() as connection:
            footage = recorded_spans(connection, camera_id)
            taken = [*footage, *_straighten(connection, camera_id, footage)]
            if not taken:
                return
            life = (min(start for start, _ in taken), max(end for _, end in taken))
            for start_ms, end_ms in without(life, taken):
                add_gap(connection, camera_id, start_ms, end_ms, GapReason.UNKNOWN.value)
            if life[1] < _NEVER_MS:
                _insert(connection, camera_id, GapReason.UNKNOWN.value, [(life[1], _NEVER_MS)])


def _straighten(connection: Connection, camera_id: str, footage: Sequence[Span]) -> list[Span]:
    """Cut footage and earlier gaps out of a camera's gaps; return what they cover then."""
    covered: list[Span] = []
    told_ms = 0  # up to here, from the first gap's start on, footage and gaps cover everything
    query = select(gap).where(gap.c.camera_id == camera_id).order_by(gap.c.start_ms, gap.c.id)
    for row in connection.execute(query).all():
        span = (row.start_ms, _NEVER_MS if row.end_ms is None else row.end_ms)
        later = (max(span[0], told_ms), span[1])
        pieces = without(later, overlapping(footage, later))
        covered += pieces
        told_ms = max(told_ms, span[1])
        if list(pieces) != [span]:
            _replace(connection, row.id, camera_id, row.reason, pieces)
    return covered


def _carve(connection: Connection, found: Sequence[Found]) -> None:
    """Take files out of their cameras' gaps; gaps are looked up once, since few of many files touch one."""
    spans: dict[str, list[Span]] = {}
    for item in found:
        span = (item.new.start_ms, item.new.start_ms + item.extent.duration_ms)
        spans.setdefault(item.new.camera_id, []).append(span)
    for camera_id, files in spans.items():
        whole = gaps_in(camera_id, min(start for start, _ in files), max(end for _, end in files))
        gaps = [(row.start_ms, _NEVER_MS if row.end_ms is None else row.end_ms) for row in connection.execute(whole)]
        for start_ms, end_ms in files:
            if overlapping(gaps, (start_ms, end_ms)):
                carve_gaps(connection, camera_id, start_ms, end_ms)


def _values(item: Found) -> dict[str, object]:
    return {name: getattr(item.new, name) for name in NewRecording.__slots__} | {
        "duration_ms": item.extent.duration_ms,
        "size_bytes": item.extent.size_bytes,
        "groups": pack_groups(item.extent.groups),
        "is_open": False,
        "doomed": None,
    }


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
