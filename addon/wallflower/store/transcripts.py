"""What was said: lines, their search and their deletion.

A line's id is its start in milliseconds times 1024 plus a small number, so the newest lines have the highest ids and
both the table and the full-text index are read newest first without sorting; an id doubles as a page's cursor.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, TextualSelect, bindparam, column, delete, exists, select, update
from sqlalchemy import text as sql

from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.fulltext import MARK_END, MARK_START, clean, match_expression, unmark
from wallflower.store.schema import line, utterance
from wallflower.store.utterances import LINES_PER_MS, State, backlog_s, line_value
from wallflower.wire import Line, LinePage

LONGEST_LINE_MS = 60_000
MOST_PER_PAGE = 500
MOST_EXPORTED = 200_000
END_OF_TIME_MS = 1 << 43

_SEARCH = """
SELECT line.*, highlight(line_text, 0, :mark_start, :mark_end) AS marked
FROM line_text CROSS JOIN line ON line.id = line_text.rowid
WHERE line_text MATCH :match AND line_text.rowid >= :lowest AND line_text.rowid < :below
  AND line.end_ms > :start_ms {cameras}
ORDER BY line_text.rowid DESC LIMIT :limit
"""
_BROWSE = """
SELECT line.*, '' AS marked FROM line
WHERE line.id >= :lowest AND line.id < :below AND line.end_ms > :start_ms {cameras}
ORDER BY line.id DESC LIMIT :limit
"""
_OF_CAMERAS = "AND line.camera_id IN :camera_ids"


class Transcripts:
    """The transcript of all cameras."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def search(
        self,
        text: str,
        *,
        camera_ids: Collection[str] = (),
        start_ms: int | None = None,
        end_ms: int | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> LinePage:
        """Return a page of lines that hold what was typed (all lines for blank text), newest first, with highlights.

        Text without a single letter or digit finds nothing. Times are a half-open range that the lines overlap; empty
        `camera_ids` means all cameras.
        """
        match = match_expression(text)
        if match is None and clean(text).strip():
            return self._nothing()
        limit = max(1, min(limit, MOST_PER_PAGE))
        values: dict[str, Any] = _bounds(start_ms, end_ms, cursor) | {"limit": limit + 1}
        if camera_ids:
            values["camera_ids"] = list(camera_ids)
        if match is not None:
            values |= {"match": match, "mark_start": MARK_START, "mark_end": MARK_END}
        with self._database.read() as connection:
            rows = connection.execute(_statement(match=match is not None, cameras=bool(camera_ids)), values).all()
            return _page(connection, rows, limit)

    def _nothing(self) -> LinePage:
        return LinePage(lines=(), cursor=None, backlog_s=self.backlog_s())

    def lines(self, camera_id: str, start_ms: int, end_ms: int, *, limit: int = MOST_EXPORTED) -> tuple[Line, ...]:
        """Return the lines of a camera that overlap [start_ms, end_ms), oldest first."""
        chosen = (
            select(line)
            .where(
                line.c.camera_id == camera_id,
                line.c.start_ms >= start_ms - LONGEST_LINE_MS,
                line.c.start_ms < end_ms,
                line.c.end_ms > start_ms,
            )
            .order_by(line.c.start_ms, line.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(line_value(row) for row in connection.execute(chosen).all())

    def get(self, line_id: int) -> Line:
        """Return one line; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            row = connection.execute(select(line).where(line.c.id == line_id)).one_or_none()
        if row is None:
            raise NotFoundError("no line has this id", field="id")
        return line_value(row)

    def backlog_s(self) -> float:
        """Return the seconds of speech that still wait for their text."""
        with self._database.read() as connection:
            return backlog_s(connection)

    def delete_line(self, line_id: int) -> None:
        """Delete one line, from the index too; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            owner = connection.execute(
                delete(line).where(line.c.id == line_id).returning(line.c.utterance_id)
            ).scalar_one_or_none()
            if owner is None:
                raise NotFoundError("no line has this id", field="id")
            connection.execute(
                update(utterance)
                .where(utterance.c.id == owner, ~exists().where(line.c.utterance_id == owner))
                .values(state=State.DROPPED, reason="deleted")
            )

    def delete_range(self, camera_id: str, start_ms: int, end_ms: int) -> int:
        """Delete what was said in [start_ms, end_ms), waiting speech included; return how many utterances went."""
        with self._database.write() as connection:
            return connection.execute(
                delete(utterance).where(
                    utterance.c.camera_id == camera_id, utterance.c.start_ms < end_ms, utterance.c.end_ms > start_ms
                )
            ).rowcount


def _bounds(start_ms: int | None, end_ms: int | None, cursor: str | None) -> dict[str, int]:
    if start_ms is not None and end_ms is not None and end_ms < start_ms:
        raise InvalidRequestError("the end lies before the start", field="end")
    from_ms = max(0, start_ms or 0)
    until_ms = END_OF_TIME_MS if end_ms is None else min(max(0, end_ms), END_OF_TIME_MS)
    below = until_ms * LINES_PER_MS
    return {
        "lowest": max(0, from_ms - LONGEST_LINE_MS) * LINES_PER_MS,
        "below": below if cursor is None else min(below, _before(cursor)),
        "start_ms": from_ms,
    }


def _statement(*, match: bool, cameras: bool) -> TextualSelect:
    statement = sql((_SEARCH if match else _BROWSE).format(cameras=_OF_CAMERAS if cameras else ""))
    if cameras:
        statement = statement.bindparams(bindparam("camera_ids", expanding=True))
    return statement.columns(*line.c, column("marked"))


def _page(connection: Connection, rows: Any, limit: int) -> LinePage:
    shown: list[Row[Any]] = list(rows[:limit])
    return LinePage(
        lines=tuple(line_value(row, unmark(row.marked)) for row in shown),
        cursor=str(shown[-1].id) if len(rows) > limit else None,
        backlog_s=backlog_s(connection),
    )


def _before(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise InvalidRequestError("the cursor is not one that a search returned", field="cursor")
    return int(cursor)
