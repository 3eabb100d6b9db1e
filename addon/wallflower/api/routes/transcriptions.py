"""Care of what was said: other transcriptions of it, and taking it back."""

import asyncio
from typing import Annotated, Final

from pydantic import Field, ValidationInfo, field_validator

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Identifier, Instant, Nothing, Query, RowId, check_order
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.wire_talk import Forgotten, Transcription

# A year of talk is deleted in pieces, and may take its time.
DELETE_TIMEOUT_S = 300.0


class LinePath(Query):
    """Names a line."""

    line_id: RowId


class UtterancePath(Query):
    """Names an utterance."""

    utterance_id: RowId


class Choice(Body):
    """Which transcription is to be shown; null shows the best again."""

    version: Annotated[int, Field(ge=1, le=10_000)] | None


class Forget(Body):
    """What to delete: all that was said in [start, end), near one camera or near all."""

    start: Instant
    end: Instant
    camera: Identifier | None = None

    @field_validator("end")
    @classmethod
    def _order(cls, end: int, info: ValidationInfo) -> int:
        check_order(info.data.get("start"), end)
        return end


async def _list_transcriptions(call: Call[UtterancePath, Nothing, None]) -> tuple[Transcription, ...]:
    return await asyncio.to_thread(call.services.transcriptions.list, call.params.utterance_id)


async def _choose_transcription(call: Call[UtterancePath, Nothing, Choice]) -> tuple[Transcription, ...]:
    return await asyncio.to_thread(call.services.transcriptions.choose, call.params.utterance_id, call.body.version)


async def _delete_line(call: Call[LinePath, Nothing, None]) -> None:
    await asyncio.to_thread(call.services.forgetting.line, call.params.line_id)


async def _delete_transcripts(call: Call[Nothing, Nothing, Forget]) -> Forgotten:
    body = call.body
    if body.camera is not None:
        await call.services.registry.require(body.camera)
    count = await asyncio.to_thread(call.services.forgetting.range, body.start, body.end, body.camera)
    return Forgotten(utterances=count)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/utterances/{utterance_id}/transcriptions",
        need=Need.VIEW,
        summary="All that engines made of an utterance, oldest first; there are few.",
        handler=_list_transcriptions,
        params=UtterancePath,
        returns=Listing(key="transcriptions", item=Transcription),
    ),
    Route(
        method="PUT",
        path="/api/utterances/{utterance_id}/transcriptions",
        need=Need.EDIT,
        summary="Choose which transcription of an utterance is shown and found, or leave it to the server again.",
        handler=_choose_transcription,
        params=UtterancePath,
        body=Choice,
        returns=Listing(key="transcriptions", item=Transcription),
    ),
    Route(
        method="DELETE",
        path="/api/transcripts/lines/{line_id}",
        need=Need.EDIT,
        summary="Delete a line, from the index too; it is never transcribed again.",
        handler=_delete_line,
        params=LinePath,
    ),
    Route(
        method="POST",
        path="/api/transcripts/delete",
        need=Need.ADMIN,
        summary="Delete what was said in a range, from the index too, with what waits to be transcribed.",
        handler=_delete_transcripts,
        body=Forget,
        returns=Forgotten,
        timeout_s=DELETE_TIMEOUT_S,
    ),
)
