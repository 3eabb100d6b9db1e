"""What became of the images of the folder of photographs."""

from dataclasses import replace

import pytest

from tests.support.people import new_face
from wallflower.errors import ConflictError, InvalidRequestError
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.folder import FolderImages, ImageFile
from wallflower.store.journal import Batch
from wallflower.store.people import People
from wallflower.wire_library import ImageState
from wallflower.wire_people import EditKind

FILE = ImageFile(key="a" * 64, path="Ada/1.jpg", size_bytes=10, changed_ns=1_700_000_000_000_000_001)


@pytest.fixture
def images(database: Database) -> FolderImages:
    return FolderImages(database)


def test_an_image_is_begun_and_ended(images: FolderImages, database: Database) -> None:
    ada = People(database).create("Ada")
    image_id = images.begin(FILE, None)
    seen = images.seen()[FILE.key]
    assert (seen.id, seen.state, seen.attempts, seen.is_same(FILE)) == (image_id, ImageState.UNKNOWN, 1, True)
    images.end(image_id, ImageState.ADDED, person_id=ada.id)
    (shown,), cursor = images.list()
    assert (shown.state, shown.path, shown.person_id, cursor) == (ImageState.ADDED, "Ada/1.jpg", ada.id, None)
    People(database).delete(ada.id)
    assert images.list()[0][0].person_id is None


def test_attempts_count_for_one_version_of_a_file(images: FolderImages) -> None:
    images.begin(FILE, None)
    for attempts in (2, 3):
        images.begin(FILE, images.seen()[FILE.key])
        assert images.seen()[FILE.key].attempts == attempts
    changed = replace(FILE, size_bytes=11)
    assert not images.seen()[FILE.key].is_same(changed)
    images.begin(changed, images.seen()[FILE.key])
    assert images.seen()[FILE.key].attempts == 1


def test_whoever_is_deleted_meanwhile_is_nobody(images: FolderImages) -> None:
    images.end(images.begin(FILE, None), ImageState.ADDED, person_id="gone")
    assert images.list()[0][0].person_id is None


def test_pages_and_states(images: FolderImages) -> None:
    for number in range(5):
        image_id = images.begin(replace(FILE, key=f"{number:064d}"), None)
        images.end(image_id, ImageState.REFUSED if number % 2 else ImageState.ADDED, reason="why")
    first, cursor = images.list(limit=3)
    rest, end = images.list(limit=3, cursor=cursor)
    assert [image.id for image in first + rest] == sorted((image.id for image in first + rest), reverse=True)
    assert (len(first), len(rest), end) == (3, 2, None)
    assert len(images.list(state=ImageState.REFUSED)[0]) == 2
    for bad in ({"limit": 0}, {"limit": 501}, {"cursor": "x"}):
        with pytest.raises(InvalidRequestError):
            images.list(**bad)


def test_files_that_are_gone(images: FolderImages) -> None:
    ids = [images.begin(replace(FILE, key=f"{number:064d}"), None) for number in range(3)]
    images.drop(ids[:2])
    assert [seen.id for seen in images.seen().values()] == ids[2:]


def test_a_folder_names_somebody_who_is_there_or_somebody_new(images: FolderImages, database: Database) -> None:
    ada, batch = People(database).create("Ada"), Batch(kind=EditKind.SCAN, key="job")
    image_id = images.begin(FILE, None)
    first = images.enrol(image_id, "ADA", new_face(1), batch)
    assert (first.person_id, first.is_new_person, first.is_new_face) == (ada.id, False, True)
    assert images.enrol(image_id, "ada", new_face(1), batch) == replace(first, is_new_face=False)
    bob = images.enrol(image_id, "Bob", new_face(2), batch)
    assert (People(database).get(bob.person_id).name, bob.is_new_person) == ("Bob", True)
    again = images.enrol(image_id, "bob", new_face(3), batch)
    assert (again.person_id, again.is_new_person, again.is_new_face) == (bob.person_id, False, True)
    assert [face.id for face in People(database).faces(bob.person_id)] == [bob.face_id, again.face_id]


def test_nobody_is_made_for_a_face_of_somebody_else(images: FolderImages, database: Database) -> None:
    batch, image_id = Batch(kind=EditKind.SCAN, key="job"), images.begin(FILE, None)
    images.enrol(image_id, "Ada", new_face(1), batch)
    before = Edits(database).list().edits
    with pytest.raises(ConflictError):
        images.enrol(image_id, "Bob", new_face(1), batch)
    assert [person.name for person in People(database).list()] == ["Ada"]
    assert Edits(database).list().edits == before


def test_names_and_aliases_name_people(images: FolderImages, database: Database) -> None:
    ada = People(database).create("Ada")
    assert images.person_named("ADA") == ada.id
    assert images.person_named("Bob") is None
