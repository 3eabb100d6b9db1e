"""HLS over any window of a camera: a playlist and what it refers to, relative to it."""

import asyncio
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import DAY_MS, LATEST_MS, CameraPath, Instant, Nothing, Query, RowId
from wallflower.api.routing import AnyRoute, Call, Media, Route
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.playback.playlist import MEDIA_TYPE as PLAYLIST_TYPE
from wallflower.playback.playlist import playlist
from wallflower.playback.segments import MEDIA_TYPE, byte_range

LONGEST_MS = 7 * DAY_MS
# What an index row points at never changes under its id, except a file that still grows.
CACHE_FOR_EVER = "private, max-age=31536000, immutable"
BASE = "/api/cameras/{camera_id}/hls/{start_ms}/{end_ms}"

type Millis = Annotated[int, Field(ge=0, le=LATEST_MS)]


class WindowPath(CameraPath):
    """A camera and a window of time."""

    start_ms: Millis
    end_ms: Millis


class PlayFrom(Query):
    """The instant at which playing is to begin, by default the start of the window."""

    at: Instant | None = None


class InitPath(WindowPath):
    """An initialisation segment of a window."""

    init_id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class SegmentPath(WindowPath):
    """A file of a window."""

    recording_id: RowId


async def _get_playlist(call: Call[WindowPath, PlayFrom, None]) -> web.Response:
    window, at_ms, services = call.params, call.query.at, call.services
    if window.end_ms <= window.start_ms:
        raise InvalidRequestError("the end must be after the start", field="end_ms")
    if window.end_ms - window.start_ms > LONGEST_MS:
        raise InvalidRequestError(f"the range must not be longer than {LONGEST_MS // DAY_MS} days", field="end_ms")
    if at_ms is not None and not window.start_ms <= at_ms < window.end_ms:
        raise InvalidRequestError("the instant must lie within the range", field="at")
    await services.registry.require(window.camera_id)
    text = await asyncio.to_thread(_playlist, call)
    response = web.Response(text=text, content_type=PLAYLIST_TYPE)
    response.enable_compression()
    return response


def _playlist(call: Call[WindowPath, PlayFrom, None]) -> str:
    window = call.params
    rows = call.services.recordings.list(window.camera_id, window.start_ms, window.end_ms)
    return playlist(rows, window.start_ms, window.end_ms, call.query.at)


async def _get_init(call: Call[InitPath, Nothing, None]) -> web.Response:
    init = await asyncio.to_thread(call.services.recordings.init, call.params.init_id)
    return web.Response(body=init.data, content_type=MEDIA_TYPE, headers={"Cache-Control": CACHE_FOR_EVER})


async def _get_segment(call: Call[SegmentPath, Nothing, None]) -> web.StreamResponse:
    segments = call.services.segments
    row = await asyncio.to_thread(segments.find, call.params.camera_id, call.params.recording_id)
    wanted = byte_range(call.request.headers.get("Range"), row.size_bytes)
    size_bytes = await asyncio.to_thread(segments.size_bytes, row)
    start, end = wanted or (0, size_bytes)
    end = min(end, size_bytes)
    if start >= end:
        raise NotFoundError("this part of the recording's file is gone")
    response = web.StreamResponse(status=HTTPStatus.OK if wanted is None else HTTPStatus.PARTIAL_CONTENT)
    response.content_type = MEDIA_TYPE
    response.content_length = end - start
    response.headers["Accept-Ranges"] = "bytes"
    if wanted is not None:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size_bytes}"
    chunks = segments.chunks(row, start, end)
    first = await asyncio.to_thread(_next, chunks)  # before the head is sent, so that a missing file is still a 404
    await response.prepare(call.request)
    chunk, left = first, end - start
    while chunk is not None and left:
        left -= len(chunk)
        await response.write(chunk)
        chunk = await asyncio.to_thread(_next, chunks)
    if left and call.request.transport is not None:
        call.request.transport.abort()  # the file has just become shorter: a player must not wait for what is gone
    await response.write_eof()
    return response


def _next(chunks: Iterator[bytes]) -> bytes | None:
    """Return the next bytes, None behind the last and where the disk fails."""
    try:
        return next(chunks, None)
    except OSError:
        return None


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path=f"{BASE}/index.m3u8",
        need=Need.VIEW,
        summary="A finished media playlist of what is recorded between two instants at most 7 days apart.",
        handler=_get_playlist,
        params=WindowPath,
        query=PlayFrom,
        returns=Media(types=(PLAYLIST_TYPE,)),
    ),
    Route(
        method="GET",
        path=f"{BASE}/init/{{init_id}}.mp4",
        need=Need.VIEW,
        summary="An initialisation segment.",
        handler=_get_init,
        params=InitPath,
        returns=Media(types=(MEDIA_TYPE,)),
    ),
    Route(
        method="GET",
        path=f"{BASE}/seg/{{recording_id}}.mp4",
        need=Need.VIEW,
        summary="A file on its session's timeline; takes Range.",
        handler=_get_segment,
        params=SegmentPath,
        returns=Media(types=(MEDIA_TYPE,), ranged=True),
        timeout_s=None,
    ),
)
