"""Jobs about people as the jobs process does them: in real children, which are killed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from tests.support.face_server import FaceServer, portrait, portrait_crop
from tests.support.jobs import working
from tests.support.waiting import until
from tests.unit.library.archives import example, person
from wallflower.cameras.job_kinds import make_cares
from wallflower.cameras.jobs import Pace, Starting, Worker
from wallflower.config import Settings
from wallflower.library.archive import write_archive
from wallflower.library.incoming import Incoming
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.people import People
from wallflower.wire import EventType
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_library import FolderScan, PersonImport

PATIENCE_S = 240.0


class Events:
    """Takes what the worker tells."""

    def send(self, _kind: EventType, _data: dict[str, Any], _at_ms: int) -> bool:
        return True


@pytest.fixture
def worker(settings: Settings, database: Database, server: FaceServer) -> Worker:
    cares = make_cares(settings, database)
    kinds = (JobKind.PERSON_IMPORT, JobKind.FOLDER_SCAN, JobKind.REMATCH)
    mine = {kind: cares[kind] for kind in kinds}
    return Worker(
        settings,
        database,
        cast("Any", Events()),
        mine,
        starting=Starting(runtime=server.runtime),
        pace=Pace(poll_s=0.05),
    )


def kill_child(worker_pid: int) -> bool:
    """Kill the job's process, if there is one: nobody else's has this process as its argument."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"wallflower.cameras.job_child" in command and str(worker_pid).encode() in command:
                os.kill(int(entry.name), signal.SIGKILL)
                return True
    return False


async def kill_when(condition: Callable[[], bool]) -> None:
    await until(condition, PATIENCE_S)
    assert kill_child(os.getpid())


async def done(jobs: Jobs, job_id: str) -> Job:
    await until(lambda: jobs.get(job_id).state in {JobState.DONE, JobState.FAILED}, PATIENCE_S)
    job = jobs.get(job_id)
    assert job.state is JobState.DONE, job.problem
    return job


@pytest.mark.slow
async def test_an_import_whose_process_is_killed_loses_and_doubles_nothing(
    settings: Settings, database: Database, people: People, worker: Worker
) -> None:
    # Trailing bytes make one picture many; each has to go through the engine, which takes a while.
    contents = [portrait_crop() + number.to_bytes(2) for number in range(30)]
    examples = [example(number, content, engine="elsewhere") for number, content in enumerate(contents, 1)]
    with Incoming(settings.data).receiving() as (upload, write), (settings.data / "packed.zip").open("w+b") as file:
        write_archive(file, person(*examples), contents)
        file.seek(0)
        write(file.read())
    ada, jobs = people.create("Ada"), Jobs(database)
    job = jobs.add(PersonImport(upload=upload, person_id=ada.id))
    async with working(worker):
        await kill_when(lambda: people.get(ada.id).face_count >= 2)
        ended = await done(jobs, job.id)
        (rematch,) = [entry for entry in jobs.list()[0] if entry.kind is JobKind.REMATCH]
        await done(jobs, rematch.id)
    assert ended.attempts == 2
    assert ended.imported is not None
    assert (ended.imported.added + ended.imported.known, ended.imported.refused) == (30, ())
    assert people.get(ada.id).face_count == 30
    assert list((settings.data / "imports").iterdir()) == []


@pytest.mark.slow
async def test_a_scan_whose_process_is_killed_goes_on(
    settings: Settings, database: Database, people: People, worker: Worker
) -> None:
    for number in range(6):
        file = settings.photographs / f"Person {number}" / "1.jpg"
        file.parent.mkdir(parents=True)
        file.write_bytes(portrait() if number == 0 else portrait()[:-2] + number.to_bytes(2))
    jobs = Jobs(database)
    job = jobs.add(FolderScan())
    async with working(worker):
        await kill_when(lambda: len(people.list()) >= 1)
        ended = await done(jobs, job.id)
    assert ended.scanned is not None
    assert ended.scanned.images == 6
    # One face cannot be six people: the first has it, whoever comes later is refused.
    assert sum(someone.face_count for someone in people.list()) == 1
    assert all((settings.photographs / f"Person {number}" / "1.jpg").exists() for number in range(6))
