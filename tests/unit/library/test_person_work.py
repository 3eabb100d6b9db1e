"""Taking in the archive of a person, by the real job with the real engine."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from tests.support.face_server import FaceServer, portrait_crop
from tests.unit.library.archives import example, person
from wallflower.cameras.job_desk import JobDesk
from wallflower.cameras.library_desk import LibraryDesk
from wallflower.cameras.person_work import create
from wallflower.config import Settings
from wallflower.errors import NotFoundError, UnavailableError
from wallflower.events import EventBus
from wallflower.library.archive import write_archive
from wallflower.library.incoming import Incoming
from wallflower.media.picture import encode_jpeg
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.jobs import Jobs
from wallflower.store.people import People
from wallflower.store.portable import Portable
from wallflower.wire import Person
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_library import ArchivedExample, ImportOutcome, Modality, PersonImport

GREY = encode_jpeg(np.full((160, 160, 3), 128, np.uint8))


def jpeg(number: int) -> bytes:
    """Return another picture for each number."""
    return encode_jpeg(np.full((64, 64, 3), number % 256, np.uint8)) + number.to_bytes(4)


@pytest.fixture
def ada(people: People) -> Person:
    return people.create("Ada")


def put(settings: Settings, examples: Sequence[ArchivedExample], contents: Sequence[bytes]) -> str:
    with Incoming(settings.data).receiving() as (upload, write):
        path = Incoming(settings.data).path(upload)
        with path.open("wb") as file:
            write_archive(file, person(*examples), contents)
        write(b"")
    return upload


async def take(settings: Settings, place: tuple[Database, Path | None], upload: str, person_id: str) -> ImportOutcome:
    job = Job(
        id="j",
        kind=JobKind.PERSON_IMPORT,
        state=JobState.RUNNING,
        person_import=PersonImport(upload=upload, person_id=person_id),
    )
    return await asyncio.to_thread(create(settings, *place).do, job, lambda _progress: None)


async def test_embeddings_of_the_model_in_use_are_trusted(
    settings: Settings, database: Database, people: People, ada: Person, server: FaceServer
) -> None:
    contents = [jpeg(1), jpeg(2)]
    upload = put(settings, [example(n, content) for n, content in enumerate(contents, 1)], contents)
    outcome = await take(settings, (database, server.runtime), upload, ada.id)
    assert (outcome.added, outcome.embedded, outcome.known, outcome.refused) == (2, 0, 0, ())
    assert [row.embedding[0] for row in people.gallery("dlib", "resnet_v1")] == [1.0, 2.0]
    assert people.face_crop(ada.id, people.faces(ada.id)[0].id) == jpeg(1)
    assert server.calls == ["face_model", "reload_people"]
    with pytest.raises(NotFoundError):
        Incoming(settings.data).path(upload)


@pytest.mark.parametrize("change", [{"engine": "sface"}, {"model": "other"}, {"embedding": "AAAAAA=="}])
async def test_others_are_embedded_anew(
    settings: Settings, database: Database, people: People, ada: Person, server: FaceServer, change: dict[str, Any]
) -> None:
    crop = portrait_crop()
    outcome = await take(
        settings, (database, server.runtime), put(settings, [example(1, crop, **change)], [crop]), ada.id
    )
    assert (outcome.added, outcome.embedded) == (1, 1)
    (row,) = people.gallery("dlib", "resnet_v1")
    assert 0.9 < np.linalg.norm(row.embedding) < 2
    assert people.face_crop(ada.id, people.faces(ada.id)[0].id) == crop
    assert server.calls.count("analyse_image") == 1


async def test_what_cannot_be_used_is_listed_with_its_reason(
    settings: Settings, database: Database, people: People, ada: Person, server: FaceServer
) -> None:
    bob = people.create("Bob")
    shared = jpeg(7)
    await take(settings, (database, server.runtime), put(settings, [example(1, shared)], [shared]), bob.id)
    wide = encode_jpeg(np.zeros((40, 1100, 3), np.uint8))
    contents = [b"\xff\xd8\xffno picture", GREY, shared, wide, jpeg(8)]
    examples = [example(number, content) for number, content in enumerate(contents, 1)]
    examples[1] = example(2, GREY, model="other")
    outcome = await take(settings, (database, server.runtime), put(settings, examples, contents), ada.id)
    assert outcome.added == 1
    reasons = {refusal.file: refusal.reason for refusal in outcome.refused}
    assert list(reasons) == ["faces/00001.jpg", "faces/00002.jpg", "faces/00003.jpg", "faces/00004.jpg"]
    assert "no face" in reasons["faces/00002.jpg"]
    assert "another person" in reasons["faces/00003.jpg"]


async def test_voices_and_labels_come_along(
    settings: Settings, database: Database, people: People, ada: Person, server: FaceServer
) -> None:
    clip, short = b"\x01\x02" * 16_000, b"\x01\x02"
    contents = [clip, short, jpeg(1)]
    examples = [
        example(1, clip, Modality.VOICE, engine="ge2e", model="v"),
        example(2, short, Modality.VOICE),
        example(3, jpeg(1), refused="it is blurred"),
    ]
    outcome = await take(settings, (database, server.runtime), put(settings, examples, contents), ada.id)
    assert (outcome.added, [refusal.file for refusal in outcome.refused]) == (2, ["voices/00002.pcm"])
    assert people.get(ada.id).voice_count == 1
    (face,) = people.faces(ada.id)
    assert (face.trained, face.refused, face.source) == (False, "it is blurred", "import")
    again = await take(settings, (database, server.runtime), put(settings, examples, contents), ada.id)
    assert (again.added, again.known) == (0, 2)
    assert len(Jobs(database).unfinished(JobKind.REMATCH)) == 1
    with Portable(database).reading(ada.id) as whole:
        assert [item.seconds for item in whole.examples] == [0.0, 1.0]
        assert list(whole.contents) == [jpeg(1), clip]
    bob = people.create("Bob")
    stolen = await take(settings, (database, server.runtime), put(settings, examples[:1], contents[:1]), bob.id)
    assert "another person" in stolen.refused[0].reason


async def test_taking_in_twice_adds_nothing_twice(
    settings: Settings, database: Database, people: People, ada: Person, server: FaceServer
) -> None:
    contents = [jpeg(1), jpeg(2), jpeg(1)]
    examples = [example(number, content) for number, content in enumerate(contents, 1)]
    first = await take(settings, (database, server.runtime), put(settings, examples, contents), ada.id)
    again = await take(settings, (database, server.runtime), put(settings, examples, contents), ada.id)
    assert (first.added, first.known) == (2, 1)
    assert (again.added, again.known) == (0, 3)
    assert people.get(ada.id).face_count == 2


async def test_a_job_that_was_killed_half_way_is_begun_again(
    settings: Settings, database: Database, people: People, ada: Person, server: FaceServer
) -> None:
    contents = [jpeg(number) for number in range(6)]
    examples = [example(number, content) for number, content in enumerate(contents, 1)]
    upload = put(settings, examples, contents)
    job = Job(
        id="j",
        kind=JobKind.PERSON_IMPORT,
        state=JobState.RUNNING,
        person_import=PersonImport(upload=upload, person_id=ada.id),
    )

    def die(progress: float) -> None:
        if progress >= 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await asyncio.to_thread(_interrupted, settings, (database, server.runtime), job, die)
    assert people.get(ada.id).face_count == 3
    outcome = await take(settings, (database, server.runtime), upload, ada.id)
    assert (outcome.added, outcome.known) == (3, 3)


async def test_a_person_and_their_archive_are_one_change(
    settings: Settings, database: Database, people: People, server: FaceServer
) -> None:
    contents = [jpeg(1), jpeg(2), b"\x01\x02" * 16_000]
    examples = [example(number, content) for number, content in enumerate(contents[:2], 1)]
    examples.append(example(1, contents[2], Modality.VOICE))
    desk = LibraryDesk(settings, database, JobDesk(Jobs(database), EventBus(), {}))
    job, ada = await desk.bring(put(settings, examples, contents), person_id=None, name="Ada")
    assert ada is not None
    await asyncio.to_thread(create(settings, database, server.runtime).do, job, lambda _progress: None)
    assert (people.get(ada.id).face_count, people.get(ada.id).voice_count) == (2, 1)
    (edit,) = Edits(database).list().edits
    Jobs(database).cancel(job.id)
    Edits(database).undo(edit.id)
    assert people.list() == ()


async def test_without_a_server_it_waits(settings: Settings, database: Database, ada: Person) -> None:
    upload = put(settings, [example(1, GREY)], [GREY])
    with pytest.raises(UnavailableError):
        await take(settings, (database, None), upload, ada.id)
    assert Incoming(settings.data).path(upload).exists()


async def test_a_person_with_500_photographs_goes_out_and_comes_in(
    settings: Settings, database: Database, people: People, server: FaceServer, tmp_path: Path
) -> None:
    contents = [jpeg(number) for number in range(500)]
    examples = [example(number, content) for number, content in enumerate(contents, 1)]
    source, target = people.create("Source"), people.create("Target")
    assert (await take(settings, (database, server.runtime), put(settings, examples, contents), source.id)).added == 500
    desk = LibraryDesk(settings, database, cast("Any", None))  # exporting queues nothing
    with desk.export(source.id) as file, Incoming(settings.data).receiving() as (upload, write):
        write(file.read())
    people.delete(source.id)
    outcome = await take(settings, (database, server.runtime), upload, target.id)
    assert (outcome.added, outcome.refused) == (500, ())
    assert [people.face_crop(target.id, face.id) for face in people.faces(target.id)] == contents


def _interrupted(settings: Settings, place: tuple[Database, Path], job: Job, report: Callable[[float], None]) -> None:
    create(settings, *place).do(job, report)
