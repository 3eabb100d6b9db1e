"""People and their enrolled faces."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Change, Label, Nothing, Pages, PersonPath, Query, RowId
from wallflower.api.people_news import tell_people
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Page, Route, Upload
from wallflower.cameras.enrolling import METHOD, face_from_json
from wallflower.store.names import MOST_ALIASES
from wallflower.store.people import PersonChange
from wallflower.wire import ErrorCode, EventType, Person
from wallflower.wire_people import Edited, Face, PersonKind

ANALYSE_TIMEOUT_S = 45.0
MOST_AT_ONCE = 500
_IMAGE_ERRORS = (
    ErrorCode.INVALID_IMAGE,
    ErrorCode.NO_FACE,
    ErrorCode.SEVERAL_FACES,
    ErrorCode.POOR_FACE,
    ErrorCode.MODEL_MISSING,
    ErrorCode.CONFLICT,
)


type Kind = Annotated[
    Literal["household", "guest", "service", "unwanted"],
    Field(description="Who lives there, who may come, who comes to serve, and who must not."),
]
type Aliases = Annotated[tuple[Label, ...], Field(max_length=MOST_ALIASES)]
type PersonEntity = Annotated[
    str, Field(pattern="^person\\.[a-z0-9_]{1,200}$", description="Home Assistant's entity of the same person.")
]


class NewPerson(Body):
    """A person's name, and what else is known."""

    name: Label
    kind: Kind = "household"
    aliases: Aliases = ()
    ha_person_id: PersonEntity | None = None


class PersonChanges(Change):
    """What to change; `ha_person_id` null unlinks the person from Home Assistant's."""

    name: Label = ""
    kind: Kind = "household"
    aliases: Aliases = ()
    ha_person_id: PersonEntity | None = None


class FacePath(Query):
    """Names one face of a person."""

    person_id: Annotated[str, Field(min_length=1, max_length=32)]
    face_id: RowId


