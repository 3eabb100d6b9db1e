"""Calls from the server to the working processes, with deadlines and errors that keep their code."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import zmq
import zmq.asyncio

from wallflower import clock, errors
from wallflower.wire import ErrorCode
from wallflower.wire_people import FacePlace
from wallflower.workers.endpoint import configure, endpoint

QUEUE = 100
MAX_RUNNING = 32
DEFAULT_TIMEOUT_S = 5.0

_LOGGER = logging.getLogger(__name__)

type Handler = Callable[[dict[str, Any], bytes], Awaitable[dict[str, Any]]]

_CLASSES: dict[ErrorCode, type[errors.WallflowerError]] = {
    ErrorCode.CONFIG: errors.ConfigError,
    ErrorCode.INVALID_REQUEST: errors.InvalidRequestError,
    ErrorCode.NOT_FOUND: errors.NotFoundError,
    ErrorCode.CONFLICT: errors.ConflictError,
    ErrorCode.CONNECTION_REFUSED: errors.SourceError,
    ErrorCode.AUTH_FAILED: errors.SourceError,
    ErrorCode.TIMEOUT: errors.SourceError,
    ErrorCode.NOT_A_STREAM: errors.SourceError,
    ErrorCode.CODEC_ERROR: errors.SourceError,
    ErrorCode.FORBIDDEN_PROTOCOL: errors.SourceError,
    ErrorCode.DISK: errors.StorageError,
    ErrorCode.DISK_FULL: errors.StorageError,
    ErrorCode.INVALID_IMAGE: errors.ImageError,
    ErrorCode.NO_FACE: errors.ImageError,
    ErrorCode.POOR_FACE: errors.ImageError,
    ErrorCode.POOR_VOICE: errors.SoundError,
    ErrorCode.MODEL_MISSING: errors.ModelMissingError,
    ErrorCode.UNAVAILABLE: errors.UnavailableError,
}


class ControlServer:
    """A working process's end: `await server.run()` answers calls until it is cancelled.

    At most `MAX_RUNNING` calls run at once; more are refused as unavailable. A call whose deadline has passed before
    it begins is not begun. `malformed` counts messages that were no calls.
    """

    def __init__(self, runtime: Path, name: str, handlers: Mapping[str, Handler]) -> None:
        """Bind the process's socket, also over the remains of a predecessor that was killed."""
        self.malformed = 0
        self._name = name
        self._handlers = dict(handlers)
        self._running: set[asyncio.Task[None]] = set()
        self._context = zmq.asyncio.Context()
        self._socket = self._context.socket(zmq.ROUTER)
        configure(self._socket, queue=QUEUE)
        self._socket.bind(endpoint(runtime, name))

    async def run(self) -> None:
        """Answer calls; when cancelled, cancel those still running and close the link."""
        try:
            while True:
                self._accept(await self._socket.recv_multipart())
        finally:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)
            self.close()

    def close(self) -> None:
        """Close the link; idempotent, and done by `run` itself."""
        self._context.destroy(linger=0)

    def _accept(self, parts: list[bytes]) -> None:
        try:
            peer, call_id, head, blob = parts
            values = json.loads(head)
            method, params, deadline_s = str(values["method"]), dict(values["params"]), float(values["deadline_s"])
        except ValueError, KeyError, TypeError:
            self.malformed += 1
            _LOGGER.warning("dropped a malformed call to %s (%d so far)", self._name, self.malformed)
            return
        if clock.monotonic_s() >= deadline_s:
            return
        task = asyncio.create_task(self._answer([peer, call_id], method, params, blob))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, address: list[bytes], method: str, params: dict[str, Any], blob: bytes) -> None:
        answer = await self._perform(method, params, blob)
        await self._socket.send_multipart([*address, json.dumps(answer, separators=(",", ":")).encode()])

    async def _perform(self, method: str, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        handler = self._handlers.get(method)
        if handler is None:
            return _failure(errors.InvalidRequestError(f"{self._name} has no method {method!r}"))
        if len(self._running) > MAX_RUNNING:
            return _failure(errors.UnavailableError(f"{self._name} is busy: try again later"))
        try:
            return {"result": await handler(params, blob)}
        except errors.WallflowerError as error:
            return _failure(error)
        except Exception:  # the outermost boundary of a call: the process must go on answering
            _LOGGER.exception("the call %s to %s failed", method, self._name)
            return _failure(errors.WallflowerError(f"{self._name} failed internally; its log tells more"))


class ControlClient:
    """The server's end of the link to one process; calls may run side by side. `malformed` counts broken answers."""

    def __init__(self, runtime: Path, name: str) -> None:
        """Connect now or whenever the process appears, again after each of its restarts."""
        self.malformed = 0
        self._name = name
        self._ids = count(1)
        self._waiting: dict[bytes, asyncio.Future[dict[str, Any]]] = {}
        self._reader: asyncio.Task[None] | None = None
        self._context = zmq.asyncio.Context()
        self._socket = self._context.socket(zmq.DEALER)
        configure(self._socket, queue=QUEUE)
        # Calls wait for a live connection instead of piling up for a process that is down.
        self._socket.setsockopt(zmq.IMMEDIATE, 1)
        self._socket.connect(endpoint(runtime, name))

    async def call(
        self, method: str, params: dict[str, Any], blob: bytes = b"", timeout_s: float = DEFAULT_TIMEOUT_S
    ) -> dict[str, Any]:
        """Return the handler's answer or raise its error; `UnavailableError` when none came within `timeout_s`."""
        if self._reader is None:
            self._reader = asyncio.create_task(self._read())
        call_id = str(next(self._ids)).encode()
        answer = self._waiting[call_id] = asyncio.get_running_loop().create_future()
        head = {"method": method, "params": params, "deadline_s": clock.monotonic_s() + timeout_s}
        try:
            async with asyncio.timeout(timeout_s):
                await self._socket.send_multipart([call_id, json.dumps(head, separators=(",", ":")).encode(), blob])
                return _result(await answer)
        except TimeoutError as error:
            raise errors.UnavailableError(f"{self._name} did not answer within {timeout_s:g} s") from error
        finally:
            del self._waiting[call_id]

    async def _read(self) -> None:
        while True:
            parts = await self._socket.recv_multipart()
            try:
                call_id, body = parts
                answer = json.loads(body)
            except ValueError:
                self.malformed += 1
                _LOGGER.warning("dropped a malformed answer of %s (%d so far)", self._name, self.malformed)
                continue
            future = self._waiting.get(call_id)
            if future is not None and not future.done():
                future.set_result(answer)

    async def close(self) -> None:
        """Close the link; calls still waiting end as unavailable at their time-out."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
            self._reader = None
        self._context.destroy(linger=0)

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the link."""
        await self.close()


def _failure(error: errors.WallflowerError) -> dict[str, Any]:
    failure: dict[str, Any] = {"code": error.code, "message": error.message, "field": error.field}
    if isinstance(error, errors.SeveralFacesError):
        failure["places"] = [place.to_json() for place in error.places]
    return {"error": failure}


def _result(answer: dict[str, Any]) -> dict[str, Any]:
    failure = answer.get("error")
    if failure is None:
        result: dict[str, Any] = answer["result"]
        return result
    code = ErrorCode(failure["code"])
    if code is ErrorCode.SEVERAL_FACES:
        places = tuple(FacePlace.from_json(place) for place in failure.get("places", ()))
        raise errors.SeveralFacesError(failure["message"], field=failure["field"], places=places)
    raise _CLASSES.get(code, errors.WallflowerError)(failure["message"], field=failure["field"], code=code)
