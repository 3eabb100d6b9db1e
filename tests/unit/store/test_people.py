"""People, their names and their faces."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import text

from tests.support.visits import STAY
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import NewFace, People
from wallflower.store.visits import Visits, VisitState
from wallflower.wire import Verdict


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


def new(number: int = 0, *, engine: str = "dlib", model: str = "m") -> NewFace:
    return NewFace(
        engine=engine,
        model=model,
        embedding=np.arange(number, number + 128, dtype=np.float32),
        quality=0.8,
        parts={"size": 1.0},
        crop=f"jpeg {number}".encode(),
    )


def test_a_new_person(people: People) -> None:
    ada = people.create("  Ada   Lovelace ")
    assert ada.name == "Ada Lovelace"
    assert len(ada.id) == 10
    assert ada.id.isascii()
    assert (ada.face_count, ada.last_seen_ms, ada.last_camera_id) == (0, None, None)
    assert people.get(ada.id) == ada


def test_everybody_by_name(people: People) -> None:
    for name in ("bob", "Ada", "Ärne", "Cy"):
        people.create(name)
    assert [person.name for person in people.list()] == ["Ada", "bob", "Cy", "Ärne"]


def test_everybody_comes_in_pages_whoever_is_added_meanwhile(people: People) -> None:
    for name in ("Eve", "Ada", "Cy", "Bob"):
        people.create(name)
    first = people.page(limit=2)
    assert [person.name for person in first.people] == ["Ada", "Bob"]
    people.create("Abe")
    people.create("Dora")
    second = people.page(limit=2, cursor=first.cursor)
    assert [person.name for person in second.people] == ["Cy", "Dora"]
    last = people.page(limit=2, cursor=second.cursor)
    assert ([person.name for person in last.people], last.cursor) == (["Eve"], None)
    people.delete(second.people[-1].id)
    for limit, cursor in ((2, second.cursor), (0, None), (501, None)):
        with pytest.raises(InvalidRequestError):
            people.page(limit=limit, cursor=cursor)


def test_faces_come_in_pages(people: People) -> None:
    ada = people.create("Ada").id
    ids = [people.add_face(ada, new(number)).id for number in range(3)]
    first = people.faces_page(ada, limit=2)
    last = people.faces_page(ada, limit=2, cursor=first.cursor)
    assert [face.id for face in (*first.faces, *last.faces)] == ids
    assert last.cursor is None
    for strange in ("x", "-1", "9" * 30, "²"):
        with pytest.raises(InvalidRequestError):
            people.faces_page(ada, cursor=strange)
    with pytest.raises(NotFoundError):
        people.faces_page("nobody")


@pytest.mark.parametrize("again", ["ada", "ADA", " Ada ", "A\u0301da"])
def test_names_are_unique_without_regard_to_case_and_composition(people: People, again: str) -> None:
    people.create("Áda" if "\u0301" in again else "Ada")
    with pytest.raises(ConflictError) as caught:
        people.create(again)
    assert caught.value.field == "name"
    assert len(people.list()) == 1


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 101, "a\nb", "a\x00b", "a\x7fb", "\ud800", "a\u202eb", "a\u2028b", "\u200b"]
)
def test_bad_names_are_refused(people: People, name: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        people.create(name)
    assert caught.value.field == "name"
    assert people.list() == ()


@pytest.mark.parametrize(
    "name", ["x" * 100, "李小龙", "محمد", "👨‍👩‍👧 Team", "<script>alert(1)</script>", "O'Brien; --"]
)
def test_unusual_names_are_kept_as_they_are(people: People, name: str) -> None:
    assert people.get(people.create(name).id).name == name


def test_rename(people: People) -> None:
    ada, bob = people.create("Ada"), people.create("Bob")
    assert people.rename(ada.id, "ADA").name == "ADA"
    with pytest.raises(ConflictError):
        people.rename(ada.id, "bob")
    with pytest.raises(InvalidRequestError):
        people.rename(ada.id, "")
    assert [person.name for person in people.list()] == ["ADA", bob.name]


def test_two_at_once_never_share_a_name(people: People) -> None:
    outcomes: list[bool] = []

    def create() -> None:
        try:
            people.create("Ada")
            outcomes.append(True)
        except ConflictError:
            outcomes.append(False)

    threads = [threading.Thread(target=create) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 5 + [True]


def test_unknown_ids_are_typed(people: People) -> None:
    ada = people.create("Ada").id
    for call in (
        lambda: people.get("x"),
        lambda: people.rename("x", "Y"),
        lambda: people.delete("x"),
        lambda: people.faces("x"),
        lambda: people.add_face("x", new()),
        lambda: people.face_crop(ada, 1),
        lambda: people.remove_face(ada, 1),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_faces(people: People) -> None:
    ada, bob = people.create("Ada").id, people.create("Bob").id
    first, second = people.add_face(ada, new(1)), people.add_face(ada, new(2))
    assert people.faces(ada) == (first, second)
    assert (first.person_id, first.quality, first.engine) == (ada, 0.8, "dlib")
    assert people.get(ada).face_count == 2
    assert people.face_crop(ada, second.id) == b"jpeg 2"
    for call in (people.face_crop, people.remove_face):
        with pytest.raises(NotFoundError):
            call(bob, first.id)
    people.remove_face(ada, first.id)
    assert people.faces(ada) == (second,)


def test_the_same_image_is_enrolled_once(people: People) -> None:
    ada, bob = people.create("Ada").id, people.create("Bob").id
    first = people.add_face(ada, new(1))
    assert people.add_face(ada, new(1)) == first
    assert people.get(ada).face_count == 1
    with pytest.raises(ConflictError):
        people.add_face(bob, new(1))
    assert people.get(bob).face_count == 0
    assert people.add_face(ada, new(1, model="other")).id != first.id


def test_the_gallery_of_one_model(people: People) -> None:
    ada, bob = people.create("Ada").id, people.create("Bob").id
    people.add_face(bob, new(1))
    people.add_face(ada, new(2))
    people.add_face(bob, new(3))
    people.add_face(ada, new(4, engine="insightface"))
    rows = people.gallery("dlib", "m")
    assert sorted(row.person_id for row in rows) == sorted([ada, bob, bob])
    mine = next(row for row in rows if row.person_id == ada)
    assert mine.embedding.dtype == np.float32
    np.testing.assert_array_equal(mine.embedding, np.arange(2, 130, dtype=np.float32))
    assert "126" not in repr(mine)


def test_deleting_takes_faces_and_names_along_but_leaves_visits(people: People, database: Database) -> None:
    Cameras(database).create(CameraRow(id="cam", name="Door", url="rtsp://x", created_ms=1))
    visits = Visits(database)
    ada = people.create("Ada").id
    people.add_face(ada, new(1))
    old, newest = visits.open(seen(ada, 1000)), visits.open(seen(ada, 9000))
    seen_ada = people.get(ada)
    assert (seen_ada.last_seen_ms, seen_ada.last_camera_id) == (9500, "cam")
    people.delete(ada)
    for row in (old, newest):
        visit = visits.get(row.id)
        assert (visit.verdict, visit.person_id, visit.name, visit.score) == (Verdict.UNKNOWN, None, None, 0.0)
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM face")).scalar_one() == 0


def seen(person_id: str, start_ms: int) -> VisitState:
    return replace(
        STAY,
        camera_id="cam",
        start_ms=start_ms,
        last_seen_ms=start_ms + 500,
        verdict=Verdict.KNOWN,
        person_id=person_id,
        score=0.7,
    )
