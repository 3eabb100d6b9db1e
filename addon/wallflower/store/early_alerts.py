"""Alerts of words that were being said when they were told: until the utterance is over it is open what they come to.

early → confirmed (by a line of that utterance, which it then has) or withdrawn. What decides is in the database alone,
so it does not matter who was killed in between. A withdrawn one is confirmed all the same when a line comes later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.store.alerts import NewAlert, alert_of, insert_alert
from wallflower.store.database import Database
from wallflower.store.dialect import insert_or
from wallflower.store.schema import alert, hearing, line, line_news, rule_rest, utterance
from wallflower.store.utterances import Priority, State
from wallflower.wire import Line
from wallflower.wire_alerts import Alert, AlertPhase

# Where utterances meet, the final times of a word may lie on the other side.
EDGE_MS = 500
# No utterance is longer.
LONGEST_MS = 60_000
# So long after it was told an alert is open at most when no utterance is there that could decide: sound was lost.
PATIENCE_MS = 600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An alert that a line may confirm; without a rule (an empty id) none does."""

    id: int
    rule_id: str
    camera_id: str
    at_ms: int


class EarlyAlerts:
    """Those of the alert table that are, or were, early."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, new: NewAlert, since_ms: int) -> Alert | None:
        """Keep an alert of an utterance that began at `since_ms`, its rule resting from then on.

        None when its rule told of this utterance before, when the utterance is over, or when rule or camera are gone.
        """
        rule_told = exists().where(
            alert.c.rule_id == new.rule_id, alert.c.camera_id == new.camera_id, alert.c.at_ms >= since_ms
        )
        over = exists().where(
            utterance.c.camera_id == new.camera_id,
            utterance.c.start_ms <= new.at_ms,
            utterance.c.end_ms > new.at_ms,
            utterance.c.state.in_((State.DONE, State.DROPPED)),
        )
        try:
            with self._database.write() as connection:
                if connection.execute(select(rule_told | over)).scalar():
                    return None
                return insert_alert(connection, new, _rested_ms(connection, new.rule_id, new.camera_id))
        except IntegrityError:
            return None

    def confirmable(self, said: Line) -> tuple[Open, ...]:
        """Return the alerts of the utterance of a line that no line has confirmed yet, in the order of time."""
        with self._database.read() as connection:
            span = connection.execute(
                select(utterance.c.start_ms, utterance.c.end_ms).where(utterance.c.id == said.utterance_id)
            ).one_or_none()
            if span is None:
                return ()
            rows = connection.execute(
                select(alert)
                .where(
                    alert.c.camera_id == said.camera_id,
                    alert.c.at_ms >= span.start_ms - LONGEST_MS,
                    alert.c.at_ms < span.end_ms + EDGE_MS,
                    alert.c.phase.in_((AlertPhase.EARLY, AlertPhase.WITHDRAWN)),
                    alert.c.rule_id.is_not(None),
                )
                .order_by(alert.c.at_ms)
            ).all()
        return tuple(_open(row) for row in rows if _last_ms(row) > span.start_ms - EDGE_MS)

    def confirm(self, alert_id: int, new: NewAlert) -> Alert | None:
        """Give an alert its line and what is exact now; None when it, or the line, is gone or has another alert."""
        names = ("line_id", "at_ms", "phrase", "clip_start_ms", "clip_end_ms")
        values = {name: getattr(new, name) for name in names}
        values |= {"words_ms": list(new.words_ms), "phase": AlertPhase.CONFIRMED.value}
        this = alert.c.phase.in_((AlertPhase.EARLY, AlertPhase.WITHDRAWN)) & (alert.c.id == alert_id)
        try:
            with self._database.write() as connection:
                if connection.execute(update(alert).where(this).values(values)).rowcount == 0:
                    return None
                _rest_at_least(connection, new)
                return alert_of(connection, alert_id)
        except IntegrityError:
            return None

    def undecided(self) -> tuple[Open, ...]:
        """Return all that are early, the oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(alert).where(alert.c.phase == AlertPhase.EARLY).order_by(alert.c.id))
            return tuple(_open(row) for row in rows.all())

    def withdraw(self, alert_id: int, now_ms: int) -> Alert | None:
        """Withdraw an early alert if no line can confirm it any more, its rule resting as it did before.

        None when it is still open, or was decided.
        """
        with self._database.write() as connection:
            row = connection.execute(
                select(alert).where(alert.c.id == alert_id, alert.c.phase == AlertPhase.EARLY)
            ).one_or_none()
            if row is None or not _is_over(connection, row, now_ms):
                return None
            withdrawn = {"phase": AlertPhase.WITHDRAWN.value}
            connection.execute(update(alert).where(alert.c.id == alert_id).values(withdrawn))
            _rest_as_before(connection, row)
            return alert_of(connection, alert_id)


