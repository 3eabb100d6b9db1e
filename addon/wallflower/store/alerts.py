"""Alerts: what rules told, with a picture of each moment; they go with the line, range or camera they are of."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.clock import now_ms
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.dialect import insert_or, total
from wallflower.store.lines import LINE_COLUMNS, line_value
from wallflower.store.paging import after, check_limit, cursor_of
from wallflower.store.schema import alert, alert_picture, line, line_news, rule_rest, utterance
from wallflower.wire import Line
from wallflower.wire_alerts import Alert, AlertPhase, RuleKind

# One transaction of many is short enough for others to write in between.
AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """What a rule has to tell."""

    rule_id: str
    rule_name: str
    kind: RuleKind
    camera_id: str
    at_ms: int
    clip_start_ms: int
    clip_end_ms: int
    phrase: str | None = None
    words_ms: tuple[int, ...] = ()
    line_id: int | None = None
    phase: AlertPhase = AlertPhase.FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFilter:
    """Which alerts are wanted; times are a half-open range. `among` is the cameras one may see, None for all."""

    rule_id: str | None = None
    camera_id: str | None = None
    kind: RuleKind | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    among: Collection[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPage:
    """Alerts, newest first; `cursor` continues, None at the end."""

    alerts: tuple[Alert, ...] = ()
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePicture:
    """A picture that has yet to be taken."""

    alert_id: int
    camera_id: str
    at_ms: int
    created_ms: int


class Alerts:
    """The alert table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, new: NewAlert) -> Alert | None:
        """Keep an alert and let its rule rest from then on; None when it is there already, or what it is of is gone."""
        try:
            with self._database.write() as connection:
                return insert_alert(connection, new)
        except IntegrityError:
            return None

    def get(self, alert_id: int) -> Alert:
        """Return one alert; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            found = alert_of(connection, alert_id)
        if found is None:
            raise unknown_alert()
        return found

    def list(self, wanted: AlertFilter, *, limit: int = 100, cursor: str | None = None) -> AlertPage:
        """Return a page of alerts, newest first; raise `InvalidRequestError` for a bad limit or cursor."""
        check_limit(limit)
        chosen = _wanted(wanted).order_by(alert.c.at_ms.desc(), alert.c.id.desc()).limit(limit + 1)
        if cursor is not None:
            chosen = chosen.where(after(cursor, alert.c.at_ms, alert.c.id))
        with self._database.read() as connection:
            found = _alerts(connection, chosen)
        more = cursor_of(found[limit - 1].at_ms, found[limit - 1].id) if len(found) > limit else None
        return AlertPage(alerts=found[:limit], cursor=more)

    def picture(self, alert_id: int) -> bytes:
        """Return the JPEG of an alert; raise `NotFoundError` when there is none."""
        chosen = select(alert_picture.c.jpeg).where(alert_picture.c.alert_id == alert_id)
        with self._database.read() as connection:
            jpeg = connection.execute(chosen).scalar_one_or_none()
        if jpeg is None:
            raise NotFoundError("no alert with a picture has this id", field="alert_id")
        return bytes(jpeg)

    def delete(self, alert_id: int) -> None:
        """Delete an alert with its picture; raise `NotFoundError` for an unknown id. Its rule rests all the same."""
        with self._database.write() as connection:
            if connection.execute(delete(alert).where(alert.c.id == alert_id)).rowcount == 0:
                raise unknown_alert()
        self._database.scrub()

    def due(self, limit: int) -> tuple[DuePicture, ...]:
        """Return the pictures that have yet to be taken, oldest alerts first."""
        columns = (alert.c.id.label("alert_id"), alert.c.camera_id, alert.c.at_ms, alert.c.created_ms)
        with self._database.read() as connection:
            rows = connection.execute(select(*columns).where(alert.c.picture_due).order_by(alert.c.id).limit(limit))
            return tuple(DuePicture(**row) for row in rows.mappings())

    def keep_picture(self, alert_id: int, jpeg: bytes | None) -> None:
        """Store an alert's picture, or that there is none; nothing happens when the alert is gone."""
        this = update(alert).where(alert.c.id == alert_id, alert.c.picture_due).values(picture_due=False)
        with self._database.write() as connection:
            if connection.execute(this).rowcount and jpeg is not None:
                values = {"alert_id": alert_id, "size_bytes": len(jpeg), "jpeg": jpeg}
                connection.execute(insert(alert_picture).values(values))

    def tidy(self, *, oldest_ms: int, most: int, picture_bytes: int) -> int:
        """Delete older alerts, the oldest beyond a number, the oldest pictures beyond a size; return how many went."""
        count = self._delete_some(select(alert.c.id).where(alert.c.at_ms < oldest_ms))
        with self._database.read() as connection:
            too_many = connection.execute(select(func.count()).select_from(alert)).scalar_one() - most
        if too_many > 0:
            oldest = select(alert.c.id).order_by(alert.c.at_ms, alert.c.id).limit(too_many)
            with self._database.write() as connection:
                count += connection.execute(delete(alert).where(alert.c.id.in_(oldest))).rowcount
        count += self._drop_pictures(picture_bytes)
        if count:
            self._database.scrub()
        return count

    def news(self, limit: int) -> tuple[Line, ...]:
        """Return lines that no rule has seen yet, oldest first."""
        chosen = select(*LINE_COLUMNS).join(line_news, line_news.c.line_id == line.c.id).order_by(line.c.id)
        with self._database.read() as connection:
            return tuple(line_value(row) for row in connection.execute(chosen.limit(limit)))

    def is_news(self, line_id: int) -> bool:
        """Return whether no rule has seen this line yet."""
        with self._database.read() as connection:
            return bool(connection.execute(select(exists().where(line_news.c.line_id == line_id))).scalar())

    def seen(self, line_id: int) -> None:
        """Note that every rule has seen a line."""
        with self._database.write() as connection:
            connection.execute(delete(line_news).where(line_news.c.line_id == line_id))

    def has_spoken(self, camera_id: str, since_ms: int) -> bool:
        """Return whether any speech was found near a camera after this instant."""
        spoken = exists().where(utterance.c.camera_id == camera_id, utterance.c.start_ms > since_ms)
        with self._database.read() as connection:
            return bool(connection.execute(select(spoken)).scalar())

    def _delete_some(self, which: Select[Any]) -> int:
        count = 0
        while True:
            with self._database.write() as connection:
                gone = connection.execute(delete(alert).where(alert.c.id.in_(which.limit(AT_ONCE)))).rowcount
            count += gone
            if gone < AT_ONCE:
                return count

    def _drop_pictures(self, most_bytes: int) -> int:
        with self._database.write() as connection:
            over = connection.execute(select(total(alert_picture.c.size_bytes))).scalar_one() - most_bytes
            if over <= 0:
                return 0
            sizes = select(alert_picture.c.alert_id, alert_picture.c.size_bytes).order_by(alert_picture.c.alert_id)
            going = []
            for row in connection.execute(sizes):
                going.append(row.alert_id)
                over -= row.size_bytes
                if over <= 0:
                    break
            return connection.execute(delete(alert_picture).where(alert_picture.c.alert_id <= going[-1])).rowcount


