"""The little of the HTTP API that the demo uses."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from wallflower.errors import WallflowerError
from wallflower.wire import ErrorCode, Event, Problem
from wallflower.wire_codec import WireError

_TIMEOUT_S = 30.0


class ApiClient:
    """Calls the server with its token; failures come back as `WallflowerError` with the server's own code."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        """Call `url`, for example `http://127.0.0.1:8099`."""
        self._session = session
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}

    def url(self, path: str) -> str:
        """Return the whole address of a path."""
        return self._url + path

    async def get(self, path: str, **query: Any) -> Any:
        """Return the decoded JSON of a GET."""
        return await self._json("GET", path, params=query)

    async def post(self, path: str, body: Any) -> Any:
        """Return the decoded JSON of a POST of JSON, or of an image when `body` is bytes."""
        if isinstance(body, bytes):
            return await self._json("POST", path, data=body, headers={"Content-Type": "image/jpeg"})
        return await self._json("POST", path, json=body)

    async def read(self, path: str, *, first: int | None = None, count: int = 0) -> bytes:
        """Return the bytes of a GET, or `count` of them from `first` on."""
        headers = {} if first is None else {"Range": f"bytes={first}-{first + count - 1}"}
        return await self._bytes("GET", path, headers=headers)

    async def events(self) -> AsyncIterator[Event]:
        """Yield the server's events until it closes the connection."""
        async with self._session.ws_connect(f"{self._url}/api/events", headers=self._headers) as socket:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    yield Event.from_json(message.json())

    async def _json(self, method: str, path: str, **options: Any) -> Any:
        async with self._call(method, path, options) as answer:
            if answer.status >= 400:
                raise await _error(answer)
            return None if answer.status == 204 else await answer.json()

    async def _bytes(self, method: str, path: str, **options: Any) -> bytes:
        async with self._call(method, path, options) as answer:
            if answer.status >= 400:
                raise await _error(answer)
            data: bytes = await answer.read()
            return data

    def _call(self, method: str, path: str, options: dict[str, Any]) -> Any:
        headers = self._headers | options.pop("headers", {})
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
        return self._session.request(method, self._url + path, headers=headers, timeout=timeout, **options)


async def _error(answer: aiohttp.ClientResponse) -> WallflowerError:
    try:
        problem = Problem.from_json((await answer.json(content_type=None))["error"])
    except KeyError, TypeError, ValueError, WireError:
        return WallflowerError(f"the server answered {answer.status}", code=ErrorCode.UNAVAILABLE)
    return WallflowerError(problem.message, field=problem.field, code=problem.code)
