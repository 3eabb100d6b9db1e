"""People, their enrolled faces, and visits."""

import asyncio
import logging
from http import HTTPStatus
from typing import Annotated, Any, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Label, Nothing, PersonPath, Query, RowId
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Route, Upload
from wallflower.cameras.enrolling import METHOD, face_from_json
from wallflower.errors import WallflowerError
from wallflower.wire import ErrorCode, EventType, Face, Person

ANALYSE_TIMEOUT_S = 45.0
_IMAGE_ERRORS = (
    ErrorCode.INVALID_IMAGE,
    ErrorCode.NO_FACE,
    ErrorCode.SEVERAL_FACES,
    ErrorCode.POOR_FACE,
    ErrorCode.MODEL_MISSING,
    ErrorCode.CONFLICT,
)
_LOGGER = logging.getLogger(__name__)


class Named(Body):
    """A person's name."""

    name: Label


class FacePath(Query):
    """Names one face of a person."""

    person_id: Annotated[str, Field(min_length=1, max_length=32)]
    face_id: RowId


class Choice(Query):
    """Which face of the image is meant, when there are several."""

    index: Annotated[int, Field(ge=0, le=100)] | None = None


type Plain = Call[PersonPath, Nothing, None]


async def _list_people(call: Call[Nothing, Nothing, None]) -> tuple[Person, ...]:
    return await asyncio.to_thread(call.services.people.list)


async def _create_person(call: Call[Nothing, Nothing, Named]) -> Person:
    person = await asyncio.to_thread(call.services.people.create, call.body.name)
    call.services.bus.publish(EventType.PERSON_ADDED, person.to_json())
    return person


async def _get_person(call: Plain) -> Person:
    return await asyncio.to_thread(call.services.people.get, call.params.person_id)


async def _rename_person(call: Call[PersonPath, Nothing, Named]) -> Person:
    person = await asyncio.to_thread(call.services.people.rename, call.params.person_id, call.body.name)
    await _changed(call, person)
    return person


async def _delete_person(call: Plain) -> None:
    await asyncio.to_thread(call.services.people.delete, call.params.person_id)
    call.services.bus.publish(EventType.PERSON_REMOVED, {"id": call.params.person_id})
    await _reload(call)


async def _list_faces(call: Plain) -> tuple[Face, ...]:
    return await asyncio.to_thread(call.services.people.faces, call.params.person_id)


async def _add_face(call: Call[PersonPath, Choice, Upload]) -> Face:
    people, person_id = call.services.people, call.params.person_id
    await asyncio.to_thread(people.get, person_id)
    choice = {"index": call.query.index}
    answer = await call.services.analysis.call(METHOD, choice, call.body.data, timeout_s=ANALYSE_TIMEOUT_S)
    face = await asyncio.to_thread(people.add_face, person_id, face_from_json(answer))
    await _changed(call, await asyncio.to_thread(people.get, person_id))
    return face


async def _remove_face(call: Call[FacePath, Nothing, None]) -> None:
    people, person_id = call.services.people, call.params.person_id
    await asyncio.to_thread(people.remove_face, person_id, call.params.face_id)
    await _changed(call, await asyncio.to_thread(people.get, person_id))


async def _get_face_image(call: Call[FacePath, Nothing, None]) -> web.Response:
    crop = await asyncio.to_thread(call.services.people.face_crop, call.params.person_id, call.params.face_id)
    return web.Response(body=crop, content_type="image/jpeg")


async def _changed(call: Call[Any, Any, Any], person: Person) -> None:
    call.services.bus.publish(EventType.PERSON_UPDATED, person.to_json())
    await _reload(call)


async def _reload(call: Call[Any, Any, Any]) -> None:
    """Tell the analysis process to read people anew; it does so at its start, too, so its silence loses nothing."""
    try:
        await call.services.analysis.call("reload_people", {}, timeout_s=2.0)
    except WallflowerError:
        _LOGGER.warning("the analysis process did not take a change of the people")


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/people",
        need=Need.VIEW,
        summary="Everybody, by name.",
        handler=_list_people,
        returns=Listing(key="people", item=Person),
    ),
    Route(
        method="POST",
        path="/api/people",
        need=Need.EDIT,
        summary="Add a person; names are unique without regard to case.",
        handler=_create_person,
        body=Named,
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
        summary="Rename a person.",
        handler=_rename_person,
        params=PersonPath,
        body=Named,
        returns=Person,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="DELETE",
        path="/api/people/{person_id}",
        need=Need.ADMIN,
        summary="Forget a person; past visits become those of somebody unknown.",
        handler=_delete_person,
        params=PersonPath,
    ),
    Route(
        method="GET",
        path="/api/people/{person_id}/faces",
        need=Need.VIEW,
        summary="A person's enrolled faces.",
        handler=_list_faces,
        params=PersonPath,
        returns=Listing(key="faces", item=Face),
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
        summary="Forget one enrolled face.",
        handler=_remove_face,
        params=FacePath,
    ),
)
