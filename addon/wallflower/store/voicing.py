"""Who spoke: utterances whose voice waits to be worked on, and what came of it, down to the lines.

An utterance waits from the transaction that stored its text until the one that stores what its voice is like, so
neither is lost nor done twice. A person's or speaker's name is only ever set on lines that have none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from wallflower.clock import now_ms
from wallflower.store.cutting import cut, nearest
from wallflower.store.database import Database
from wallflower.store.dialect import insert_or
from wallflower.store.lines import FIRST, LINE_COLUMNS, add_part, line_value, shorten
from wallflower.store.meta import count_up
from wallflower.store.people_schema import person, speaker, voice_print
from wallflower.store.schema import line, line_news, utterance
from wallflower.store.utterances import Claim
from wallflower.store.voice_schema import voice_wait
from wallflower.wire import Line

MOST_ATTEMPTS = 5
NUMBERED = "speakers_numbered"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewPrint:
    """What one passage of an utterance sounds like, and whose it is: a person, a known speaker, or a new one."""

    start_ms: int
    end_ms: int
    engine: str
    model: str
    embedding: NDArray[np.float32] = field(repr=False)
    seconds: float
    snr_db: float | None = None
    overlap: bool = False
    score: float | None = None
    margin: float | None = None
    person_id: str | None = None
    speaker_id: int | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Lines that changed and are shown, and the speaker of each print, in their order."""

    lines: tuple[Line, ...] = ()
    speaker_ids: tuple[int | None, ...] = ()


class Voicing:
    """The queue of voices, worked on by one process."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def take(self, without: Sequence[int] = ()) -> Claim | None:
        """Return the newest utterance that waits; it goes on waiting until it is settled.

        One that was taken too often, because the process died over it each time, is given up.
        """
        with self._database.write() as connection:
            connection.execute(delete(voice_wait).where(voice_wait.c.attempts >= MOST_ATTEMPTS))
            row = connection.execute(
                select(utterance, voice_wait.c.audio.label("kept"), voice_wait.c.attempts.label("tries"))
                .join(voice_wait)
                .where(utterance.c.id.not_in(without))
                .order_by(utterance.c.start_ms.desc())
                .limit(1)
            ).first()
            if row is None:
                return None
            connection.execute(_tries(row.id, row.tries + 1))
        return Claim(
            id=row.id,
            camera_id=row.camera_id,
            start_ms=row.start_ms,
            end_ms=row.end_ms,
            attempts=row.tries + 1,
            created_ms=row.created_ms,
            audio=row.kept,
        )

    def put_back(self, claim: Claim) -> None:
        """Take an attempt back that was not the utterance's fault."""
        with self._database.write() as connection:
            connection.execute(_tries(claim.id, claim.attempts - 1))

    def waiting(self) -> int:
        """Return how many utterances wait."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(voice_wait)).scalar_one())

    def drop(self, utterance_id: int) -> None:
        """Give an utterance up."""
        with self._database.write() as connection:
            connection.execute(delete(voice_wait).where(voice_wait.c.utterance_id == utterance_id))

    def drop_overflow(self, most_audio_bytes: int) -> int:
        """Give up the oldest that carry their own sound until at most that much is kept; return how many."""
        size = func.length(voice_wait.c.audio)
        with self._database.write() as connection:
            rows = connection.execute(
                select(voice_wait.c.utterance_id, size.label("size"))
                .where(voice_wait.c.audio.is_not(None))
                .order_by(voice_wait.c.utterance_id.desc())
            ).all()
            kept, surplus = 0, []
            for row in rows:
                kept += row.size
                if kept > most_audio_bytes:
                    surplus.append(row.utterance_id)
            connection.execute(delete(voice_wait).where(voice_wait.c.utterance_id.in_(surplus)))
        return len(surplus)

    def has_prints(self, utterance_id: int, engine: str, model: str) -> bool:
        """Tell whether an utterance was worked on already with this model: only its text is new."""
        found = select(voice_print.c.id).where(
            voice_print.c.utterance_id == utterance_id,
            voice_print.c.engine == engine,
            voice_print.c.model == model,
        )
        with self._database.read() as connection:
            return connection.execute(found.limit(1)).first() is not None

    def settle(self, utterance_id: int, prints: Sequence[NewPrint]) -> Settled:
        """Store what the passages of an utterance sound like in place of what was known, and say it of its lines."""
        with self._database.write() as connection:
            if not _end_wait(connection, utterance_id):
                return Settled(speaker_ids=tuple(None for _ in prints))
            camera_id = connection.execute(
                select(utterance.c.camera_id).where(utterance.c.id == utterance_id)
            ).scalar_one()
            connection.execute(delete(voice_print).where(voice_print.c.utterance_id == utterance_id))
            speaker_ids, changed = [], {utterance_id}
            for new in prints:
                speaker_id, others = _speaker(connection, new, camera_id)
                speaker_ids.append(speaker_id)
                changed |= others
                _insert_print(connection, utterance_id, new, speaker_id)
            return Settled(lines=_attribute_all(connection, changed), speaker_ids=tuple(speaker_ids))

    def settle_again(self, utterance_id: int) -> Settled:
        """Say of lines that came later what is known of their utterance's voice."""
        with self._database.write() as connection:
            if not _end_wait(connection, utterance_id):
                return Settled()
            return Settled(lines=_attribute_all(connection, {utterance_id}))


