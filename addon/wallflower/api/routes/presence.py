"""Who was seen where."""

import asyncio
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Identifier, Instant, Nothing, Query
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.store.presence import PresenceFilter
from wallflower.wire_library import Presence


class PresenceQuery(Query):
    """Who is wanted; everybody by default."""

    camera: Identifier | None = None
    zone: Annotated[str, Field(min_length=1, max_length=100, description="Name of a zone.")] | None = None
    since: Annotated[Instant, Field(description="Seen at or after this instant.")] | None = None
    present: Annotated[bool, Field(description="Only who is there now, or only who is not.")] | None = None


async def _list_presence(call: Call[Nothing, PresenceQuery, None]) -> tuple[Presence, ...]:
    query = call.query
    wanted = PresenceFilter(camera_id=query.camera, zone=query.zone, since_ms=query.since, present=query.present)
    return await asyncio.to_thread(call.services.presences.list, wanted)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/presence",
        need=Need.VIEW,
        summary="Where each person was seen last, by camera and zone, and whether they are there still.",
        handler=_list_presence,
        query=PresenceQuery,
        returns=Listing(key="presence", item=Presence),
    ),
)
