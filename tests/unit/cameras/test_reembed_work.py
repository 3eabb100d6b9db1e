"""Embedding the library anew: in a real child of the jobs process, with engines that are real but for their weights."""

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from tests.support.jobs import working
from tests.support.waiting import until
from tests.unit.faces.pack import draw_face
from tests.unit.faces.sface_pack import build_sface
from wallflower.cameras.job_kinds import ReembedCare
from wallflower.cameras.jobs import Pace, Worker
from wallflower.config import Settings
from wallflower.media.picture import encode_jpeg
from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary
from wallflower.store.jobs import Jobs
from wallflower.store.people import NewFace, People
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_faces import LibraryState, Reembedding, ReembeddingOutcome
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.workers.link import EventSender

ORDER = Reembedding(engine="sface", model="toy")
PATIENCE_S = 90.0


class Events:
    """Takes what the worker tells."""

    def send(self, _kind: EventType, _data: dict[str, Any], _at_ms: int) -> bool:
        return True


def crop_of(colours: tuple[int, int, int] | None) -> bytes:
    picture = np.full((192, 192, 3), 90, np.uint8)
    if colours is not None:
        draw_face(picture, 96, 96, colours)
    return encode_jpeg(picture, quality=98)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=tmp_path / "media")


@pytest.fixture
def worker(settings: Settings, database: Database) -> Worker:
    cares = {JobKind.REEMBEDDING: ReembedCare()}
    return Worker(settings, database, cast("EventSender", Events()), cares, pace=Pace(poll_s=0.05, silence_s=60.0))


def enrol(database: Database, crop: bytes) -> None:
    people = People(database)
    person = next(iter(people.list()), None) or people.create("Ada")
    people.add_face(
        person.id,
        NewFace(engine="dlib", model="m", embedding=np.ones(4, np.float32), quality=0.9, parts={}, crop=crop),
    )


async def done(worker: Worker, jobs: Jobs) -> Job:
    job = jobs.add(ORDER)
    async with working(worker):
        await until(lambda: jobs.get(job.id).ended_ms is not None, PATIENCE_S)
    return jobs.get(job.id)


async def test_crops_are_embedded_and_those_without_a_face_stay(
    worker: Worker, database: Database, settings: Settings
) -> None:
    build_sface(settings.models_directory / "sface/models/toy")
    enrol(database, crop_of((20, 200, 90)))
    enrol(database, crop_of((120, 230, 20)))
    enrol(database, crop_of(None))
    enrol(database, b"no picture at all")
    job = await done(worker, Jobs(database))
    assert (job.state, job.reembedded) == (JobState.DONE, ReembeddingOutcome(embedded=2, unfound=2))
    library = FaceLibrary(database)
    assert library.state("sface", "toy") == LibraryState(faces=4, ready=2, unfound=2)
    assert len(People(database).gallery("dlib", "m")) == 2
    rows = People(database).gallery("sface", "toy")
    assert [np.linalg.norm(row.embedding) for row in rows] == pytest.approx([1, 1], abs=1e-5)


async def test_a_missing_pack_is_told_and_loses_nothing(worker: Worker, database: Database) -> None:
    enrol(database, crop_of((20, 200, 90)))
    job = await done(worker, Jobs(database))
    assert job.state is JobState.FAILED
    assert job.problem is not None
    assert job.problem.code is ErrorCode.MODEL_MISSING
    assert FaceLibrary(database).state("sface", "toy") == LibraryState(faces=1, waiting=1)
    assert len(People(database).gallery("dlib", "m")) == 1