class Removal(Body):
    """Which faces of a person go."""

    face_ids: Annotated[tuple[RowId, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]
    not_them: Annotated[
        bool, Field(description="Never take such a face for this person, and the visits they are from are not theirs.")
    ] = False


class Choice(Query):
    """Which face of the image is meant, when there are several."""

    index: Annotated[int, Field(ge=0, le=100)] | None = None


type Plain = Call[PersonPath, Nothing, None]


async def _list_people(call: Call[Nothing, Pages, None]) -> Page:
    page = await asyncio.to_thread(call.services.people.page, limit=call.query.limit, cursor=call.query.cursor)
    return Page(items=page.people, cursor=page.cursor)


async def _create_person(call: Call[Nothing, Nothing, NewPerson]) -> Person:
    given = call.body.model_dump(exclude={"name"})
    person = await asyncio.to_thread(call.services.people.create, call.body.name, _change(given))
    call.services.bus.publish(EventType.PERSON_ADDED, person.to_json())
    return person


async def _get_person(call: Plain) -> Person:
    return await asyncio.to_thread(call.services.people.get, call.params.person_id)


async def _change_person(call: Call[PersonPath, Nothing, PersonChanges]) -> Person:
    person_id = call.params.person_id
    person = await asyncio.to_thread(call.services.people.change, person_id, _change(call.body.given()))
    await tell_people(call.services, changed=[person_id])
    return person


async def _delete_person(call: Plain) -> Edited:
    edited = await asyncio.to_thread(call.services.people.delete, call.params.person_id)
    await tell_people(call.services, removed=[call.params.person_id])
    return edited


async def _list_faces(call: Call[PersonPath, Pages, None]) -> Page:
    query, read = call.query, call.services.people.faces_page
    page = await asyncio.to_thread(read, call.params.person_id, limit=query.limit, cursor=query.cursor)
    return Page(items=page.faces, cursor=page.cursor)


async def _add_face(call: Call[PersonPath, Choice, Upload]) -> Face:
    people, person_id = call.services.people, call.params.person_id
    await asyncio.to_thread(people.get, person_id)
    choice = {"index": call.query.index}
    answer = await call.services.analysis.call(METHOD, choice, call.body.data, timeout_s=ANALYSE_TIMEOUT_S)
    face = await asyncio.to_thread(people.add_face, person_id, face_from_json(answer))
    await tell_people(call.services, changed=[person_id], learned=True)
    return face


async def _remove_face(call: Call[FacePath, Nothing, None]) -> Edited:
    people, person_id = call.services.people, call.params.person_id
    edited = await asyncio.to_thread(people.remove_face, person_id, call.params.face_id)
    await tell_people(call.services, changed=[person_id])
    return edited


async def _remove_faces(call: Call[PersonPath, Nothing, Removal]) -> Edited:
    services, person_id, body = call.services, call.params.person_id, call.body
    if not body.not_them:
        edited = await asyncio.to_thread(services.people.remove_faces, person_id, body.face_ids)
        await tell_people(services, changed=[person_id])
        return edited
    edited, visit_ids = await asyncio.to_thread(services.labels.reject_faces, person_id, body.face_ids)
    await tell_people(services, changed=[person_id], visits=visit_ids)
    return edited


async def _get_face_image(call: Call[FacePath, Nothing, None]) -> web.Response:
    crop = await asyncio.to_thread(call.services.people.face_crop, call.params.person_id, call.params.face_id)
    return web.Response(body=crop, content_type="image/jpeg")


def _change(given: Mapping[str, Any]) -> PersonChange:
    """Return the change that is given; null is no entity."""
    values = dict(given)
    if "kind" in values:
        values["kind"] = PersonKind(values["kind"])
    if "ha_person_id" in values:
        values["ha_person_id"] = values["ha_person_id"] or ""
    return PersonChange(**values)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/people",
        need=Need.VIEW,
        summary="Everybody, by name, in pages.",
        handler=_list_people,
        query=Pages,
        returns=Listing(key="people", item=Person, paged=True),
    ),
    Route(
        method="POST",
        path="/api/people",
        need=Need.EDIT,
        summary="Add a person; names and aliases are unique without regard to case.",
        handler=_create_person,
        body=NewPerson,
        returns=Person,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="GET",
        path="/api/people/{person_id}",
        need=Need.VIEW,
        summary="One person.",
        handler=_get_person,
        params=PersonPath,
        returns=Person,
    ),
    Route(
        method="PATCH",
        path="/api/people/{person_id}",
        need=Need.EDIT,
        summary="Change a person's name, aliases, kind or Home Assistant entity. Can be undone.",
        handler=_change_person,
        params=PersonPath,
        body=PersonChanges,
        returns=Person,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="DELETE",
        path="/api/people/{person_id}",
        need=Need.ADMIN,
        summary="Remove a person; past visits and lines become those of somebody unknown. Can be undone.",
        handler=_delete_person,
        params=PersonPath,
        returns=Edited,
    ),
    Route(
        method="GET",
        path="/api/people/{person_id}/faces",
        need=Need.VIEW,
        summary="A person's enrolled faces, oldest first, in pages.",
        handler=_list_faces,
        params=PersonPath,
        query=Pages,
        returns=Listing(key="faces", item=Face, paged=True),
    ),
    Route(
        method="POST",
        path="/api/people/{person_id}/faces",
        need=Need.EDIT,
        summary="Enrol a face from an image, sent raw or as the form field `image`.",
        handler=_add_face,
        params=PersonPath,
        query=Choice,
        body=Upload,
        returns=Face,
        status=HTTPStatus.CREATED,
        errors=_IMAGE_ERRORS,
        timeout_s=60.0,
    ),
    Route(
        method="GET",
        path="/api/people/{person_id}/faces/{face_id}/image.jpg",
        need=Need.VIEW,
        summary="The picture of an enrolled face.",
        handler=_get_face_image,
        params=FacePath,
        returns=Media(types=("image/jpeg",)),
    ),
    Route(
        method="DELETE",
        path="/api/people/{person_id}/faces/{face_id}",
        need=Need.EDIT,
        summary="Remove one face of a person. Can be undone.",
        handler=_remove_face,
        params=FacePath,
        returns=Edited,
    ),
    Route(
        method="POST",
        path="/api/people/{person_id}/faces/remove",
        need=Need.EDIT,
        summary="Remove faces of a person, all or none, perhaps because it is not them. Can be undone.",
        handler=_remove_faces,
        params=PersonPath,
        body=Removal,
        returns=Edited,
    ),
)
