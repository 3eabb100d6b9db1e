"""A stretch of time at a glance: how much there is of a camera, and who talked when."""

import asyncio
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import CameraPath, Identifier, Limit, LongRange, Nothing, Range
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.wire import ErrorCode
from wallflower.wire_activity import Conversation, Quarter


class ConversationQuery(LongRange):
    """Which conversations are wanted: the newest of those that begin in the range."""

    camera: Identifier | None = None
    limit: Annotated[Limit, Field(description="For earlier ones ask again with the last one's start as the end.")] = 100


async def _list_quarters(call: Call[CameraPath, Range, None]) -> tuple[Quarter, ...]:
    camera_id, services = call.params.camera_id, call.services
    await services.registry.require(camera_id)
    return await asyncio.to_thread(services.activity.quarters, camera_id, call.query.start, call.query.end)


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
