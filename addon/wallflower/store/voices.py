"""What is known of voices: enrolled clips with their examples, rejections, and the prints of provisional speakers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, select

from wallflower.store.database import Database
from wallflower.store.dialect import insert_or
from wallflower.store.faces import is_own, is_waiting
from wallflower.store.people_schema import rejection, speaker, voice, voice_print
from wallflower.store.voice_schema import voice_example

# A speaker is compared by their newest prints only, and only those who spoke last are.
MOST_PRINTS = 24
MOST_SPEAKERS = 500

type Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class OwnedVectors:
    """Embeddings and whose they are: a person's, or (by number) a provisional speaker's."""

    owner: str
    vectors: Vectors = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """The sound of an enrolled voice, 16 kHz mono 16-bit PCM."""

    voice_id: int
    pcm: bytes = field(repr=False)


class Voices:
    """Reads for recognition; what users change goes through `People` and its journal."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def examples(self, engine: str, model: str) -> tuple[OwnedVectors, ...]:
        """Return what each trained voice is compared by, nothing while one waits to be heard by this model.

        With half of the voices somebody else would be taken for whoever is among them already.
        """
        chosen = (
            select(voice.c.person_id, voice_example.c.number, voice_example.c.embeddings)
            .join(voice, voice.c.id == voice_example.c.voice_id)
            .where(voice.c.trained, voice_example.c.number > 0, is_own(voice_example, engine, model))
            .order_by(voice.c.id)
        )
        waiting = select(voice.c.id).where(voice.c.trained, is_waiting(voice, engine, model)).limit(1)
        with self._database.read() as connection:
            if connection.execute(waiting).first() is not None:
                return ()
            rows = connection.execute(chosen).all()
        return tuple(
            OwnedVectors(row.person_id, np.frombuffer(row.embeddings, "<f4").reshape(row.number, -1)) for row in rows
        )

    def without_examples(self, engine: str, model: str, limit: int) -> tuple[Clip, ...]:
        """Return trained clips that were enrolled with this model and of which nothing can be compared with it yet."""
        has_some = select(voice_example.c.voice_id).where(
            voice_example.c.voice_id == voice.c.id, is_own(voice_example, engine, model)
        )
        chosen = select(voice.c.id, voice.c.clip).where(voice.c.trained, is_own(voice, engine, model))
        chosen = chosen.where(~has_some.exists()).limit(limit)
        with self._database.read() as connection:
            return tuple(Clip(row.id, bytes(row.clip)) for row in connection.execute(chosen).all())

    def of_other_rooms(self, engine: str, model: str, rooms: str) -> Clip | None:
        """Return a trained clip whose examples are in the noise of other rooms than these."""
        chosen = (
            select(voice.c.id, voice.c.clip)
            .join(voice_example, voice_example.c.voice_id == voice.c.id)
            .where(voice.c.trained, voice_example.c.engine == engine, voice_example.c.model == model)
            .where(voice_example.c.rooms != rooms)
        )
        with self._database.read() as connection:
            row = connection.execute(chosen.limit(1)).first()
        return None if row is None else Clip(row.id, bytes(row.clip))

    def longest_clips(self) -> dict[str, int]:
        """Return of each person the trained clip with the most speech."""
        chosen = select(voice.c.person_id, voice.c.id).where(voice.c.trained).order_by(voice.c.seconds, voice.c.id)
        with self._database.read() as connection:
            return {row.person_id: row.id for row in connection.execute(chosen).all()}

    def clip(self, voice_id: int) -> bytes | None:
        """Return the sound of a clip, 16 kHz mono 16-bit PCM; None of one that is gone."""
        with self._database.read() as connection:
            found = connection.execute(select(voice.c.clip).where(voice.c.id == voice_id)).scalar_one_or_none()
        return None if found is None else bytes(found)

    def keep_examples(self, voice_id: int, names: tuple[str, str], vectors: Vectors, rooms: str) -> None:
        """Keep what a clip is compared by; nothing for a clip that is gone. Examples of other models go.

        `names` are the engine and the model, `rooms` the digest of the rooms whose noise is in the examples.
        """
        with self._database.write() as connection:
            if connection.execute(select(voice.c.id).where(voice.c.id == voice_id)).first() is not None:
                put_examples(connection, voice_id, names, vectors, rooms)

    def rejections(self, engine: str, model: str) -> tuple[OwnedVectors, ...]:
        """Return voices that are not a person's."""
        chosen = select(rejection.c.person_id, rejection.c.embedding).where(
            rejection.c.modality == "voice", rejection.c.engine == engine, rejection.c.model == model
        )
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        return tuple(OwnedVectors(row.person_id, np.frombuffer(row.embedding, "<f4")[None]) for row in rows)

    def speaker_prints(self, engine: str, model: str) -> Sequence[tuple[int, Vectors]]:
        """Return the newest prints of each provisional speaker as (speaker id, embedding), oldest first.

        Of more than `MOST_SPEAKERS`, those who spoke last; whoever talks all day does not crowd out the others.
        """
        last = select(speaker.c.id).order_by(speaker.c.last_ms.desc(), speaker.c.id.desc()).limit(MOST_SPEAKERS)
        prints = select(voice_print.c.id, voice_print.c.speaker_id, voice_print.c.embedding)
        newest = (
            prints.where(voice_print.c.engine == engine, voice_print.c.model == model)
            .order_by(voice_print.c.id.desc())
            .limit(MOST_PRINTS)
        )
        with self._database.read() as connection:
            rows = [
                row
                for speaker_id in connection.execute(last).scalars().all()
                for row in connection.execute(newest.where(voice_print.c.speaker_id == speaker_id))
            ]
        rows.sort(key=lambda row: row.id)
        return [(row.speaker_id, np.frombuffer(row.embedding, "<f4")) for row in rows]


def put_examples(
    connection: Connection, voice_id: int, names: tuple[str, str], vectors: Vectors, rooms: str = ""
) -> None:
    """Keep what a clip that is there is compared by with an engine and model; what it had of others goes."""
    connection.execute(delete(voice_example).where(voice_example.c.voice_id == voice_id))
    values = {"voice_id": voice_id, "engine": names[0], "model": names[1], "number": len(vectors)}
    values |= {"embeddings": vectors.astype("<f4").tobytes(), "rooms": rooms}
    connection.execute(insert_or(connection, voice_example).values(values))
