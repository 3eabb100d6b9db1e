"""Whoever was forgotten is in no archive that waits, and the folder of photographs does not bring them back."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.face_server import FaceServer, portrait
from tests.unit.library.archives import packed
from wallflower.cameras.folder_work import create
from wallflower.cameras.job_desk import JobDesk
from wallflower.cameras.library_cares import PersonCare
from wallflower.cameras.library_desk import LibraryDesk
from wallflower.config import Settings
from wallflower.errors import NotFoundError, StorageError
from wallflower.events import EventBus
from wallflower.store.database import Database
from wallflower.store.folder import FolderImages
from wallflower.store.jobs import Jobs
from wallflower.store.people import People
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_library import FolderOutcome, FolderScan, ImageState, PersonImport

NAME = "Zanzibarqux"
JOB = Job(id="j", kind=JobKind.FOLDER_SCAN, state=JobState.RUNNING, folder_scan=FolderScan())


@pytest.fixture
def desk(settings: Settings, database: Database) -> LibraryDesk:
    return LibraryDesk(settings, database, JobDesk(Jobs(database), EventBus(), {}))


@pytest.fixture
def put(settings: Settings) -> Callable[[str, bytes], Path]:
    """Put an image into the folder of photographs."""

    def put_image(path: str, data: bytes) -> Path:
        file = settings.photographs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return file

    return put_image


def upload(desk: LibraryDesk) -> str:
    with desk.incoming.receiving() as (name, write):
        write(packed(name=NAME))
    return name


async def scan(settings: Settings, database: Database, runtime: Path) -> FolderOutcome:
    return await asyncio.to_thread(create(settings, database, runtime).do, JOB, lambda _progress: None)


async def test_no_archive_of_them_waits(
    desk: LibraryDesk, settings: Settings, database: Database, people: People
) -> None:
    jobs, bob = Jobs(database), people.create("Bob")
    _job, made = await desk.bring(upload(desk), person_id=None, name=None)
    assert made is not None
    job, _ = await desk.bring(upload(desk), person_id=made.id, name=None)
    jobs.cancel(job.id)
    others, _ = await desk.bring(upload(desk), person_id=bob.id, name=None)
    assert len(list((settings.data / "imports").iterdir())) == 3
    gone = await desk.forget(made.id)
    assert (gone.people, len(gone.uploads), len(gone.job_ids)) == ((made.id,), 2, 2)
    assert [job.id for job in jobs.list()[0]] == [others.id]
    assert others.person_import is not None
    assert [path.stem for path in (settings.data / "imports").iterdir()] == [others.person_import.upload]
    with pytest.raises(NotFoundError):
        await desk.forget(made.id)


async def test_nobody_is_forgotten_whose_archive_cannot_be_deleted(
    desk: LibraryDesk, database: Database, people: People
) -> None:
    job, made = await desk.bring(upload(desk), person_id=None, name=None)
    assert made is not None
    assert job.person_import is not None
    archive = desk.incoming.path(job.person_import.upload)
    archive.unlink()
    archive.mkdir()  # a disk that refuses
    with pytest.raises(StorageError):
        await desk.forget(made.id)
    assert (people.get(made.id).id, Jobs(database).get(job.id).id) == (made.id, job.id)
    archive.rmdir()
    await desk.forget(made.id)
    assert people.list() == ()


async def test_an_archive_for_somebody_who_is_gone_goes(
    desk: LibraryDesk, settings: Settings, database: Database
) -> None:
    waiting = upload(desk)
    job = Jobs(database).add(PersonImport(upload=waiting, person_id="gone"))
    with pytest.raises(NotFoundError):
        PersonCare(settings, database).prepare(job)
    assert list((settings.data / "imports").iterdir()) == []


async def test_neither_their_folder_nor_their_images_bring_them_back(
    desk: LibraryDesk,
    settings: Settings,
    database: Database,
    people: People,
    server: FaceServer,
    put: Callable[[str, bytes], Path],
) -> None:
    first = put(f"{NAME}/1.jpg", portrait())
    await scan(settings, database, server.runtime)
    (who,) = people.list()
    gone = await desk.forget(who.id)
    assert gone.images == 1
    put(f"{NAME}/2.jpg", portrait()[:-2] + b"more")
    outcome = await scan(settings, database, server.runtime)
    assert (outcome.images, outcome.looked, outcome.forgotten) == (2, 0, 2)
    assert FolderImages(database).list()[0] == []
    first.parent.rename(settings.photographs / "Dee")
    outcome = await scan(settings, database, server.runtime)
    assert (outcome.looked, outcome.refused, outcome.forgotten) == (2, 1, 0)
    (refused,), _cursor = FolderImages(database).list(state=ImageState.REFUSED)
    assert (refused.path, "forgotten" in (refused.reason or "")) == ("Dee/1.jpg", True)


async def test_a_folder_that_was_never_looked_at_does_not_bring_them_back_until_somebody_has_the_name(
    desk: LibraryDesk,
    settings: Settings,
    database: Database,
    people: People,
    server: FaceServer,
    put: Callable[[str, bytes], Path],
) -> None:
    put(f"{NAME.lower()}/1.jpg", portrait())
    await desk.forget(people.create(NAME).id)
    assert (await scan(settings, database, server.runtime)).forgotten == 1
    assert people.list() == ()
    again = people.create(NAME)
    assert (await scan(settings, database, server.runtime)).added == 1
    assert people.get(again.id).face_count == 1
