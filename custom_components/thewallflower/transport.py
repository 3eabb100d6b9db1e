"""One server, reached with one token over HTTP: requests out, typed values or typed errors back."""

import io
import json
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from http import HTTPMethod, HTTPStatus
from typing import Any, Final

import aiohttp
from aiohttp import hdrs
from yarl import URL

from .errors import (
    WallflowerAuthenticationError,
    WallflowerConnectionError,
    WallflowerError,
    WallflowerForbiddenError,
    WallflowerResponseError,
)
from .wire import ErrorCode, Problem
from .wire_codec import Wire, WireError

ANSWER_TIMEOUT = aiohttp.ClientTimeout(total=10)
LONG_TIMEOUT = aiohttp.ClientTimeout(total=150)
MEDIA_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=30)
GOOD = frozenset(
    {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED, HTTPStatus.NO_CONTENT, HTTPStatus.PARTIAL_CONTENT}
)

PARTS: Final = GOOD | {HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE}
"""What is passed on to a player that asks for parts."""

IMAGE: Final = "image/jpeg"
"""Bytes are always a picture; the server looks at what it is itself."""

type Query = Mapping[str, str | int]


def not_understood(what: str) -> WallflowerResponseError:
    """Return the error for an answer of another shape than the wire's."""
    return WallflowerResponseError(Problem(code=ErrorCode.UNKNOWN, message=f"the answer was not understood: {what}"))


def reason(error: Exception) -> str:
    """Name a failure without what it was about, so that no address reaches a log."""
    if isinstance(error, TimeoutError):
        return "the server did not answer in time"
    return f"the server cannot be reached ({type(error).__name__})"


def refusal(status: int, body: bytes | None) -> WallflowerError:
    """Return what a status that is no success means."""
    if status == HTTPStatus.UNAUTHORIZED:
        return WallflowerAuthenticationError("the token was not accepted")
    try:
        problem = Problem.from_json(json.loads(body or b"")["error"])
    except ValueError, KeyError, TypeError:
        problem = Problem(code=ErrorCode.UNKNOWN, message=f"the server answered with status {status}")
    if status == HTTPStatus.FORBIDDEN:
        return WallflowerForbiddenError(problem.message)
    return WallflowerResponseError(problem)


def decode[V: Wire](kind: type[V], data: Any) -> V:
    """Return the value; raise `WallflowerResponseError` when it cannot be understood."""
    try:
        return kind.from_json(data)
    except WireError as error:
        raise not_understood(str(error)) from error


def decode_list[V: Wire](kind: type[V], data: Any, key: str) -> tuple[V, ...]:
    """Return the values below a key; raise `WallflowerResponseError` when they cannot be understood."""
    items = data.get(key) if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise not_understood(f"no list of {key}")
    return tuple(decode(kind, item) for item in items)


class Transport:
    """Sends requests through a session that somebody else owns."""

    def __init__(self, session: aiohttp.ClientSession, host: str, port: int, token: str) -> None:
        """Remember the address; nothing is sent yet. Raise `WallflowerConnectionError` for an impossible host.

        A token that no header can carry raises `WallflowerAuthenticationError`; spaces and line ends around one come
        from copying it.
        """
        try:
            self._root = URL.build(scheme="http", host=host, port=port) / "api"
        except ValueError as error:
            raise WallflowerConnectionError("the host is not a host name or address") from error
        if not (token := token.strip()).isprintable():
            raise WallflowerAuthenticationError("the token was not accepted")
        self.host = host
        self._session = session
        self._headers = {"Authorization": f"Bearer {token}"}

    async def _list[V: Wire](self, path: str, key: str, kind: type[V], **query: str | int) -> tuple[V, ...]:
        return decode_list(kind, await self._json(path, query=query), key)

    async def _json(
        self,
        path: str,
        *,
        method: HTTPMethod = HTTPMethod.GET,
        query: Query | None = None,
        body: Mapping[str, Any] | bytes | None = None,
        limits: aiohttp.ClientTimeout = ANSWER_TIMEOUT,
        good: Collection[int] = GOOD,
    ) -> Any:
        """Send a request and return its answer decoded, None when it has none."""
        async with self._request(method, self._url(path, query), body=body, limits=limits, good=good) as response:
            if response.status == HTTPStatus.NO_CONTENT:
                return None
            try:
                return await response.json()
            except (aiohttp.ContentTypeError, ValueError) as error:
                raise not_understood("it is not JSON") from error

    def _url(self, path: str, query: Query | None = None) -> URL:
        return self._root.joinpath(*path.split("/")) % dict(query or {})

    @asynccontextmanager
    async def _request(
        self,
        method: HTTPMethod,
        url: URL,
        *,
        headers: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | bytes | None = None,
        limits: aiohttp.ClientTimeout = ANSWER_TIMEOUT,
        good: Collection[int] = GOOD,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send one request and raise what its failure means; redirects are refused, they would carry the token away."""
        # A file object is sent piece by piece, bytes at once, which for large ones holds up everybody else.
        sent: dict[str, Any] = {"data": io.BytesIO(body)} if isinstance(body, bytes) else {"json": body}
        kind: dict[str, str] = {hdrs.CONTENT_TYPE: IMAGE} if isinstance(body, bytes) else {}
        try:
            async with self._session.request(
                method,
                url,
                headers={**self._headers, **kind, **(headers or {})},
                timeout=limits,
                allow_redirects=False,
                **sent,
            ) as response:
                if response.status not in good:
                    raise refusal(response.status, await response.read())
                yield response
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise WallflowerConnectionError(reason(error)) from error
