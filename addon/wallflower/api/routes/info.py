"""Who the server is, how it does, and what it can be asked."""

import asyncio
from http import HTTPStatus
from typing import Final

from aiohttp import web

from wallflower.api.auth import Need
from wallflower.api.fields import Nothing
from wallflower.api.routing import AnyRoute, Call, Media, Route
from wallflower.wire import Health, ServerInfo

type Plain = Call[Nothing, Nothing, None]


async def _get_info(call: Plain) -> ServerInfo:
    return call.services.info()


async def _get_health(call: Plain) -> web.Response:
    health = call.services.health.current
    if call.caller.cameras is not None:
        reasons = tuple(each for each in health.reasons if each.camera_id is None or call.caller.sees(each.camera_id))
        health = Health(healthy=not reasons, reasons=reasons)
    status = HTTPStatus.OK if health.healthy else HTTPStatus.SERVICE_UNAVAILABLE
    return web.json_response(health.to_json(), status=status)


async def _get_document(call: Plain) -> web.Response:
    # Made when it is first asked for: it takes a moment, and most servers are never asked.
    return web.json_response(await asyncio.to_thread(call.services.document))


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/info",
        need=Need.VIEW,
        summary="Who the server is, which wire it speaks, and which engines work.",
        handler=_get_info,
        returns=ServerInfo,
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/health",
        need=Need.VIEW,
        summary="200 when all is well, 503 with the reasons otherwise; both carry a Health value.",
        handler=_get_health,
        returns=Health,
        for_some=True,
        also=(HTTPStatus.SERVICE_UNAVAILABLE,),
    ),
    Route(
        method="GET",
        path="/api/openapi.json",
        need=Need.PUBLIC,
        summary="This document.",
        handler=_get_document,
        returns=Media(types=("application/json",)),
    ),
)
