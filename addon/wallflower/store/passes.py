"""Second hearings: ranges that a better model listens to again, and the utterances that wait for it.

An utterance of a pass is queued once more with the pass's id and the last of all priorities; whatever becomes of it,
it keeps the text it has. A pass is done when none of its utterances waits any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from wallflower.clock import now_ms
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.schema import line, retranscription, transcription, utterance
from wallflower.store.utterances import Priority, State
from wallflower.wire_speech import PassState, Retranscription

MOST_LISTED = 100
_WAITING = (State.QUEUED, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPass:
    """What to listen to again, and with what. `below` leaves out what was heard by a model as good as that.

    An automatic one also leaves out what had a second hearing already and what had no text, and takes at most `most`.
    """

    start_ms: int
    end_ms: int
    engine: str
    model: str | None = None
    camera_ids: Sequence[str] = ()
    is_automatic: bool = False
    below: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The quality of the model whose text is shown, and the mean confidence of that; None where it is not known."""

    quality: int
    confidence: float | None


class Passes:
    """The retranscriptions."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def start(self, new: NewPass) -> Retranscription:
        """Queue the utterances of a range again; one without any is done at once."""
        with self._database.write() as connection:
            ids = list(connection.execute(_chosen(new)).scalars())
            at_ms = now_ms()
            values = {"camera_ids": list(new.camera_ids), "start_ms": new.start_ms, "end_ms": new.end_ms}
            values |= {"engine": new.engine, "model": new.model, "is_automatic": new.is_automatic, "total": len(ids)}
            values |= {"state": PassState.RUNNING.value if ids else PassState.DONE.value, "created_ms": at_ms}
            values |= {"ended_ms": None if ids else at_ms}
            pass_id = connection.execute(
                insert(retranscription).values(values).returning(retranscription.c.id)
            ).scalar()
            again = {"state": State.QUEUED, "priority": int(Priority.AGAIN), "attempts": 0, "deaths": 0}
            for first in range(0, len(ids), _AT_ONCE):
                connection.execute(
                    update(utterance)
                    .where(utterance.c.id.in_(ids[first : first + _AT_ONCE]))
                    .values(again | {"pass_id": pass_id})
                )
            return _one(connection, int(pass_id or 0))

    def list(self) -> tuple[Retranscription, ...]:
        """Return the newest ones, the latest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(retranscription).order_by(retranscription.c.id.desc()).limit(MOST_LISTED)
            ).all()
            return tuple(_value(connection, row) for row in rows)

    def get(self, pass_id: int) -> Retranscription:
        """Return one; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            return _one(connection, pass_id)

    def running(self) -> tuple[Retranscription, ...]:
        """Return the first of those to work on: what users asked for, the oldest first; ends those that are done."""
        with self._database.write() as connection:
            waiting = select(utterance.c.id).where(
                utterance.c.pass_id == retranscription.c.id, utterance.c.state.in_(_WAITING)
            )
            running = retranscription.c.state == PassState.RUNNING.value
            connection.execute(
                update(retranscription)
                .where(running, ~waiting.exists())
                .values(state=PassState.DONE.value, ended_ms=now_ms())
            )
            rows = connection.execute(
                select(retranscription)
                .where(running)
                .order_by(retranscription.c.is_automatic, retranscription.c.id)
                .limit(MOST_LISTED)
            ).all()
            return tuple(_value(connection, row) for row in rows)

    def cancel(self, pass_id: int) -> Retranscription:
        """Leave what still waits as it was; raise `NotFoundError`. What was done stays."""
        with self._database.write() as connection:
            found = _one(connection, pass_id)
            if found.state is PassState.RUNNING:
                waits = and_(utterance.c.pass_id == pass_id, utterance.c.state == State.QUEUED)
                has_text = (
                    select(transcription.c.version).where(transcription.c.utterance_id == utterance.c.id).exists()
                )
                connection.execute(update(utterance).where(waits, has_text).values(state=State.DONE))
                connection.execute(update(utterance).where(waits).values(state=State.DROPPED))
                connection.execute(
                    update(retranscription)
                    .where(retranscription.c.id == pass_id)
                    .values(state=PassState.CANCELLED.value, ended_ms=now_ms())
                )
            return _one(connection, pass_id)

    def forget_before(self, at_ms: int) -> None:
        """Forget automatic ones that ended before then."""
        with self._database.write() as connection:
            connection.execute(
                delete(retranscription).where(retranscription.c.is_automatic, retranscription.c.ended_ms < at_ms)
            )

    def shown(self, utterance_id: int) -> Shown | None:
        """Return how good the text of an utterance is that is shown; None where it has none."""
        wanted = (
            select(transcription.c.quality, func.avg(line.c.confidence).label("confidence"))
            .select_from(
                transcription.outerjoin(
                    line,
                    and_(
                        line.c.utterance_id == transcription.c.utterance_id,
                        line.c.version == transcription.c.version,
                    ),
                )
            )
            .where(transcription.c.utterance_id == utterance_id, transcription.c.shown)
            .group_by(transcription.c.quality)
        )
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return Shown(row.quality, row.confidence) if row else None


_AT_ONCE = 5_000


def _chosen(new: NewPass) -> Any:
    has_better = select(transcription.c.version).where(transcription.c.utterance_id == utterance.c.id)
    if new.below is not None:
        has_better = has_better.where(transcription.c.quality >= new.below)
    states = utterance.c.state == State.DONE
    if not new.is_automatic:
        states = or_(states, utterance.c.state == State.DROPPED)
    untouched = func.coalesce(utterance.c.reason, "") != "deleted"  # also where only one of its lines was deleted
    inside = and_(utterance.c.start_ms < new.end_ms, utterance.c.end_ms > new.start_ms)
    found = select(utterance.c.id).where(states, untouched, inside)
    if new.below is not None:
        found = found.where(~has_better.exists())
    if new.camera_ids:
        found = found.where(utterance.c.camera_id.in_(new.camera_ids))
    if new.is_automatic:
        found = found.where(utterance.c.pass_id.is_(None))
    found = found.order_by(utterance.c.start_ms.desc())
    return found if new.most is None else found.limit(new.most)


def _one(connection: Connection, pass_id: int) -> Retranscription:
    row = connection.execute(select(retranscription).where(retranscription.c.id == pass_id)).one_or_none()
    if row is None:
        raise NotFoundError("no retranscription has this id", field="id")
    return _value(connection, row)


def _value(connection: Connection, row: Row[Any]) -> Retranscription:
    waiting = connection.execute(
        select(func.count()).where(utterance.c.pass_id == row.id, utterance.c.state.in_(_WAITING))
    ).scalar_one()
    return Retranscription(
        id=row.id,
        state=PassState(row.state),
        camera_ids=tuple(row.camera_ids),
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        engine=row.engine,
        model=row.model,
        automatic=row.is_automatic,
        total=row.total,
        done=max(0, row.total - int(waiting)),
        created_ms=row.created_ms,
        ended_ms=row.ended_ms,
    )
