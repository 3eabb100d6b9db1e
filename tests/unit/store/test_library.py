"""The faces that figures about the library are made of."""

import numpy as np
from sqlalchemy import update

from wallflower.store.database import Database
from wallflower.store.library import LibraryFaces
from wallflower.store.people import NewFace, People
from wallflower.store.people_schema import face


def test_only_what_recognition_learns_from(database: Database) -> None:
    people = People(database)
    ada, bob = people.create("Ada"), people.create("Bob")
    kept = []
    for number, (person, model, size) in enumerate(
        [(bob, "m", 8), (ada, "m", 8), (ada, "other", 8), (ada, "m", 4), (bob, "m", 8), (bob, "m", 8)]
    ):
        vector = np.full(size, number, np.float32)
        new = NewFace(engine="dlib", model=model, embedding=vector, quality=0.5, parts={}, crop=bytes([number]))
        kept.append(people.add_face(person.id, new).id)
    with database.write() as connection:
        connection.execute(update(face).where(face.c.id == kept[5]).values(trained=False, refused="blurred"))
    found = LibraryFaces(database).vectors("dlib", "m", 8)
    assert {vector.face_id for vector in found} == {kept[0], kept[1], kept[4]}
    assert [vector.person_id for vector in found] == sorted(vector.person_id for vector in found)
    assert {vector.embedding[0] for vector in found} == {0.0, 1.0, 4.0}
