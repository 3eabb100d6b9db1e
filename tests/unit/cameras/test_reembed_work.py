"""Embedding the library anew: by a real child of the jobs process, with engines that are real but for their weights."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from tests.support.jobs import working
from tests.support.people import judge
from tests.support.visits import STAY
from tests.support.waiting import until
from tests.unit.faces.pack import draw_face
from tests.unit.faces.sface_pack import build_sface
from wallflower.cameras import reembed_work
from wallflower.cameras.engine_pools import EnginePools
from wallflower.cameras.face_choice import FaceChoices
from wallflower.cameras.face_room import FaceRoom
from wallflower.cameras.job_kinds import ReembedCare
from wallflower.cameras.jobs import Pace, Starting, Worker
from wallflower.config import Settings
from wallflower.errors import UnavailableError
from wallflower.faces.watcher import Watcher
from wallflower.media.picture import encode_jpeg
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary
from wallflower.store.jobs import Jobs
from wallflower.store.labels import Labels
from wallflower.store.meta import Meta
from wallflower.store.past_faces import PastVisits
from wallflower.store.people import NewFace, People
from wallflower.store.strangers import Strangers
from wallflower.store.visits import Visits
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_faces import LibraryState, Reembedding, ReembeddingOutcome
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.workers.link import ControlServer, EventSender

ORDER = Reembedding(engine="sface", model="toy")
PATIENCE_S = 90.0


class Events:
    """Takes what the worker tells."""

    def send(self, _kind: EventType, _data: dict[str, Any], _at_ms: int) -> bool:
        return True


@dataclass
class Analysis:
    """The analysis process, as far as face engines are concerned; `failures` are answered first."""

    room: FaceRoom
    pools: EnginePools
    failures: int = 0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=tmp_path / "media")


@pytest.fixture
def memory_mb() -> int:
    return 2_000


@pytest.fixture
async def analysis(settings: Settings, database: Database, runtime: Path, memory_mb: int) -> AsyncIterator[Analysis]:
    pools = EnginePools(settings.model_copy(update={"engine_memory_mb": memory_mb}))
    made = Analysis(FaceRoom(settings, database, pools), pools)
    watcher = Watcher(made.room.analyse, People(database), Visits(database), lambda _change: None)

    async def answer(_params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        if made.failures:
            made.failures -= 1
            raise UnavailableError("its engine is down")
        return (await watcher.analyse_image(blob)).to_json()

    serving = asyncio.create_task(ControlServer(runtime, "analysis", {"analyse_image": answer}).run())
    yield made
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving
    await made.room.close()


@pytest.fixture
def worker(settings: Settings, database: Database, runtime: Path) -> Worker:
    cares = {JobKind.REEMBEDDING: ReembedCare()}
    pace = Pace(poll_s=0.05, silence_s=60.0)
    sender = cast("EventSender", Events())
    return Worker(settings, database, sender, cares, starting=Starting(runtime=runtime), pace=pace)


def crop_of(colours: tuple[int, int, int] | None) -> bytes:
    picture = np.full((192, 192, 3), 90, np.uint8)
    if colours is not None:
        draw_face(picture, 96, 96, colours)
    return encode_jpeg(picture, quality=98)


def enrol(database: Database, crop: bytes) -> None:
    people = People(database)
    person = next(iter(people.list()), None) or people.create("Ada")
    people.add_face(
        person.id,
        NewFace(engine="dlib", model="m", embedding=np.ones(4, np.float32), quality=0.9, parts={}, crop=crop),
    )


def choose(settings: Settings, database: Database, engine: str, model: str | None) -> None:
    FaceChoices(settings, Meta(database)).set(engine, model, "Grace")


async def done(worker: Worker, jobs: Jobs) -> Job:
    (job,) = jobs.unfinished(JobKind.REEMBEDDING)
    async with working(worker):
        await until(lambda: jobs.get(job.id).ended_ms is not None, PATIENCE_S)
    return jobs.get(job.id)


async def embed_here(database: Database, runtime: Path) -> ReembeddingOutcome:
    """Do the job in this process, so that its patience can be made short."""
    job = Job(id="j", kind=JobKind.REEMBEDDING, state=JobState.RUNNING, reembedding=ORDER)
    work = reembed_work.ReembedWork(database, runtime)
    return await asyncio.to_thread(work.do, job, lambda _progress: None)


async def test_crops_are_embedded_and_those_without_a_face_stay(
    worker: Worker, database: Database, settings: Settings, analysis: Analysis
) -> None:
    build_sface(settings.models_directory / "sface/models/toy")
    enrol(database, crop_of((20, 200, 90)))
    enrol(database, crop_of((120, 230, 20)))
    enrol(database, crop_of(None))
    enrol(database, b"no picture at all")
    choose(settings, database, "sface", "toy")
    await analysis.room.follow()
    job = await done(worker, Jobs(database))
    assert (job.state, job.reembedded) == (JobState.DONE, ReembeddingOutcome(embedded=2, unfound=2)), job.problem
    library = FaceLibrary(database)
    assert library.state("sface", "toy") == LibraryState(faces=4, ready=2, unfound=2)
    assert len(People(database).gallery("dlib", "m")) == 2
    rows = People(database).gallery("sface", "toy")
    assert [np.linalg.norm(row.embedding) for row in rows] == pytest.approx([1, 1], abs=1e-5)
    assert [held.name for held in analysis.pools.memory().engines] == ["faces sface"], "one engine, and it is counted"


@pytest.fixture
def past(database: Database, settings: Settings) -> int:
    """Two visits, in one of which there is a face; the first, which is returned, is not Ada."""
    build_sface(settings.models_directory / "sface/models/toy")
    Cameras(database).create(CameraRow(id="door", name="Door", url="rtsp://192.0.2.1/"))
    visits, ids = Visits(database), []
    for crop in (crop_of((20, 200, 90)), crop_of(None)):
        state = replace(STAY, best_crop=crop)
        ids.append(visits.update(visits.open(state).id, state, end_ms=20_000).id)
    Labels(database, judge).reject_visits(ids[:1], People(database).create("Ada").id)
    return ids[0]


async def test_past_faces_follow_the_library(
    worker: Worker, database: Database, settings: Settings, analysis: Analysis, past: int
) -> None:
    choose(settings, database, "sface", "toy")
    await analysis.room.follow()
    job = await done(worker, Jobs(database))
    assert job.reembedded == ReembeddingOutcome(embedded=0, unfound=1, rejections=1, visits=1)
    (rejected,) = People(database).rejected("sface", "toy")
    (stranger,) = Strangers(database).unknown("sface", "toy", least_quality=0, limit=9)
    assert stranger.visit_id == past
    assert stranger.embedding.tolist() == rejected.embedding.tolist()
    assert np.linalg.norm(rejected.embedding) == pytest.approx(1, abs=1e-5)


async def test_visits_are_left_to_the_next_job_when_another_engine_was_chosen_meanwhile(
    database: Database, settings: Settings, runtime: Path, analysis: Analysis, past: int
) -> None:
    choose(settings, database, "sface", "toy")
    await analysis.room.follow()
    Jobs(database).add(Reembedding(engine="dlib", model="m"))
    assert await embed_here(database, runtime) == ReembeddingOutcome(embedded=0, rejections=1)
    assert [stored.id for stored in PastVisits(database).waiting("sface", "toy")][:1] == [past]


async def test_a_missing_pack_is_told_and_loses_nothing(
    worker: Worker, database: Database, settings: Settings, analysis: Analysis
) -> None:
    enrol(database, crop_of((20, 200, 90)))
    choose(settings, database, "sface", "toy")
    await analysis.room.follow()
    Jobs(database).add(ORDER)
    job = await done(worker, Jobs(database))
    assert job.state is JobState.FAILED
    assert job.problem is not None
    assert job.problem.code is ErrorCode.MODEL_MISSING
    assert FaceLibrary(database).state("sface", "toy") == LibraryState(faces=1, waiting=1)
    assert len(People(database).gallery("dlib", "m")) == 1


async def test_an_engine_that_is_down_is_waited_for(
    database: Database, settings: Settings, runtime: Path, analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reembed_work, "PAUSES_S", (0.01,) * 4)
    build_sface(settings.models_directory / "sface/models/toy")
    enrol(database, crop_of((20, 200, 90)))
    choose(settings, database, "sface", "toy")
    analysis.failures = 5
    with pytest.raises(UnavailableError, match="its engine is down"):
        await embed_here(database, runtime)
    assert FaceLibrary(database).state("sface", "toy").waiting == 1
    analysis.failures = 4
    assert await embed_here(database, runtime) == ReembeddingOutcome(embedded=1)


@pytest.mark.parametrize("memory_mb", [100])
async def test_it_takes_no_memory_beside_that_of_the_engines(
    database: Database, settings: Settings, runtime: Path, analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reembed_work, "PAUSES_S", ())
    build_sface(settings.models_directory / "sface/models/toy")
    enrol(database, crop_of((20, 200, 90)))
    choose(settings, database, "sface", "toy")
    with pytest.raises(UnavailableError, match="raise engine_memory_mb"):
        await embed_here(database, runtime)
    assert analysis.pools.memory().used_bytes == 0
    assert FaceLibrary(database).state("sface", "toy").waiting == 1


async def test_when_another_engine_is_chosen_it_ends_and_mixes_nothing(
    database: Database, settings: Settings, runtime: Path, analysis: Analysis
) -> None:
    build_sface(settings.models_directory / "sface/models/toy")
    build_sface(settings.models_directory / "sface/models/other")
    enrol(database, crop_of((20, 200, 90)))
    choose(settings, database, "sface", "other")
    await analysis.room.follow()
    assert await embed_here(database, runtime) == ReembeddingOutcome(embedded=0)
    assert len(People(database).gallery("dlib", "m")) == 1
    (job,) = Jobs(database).unfinished(JobKind.REEMBEDDING)
    assert job.reembedding == Reembedding(engine="sface", model="other")


async def test_without_a_server_it_says_so(database: Database) -> None:
    job = Job(id="j", kind=JobKind.REEMBEDDING, state=JobState.RUNNING, reembedding=ORDER)
    with pytest.raises(UnavailableError, match="needs the server"):
        await asyncio.to_thread(reembed_work.ReembedWork(database, None).do, job, lambda _progress: None)
