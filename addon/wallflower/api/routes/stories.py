"""Stories: made and changed as edit lists, checked, and exported as they are."""

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final

from pydantic import AfterValidator, Field, WithJsonSchema

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Identifier, Instant, NarrationText, Nothing, Pages, Query, one_line
from wallflower.api.pictures import Blur
from wallflower.api.routing import AnyRoute, Call, Listing, Page, Route
from wallflower.cameras.story_desk import order_story
from wallflower.errors import InvalidRequestError
from wallflower.store.jobs import new_id
from wallflower.store.stories import cameras_of, unknown_story
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Captions, FaceBlur, Job, StoryClip
from wallflower.wire_stories import Story, StoryCheck, StorySummary

LONGEST_TITLE = 200
MOST_CLIPS = 200
MOST_SOUNDS = 16

type Title = Annotated[
    str,
    AfterValidator(partial(one_line, longest=LONGEST_TITLE)),
    WithJsonSchema(
        {
            "description": "One line of text that can be seen; it is trimmed.",
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_TITLE,
        }
    ),
]
type Version = Annotated[int, Field(ge=1, le=2**31 - 1, description="The one that was changed.")]


class NewClip(Body):
    """A clip of 0.2 seconds to an hour."""

    id: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{1,36}$", description="Yours, unique in the story.")]
    camera_id: Identifier
    start_ms: Instant
    end_ms: Instant
    sound: Annotated[
        tuple[Identifier, ...],
        Field(max_length=MOST_SOUNDS, description="Cameras whose sound is mixed; empty: that of its own."),
    ] = ()
    muted: bool = False
    narration: NarrationText = ""


class NewStory(Body):
    """A story to make; its clips last 4 hours at most."""

    title: Title
    clips: Annotated[tuple[NewClip, ...], Field(max_length=MOST_CLIPS)] = ()
    captions: Captions = Captions.NONE
    blur: Annotated[Blur, Field(description="Make all faces, or those of unknown people, unrecognisable.")] | None = (
        None
    )


class ChangedStory(NewStory):
    """A story as it is to be, and which version of it that was made from."""

    version: Version


class StoryExport(Body):
    """How a story is to be exported."""

    strict: Annotated[bool, Field(description="Fail when a part cannot be read, instead of listing it.")] = False


class StoryPath(Query):
    """Names a story."""

    story_id: Annotated[str, Field(pattern="^[a-z2-7]{10}$")]


async def _list_stories(call: Call[Nothing, Pages, None]) -> Page:
    stories = call.services.stories.stories
    page, cursor = await asyncio.to_thread(
        partial(stories.list, among=call.caller.cameras, limit=call.query.limit, cursor=call.query.cursor)
    )
    return Page(items=page, cursor=cursor)


async def _create_story(call: Call[Nothing, Nothing, NewStory]) -> Story:
    new = _story(call.body, new_id(), 1)
    call.caller.require_choice(cameras_of(new.clips))
    return await call.services.stories.create(new)


async def _get_story[B](call: Call[StoryPath, Nothing, B]) -> Story:
    story = await asyncio.to_thread(call.services.stories.stories.get, call.params.story_id)
    if not all(map(call.caller.sees, cameras_of(story.clips))):
        raise unknown_story()
    return story


async def _change_story(call: Call[StoryPath, Nothing, ChangedStory]) -> Story:
    stored = await _get_story(call)
    wanted = _story(call.body, stored.id, call.body.version)
    call.caller.require_choice(cameras_of(wanted.clips))
    return await call.services.stories.change(wanted, stored)


async def _delete_story(call: Call[StoryPath, Nothing, None]) -> None:
    await call.services.stories.delete(await _get_story(call))


async def _check_story(call: Call[StoryPath, Nothing, None]) -> StoryCheck:
    return await call.services.stories.check(await _get_story(call))


async def _export_story(call: Call[StoryPath, Nothing, StoryExport]) -> Job:
    return await order_story(call.services.exports, await _get_story(call), strict=call.body.strict)


def _story(body: NewStory, story_id: str, version: int) -> Story:
    if body.captions is Captions.UNKNOWN:
        raise InvalidRequestError("choose none, soft, sidecar or burned_in", field="captions")
    clips = tuple(
        StoryClip(
            id=clip.id,
            camera_id=clip.camera_id,
            start_ms=clip.start_ms,
            end_ms=clip.end_ms,
            sound=tuple(dict.fromkeys(clip.sound)),
            muted=clip.muted,
            narration=clip.narration,
        )
        for clip in body.clips
    )
    blur = None if body.blur is None else FaceBlur(body.blur)
    return Story(id=story_id, title=body.title, version=version, clips=clips, captions=body.captions, blur=blur)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/stories",
        need=Need.VIEW,
        summary="Stories in pages, the last changed first; only those all of whose cameras the caller may see.",
        handler=_list_stories,
        query=Pages,
        returns=Listing(key="stories", item=StorySummary, paged=True),
        for_some=True,
    ),
    Route(
        method="POST",
        path="/api/stories",
        need=Need.CONTROL,
        summary="Make a story.",
        handler=_create_story,
        body=NewStory,
        returns=Story,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT),
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/stories/{story_id}",
        need=Need.VIEW,
        summary="One story with its clips, also those of cameras that are gone.",
        handler=_get_story,
        params=StoryPath,
        returns=Story,
        for_some=True,
    ),
    Route(
        method="PUT",
        path="/api/stories/{story_id}",
        need=Need.CONTROL,
        summary="Replace what is in a story; a conflict if it has another version meanwhile.",
        handler=_change_story,
        params=StoryPath,
        body=ChangedStory,
        returns=Story,
        errors=(ErrorCode.CONFLICT,),
        for_some=True,
    ),
    Route(
        method="DELETE",
        path="/api/stories/{story_id}",
        need=Need.EDIT,
        summary="Delete a story; what was exported of it stays.",
        handler=_delete_story,
        params=StoryPath,
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/stories/{story_id}/check",
        need=Need.VIEW,
        summary="What an export of a story would be now: what is missing of each clip, and what must be encoded anew.",
        handler=_check_story,
        params=StoryPath,
        returns=StoryCheck,
        for_some=True,
    ),
    Route(
        method="POST",
        path="/api/stories/{story_id}/export",
        need=Need.CONTROL,
        summary="Export a story as it is now: a job of the kind export.",
        handler=_export_story,
        params=StoryPath,
        body=StoryExport,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.DISK_FULL, ErrorCode.MODEL_MISSING),
    ),
)
