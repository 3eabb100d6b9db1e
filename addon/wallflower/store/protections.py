"""The ranges that no rule deletes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from wallflower.store.database import Database
from wallflower.store.schema import protection
from wallflower.store.spans import Span, without
from wallflower.wire_storage import Protection


class Protections:
    """The protection table. A recording is protected as a whole as soon as it touches one of these ranges."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def protect(self, camera_id: str, start_ms: int, end_ms: int, note: str | None, now_ms: int) -> Protection:
        """Protect [start, end), which may lie ahead."""
        values = {"camera_id": camera_id, "start_ms": start_ms, "end_ms": end_ms, "note": note, "created_ms": now_ms}
        with self._database.write() as connection:
            row = connection.execute(insert(protection).values(values).returning(protection)).one()
        return Protection(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name

    def unprotect(self, camera_id: str, start_ms: int, end_ms: int) -> None:
        """Take [start, end) out of every protection of the camera; what lies around it stays protected."""
        overlapping = (
            (protection.c.camera_id == camera_id) & (protection.c.start_ms < end_ms) & (protection.c.end_ms > start_ms)
        )
        with self._database.write() as connection:
            rows = connection.execute(select(protection).where(overlapping)).all()
            connection.execute(delete(protection).where(overlapping))
            for row in rows:
                rest = without((row.start_ms, row.end_ms), [(start_ms, end_ms)])
                _insert(connection, [row._asdict() | {"start_ms": begin, "end_ms": end} for begin, end in rest])

    def list(self, camera_id: str) -> tuple[Protection, ...]:
        """Return a camera's protections, oldest range first."""
        query = (
            select(protection)
            .where(protection.c.camera_id == camera_id)
            .order_by(protection.c.start_ms, protection.c.id)
        )
        with self._database.read() as connection:
            return tuple(Protection(**row._mapping) for row in connection.execute(query))  # noqa: SLF001 - public name

    def ranges(self) -> Mapping[str, Sequence[Span]]:
        """Return every camera's protected ranges."""
        found: dict[str, list[Span]] = {}
        query = select(protection.c.camera_id, protection.c.start_ms, protection.c.end_ms)
        with self._database.read() as connection:
            for camera_id, start_ms, end_ms in connection.execute(query):
                found.setdefault(camera_id, []).append((start_ms, end_ms))
        return found


def _insert(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(protection), [{key: row[key] for key in row if key != "id"} for row in rows])
