"""The durable queue of speech: one row per utterance, from the moment it was heard until it is text or dropped.

queued → running → done (with a transcription) or dropped (with a reason); running → queued when its worker died. A
transcription and the end of the work on it are written in one transaction, so text appears exactly once whatever
crashes. An utterance may be queued again for a better transcription: it keeps what it has, and giving that up leaves it
done. One with the reason `deleted` has had text that a user deleted: it must not come back.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Connection, Row, TextClause, case, func, select, text, update
from sqlalchemy.exc import IntegrityError

from wallflower.clock import now_ms
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.dialect import insert_or, total
from wallflower.store.lines import Hearer, NewLine, add_transcription
from wallflower.store.schema import UNDONE, hearing, transcription, utterance
from wallflower.store.voice_wait import enqueue
from wallflower.wire import Line

# Longer than the pre-roll or the tail of an utterance, which are silence.
SHORTEST_PIECE_MS = 400

type Stretch = tuple[int, int]


class Priority(IntEnum):
    """Which utterances go first."""

    LIVE = 0
    NORMAL = 1
    BACKFILL = 2
    AGAIN = 3


class State(StrEnum):
    """Where in its life an utterance is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUtterance:
    """Speech that was heard. `audio` is 16 kHz mono 16-bit PCM, only where nothing is recorded."""

    camera_id: str
    start_ms: int
    end_ms: int
    priority: Priority = Priority.NORMAL
    audio: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An utterance this process now works on; `attempts` counts this one."""

    id: int
    camera_id: str
    start_ms: int
    end_ms: int
    attempts: int
    created_ms: int
    deaths: int = 0
    priority: Priority = Priority.NORMAL
    pass_id: int | None = None
    audio: bytes | None = field(default=None, repr=False)


FIRST_TIME = (Priority.LIVE, Priority.NORMAL, Priority.BACKFILL)
# Measured with the miniature model on 48 sentences: as few wrong words as alone up to 16 s together, for a quarter of
# the work; 20 s doubled them and 25 s took eight times as many, for a third less work.
LONGEST_TOGETHER_MS = 16_000
PAUSE_MS = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is: priorities in `order`, of `cameras` (None: all) the one that was served least recently.

    `recent` lists cameras by when they were last served, the latest last; `without` are ids not to take now. Several
    utterances are taken together only of cameras in `packable` (None: all), only fresh ones, and only as far as they
    fit into one window of `LONGEST_TOGETHER_MS` with pauses between.
    """

    order: Sequence[Priority] = FIRST_TIME
    cameras: Collection[str] | None = None
    recent: Sequence[str] = ()
    without: Collection[int] = ()
    packable: Collection[str] | None = None
    pass_id: int | None = None


ANYONE = Turn()


