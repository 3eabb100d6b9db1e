"""How much there is of a camera, quarter by quarter of an hour: what is recorded, who came, what was said."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, func, select

from wallflower.store.database import Database
from wallflower.store.footage import LONGEST_FILE_MS
from wallflower.store.lines import LINES_PER_MS
from wallflower.store.schema import line, recording, visit
from wallflower.store.talk import QUARTER_MS
from wallflower.wire_activity import Quarter


class Activity:
    """Counts by index alone: neither pictures nor words are read."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def quarters(self, camera_id: str, start_ms: int, end_ms: int) -> tuple[Quarter, ...]:
        """Return the quarters in [start_ms, end_ms) in which there is anything, oldest first.

        Visits and lines count where they begin.
        """
        with self._database.read() as connection:
            recorded, first = _recorded(connection, camera_id, start_ms, end_ms)
            seen = (visit.c.camera_id == camera_id) & (visit.c.start_ms >= start_ms) & (visit.c.start_ms < end_ms)
            visits = _counted(connection, visit.c.start_ms, seen)
            heard = line.c.shown & (line.c.camera_id == camera_id)
            heard &= (line.c.id >= start_ms * LINES_PER_MS) & (line.c.id < end_ms * LINES_PER_MS)
            lines = _counted(connection, line.c.start_ms, heard)
        return tuple(
            Quarter(
                start_ms=at_ms,
                recorded_ms=recorded[at_ms],
                first_ms=first.get(at_ms),
                visits=visits[at_ms],
                lines=lines[at_ms],
            )
            for at_ms in sorted({*recorded, *visits, *lines})
        )


def _counted(connection: Connection, at_ms: ColumnElement[int], which: ColumnElement[bool]) -> Counter[int]:
    quarter = (at_ms // QUARTER_MS).label("quarter")
    rows = connection.execute(select(quarter, func.count().label("number")).where(which).group_by(quarter))
    return Counter({int(row.quarter) * QUARTER_MS: row.number for row in rows})


def _recorded(
    connection: Connection, camera_id: str, start_ms: int, end_ms: int
) -> tuple[Counter[int], dict[int, int]]:
    """Return how many milliseconds of each quarter are recorded, and since when; what files share counts once."""
    columns = (recording.c.start_ms, recording.c.duration_ms)
    near = (recording.c.start_ms < end_ms) & (recording.c.start_ms > start_ms - LONGEST_FILE_MS)
    of_camera = (recording.c.camera_id == camera_id) & (recording.c.duration_ms > 0)
    rows = connection.execute(select(*columns).where(of_camera & near).order_by(recording.c.start_ms))
    return _spread(((row.start_ms, row.start_ms + row.duration_ms) for row in rows), start_ms, end_ms)


def _spread(spans: Iterable[tuple[int, int]], start_ms: int, end_ms: int) -> tuple[Counter[int], dict[int, int]]:
    """Return how much of [start_ms, end_ms) spans cover and since when, by quarter; they come in order."""
    quarters: Counter[int] = Counter()
    first: dict[int, int] = {}
    covered_ms = start_ms
    for begin_ms, stop_ms in spans:
        at_ms, over_ms = max(begin_ms, covered_ms), min(stop_ms, end_ms)
        covered_ms = max(covered_ms, over_ms)
        while at_ms < over_ms:
            quarter_ms = at_ms // QUARTER_MS * QUARTER_MS
            until_ms = min(over_ms, quarter_ms + QUARTER_MS)
            quarters[quarter_ms] += until_ms - at_ms
            first.setdefault(quarter_ms, at_ms)
            at_ms = until_ms
    return quarters, first