def attribute(connection: Connection, utterance_id: int) -> tuple[Line, ...]:
    """Say on all lines of an utterance, cut where another voice begins, who speaks; return the shown that changed."""
    prints = connection.execute(
        select(voice_print, speaker.c.confirmed)
        .outerjoin(speaker, speaker.c.id == voice_print.c.speaker_id)
        .where(voice_print.c.utterance_id == utterance_id)
        .order_by(voice_print.c.start_ms)
    ).all()
    owners = _owners(prints)
    if not owners:
        return ()
    nobodys = line.c.person_id.is_(None) & line.c.speaker_id.is_(None)
    rows = connection.execute(select(line).where(line.c.utterance_id == utterance_id, nobodys)).all()
    changed: list[Line] = []
    for row in rows:
        changed += _attribute_line(connection, row, owners)
    _point(connection, utterance_id, prints)
    return tuple(changed)


@dataclass(frozen=True, slots=True)
class _Owner:
    start_ms: int
    end_ms: int
    person_id: str | None
    speaker_id: int | None


def _owners(prints: Iterable[Row[Any]]) -> list[_Owner]:
    """Return stretches of different speakers; speakers that nobody heard twice are nobody yet."""
    owners: list[_Owner] = []
    for row in prints:
        speaker_id = row.speaker_id if row.person_id is None and row.confirmed else None
        if owners and (owners[-1].person_id, owners[-1].speaker_id) == (row.person_id, speaker_id):
            owners[-1] = _Owner(owners[-1].start_ms, row.end_ms, row.person_id, speaker_id)
        else:
            owners.append(_Owner(row.start_ms, row.end_ms, row.person_id, speaker_id))
    return owners if any(owner.person_id or owner.speaker_id for owner in owners) else []


def _attribute_line(connection: Connection, row: Row[Any], owners: Sequence[_Owner]) -> list[Line]:
    spans = [(owner.start_ms, owner.end_ms) for owner in owners]
    parts = cut(row.text, row.words, (row.start_ms, row.end_ms), spans)
    if len(parts) > 1:
        shorten(connection, row, parts[0])
    ids = [row.id, *(add_part(connection, row, part) for part in parts[1:])]
    return [
        value
        for line_id, part in zip(ids, parts, strict=True)
        if (value := _say(connection, line_id, owners[part.span], is_cut=len(parts) > 1)) is not None
    ]


