"""Sums over transcripts: how much was said when, where and by whom."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select

from wallflower.store.database import Database
from wallflower.store.dialect import total
from wallflower.store.lines import LINES_PER_MS
from wallflower.store.schema import line
from wallflower.wire_talk import TalkTime

QUARTER_MS = 900_000
"""All offsets from UTC are whole quarters of an hour, so quarters add up to local hours everywhere."""
AT_ONCE = 1_000


class Talk:
    """Asks about the lines that are shown and begin in [start_ms, end_ms), of one camera or of all."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def quarters(self, start_ms: int, end_ms: int, camera_id: str | None = None) -> dict[int, int]:
        """Return how many milliseconds were talked in each quarter of an hour, by its UTC start."""
        quarter = (line.c.start_ms // QUARTER_MS).label("quarter")
        query = (
            select(quarter, total(line.c.end_ms - line.c.start_ms).label("talk_ms"))
            .where(_inside(start_ms, end_ms, camera_id))
            .group_by(quarter)
        )
        with self._database.read() as connection:
            return {int(row.quarter) * QUARTER_MS: row.talk_ms for row in connection.execute(query)}

    def times(self, start_ms: int, end_ms: int, camera_id: str | None = None) -> tuple[TalkTime, ...]:
        """Return how long each person talked near each camera, the longest first."""
        talk_ms = total(line.c.end_ms - line.c.start_ms)
        query = (
            select(line.c.camera_id, line.c.person_id, talk_ms.label("talk_ms"), func.count().label("lines"))
            .where(_inside(start_ms, end_ms, camera_id))
            .group_by(line.c.camera_id, line.c.person_id)
            .order_by(talk_ms.desc(), line.c.camera_id)
        )
        with self._database.read() as connection:
            return tuple(
                TalkTime(camera_id=row.camera_id, speaker=row.person_id, talk_ms=row.talk_ms, lines=row.lines)
                for row in connection.execute(query)
            )

    def texts(
        self, start_ms: int, end_ms: int, camera_id: str | None = None, *, most: int
    ) -> Iterator[tuple[int, str, str | None]]:
        """Yield start, text and language of the newest lines, newest first; no transaction lasts in between."""
        below: int = end_ms * LINES_PER_MS
        left = most
        while left > 0:
            rows = self._page(_inside(start_ms, end_ms, camera_id) & (line.c.id < below), min(left, AT_ONCE))
            for row in rows:
                yield row.start_ms, row.text, row.language
            if len(rows) < AT_ONCE:
                return
            left -= len(rows)
            below = rows[-1].id

    def _page(self, which: ColumnElement[bool], count: int) -> list[Any]:
        query = select(line.c.id, line.c.start_ms, line.c.text, line.c.language).where(which)
        with self._database.read() as connection:
            return list(connection.execute(query.order_by(line.c.id.desc()).limit(count)).all())


def _inside(start_ms: int, end_ms: int, camera_id: str | None) -> ColumnElement[bool]:
    inside = line.c.shown & (line.c.id >= start_ms * LINES_PER_MS) & (line.c.id < end_ms * LINES_PER_MS)
    return inside if camera_id is None else inside & (line.c.camera_id == camera_id)
