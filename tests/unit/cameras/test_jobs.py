"""The jobs process with real children, and with children that misbehave."""

import asyncio
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, cast, override

import pytest
from sqlalchemy import update

from tests.support.films import look_at
from tests.support.footage import START_MS, make_footage, make_fragments
from tests.support.jobs import working
from tests.support.processes import is_gone
from tests.support.shelf import Shelf, make_shelf
from tests.support.waiting import until
from wallflower.cameras.job_care import Care
from wallflower.cameras.job_child import WORKS
from wallflower.cameras.job_kinds import make_cares
from wallflower.cameras.jobs import Pace, Starting, Worker
from wallflower.config import Settings
from wallflower.library.incoming import Incoming
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.schema import job as job_table
from wallflower.wire import ErrorCode, EventType, Problem
from wallflower.wire_jobs import Export, ExportKind, ExportResult, Job, JobKind, JobState, Transfer
from wallflower.wire_library import PersonImport
from wallflower.wire_models import ModelOrder
from wallflower.workers.link import EventSender

ORDER = Export(kind=ExportKind.CLIP, camera_ids=("cam",), start_ms=START_MS, end_ms=START_MS + 4000)
DOWNLOAD = ModelOrder(name="base")
# A child that tells how far it is and then goes on for ever.
PACKET = """
import json, time
print(json.dumps({"progress": 0.5, "transfer": {"done_bytes": 5, "total_bytes": 10}}), flush=True)
time.sleep(600)
"""
# Starting a real child and its libraries takes a while on a busy machine.
PATIENCE_S = 60.0
FAST = Pace(poll_s=0.05, silence_s=20.0)


