"""The cookie of a browser, which can send no token with pictures, video and WebSockets."""

import contextlib
from typing import Final

from aiohttp import hdrs, web

from wallflower.api.auth import Need, bearer_token
from wallflower.api.cookies import origin_of
from wallflower.api.fields import Nothing
from wallflower.api.problems import ForbiddenError, UnauthorizedError
from wallflower.api.routing import AnyRoute, Call, Route
from wallflower.wire import ErrorCode

# Media of whoever used the browser before; browsers heed this over https only.
_FORGET: Final = {"Clear-Site-Data": '"cache"'}

type Plain = Call[Nothing, Nothing, None]


async def _open_session(call: Plain) -> web.Response:
    access, request = call.services.access, call.request
    origin = origin_of(request)
    token = bearer_token(request.headers.get(hdrs.AUTHORIZATION))
    if not call.caller.name.startswith(("user:", "key:")) or not token:
        raise ForbiddenError("a cookie is for logins and keys: ask with the token of one")
    holder = await access.holder_of(token)
    response = web.Response(status=204)
    access.cookies.give(response, holder, origin)
    return response


async def _close_session(call: Plain) -> web.Response:
    access, request = call.services.access, call.request
    value = access.cookies.found_in(request)
    if value is not None:
        with contextlib.suppress(UnauthorizedError):  # it is over already
            await access.end(access.cookies.read(value, request))
    response = web.Response(status=204, headers=_FORGET)
    access.cookies.take_away(response, request)
    return response


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/session",
        need=Need.VIEW,
        summary="Give a page's browser a cookie that stands for the login or key of this request's token.",
        handler=_open_session,
        for_some=True,
        errors=(ErrorCode.INVALID_REQUEST,),
    ),
    Route(
        method="DELETE",
        path="/api/session",
        need=Need.VIEW,
        summary="End the login that the browser's cookie stands for, and take the cookie away.",
        handler=_close_session,
        for_some=True,
    ),
)
