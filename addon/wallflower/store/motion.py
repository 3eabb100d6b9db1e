"""When something moved at a camera: all of an hour in one small row, so that the size of a year is known.

A span is two numbers of 16 bits, its begin and its end in tenths of a second of the hour; spans of one hour are more
than `APART_MS` apart, so a row is 1.4 kB at most. What lasts over a full hour is cut there, and joined when it is read.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from struct import Struct

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.exc import IntegrityError

from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.dialect import insert_or
from wallflower.store.schema import motion, protection
from wallflower.store.spans import Span, joined, without

HOUR_MS = 3_600_000
STEP_MS = 100
APART_MS = 10_000
"""Motion that begins again so soon is the same motion."""

_SPAN = Struct("<HH")


class MotionStore:
    """The motion table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, camera_id: str, spans: Iterable[Span]) -> None:
        """Store that something moved; what is known already may come again. Raise `NotFoundError` without camera."""
        try:
            with self._database.write() as connection:
                for span in spans:
                    for hour_ms, piece in _by_hour(span):
                        known = _hour(connection, camera_id, hour_ms)
                        _keep(connection, camera_id, hour_ms, joined(sorted([*known, piece]), APART_MS))
        except IntegrityError as error:
            raise NotFoundError("no camera has this id", field="camera_id") from error

    def expire(self, camera_id: str, before_ms: int) -> int:
        """Drop hours of a camera that ended by an instant and touch no protected range; return how many."""
        end_ms = motion.c.hour_ms + HOUR_MS
        shielded = exists().where(
            protection.c.camera_id == motion.c.camera_id,
            protection.c.start_ms < end_ms,
            protection.c.end_ms > motion.c.hour_ms,
        )
        due = (motion.c.camera_id == camera_id) & (motion.c.hour_ms <= before_ms - HOUR_MS)
        with self._database.write() as connection:
            return connection.execute(delete(motion).where(due, ~shielded)).rowcount


def moved(connection: Connection, camera_id: str, start_ms: int, end_ms: int) -> Iterator[Span]:
    """Yield when something moved in the hours that a range touches, in order."""
    touched = (motion.c.hour_ms > start_ms - HOUR_MS) & (motion.c.hour_ms < end_ms)
    chosen = select(motion.c.hour_ms, motion.c.spans).where((motion.c.camera_id == camera_id) & touched)
    rows = connection.execute(chosen.order_by(motion.c.hour_ms)).all()
    yield from joined((span for row in rows for span in _unpack(row.hour_ms, row.spans)), STEP_MS)


def cut_motion(connection: Connection, camera_id: str, start_ms: int, end_ms: int) -> None:
    """Forget what moved in [start, end), for its pictures are gone."""
    touched = (motion.c.hour_ms > start_ms - HOUR_MS) & (motion.c.hour_ms < end_ms)
    hours = select(motion.c.hour_ms, motion.c.spans).where((motion.c.camera_id == camera_id) & touched)
    for row in connection.execute(hours).all():
        spans = _unpack(row.hour_ms, row.spans)
        left = (piece for span in spans for piece in without(span, [(start_ms, end_ms)]))
        _keep(connection, camera_id, row.hour_ms, left)


def _by_hour(span: Span) -> Iterator[tuple[int, Span]]:
    begin_ms, stop_ms = span
    first_ms = begin_ms // HOUR_MS * HOUR_MS
    cuts = [begin_ms, *range(first_ms + HOUR_MS, stop_ms, HOUR_MS), stop_ms]
    for one, other in pairwise(cuts):
        yield one // HOUR_MS * HOUR_MS, (one, other)


def _hour(connection: Connection, camera_id: str, hour_ms: int) -> list[Span]:
    this = (motion.c.camera_id == camera_id) & (motion.c.hour_ms == hour_ms)
    packed = connection.execute(select(motion.c.spans).where(this)).scalar_one_or_none()
    return [] if packed is None else _unpack(hour_ms, packed)


def _keep(connection: Connection, camera_id: str, hour_ms: int, spans: Iterable[Span]) -> None:
    packed = _pack(hour_ms, spans)
    if not packed:
        this = (motion.c.camera_id == camera_id) & (motion.c.hour_ms == hour_ms)
        connection.execute(delete(motion).where(this))
        return
    stored = insert_or(connection, motion).values(camera_id=camera_id, hour_ms=hour_ms, spans=packed)
    keys = [motion.c.camera_id, motion.c.hour_ms]
    connection.execute(stored.on_conflict_do_update(index_elements=keys, set_={"spans": packed}))


def _pack(hour_ms: int, spans: Iterable[Span]) -> bytes:
    tenths = ((round((begin - hour_ms) / STEP_MS), round((end - hour_ms) / STEP_MS)) for begin, end in spans)
    return b"".join(_SPAN.pack(begin, end) for begin, end in tenths if begin < end)


def _unpack(hour_ms: int, packed: bytes) -> list[Span]:
    return [(hour_ms + begin * STEP_MS, hour_ms + end * STEP_MS) for begin, end in _SPAN.iter_unpack(packed)]
