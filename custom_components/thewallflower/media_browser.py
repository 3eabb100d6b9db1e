"""Makes the nodes of one server for one user: asks the server, leaves out what the user may not see, builds."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from homeassistant.auth.models import User
from homeassistant.components.media_source import BrowseMediaSource
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .coordinator import WallflowerConfigEntry
from .grants import Playback
from .hours import BusyHour, Hour, busy_hours, hours_of
from .media_ids import (
    CameraBound,
    CameraId,
    ClipId,
    DayId,
    ExportId,
    ExportsId,
    HeardId,
    HourId,
    MadeId,
    MediaId,
    ServerId,
    StoriesId,
    TalkId,
    VisitsId,
)
from .media_nodes import (
    MOST_OF_AN_HOUR,
    UNDIVIDED,
    Words,
    camera_node,
    conversation_item,
    day_node,
    divided_node,
    export_item,
    folder,
    hour_node,
    line_item,
    neighbours,
    playable,
    server_node,
    story_item,
    visit_item,
)
from .views import Thumbnails, may_view
from .wire import Camera

PAGE: Final = 50
LONGEST_CLIP_MS: Final = 6 * 3_600_000
LEAD_MS: Final = 3_000
"""How much of the recording before a clip's first instant belongs to it, so that one can go back a little."""
TAIL_MS: Final = 5_000


def _visit_count(busy: BusyHour) -> int:
    return busy.visits


def _line_count(busy: BusyHour) -> int:
    return busy.lines


