"""What every request goes through: an id, the token, validation, a time limit, one shape of answers and errors."""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from wallflower.api.auth import SERVER, Caller, Gate
from wallflower.api.lasting import NoLongerError, while_welcome
from wallflower.api.problems import MethodError, UnauthorizedError, problem_response, status_of
from wallflower.api.rates import RateClass
from wallflower.api.reading import read_call
from wallflower.api.requests import REQUEST_COUNTS, RequestCounts
from wallflower.api.routing import Answer, AnyRoute, Call, Listing, Page
from wallflower.api.services import Services
from wallflower.clock import monotonic_s
from wallflower.errors import NotFoundError, UnavailableError, WallflowerError
from wallflower.wire_codec import Wire

REQUEST_ID_HEADER = "X-Request-Id"
REQUEST_ID: web.RequestKey[str] = web.RequestKey("request_id", str)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LOGGER = logging.getLogger(__name__)


def build_application(
    routes: Iterable[AnyRoute], services: Services, gate: Gate, headers: Mapping[str, str] = HEADERS
) -> web.Application:
    """Return the application of these routes for whom the gate admits; answers get these headers, or have their own."""

    async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers[REQUEST_ID_HEADER] = request.get(REQUEST_ID, "")
        response.headers.popall("Server", None)

    application = web.Application(middlewares=[_answer_errors])
    application[REQUEST_COUNTS] = RequestCounts()
    application.on_response_prepare.append(set_headers)
    for route in routes:
        application.router.add_route(route.method, route.path, _endpoint(route, services, gate))
    return application


def _endpoint(
    route: AnyRoute, services: Services, gate: Gate
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        caller, status = await _admit(route, request, services, gate), HTTPStatus.INTERNAL_SERVER_ERROR.value
        try:
            caller.require(route.need)
            call = await read_call(route, request, services, caller)
            try:
                async with asyncio.timeout(route.timeout_s):
                    answer = await _work(route, call, gate)
            except TimeoutError as error:
                raise UnavailableError("this took too long: try again later") from error
            response = _response(route, answer)
            status = response.status
        except WallflowerError as error:
            status = status_of(error).value
            raise
        finally:
            if route.is_audited:
                services.auditor.note(caller, route.name, request.path, request.remote or "", status)
        return response

    return handle


async def _work(route: AnyRoute, call: Call[Any, Any, Any], gate: Gate) -> Answer:
    """Return the handler's answer; one that lasts is cut off when its caller's login, key or right ends."""
    if route.timeout_s is not None or call.caller is SERVER:
        return await route.handler(call)
    try:
        return await while_welcome(route.handler(call), partial(gate.is_welcome, call.caller))
    except NoLongerError:
        if call.request.transport is not None:
            call.request.transport.abort()  # what has begun cannot become an error any more
        raise


async def _admit(route: AnyRoute, request: web.Request, services: Services, gate: Gate) -> Caller:
    """Return who asks, counted; Home Assistant, which asks for all its users, may ask as often as it likes."""
    address = request.remote or ""
    try:
        caller = await gate.admit(request, route.need)
    except UnauthorizedError:
        services.rates.take(address, RateClass.LOOK)
        raise
    if caller is not SERVER:
        services.rates.take(caller.name or address, route.rate_class)
    return caller


def _response(route: AnyRoute, answer: Answer) -> web.StreamResponse:
    match answer:
        case web.StreamResponse():
            return answer
        case None:
            return web.Response(status=204)
        case Wire():
            return web.json_response(answer.to_json(), status=route.status)
        case Page():
            body: dict[str, Any] = {_key(route): _list(answer.items), "cursor": answer.cursor}
        case _:
            body = {_key(route): _list(answer)}
    return web.json_response(body, status=route.status)


def _key(route: AnyRoute) -> str:
    return route.returns.key if isinstance(route.returns, Listing) else "items"


def _list(items: Sequence[Wire]) -> list[Any]:
    return [item.to_json() for item in items]


@web.middleware
async def _answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request its id, and turn every failure into the one shape of errors."""
    given = request.headers.get(REQUEST_ID_HEADER, "")
    request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
    request[REQUEST_ID] = request_id
    began_s = monotonic_s()
    try:
        response = await handler(request)
    except Exception as error:  # noqa: BLE001 - the outermost boundary of a request: the server must go on answering
        failure = _failure(error, request, request_id)
        response = problem_response(failure, request_id)
        _LOGGER.info("%s %s answers %d (%s) [%s]", *_what(request), response.status, failure.code, request_id)
    took_s = monotonic_s() - began_s
    request.app[REQUEST_COUNTS].answered(*_what(request), response.status, took_s)
    _LOGGER.debug("%s %s %d in %.1f ms", *_what(request), response.status, took_s * 1000)
    return response


def _failure(error: Exception, request: web.Request, request_id: str) -> WallflowerError:
    """Return what the client is told about an exception; what is our fault is logged in full."""
    match error:
        case web.HTTPException():
            return _translate(error)
        case WallflowerError():
            if status_of(error).is_server_error:
                _LOGGER.warning("%s %s failed (%s): %s [%s]", *_what(request), error.code, error.message, request_id)
            return error
        case ConnectionResetError():  # nobody is there to be answered: players change their minds while seeking
            return UnavailableError(str(error))
        case _:
            _LOGGER.error("%s %s failed [%s]", *_what(request), request_id, exc_info=error)
            return WallflowerError("the server failed; its log tells more under this request id")


def _what(request: web.Request) -> tuple[str, str]:
    """Return method and path for a log line: the route's own pattern, since real paths and queries are private."""
    resource = request.match_info.route.resource
    return request.method, "(unknown path)" if resource is None else resource.canonical


def _translate(error: web.HTTPException) -> WallflowerError:
    if isinstance(error, web.HTTPMethodNotAllowed):
        return MethodError(f"this path takes only {', '.join(sorted(error.allowed_methods))}")
    if isinstance(error, web.HTTPNotFound):
        return NotFoundError("there is nothing at this path")
    return WallflowerError(error.reason)
