"""The jobs process: does long work, each job in a child of its own that may crash, hang or be killed.

There is a lane for each kind of job: in it one job at a time is done, and no lane waits for another.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wallflower import clock
from wallflower.cameras.child import end_child
from wallflower.cameras.job_care import Care
from wallflower.cameras.job_kinds import make_cares
from wallflower.config import Settings
from wallflower.errors import NotFoundError, WallflowerError
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.wire import ErrorCode, EventType, Problem
from wallflower.wire_codec import WireError
from wallflower.wire_jobs import SHAPES, Job, JobKind, JobWait, Transfer
from wallflower.workers.link import EventSender

POLL_S = 0.5
# A child tells its progress at least every second of work; this long without a word and it hangs.
SILENCE_S = 120.0
MOST_ATTEMPTS = 3
REPORT_S = 0.5
# Of each kind so many jobs that are over are kept, for so long.
KEPT_DAYS = 30
MOST_KEPT = 200
PRUNE_EVERY_S = 3600.0
DAY_MS = 86_400_000
# One line of a child's is a few kB: only a result that lists very many holes is longer.
LINE_BYTES = 32 << 20

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often the queue is looked at, and how long a child may be silent."""

    poll_s: float = POLL_S
    silence_s: float = SILENCE_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Starting:
    """How the child of one job starts: a command, whose last argument will be this process's id.

    Its work reaches the other processes of the server by their links in `runtime`.
    """

    command: tuple[str, ...] = (sys.executable, "-m", "wallflower.cameras.job_child")
    runtime: Path | None = None


def run(settings: Settings, runtime: Path) -> None:
    """Run until SIGTERM or SIGINT."""
    database = Database(settings.database)
    events = EventSender(runtime)
    try:
        cares = make_cares(settings, database)
        asyncio.run(_main(Worker(settings, database, events, cares, starting=Starting(runtime=runtime))))
    finally:
        events.close()
        database.close()


async def _main(worker: Worker) -> None:
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    await worker.run(over)


