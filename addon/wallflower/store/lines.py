"""Lines and the transcriptions they belong to: how they are stored, and which of several is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from wallflower.clock import now_ms
from wallflower.store.cutting import Part
from wallflower.store.folding import clean, fold
from wallflower.store.schema import line, line_news, transcription
from wallflower.wire import Line, Word

LINES_PER_MS = 1024
FIRST = 1
"""The version of what was heard first, which is news; what is heard again later is not."""
LINE_COLUMNS = tuple(column for column in line.c if column.name not in {"terms", "shown"})
"""What `line_value` needs."""


class Task(StrEnum):
    """What an engine was asked to write down."""

    TRANSCRIBE = "transcribe"
    TRANSLATE = "translate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearer:
    """Who transcribed an utterance. `quality` orders models, better ones higher, on one scale of the server's own."""

    engine: str
    model: str
    task: Task = Task.TRANSCRIBE
    quality: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """Text of an utterance, as the engine heard it. `confidence` is the mean word probability, if known."""

    start_ms: int
    end_ms: int
    text: str = field(repr=False)
    translation: str | None = field(repr=False, default=None)
    words: tuple[Word, ...] = field(repr=False, default=())
    confidence: float | None = None
    language: str | None = None


def add_transcription(
    connection: Connection, utterance_id: int, camera_id: str, lines: Iterable[NewLine], by: Hearer
) -> tuple[Line, ...]:
    """Store one more transcription of an utterance and show the best; return its lines if it is shown, else nothing.

    Best is what a user chose, then what has any text, then the better model, then the later.
    """
    version = _next_version(connection, utterance_id)
    values = {"utterance_id": utterance_id, "version": version, "engine": by.engine, "model": by.model}
    values |= {"task": by.task.value, "quality": by.quality, "created_ms": now_ms(), "shown": False, "chosen": False}
    connection.execute(insert(transcription).values(values))
    for new in lines:
        _insert_line(connection, (utterance_id, version), camera_id, new)
    if show_best(connection, utterance_id) != version:
        return ()
    rows = connection.execute(
        select(*LINE_COLUMNS)
        .where(line.c.utterance_id == utterance_id, line.c.version == version)
        .order_by(line.c.start_ms, line.c.id)
    )
    shown = tuple(line_value(row) for row in rows.all())
    if shown and version == FIRST:
        connection.execute(insert(line_news), [{"line_id": each.id} for each in shown])
    return shown


def show_best(connection: Connection, utterance_id: int) -> int | None:
    """Show the best transcription of an utterance and hide the others; return its version, None if there is none."""
    has_text = select(line.c.id).where(
        line.c.utterance_id == transcription.c.utterance_id, line.c.version == transcription.c.version
    )
    rows = connection.execute(
        select(transcription, has_text.exists().label("has_text")).where(transcription.c.utterance_id == utterance_id)
    ).all()
    if not rows:
        return None
    best = max(rows, key=lambda row: (row.chosen, row.has_text, row.quality, row.version))
    shown = next((row.version for row in rows if row.shown), None)
    if shown != best.version:
        if shown is not None:
            _hide(connection, utterance_id, shown)
        _show(connection, utterance_id, best.version)
    return int(best.version)


def line_value(row: Row[Any]) -> Line:
    """Make the wire's value of a row with `LINE_COLUMNS`."""
    return Line(
        id=row.id,
        camera_id=row.camera_id,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        text=row.text,
        translation=row.translation,
        language=row.language,
        confidence=row.confidence,
        words=tuple(Word(text=word[0], start_ms=word[1], end_ms=word[2], confidence=word[3]) for word in row.words),
        speaker=row.person_id,
        speaker_id=row.speaker_id,
        utterance_id=row.utterance_id,
        version=row.version,
    )


def shorten(connection: Connection, row: Row[Any], part: Part) -> None:
    """Leave only this part of a line, with its translation."""
    texts = (part.text,) if row.translation is None else (part.text, row.translation)
    values = {"end_ms": part.end_ms, "text": part.text, "words": list(part.words)}
    terms = tuple(fold(text) for text in texts) if row.shown else None
    connection.execute(update(line).where(line.c.id == row.id).values(values | {"terms": terms}))


def add_part(connection: Connection, row: Row[Any], part: Part) -> int:
    """Add another part of a line as one of its own, of the same transcription; return its id."""
    values = {name: getattr(row, name) for name in ("camera_id", "utterance_id", "version", "language", "shown")}
    values |= {"confidence": row.confidence, "terms": (fold(part.text),) if row.shown else None}
    values |= {"id": _free_id(connection, part.start_ms), "start_ms": part.start_ms, "end_ms": part.end_ms}
    values |= {"text": part.text, "words": list(part.words)}
    return int(connection.execute(insert(line).values(values).returning(line.c.id)).scalar_one())


def _next_version(connection: Connection, utterance_id: int) -> int:
    newest = select(func.max(transcription.c.version)).where(transcription.c.utterance_id == utterance_id)
    return int(connection.execute(newest).scalar() or 0) + 1


def _insert_line(connection: Connection, of: tuple[int, int], camera_id: str, new: NewLine) -> None:
    words = [[clean(word.text), word.start_ms, word.end_ms, _rounded(word.confidence, 3)] for word in new.words]
    connection.execute(
        insert(line).values(
            id=_free_id(connection, new.start_ms),
            camera_id=camera_id,
            utterance_id=of[0],
            version=of[1],
            start_ms=new.start_ms,
            end_ms=new.end_ms,
            text=clean(new.text),
            translation=None if new.translation is None else clean(new.translation),
            language=new.language,
            confidence=_rounded(new.confidence, 4),
            words=words,
            shown=False,
        )
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _free_id(connection: Connection, start_ms: int) -> int:
    """Return an id in the order of time, so that reading by id is reading by time, in the text index too."""
    first = start_ms * LINES_PER_MS
    highest = connection.execute(
        select(func.max(line.c.id)).where(line.c.id >= first, line.c.id < first + LINES_PER_MS)
    ).scalar_one_or_none()
    return first if highest is None else int(highest) + 1


def _hide(connection: Connection, utterance_id: int, version: int) -> None:
    _mark(connection, utterance_id, version, shown=False)
    connection.execute(
        update(line)
        .where(line.c.utterance_id == utterance_id, line.c.version == version)
        .values(shown=False, terms=None)
    )


def _show(connection: Connection, utterance_id: int, version: int) -> None:
    _mark(connection, utterance_id, version, shown=True)
    rows = connection.execute(
        select(line.c.id, line.c.text, line.c.translation).where(
            line.c.utterance_id == utterance_id, line.c.version == version
        )
    ).all()
    for row in rows:
        texts = (row.text,) if row.translation is None else (row.text, row.translation)
        connection.execute(
            update(line).where(line.c.id == row.id).values(shown=True, terms=tuple(fold(text) for text in texts))
        )


def _mark(connection: Connection, utterance_id: int, version: int, *, shown: bool) -> None:
    connection.execute(
        update(transcription)
        .where(transcription.c.utterance_id == utterance_id, transcription.c.version == version)
        .values(shown=shown)
    )
