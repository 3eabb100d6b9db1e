"""Jobs of every kind: how far they are, and what to do about them."""

import asyncio
from functools import partial
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, JobPath, Limit, Nothing, Query
from wallflower.api.narrowing import may_see
from wallflower.api.routing import AnyRoute, Call, Listing, Page, Route
from wallflower.errors import InvalidRequestError
from wallflower.store.jobs import unknown_job
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import SHAPES, ExportKind, Job, JobKind, JobState

_KINDS: Final = ", ".join(SHAPES)


class JobQuery(Query):
    """Which jobs to list."""

    kind: JobKind | None = None
    state: JobState | None = None
    export: Annotated[ExportKind, Field(description="Only exports that make this.")] | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


async def _list_jobs(call: Call[Nothing, JobQuery, None]) -> Page:
    query = call.query
    if query.kind is JobKind.UNKNOWN:
        raise InvalidRequestError(f"choose {_KINDS}", field="kind")
    if query.state is JobState.UNKNOWN:
        raise InvalidRequestError("choose queued, running, done, failed or cancelled", field="state")
    if query.export is ExportKind.UNKNOWN:
        raise InvalidRequestError("choose clip, audio, timelapse or story", field="export")
    jobs, cursor = await asyncio.to_thread(
        partial(
            call.services.jobs.jobs.list,
            kind=query.kind,
            state=query.state,
            export=query.export,
            limit=query.limit,
            cursor=query.cursor,
        )
    )
    return Page(items=[job for job in jobs if may_see(call.caller, job)], cursor=cursor)


async def _get_job(call: Call[JobPath, Nothing, None]) -> Job:
    job = await asyncio.to_thread(call.services.jobs.jobs.get, call.params.job_id)
    if not may_see(call.caller, job):
        raise unknown_job()
    return job


async def _delete_job(call: Call[JobPath, Nothing, None]) -> None:
    await call.services.jobs.delete(call.params.job_id)


async def _cancel_job(call: Call[JobPath, Nothing, None]) -> Job:
    return await call.services.jobs.cancel((await _get_job(call)).id)


async def _retry_job(call: Call[JobPath, Nothing, None]) -> Job:
    return await call.services.jobs.retry(call.params.job_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/jobs",
        need=Need.VIEW,
        summary="Jobs, newest first, in pages; of whoever may see some cameras a page may have fewer than asked for.",
        handler=_list_jobs,
        query=JobQuery,
        returns=Listing(key="jobs", item=Job, paged=True),
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/jobs/{job_id}",
        need=Need.VIEW,
        summary="One job.",
        handler=_get_job,
        params=JobPath,
        returns=Job,
        for_some=True,
    ),
    Route(
        method="DELETE",
        path="/api/jobs/{job_id}",
        need=Need.EDIT,
        summary="Delete a job and its files; one that runs is a conflict.",
        handler=_delete_job,
        params=JobPath,
        errors=(ErrorCode.CONFLICT, ErrorCode.DISK),
    ),
    Route(
        method="POST",
        path="/api/jobs/{job_id}/cancel",
        need=Need.CONTROL,
        summary="Stop a job; what it made so far is removed.",
        handler=_cancel_job,
        params=JobPath,
        returns=Job,
        for_some=True,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/api/jobs/{job_id}/retry",
        need=Need.CONTROL,
        summary="Begin a failed or cancelled job anew.",
        handler=_retry_job,
        params=JobPath,
        returns=Job,
        errors=(ErrorCode.CONFLICT,),
    ),
)