class Events:
    """Takes what the worker tells."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.gone: list[str] = []

    def send(self, kind: EventType, data: dict[str, Any], _at_ms: int) -> bool:
        assert kind is EventType.JOB
        if data.keys() == {"id"}:
            self.gone.append(data["id"])
        else:
            self.jobs.append(Job.from_json(data))
        return True


class Nothing(Care):
    """Cares for a kind that leaves nothing behind."""

    def __init__(self) -> None:
        self.discarded: list[str] = []

    @override
    def prepare(self, job: Job) -> None:
        assert job.kind is JobKind.MODEL_DOWNLOAD

    @override
    def tidy(self) -> None:
        pass

    @override
    def discard(self, job: Job) -> None:
        self.discarded.append(job.id)


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("cam")
    shelf.record(make_fragments(make_footage(5)))
    return shelf


@pytest.fixture
def settings(shelf: Shelf, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=shelf.media, minimum_free_gb=0)


@pytest.fixture
def jobs(shelf: Shelf) -> Jobs:
    return Jobs(shelf.database)


@pytest.fixture
def events() -> Events:
    return Events()


def child(code: str) -> tuple[str, ...]:
    """Return the command of a child that runs this code instead of a job."""
    return (sys.executable, "-c", code)


@pytest.fixture
def make(settings: Settings, shelf: Shelf, events: Events) -> Callable[..., Worker]:
    def made(*command: str, pace: Pace = FAST, care: Care | None = None) -> Worker:
        sender = cast("EventSender", events)
        cares = {**make_cares(settings, shelf.database), JobKind.MODEL_DOWNLOAD: care or Nothing()}
        starting = Starting(command=command) if command else None
        return Worker(settings, shelf.database, sender, cares, starting=starting, pace=pace)

    return made


async def test_a_job_is_done_by_a_child(
    make: Callable[..., Worker], jobs: Jobs, events: Events, settings: Settings
) -> None:
    job = jobs.add(ORDER)
    async with working(make()):
        await until(lambda: jobs.get(job.id).state is JobState.DONE, PATIENCE_S)
    done = jobs.get(job.id)
    assert done.result is not None
    assert [file.name for file in done.result.files] == ["clip.mp4", "manifest.json"]
    film = look_at(settings.media / "exports" / job.id / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (40, 0)
    assert [told.state for told in events.jobs][:1] == [JobState.RUNNING]
    assert events.jobs[-1] == done


async def test_what_a_child_cannot_do_is_told(make: Callable[..., Worker], jobs: Jobs, settings: Settings) -> None:
    for path in settings.media.glob("cam/*/*/*.mp4"):
        path.unlink()
    job = jobs.add(ORDER)
    async with working(make()):
        await until(lambda: jobs.get(job.id).state is JobState.FAILED, PATIENCE_S)
    problem = jobs.get(job.id).problem
    assert problem is not None
    assert problem.code is ErrorCode.NOT_FOUND
    assert not any((settings.media / "exports").iterdir())


async def test_a_child_that_dies_is_tried_three_times(
    make: Callable[..., Worker], jobs: Jobs, settings: Settings
) -> None:
    partial = settings.media / "exports" / "half.partial"
    job = jobs.add(ORDER)
    code = f"import os; os.makedirs({str(partial)!r}, exist_ok=True); os.kill(os.getpid(), 9)"
    async with working(make(*child(code))):
        await until(lambda: jobs.get(job.id).state is JobState.FAILED, PATIENCE_S)
    failed = jobs.get(job.id)
    assert failed.attempts == 3
    assert failed.problem is not None
    assert "ended by itself (-9)" in failed.problem.message
    assert not partial.exists()


async def test_a_child_that_hangs_is_killed(make: Callable[..., Worker], jobs: Jobs) -> None:
    job = jobs.add(ORDER)
    async with working(make(*child("import time; time.sleep(600)"), pace=Pace(poll_s=0.05, silence_s=0.2))):
        await until(lambda: jobs.get(job.id).state is JobState.FAILED, PATIENCE_S)
    problem = jobs.get(job.id).problem
    assert problem is not None
    assert "did nothing" in problem.message


async def test_cancel_kills_the_child(make: Callable[..., Worker], jobs: Jobs) -> None:
    job = jobs.add(ORDER)
    async with working(make(*child("import time; print('{\"progress\": 0.5}', flush=True); time.sleep(600)"))):
        await until(lambda: jobs.get(job.id).progress == 0.5)
        jobs.cancel(job.id)
        await until(lambda: jobs.get(job.id).state is JobState.CANCELLED, PATIENCE_S)
    assert not jobs.get(job.id).cancelling


async def test_cancel_kills_what_the_child_started(make: Callable[..., Worker], jobs: Jobs, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    helper = "import subprocess, sys; made = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    tell = f"from pathlib import Path; Path({str(note)!r}).write_text(str(made.pid))"
    job = jobs.add(ORDER)
    async with working(make(*child(f"{helper}; {tell}; print('{{\"progress\": 0.5}}', flush=True); made.wait()"))):
        await until(lambda: jobs.get(job.id).progress == 0.5, PATIENCE_S)
        jobs.cancel(job.id)
        await until(lambda: jobs.get(job.id).state is JobState.CANCELLED, PATIENCE_S)
    await until(lambda: is_gone(int(note.read_text())))


async def test_a_restart_in_the_middle_begins_again(make: Callable[..., Worker], jobs: Jobs) -> None:
    job = jobs.add(ORDER)
    async with working(make(*child("import time; time.sleep(600)"))):
        await until(lambda: jobs.get(job.id).state is JobState.RUNNING)
    assert jobs.get(job.id).state is JobState.RUNNING
    async with working(make()):
        await until(lambda: jobs.get(job.id).state is JobState.DONE, PATIENCE_S)
    assert jobs.get(job.id).attempts == 1


async def test_a_disk_that_is_too_small_by_now(shelf: Shelf, jobs: Jobs, settings: Settings, events: Events) -> None:
    tight = settings.model_copy(update={"minimum_free_gb": 1e9})
    job = jobs.add(ORDER)
    async with working(
        Worker(tight, shelf.database, cast("EventSender", events), make_cares(tight, shelf.database), pace=FAST)
    ):
        await until(lambda: jobs.get(job.id).state is JobState.FAILED, PATIENCE_S)
    problem = jobs.get(job.id).problem
    assert problem is not None
    assert problem.code is ErrorCode.DISK_FULL
    assert "needs about" in problem.message


async def test_exports_of_nobody_are_swept(make: Callable[..., Worker], jobs: Jobs, settings: Settings) -> None:
    kept = jobs.add(ORDER)
    jobs.cancel(kept.id)
    root = settings.media / "exports"
    for name in ("aaaaaaaaaa", "aaaaaaaaaa.partial", kept.id):
        (root / name).mkdir(parents=True)
    async with working(make()):
        await until(lambda: {path.name for path in root.iterdir()} == {kept.id})


async def test_one_broken_line_of_a_child_is_no_answer(make: Callable[..., Worker], jobs: Jobs) -> None:
    job = jobs.add(ORDER)
    async with working(make(*child("print('[1]'); print('no JSON'); print('{\"progress\": 0.1}')"))):
        await until(lambda: jobs.get(job.id).state is JobState.FAILED, PATIENCE_S)
    assert jobs.get(job.id).attempts == 3


def running(jobs: Jobs) -> list[Job]:
    return jobs.list(state=JobState.RUNNING)[0]


async def test_no_kind_waits_for_another(make: Callable[..., Worker], jobs: Jobs, events: Events) -> None:
    """One job of each kind runs at a time, side by side; a second of a kind waits."""
    exports, downloads = [jobs.add(ORDER) for _ in range(2)], [jobs.add(DOWNLOAD) for _ in range(2)]
    care = Nothing()
    async with working(make(*child(PACKET), care=care)):
        await until(lambda: [bool(job.transfer) for job in running(jobs)] == [True, True])
        first = {job.kind: job.id for job in running(jobs)}
        assert set(first) == {JobKind.EXPORT, JobKind.MODEL_DOWNLOAD}
        jobs.cancel(first[JobKind.MODEL_DOWNLOAD])
        second = next(job.id for job in downloads if job.id != first[JobKind.MODEL_DOWNLOAD])
        await until(lambda: jobs.get(second).state is JobState.RUNNING)
        assert jobs.get(first[JobKind.EXPORT]).state is JobState.RUNNING
        assert care.discarded == [first[JobKind.MODEL_DOWNLOAD]]
        assert sum(jobs.get(job.id).state is JobState.QUEUED for job in exports) == 1
    assert Transfer(done_bytes=5, total_bytes=10) in [job.transfer for job in events.jobs]


def test_every_kind_has_somebody_who_does_it_and_somebody_who_cares(settings: Settings, shelf: Shelf) -> None:
    assert set(WORKS) == set(make_cares(settings, shelf.database))


async def test_old_jobs_go_unless_their_files_are_there(
    make: Callable[..., Worker], jobs: Jobs, events: Events, settings: Settings
) -> None:
    kept, *gone = (jobs.add(ORDER).id for _ in range(3))
    newest = jobs.add(ORDER).id
    _make_newest(jobs, newest)
    (settings.media / "exports" / kept).mkdir(parents=True)
    for job_id in (kept, gone[0]):
        jobs.finish(job_id, ExportResult(files=()))
    jobs.fail(gone[1], Problem(code=ErrorCode.DISK, message="the disk failed"))
    jobs.cancel(newest)
    _age(jobs, 31)
    worker = make()
    async with working(worker):
        await until(lambda: set(events.gone) == set(gone), PATIENCE_S)
    assert jobs.ids() == {kept, newest}
    assert (settings.media / "exports" / kept).is_dir()


def test_exports_are_kept_while_the_media_are_not_there(jobs: Jobs, settings: Settings) -> None:
    care = make_cares(settings, jobs._database)[JobKind.EXPORT]
    job = jobs.finish(jobs.add(ORDER).id, ExportResult(files=()))
    assert care.keeps(job)
    (settings.media / "exports").mkdir()
    assert not care.keeps(job)


async def test_a_pruned_import_leaves_no_archive(make: Callable[..., Worker], jobs: Jobs, settings: Settings) -> None:
    with Incoming(settings.data).receiving() as (upload, write):
        write(b"archive")
    path = Incoming(settings.data).path(upload)
    os.utime(path, (1, 1))
    jobs.cancel(jobs.add(PersonImport(upload=upload, person_id="who")).id)
    newest = jobs.cancel(jobs.add(PersonImport(upload="newer", person_id="who")).id)
    _make_newest(jobs, newest.id)
    _age(jobs, 29)
    async with working(make()):
        await asyncio.sleep(0.2)
    assert path.exists()
    _age(jobs, 2)
    async with working(make()):
        await until(lambda: not path.exists(), PATIENCE_S)
    assert jobs.ids() == {newest.id}


def _make_newest(jobs: Jobs, job_id: str) -> None:
    with jobs._database.write() as connection:
        later = update(job_table).where(job_table.c.id == job_id).values(created_ms=job_table.c.created_ms + 1000)
        connection.execute(later)


def _age(jobs: Jobs, days: int) -> None:
    with jobs._database.write() as connection:
        connection.execute(update(job_table).values(ended_ms=job_table.c.ended_ms - days * 86_400_000))
    assert all(callable(import_module(module).create) for module in WORKS.values())
