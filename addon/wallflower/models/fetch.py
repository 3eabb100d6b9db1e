"""Fetching one file over HTTP from servers that stall, break off, lie or forget: bounded, resumed, and verified."""

import asyncio
import hashlib
import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from wallflower import clock
from wallflower.errors import ModelMissingError, NotFoundError, UnavailableError, WallflowerError
from wallflower.models.catalogue import Part
from wallflower.models.place import writing
from wallflower.wire import ErrorCode

CHUNK_BYTES = 1 << 18
MOST_REDIRECTS = 5
PARTIAL = ".partial"
MARK = ".mark"
# An attempt that brought this much was not a failure, even if it broke off.
PROGRESS_BYTES = 1 << 20
# Slower than this on average, a server counts as stalled.
LEAST_BYTES_PER_S = 1024
LONGEST_PAUSE_S = 300.0
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server is waited for, and how often it is asked again."""

    connect_s: float = 20.0
    stall_s: float = 60.0
    pauses_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
    most_failures: int = 8


class _AgainError(Exception):
    """An attempt failed in a way that another may not; `after_s` is how long the server asks to be left alone."""

    def __init__(self, reason: str, after_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after_s = min(after_s, LONGEST_PAUSE_S)


class Fetcher:
    """Fetches files; `on_bytes` is told how many more of the wanted bytes are here (fewer, after a start over)."""

    def __init__(
        self, session: ClientSession, patience: Patience, on_bytes: Callable[[int], None], proxy: URL | None = None
    ) -> None:
        """Use this session, which the caller closes."""
        self._session = session
        self._patience = patience
        self._on_bytes = on_bytes
        self._proxy = proxy

    async def fetch(self, part: Part, address: URL, directory: Path) -> str:
        """Bring a file into the directory and return its SHA-256; what is there of it already is not fetched again.

        Raises `NotFoundError` where there is no such file, `ModelMissingError` when its content is not what it must
        be, `UnavailableError` when the server cannot be had, `StorageError` when the disk fails.
        """
        goal = directory / part.name
        if goal.exists():  # from an earlier attempt at the model, verified then; but disks forget
            with suppress(ModelMissingError):
                digest = await asyncio.to_thread(_verify, goal, part)
                self._on_bytes(part.size_bytes)
                return digest
        partial = goal.with_name(goal.name + PARTIAL)
        for is_last in (False, True):
            await self._bring(part, address, partial)
            try:
                digest = await asyncio.to_thread(_verify, partial, part)
            except ModelMissingError:
                # A file put together from two attempts may be wrong although the server is right; once is enough.
                self._start_over(partial)
                if is_last:
                    raise
            else:
                with writing():
                    partial.rename(goal)
                    _mark_of(partial).unlink(missing_ok=True)
                return digest
        raise AssertionError

    async def _bring(self, part: Part, address: URL, partial: Path) -> None:
        failures = 0
        self._on_bytes(_size(partial))
        while _size(partial) != part.size_bytes:
            before = _size(partial)
            try:
                await self._attempt(part, address, partial)
            except (_AgainError, ClientError, TimeoutError, OSError) as error:
                failures = 1 if _size(partial) - before >= PROGRESS_BYTES else failures + 1
                reason = error.reason if isinstance(error, _AgainError) else _why(error)
                if failures >= self._patience.most_failures:
                    message = f"{part.name} cannot be downloaded from {address.host}: {reason}; "
                    raise UnavailableError(message + "try again later, or set another mirror") from error
                _LOGGER.info("downloading %s goes on after a pause: %s", part.name, reason)
                pauses = self._patience.pauses_s
                pause_s = pauses[min(failures, len(pauses)) - 1]
                await asyncio.sleep(max(pause_s, error.after_s if isinstance(error, _AgainError) else 0.0))

    async def _attempt(self, part: Part, address: URL, partial: Path) -> None:
        start = _size(partial)
        if start > part.size_bytes:
            self._start_over(partial)
            start = 0
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
            if mark := _read_mark(partial):
                headers["If-Range"] = mark
        async with await self._ask(address, headers) as response:
            self._check_status(response, part, partial)
            if response.status == HTTPStatus.OK and start:
                self._start_over(partial)  # it does not resume, or has another file by now
                start = 0
            _check_length(response, part, start)
            _write_mark(partial, response.headers.get("ETag", ""))
            await self._take(response, part, partial, start)

    async def _ask(self, address: URL, headers: dict[str, str]) -> ClientResponse:
        """Send the request and follow redirects, but never from HTTPS to HTTP."""
        timeout = ClientTimeout(total=None, sock_connect=self._patience.connect_s, sock_read=self._patience.stall_s)
        for _ in range(MOST_REDIRECTS + 1):
            response = await self._session.get(
                address, headers=headers, allow_redirects=False, timeout=timeout, proxy=self._proxy
            )
            place = response.headers.get("Location")
            if not 300 <= response.status < 400 or place is None:
                return response
            response.release()
            goal = address.join(URL(place))
            if goal.scheme not in ("https", address.scheme):
                raise _AgainError("the server redirects to an address that is not secure")
            address = goal
        raise _AgainError("the server redirects in a circle")

    def _check_status(self, response: ClientResponse, part: Part, partial: Path) -> None:
        status, host = response.status, response.url.host
        if status in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
            return
        if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            self._start_over(partial)
            raise _AgainError("the server has another file by now")
        if status in _PASSING:
            raise _AgainError(f"the server answers {status}", _after_s(response))
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise NotFoundError(f"{host} has no {part.name} of this model's revision: set another mirror", field="name")
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED):
            message = f"{host} refuses to hand out {part.name} ({status}): set another mirror, or check the proxy"
            raise WallflowerError(message, code=ErrorCode.AUTH_FAILED)
        raise UnavailableError(f"{host} answers {status} for {part.name}: set another mirror")

    async def _take(self, response: ClientResponse, part: Part, partial: Path, start: int) -> None:
        here, began_s, began = start, clock.monotonic_s(), start
        with writing():
            file = partial.open("ab")
        with file:
            async for chunk in response.content.iter_chunked(CHUNK_BYTES):
                if here + len(chunk) > part.size_bytes:
                    self._start_over(partial)
                    raise _AgainError("the server sends more than the file has")
                await asyncio.to_thread(_write, file.fileno(), chunk)
                here += len(chunk)
                self._on_bytes(len(chunk))
                passed_s = clock.monotonic_s() - began_s
                if passed_s > self._patience.stall_s:
                    if here - began < LEAST_BYTES_PER_S * passed_s:
                        raise _AgainError("the server sends next to nothing")
                    began_s, began = clock.monotonic_s(), here
        if here < part.size_bytes:
            raise _AgainError("the connection ended early")

    def _start_over(self, partial: Path) -> None:
        self._on_bytes(-_size(partial))
        with writing():
            partial.unlink(missing_ok=True)
            _mark_of(partial).unlink(missing_ok=True)


def _check_length(response: ClientResponse, part: Part, start: int) -> None:
    if response.status == HTTPStatus.PARTIAL_CONTENT:
        told = response.headers.get("Content-Range", "")
        if told != f"bytes {start}-{part.size_bytes - 1}/{part.size_bytes}":
            raise _AgainError("the server sends another part of the file than it was asked for")
    elif response.content_length not in (None, part.size_bytes - start):
        raise _AgainError(f"the server has a file of {response.content_length} bytes, not of {part.size_bytes}")


def _after_s(response: ClientResponse) -> float:
    told = response.headers.get("Retry-After", "")
    return float(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0.0


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the server does not answer in time"
    return f"the connection failed ({type(error).__name__})"


def _verify(path: Path, part: Part) -> str:
    """Return the file's SHA-256 after making it durable; raise `ModelMissingError` when it is not the one wanted."""
    sha256 = hashlib.sha256()
    git_sha1 = hashlib.sha1(b"blob %d\0" % part.size_bytes, usedforsecurity=False)
    with writing(), path.open("rb") as file:
        os.fsync(file.fileno())
        while chunk := file.read(CHUNK_BYTES):
            sha256.update(chunk)
            git_sha1.update(chunk)
    known = [
        (part.sha256, sha256.hexdigest()),
        (part.git_sha1, git_sha1.hexdigest()),
    ]
    if path.stat().st_size != part.size_bytes or any(wanted not in (None, found) for wanted, found in known):
        raise ModelMissingError(
            f"{part.name} as it was downloaded is not the file that it must be (another SHA-256): set another mirror",
            field="models_mirror",
        )
    return sha256.hexdigest()


def _write(descriptor: int, data: bytes) -> None:
    with writing():
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _mark_of(partial: Path) -> Path:
    return partial.with_name(partial.name + MARK)


def _read_mark(partial: Path) -> str:
    with suppress(OSError, ValueError):
        mark = json.loads(_mark_of(partial).read_bytes())
        return mark if isinstance(mark, str) else ""
    return ""


def _write_mark(partial: Path, etag: str) -> None:
    """Remember which version of a file a part is of; only a strong mark may ask for the rest of it."""
    if etag.startswith('"'):
        with writing():
            _mark_of(partial).write_text(json.dumps(etag), encoding="utf-8")
