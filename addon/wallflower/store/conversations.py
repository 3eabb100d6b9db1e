"""Lines as conversations: what is said near a camera until nobody has spoken for a minute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, select

from wallflower.store.database import Database
from wallflower.store.lines import LINES_PER_MS
from wallflower.store.schema import line
from wallflower.wire_activity import PAUSE_MS, Conversation

BEYOND_MS: Final = 3_600_000
"""How far beyond a window is looked for the rest of what crosses its edges."""
LONGEST_TEXT: Final = 200
AT_ONCE: Final = 1_000
_LONGEST_LINE_MS: Final = 60_000
_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    line.c.id,
    line.c.camera_id,
    line.c.start_ms,
    line.c.end_ms,
    line.c.text,
    line.c.person_id,
)


@dataclass(slots=True)
class _Group:
    """A conversation that grows into the past."""

    camera_id: str
    start_ms: int
    end_ms: int
    lines: int = 0
    text: str = field(default="", repr=False)
    speakers: dict[str, None] = field(default_factory=dict)

    def add(self, row: Row[Any]) -> None:
        self.start_ms = row.start_ms
        self.end_ms = max(self.end_ms, row.end_ms)
        self.lines += 1
        self.text = f"{row.text} {self.text}"[: LONGEST_TEXT + 1]
        if row.person_id is not None:
            self.speakers.setdefault(row.person_id)

    def value(self) -> Conversation:
        text = self.text.strip()
        return Conversation(
            camera_id=self.camera_id,
            start_ms=self.start_ms,
            end_ms=self.end_ms,
            lines=self.lines,
            text=text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…",
            speakers=tuple(sorted(self.speakers)),
        )


class Conversations:
    """Reads the lines that are shown, and of them no word."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def newest(
        self, start_ms: int, end_ms: int, camera_id: str | None = None, *, limit: int
    ) -> tuple[Conversation, ...]:
        """Return the newest conversations that begin in [start_ms, end_ms), newest first, of one camera or of all."""
        growing: dict[str, _Group] = {}
        whole: list[_Group] = []
        for rows in self._pages(start_ms, end_ms, camera_id):
            for row in rows:
                group = growing.get(row.camera_id)
                if group is None or group.start_ms - row.end_ms > PAUSE_MS:
                    group = growing[row.camera_id] = _Group(row.camera_id, row.start_ms, row.end_ms)
                    whole.append(group)
                group.add(row)
            # Nothing that is still to come can touch a group that begins later than this.
            settled_ms = rows[-1].start_ms + PAUSE_MS + _LONGEST_LINE_MS
            if sum(max(start_ms, settled_ms) < group.start_ms < end_ms for group in whole) >= limit:
                break
        inside = [group for group in whole if start_ms <= group.start_ms < end_ms]
        inside.sort(key=lambda group: (group.start_ms, group.camera_id), reverse=True)
        return tuple(group.value() for group in inside[:limit])

    def _pages(self, start_ms: int, end_ms: int, camera_id: str | None) -> Iterator[Sequence[Row[Any]]]:
        """Yield the lines newest first in pieces; no transaction lasts in between."""
        below: int = (end_ms + BEYOND_MS) * LINES_PER_MS
        conditions: list[ColumnElement[bool]] = [line.c.shown, line.c.id >= (start_ms - BEYOND_MS) * LINES_PER_MS]
        if camera_id is not None:
            conditions.append(line.c.camera_id == camera_id)
        while True:
            query = select(*_COLUMNS).where(*conditions, line.c.id < below).order_by(line.c.id.desc()).limit(AT_ONCE)
            with self._database.read() as connection:
                rows: Sequence[Row[Any]] = connection.execute(query).all()
            if rows:
                yield rows
            if len(rows) < AT_ONCE:
                return
            below = rows[-1].id
