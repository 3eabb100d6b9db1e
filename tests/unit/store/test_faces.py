"""The library as engines see it, on both databases."""

import numpy as np

from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary
from wallflower.store.people import NewFace, People
from wallflower.wire_faces import LibraryState


def enrolled(database: Database, crop: bytes, *, engine: str = "dlib", person: str = "Ada") -> int:
    people = People(database)
    found = next((one for one in people.list() if one.name == person), None) or people.create(person)
    new = NewFace(
        engine=engine, model="m", embedding=np.ones(4, np.float32), quality=0.9, parts={"size": 1.0}, crop=crop
    )
    return people.add_face(found.id, new).id


def test_faces_of_another_engine_wait_until_they_are_embedded(database: Database) -> None:
    first, second = enrolled(database, b"one"), enrolled(database, b"two")
    library = FaceLibrary(database)
    assert library.state("sface", "y") == LibraryState(faces=2, waiting=2)
    waiting = library.waiting("sface", "y")
    assert [(crop.id, crop.crop) for crop in waiting] == [(first, b"one"), (second, b"two")]
    assert library.waiting("sface", "y", after=first, limit=1)[0].id == second
    assert library.embed(waiting[0], "sface", "y", np.full(3, 2, np.float32))
    library.miss(waiting[1], "sface", "y")
    assert library.state("sface", "y") == LibraryState(faces=2, ready=1, unfound=1)
    assert library.waiting("sface", "y") == ()
    (row,) = People(database).gallery("sface", "y")
    assert row.embedding.tolist() == [2, 2, 2]


def test_what_no_face_was_found_in_keeps_its_embedding_and_waits_for_the_next_engine(database: Database) -> None:
    enrolled(database, b"one")
    library = FaceLibrary(database)
    library.miss(library.waiting("sface", "y")[0], "sface", "y")
    assert library.state("dlib", "m") == LibraryState(faces=1, ready=1)
    assert library.state("insightface", "b") == LibraryState(faces=1, waiting=1)
    assert len(People(database).gallery("dlib", "m")) == 1


def test_a_face_that_changed_meanwhile_is_left_alone(database: Database) -> None:
    face_id = enrolled(database, b"one")
    library = FaceLibrary(database)
    (stored,) = library.waiting("sface", "y")
    assert library.embed(stored, "insightface", "b", np.ones(2, np.float32))
    assert not library.embed(stored, "sface", "y", np.zeros(3, np.float32))
    (stored,) = library.waiting("sface", "y")
    assert (stored.id, stored.engine) == (face_id, "insightface")


def test_the_same_picture_enrolled_again_with_the_new_engine_is_no_error(database: Database) -> None:
    enrolled(database, b"one")
    library = FaceLibrary(database)
    (stored,) = library.waiting("sface", "m")
    enrolled(database, b"one", engine="sface")
    assert not library.embed(stored, "sface", "m", np.ones(4, np.float32))
    assert library.state("sface", "m") == LibraryState(faces=2, ready=1, unfound=1)
