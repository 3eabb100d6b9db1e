"""Who stood in front of which camera."""

import asyncio
from typing import Annotated, Final, Literal

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, Identifier, Limit, Nothing, OpenRange, Query, RowId
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Page, Route
from wallflower.faces.trail import unpack
from wallflower.store.visits import VisitFilter
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
    wanted = VisitFilter(
        camera_id=query.camera,
        person_id=query.person,
        verdict=None if query.verdict is None else Verdict(query.verdict),
        start_ms=query.start,
        end_ms=query.end,
        begins=query.begins,
    )
    page = await asyncio.to_thread(call.services.visits.list, wanted, limit=query.limit, cursor=query.cursor)
    return Page(items=page.visits, cursor=page.cursor)


async def _list_sightings(call: Call[VisitPath, Nothing, None]) -> tuple[Sighting, ...]:
    trail = await asyncio.to_thread(call.services.visits.trail, call.params.visit_id)
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
    image = await asyncio.to_thread(call.services.visits.image, call.params.visit_id)
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
    ),
    Route(
        method="GET",
        path="/api/visits/{visit_id}/sightings",
        need=Need.VIEW,
        summary="Where the face of a visit was, picture by picture, oldest first: at most 512, evenly chosen.",
        handler=_list_sightings,
        params=VisitPath,
        returns=Listing(key="sightings", item=Sighting),
    ),
    Route(
        method="GET",
        path="/api/visits/{visit_id}/image.jpg",
        need=Need.VIEW,
        summary="The best picture of a visit.",
        handler=_get_visit_image,
        params=VisitPath,
        returns=Media(types=("image/jpeg",)),
    ),
)