class Worker:
    """Takes jobs from the queue, in a lane for each kind, and sees each to an end."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        events: EventSender,
        cares: Mapping[JobKind, Care],
        *,
        starting: Starting | None = None,
        pace: Pace | None = None,
    ) -> None:
        """Take jobs from this database, tell of them by `events`, and look after each kind by its care."""
        self._settings = settings
        self._jobs = Jobs(database)
        self._events = events
        self._cares = cares
        self._starting = starting or Starting()
        self._pace = pace or Pace()

    async def run(self, over: asyncio.Event) -> None:
        """Work until `over` is set; what is under way then is begun again by the next process."""
        released = await asyncio.to_thread(self._jobs.release_running)
        if released:
            _LOGGER.info("%d jobs were left half done and are begun again", released)
        async with asyncio.TaskGroup() as lanes:
            for kind, care in self._cares.items():
                lanes.create_task(self._lane(kind, care, over), name=f"jobs-{kind}")

    async def _lane(self, kind: JobKind, care: Care, over: asyncio.Event) -> None:
        await asyncio.to_thread(care.tidy)
        next_prune_s = 0.0
        while not over.is_set():
            try:
                if clock.monotonic_s() >= next_prune_s:
                    for job_id in await asyncio.to_thread(self._prune, kind, care):
                        self._events.send(EventType.JOB, {"id": job_id}, clock.now_ms())
                    next_prune_s = clock.monotonic_s() + PRUNE_EVERY_S
                await self._next(kind, care, over)
            except WallflowerError as error:
                _LOGGER.warning("jobs of the kind %s pause: %s", kind, error.message)
                await _wait(over, 10 * self._pace.poll_s)

    def _prune(self, kind: JobKind, care: Care) -> list[str]:
        """Delete jobs that were over long ago or are one too many, and what they left behind; return their ids."""
        surplus = self._jobs.surplus(kind, clock.now_ms() - KEPT_DAYS * DAY_MS, MOST_KEPT)
        gone = [job.id for job in surplus if not care.keeps(job)]
        if gone:
            _LOGGER.info("deleted %d old jobs of the kind %s", self._jobs.delete_ended(gone), kind)
            care.tidy()
        return gone

    async def _next(self, kind: JobKind, care: Care, over: asyncio.Event) -> None:
        job = await asyncio.to_thread(self._jobs.claim, kind)
        if job is None:
            await _wait(over, self._pace.poll_s)
            return
        self._tell(job)
        with suppress(NotFoundError):  # deleted in the meantime
            await self._do(job, care, over)

    async def _do(self, job: Job, care: Care, over: asyncio.Event) -> None:
        try:
            await asyncio.to_thread(care.prepare, job)
        except WallflowerError as error:
            self._tell(await asyncio.to_thread(self._jobs.fail, job.id, _problem(error.code, error.message)))
            return
        child = await self._start(job)
        ending = asyncio.create_task(self._watch(job.id, over))
        reading = asyncio.create_task(self._read(job.id, child))
        try:
            await asyncio.wait([ending, reading], return_when=asyncio.FIRST_COMPLETED)
            answer = reading.result() if reading.done() else None
        finally:
            for task in (ending, reading):
                task.cancel()
            await asyncio.gather(ending, reading, return_exceptions=True)
            await end_child(child)
        if answer is None and over.is_set():
            return  # stays running in the table, and the next process releases it
        if answer is None:
            await asyncio.to_thread(care.discard, job)
        if answer is None or "result" not in answer:
            await asyncio.to_thread(care.tidy)
        await self._end(job, answer)

    async def _start(self, job: Job) -> Process:
        child = await asyncio.create_subprocess_exec(
            *self._starting.command,
            str(os.getpid()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=LINE_BYTES,
            start_new_session=True,
        )
        runtime = None if self._starting.runtime is None else str(self._starting.runtime)
        task = {"settings": self._settings.model_dump_json(), "job": job.to_json(), "runtime": runtime}
        if child.stdin is not None:
            child.stdin.write(json.dumps(task).encode())
            child.stdin.close()
        return child

    async def _watch(self, job_id: str, over: asyncio.Event) -> None:
        """Return when the job is to be stopped."""
        while not over.is_set():
            if await asyncio.to_thread(self._jobs.is_cancelling, job_id):
                return
            await _wait(over, self._pace.poll_s)

    async def _read(self, job_id: str, child: Process) -> dict[str, Any]:
        """Note the child's progress and return its last word: `{"result"}`, `{"error"}`, or why there is none."""
        reported_s = 0.0
        answer: dict[str, Any] = {}
        try:
            async for message in _messages(child, self._pace.silence_s):
                if "progress" not in message:
                    answer = message
                elif clock.monotonic_s() - reported_s >= REPORT_S:
                    reported_s = clock.monotonic_s()
                    told = message.get("transfer")
                    transfer = Transfer.from_json(told) if told else None
                    waits_for = JobWait(waits) if (waits := message.get("waits_for")) else None
                    far = float(message["progress"])
                    self._tell(await asyncio.to_thread(self._jobs.report, job_id, far, transfer, waits_for))
        except TimeoutError:
            return {"crash": f"it did nothing for {self._pace.silence_s:g} s and was killed"}
        code = await child.wait()
        return answer or {"crash": f"its process ended by itself ({code})"}

    async def _end(self, job: Job, answer: dict[str, Any] | None) -> None:
        jobs = self._jobs
        match answer:
            case {"result": result}:
                ended = await asyncio.to_thread(jobs.finish, job.id, SHAPES[job.kind].outcome.from_json(result))
            case {"error": {"code": code, "message": message}}:
                ended = await asyncio.to_thread(jobs.fail, job.id, _problem(ErrorCode(code), message))
            case {"crash": reason}:
                ended = await self._crashed(job, reason)
            case _:
                ended = await asyncio.to_thread(jobs.stop, job.id)
        self._tell(ended)

    async def _crashed(self, job: Job, reason: str) -> Job:
        problem = _problem(ErrorCode.INTERNAL_ERROR, f"the job was interrupted: {reason}")
        _LOGGER.warning("job %s, attempt %d: %s", job.id, job.attempts, problem.message)
        if job.attempts < MOST_ATTEMPTS:
            return await asyncio.to_thread(self._jobs.requeue, job.id, problem)
        return await asyncio.to_thread(self._jobs.fail, job.id, problem)

    def _tell(self, job: Job) -> None:
        self._events.send(EventType.JOB, job.to_json(), clock.now_ms())


async def _messages(child: Process, silence_s: float) -> AsyncIterator[dict[str, Any]]:
    if child.stdout is None:
        return
    while True:
        async with asyncio.timeout(silence_s):
            line = await child.stdout.readline()
        if not line:
            return
        with suppress(ValueError, WireError):
            message = json.loads(line)
            if isinstance(message, dict):
                yield message


async def _wait(over: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(over.wait(), seconds)


def _problem(code: ErrorCode, message: str) -> Problem:
    return Problem(code=code, message=message, at_ms=clock.now_ms())
