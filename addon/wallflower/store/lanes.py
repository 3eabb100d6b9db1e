"""A camera's timeline, lane by lane: as few and as small numbers as it can be drawn from."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, func, select

from wallflower.store.database import Database
from wallflower.store.lines import LINES_PER_MS
from wallflower.store.motion import moved
from wallflower.store.schema import camera, line, recording, visit
from wallflower.store.spans import Span, joined
from wallflower.wire import RecordMode
from wallflower.wire_activity import Lanes, Spans

# No file and no visit lasts nearly as long, so none that reaches into a range begins earlier before it.
_LONGEST_FILE_MS: Final = 3 * 3_600_000
_LONGEST_VISIT_MS: Final = 24 * 3_600_000
# Files that follow each other are a few milliseconds apart; a real gap is longer.
_JOINED_MS: Final = 500


class LaneStore:
    """Reads times alone: neither pictures nor words."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def of_camera(self, camera_id: str, start_ms: int, end_ms: int) -> Lanes:
        """Return the lanes of [start_ms, end_ms)."""
        with self._database.read() as connection:
            recorded = _recorded(connection, camera_id, start_ms, end_ms)
            visits = _visits(connection, camera_id, start_ms, end_ms)
            speech = _speech(connection, camera_id, start_ms, end_ms)
            motion = pack(moved(connection, camera_id, start_ms, end_ms), start_ms, end_ms)
            is_watched = bool(motion.after_ms) or _is_watched(connection, camera_id)
        return Lanes(
            camera_id=camera_id,
            start_ms=start_ms,
            end_ms=end_ms,
            recorded=pack(joined(recorded, _JOINED_MS), start_ms, end_ms),
            motion=motion if is_watched else None,
            speech=pack(speech, start_ms, end_ms),
            visits=pack(visits, start_ms, end_ms),
        )


def pack(spans: Iterable[Span], start_ms: int, end_ms: int) -> Spans:
    """Return what of the spans lies in the range; they come in order of their beginnings."""
    after, lasts, before_ms = [], [], start_ms
    for begin_ms, stop_ms in spans:
        from_ms, to_ms = max(begin_ms, start_ms), min(stop_ms, end_ms)
        if from_ms < to_ms:
            after.append(from_ms - before_ms)
            lasts.append(to_ms - from_ms)
            before_ms = from_ms
    return Spans(after_ms=tuple(after), lasts_ms=tuple(lasts))


def _is_watched(connection: Connection, camera_id: str) -> bool:
    """Tell whether motion is looked for at a camera: where faces are, and where it decides what is recorded."""
    events = camera.c.record & (camera.c.mode == RecordMode.EVENTS.value)
    watched = (camera.c.id == camera_id) & (camera.c.recognize_faces | events)
    return connection.execute(select(camera.c.id).where(watched)).one_or_none() is not None


def _recorded(connection: Connection, camera_id: str, start_ms: int, end_ms: int) -> list[Span]:
    begins = recording.c.start_ms
    near = (begins < end_ms) & (begins > start_ms - _LONGEST_FILE_MS) & (recording.c.duration_ms > 0)
    columns = (begins, begins + recording.c.duration_ms)
    rows = connection.execute(select(*columns).where((recording.c.camera_id == camera_id) & near).order_by(begins))
    return [(begin_ms, stop_ms) for begin_ms, stop_ms in rows]


def _visits(connection: Connection, camera_id: str, start_ms: int, end_ms: int) -> list[Span]:
    begins = visit.c.start_ms
    near = (begins < end_ms) & (begins > start_ms - _LONGEST_VISIT_MS)
    columns = (begins, func.coalesce(visit.c.end_ms, visit.c.last_seen_ms))
    rows = connection.execute(select(*columns).where((visit.c.camera_id == camera_id) & near).order_by(begins))
    return [(begin_ms, max(stop_ms, begin_ms + 1)) for begin_ms, stop_ms in rows]


def _speech(connection: Connection, camera_id: str, start_ms: int, end_ms: int) -> list[Span]:
    heard = line.c.shown & (line.c.camera_id == camera_id)
    heard &= (line.c.id >= start_ms * LINES_PER_MS) & (line.c.id < end_ms * LINES_PER_MS)
    rows = connection.execute(select(line.c.start_ms, line.c.end_ms).where(heard).order_by(line.c.start_ms))
    return [(begin_ms, stop_ms) for begin_ms, stop_ms in rows]
