"""Who stood in front of which camera."""

import asyncio
from typing import Final, Literal

from aiohttp import web

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, Identifier, Limit, Nothing, OpenRange, Query, RowId
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Page, Route
from wallflower.store.visits import VisitFilter
from wallflower.wire import Verdict, Visit


class VisitQuery(OpenRange):
    """Which visits are wanted; all by default, newest first."""

    camera: Identifier | None = None
    person: Identifier | None = None
    verdict: Literal["known", "unsure", "unknown"] | None = None
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
    )
    page = await asyncio.to_thread(call.services.visits.list, wanted, limit=query.limit, cursor=query.cursor)
    return Page(items=page.visits, cursor=page.cursor)


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
        path="/api/visits/{visit_id}/image.jpg",
        need=Need.VIEW,
        summary="The best picture of a visit.",
        handler=_get_visit_image,
        params=VisitPath,
        returns=Media(types=("image/jpeg",)),
    ),
)
