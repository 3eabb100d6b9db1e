"""The voices that people are known by: added, listed, removed."""

import builtins
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, and_, delete, func, select

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.journal import Batch, recorded
from wallflower.store.people_schema import person, voice
from wallflower.store.voice_schema import voice_example
from wallflower.wire_people import Edited, EditKind
from wallflower.wire_voices import Voice

MOST_VOICES = 50
_COLUMNS = [column for column in voice.c if column.name not in {"clip", "embedding"}]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewVoice:
    """A voice to enrol; `pcm` is its sound, 16 kHz mono 16-bit, `source` upload, line or enrol."""

    engine: str
    model: str
    embedding: NDArray[np.float32] = field(repr=False)
    quality: float
    parts: Mapping[str, float]
    seconds: float
    pcm: bytes = field(repr=False)
    source: str


class EnrolledVoices:
    """The table of voices, as users change it."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, person_id: str, new: NewVoice, batch: Batch | None = None) -> Voice:
        """Enrol a voice; the same sound again returns the row that exists.

        Raise `NotFoundError` for an unknown person, `ConflictError` for another person's sound and for too many.
        """
        digest = hashlib.sha256(new.pcm).hexdigest()
        with recorded(self._database, batch or EditKind.ENROL, [person_id]) as recorder:
            connection = recorder.connection
            if connection.execute(select(person.c.id).where(person.c.id == person_id)).first() is None:
                raise NotFoundError("no person has this id", field="person_id")
            same = (voice.c.engine == new.engine) & (voice.c.model == new.model) & (voice.c.clip_sha256 == digest)
            existing = connection.execute(select(*_COLUMNS).where(same)).first()
            if existing is not None and existing.person_id != person_id:
                raise ConflictError("this sound is already enrolled for another person", field="body")
            if existing is not None:
                return _voice(existing)
            count = select(func.count()).select_from(voice).where(voice.c.person_id == person_id)
            if connection.execute(count).scalar_one() >= MOST_VOICES:
                raise ConflictError(f"a person has at most {MOST_VOICES} voices: remove one first", field="person_id")
            values = _values(new) | {"person_id": person_id, "clip_sha256": digest}
            key = recorder.insert(voice, values)
            added = _voice(connection.execute(select(*_COLUMNS).where(voice.c.id == key)).one())
        return replace(added, edit_id=recorder.edit_id)

    def list(self, person_id: str) -> tuple[Voice, ...]:
        """Return a person's voices, oldest first; raise `NotFoundError` for an unknown person."""
        with self._database.read() as connection:
            if connection.execute(select(person.c.id).where(person.c.id == person_id)).first() is None:
                raise NotFoundError("no person has this id", field="person_id")
            rows = connection.execute(
                select(*_COLUMNS).where(voice.c.person_id == person_id).order_by(voice.c.id)
            ).all()
        return tuple(_voice(row) for row in rows)

    def clip(self, person_id: str, voice_id: int) -> bytes:
        """Return the sound of a voice, 16 kHz mono 16-bit PCM; raise `NotFoundError`."""
        with self._database.read() as connection:
            found = select(voice.c.clip).where(*_this(person_id, voice_id))
            clip = connection.execute(found).scalar_one_or_none()
        if clip is None:
            raise _unknown()
        return bytes(clip)

    def remove(self, person_id: str, voice_id: int) -> Edited:
        """Remove one voice, which can be undone; raise `NotFoundError` if this person has no such voice."""
        with recorded(self._database, EditKind.REMOVE, [person_id]) as recorder:
            recorder.connection.execute(delete(voice_example).where(voice_example.c.voice_id == voice_id))
            if recorder.delete(voice, and_(*_this(person_id, voice_id))) == 0:
                raise _unknown()
        return Edited(edit_id=recorder.edit_id)


def _this(person_id: str, voice_id: int) -> builtins.list[Any]:
    return [voice.c.id == voice_id, voice.c.person_id == person_id]


def _unknown() -> NotFoundError:
    return NotFoundError("this person has no such voice", field="voice_id")


def _values(new: NewVoice) -> dict[str, Any]:
    return {
        "engine": new.engine,
        "model": new.model,
        "dimension": new.embedding.size,
        "embedding": new.embedding.astype("<f4").tobytes(),
        "quality": new.quality,
        "parts": dict(new.parts),
        "source": new.source,
        "trained": True,
        "refused": None,
        "clip": new.pcm,
        "seconds": new.seconds,
        "created_ms": now_ms(),
    }


def _voice(row: Row[Any]) -> Voice:
    return Voice(
        id=row.id,
        person_id=row.person_id,
        quality=row.quality,
        engine=row.engine,
        seconds=row.seconds,
        source=row.source,
        created_ms=row.created_ms,
        parts=dict(row.parts),
    )
