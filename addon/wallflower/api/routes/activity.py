"""A stretch of time at a glance: how much there is of a camera, and who talked when."""

import asyncio
from typing import Annotated, Final

from pydantic import Field, ValidationInfo, field_validator

from wallflower.api.auth import Need
from wallflower.api.fields import (
    DAY_MS,
    CameraPath,
    Identifier,
    Instant,
    Limit,
    LongRange,
    Nothing,
    Query,
    Range,
    check_order,
)
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.wire import ErrorCode
from wallflower.wire_activity import Conversation, Lanes, Quarter

LONGEST_LANES_MS = 8 * DAY_MS


class LaneRange(Query):
    """A stretch of time of at most eight days."""

    start: Instant
    end: Instant

    @field_validator("end")
    @classmethod
    def _order(cls, end: int, info: ValidationInfo) -> int:
        check_order(info.data.get("start"), end, LONGEST_LANES_MS)
        return end


class ConversationQuery(LongRange):
    """Which conversations are wanted: the newest of those that begin in the range."""

    camera: Identifier | None = None
    limit: Annotated[Limit, Field(description="For earlier ones ask again with the last one's start as the end.")] = 100


async def _list_quarters(call: Call[CameraPath, Range, None]) -> tuple[Quarter, ...]:
    camera_id, services = call.params.camera_id, call.services
    await services.registry.require(camera_id)
    return await asyncio.to_thread(services.activity.quarters, camera_id, call.query.start, call.query.end)


async def _get_lanes(call: Call[CameraPath, LaneRange, None]) -> Lanes:
    camera_id, services = call.params.camera_id, call.services
    await services.registry.require(camera_id)
    return await asyncio.to_thread(services.lanes.of_camera, camera_id, call.query.start, call.query.end)


async def _list_conversations(call: Call[Nothing, ConversationQuery, None]) -> tuple[Conversation, ...]:
    query, services = call.query, call.services
    call.caller.require_camera(query.camera, some_will_do=False)
    if query.camera is not None:
        await services.registry.require(query.camera)
    return await asyncio.to_thread(
        services.conversations.newest, query.start, query.end, query.camera, limit=query.limit
    )


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/activity",
        need=Need.VIEW,
        summary="The quarters of an hour of at most 31 days in which a camera has footage, visits or lines.",
        handler=_list_quarters,
        params=CameraPath,
        query=Range,
        returns=Listing(key="quarters", item=Quarter),
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/lanes",
        need=Need.VIEW,
        summary="A camera's timeline of at most 8 days: when there is footage, somebody speaks, and faces are seen.",
        handler=_get_lanes,
        params=CameraPath,
        query=LaneRange,
        returns=Lanes,
    ),
    Route(
        method="GET",
        path="/api/transcripts/conversations",
        need=Need.VIEW,
        summary="What was said as conversations, newest first: lines of one camera without a minute's pause.",
        handler=_list_conversations,
        query=ConversationQuery,
        returns=Listing(key="conversations", item=Conversation),
        for_some=True,
        errors=(ErrorCode.NOT_FOUND,),
    ),
)
