"""The transcriptions of an utterance: who heard what, and which one is shown."""

from sqlalchemy import select, update

from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.lines import LINE_COLUMNS, line_value, show_best
from wallflower.store.schema import line, transcription
from wallflower.wire_talk import Transcription


class Transcriptions:
    """The transcription table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self, utterance_id: int) -> tuple[Transcription, ...]:
        """Return all transcriptions of an utterance, oldest first; raise `NotFoundError` if it has none."""
        of_it = transcription.c.utterance_id == utterance_id
        with self._database.read() as connection:
            rows = connection.execute(select(transcription).where(of_it).order_by(transcription.c.version)).all()
            lines = connection.execute(
                select(*LINE_COLUMNS).where(line.c.utterance_id == utterance_id).order_by(line.c.start_ms, line.c.id)
            ).all()
        if not rows:
            raise _unknown()
        return tuple(
            Transcription(
                utterance_id=row.utterance_id,
                version=row.version,
                engine=row.engine,
                model=row.model,
                task=row.task,
                created_ms=row.created_ms,
                shown=row.shown,
                chosen=row.chosen,
                lines=tuple(line_value(found) for found in lines if found.version == row.version),
            )
            for row in rows
        )

    def choose(self, utterance_id: int, version: int | None) -> tuple[Transcription, ...]:
        """Show this version whatever comes later, or with None again the best; return all of them.

        Raise `NotFoundError` for an utterance or a version that there is not.
        """
        of_it = transcription.c.utterance_id == utterance_id
        with self._database.write() as connection:
            connection.execute(update(transcription).where(of_it).values(chosen=transcription.c.version == version))
            if version is not None:
                known = select(transcription.c.version).where(of_it, transcription.c.version == version)
                if connection.execute(known).one_or_none() is None:
                    raise _unknown()
            show_best(connection, utterance_id)
        return self.list(utterance_id)


def _unknown() -> NotFoundError:
    return NotFoundError("there is no such transcription", field="utterance_id")
