"""Taking back what was said: a line, a range, what is older than it may be kept; from the index and the disk, too."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, select, update

from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.schema import alert, line, transcription, utterance
from wallflower.store.utterances import State

# One transaction of many is short enough for others to write in between.
AT_ONCE = 500


class Forgetting:
    """Deletes transcripts."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def line(self, line_id: int) -> None:
        """Delete one line, and what other transcriptions made of it; raise `NotFoundError` for an unknown id.

        Its utterance is marked, so that no better model writes it down again, also if one is about to.
        """
        with self._database.write() as connection:
            _hold_utterance(connection, line_id)
            found = connection.execute(
                select(line.c.utterance_id, line.c.start_ms, line.c.end_ms).where(line.c.id == line_id, line.c.shown)
            ).one_or_none()
            if found is None:
                raise NotFoundError("no line has this id", field="line_id")
            same_time = (line.c.start_ms < found.end_ms) & (line.c.end_ms > found.start_ms)
            of_it = line.c.utterance_id == found.utterance_id
            connection.execute(delete(line).where(of_it, (line.c.id == line_id) | (~line.c.shown & same_time)))
            _mark_deleted(connection, found.utterance_id)
        self._database.scrub()

    def range(self, start_ms: int, end_ms: int, camera_id: str | None = None) -> int:
        """Delete what was said in [start_ms, end_ms), waiting speech included; return how many utterances went.

        Alerts go with the lines that raised them, and so do all others of that time, with their pictures.
        """
        inside = (utterance.c.start_ms < end_ms) & (utterance.c.end_ms > start_ms)
        alerts = (alert.c.at_ms >= start_ms) & (alert.c.at_ms < end_ms)
        if camera_id is not None:
            inside &= utterance.c.camera_id == camera_id
            alerts &= alert.c.camera_id == camera_id
        with self._database.write() as connection:
            gone = connection.execute(delete(alert).where(alerts)).rowcount
        count = self._utterances(inside)
        if gone and not count:
            self._database.scrub()
        return count

    def expired(self, oldest_ms: Mapping[str, int]) -> int:
        """Delete what ended before the instant of its camera; return how many utterances went."""
        return sum(
            self._utterances((utterance.c.camera_id == camera_id) & (utterance.c.end_ms < at_ms))
            for camera_id, at_ms in oldest_ms.items()
        )

    def _utterances(self, which: ColumnElement[bool]) -> int:
        count = 0
        some: Any = select(utterance.c.id).where(which).order_by(utterance.c.start_ms).limit(AT_ONCE)
        while True:
            with self._database.write() as connection:
                gone = connection.execute(delete(utterance).where(utterance.c.id.in_(some))).rowcount
            count += gone
            if gone < AT_ONCE:
                break
        if count:
            self._database.scrub()
        return count


def _hold_utterance(connection: Connection, line_id: int) -> None:
    """Keep another hearing of the line's utterance from being stored until this transaction has ended."""
    its = select(line.c.utterance_id).where(line.c.id == line_id).scalar_subquery()
    connection.execute(select(utterance.c.id).where(utterance.c.id == its).with_for_update())


def _mark_deleted(connection: Connection, utterance_id: int) -> None:
    """Mark an utterance whose text a user deleted; one without any text left is dropped. It waits for nothing more."""
    this = utterance.c.id == utterance_id
    connection.execute(update(utterance).where(this).values(state=State.DONE, reason="deleted"))
    empty = ~exists().where(line.c.utterance_id == utterance_id)
    connection.execute(delete(transcription).where(transcription.c.utterance_id == utterance_id, empty))
    connection.execute(update(utterance).where(this, empty).values(state=State.DROPPED))
