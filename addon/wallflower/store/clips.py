"""The enrolled voices as sounds that a model hears: which of them it still has to hear."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, func, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.store.database import Database
from wallflower.store.faces import is_own, is_waiting, key_of
from wallflower.store.people_schema import voice
from wallflower.store.voices import put_examples

type Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClip:
    """One enrolled voice whose embedding is another model's; `pcm` is 16 kHz mono 16-bit."""

    id: int
    engine: str
    model: str
    pcm: bytes = field(repr=False)


class VoiceClips:
    """The voice table, as engines hear it."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def count(self, engine: str, model: str) -> int:
        """Return how many wait to be heard by this engine and model."""
        query = select(func.count()).select_from(voice).where(is_waiting(voice, engine, model))
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def waiting(self, engine: str, model: str, after: int = 0, limit: int = 10) -> tuple[StoredClip, ...]:
        """Return some of them, in the order of their ids, behind `after`."""
        query = select(voice.c.id, voice.c.engine, voice.c.model, voice.c.clip)
        query = query.where(voice.c.id > after, is_waiting(voice, engine, model)).order_by(voice.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query.limit(limit)).all()
        return tuple(StoredClip(id=row.id, engine=row.engine, model=row.model, pcm=bytes(row.clip)) for row in rows)

    def embed(self, stored: StoredClip, names: tuple[str, str], embedding: Vectors, examples: Vectors) -> bool:
        """Replace a voice's embedding and what it is compared by with those of an engine and model.

        False when the voice is gone, was changed since, or is there a second time.
        """
        engine, model = names
        values = {"engine": engine, "model": model, "dimension": embedding.size, "unfound": None}
        values |= {"embedding": embedding.astype("<f4").tobytes()}
        try:
            with self._database.write() as connection:
                if not _change(connection, stored, values):
                    return False
                put_examples(connection, stored.id, names, examples)
        except IntegrityError:  # the same sound was enrolled again meanwhile, with the new model
            self.miss(stored, names)
            return False
        return True

    def miss(self, stored: StoredClip, names: tuple[str, str]) -> None:
        """Note that this engine and model find no speech in a clip, which keeps the embedding that it has."""
        with self._database.write() as connection:
            _change(connection, stored, {"unfound": key_of(*names)})


def _change(connection: Connection, stored: StoredClip, values: dict[str, Any]) -> bool:
    unchanged = and_(voice.c.id == stored.id, is_own(voice, stored.engine, stored.model))
    return connection.execute(update(voice).where(unchanged).values(values)).rowcount == 1
