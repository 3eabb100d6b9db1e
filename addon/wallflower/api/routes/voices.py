"""Enrolled voices, provisional speakers, and what is proposed about them."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Identifier, Nothing, Pages, PersonPath, Query, RowId
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Page, Piece, Route
from wallflower.speech.wave_file import wave_of
from wallflower.wire import ErrorCode
from wallflower.wire_people import Edited
from wallflower.wire_voices import NamedSpeaker, Speaker, Suggestion, Voice

_SOUND_ERRORS = (ErrorCode.POOR_VOICE, ErrorCode.MODEL_MISSING, ErrorCode.CONFLICT)


class VoicePath(PersonPath):
    """Names one voice of a person."""

    voice_id: RowId


class SpeakerPath(Query):
    """Names a speaker."""

    speaker_id: RowId


class SuggestionPath(Query):
    """Names a suggestion."""

    suggestion_id: RowId


class ChosenLines(Body):
    """Lines in which only this person speaks; together they need ten seconds of speech."""

    line_ids: Annotated[tuple[RowId, ...], Field(min_length=1, max_length=50)]


class SpeakerName(Body):
    """Who it is."""

    person_id: Identifier


class Merging(Body):
    """The speaker that stays."""

    into_speaker_id: RowId


async def _list_voices(call: Call[PersonPath, Nothing, None]) -> tuple[Voice, ...]:
    return await asyncio.to_thread(call.services.voices.stores.voices.list, call.params.person_id)


async def _enrol_voice(call: Call[PersonPath, Nothing, Piece]) -> Voice:
    return await call.services.voices.enrol(call.params.person_id, call.body.data)


async def _enrol_lines(call: Call[PersonPath, Nothing, ChosenLines]) -> Voice:
    return await call.services.voices.enrol_lines(call.params.person_id, call.body.line_ids)


async def _remove_voice(call: Call[VoicePath, Nothing, None]) -> Edited:
    return await call.services.voices.remove(call.params.person_id, call.params.voice_id)


async def _get_sound(call: Call[VoicePath, Nothing, None]) -> web.Response:
    params = call.params
    pcm = await asyncio.to_thread(call.services.voices.stores.voices.clip, params.person_id, params.voice_id)
    return web.Response(body=wave_of(pcm), content_type="audio/wav")


async def _list_speakers(call: Call[Nothing, Nothing, None]) -> tuple[Speaker, ...]:
    return await asyncio.to_thread(call.services.voices.stores.speakers.list)


async def _name_speaker(call: Call[SpeakerPath, Nothing, SpeakerName]) -> NamedSpeaker:
    return await call.services.voices.name(call.params.speaker_id, call.body.person_id)


async def _merge_speakers(call: Call[SpeakerPath, Nothing, Merging]) -> Edited:
    return await call.services.voices.merge(call.params.speaker_id, call.body.into_speaker_id)


async def _list_suggestions(call: Call[Nothing, Pages, None]) -> Page:
    speakers, query = call.services.voices.stores.speakers, call.query
    page = await asyncio.to_thread(speakers.suggestions, limit=query.limit, cursor=query.cursor)
    return Page(items=page.suggestions, cursor=page.cursor)


async def _accept_suggestion(call: Call[SuggestionPath, Nothing, None]) -> Suggestion:
    return await call.services.voices.accept(call.params.suggestion_id)


async def _dismiss_suggestion(call: Call[SuggestionPath, Nothing, None]) -> Edited:
    return await asyncio.to_thread(call.services.voices.stores.speakers.dismiss, call.params.suggestion_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/people/{person_id}/voices",
        need=Need.VIEW,
        summary="A person's enrolled voices: at most 50.",
        handler=_list_voices,
        params=PersonPath,
        returns=Listing(key="voices", item=Voice),
    ),
    Route(
        method="POST",
        path="/api/people/{person_id}/voices",
        need=Need.EDIT,
        summary="Enrol a voice from a WAV file of at most a minute with ten seconds of speech.",
        handler=_enrol_voice,
        params=PersonPath,
        body=Piece,
        returns=Voice,
        status=HTTPStatus.CREATED,
        errors=_SOUND_ERRORS,
        timeout_s=70.0,
    ),
    Route(
        method="POST",
        path="/api/people/{person_id}/voices/lines",
        need=Need.EDIT,
        summary="Enrol a voice from what is heard in lines of the transcript.",
        handler=_enrol_lines,
        params=PersonPath,
        body=ChosenLines,
        returns=Voice,
        status=HTTPStatus.CREATED,
        errors=_SOUND_ERRORS,
        timeout_s=70.0,
    ),
    Route(
        method="GET",
        path="/api/people/{person_id}/voices/{voice_id}/sound.wav",
        need=Need.VIEW,
        summary="The sound of an enrolled voice.",
        handler=_get_sound,
        params=VoicePath,
        returns=Media(types=("audio/wav",)),
    ),
    Route(
        method="DELETE",
        path="/api/people/{person_id}/voices/{voice_id}",
        need=Need.EDIT,
        summary="Remove one voice of a person. Can be undone.",
        handler=_remove_voice,
        params=VoicePath,
        returns=Edited,
    ),
    Route(
        method="GET",
        path="/api/speakers",
        need=Need.VIEW,
        summary="Voices without a name that were heard at least twice, who spoke last first: at most 500.",
        handler=_list_speakers,
        returns=Listing(key="speakers", item=Speaker),
    ),
    Route(
        method="POST",
        path="/api/speakers/{speaker_id}/name",
        need=Need.EDIT,
        summary="Say who a speaker is: all their lines become that person's, whose voice is learnt if they suffice.",
        handler=_name_speaker,
        params=SpeakerPath,
        body=SpeakerName,
        returns=NamedSpeaker,
        timeout_s=70.0,
    ),
    Route(
        method="POST",
        path="/api/speakers/{speaker_id}/merge",
        need=Need.EDIT,
        summary="Say that two speakers are one. Can be undone.",
        handler=_merge_speakers,
        params=SpeakerPath,
        body=Merging,
        returns=Edited,
    ),
    Route(
        method="GET",
        path="/api/speakers/suggestions",
        need=Need.VIEW,
        summary="What is proposed about speakers, the most certain first, in pages: two are one, or one is a person.",
        handler=_list_suggestions,
        query=Pages,
        returns=Listing(key="suggestions", item=Suggestion, paged=True),
    ),
    Route(
        method="POST",
        path="/api/speakers/suggestions/{suggestion_id}/accept",
        need=Need.EDIT,
        summary="Do what is proposed. Can be undone.",
        handler=_accept_suggestion,
        params=SuggestionPath,
        returns=Suggestion,
        timeout_s=70.0,
    ),
    Route(
        method="DELETE",
        path="/api/speakers/suggestions/{suggestion_id}",
        need=Need.EDIT,
        summary="Never propose this again. Can be undone.",
        handler=_dismiss_suggestion,
        params=SuggestionPath,
        returns=Edited,
    ),
)