class Utterances:
    """The queue, safe for several processes."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, new: NewUtterance) -> int:
        """Queue speech; return how many rows it became. Raise `NotFoundError` when the camera is gone.

        Stretches that an earlier utterance of the camera covers already are left out, so searching the same sound
        twice after a crash adds nothing.
        """
        with self._writing_of_camera() as connection:
            return sum(_insert(connection, new, piece) for piece in _uncovered(connection, new))

    def heard_until(self, camera_id: str) -> int | None:
        """Return the instant up to which the camera's sound was searched, None if it never was."""
        with self._database.read() as connection:
            return connection.execute(
                select(hearing.c.heard_until_ms).where(hearing.c.camera_id == camera_id)
            ).scalar_one_or_none()

    def set_heard_until(self, camera_id: str, at_ms: int) -> None:
        """Note the instant up to which the camera's sound was searched; raise `NotFoundError` when it is gone."""
        with self._writing_of_camera() as connection:
            set_heard(connection, camera_id, at_ms)

    def claim(self, limit: int, turn: Turn = ANYONE) -> tuple[Claim, ...]:
        """Take up to `limit` queued utterances of one camera and one priority; what failed before comes last, alone.

        Several workers never take the same; one that finds all taken gets nothing for now.
        """
        with self._database.take() as connection:
            chosen = _next_in_line(connection, turn)
            if chosen is None:
                return ()
            camera_id, priority = chosen
            found = connection.execute(
                _queued(turn)
                .where(utterance.c.camera_id == camera_id, utterance.c.priority == priority)
                .order_by(utterance.c.attempts + utterance.c.deaths, utterance.c.start_ms)
                .limit(limit if turn.packable is None or camera_id in turn.packable else 1)
                .with_for_update(skip_locked=True)
            ).all()
            rows = _together(found)
            connection.execute(
                update(utterance)
                .where(utterance.c.id.in_([row.id for row in rows]))
                .values(state=State.RUNNING, attempts=utterance.c.attempts + 1)
            )
        return tuple(_claim(row) for row in rows)

    def finish(self, utterance_id: int, lines: Iterable[NewLine], by: Hearer) -> tuple[Line, ...]:
        """Store a transcription and mark the utterance done at once; return its lines if they are what is shown now.

        Nothing is stored or returned if it was not running.
        """
        with self._database.write() as connection:
            enqueue(connection, utterance_id)
            camera_id = connection.execute(
                update(utterance)
                .where(utterance.c.id == utterance_id, utterance.c.state == State.RUNNING)
                .values(state=State.DONE, audio=None)
                .returning(utterance.c.camera_id)
            ).scalar_one_or_none()
            if camera_id is None:
                return ()
            return add_transcription(connection, utterance_id, camera_id, lines, by)

    def drop(self, utterance_id: int, reason: str) -> None:
        """End the work on an utterance without text; what it was transcribed to earlier stays."""
        with self._database.write() as connection:
            _drop_all(connection, [utterance_id], reason)

    def release(self, utterance_ids: Collection[int], *, forgive: bool) -> None:
        """Put running utterances back; `forgive` takes back the attempt, for failures that are not theirs."""
        with self._database.write() as connection:
            connection.execute(
                update(utterance)
                .where(utterance.c.id.in_(utterance_ids), utterance.c.state == State.RUNNING)
                .values(
                    state=State.QUEUED,
                    attempts=_one_less() if forgive else utterance.c.attempts,
                )
            )

    def release_running(self) -> int:
        """Put everything back that a dead process was working on; return how many rows that were.

        The attempt is taken back: a process also dies of what has nothing to do with the utterance.
        """
        values = {"state": State.QUEUED, "attempts": _one_less(), "deaths": utterance.c.deaths + 1}
        with self._database.write() as connection:
            return connection.execute(
                update(utterance).where(is_undone(), utterance.c.state == State.RUNNING).values(values)
            ).rowcount

    def backlog_s(self) -> float:
        """Return the seconds of speech that wait or are being worked on."""
        with self._database.read() as connection:
            return backlog_s(connection)

    def drop_overflow(self, most_audio_bytes: int) -> int:
        """Drop waiting utterances that carry their own audio until at most that much is kept; return how many.

        The least urgent go first, of equals the oldest: live speech only when nothing else is left.
        """
        with self._database.write() as connection:
            rows = connection.execute(
                select(utterance.c.id, func.length(utterance.c.audio).label("size"))
                .where(is_undone(), utterance.c.state == State.QUEUED, utterance.c.audio.is_not(None))
                .order_by(utterance.c.priority, utterance.c.start_ms.desc())
            ).all()
            kept, surplus = 0, []
            for row in rows:
                kept += row.size
                if kept > most_audio_bytes:
                    surplus.append(row.id)
            _drop_all(connection, surplus, "overflow")
        return len(surplus)

    def drop_before(self, at_ms: int) -> int:
        """Drop waiting utterances that ended before then, whose recordings are gone."""
        with self._database.write() as connection:
            ids = connection.execute(
                select(utterance.c.id).where(is_undone(), utterance.c.state == State.QUEUED, utterance.c.end_ms < at_ms)
            ).scalars()
            expired = list(ids)
            _drop_all(connection, expired, "expired")
        return len(expired)

    @contextmanager
    def _writing_of_camera(self) -> Iterator[Connection]:
        try:
            with self._database.write() as connection:
                yield connection
        except IntegrityError as error:
            raise NotFoundError("no camera has this id", field="camera_id") from error


def is_undone() -> TextClause:
    """Return the condition of utterances that wait or are worked on, as the index over them knows it."""
    return text(UNDONE)


def backlog_s(connection: Connection) -> float:
    """Return the seconds of speech that wait or are being worked on."""
    waiting = select(total(utterance.c.end_ms - utterance.c.start_ms)).where(
        is_undone(), utterance.c.priority.in_(FIRST_TIME)
    )
    return float(connection.execute(waiting).scalar_one()) / 1000


