"""Figures about what was said."""

import asyncio
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Identifier, LongRange, Nothing, TimeZone
from wallflower.api.routing import AnyRoute, Call, Route
from wallflower.api.services import Services
from wallflower.speech import figures
from wallflower.store.footage import zone_of
from wallflower.wire import ErrorCode
from wallflower.wire_talk import TalkFigures

# Newest lines whose words are counted: a year of a talkative household, in about two seconds.
MOST_COUNTED = 100_000
FIGURES_TIMEOUT_S = 60.0


class TalkQuery(LongRange):
    """Which lines are summed up, and in whose hours."""

    camera: Identifier | None = None
    tz: TimeZone = "UTC"
    words: Annotated[int, Field(ge=0, le=200, description="How many of the most frequent words.")] = 50


async def _get_talk(call: Call[Nothing, TalkQuery, None]) -> TalkFigures:
    call.caller.require_camera(call.query.camera, some_will_do=False)
    if call.query.camera is not None:
        await call.services.registry.require(call.query.camera)
    return await asyncio.to_thread(_figures, call.services, call.query)


def _figures(services: Services, query: TalkQuery) -> TalkFigures:
    zone = zone_of(query.tz)
    which = (query.start, query.end, query.camera)
    said = tuple(services.talk.texts(*which, most=MOST_COUNTED)) if query.words or services.sentiment else ()
    moods = None if services.sentiment is None else figures.moods(said, zone, services.sentiment)
    return TalkFigures(
        days=figures.talk_days(services.talk.quarters(*which), zone, moods),
        talk=services.talk.times(*which),
        words=figures.top_words(said, query.words),
        words_of_lines=len(said),
    )


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/transcripts/figures",
        need=Need.VIEW,
        summary="How much was said by local day and hour, by camera and person, and the words said most often.",
        handler=_get_talk,
        query=TalkQuery,
        returns=TalkFigures,
        errors=(ErrorCode.NOT_FOUND,),
        timeout_s=FIGURES_TIMEOUT_S,
        for_some=True,
    ),
)
