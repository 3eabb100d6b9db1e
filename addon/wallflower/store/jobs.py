"""The queue of long work: it survives every restart, and a job that was under way is begun again.

    queued → running → done | failed | cancelled,   running → queued (its process died, or the server stopped)

Only the jobs process claims and ends jobs; anybody may add, cancel and retry them.
"""

import builtins
from collections.abc import Iterable
from itertools import batched
from secrets import token_bytes
from typing import Any

from sqlalchemy import Row, and_, delete, insert, or_, select, update

from wallflower import clock
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.paging import before, cursor_of
from wallflower.store.schema import job
from wallflower.wire import Problem
from wallflower.wire_jobs import SHAPES, ExportKind, Job, JobKind, JobState, JobWait, Order, Outcome, Transfer, kind_of

AT_ONCE = 500
_GIVEN_UP = (JobState.FAILED, JobState.CANCELLED)
_ENDED = (JobState.DONE.value, JobState.FAILED.value, JobState.CANCELLED.value)
_IDLE = {"transfer": None, "waits_for": None}
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_ID_CHARACTERS = 10


def unknown_job() -> NotFoundError:
    """Return the error for a job that there is not, or that somebody may not know of."""
    return NotFoundError("no job has this id", field="job_id")


class Jobs:
    """The job table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, order: Order, job_id: str | None = None) -> Job:
        """Queue what is ordered and return its job, whose id may be one of `new_id`."""
        job_id = job_id or new_id()
        values = {
            "id": job_id,
            "kind": kind_of(order).value,
            "state": JobState.QUEUED.value,
            "spec": order.to_json(),
            "progress": 0.0,
            "attempts": 0,
            "created_ms": clock.now_ms(),
            "cancelling": False,
        }
        with self._database.write() as connection:
            return _job(connection.execute(insert(job).values(values).returning(job)).one())

    def adopt(self, job_id: str, order: Order, outcome: Outcome, made_ms: int) -> None:
        """List a job again that was done before this database knew of it."""
        values = {
            "id": job_id,
            "kind": kind_of(order).value,
            "state": JobState.DONE.value,
            "spec": order.to_json(),
            "result": outcome.to_json(),
            "progress": 1.0,
            "attempts": 1,
            "created_ms": made_ms,
            "ended_ms": made_ms,
            "cancelling": False,
        }
        with self._database.write() as connection:
            connection.execute(insert(job).values(values))

    def get(self, job_id: str) -> Job:
        """Return one job; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            row = connection.execute(select(job).where(job.c.id == job_id)).one_or_none()
        if row is None:
            raise unknown_job()
        return _job(row)

    def list(
        self,
        *,
        kind: JobKind | None = None,
        state: JobState | None = None,
        export: ExportKind | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> tuple[builtins.list[Job], str | None]:
        """Return a page of jobs, newest first, and the cursor of the next page; None at the end.

        `export`: only exports that make this.
        """
        query = select(job).order_by(job.c.created_ms.desc(), job.c.id.desc()).limit(limit + 1)
        if kind is not None:
            query = query.where(job.c.kind == kind.value)
        if state is not None:
            query = query.where(job.c.state == state.value)
        if export is not None:
            makes = job.c.spec["kind"].as_string() == export.value
            query = query.where(job.c.kind == JobKind.EXPORT.value, makes)
        if cursor is not None:
            query = query.where(before(cursor, job.c.created_ms, job.c.id))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        jobs = [_job(row) for row in rows[:limit]]
        return jobs, cursor_of(jobs[-1].created_ms, jobs[-1].id) if len(rows) > limit else None

    def unfinished(self, kind: JobKind) -> tuple[Job, ...]:
        """Return the jobs of a kind that wait or run, oldest first."""
        alive = job.c.state.in_([JobState.QUEUED.value, JobState.RUNNING.value])
        query = select(job).where(job.c.kind == kind.value, alive).order_by(job.c.created_ms, job.c.id)
        with self._database.read() as connection:
            return tuple(_job(row) for row in connection.execute(query))

    def add_once(self, order: Order) -> Job:
        """Return the job of the same order that still waits to begin, or queue one."""
        for found in self.unfinished(kind_of(order)):
            if found.state is JobState.QUEUED and order_of(found) == order:
                return found
        return self.add(order)

    def is_under_way(self, order: Order) -> bool:
        """Tell whether a job of the same order waits or runs."""
        return any(order_of(found) == order for found in self.unfinished(kind_of(order)))

    def was_given_up(self, order: Order) -> bool:
        """Tell whether the last job of its kind was of this order and failed or was cancelled."""
        latest, _cursor = self.list(kind=kind_of(order), limit=1)
        return any(order_of(found) == order and found.state in _GIVEN_UP for found in latest)

    def ids(self) -> set[str]:
        """Return the id of every job."""
        with self._database.read() as connection:
            return set(connection.execute(select(job.c.id)).scalars())

    def claim(self, kind: JobKind) -> Job | None:
        """Begin the oldest queued job of a kind, if there is one."""
        waiting = and_(job.c.kind == kind.value, job.c.state == JobState.QUEUED.value)
        oldest = select(job.c.id).where(waiting).order_by(job.c.created_ms, job.c.id)
        with self._database.take() as connection:
            job_id = connection.execute(oldest.limit(1).with_for_update(skip_locked=True)).scalar_one_or_none()
            if job_id is None:
                return None
            connection.execute(
                update(job)
                .where(job.c.id == job_id)
                .values(
                    state=JobState.RUNNING.value,
                    attempts=job.c.attempts + 1,
                    progress=0.0,
                    started_ms=clock.now_ms(),
                )
            )
        return self.get(job_id)

    def is_cancelling(self, job_id: str) -> bool:
        """Return whether somebody wants the job to stop, or deleted it."""
        with self._database.read() as connection:
            row = connection.execute(select(job.c.cancelling).where(job.c.id == job_id)).one_or_none()
        return row is None or bool(row.cancelling)

    def report(
        self, job_id: str, progress: float, transfer: Transfer | None = None, waits_for: JobWait | None = None
    ) -> Job:
        """Note how far a running job is; raise `NotFoundError` for an unknown id."""
        told = {"transfer": transfer.to_json() if transfer else None, "waits_for": waits_for and waits_for.value}
        return self._change(job_id, {"progress": min(1.0, max(0.0, progress))} | told)

    def finish(self, job_id: str, outcome: Outcome) -> Job:
        """End a job well."""
        values = {"state": JobState.DONE.value, "progress": 1.0, "result": outcome.to_json(), "problem": None}
        return self._change(job_id, values | _ended())

    def fail(self, job_id: str, problem: Problem) -> Job:
        """End a job badly."""
        return self._change(job_id, {"state": JobState.FAILED.value, "problem": problem.to_json()} | _ended())

    def stop(self, job_id: str) -> Job:
        """End a running job whose cancelling was asked for."""
        return self._change(job_id, {"state": JobState.CANCELLED.value} | _ended())

    def requeue(self, job_id: str, problem: Problem | None = None) -> Job:
        """Put a running job back; `problem` says what became of the attempt."""
        return self._change(job_id, _queued() | {"problem": problem.to_json() if problem else None})

    def release_running(self) -> int:
        """Put back what was under way when the jobs process ended, without counting that attempt; return how many."""
        running = job.c.state == JobState.RUNNING.value
        stopped = {"state": JobState.CANCELLED.value} | _ended()
        again = _queued() | {"attempts": job.c.attempts - 1}
        with self._database.write() as connection:
            connection.execute(update(job).where(running, job.c.cancelling).values(stopped))
            return connection.execute(update(job).where(running).values(again)).rowcount

    def cancel(self, job_id: str) -> Job:
        """Cancel a job: at once if it waits, else soon; raise `NotFoundError`, `ConflictError` when it is over."""
        queued, running = job.c.state == JobState.QUEUED.value, job.c.state == JobState.RUNNING.value
        here = job.c.id == job_id
        with self._database.write() as connection:
            gone = update(job).where(here, queued).values({"state": JobState.CANCELLED.value} | _ended())
            told = connection.execute(gone).rowcount
            told += connection.execute(update(job).where(here, running).values(cancelling=True)).rowcount
        found = self.get(job_id)
        if not told:
            raise ConflictError("this job is over: there is nothing to cancel")
        return found

    def retry(self, job_id: str) -> Job:
        """Queue a failed or cancelled job anew; raise `NotFoundError`, `ConflictError` for any other."""
        over = job.c.state.in_([JobState.FAILED.value, JobState.CANCELLED.value])
        fresh = _queued() | {"attempts": 0, "ended_ms": None, "cancelling": False, "problem": None}
        with self._database.write() as connection:
            changed = connection.execute(update(job).where(job.c.id == job_id, over).values(fresh)).rowcount
        found = self.get(job_id)
        if not changed:
            raise ConflictError("only a failed or cancelled job can be retried")
        return found

    def delete(self, job_id: str) -> None:
        """Forget a job; raise `NotFoundError`, `ConflictError` while it runs."""
        with self._database.write() as connection:
            idle = job.c.state != JobState.RUNNING.value
            gone = connection.execute(delete(job).where(job.c.id == job_id, idle)).rowcount
        if not gone:
            self.get(job_id)
            raise ConflictError("this job is running: cancel it first")

    def surplus(self, kind: JobKind, before_ms: int, most: int) -> tuple[Job, ...]:
        """Return the jobs of a kind that ended before an instant or are older than the newest `most`, oldest first.

        The newest that ended is never among them: it tells whether the work it did was given up.
        """
        ended = and_(job.c.kind == kind.value, job.c.state.in_(_ENDED))
        newest = select(job.c.id).where(ended).order_by(job.c.created_ms.desc(), job.c.id.desc())
        old = and_(job.c.ended_ms < before_ms, job.c.id.not_in(newest.limit(1)))
        query = select(job).where(ended, or_(old, job.c.id.not_in(newest.limit(max(1, most)))))
        with self._database.read() as connection:
            return tuple(_job(row) for row in connection.execute(query.order_by(job.c.created_ms, job.c.id)))

    def delete_ended(self, job_ids: Iterable[str]) -> int:
        """Forget jobs unless somebody had them begin anew meanwhile; return how many went."""
        count = 0
        for some in batched(job_ids, AT_ONCE, strict=False):
            gone = delete(job).where(job.c.id.in_(some), job.c.state.in_(_ENDED))
            with self._database.write() as connection:
                count += connection.execute(gone).rowcount
        return count

    def exported_bytes(self) -> int:
        """Return the size of everything exported so far and not deleted."""
        done = and_(job.c.kind == JobKind.EXPORT.value, job.c.state == JobState.DONE.value)
        with self._database.read() as connection:
            results = connection.execute(select(job.c.result).where(done)).scalars().all()
        return sum(file["size_bytes"] for result in results if result for file in result["files"])

    def _change(self, job_id: str, values: dict[str, Any]) -> Job:
        with self._database.write() as connection:
            connection.execute(update(job).where(job.c.id == job_id).values(values))
        return self.get(job_id)


def order_of(found: Job) -> Order | None:
    """Return what a job was ordered to do."""
    order: Order | None = getattr(found, SHAPES[found.kind].order_key)
    return order


def new_id() -> str:
    """Return an id that no job has."""
    return "".join(_ALPHABET[byte % 32] for byte in token_bytes(_ID_CHARACTERS))


def _queued() -> dict[str, Any]:
    return {"state": JobState.QUEUED.value, "progress": 0.0, "started_ms": None} | _IDLE


def _ended() -> dict[str, Any]:
    return {"ended_ms": clock.now_ms(), "cancelling": False} | _IDLE


def _job(row: Row[Any]) -> Job:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public accessor
    order, outcome = values.pop("spec"), values.pop("result")
    shape = SHAPES.get(JobKind(values["kind"]))
    # A kind of a newer version's: what it is about is not to be understood, but it can be listed and deleted.
    return Job.from_json(values | ({shape.order_key: order, shape.outcome_key: outcome} if shape else {}))