def _uncovered(connection: Connection, new: NewUtterance) -> list[Stretch]:
    if new.audio is not None:  # its audio cannot be cut to a piece; unrecorded sound is never searched twice
        return [(new.start_ms, new.end_ms)]
    earlier = connection.execute(
        select(utterance.c.start_ms, utterance.c.end_ms)
        .where(
            utterance.c.camera_id == new.camera_id,
            utterance.c.start_ms < new.end_ms,
            utterance.c.end_ms > new.start_ms,
        )
        .order_by(utterance.c.start_ms)
    ).all()
    pieces: list[Stretch] = []
    at_ms = new.start_ms
    for start_ms, end_ms in earlier:
        pieces.append((at_ms, start_ms))
        at_ms = max(at_ms, end_ms)
    pieces.append((at_ms, new.end_ms))
    if not earlier:
        return pieces
    return [(start_ms, end_ms) for start_ms, end_ms in pieces if end_ms - start_ms >= SHORTEST_PIECE_MS]


def _insert(connection: Connection, new: NewUtterance, piece: Stretch) -> bool:
    statement = insert_or(connection, utterance).values(
        camera_id=new.camera_id,
        start_ms=piece[0],
        end_ms=piece[1],
        state=State.QUEUED,
        priority=int(new.priority),
        attempts=0,
        deaths=0,
        audio=new.audio,
        created_ms=now_ms(),
    )
    return connection.execute(statement.on_conflict_do_nothing().returning(utterance.c.id)).first() is not None


def set_heard(connection: Connection, camera_id: str, at_ms: int) -> None:
    """Note the instant up to which a camera's sound was searched."""
    statement = insert_or(connection, hearing).values(camera_id=camera_id, heard_until_ms=at_ms)
    connection.execute(statement.on_conflict_do_update(index_elements=["camera_id"], set_={"heard_until_ms": at_ms}))


def _one_less() -> Any:
    return case((utterance.c.attempts > 0, utterance.c.attempts - 1), else_=0)


def _queued(turn: Turn) -> Any:
    found = select(utterance).where(
        is_undone(), utterance.c.state == State.QUEUED, utterance.c.priority.in_(turn.order)
    )
    if turn.without:
        found = found.where(utterance.c.id.not_in(turn.without))
    if turn.cameras is not None:
        found = found.where(utterance.c.camera_id.in_(turn.cameras))
    return found if turn.pass_id is None else found.where(utterance.c.pass_id == turn.pass_id)


def _next_in_line(connection: Connection, turn: Turn) -> tuple[str, int] | None:
    queued = _queued(turn).subquery()
    heads = connection.execute(
        select(queued.c.camera_id, queued.c.priority, func.min(queued.c.start_ms).label("start_ms")).group_by(
            queued.c.camera_id, queued.c.priority
        )
    ).all()
    if not heads:
        return None
    served = {camera_id: place for place, camera_id in enumerate(turn.recent)}
    order = {int(priority): place for place, priority in enumerate(turn.order)}
    best = min(heads, key=lambda head: (order[head.priority], served.get(head.camera_id, -1), head.start_ms))
    return best.camera_id, best.priority


def _together(found: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Return the first rows that fit into one window; one that failed before, or is too long, is alone."""
    rows: list[Row[Any]] = []
    length_ms = 0
    for row in found:
        length_ms += row.end_ms - row.start_ms + (PAUSE_MS if rows else 0)
        if rows and (row.attempts + row.deaths or length_ms > LONGEST_TOGETHER_MS):
            break
        rows.append(row)
        if row.attempts + row.deaths:
            break
    return rows


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        id=row.id,
        camera_id=row.camera_id,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        attempts=row.attempts + 1,
        created_ms=row.created_ms,
        deaths=row.deaths,
        priority=Priority(row.priority),
        pass_id=row.pass_id,
        audio=row.audio,
    )


def _drop_all(connection: Connection, ids: Collection[int], reason: str) -> None:
    waiting = utterance.c.id.in_(ids) & utterance.c.state.in_((State.RUNNING, State.QUEUED))
    has_text = select(transcription.c.version).where(transcription.c.utterance_id == utterance.c.id).exists()
    connection.execute(update(utterance).where(waiting, has_text).values(state=State.DONE, audio=None))
    connection.execute(update(utterance).where(waiting).values(state=State.DROPPED, reason=reason, audio=None))
