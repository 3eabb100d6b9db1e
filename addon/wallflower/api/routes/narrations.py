"""Narration: texts that are to be spoken, asked for by editors of stories, and the sounds that Home Assistant made."""

import asyncio
from functools import partial
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Limit, NarrationText, Nothing, Query
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Piece, Route
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.speech.wave_file import wave_of
from wallflower.wire_narration import MOST_SOUND_BYTES, Narration, NarrationFailure, NarrationState


class NarrationPath(Query):
    """Names a narration."""

    narration_id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class Narrating(Query):
    """Which ones are wanted."""

    state: NarrationState | None = None
    limit: Limit = 100


class WantedNarration(Body):
    """A text to have spoken."""

    text: NarrationText
    again: Annotated[bool, Field(description="Forget how it was spoken, and have it spoken anew.")] = False


class FailedNarration(Body):
    """Why somebody cannot speak it."""

    failure: NarrationFailure


async def _list_narrations(call: Call[Nothing, Narrating, None]) -> tuple[Narration, ...]:
    if call.query.state is NarrationState.UNKNOWN:
        raise InvalidRequestError("choose wanted, ready or failed", field="state")
    store = call.services.narrations.narrations
    return await asyncio.to_thread(partial(store.list, state=call.query.state, limit=call.query.limit))


async def _want_narration(call: Call[Nothing, Nothing, WantedNarration]) -> Narration:
    if not call.body.text:
        raise InvalidRequestError("write what is to be spoken", field="text")
    return await call.services.narrations.want(call.body.text, again=call.body.again)


async def _get_narration(call: Call[NarrationPath, Nothing, None]) -> Narration:
    return await asyncio.to_thread(call.services.narrations.narrations.get, call.params.narration_id)


async def _get_narration_sound(call: Call[NarrationPath, Nothing, None]) -> web.Response:
    pcm = await asyncio.to_thread(call.services.narrations.narrations.pcm, call.params.narration_id)
    if pcm is None:
        raise NotFoundError("nobody has spoken this yet: have it spoken first", field="narration_id")
    return web.Response(body=wave_of(pcm), content_type="audio/wav")


async def _keep_narration(call: Call[NarrationPath, Nothing, Piece]) -> Narration:
    return await call.services.narrations.keep(call.params.narration_id, call.body.data)


async def _fail_narration(call: Call[NarrationPath, Nothing, FailedNarration]) -> Narration:
    if call.body.failure is NarrationFailure.UNKNOWN:
        raise InvalidRequestError("choose no_engine, failed or unusable", field="failure")
    return await call.services.narrations.fail(call.params.narration_id, call.body.failure)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/narrations",
        need=Need.CONTROL,
        summary="Texts that are to be spoken, or were, with them; what was wanted first, first.",
        handler=_list_narrations,
        query=Narrating,
        returns=Listing(key="narrations", item=Narration),
    ),
    Route(
        method="POST",
        path="/api/narrations",
        need=Need.CONTROL,
        summary="Have a text spoken by Home Assistant, if it was not yet; an hour later it must be a story's to stay.",
        handler=_want_narration,
        body=WantedNarration,
        returns=Narration,
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/narrations/{narration_id}",
        need=Need.VIEW,
        summary="Whether a text has been spoken; its id follows from it.",
        handler=_get_narration,
        params=NarrationPath,
        returns=Narration,
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/narrations/{narration_id}/sound.wav",
        need=Need.VIEW,
        summary="How a text was spoken.",
        handler=_get_narration_sound,
        params=NarrationPath,
        returns=Media(types=("audio/wav",)),
        for_some=True,
    ),
    Route(
        method="PUT",
        path="/api/narrations/{narration_id}",
        need=Need.CONTROL,
        summary="Send a sound of at most 2 minutes and 4 MB that speaks a text; the first one stays.",
        handler=_keep_narration,
        params=NarrationPath,
        body=Piece,
        returns=Narration,
        timeout_s=40.0,
        most_bytes=MOST_SOUND_BYTES,
    ),
    Route(
        method="POST",
        path="/api/narrations/{narration_id}/failed",
        need=Need.CONTROL,
        summary="Tell that a text cannot be spoken, so that nobody waits for it.",
        handler=_fail_narration,
        params=NarrationPath,
        body=FailedNarration,
        returns=Narration,
    ),
)
