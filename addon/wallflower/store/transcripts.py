"""What was said: lines and their search.

A line's id is its start in milliseconds times 1024 plus a small number, so the newest lines have the highest ids and
both the table and the full-text index are read newest first without sorting; an id doubles as a page's cursor.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, Connection, TextualSelect, bindparam, select
from sqlalchemy import text as sql

from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.finding import highlighted
from wallflower.store.folding import clean, tokens
from wallflower.store.fulltext import parse, score
from wallflower.store.lines import LINE_COLUMNS, LINES_PER_MS, line_value
from wallflower.store.schema import line
from wallflower.store.terms import Phrase, fts5, tsquery
from wallflower.store.utterances import backlog_s
from wallflower.wire import Line, LineContext, LinePage

LONGEST_LINE_MS = 60_000
MOST_PER_PAGE = 500
MOST_CONTEXT = 10
MOST_EXPORTED = 200_000
RANKED = 2_000
"""So many of the newest lines that match are ranked: a word that is said every day has no best line of all times."""
END_OF_TIME_MS = 1 << 43
_MOST_ID = (1 << 63) - 1

_NAMES = ", ".join(f"line.{column.name}" for column in LINE_COLUMNS)
# FTS5 first: SQLite keeps the order of a CROSS JOIN.
_SQLITE_MATCH = (
    "line_text CROSS JOIN line ON line.id = line_text.rowid WHERE line_text MATCH :match AND line_text.rowid"
)
_POSTGRESQL_MATCH = "line WHERE line.terms @@ CAST(:match AS tsquery) AND line.id"
_ALL = "line WHERE line.id"


class Order(StrEnum):
    """Which lines come first."""

    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines are wanted: all that hold what was typed, or simply all when that is blank.

    Times are a half-open range that the lines overlap; empty collections mean all. Who speaks is one of the people or
    of the speakers without a name. `context` is how many lines of the same camera before and after each one come along.
    """

    text: str = field(default="", repr=False)
    camera_ids: Sequence[str] = ()
    person_ids: Sequence[str] = ()
    speaker_ids: Sequence[int] = ()
    start_ms: int | None = None
    end_ms: int | None = None
    least_confidence: float = 0.0
    order: Order = Order.NEWEST
    context: int = 0
    limit: int = 50
    cursor: str | None = None


