import asyncio
from dataclasses import fields, replace

import pytest
from sqlalchemy import update

from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store import jobs as jobs_module
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.schema import job as table
from wallflower.wire import ErrorCode, Problem
from wallflower.wire_jobs import SHAPES, Export, ExportFile, ExportKind, ExportResult, Job, JobKind, JobState, Transfer
from wallflower.wire_models import ModelOrder, ModelOutcome

ORDER = Export(kind=ExportKind.CLIP, camera_ids=("cam",), start_ms=1000, end_ms=2000, note="the parcel")
FILE = ExportFile(name="clip.mp4", media_type="video/mp4", size_bytes=700, sha256="0" * 64)
DOWNLOAD = ModelOrder(name="base")
KIND = JobKind.EXPORT
PROBLEM = Problem(code=ErrorCode.DISK, message="the disk failed")


@pytest.fixture
def jobs(database: Database) -> Jobs:
    return Jobs(database)


def test_a_job_from_its_order_to_its_end(jobs: Jobs) -> None:
    job = jobs.add(ORDER)
    assert (job.kind, job.state, job.export) == (KIND, JobState.QUEUED, ORDER)
    assert (job.attempts, job.progress) == (0, 0.0)
    claimed = jobs.claim(KIND)
    assert claimed is not None
    assert (claimed.id, claimed.state, claimed.attempts) == (job.id, JobState.RUNNING, 1)
    assert jobs.claim(KIND) is None
    assert jobs.report(job.id, 0.25).progress == 0.25
    assert jobs.report(job.id, 7.0).progress == 1.0
    done = jobs.finish(job.id, ExportResult(files=(FILE,)))
    assert (done.state, done.progress, done.result) == (JobState.DONE, 1.0, ExportResult(files=(FILE,)))
    assert done.ended_ms is not None
    assert jobs.exported_bytes() == 700
    assert jobs.get(job.id) == done


def test_the_oldest_goes_first(jobs: Jobs) -> None:
    orders = [jobs.add(ORDER) for _ in range(5)]
    expected = [job.id for job in sorted(orders, key=lambda job: (job.created_ms, job.id))]
    taken = [jobs.claim(KIND) for _ in orders]
    assert [job.id for job in taken if job is not None] == expected


def test_cancel_while_waiting_and_while_running(jobs: Jobs) -> None:
    waiting = jobs.add(ORDER)
    assert jobs.cancel(waiting.id).state is JobState.CANCELLED
    assert jobs.claim(KIND) is None
    running = jobs.add(ORDER)
    jobs.claim(KIND)
    assert not jobs.is_cancelling(running.id)
    told = jobs.cancel(running.id)
    assert (told.state, told.cancelling) == (JobState.RUNNING, True)
    assert jobs.is_cancelling(running.id)
    assert jobs.stop(running.id).state is JobState.CANCELLED
    for job_id in (waiting.id, running.id):
        with pytest.raises(ConflictError):
            jobs.cancel(job_id)


def test_retry_begins_anew(jobs: Jobs) -> None:
    job = jobs.add(ORDER)
    with pytest.raises(ConflictError):
        jobs.retry(job.id)
    jobs.claim(KIND)
    assert jobs.fail(job.id, PROBLEM).problem == PROBLEM
    again = jobs.retry(job.id)
    assert (again.state, again.problem, again.attempts, again.ended_ms) == (JobState.QUEUED, None, 0, None)
    claimed = jobs.claim(KIND)
    assert claimed is not None
    assert claimed.attempts == 1


def test_a_restart_puts_back_what_was_running_and_does_not_count_it(jobs: Jobs) -> None:
    running, cancelled, waiting = (jobs.add(ORDER) for _ in range(3))
    for _ in range(3):
        jobs.claim(KIND)
    jobs.requeue(waiting.id, PROBLEM)
    jobs.cancel(cancelled.id)
    assert jobs.release_running() == 1
    assert (jobs.get(running.id).state, jobs.get(running.id).attempts) == (JobState.QUEUED, 0)
    assert jobs.get(cancelled.id).state is JobState.CANCELLED
    assert (jobs.get(waiting.id).attempts, jobs.get(waiting.id).problem) == (1, PROBLEM)
    assert jobs.release_running() == 0


def test_delete_refuses_what_runs(jobs: Jobs) -> None:
    job = jobs.add(ORDER)
    jobs.claim(KIND)
    with pytest.raises(ConflictError, match="cancel it first"):
        jobs.delete(job.id)
    jobs.stop(job.id)
    jobs.delete(job.id)
    assert jobs.ids() == set()
    assert jobs.is_cancelling(job.id)  # whoever still works on it stops
    for action in (jobs.get, jobs.delete, jobs.cancel, jobs.retry):
        with pytest.raises(NotFoundError):
            action(job.id)


