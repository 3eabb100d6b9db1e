"""A person as a whole, to be taken elsewhere; and the voices that come from there."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Row, Table, func, literal, select

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.journal import Batch, recorded
from wallflower.store.people import require
from wallflower.store.people_schema import alias, face, person, voice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PortableExample:
    """A face (JPEG) or voice (16 kHz mono 16-bit PCM, `seconds` long) without its content; `embedding` is base64."""

    is_voice: bool
    sha256: str
    size_bytes: int
    engine: str
    model: str
    embedding: str = field(repr=False)
    quality: float
    parts: Mapping[str, float]
    refused: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PortablePerson:
    """Who it is and what there is of them; `contents` gives the bytes of each example in the same order, once."""

    name: str = field(repr=False)
    kind: str
    aliases: tuple[str, ...] = field(repr=False)
    examples: tuple[PortableExample, ...]
    contents: Iterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PortableVoice:
    """A voice that comes from elsewhere; `clip` is 16 kHz mono 16-bit PCM."""

    engine: str
    model: str
    embedding: NDArray[np.float32] = field(repr=False)
    quality: float
    parts: Mapping[str, float]
    refused: str | None
    clip: bytes = field(repr=False)
    seconds: float


class Portable:
    """People on their way out and in."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    @contextmanager
    def reading(self, person_id: str) -> Iterator[PortablePerson]:
        """Give a person as of one instant; raise `NotFoundError` for an unknown id.

        Contents are read one by one: a person with many photographs needs no memory for all.
        """
        with self._database.read() as connection:
            found = connection.execute(select(person).where(person.c.id == person_id)).one_or_none()
            if found is None:
                raise NotFoundError("no person has this id", field="person_id")
            names = select(alias.c.name).where(alias.c.person_id == person_id).order_by(alias.c.name_key)
            faces, voices = _rows(connection, face, person_id), _rows(connection, voice, person_id)
            yield PortablePerson(
                name=found.name,
                kind=found.kind,
                aliases=tuple(connection.execute(names).scalars()),
                examples=tuple(map(_example, [*faces, *voices])),
                contents=chain(_contents(connection, face, faces), _contents(connection, voice, voices)),
            )

    def add_voice(self, person_id: str, new: PortableVoice, batch: Batch) -> bool:
        """Enrol a voice; False when the same clip is there. `NotFoundError`, `ConflictError` if it is somebody else's.

        What it is compared by is made anew of the clip, with whatever engine is in use.
        """
        digest = hashlib.sha256(new.clip).hexdigest()
        with recorded(self._database, batch, [person_id]) as recorder:
            require(recorder.connection, person_id)
            same = select(voice.c.person_id).where(voice.c.clip_sha256 == digest)
            owner = recorder.connection.execute(same).scalars().first()
            if owner is None:
                recorder.insert(voice, _voice_values(new) | {"person_id": person_id, "clip_sha256": digest})
        if owner not in {None, person_id}:
            raise ConflictError("this voice is already enrolled for another person", field="archive")
        return owner is None


def _voice_values(new: PortableVoice) -> dict[str, Any]:
    return {
        "engine": new.engine,
        "model": new.model,
        "dimension": new.embedding.size,
        "embedding": new.embedding.astype("<f4").tobytes(),
        "quality": new.quality,
        "parts": dict(new.parts),
        "source": "import",
        "trained": new.refused is None,
        "refused": new.refused,
        "clip": new.clip,
        "seconds": new.seconds,
        "created_ms": now_ms(),
    }


def _content_of(table: Table) -> tuple[ColumnElement[bytes], ColumnElement[str]]:
    return (table.c.clip, table.c.clip_sha256) if table is voice else (table.c.crop, table.c.crop_sha256)


def _rows(connection: Connection, table: Table, person_id: str) -> list[Row[tuple[object, ...]]]:
    content, digest = _content_of(table)
    query = select(
        *(table.c.id, table.c.engine, table.c.model, table.c.embedding, table.c.quality, table.c.parts),
        table.c.refused,
        (table.c.seconds if table is voice else literal(0.0)).label("seconds"),
        literal(table is voice).label("is_voice"),
        digest.label("sha256"),
        func.length(content).label("size_bytes"),
    )
    return list(connection.execute(query.where(table.c.person_id == person_id).order_by(table.c.id)).all())


def _contents(connection: Connection, table: Table, rows: list[Row[tuple[object, ...]]]) -> Iterator[bytes]:
    content, _digest = _content_of(table)
    for row in rows:
        yield bytes(connection.execute(select(content).where(table.c.id == row.id)).scalar_one())


def _example(row: Row[tuple[object, ...]]) -> PortableExample:
    return PortableExample(
        is_voice=bool(row.is_voice),
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        engine=row.engine,
        model=row.model,
        embedding=base64.b64encode(row.embedding).decode(),
        quality=row.quality,
        parts=row.parts,
        refused=row.refused,
        seconds=row.seconds,
    )
