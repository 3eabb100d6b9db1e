"""A download of a model as a job: in a real child of the jobs process, from a real server on the loopback."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from tests.support import hub as hubs
from tests.support.hub import REPOSITORY, REVISION, Hub, model_files, serving, size_bytes
from tests.support.jobs import working
from tests.support.sound import mini_whisper
from tests.support.waiting import until
from wallflower.cameras.job_kinds import ModelCare
from wallflower.cameras.jobs import Pace, Worker
from wallflower.config import Settings
from wallflower.speech.models import find
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_models import ModelImport, ModelOrder, Trust
from wallflower.workers.link import EventSender

__all__ = ["mini_whisper"]

ORDER = ModelOrder(name="mini", repository=REPOSITORY, revision=REVISION)
PATIENCE_S = 60.0


class Events:
    """Takes what the worker tells."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def send(self, _kind: EventType, data: dict[str, Any], _at_ms: int) -> bool:
        self.jobs.append(Job.from_json(data))
        return True


@pytest.fixture
async def hub(mini_whisper: Path) -> AsyncIterator[Hub]:
    async with serving(model_files(mini_whisper)) as hub:
        yield hub


@pytest.fixture
def settings(hub: Hub, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=tmp_path / "media", models_mirror=hub.address)


@pytest.fixture
def jobs(database: Database) -> Jobs:
    return Jobs(database)


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def worker(settings: Settings, database: Database, events: Events) -> Worker:
    cares = dict.fromkeys((JobKind.MODEL_DOWNLOAD, JobKind.MODEL_IMPORT), ModelCare(settings))
    return Worker(settings, database, cast("EventSender", events), cares, pace=Pace(poll_s=0.05, silence_s=30.0))


def at_work(settings: Settings) -> list[Path]:
    return [path for path in (settings.models_directory / ".work").glob("*/*/*") if size_bytes(path)]


async def test_a_job_installs_a_model(worker: Worker, jobs: Jobs, settings: Settings, events: Events) -> None:
    job = jobs.add(ORDER)
    async with working(worker):
        await until(lambda: jobs.get(job.id).state is JobState.DONE, PATIENCE_S)
    installed = jobs.get(job.id).installed
    assert installed is not None
    assert (installed.name, installed.repository, installed.revision) == ("mini", REPOSITORY, REVISION)
    assert {file.trust for file in installed.files} == {Trust.HUB}
    assert find(settings.models_directory).name == "mini"
    assert events.jobs[-1] == jobs.get(job.id)


async def test_a_restart_goes_on_where_it_was(worker: Worker, jobs: Jobs, settings: Settings, hub: Hub) -> None:
    hub.next("model.bin", hubs.stalling(700_000))
    job = jobs.add(ORDER)
    async with working(worker):
        await until(lambda: 700_000 in map(size_bytes, at_work(settings)), PATIENCE_S)
        await until(lambda: jobs.get(job.id).transfer, PATIENCE_S)
    assert jobs.get(job.id).state is JobState.RUNNING
    async with working(worker):
        await until(lambda: jobs.get(job.id).state is JobState.DONE, PATIENCE_S)
    assert hub.ranges("model.bin") == [0, 700_000]
    assert jobs.get(job.id).attempts == 1


async def test_cancelling_leaves_nothing(worker: Worker, jobs: Jobs, settings: Settings, hub: Hub) -> None:
    hub.next("model.bin", hubs.stalling(700_000))
    job = jobs.add(ORDER)
    async with working(worker):
        await until(lambda: at_work(settings), PATIENCE_S)
        jobs.cancel(job.id)
        await until(lambda: jobs.get(job.id).state is JobState.CANCELLED, PATIENCE_S)
    assert at_work(settings) == []


async def test_what_went_wrong_is_told_and_a_retry_goes_on(
    worker: Worker, jobs: Jobs, settings: Settings, hub: Hub
) -> None:
    hub.next("model.bin", hubs.telling("403 Forbidden"))
    job = jobs.add(ORDER)
    async with working(worker):
        await until(lambda: jobs.get(job.id).state is JobState.FAILED, PATIENCE_S)
        problem = jobs.get(job.id).problem
        assert problem is not None
        assert (problem.code, "another mirror" in problem.message) == (ErrorCode.AUTH_FAILED, True)
        assert at_work(settings)
        jobs.retry(job.id)
        await until(lambda: jobs.get(job.id).state is JobState.DONE, PATIENCE_S)
    assert len(hub.ranges("config.json")) == 1


async def test_an_import_is_a_job_that_waits_for_no_download(
    worker: Worker, jobs: Jobs, settings: Settings, hub: Hub, mini_whisper: Path
) -> None:
    hub.next("model.bin", hubs.stalling(700_000))
    await asyncio.to_thread(shutil.copytree, mini_whisper, settings.models_directory / "import" / "brought")
    download, brought = jobs.add(ORDER), jobs.add(ModelImport(name="brought", source="brought"))
    async with working(worker):
        await until(lambda: jobs.get(brought.id).state is JobState.DONE, PATIENCE_S)
        assert jobs.get(download.id).state is JobState.RUNNING
    installed = jobs.get(brought.id).installed
    assert installed is not None
    assert {file.trust for file in installed.files} == {Trust.NOBODY}
    assert find(settings.models_directory).name == "brought"
