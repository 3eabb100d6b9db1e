"""The server's side of the queue of jobs: every change is an event."""

import asyncio
import contextlib
from collections.abc import Mapping

from wallflower.cameras.job_care import Care
from wallflower.errors import WallflowerError
from wallflower.events import EventBus
from wallflower.store.jobs import Jobs
from wallflower.wire import EventType
from wallflower.wire_jobs import Job, JobKind, JobState, Order


class JobDesk:
    """Queues, cancels, retries and deletes jobs of every kind."""

    def __init__(self, jobs: Jobs, bus: EventBus, cares: Mapping[JobKind, Care]) -> None:
        """Queue here and tell there; the cares delete what a job left on the disk."""
        self.jobs = jobs
        self._bus = bus
        self._cares = cares

    async def add(self, order: Order, job_id: str | None = None) -> Job:
        """Queue what is ordered, perhaps under an id that was made for it before."""
        return await self._tell(await asyncio.to_thread(self.jobs.add, order, job_id))

    async def add_once(self, order: Order) -> Job:
        """Queue what is ordered unless the same waits already; return what waits."""
        return await self._tell(await asyncio.to_thread(self.jobs.add_once, order))

    async def cancel(self, job_id: str) -> Job:
        """Stop a job; raise `NotFoundError`, `ConflictError` when it is over."""
        return await self._tell(await asyncio.to_thread(self.jobs.cancel, job_id))

    async def retry(self, job_id: str) -> Job:
        """Begin a failed or cancelled job anew; raise `NotFoundError`, `ConflictError` for any other."""
        return await self._tell(await asyncio.to_thread(self.jobs.retry, job_id))

    async def delete(self, job_id: str) -> None:
        """Delete a job with its files; raise `NotFoundError`, `StorageError`, `ConflictError` while it runs."""
        job = await asyncio.to_thread(self.jobs.get, job_id)
        # The files first: what has no job is taken for an export whose job the database lost. Only what failed or was
        # cancelled, and has no files, can begin to run in between.
        if job.kind in self._cares and job.state is not JobState.RUNNING:
            await asyncio.to_thread(self._cares[job.kind].discard, job)
        await asyncio.to_thread(self.jobs.delete, job_id)
        self.tell_gone(job_id)

    def tell_gone(self, job_id: str) -> None:
        """Tell that a job was deleted."""
        self._bus.publish(EventType.JOB, {"id": job_id})

    async def _tell(self, job: Job) -> Job:
        """Publish a change, and what its worker did meanwhile: what it told of that may have been heard before."""
        told = job
        self._bus.publish(EventType.JOB, told.to_json())
        with contextlib.suppress(WallflowerError):  # it is done, whether or not it can be read again
            while (now := await asyncio.to_thread(self.jobs.get, job.id)) != told:
                told = now
                self._bus.publish(EventType.JOB, told.to_json())
        return job
