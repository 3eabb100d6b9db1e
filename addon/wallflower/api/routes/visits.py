"""Who stood in front of which camera."""

import asyncio
from typing import Annotated, Final, Literal

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, Identifier, Limit, Nothing, OpenRange, Query, RowId
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Page, Route
from wallflower.faces.trail import unpack
from wallflower.store.visits import VisitFilter, unknown_visit
from wallflower.wire import Verdict, Visit
from wallflower.wire_faces import Sighting


class VisitQuery(OpenRange):
    """Which visits are wanted; all by default, newest first."""

    camera: Identifier | None = None
    person: Identifier | None = None
    verdict: Literal["known", "unsure", "unknown"] | None = None
    begins: Annotated[bool, Field(description="Only those that begin in the range, not all that touch it.")] = False
    limit: Limit = 100
    cursor: Cursor | None = None


class VisitPath(Query):
    """Names a visit."""

    visit_id: RowId


async def _list_visits(call: Call[Nothing, VisitQuery, None]) -> Page:
    query = call.query
    call.caller.require_choice(() if query.camera is None else (query.camera,))
    wanted = VisitFilter(
        camera_id=query.camera,
        person_id=query.person,
        verdict=None if query.verdict is None else Verdict(query.verdict),
        start_ms=query.start,
        end_ms=query.end,
        begins=query.begins,
        among=call.caller.cameras,
    )
    page = await asyncio.to_thread(call.services.visits.list, wanted, limit=query.limit, cursor=query.cursor)
    return Page(items=page.visits, cursor=page.cursor)


async def _require_visit(call: Call[VisitPath, Nothing, None]) -> int:
    """Return the id of a visit to a camera that the caller may see; raise `NotFoundError`."""
    visit_id = call.params.visit_id
    if call.caller.cameras is not None:
        found = await asyncio.to_thread(call.services.visits.get, visit_id)
        if not call.caller.sees(found.camera_id):
            raise unknown_visit()
    return visit_id


async def _list_sightings(call: Call[VisitPath, Nothing, None]) -> tuple[Sighting, ...]:
    trail = await asyncio.to_thread(call.services.visits.trail, await _require_visit(call))
    return tuple(
        Sighting(
            at_ms=seen.at_ms,
            left=seen.box[0],
            top=seen.box[1],
            width=seen.box[2],
            height=seen.box[3],
            quality=round(seen.quality, 3),
            detector=round(seen.detector, 3),
        )
        for seen in unpack(trail)
    )


async def _get_visit_image(call: Call[VisitPath, Nothing, None]) -> web.Response:
    image = await asyncio.to_thread(call.services.visits.image, await _require_visit(call))
    return web.Response(body=image, content_type="image/jpeg")


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/visits",
        need=Need.VIEW,
        summary="Visits, newest first, in pages.",
        handler=_list_visits,
        query=VisitQuery,
        returns=Listing(key="visits", item=Visit, paged=True),
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/visits/{visit_id}/sightings",
        need=Need.VIEW,
        summary="Where the face of a visit was, picture by picture, oldest first: at most 512, evenly chosen.",
        handler=_list_sightings,
        params=VisitPath,
        returns=Listing(key="sightings", item=Sighting),
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/visits/{visit_id}/image.jpg",
        need=Need.VIEW,
        summary="The best picture of a visit.",
        handler=_get_visit_image,
        params=VisitPath,
        returns=Media(types=("image/jpeg",)),
        for_some=True,
    ),
)
