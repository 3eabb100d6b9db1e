"""A camera as it is now: fragments for a browser's MediaSource, or still pictures one after the other."""

import asyncio
from contextlib import suppress
from typing import Final

from aiohttp import web

from wallflower.api.auth import Need
from wallflower.api.fields import CameraPath, Nothing, PictureWidth, Query
from wallflower.api.pictures import MEDIA_TYPE, take_still
from wallflower.api.routing import AnyRoute, Call, Media, Route
from wallflower.api.sockets import new_socket, push
from wallflower.errors import NotFoundError, UnavailableError
from wallflower.media.fragment import Fragment
from wallflower.playback.live import LiveViewer, messages
from wallflower.wire import ErrorCode

MAX_VIEWERS = 64
SEND_TIMEOUT_S = 20.0
LOOK_EVERY_S = 5.0
# The analysis process hears of a keyframe when we do, and needs a moment until it can show it.
MOMENT_S = 0.1
BOUNDARY = "picture"
MJPEG_TYPE = "multipart/x-mixed-replace"


class Size(Query):
    """How large pictures are wanted."""

    width: PictureWidth | None = None


async def _watch_live(call: Call[CameraPath, Nothing, None]) -> web.StreamResponse:
    viewer = await _join(call)
    try:
        # Video does not shrink any further: deflate would only cost time.
        socket = new_socket(call.request, compress=False)
        await socket.prepare(call.request)
        await push(socket, _Player(viewer).send_to)
    finally:
        viewer.close()
    return socket


class _Player:
    """What one viewer gets."""

    def __init__(self, viewer: LiveViewer) -> None:
        self._viewer = viewer

    async def send_to(self, socket: web.WebSocketResponse) -> None:
        before: Fragment | None = None
        while (fragment := await self._viewer.next()) is not None:
            async with asyncio.timeout(SEND_TIMEOUT_S):
                for message in messages(before, fragment):
                    await (socket.send_str(message) if isinstance(message, str) else socket.send_bytes(message))
            before = fragment


async def _watch_mjpeg(call: Call[CameraPath, Size, None]) -> web.StreamResponse:
    viewer = await _join(call)
    response = web.StreamResponse(headers={"Content-Type": f"{MJPEG_TYPE}; boundary={BOUNDARY}"})
    try:
        await response.prepare(call.request)
        await _send_pictures(call, viewer, response)
    except TimeoutError:
        if call.request.transport is not None:
            call.request.transport.abort()
    except ConnectionResetError:
        pass  # the viewer left
    finally:
        viewer.close()
    return response


async def _send_pictures(call: Call[CameraPath, Size, None], viewer: LiveViewer, response: web.StreamResponse) -> None:
    shown_ms = -1
    while (fragment := await _next(viewer, call.request)) is not None:
        if not fragment.is_key or fragment.start_ms <= shown_ms:
            continue
        await asyncio.sleep(MOMENT_S)
        try:
            still = await take_still(call.services.analysis, call.params.camera_id, None, call.query.width)
        except NotFoundError, UnavailableError:
            continue
        if still.at_ms == shown_ms:
            continue
        shown_ms = still.at_ms
        head = f"--{BOUNDARY}\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Length: {len(still.jpeg)}\r\n"
        async with asyncio.timeout(SEND_TIMEOUT_S):
            await response.write(f"{head}X-At-Ms: {still.at_ms}\r\n\r\n".encode() + still.jpeg + b"\r\n")


async def _next(viewer: LiveViewer, request: web.Request) -> Fragment | None:
    """Return the next fragment, None at the end; raise `ConnectionResetError` once nobody watches any more.

    Where nothing comes nothing is sent, so that no failure to send would tell.
    """
    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY_S):
                return await viewer.next()
        if request.transport is None or request.transport.is_closing():
            raise ConnectionResetError


async def _join[Q](call: Call[CameraPath, Q, None]) -> LiveViewer:
    await call.services.registry.require(call.params.camera_id)
    if call.services.live.viewers >= MAX_VIEWERS:
        raise UnavailableError("too many watch live: close some of them", code=ErrorCode.RESOURCE_EXHAUSTED)
    return call.services.live.join(call.params.camera_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/live",
        need=Need.VIEW,
        summary="WebSocket of a camera's fragments as they arrive, for a MediaSource.",
        handler=_watch_live,
        params=CameraPath,
        returns=Media(types=(), socket=True),
        errors=(ErrorCode.RESOURCE_EXHAUSTED,),
        timeout_s=None,
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/mjpeg",
        need=Need.VIEW,
        summary="A camera's keyframes as they arrive, for what cannot play its codec: a picture each second or so.",
        handler=_watch_mjpeg,
        params=CameraPath,
        query=Size,
        returns=Media(types=(MJPEG_TYPE,)),
        errors=(ErrorCode.RESOURCE_EXHAUSTED,),
        timeout_s=None,
    ),
)
