"""The server's side of the queue of jobs: what is told of a job is never older than what was told before."""

from pathlib import Path
from typing import override

from wallflower.cameras.job_desk import JobDesk
from wallflower.errors import StorageError
from wallflower.events import EventBus
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.wire_jobs import Export, ExportKind, Job, JobState, Order

ORDER = Export(kind=ExportKind.CLIP, camera_ids=("cam",), start_ms=0, end_ms=4000)


class Swift(Jobs):
    """Jobs with a worker who is done before whoever ordered goes on."""

    @override
    def add(self, order: Order, job_id: str | None = None) -> Job:
        job = super().add(order, job_id)
        self.claim(job.kind)
        return job


async def test_a_worker_who_is_faster_than_what_is_told_of_the_order_has_the_last_word(tmp_path: Path) -> None:
    database = Database(tmp_path / "wallflower.db")
    database.migrate()
    bus = EventBus()
    subscription = bus.subscribe()
    job = await JobDesk(Swift(database), bus, {}).add(ORDER)
    told = [Job.from_json(event.data) for event in await subscription.next() or ()]
    assert [each.id for each in told] == [job.id] * 2
    assert [each.state for each in told] == [JobState.QUEUED, JobState.RUNNING]
    database.close()


class Forgetful(Jobs):
    """Jobs that can be ordered, and not read afterwards."""

    is_ordered = False

    @override
    def add(self, order: Order, job_id: str | None = None) -> Job:
        job = super().add(order, job_id)
        self.is_ordered = True
        return job

    @override
    def get(self, job_id: str) -> Job:
        if self.is_ordered:
            raise StorageError("the database cannot be read: look after its disk")
        return super().get(job_id)


async def test_what_was_ordered_is_not_refused_because_it_cannot_be_read_again(tmp_path: Path) -> None:
    database = Database(tmp_path / "wallflower.db")
    database.migrate()
    job = await JobDesk(Forgetful(database), EventBus(), {}).add(ORDER)
    assert job.state is JobState.QUEUED
    database.close()