def test_what_ended_long_ago_or_is_one_too_many_is_surplus(
    jobs: Jobs, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "AT_ONCE", 2)
    first, second, third, fourth, waiting, download = (
        *(jobs.add(ORDER).id for _ in range(5)),
        jobs.add(DOWNLOAD).id,
    )
    jobs.finish(first, ExportResult(files=(FILE,)))
    jobs.fail(second, PROBLEM)
    for job_id in (third, fourth, download):
        jobs.cancel(job_id)
    with database.write() as connection:
        for number, job_id in enumerate((first, second, third, fourth, waiting, download)):
            at = {"created_ms": number, "ended_ms": None if job_id == waiting else 100 + number}
            connection.execute(update(table).where(table.c.id == job_id).values(at))

    def surplus(before_ms: int, most: int) -> list[str]:
        return [job.id for job in jobs.surplus(KIND, before_ms, most)]

    assert surplus(100, 9) == []
    assert surplus(102, 9) == [first, second]
    assert surplus(0, 3) == [first]
    assert surplus(102, 1) == surplus(999, 9) == surplus(999, 0) == [first, second, third]
    assert jobs.surplus(JobKind.MODEL_DOWNLOAD, 999, 0) == ()
    jobs.retry(second)
    assert jobs.delete_ended([first, second, third, "gone"]) == 2
    assert jobs.ids() == {second, fourth, waiting, download}


def test_only_exports_that_make_something(jobs: Jobs) -> None:
    jobs.add(DOWNLOAD)
    jobs.add(ORDER)
    story = jobs.add(replace(ORDER, kind=ExportKind.STORY))
    assert jobs.list(export=ExportKind.STORY) == ([story], None)
    assert jobs.list(export=ExportKind.AUDIO) == ([], None)
    assert jobs.list(export=ExportKind.STORY, kind=JobKind.MODEL_DOWNLOAD) == ([], None)


def test_pages_hold_every_job_once(jobs: Jobs) -> None:
    ids = {jobs.add(ORDER).id for _ in range(7)}
    found: list[str] = []
    cursor = None
    for _ in range(4):
        page, cursor = jobs.list(limit=2, cursor=cursor)
        found += [job.id for job in page]
    assert cursor is None
    assert (set(found), len(found)) == (ids, 7)
    assert jobs.list(state=JobState.DONE) == ([], None)
    assert jobs.list(kind=JobKind.MODEL_DOWNLOAD) == ([], None)
    assert len(jobs.list(kind=KIND, state=JobState.QUEUED)[0]) == 7
    for wrong in ("", "x", "12", "-abc", "9" * 30 + "-a", "١-a"):
        with pytest.raises(InvalidRequestError):
            jobs.list(cursor=wrong)


async def test_no_job_is_claimed_twice(jobs: Jobs) -> None:
    ids = {jobs.add(ORDER).id for _ in range(8)}
    claimed = await asyncio.gather(*(asyncio.to_thread(jobs.claim, KIND) for _ in range(12)))
    taken = [job.id for job in claimed if job is not None]
    assert (set(taken), len(taken)) == (ids, 8)


def test_kinds_do_not_wait_for_each_other(jobs: Jobs) -> None:
    exports, download = [jobs.add(ORDER), jobs.add(ORDER)], jobs.add(DOWNLOAD)
    assert (download.kind, download.model, download.export) == (JobKind.MODEL_DOWNLOAD, DOWNLOAD, None)
    claimed = jobs.claim(JobKind.MODEL_DOWNLOAD)
    assert claimed is not None
    assert claimed.id == download.id
    assert jobs.claim(JobKind.MODEL_DOWNLOAD) is None
    assert {job.id for job in jobs.unfinished(KIND)} == {job.id for job in exports}
    assert [job.id for job in jobs.unfinished(JobKind.MODEL_DOWNLOAD)] == [download.id]


def test_what_a_kind_made_comes_back_under_its_own_key(jobs: Jobs) -> None:
    job = jobs.add(DOWNLOAD)
    outcome = ModelOutcome(name="base", size_bytes=5, files=())
    done = jobs.finish(job.id, outcome)
    assert (done.installed, done.result) == (outcome, None)
    assert jobs.exported_bytes() == 0
    assert jobs.unfinished(JobKind.MODEL_DOWNLOAD) == ()


def test_bytes_are_told_while_a_job_runs(jobs: Jobs) -> None:
    job = jobs.add(DOWNLOAD)
    jobs.claim(JobKind.MODEL_DOWNLOAD)
    transfer = Transfer(done_bytes=10, total_bytes=40, bytes_per_s=5, left_s=6)
    assert jobs.report(job.id, 0.25, transfer).transfer == transfer
    assert jobs.requeue(job.id).transfer is None
    jobs.report(job.id, 0.25, transfer)
    assert jobs.fail(job.id, PROBLEM).transfer is None


def test_a_kind_of_a_newer_version_can_be_listed_and_deleted(jobs: Jobs, database: Database) -> None:
    job_id = jobs.add(ORDER).id
    with database.write() as connection:
        connection.execute(update(table).values(kind="telepathy", spec={"of": "whom"}))
    (found,), _ = jobs.list()
    assert (found.id, found.kind, found.export) == (job_id, JobKind.UNKNOWN, None)
    jobs.delete(job_id)
    assert jobs.ids() == set()


def test_every_kind_has_a_shape_that_a_job_can_carry() -> None:
    assert set(SHAPES) == set(JobKind) - {JobKind.UNKNOWN}
    keys = {field.name for field in fields(Job)}
    assert all({shape.order_key, shape.outcome_key} <= keys for shape in SHAPES.values())
    assert len({shape.order for shape in SHAPES.values()}) == len(SHAPES)
