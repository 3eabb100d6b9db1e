"""Provisional speakers and what is proposed about them; enrolled voices as users see them."""

import builtins
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select

from wallflower.clock import now_ms
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.dialect import insert_or, total
from wallflower.store.journal import Batch, Recorder, recorded
from wallflower.store.paging import check_limit, cursor_of, numbers_of
from wallflower.store.people_schema import person, speaker, voice_print
from wallflower.store.schema import line
from wallflower.store.voice_schema import suggestion
from wallflower.wire_people import Edited, EditKind
from wallflower.wire_voices import NamedSpeaker, Speaker, Suggestion, SuggestionKind

AT_ONCE = 500
MOST_LISTED = 500
# Scores are kept to four digits, so that cursors can name them.
SCORE_STEPS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two speakers that may be one: their ids, how alike they are, and how many prints were compared."""

    speaker_id: int
    other_id: int
    score: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionPage:
    """What is proposed, the most certain first; `cursor` continues, None at the end."""

    suggestions: tuple[Suggestion, ...] = ()
    cursor: str | None = None


class Speakers:
    """Voices without a name."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[Speaker, ...]:
        """Return the speakers that were heard at least twice, who spoke last first."""
        with self._database.read() as connection:
            rows = connection.execute(_speakers().limit(MOST_LISTED)).all()
        return tuple(_value(row) for row in rows)

    def longest_lines(self, speaker_id: int, limit: int) -> tuple[tuple[str, int, int], ...]:
        """Return (camera, start, end) of a speaker's longest lines; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            _require(connection, speaker_id)
            rows = connection.execute(
                select(line.c.camera_id, line.c.start_ms, line.c.end_ms)
                .where(line.c.speaker_id == speaker_id, line.c.shown)
                .order_by((line.c.end_ms - line.c.start_ms).desc())
                .limit(limit)
            ).all()
        return tuple((row.camera_id, row.start_ms, row.end_ms) for row in rows)

    def name(self, speaker_id: int, person_id: str, batch: Batch | None = None) -> NamedSpeaker:
        """Make a speaker's lines and prints a person's, and the speaker go; no voice is learnt here.

        Raise `NotFoundError` for an unknown speaker or person.
        """
        with recorded(self._database, batch or EditKind.ASSIGN, [person_id]) as recorder:
            connection = recorder.connection
            _require(connection, speaker_id)
            if connection.execute(select(person.c.id).where(person.c.id == person_id)).first() is None:
                raise NotFoundError("no person has this id", field="person_id")
            theirs = line.c.speaker_id == speaker_id
            count = select(func.count()).select_from(line).where(theirs, line.c.shown)
            lines = int(connection.execute(count).scalar_one())
            whose = {"person_id": person_id, "speaker_id": None}
            recorder.update(line, theirs, whose)
            recorder.update(voice_print, voice_print.c.speaker_id == speaker_id, whose)
            _remove(recorder, speaker_id)
        return NamedSpeaker(person_id=person_id, lines=lines, edit_id=recorder.edit_id)

    def merge(self, speaker_id: int, into_id: int) -> Edited:
        """Make one speaker's lines and prints another's; raise `NotFoundError` for unknown ids."""
        with recorded(self._database, EditKind.MERGE_SPEAKERS) as recorder:
            _merge(recorder, speaker_id, into_id)
        return Edited(edit_id=recorder.edit_id)

    def forget_unheard(self, before_ms: int) -> int:
        """Delete speakers of whom no print is left, or whom nobody heard a second time since; return how many."""
        has_print = select(voice_print.c.id).where(voice_print.c.speaker_id == speaker.c.id).exists()
        unheard = (~speaker.c.confirmed & (speaker.c.last_ms < before_ms)) | ~has_print
        with self._database.write() as connection:
            return connection.execute(delete(speaker).where(unheard)).rowcount

    def suggestions(self, *, limit: int = 100, cursor: str | None = None) -> SuggestionPage:
        """Return a page of what is proposed and not dismissed; raise `InvalidRequestError` for bad bounds."""
        check_limit(limit)
        chosen = select(suggestion).where(~suggestion.c.dismissed).order_by(suggestion.c.score.desc(), suggestion.c.id)
        if cursor is not None:
            chosen = chosen.where(_behind(cursor))
        with self._database.read() as connection:
            rows = connection.execute(chosen.limit(limit + 1)).all()
        last = rows[limit - 1] if len(rows) > limit else None
        more = None if last is None else cursor_of(round(last.score * SCORE_STEPS), last.id)
        return SuggestionPage(suggestions=tuple(_suggestion(row) for row in rows[:limit]), cursor=more)

    def propose(self, proposals: Sequence[Proposal]) -> None:
        """Replace what is proposed of merging speakers; what was dismissed stays so."""
        with self._database.write() as connection:
            stale = suggestion.c.other_id.is_not(None) & ~suggestion.c.dismissed
            connection.execute(delete(suggestion).where(stale))
            known = set(connection.execute(select(speaker.c.id).where(speaker.c.confirmed)).scalars())
            rows = [_row(each) for each in proposals if {each.speaker_id, each.other_id} <= known]
            for some in batched(rows, AT_ONCE, strict=False):
                connection.execute(insert_or(connection, suggestion).on_conflict_do_nothing(), builtins.list(some))

    def accept(self, suggestion_id: int) -> Suggestion:
        """Do what is proposed of two speakers, keeping the lower number; raise `NotFoundError` for an unknown id."""
        with recorded(self._database, EditKind.MERGE_SPEAKERS) as recorder:
            found = _get(recorder.connection, suggestion_id)
            if found.other_id is not None:
                _merge(recorder, max(found.speaker_id, found.other_id), min(found.speaker_id, found.other_id))
        return replace(found, edit_id=recorder.edit_id)

    def dismiss(self, suggestion_id: int) -> Edited:
        """Never propose this again, unless that is undone; raise `NotFoundError` for an unknown id."""
        with recorded(self._database, EditKind.DISMISS) as recorder:
            found = _get(recorder.connection, suggestion_id)
            recorder.people.update({found.person_id} if found.person_id else ())
            recorder.update(suggestion, suggestion.c.id == suggestion_id, {"dismissed": True})
        return Edited(edit_id=recorder.edit_id)


def _speakers() -> Any:
    theirs = (line.c.speaker_id == speaker.c.id) & line.c.shown
    return (
        select(
            speaker,
            select(func.count()).select_from(line).where(theirs).scalar_subquery().label("lines"),
            select(total(line.c.end_ms - line.c.start_ms)).where(theirs).scalar_subquery().label("talk_ms"),
        )
        .where(speaker.c.confirmed)
        .order_by(speaker.c.last_ms.desc(), speaker.c.id)
    )


def _value(row: Row[Any]) -> Speaker:
    return Speaker(
        id=row.id,
        number=row.number,
        lines=row.lines,
        talk_ms=row.talk_ms,
        camera_id=row.camera_id,
        created_ms=row.created_ms,
        last_ms=row.last_ms,
    )


def _require(connection: Connection, speaker_id: int) -> None:
    if connection.execute(select(speaker.c.id).where(speaker.c.id == speaker_id)).first() is None:
        raise NotFoundError("no speaker has this id", field="speaker_id")


def _about(speaker_id: int) -> ColumnElement[bool]:
    return (suggestion.c.speaker_id == speaker_id) | (suggestion.c.other_id == speaker_id)


def _merge(recorder: Recorder, speaker_id: int, into_id: int) -> None:
    connection = recorder.connection
    _require(connection, speaker_id)
    _require(connection, into_id)
    if speaker_id == into_id:
        return
    for table in (line, voice_print):
        recorder.update(table, table.c.speaker_id == speaker_id, {"speaker_id": into_id})
    newest = select(func.max(speaker.c.last_ms)).where(speaker.c.id.in_([speaker_id, into_id]))
    values = {"confirmed": True, "last_ms": connection.execute(newest).scalar_one()}
    recorder.update(speaker, speaker.c.id == into_id, values)
    _remove(recorder, speaker_id)


def _remove(recorder: Recorder, speaker_id: int) -> None:
    """Let a speaker without lines go, and what is proposed about them."""
    about = _about(speaker_id)
    named = select(suggestion.c.person_id).where(about, suggestion.c.person_id.is_not(None))
    recorder.people.update(recorder.connection.execute(named).scalars())
    recorder.delete(suggestion, about)
    recorder.delete(speaker, speaker.c.id == speaker_id)


def _row(proposal: Proposal) -> dict[str, Any]:
    first, second = sorted((proposal.speaker_id, proposal.other_id))
    values: dict[str, Any] = {"speaker_id": first, "other_id": second, "score": round(proposal.score, 4)}
    return values | {"count": proposal.count, "dismissed": False, "created_ms": now_ms()}


def _get(connection: Connection, suggestion_id: int) -> Suggestion:
    found = select(suggestion).where(suggestion.c.id == suggestion_id, ~suggestion.c.dismissed)
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFoundError("no suggestion has this id", field="suggestion_id")
    return _suggestion(row)


def _behind(cursor: str) -> ColumnElement[bool]:
    steps, last_id = numbers_of(cursor)
    score = steps / SCORE_STEPS
    return (suggestion.c.score < score) | ((suggestion.c.score == score) & (suggestion.c.id > last_id))


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(
        id=row.id,
        kind=SuggestionKind.PERSON if row.other_id is None else SuggestionKind.SAME_SPEAKER,
        speaker_id=row.speaker_id,
        other_id=row.other_id,
        person_id=row.person_id,
        score=row.score,
        count=row._mapping["count"],  # noqa: SLF001 - a row is a tuple, which has a method of this name
        against=row.against,
        created_ms=row.created_ms,
    )
