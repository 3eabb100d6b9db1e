"""Stories as people make them: every change is an event, and an export is ordered with the list as it is then."""

import asyncio
from collections.abc import Iterable, Sequence

from wallflower.cameras.exporting import ExportDesk
from wallflower.errors import InvalidRequestError
from wallflower.events import EventBus
from wallflower.playback.story_plan import check_story
from wallflower.store.cameras import Cameras
from wallflower.store.recordings import Recordings
from wallflower.store.stories import Stories, cameras_of, length_ms
from wallflower.wire import EventType
from wallflower.wire_jobs import Cut, Export, ExportKind, Job, StoryClip, StoryOrder
from wallflower.wire_stories import Story, StoryChange, StoryCheck

SHORTEST_CLIP_MS = 200
LONGEST_CLIP_MS = 3_600_000
LONGEST_STORY_MS = 4 * 3_600_000


class StoryDesk:
    """Makes, changes, checks and exports stories."""

    def __init__(self, stories: Stories, cameras: Cameras, recordings: Recordings, bus: EventBus) -> None:
        """Keep them there and tell of changes by the bus."""
        self.stories = stories
        self._cameras = cameras
        self._recordings = recordings
        self._bus = bus

    async def create(self, new: Story) -> Story:
        """Add a story; raise `InvalidRequestError`, `NotFoundError` for an unknown camera, `ConflictError`."""
        check(new.clips)
        await asyncio.to_thread(self._require, cameras_of(new.clips))
        return self._tell(await asyncio.to_thread(self.stories.create, new))

    async def change(self, wanted: Story, stored: Story) -> Story:
        """Replace what is in a story; errors as of `create`, `ConflictError` when `wanted.version` is not the newest.

        A camera that is gone may stay in the clips that have it already.
        """
        check(wanted.clips)
        await asyncio.to_thread(self._require, set(cameras_of(wanted.clips)) - set(cameras_of(stored.clips)))
        return self._tell(await asyncio.to_thread(self.stories.change, wanted))

    async def delete(self, stored: Story) -> None:
        """Remove a story; what was exported of it stays. Raise `NotFoundError`."""
        await asyncio.to_thread(self.stories.delete, stored.id)
        self._publish(StoryChange(id=stored.id, version=None, camera_ids=cameras_of(stored.clips)))

    async def check(self, story: Story) -> StoryCheck:
        """Return what an export of it would be now."""
        cameras = await asyncio.to_thread(self._cameras.list)
        known = frozenset(camera.id for camera in cameras)
        return await asyncio.to_thread(check_story, story, self._recordings, known)

    def _require(self, camera_ids: Iterable[str]) -> None:
        for camera_id in camera_ids:
            self._cameras.get(camera_id)

    def _tell(self, story: Story) -> Story:
        self._publish(StoryChange(id=story.id, version=story.version, camera_ids=cameras_of(story.clips)))
        return story

    def _publish(self, change: StoryChange) -> None:
        self._bus.publish(EventType.STORY, change.to_json())


async def order_story(exports: ExportDesk, story: Story, *, strict: bool) -> Job:
    """Queue the export of a story as it is now; raise as `ExportDesk.order` does, naming the clip."""
    if not story.clips:
        raise InvalidRequestError("this story has no clips: add one first", field="clips")
    return await exports.order(
        Export(
            kind=ExportKind.STORY,
            camera_ids=cameras_of(story.clips),
            start_ms=min(clip.start_ms for clip in story.clips),
            end_ms=max(clip.end_ms for clip in story.clips),
            cut=Cut.EXACT,
            captions=story.captions,
            blur=story.blur,
            strict=strict,
            note=story.title,
            story=StoryOrder(story_id=story.id, version=story.version, clips=story.clips),
        )
    )


def check(clips: Sequence[StoryClip]) -> None:
    """Raise `InvalidRequestError`, naming the field, for clips that no story can have."""
    seen: set[str] = set()
    for number, clip in enumerate(clips):
        length = clip.end_ms - clip.start_ms
        if length <= 0:
            raise InvalidRequestError("the end must be after the start", field=f"clips.{number}.end_ms")
        if not SHORTEST_CLIP_MS <= length <= LONGEST_CLIP_MS:
            raise InvalidRequestError("a clip lasts 0.2 seconds to an hour", field=f"clips.{number}.end_ms")
        if clip.id in seen:
            raise InvalidRequestError("two clips have this id: give each its own", field=f"clips.{number}.id")
        seen.add(clip.id)
    if length_ms(clips) > LONGEST_STORY_MS:
        raise InvalidRequestError("a story must not be longer than 4 hours: shorten or remove clips", field="clips")
