"""What was said: search and export."""

import asyncio
from dataclasses import replace
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Cursor, Identifier, Instant, Limit, LongRange, Nothing, RowId, check_order
from wallflower.api.routing import AnyRoute, Call, Media, Route
from wallflower.speech.export import CONTENT_TYPES, Format, export
from wallflower.store.transcripts import MOST_CONTEXT, Order, Wanted
from wallflower.wire import ErrorCode, LinePage

EXPORT_TIMEOUT_S = 60.0


# Every hit's context is a look-up of its own.
MOST_WITH_CONTEXT = 100


class Search(Body):
    """Words to look for; a "phrase in quotes" stays together, a trailing * matches any ending, no text finds all.

    Case and accents do not matter. `best` ranks the newest 2,000 lines that match by how well they fit.
    """

    text: Annotated[str, Field(max_length=500)] = ""
    camera_ids: Annotated[tuple[Identifier, ...], Field(max_length=100, description="Empty for all cameras.")] = ()
    speakers: Annotated[tuple[Identifier, ...], Field(max_length=100, description="People; empty for everybody.")] = ()
    speaker_ids: Annotated[tuple[RowId, ...], Field(max_length=100, description="Voices without a name, too.")] = ()
    start: Instant | None = None
    end: Instant | None = None
    least_confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    order: Annotated[Order, Field(strict=False)] = Order.NEWEST
    context: Annotated[
        int, Field(ge=0, le=MOST_CONTEXT, description="Lines of the same camera before and after each.")
    ] = 0
    limit: Limit = 50
    cursor: Cursor | None = None

    @field_validator("end")
    @classmethod
    def _order(cls, end: int | None, info: ValidationInfo) -> int | None:
        check_order(info.data.get("start"), end)
        return end

    @field_validator("limit")
    @classmethod
    def _bounded(cls, limit: int, info: ValidationInfo) -> int:
        if info.data.get("context") and limit > MOST_WITH_CONTEXT:
            message = "with context at most {most} lines come at once"
            raise PydanticCustomError("context", message, {"most": MOST_WITH_CONTEXT})
        return limit


class TranscriptExport(LongRange):
    """Which lines to export, and how."""

    camera: Identifier
    format: Format = Format.JSON


async def _search_transcripts(call: Call[Nothing, Nothing, Search]) -> LinePage:
    body, caller = call.body, call.caller
    caller.require_choice(body.camera_ids)
    if caller.cameras is not None and not caller.cameras:
        return LinePage()
    wanted = Wanted(
        text=body.text,
        camera_ids=body.camera_ids or tuple(sorted(caller.cameras or ())),
        person_ids=body.speakers,
        speaker_ids=body.speaker_ids,
        start_ms=body.start,
        end_ms=body.end,
        least_confidence=body.least_confidence,
        order=body.order,
        context=body.context,
        limit=body.limit,
        cursor=body.cursor,
    )
    page = await asyncio.to_thread(call.services.transcripts.search, wanted)
    return page if caller.cameras is None else replace(page, backlog_s=0.0)  # how much waits is about all cameras


async def _export_transcripts(call: Call[Nothing, TranscriptExport, None]) -> web.Response:
    query, services = call.query, call.services
    call.caller.require_camera(query.camera, some_will_do=False)
    await services.registry.require(query.camera)
    spoken = await asyncio.to_thread(services.spoken.read, query.camera, query.start, query.end)
    text = await asyncio.to_thread(export, spoken.lines, query.format, query.start, spoken.names)
    name = f"transcript-{query.camera}-{query.start}.{query.format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(text=text, content_type=CONTENT_TYPES[query.format], charset="utf-8", headers=headers)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/transcripts/search",
        need=Need.VIEW,
        summary="Lines that hold what is looked for, newest or best first, with highlights and when they were spoken.",
        handler=_search_transcripts,
        body=Search,
        returns=LinePage,
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/transcripts/export",
        need=Need.VIEW,
        summary=(
            "A camera's lines of at most 366 days, with who speaks, as json, txt, srt or vtt; subtitles count from the "
            "start."
        ),
        handler=_export_transcripts,
        query=TranscriptExport,
        returns=Media(types=("application/json", "text/plain", "application/x-subrip", "text/vtt")),
        errors=(ErrorCode.NOT_FOUND,),
        timeout_s=EXPORT_TIMEOUT_S,
        for_some=True,
    ),
)