def _open(row: Row[Any]) -> Open:
    return Open(id=row.id, rule_id=row.rule_id or "", camera_id=row.camera_id, at_ms=row.at_ms)


def _is_over(connection: Connection, row: Row[Any], now_ms: int) -> bool:
    """Tell whether all that was said then is text that every rule has seen, or will never be."""
    last_ms = _last_ms(row)
    rows = connection.execute(
        select(utterance).where(
            utterance.c.camera_id == row.camera_id,
            utterance.c.start_ms > row.at_ms - LONGEST_MS - EDGE_MS,
            utterance.c.start_ms < last_ms + EDGE_MS,
            utterance.c.end_ms > row.at_ms - EDGE_MS,
        )
    ).all()
    if any(each.state in {State.QUEUED, State.RUNNING} and each.priority != Priority.AGAIN for each in rows):
        return False
    if _has_news(connection, [each.id for each in rows]):
        return False
    if any(each.start_ms <= row.at_ms and each.end_ms >= last_ms for each in rows):
        return True
    heard_ms = connection.execute(
        select(hearing.c.heard_until_ms).where(hearing.c.camera_id == row.camera_id)
    ).scalar_one_or_none()
    is_searched = heard_ms is not None and heard_ms > last_ms + EDGE_MS
    return bool(is_searched or abs(now_ms - row.created_ms) > PATIENCE_MS)


def _has_news(connection: Connection, utterance_ids: Sequence[int]) -> bool:
    joined = line_news.join(line, line.c.id == line_news.c.line_id)
    news = exists().select_from(joined).where(line.c.utterance_id.in_(utterance_ids))
    return bool(connection.execute(select(news)).scalar())


def _last_ms(row: Row[Any]) -> int:
    return int(max((row.at_ms, *row.words_ms)))


def _rested_ms(connection: Connection, rule_id: str, camera_id: str) -> int | None:
    return connection.execute(
        select(rule_rest.c.fired_ms).where(rule_rest.c.rule_id == rule_id, rule_rest.c.camera_id == camera_id)
    ).scalar_one_or_none()


def _rest_at_least(connection: Connection, new: NewAlert) -> None:
    """Let a rule rest since then, unless it fired later."""
    values = {"rule_id": new.rule_id, "camera_id": new.camera_id, "fired_ms": new.at_ms}
    connection.execute(
        insert_or(connection, rule_rest)
        .values(values)
        .on_conflict_do_update(
            index_elements=["rule_id", "camera_id"],
            set_={"fired_ms": new.at_ms},
            where=rule_rest.c.fired_ms < new.at_ms,
        )
    )


def _rest_as_before(connection: Connection, row: Row[Any]) -> None:
    """Take back that a rule rests because of an alert, unless it fired since."""
    this = (
        (rule_rest.c.rule_id == row.rule_id)
        & (rule_rest.c.camera_id == row.camera_id)
        & (rule_rest.c.fired_ms == row.at_ms)
    )
    if row.rested_ms is None:
        connection.execute(delete(rule_rest).where(this))
    else:
        connection.execute(update(rule_rest).where(this).values(fired_ms=row.rested_ms))