def _say(connection: Connection, line_id: int, owner: _Owner, *, is_cut: bool) -> Line | None:
    if not is_cut and owner.person_id is None and owner.speaker_id is None:
        return None
    values = {"person_id": owner.person_id, "speaker_id": owner.speaker_id}
    row = connection.execute(
        update(line).where(line.c.id == line_id).values(values).returning(*LINE_COLUMNS, line.c.shown)
    ).one()
    if not row.shown:
        return None
    if row.version == FIRST and (owner.person_id is not None or is_cut):
        # Rules that listen for somebody have not seen who it is; what others told of this line is not told again.
        connection.execute(insert_or(connection, line_news).values(line_id=line_id).on_conflict_do_nothing())
    return line_value(row)


def _point(connection: Connection, utterance_id: int, prints: Sequence[Row[Any]]) -> None:
    """Let each print name the shown line that it is the sound of."""
    rows = connection.execute(
        select(line.c.id, line.c.start_ms, line.c.end_ms).where(line.c.utterance_id == utterance_id, line.c.shown)
    ).all()
    for each in prints if rows else ():
        spans = [(row.start_ms, row.end_ms) for row in rows]
        line_id = rows[nearest(spans, (each.start_ms + each.end_ms) // 2)].id
        connection.execute(update(voice_print).where(voice_print.c.id == each.id).values(line_id=line_id))


def _speaker(connection: Connection, new: NewPrint, camera_id: str) -> tuple[int | None, set[int]]:
    """Return the speaker of a print, and the utterances whose lines may name them from now on."""
    if new.person_id is not None or (new.speaker_id is None and not new.is_new):
        return None, set()
    if new.speaker_id is None:
        # A number is never used again: people remember it, and undoing that its speaker was named brings it back.
        highest = connection.execute(select(func.coalesce(func.max(speaker.c.number), 0))).scalar_one()
        number = count_up(connection, NUMBERED, highest)
        values = {"number": number, "confirmed": False, "camera_id": camera_id, "last_ms": new.end_ms}
        values |= {"created_ms": now_ms()}
        return connection.execute(insert(speaker).values(values).returning(speaker.c.id)).scalar_one(), set()
    known = connection.execute(select(speaker).where(speaker.c.id == new.speaker_id)).one_or_none()
    if known is None:  # it was named, or merged, meanwhile
        return None, set()
    last_ms = max(known.last_ms, new.end_ms)
    connection.execute(update(speaker).where(speaker.c.id == known.id).values(confirmed=True, last_ms=last_ms))
    earlier = select(voice_print.c.utterance_id).where(voice_print.c.speaker_id == known.id)
    return known.id, set() if known.confirmed else set(connection.execute(earlier).scalars())


def _insert_print(connection: Connection, utterance_id: int, new: NewPrint, speaker_id: int | None) -> None:
    is_there = select(person.c.id).where(person.c.id == new.person_id)
    person_id = connection.execute(is_there).scalar() if new.person_id is not None else None
    connection.execute(
        insert(voice_print).values(
            utterance_id=utterance_id,
            start_ms=new.start_ms,
            end_ms=new.end_ms,
            speaker_id=speaker_id,
            person_id=person_id,
            engine=new.engine,
            model=new.model,
            dimension=new.embedding.size,
            embedding=new.embedding.astype("<f4").tobytes(),
            seconds=round(new.seconds, 2),
            snr_db=None if new.snr_db is None else round(new.snr_db, 1),
            overlap=new.overlap,
            score=None if new.score is None else round(new.score, 4),
            margin=None if new.margin is None else round(new.margin, 4),
            created_ms=now_ms(),
        )
    )


def _attribute_all(connection: Connection, utterance_ids: Iterable[int]) -> tuple[Line, ...]:
    return tuple(value for key in sorted(utterance_ids) for value in attribute(connection, key))


def _end_wait(connection: Connection, utterance_id: int) -> bool:
    """End the waiting of an utterance; False when it does not wait: it, or its camera, is gone."""
    return connection.execute(delete(voice_wait).where(voice_wait.c.utterance_id == utterance_id)).rowcount > 0


def _tries(utterance_id: int, attempts: int) -> Any:
    return update(voice_wait).where(voice_wait.c.utterance_id == utterance_id).values(attempts=attempts)
