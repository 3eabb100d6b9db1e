"""What was changed, by whom, from where: for a quarter of a year, and never without bound."""

from sqlalchemy import delete, func, insert, select

from wallflower.clock import now_ms
from wallflower.store.access_schema import audit
from wallflower.store.database import Database
from wallflower.store.paging import after, cursor_of
from wallflower.wire_access import AuditEntry

KEEP_MS = 90 * 86_400_000
MOST_ENTRIES = 100_000
# How often entries are counted and the oldest removed.
TIDY_EVERY = 200
LONGEST_PATH = 300


class Audit:
    """The audit table."""

    def __init__(self, database: Database, most: int = MOST_ENTRIES) -> None:
        """Use this database."""
        self._database = database
        self._most = most

    def note(self, *, who: str, what: str, path: str, address: str, status: int) -> None:
        """Add an entry."""
        with self._database.write() as connection:
            values = {"who": who, "what": what, "path": path[:LONGEST_PATH], "address": address, "status": status}
            added = connection.execute(insert(audit).values(**values, at_ms=now_ms())).inserted_primary_key
            if added is not None and added[0] % TIDY_EVERY == 0:
                newest = select(func.max(audit.c.id)).scalar_subquery()
                old = (audit.c.at_ms < now_ms() - KEEP_MS) | (audit.c.id <= newest - self._most)
                connection.execute(delete(audit).where(old))

    def list(self, limit: int, cursor: str | None = None) -> tuple[tuple[AuditEntry, ...], str | None]:
        """Return entries, newest first, and where they go on; raise `InvalidRequestError` for a strange cursor."""
        query = select(audit).order_by(audit.c.at_ms.desc(), audit.c.id.desc()).limit(limit + 1)
        if cursor is not None:
            query = query.where(after(cursor, audit.c.at_ms, audit.c.id))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        entries = tuple(AuditEntry.from_json(dict(row._mapping)) for row in rows[:limit])  # noqa: SLF001 - public
        more = len(rows) > limit
        return entries, cursor_of(entries[-1].at_ms, entries[-1].id) if more else None