def insert_alert(connection: Connection, new: NewAlert, rested_ms: int | None = None) -> Alert:
    """Keep an alert and let its rule rest; `IntegrityError` when it is there already, or what it is of is gone."""
    values = {name: getattr(new, name) for name in NewAlert.__slots__}
    values |= {"kind": new.kind.value, "words_ms": list(new.words_ms), "phase": new.phase.value}
    values |= {"rested_ms": rested_ms, "picture_due": True, "created_ms": now_ms()}
    alert_id = connection.execute(insert(alert).values(values).returning(alert.c.id)).scalar_one()
    _rest(connection, new)
    return _alerts(connection, _rows().where(alert.c.id == alert_id))[0]


def alert_of(connection: Connection, alert_id: int) -> Alert | None:
    """Return one alert, None for an unknown id."""
    return next(iter(_alerts(connection, _rows().where(alert.c.id == alert_id))), None)


def _rest(connection: Connection, new: NewAlert) -> None:
    values = {"rule_id": new.rule_id, "camera_id": new.camera_id, "fired_ms": new.at_ms}
    connection.execute(
        insert_or(connection, rule_rest)
        .values(values)
        .on_conflict_do_update(index_elements=["rule_id", "camera_id"], set_={"fired_ms": new.at_ms})
    )


def _wanted(wanted: AlertFilter) -> Select[Any]:
    chosen = _rows()
    for column, value in (
        (alert.c.rule_id, wanted.rule_id),
        (alert.c.camera_id, wanted.camera_id),
        (alert.c.kind, None if wanted.kind is None else wanted.kind.value),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    if wanted.among is not None:
        chosen = chosen.where(alert.c.camera_id.in_(sorted(wanted.among)))
    if wanted.start_ms is not None:
        chosen = chosen.where(alert.c.at_ms >= wanted.start_ms)
    if wanted.end_ms is not None:
        chosen = chosen.where(alert.c.at_ms < wanted.end_ms)
    return chosen


def _rows() -> Select[Any]:
    has_picture = exists().where(alert_picture.c.alert_id == alert.c.id)
    return select(alert, has_picture.label("has_picture"))


def _alerts(connection: Connection, chosen: Select[Any]) -> tuple[Alert, ...]:
    rows = connection.execute(chosen).all()
    ids = [row.line_id for row in rows if row.line_id is not None]
    found = connection.execute(select(*LINE_COLUMNS).where(line.c.id.in_(ids))).all() if ids else []
    lines = {row.id: line_value(row) for row in found}
    return tuple(_alert(row, lines.get(row.line_id)) for row in rows)


def _alert(row: Row[Any], said: Line | None) -> Alert:
    return Alert(
        id=row.id,
        rule_id=row.rule_id,
        rule_name=row.rule_name,
        kind=RuleKind(row.kind),
        camera_id=row.camera_id,
        at_ms=row.at_ms,
        phrase=row.phrase,
        words_ms=tuple(row.words_ms),
        clip_start_ms=row.clip_start_ms,
        clip_end_ms=row.clip_end_ms,
        has_picture=bool(row.has_picture),
        line=said,
        phase=AlertPhase(row.phase),
    )


def unknown_alert() -> NotFoundError:
    """Return what is said of an id that no alert has."""
    return NotFoundError("no alert has this id", field="alert_id")
