"""The analysis process's choice of a face engine, with real children."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from tests.support.people import judge
from tests.support.visits import STAY
from tests.support.waiting import PATIENCE_S
from tests.unit.faces.pack import build_pack, draw_face
from tests.unit.faces.sface_pack import build_sface
from wallflower.cameras import face_room
from wallflower.cameras.engine_pools import EnginePools
from wallflower.cameras.face_choice import FaceChoices, FaceTerms, digest_of
from wallflower.cameras.face_room import FaceRoom, SettledPeople
from wallflower.config import Settings
from wallflower.errors import ModelMissingError, UnavailableError, WallflowerError
from wallflower.faces.engine import Rgb
from wallflower.media.picture import encode_jpeg
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary
from wallflower.store.jobs import Jobs
from wallflower.store.labels import Labels
from wallflower.store.meta import Meta
from wallflower.store.past_faces import PastRejections
from wallflower.store.people import NewFace, People
from wallflower.store.visits import Visits
from wallflower.wire_faces import Reembedding, ReembeddingOutcome
from wallflower.wire_jobs import JobKind
from wallflower.workers import executor

GREEN = (20, 200, 90)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=tmp_path / "media")


@pytest.fixture
def choices(settings: Settings, database: Database) -> FaceChoices:
    return FaceChoices(settings, Meta(database))


@pytest.fixture
async def room(settings: Settings, database: Database) -> AsyncIterator[FaceRoom]:
    room = FaceRoom(settings, database, EnginePools(settings))
    yield room
    await room.close()


def picture() -> Rgb:
    rgb = np.full((640, 640, 3), 90, np.uint8)
    draw_face(rgb, 96, 96, GREEN)
    return rgb


async def test_the_bundled_engine_works_until_another_is_chosen(
    room: FaceRoom, choices: FaceChoices, settings: Settings
) -> None:
    await room.follow()
    status = room.status()
    assert (status.engine, status.model, status.usable) == ("dlib", "resnet_v1", True)
    assert "bundled" in status.why
    build_sface(settings.models_directory / "sface/models/toy")
    choices.set("sface", "toy", "Grace")
    await room.follow()
    image = await room.analyse(picture())
    assert (image.profile.engine, image.profile.model, len(image.faces)) == ("sface", "toy", 1)
    status = room.status()
    assert (status.engine, status.chosen_by, status.why) == ("sface", "Grace", "it was chosen")
    assert status.providers == ("CPUExecutionProvider",)


async def test_a_pack_whose_terms_nobody_accepted_is_not_used(
    room: FaceRoom, choices: FaceChoices, settings: Settings, database: Database
) -> None:
    build_pack(settings.models_directory / "insightface/models/toy")
    choices.set("insightface", None, "Grace")
    await room.follow()
    with pytest.raises(ModelMissingError, match="terms"):
        await room.analyse(picture())
    assert not room.status().usable
    terms = FaceTerms(Meta(database))
    text = terms.text("insightface", "toy")
    assert text is not None
    terms.accept("insightface", "toy", digest_of(text), "Grace")
    await room.follow()
    assert (await room.analyse(picture())).profile.model == "toy"


async def test_an_engine_that_vanishes_is_a_reason_and_not_the_end(
    room: FaceRoom, choices: FaceChoices, settings: Settings
) -> None:
    choices.set("sface", None, "Grace")
    await room.follow()
    with pytest.raises(WallflowerError, match="no sface pack is installed"):
        await room.analyse(picture())
    build_sface(settings.models_directory / "sface/models/toy")
    assert len((await room.analyse(picture())).faces) == 1


async def test_nobody_is_known_while_the_library_waits_for_its_job(
    room: FaceRoom, choices: FaceChoices, settings: Settings, database: Database
) -> None:
    people, jobs, library = SettledPeople(database), Jobs(database), FaceLibrary(database)
    ada = People(database).create("Ada")
    for number in range(2):
        new = NewFace(
            engine="dlib",
            model="resnet_v1",
            embedding=np.ones(128, np.float32),
            quality=0.9,
            parts={},
            crop=encode_jpeg(np.full((64, 64, 3), number, np.uint8)),
        )
        People(database).add_face(ada.id, new)
    await room.follow()
    assert len(people.gallery("dlib", "resnet_v1")) == 2
    assert jobs.unfinished(JobKind.REEMBEDDING) == ()
    build_sface(settings.models_directory / "sface/models/toy")
    choices.set("sface", "toy", "Grace")
    assert await room.follow()
    (job,) = jobs.unfinished(JobKind.REEMBEDDING)
    assert job.reembedding == Reembedding(engine="sface", model="toy")
    await room.follow()
    assert len(jobs.unfinished(JobKind.REEMBEDDING)) == 1
    first, second = library.waiting("sface", "toy")
    library.embed(first, "sface", "toy", np.ones(128, np.float32))
    assert people.gallery("sface", "toy") == ()
    library.miss(second, "sface", "toy")
    assert await room.follow()
    assert len(people.gallery("sface", "toy")) == 1


async def test_nobody_is_known_while_what_is_not_theirs_waits(
    room: FaceRoom, settings: Settings, database: Database
) -> None:
    people, jobs = SettledPeople(database), Jobs(database)
    Cameras(database).create(CameraRow(id="door", name="Door", url="rtsp://192.0.2.1/"))
    visit_id = Visits(database).open(STAY).id
    Visits(database).update(visit_id, STAY, end_ms=20_000)
    ada = people.create("Ada")
    new = NewFace(
        engine="dlib", model="resnet_v1", embedding=np.ones(128, np.float32), quality=0.9, parts={}, crop=b"crop"
    )
    people.add_face(ada.id, new)
    await room.follow()
    (job,) = jobs.unfinished(JobKind.REEMBEDDING)
    jobs.finish(job.id, ReembeddingOutcome(embedded=0))
    assert len(people.gallery("dlib", "resnet_v1")) == 1
    Labels(database, judge).reject_visits([visit_id], ada.id)
    assert people.gallery("dlib", "resnet_v1") == ()
    await room.follow()
    (job,) = jobs.unfinished(JobKind.REEMBEDDING)
    rejections = PastRejections(database)
    rejections.embed(rejections.waiting("dlib", "resnet_v1")[0], "dlib", "resnet_v1", np.ones(128, np.float32))
    jobs.finish(job.id, ReembeddingOutcome(embedded=0, rejections=1))
    assert await room.follow()
    assert len(people.gallery("dlib", "resnet_v1")) == 1
    assert jobs.unfinished(JobKind.REEMBEDDING) == ()
    await FaceRoom(settings, database, EnginePools(settings)).follow()  # the visit waits still
    assert len(jobs.unfinished(JobKind.REEMBEDDING)) == 1


async def test_a_job_that_was_given_up_is_not_ordered_again_by_itself(
    room: FaceRoom, choices: FaceChoices, settings: Settings, database: Database
) -> None:
    jobs = Jobs(database)
    ada = People(database).create("Ada")
    new = NewFace(engine="x", model="y", embedding=np.ones(3, np.float32), quality=0.9, parts={}, crop=b"crop")
    People(database).add_face(ada.id, new)
    await room.follow()
    (job,) = jobs.unfinished(JobKind.REEMBEDDING)
    jobs.cancel(job.id)
    await room.follow()
    assert jobs.unfinished(JobKind.REEMBEDDING) == ()
    assert room.status().library.waiting == 1


async def test_an_engine_that_hangs_or_dies_is_replaced_and_the_next_picture_is_analysed(
    room: FaceRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executor, "BACK_OFF_S", (0.1,))
    await room.follow()
    await room.analyse(picture())
    assert room._pool is not None
    pid = await room._pool.run(os.getpid, timeout_s=PATIENCE_S)
    os.kill(pid, signal.SIGSTOP)
    monkeypatch.setattr(face_room, "ANALYSE_TIMEOUT_S", 0.5)
    with pytest.raises(TimeoutError):
        await room.analyse(picture())
    monkeypatch.setattr(face_room, "ANALYSE_TIMEOUT_S", 60.0)
    assert (await room.analyse(picture())).profile.engine == "dlib"
    pid = await room._pool.run(os.getpid, timeout_s=PATIENCE_S)
    os.kill(pid, signal.SIGSTOP)
    under_way = asyncio.create_task(room.analyse(picture()))
    await asyncio.sleep(0.2)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(UnavailableError, match="crashed"):
        await under_way
    assert (await room.analyse(picture())).profile.engine == "dlib"