class MediaBrowser:
    """What a user may see of a server; errors are the client's, LookupError for what is not there or not theirs."""

    def __init__(self, hass: HomeAssistant, entry: WallflowerConfigEntry, user: User | None, words: Words) -> None:
        """Look at an entry's server for a user; None is Home Assistant itself."""
        self._hass, self._entry, self._user, self._words = hass, entry, user, words
        self._coordinator = entry.runtime_data
        self._client = entry.runtime_data.client

    @property
    def _entry_id(self) -> str:
        return self._entry.entry_id

    async def node(self, media_id: MediaId, *, is_root: bool = False) -> BrowseMediaSource:
        """Return a node with its children."""
        with Thumbnails(self._coordinator, self._user) as pictures:
            match media_id:
                case ServerId():
                    cameras = [(camera, pictures.live(camera.id)) for camera in self._cameras()]
                    title = self._entry.title
                    return server_node(title, media_id, cameras, self._words, is_root=is_root)
                case HeardId():
                    return await self._heard(media_id, pictures)
                case ExportsId() | StoriesId():
                    return await self._made(media_id, pictures)
                case ExportId():
                    return playable(media_id.job_id, media_id)
                case _:
                    return await self._node_of_camera(media_id, self._camera(media_id), pictures)

    async def found(self, text: str, media_id: MediaId | None) -> list[BrowseMediaSource]:
        """Return what was said that fits, newest first, below a node."""
        wanted: dict[str, object] = {"text": text, "limit": PAGE}
        visible = [camera.id for camera in self._cameras()]
        if isinstance(media_id, CameraId | DayId | HourId | VisitsId | TalkId | ClipId):
            visible = [self._camera(media_id).id]
        if isinstance(media_id, DayId | HourId | VisitsId | TalkId):
            wanted["start"], wanted["end"] = self._span(media_id)
        if not visible:
            return []
        wanted["camera_ids"] = [] if len(visible) == len(self._coordinator.data.cameras) else visible
        page = await self._client.search(wanted)
        names = self._coordinator.data.cameras
        with Thumbnails(self._coordinator, self._user) as pictures:
            return [
                line_item(self._entry_id, line, names[line.camera_id].name, self._words, pictures.still)
                for line in page.lines
                if line.camera_id in names
            ]

    def playback(self, media_id: HourId | ClipId) -> Playback:
        """Return the permission to play an hour or a clip."""
        user_id = None if self._user is None else self._user.id
        camera = self._camera(media_id)
        if isinstance(media_id, HourId):
            hour = self._hour(media_id)
            return Playback(user_id=user_id, camera_id=camera.id, start_ms=hour.start_ms, end_ms=hour.end_ms)
        if not 0 < media_id.end_ms - media_id.start_ms <= LONGEST_CLIP_MS:
            raise LookupError("no such clip")
        return Playback(
            user_id=user_id,
            camera_id=camera.id,
            start_ms=max(0, media_id.start_ms - LEAD_MS),
            end_ms=media_id.end_ms + TAIL_MS,
            at_ms=media_id.start_ms,
        )

    def may_view_all(self, camera_ids: Sequence[str]) -> bool:
        """Whether the user may see each of these cameras, also those that are gone."""
        return all(may_view(self._hass, self._user, self._coordinator, camera_id) for camera_id in camera_ids)

    async def _node_of_camera(self, media_id: CameraBound, camera: Camera, pictures: Thumbnails) -> BrowseMediaSource:
        match media_id:
            case CameraId():
                return camera_node(media_id, camera.name, await self._days(camera.id), self._words)
            case DayId():
                hours = await self._hours(media_id)
                return day_node(media_id, hours, self._words, pictures.still)
            case HourId():
                return hour_node(media_id, self._hour(media_id), pictures.still)
            case VisitsId():
                return await self._visits(media_id, pictures)
            case TalkId():
                return await self._talk(media_id, pictures)
            case ClipId():
                still = pictures.still(camera.id, media_id.start_ms)
                return playable(self._words.moment(media_id.start_ms), media_id, thumbnail=still)

    async def _days(self, camera_id: str) -> list[date]:
        """Return the days with footage that are not older than the user wants to see."""
        days = await self._client.recording_days(
            camera_id, self._hass.config.time_zone, is_older=self._coordinator.is_older
        )
        found = [date.fromisoformat(day.date) for day in days]
        if (most := self._coordinator.options.media_days) is None:
            return found
        first = dt_util.now().date() - timedelta(days=most - 1)
        return [day for day in found if day >= first]

    async def _visits(self, media_id: VisitsId, pictures: Thumbnails) -> BrowseMediaSource:
        hours = await self._hours(media_id)
        count = sum(busy.visits for busy in hours)
        title = self._words.say("visits", count=count)
        if media_id.start_ms is None and count > UNDIVIDED:
            return divided_node(media_id, title, hours, _visit_count)
        start_ms, end_ms = self._span(media_id)
        query: dict[str, str | int] = {"camera": media_id.camera_id, "limit": MOST_OF_AN_HOUR}
        query |= {"start": start_ms, "end": end_ms, "begins": "true"}
        visits = await self._client.visits(query)
        now_ms = int(dt_util.utcnow().timestamp() * 1000)
        items = [
            visit_item(self._entry_id, visit, now_ms, self._words, pictures.visit(visit.camera_id, visit.id))
            for visit in visits
        ]
        expected = sum(busy.visits for busy in hours if media_id.start_ms in (None, busy.hour.start_ms))
        above, below = neighbours(media_id, hours, _visit_count, self._words)
        return folder(title, media_id, [*above, *items, *below], not_shown=max(0, expected - len(items)))

    async def _talk(self, media_id: TalkId, pictures: Thumbnails) -> BrowseMediaSource:
        hours = await self._hours(media_id)
        count = sum(busy.lines for busy in hours)
        title = self._words.say("conversations", count=count)
        if media_id.start_ms is None and count > UNDIVIDED:
            return divided_node(media_id, title, hours, _line_count)
        start_ms, end_ms = self._span(media_id)
        found = await self._client.conversations(media_id.camera_id, start_ms, end_ms, limit=MOST_OF_AN_HOUR)
        items = [conversation_item(self._entry_id, talk, self._words, pictures.still) for talk in found]
        above, below = neighbours(media_id, hours, _line_count, self._words)
        return folder(title, media_id, [*above, *items, *below], is_list=True)

    async def _heard(self, media_id: HeardId, pictures: Thumbnails) -> BrowseMediaSource:
        """Return a page of today's conversations of all cameras; those of one instant stay on one page."""
        today = hours_of(dt_util.now().date(), dt_util.get_default_time_zone())
        end_ms = min(media_id.before_ms or today[-1].end_ms, today[-1].end_ms)
        cameras = {camera.id: camera.name for camera in self._cameras()}
        # Who may see all of them needs one answer; as many as there are cameras may begin at the page's last instant.
        asked: list[str | None] = [None] if len(cameras) == len(self._coordinator.data.cameras) else list(cameras)
        found = []
        if end_ms > today[0].start_ms:
            limit = PAGE + len(cameras)
            answers = (self._client.conversations(each, today[0].start_ms, end_ms, limit=limit) for each in asked)
            found = [talk for talks in await asyncio.gather(*answers) for talk in talks if talk.camera_id in cameras]
        found.sort(key=lambda talk: talk.start_ms, reverse=True)
        page = [talk for talk in found if talk.start_ms >= found[min(PAGE, len(found)) - 1].start_ms]
        children = [
            conversation_item(self._entry_id, talk, self._words, pictures.still, cameras[talk.camera_id])
            for talk in page
        ]
        if media_id.before_ms is not None:
            children.insert(0, folder(self._words.say("newest"), HeardId(self._entry_id)))
        if len(page) < len(found):
            children.append(folder(self._words.say("earlier"), HeardId(self._entry_id, page[-1].start_ms)))
        return folder(self._words.say("heard_today"), media_id, children, is_list=True)

    async def _made(self, media_id: MadeId, pictures: Thumbnails) -> BrowseMediaSource:
        """Return a page of clips or stories that show and let hear nothing but cameras that are theirs."""
        is_story = isinstance(media_id, StoriesId)
        page = await self._client.exports(media_id.cursor, limit=PAGE, stories_only=is_story)
        children = []
        for job in page.jobs:
            if job.export is None or not self.may_view_all(job.export.camera_ids):
                continue
            if is_story:
                children.append(story_item(self._entry_id, job, pictures.still))
            elif job.export.story is None:
                names = ", ".join(map(self._name, job.export.camera_ids))
                children.append(export_item(self._entry_id, job, names, self._words))
        shown = [item for item in children if item is not None]
        if media_id.cursor is not None:
            shown.insert(0, folder(self._words.say("newest"), type(media_id)(self._entry_id)))
        if page.cursor is not None:
            shown.append(folder(self._words.say("earlier"), type(media_id)(self._entry_id, page.cursor)))
        return folder(self._words.say("stories" if is_story else "clips"), media_id, shown)

    def _name(self, camera_id: str) -> str:
        camera = self._coordinator.data.cameras.get(camera_id)
        return camera_id if camera is None else camera.name

    def _cameras(self) -> list[Camera]:
        return [camera for camera in self._coordinator.data.cameras.values() if self.may_view_all([camera.id])]

    def _camera(self, media_id: CameraBound) -> Camera:
        camera = self._coordinator.data.cameras.get(media_id.camera_id)
        if camera is None or not self.may_view_all([camera.id]):
            raise LookupError("no such camera")
        return camera

    async def _hours(self, media_id: DayId | VisitsId | TalkId) -> tuple[BusyHour, ...]:
        hours = hours_of(media_id.day, dt_util.get_default_time_zone())
        quarters = await self._client.activity(media_id.camera_id, hours[0].start_ms, hours[-1].end_ms)
        return busy_hours(hours, quarters)

    def _hour(self, media_id: HourId | VisitsId | TalkId) -> Hour:
        for hour in hours_of(media_id.day, dt_util.get_default_time_zone()):
            if hour.start_ms == media_id.start_ms:
                return hour
        raise LookupError("no such hour")

    def _span(self, media_id: DayId | HourId | VisitsId | TalkId) -> tuple[int, int]:
        if isinstance(media_id, DayId) or media_id.start_ms is None:
            hours = hours_of(media_id.day, dt_util.get_default_time_zone())
            return hours[0].start_ms, hours[-1].end_ms
        hour = self._hour(media_id)
        return hour.start_ms, hour.end_ms
