"""Learning from the folder of photographs, by the real job with the real engine."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.support.face_server import FaceServer, portrait
from wallflower.cameras import folder_work
from wallflower.cameras.enrolling import METHOD
from wallflower.cameras.folder_work import create
from wallflower.cameras.people_link import PeopleLink
from wallflower.config import Settings
from wallflower.errors import UnavailableError
from wallflower.media.picture import decode_image, encode_jpeg
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.folder import FolderImages
from wallflower.store.people import NewFace, People
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_library import FolderOutcome, FolderScan, ImageState
from wallflower.wire_people import EditKind

JOB = Job(id="j", kind=JobKind.FOLDER_SCAN, state=JobState.RUNNING, folder_scan=FolderScan())
EMPTY = encode_jpeg(np.full((200, 200, 3), 90, np.uint8))


@pytest.fixture
def folder(settings: Settings) -> Path:
    return settings.photographs


def put(folder: Path, path: str, data: bytes) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


async def scan(settings: Settings, database: Database, runtime: Path) -> FolderOutcome:
    return await asyncio.to_thread(create(settings, database, runtime).do, JOB, lambda _progress: None)


async def test_photographs_become_people(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    put(folder, "Ada/1.jpg", portrait())
    outcome = await scan(settings, database, server.runtime)
    assert (outcome.images, outcome.looked, outcome.added, outcome.people) == (1, 1, 1, 1)
    (ada,) = people.list()
    assert (ada.name, ada.face_count) == ("Ada", 1)
    assert server.calls[-1] == "reload_people"
    server.calls.clear()
    again = await scan(settings, database, server.runtime)
    assert (again.images, again.looked) == (1, 0)
    assert server.calls == []


async def test_what_a_scan_added_is_undone_at_once_and_stays_away(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    bob = people.create("Bob")
    put(folder, "Ada/1.jpg", portrait())
    assert (await scan(settings, database, server.runtime)).added == 1
    edit, _created = Edits(database).list().edits
    assert (edit.kind, edit.counts) == (EditKind.SCAN, {"person": 1, "face": 1})
    Edits(database).undo(edit.id)
    assert people.list() == (bob,)
    assert (await scan(settings, database, server.runtime)).looked == 0
    assert people.list() == (bob,)


async def test_what_is_not_taken_is_listed_and_not_tried_again(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    both = np.concatenate([decode_image(portrait())] * 2, axis=1)
    files = {
        "Ada/empty.jpg": EMPTY,
        "Ada/broken.jpg": b"\xff\xd8\xff",
        "Ada/two.jpg": encode_jpeg(both, quality=92),
        "Ada/phone.HEIC": b"\0\0\0\x18ftypheic" + bytes(100),
        "a\u202eb/1.jpg": portrait(),
        "Ada/ok.jpg": portrait(),
    }
    for path, data in files.items():
        put(folder, path, data)
    outcome = await scan(settings, database, server.runtime)
    assert (outcome.added, outcome.refused, outcome.people) == (1, 5, 1)
    refused, _cursor = FolderImages(database).list(state=ImageState.REFUSED)
    reasons = {image.path: image.reason or "" for image in refused}
    assert "no face" in reasons["Ada/empty.jpg"]
    assert "not an image" in reasons["Ada/broken.jpg"]
    assert "2 faces" in reasons["Ada/two.jpg"]
    assert "send it as JPEG" in reasons["Ada/phone.HEIC"]
    assert "no name" in reasons["a\u202eb/1.jpg"]
    server.calls.clear()
    assert (await scan(settings, database, server.runtime)).looked == 0
    put(folder, "Ada/empty.jpg", portrait())
    changed = await scan(settings, database, server.runtime)
    assert (changed.looked, changed.known) == (1, 1)
    assert all((folder / path).exists() for path in files)


async def test_the_same_image_twice_is_one_face_and_somebody_elses_is_refused(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    for path in ("Ada/1.jpg", "Ada/2.jpg", "Bob/1.jpg"):
        put(folder, path, portrait())
    outcome = await scan(settings, database, server.runtime)
    assert (outcome.added, outcome.known, outcome.refused) == (1, 1, 1)
    assert [(person.name, person.face_count) for person in people.list()] == [("Ada", 1)]
    (refused,), _cursor = FolderImages(database).list(state=ImageState.REFUSED)
    assert refused.path == "Bob/1.jpg"
    assert "enrolled for another person" in (refused.reason or "")
    assert outcome.people == 1


async def test_a_folder_names_somebody_who_is_there_whatever_the_case(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    people.create("ADA")
    put(folder, "ada/1.jpg", portrait())
    assert (await scan(settings, database, server.runtime)).people == 0
    assert [person.face_count for person in people.list()] == [1]


async def test_files_that_go_take_nothing_with_them_and_an_empty_mount_forgets_nothing(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    first, second = put(folder, "Ada/1.jpg", portrait()), put(folder, "Ada/2.jpg", EMPTY)
    await scan(settings, database, server.runtime)
    second.unlink()
    await scan(settings, database, server.runtime)
    assert [image.path for image in FolderImages(database).list()[0]] == ["Ada/1.jpg"]
    first.unlink()
    await scan(settings, database, server.runtime)
    assert len(FolderImages(database).list()[0]) == 1
    assert people.list()[0].face_count == 1


async def test_an_engine_that_cannot_work_costs_the_images_no_attempt(
    settings: Settings, database: Database, folder: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallflower.cameras.people_link.ENGINE_TIMEOUT_S", 0.2)
    put(folder, "Ada/1.jpg", portrait())
    with pytest.raises(UnavailableError):
        await scan(settings, database, runtime)
    assert FolderImages(database).seen() == {}


async def test_an_image_that_kills_is_given_up_and_the_others_are_not(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    put(folder, "Ada/1.jpg", EMPTY)
    put(folder, "Ada/2.jpg", portrait())
    for _ in range(folder_work.MOST_ATTEMPTS):
        with _killed_by(EMPTY), pytest.raises(KeyboardInterrupt):
            await asyncio.to_thread(_scan_and_die, settings, database, server.runtime)
    with _killed_by(EMPTY):
        outcome = await scan(settings, database, server.runtime)
    assert (outcome.added, outcome.refused) == (1, 1)
    (refused,), _cursor = FolderImages(database).list(state=ImageState.REFUSED)
    assert "replace the file" in (refused.reason or "")


async def test_two_scans_at_once_add_nothing_twice(
    settings: Settings, database: Database, people: People, folder: Path, server: FaceServer
) -> None:
    put(folder, "Ada/1.jpg", portrait())
    outcomes = await asyncio.gather(
        *(scan(settings, database, server.runtime) for _ in range(2)), return_exceptions=True
    )
    assert any(isinstance(outcome, FolderOutcome) for outcome in outcomes)
    await scan(settings, database, server.runtime)
    assert [(person.name, person.face_count) for person in people.list()] == [("Ada", 1)]
    assert len(FolderImages(database).list()[0]) == 1


async def test_a_touched_file_is_looked_at_again(
    settings: Settings, database: Database, folder: Path, server: FaceServer
) -> None:
    file = put(folder, "Ada/1.jpg", portrait())
    await scan(settings, database, server.runtime)
    os.utime(file, ns=(7, 7))
    assert (await scan(settings, database, server.runtime)).known == 1
    assert server.calls.count(METHOD) == 2


def _scan_and_die(settings: Settings, database: Database, runtime: Path) -> None:
    create(settings, database, runtime).do(JOB, lambda _progress: None)


@contextmanager
def _killed_by(image: bytes) -> Iterator[None]:
    """Let the process that looks at this image die of it."""
    whole = PeopleLink.enrol

    async def enrol(self: PeopleLink, data: bytes) -> NewFace:
        if data == image:
            raise KeyboardInterrupt
        return await whole(self, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PeopleLink, "enrol", enrol)
        yield
