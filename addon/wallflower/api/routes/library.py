"""The library of people: taking people out and in."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, Identifier, Label, Limit, Nothing, PersonPath, Query
from wallflower.api.routing import AnyRoute, Archive, Call, Listing, Media, Page, Route
from wallflower.errors import InvalidRequestError
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_jobs import Job
from wallflower.wire_library import FolderImage, ImageState

ARCHIVE_TYPE = "application/zip"
CHUNK_BYTES = 1 << 18
IMPORT_TIMEOUT_S = 120.0


class Whose(Query):
    """Whom an archive is taken in for: a new person, called `name` or as in the archive, or the `person` given."""

    name: Label | None = None
    person: Annotated[Identifier, Field(description="Add to this person instead of making a new one.")] | None = None


class FolderQuery(Query):
    """Which images of the folder to list."""

    state: ImageState | None = None
    limit: Limit = 100
    cursor: Cursor | None = None


async def _export_person(call: Call[PersonPath, Nothing, None]) -> web.StreamResponse:
    person_id = call.params.person_id
    exporting = call.services.library.export(person_id)
    file = await asyncio.to_thread(exporting.__enter__)
    try:
        headers = {
            "Content-Type": ARCHIVE_TYPE,
            "Content-Disposition": f'attachment; filename="person-{person_id}.zip"',
        }
        response = web.StreamResponse(headers=headers)
        response.content_length = await asyncio.to_thread(file.seek, 0, 2)
        await asyncio.to_thread(file.seek, 0)
        await response.prepare(call.request)
        while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
            await response.write(chunk)
        await response.write_eof()
    finally:
        await asyncio.to_thread(exporting.__exit__, None, None, None)
    return response


async def _import_person(call: Call[Nothing, Whose, Archive]) -> Job:
    query, services = call.query, call.services
    job, person = await services.library.bring(call.body.upload, person_id=query.person, name=query.name)
    if person is not None:
        services.bus.publish(EventType.PERSON_ADDED, person.to_json())
    return job


async def _scan_folder(call: Call[Nothing, Nothing, None]) -> Job:
    return await call.services.library.scan()


async def _list_folder(call: Call[Nothing, FolderQuery, None]) -> Page:
    query = call.query
    if query.state is ImageState.UNKNOWN:
        raise InvalidRequestError("choose added, known or refused", field="state")
    images, cursor = await asyncio.to_thread(
        call.services.library.folder.list, state=query.state, limit=query.limit, cursor=query.cursor
    )
    return Page(items=images, cursor=cursor)


async def _rematch_visits(call: Call[Nothing, Nothing, None]) -> Job:
    return await call.services.library.rematch()


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/people/{person_id}/archive",
        need=Need.EDIT,
        summary="Everything about a person as one ZIP archive: names, faces, voices, with the SHA-256 of each.",
        handler=_export_person,
        params=PersonPath,
        returns=Media(types=(ARCHIVE_TYPE,)),
        errors=(ErrorCode.DISK_FULL, ErrorCode.DISK),
        timeout_s=None,
    ),
    Route(
        method="POST",
        path="/api/people/imports",
        need=Need.EDIT,
        summary="Take in the archive of a person, at most 256 MB: checked as a whole at once, then a job.",
        handler=_import_person,
        query=Whose,
        body=Archive,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND, ErrorCode.DISK),
        timeout_s=IMPORT_TIMEOUT_S,
    ),
    Route(
        method="POST",
        path="/api/people/scan",
        need=Need.EDIT,
        summary="Look through the folder of photographs now: a job; one that waits or runs already is the answer.",
        handler=_scan_folder,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
    ),
    Route(
        method="POST",
        path="/api/people/rematch",
        need=Need.EDIT,
        summary="Compare the kept visits of nobody in particular with everybody again: a job, as after every naming.",
        handler=_rematch_visits,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
    ),
    Route(
        method="GET",
        path="/api/people/folder",
        need=Need.VIEW,
        summary="What became of each image of the folder of photographs, the last one first, in pages.",
        handler=_list_folder,
        query=FolderQuery,
        returns=Listing(key="images", item=FolderImage, paged=True),
    ),
)