class Transcripts:
    """The transcript of all cameras."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def search(self, wanted: Wanted) -> LinePage:
        """Return a page of lines with highlights; raise `InvalidRequestError` for what cannot be looked for.

        Text without a single letter or digit finds nothing.
        """
        phrases = parse(wanted.text)
        if not phrases and clean(wanted.text).strip():
            return LinePage(backlog_s=self.backlog_s())
        wanted = replace(wanted, limit=max(1, min(wanted.limit, MOST_PER_PAGE)))
        with self._database.read() as connection:
            look = _ranked if wanted.order is Order.BEST and phrases else _newest
            lines, cursor = look(connection, wanted, phrases)
            context = tuple(_context(connection, found, min(wanted.context, MOST_CONTEXT)) for found in lines)
            return LinePage(
                lines=tuple(highlighted(found, phrases) for found in lines),
                context=context if wanted.context > 0 else (),
                cursor=cursor,
                backlog_s=backlog_s(connection),
            )

    def lines(self, camera_id: str, start_ms: int, end_ms: int, *, limit: int = MOST_EXPORTED) -> tuple[Line, ...]:
        """Return the lines of a camera that overlap [start_ms, end_ms), oldest first."""
        chosen = (
            select(*LINE_COLUMNS)
            .where(
                line.c.camera_id == camera_id,
                line.c.id >= max(0, start_ms - LONGEST_LINE_MS) * LINES_PER_MS,
                line.c.id < min(max(0, end_ms), END_OF_TIME_MS) * LINES_PER_MS,
                line.c.end_ms > start_ms,
                line.c.shown,
            )
            .order_by(line.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(line_value(row) for row in connection.execute(chosen).all())

    def get(self, line_id: int) -> Line:
        """Return one line; raise `NotFoundError` for an unknown id."""
        chosen = select(*LINE_COLUMNS).where(line.c.id == line_id, line.c.shown)
        with self._database.read() as connection:
            row = connection.execute(chosen).one_or_none()
        if row is None:
            raise _unknown()
        return line_value(row)

    def backlog_s(self) -> float:
        """Return the seconds of speech that still wait for their text."""
        with self._database.read() as connection:
            return backlog_s(connection)


def _newest(connection: Connection, wanted: Wanted, phrases: Sequence[Phrase]) -> tuple[list[Line], str | None]:
    before = None if wanted.cursor is None else _numbers(wanted.cursor, 1)[0]
    rows = connection.execute(*_statement(connection, wanted, phrases, below=before, limit=wanted.limit + 1)).all()
    lines = [line_value(row) for row in rows[: wanted.limit]]
    return lines, str(lines[-1].id) if len(rows) > wanted.limit else None


def _ranked(connection: Connection, wanted: Wanted, phrases: Sequence[Phrase]) -> tuple[list[Line], str | None]:
    """Rank the newest that match. The cursor keeps where they end, so that lines spoken meanwhile shift no page."""
    below, points, line_id = (None, None, 0) if wanted.cursor is None else _numbers(wanted.cursor, 3)
    rows = connection.execute(*_statement(connection, wanted, phrases, below=below, limit=RANKED)).all()
    scored = sorted(
        ((_points(row, phrases), int(row.id), row) for row in rows), key=lambda item: item[:2], reverse=True
    )
    if points is not None:
        scored = [item for item in scored if item[:2] < (points, line_id)]
    page = scored[: wanted.limit]
    if len(scored) <= wanted.limit:
        return [line_value(row) for _, _, row in page], None
    newest = below or max(item[1] for item in scored) + 1
    return [line_value(row) for _, _, row in page], f"{newest}-{page[-1][0]}-{page[-1][1]}"


def _points(row: Any, phrases: Sequence[Phrase]) -> int:
    texts = [tuple(tokens(text)) for text in (row.text, row.translation) if text]
    return int(1_000_000 * score(texts, phrases))


def _statement(
    connection: Connection, wanted: Wanted, phrases: Sequence[Phrase], *, below: int | None, limit: int
) -> tuple[TextualSelect, dict[str, Any]]:
    values: dict[str, Any] = _bounds(wanted.start_ms, wanted.end_ms, below) | {"limit": limit}
    is_sqlite = connection.dialect.name == "sqlite"
    source = _ALL
    if phrases:
        source = _SQLITE_MATCH if is_sqlite else _POSTGRESQL_MATCH
        values["match"] = fts5(phrases) if is_sqlite else tsquery(phrases)
    key = source.rpartition(" ")[2]
    conditions = ["line.end_ms > :start_ms", *([] if phrases else ["line.shown"])]
    several: list[BindParameter[Any]] = []
    spoken: list[str] = []
    for name, chosen, among in (
        ("camera_id", wanted.camera_ids, conditions),
        ("person_id", wanted.person_ids, spoken),
        ("speaker_id", wanted.speaker_ids, spoken),
    ):
        if chosen:
            among.append(f"line.{name} IN :{name}")
            several.append(bindparam(name, expanding=True))
            values[name] = list(chosen)
    if spoken:
        conditions.append(f"({' OR '.join(spoken)})")
    if wanted.least_confidence > 0:
        conditions.append("line.confidence >= :confidence")
        values["confidence"] = wanted.least_confidence
    statement = sql(
        f"SELECT {_NAMES} FROM {source} >= :lowest AND {key} < :below AND {' AND '.join(conditions)} "  # noqa: S608 - our words
        f"ORDER BY {key} DESC LIMIT :limit"
    )
    return statement.bindparams(*several).columns(*LINE_COLUMNS), values


def _context(connection: Connection, found: Line, count: int) -> LineContext:
    if count < 1:
        return LineContext(line_id=found.id)
    near = select(*LINE_COLUMNS).where(line.c.camera_id == found.camera_id, line.c.shown).limit(count)
    before = connection.execute(near.where(line.c.id < found.id).order_by(line.c.id.desc())).all()
    after = connection.execute(near.where(line.c.id > found.id).order_by(line.c.id)).all()
    return LineContext(
        line_id=found.id,
        before=tuple(line_value(row) for row in reversed(before)),
        after=tuple(line_value(row) for row in after),
    )


def _bounds(start_ms: int | None, end_ms: int | None, before: int | None) -> dict[str, int]:
    if start_ms is not None and end_ms is not None and end_ms < start_ms:
        raise InvalidRequestError("the end lies before the start", field="end")
    from_ms = max(0, start_ms or 0)
    until_ms = END_OF_TIME_MS if end_ms is None else min(max(0, end_ms), END_OF_TIME_MS)
    below = until_ms * LINES_PER_MS
    return {
        "lowest": max(0, from_ms - LONGEST_LINE_MS) * LINES_PER_MS,
        "below": below if before is None else min(below, before),
        "start_ms": from_ms,
    }


def _numbers(cursor: str, count: int) -> list[int]:
    parts = cursor.split("-")
    if len(parts) != count or not all(part.isascii() and part.isdigit() and len(part) < 20 for part in parts):
        raise InvalidRequestError("the cursor is not one that this search returned", field="cursor")
    numbers = [int(part) for part in parts]
    if max(numbers) > _MOST_ID:
        raise InvalidRequestError("the cursor is not one that this search returned", field="cursor")
    return numbers


def _unknown() -> NotFoundError:
    return NotFoundError("no line has this id", field="id")
