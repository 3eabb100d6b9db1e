"""People as wholes, to be taken elsewhere."""

import base64

import numpy as np
import pytest
from sqlalchemy import insert

from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.people import NewFace, People
from wallflower.store.people_schema import alias, voice
from wallflower.store.portable import Portable


def test_everything_about_a_person(database: Database) -> None:
    people = People(database)
    ada, bob = people.create("Ada"), people.create("Bob")
    for number, person_id in enumerate((ada.id, bob.id, ada.id)):
        vector = np.full(4, number, np.float32)
        face = NewFace(
            engine="dlib", model="m", embedding=vector, quality=0.5, parts={"pose": 1.0}, crop=bytes([number])
        )
        people.add_face(person_id, face)
    spoken = {
        "person_id": ada.id,
        "engine": "ge2e",
        "model": "v",
        "dimension": 2,
        "embedding": np.ones(2, "<f4").tobytes(),
        "quality": 0.7,
        "parts": {},
        "source": "upload",
        "trained": False,
        "refused": "too short",
        "clip": b"pcm",
        "clip_sha256": "c" * 64,
        "seconds": 1.5,
        "created_ms": 1,
    }
    with database.write() as connection:
        connection.execute(insert(voice).values(spoken))
        connection.execute(insert(alias).values(person_id=ada.id, name="Countess", name_key="countess"))
    with Portable(database).reading(ada.id) as person:
        contents = list(person.contents)
    assert (person.name, person.kind, person.aliases) == ("Ada", "household", ("Countess",))
    assert contents == [b"\x00", b"\x02", b"pcm"]
    assert [example.is_voice for example in person.examples] == [False, False, True]
    assert [example.size_bytes for example in person.examples] == [1, 1, 3]
    assert np.frombuffer(base64.b64decode(person.examples[1].embedding), "<f4").tolist() == [2.0] * 4
    assert (person.examples[2].seconds, person.examples[2].refused) == (1.5, "too short")


def test_nobody(database: Database) -> None:
    with pytest.raises(NotFoundError), Portable(database).reading("nobody"):
        pass
