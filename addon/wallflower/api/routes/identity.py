"""Who is who: merging and splitting people, what is not theirs, forgetting them, and undoing changes."""

import asyncio
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Cursor, Identifier, Label, Limit, Nothing, PersonPath, Query, RowId
from wallflower.api.people_news import tell_people
from wallflower.api.routing import AnyRoute, Call, Listing, Page, Route
from wallflower.store.identity import Part
from wallflower.wire import ErrorCode, Person
from wallflower.wire_people import Edit, Edited, Forgotten, Rejection

# Deleting what is years of somebody's lines takes its time.
FORGET_TIMEOUT_S = 120.0

type RowIds = Annotated[tuple[RowId, ...], Field(max_length=500)]


class Merging(Body):
    """Who takes over everything of the person in the path."""

    into_id: Identifier


class Splitting(Body):
    """What is somebody else's, and whose: `name` makes a new person, `to_id` names another; exactly one of them."""

    face_ids: RowIds = ()
    voice_ids: RowIds = ()
    visit_ids: RowIds = ()
    name: Label | None = None
    to_id: Identifier | None = None


class PagedQuery(Query):
    """Which page is wanted."""

    limit: Limit = 100
    cursor: Cursor | None = None


class EditQuery(PagedQuery):
    """Which changes are wanted; all by default, newest first."""

    person: Identifier | None = None


class EditPath(Query):
    """Names a change of people."""

    edit_id: RowId


class RejectionPath(Query):
    """Names what is not a person."""

    person_id: Identifier
    rejection_id: RowId


async def _merge_people(call: Call[PersonPath, Nothing, Merging]) -> Person:
    services, person_id, into_id = call.services, call.params.person_id, call.body.into_id
    person = await asyncio.to_thread(services.identity.merge, person_id, into_id)
    await services.rules.load()
    await tell_people(services, removed=[person_id], changed=[into_id], learned=True)
    return person


async def _split_person(call: Call[PersonPath, Nothing, Splitting]) -> Person:
    services, person_id, body = call.services, call.params.person_id, call.body
    part = Part(face_ids=body.face_ids, voice_ids=body.voice_ids, visit_ids=body.visit_ids)
    split = services.identity.split
    person = await asyncio.to_thread(split, person_id, part, name=body.name, to_id=body.to_id)
    added, changed = ([person.id], [person_id]) if body.to_id is None else ([], [person_id, person.id])
    await tell_people(services, added=added, changed=changed, visits=body.visit_ids, learned=True)
    return person


async def _forget_person(call: Call[PersonPath, Nothing, None]) -> Forgotten:
    services = call.services
    gone = await services.library.forget(call.params.person_id)
    services.bus.forget(gone.people)
    await services.rules.load()
    await tell_people(services, removed=gone.people)
    return Forgotten(people=len(gone.people), imports=len(gone.uploads), images=gone.images)


async def _list_rejections(call: Call[PersonPath, PagedQuery, None]) -> Page:
    query = call.query
    listed = call.services.labels.rejections
    page = await asyncio.to_thread(listed, call.params.person_id, limit=query.limit, cursor=query.cursor)
    return Page(items=page.rejections, cursor=page.cursor)


async def _remove_rejection(call: Call[RejectionPath, Nothing, None]) -> Edited:
    params = call.params
    edited = await asyncio.to_thread(call.services.labels.forgive, params.person_id, params.rejection_id)
    await tell_people(call.services)
    return edited


async def _list_edits(call: Call[Nothing, EditQuery, None]) -> Page:
    query, edits = call.query, call.services.edits
    page = await asyncio.to_thread(edits.list, person_id=query.person, limit=query.limit, cursor=query.cursor)
    return Page(items=page.edits, cursor=page.cursor)


async def _undo_edit(call: Call[EditPath, Nothing, None]) -> Edit:
    services = call.services
    undone = await asyncio.to_thread(services.edits.undo, call.params.edit_id)
    await services.rules.load()
    await tell_people(
        services,
        added=undone.came,
        changed=undone.changed,
        removed=undone.went,
        visits=undone.visit_ids,
        learned=bool(undone.edit.person_ids),
    )
    return undone.edit


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/people/{person_id}/merge",
        need=Need.EDIT,
        summary="Let all that is one person's be another's, the name as an alias. Can be undone.",
        handler=_merge_people,
        params=PersonPath,
        body=Merging,
        returns=Person,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/api/people/{person_id}/split",
        need=Need.EDIT,
        summary="Give faces, voices and visits of a person to a new or another one, who is returned. Can be undone.",
        handler=_split_person,
        params=PersonPath,
        body=Splitting,
        returns=Person,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/api/people/{person_id}/forget",
        need=Need.ADMIN,
        summary="Remove all that is known of a person, for good; also of one who was deleted or merged of late.",
        handler=_forget_person,
        params=PersonPath,
        returns=Forgotten,
        errors=(ErrorCode.DISK, ErrorCode.DISK_FULL),
        timeout_s=FORGET_TIMEOUT_S,
    ),
    Route(
        method="GET",
        path="/api/people/{person_id}/rejections",
        need=Need.VIEW,
        summary="What was taken for a person and is not, newest first, in pages.",
        handler=_list_rejections,
        params=PersonPath,
        query=PagedQuery,
        returns=Listing(key="rejections", item=Rejection, paged=True),
    ),
    Route(
        method="DELETE",
        path="/api/people/{person_id}/rejections/{rejection_id}",
        need=Need.EDIT,
        summary="Take back that something is not a person. Can be undone.",
        handler=_remove_rejection,
        params=RejectionPath,
        returns=Edited,
    ),
    Route(
        method="GET",
        path="/api/edits",
        need=Need.VIEW,
        summary="What was changed about people in the last 30 days, newest first, in pages.",
        handler=_list_edits,
        query=EditQuery,
        returns=Listing(key="edits", item=Edit, paged=True),
    ),
    Route(
        method="POST",
        path="/api/edits/{edit_id}/undo",
        need=Need.EDIT,
        summary="Put everything back as it was before a change; later changes of the same must be undone first.",
        handler=_undo_edit,
        params=EditPath,
        returns=Edit,
        errors=(ErrorCode.CONFLICT,),
    ),
)
