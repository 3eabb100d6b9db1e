"""Where each person was seen last, and whether they are there still."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select

from wallflower.store.database import Database
from wallflower.store.people_schema import person
from wallflower.store.schema import visit
from wallflower.wire import Verdict
from wallflower.wire_library import Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceFilter:
    """Who is wanted: whoever was seen last by a camera, in a zone, since an instant, or is there now."""

    camera_id: str | None = None
    zone: str | None = None
    since_ms: int | None = None
    present: bool | None = None


class Presences:
    """Reads the visits that recognition, or a user, is sure of."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self, wanted: PresenceFilter) -> tuple[Presence, ...]:
        """Return everybody who was ever seen and still has that visit, whoever was seen last first."""
        query = _newest().order_by(visit.c.last_seen_ms.desc(), person.c.id)
        if wanted.camera_id is not None:
            query = query.where(visit.c.camera_id == wanted.camera_id)
        if wanted.since_ms is not None:
            query = query.where(visit.c.last_seen_ms >= wanted.since_ms)
        if wanted.present is not None:
            query = query.where(visit.c.end_ms.is_(None) if wanted.present else visit.c.end_ms.is_not(None))
        with self._database.read() as connection:
            found = tuple(_presence(row) for row in connection.execute(query))
        return tuple(presence for presence in found if wanted.zone is None or wanted.zone in presence.zones)


def _newest() -> Select[Any]:
    own = visit.alias("own")
    last = select(own.c.id).where(own.c.person_id == person.c.id, own.c.verdict == Verdict.KNOWN.value)
    newest = last.order_by(own.c.start_ms.desc(), own.c.id.desc()).limit(1).correlate(person).scalar_subquery()
    columns = (visit.c.id, visit.c.camera_id, visit.c.start_ms, visit.c.end_ms, visit.c.last_seen_ms, visit.c.zones)
    shown = select(person.c.id.label("person_id"), person.c.name, *columns)
    return shown.select_from(person).join(visit, visit.c.id == newest)


def _presence(row: Row[Any]) -> Presence:
    return Presence(
        person_id=row.person_id,
        name=row.name,
        present=row.end_ms is None,
        visit_id=row.id,
        camera_id=row.camera_id,
        zones=tuple(row.zones),
        since_ms=row.start_ms,
        last_seen_ms=row.last_seen_ms,
    )
