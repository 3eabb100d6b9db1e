"""The nodes of the media browser, built from values: what is shown where, and under which title.

Every node is bounded: days come in pages of a month, a busy day is divided into its hours, and an hour shows no more
than its newest entries and how many it leaves out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from homeassistant.components.media_player import MediaClass
from homeassistant.components.media_source import BrowseMediaSource

from .archive import ExportJob
from .const import DOMAIN, MANUFACTURER
from .hours import BusyHour, Hour
from .media_ids import (
    CameraId,
    ClipId,
    DayId,
    ExportId,
    ExportsId,
    HeardId,
    HourId,
    MediaId,
    ServerId,
    StoriesId,
    TalkId,
    VisitsId,
    format_media_id,
)
from .wire import Camera, Line, Verdict, Visit
from .wire_activity import Conversation

MIME_TYPE: Final = "application/x-mpegURL"
"""Exactly this one makes the front end play a playlist."""
DAYS_PER_PAGE: Final = 31
UNDIVIDED: Final = 100
"""A day with more visits or lines than this is divided into its hours."""
MOST_OF_AN_HOUR: Final = 200
LONGEST_TITLE: Final = 120

type Thumbnail = Callable[[str, int], str]
"""Returns the address of a picture of a camera at an instant."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the browser says, in the user's language, and the clock it tells."""

    texts: Mapping[str, str]
    zone: tzinfo

    def say(self, key: str, **values: object) -> str:
        """Return a title; a key without a text stands for itself."""
        return self.texts.get(key, key).format(**values)

    def clock(self, at_ms: int) -> str:
        """Return the local time of day."""
        return f"{self._local(at_ms):%H:%M}"

    def moment(self, at_ms: int) -> str:
        """Return the local day and time."""
        return f"{self._local(at_ms):%Y-%m-%d %H:%M:%S}"

    def _local(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms / 1000, self.zone)


def folder(
    title: str,
    media_id: MediaId | None,
    children: Sequence[BrowseMediaSource] | None = None,
    *,
    thumbnail: str | None = None,
    not_shown: int = 0,
    is_list: bool = False,
) -> BrowseMediaSource:
    """Return what can be opened; a list has a line for each child, where long titles can be read."""
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=None if media_id is None else format_media_id(media_id),
        media_class=MediaClass.DIRECTORY,
        media_content_type="",
        title=title,
        can_play=False,
        can_expand=True,
        can_search=not isinstance(media_id, ExportsId | StoriesId),
        children=children,
        # The front end draws what is below as cards, unless it is of a class such as this one.
        children_media_class=MediaClass.TRACK if is_list else None,
        thumbnail=thumbnail,
        not_shown=not_shown,
    )


def playable(
    title: str, media_id: MediaId, *, mime_type: str = MIME_TYPE, thumbnail: str | None = None
) -> BrowseMediaSource:
    """Return what can be played."""
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=format_media_id(media_id),
        media_class=MediaClass.MUSIC if mime_type.startswith("audio/") else MediaClass.VIDEO,
        media_content_type=mime_type,
        title=title,
        can_play=True,
        can_expand=False,
        thumbnail=thumbnail,
    )


def root_node(servers: Iterable[tuple[str, ServerId]]) -> BrowseMediaSource:
    """Return the root above several servers."""
    return folder(MANUFACTURER, None, [folder(title, server) for title, server in servers])


def server_node(
    title: str, media_id: ServerId, cameras: Iterable[tuple[Camera, str]], words: Words, *, is_root: bool
) -> BrowseMediaSource:
    """Return what a server has: its cameras with a picture of each, what was heard today, its clips."""
    entry_id = media_id.entry_id
    shown = [
        folder(camera.name, CameraId(entry_id, camera.id), thumbnail=thumbnail)
        for camera, thumbnail in sorted(cameras, key=lambda each: each[0].name)
    ]
    if shown:
        shown += [
            folder(words.say("heard_today"), HeardId(entry_id)),
            folder(words.say("clips"), ExportsId(entry_id)),
            folder(words.say("stories"), StoriesId(entry_id)),
        ]
    return folder(title, None if is_root else media_id, shown)


def camera_node(media_id: CameraId, title: str, days: Iterable[date], words: Words) -> BrowseMediaSource:
    """Return a page of a camera's days, newest first, with the way to those before and after it."""
    newest_first = sorted(days, reverse=True)
    first = 0
    if media_id.before is not None:
        first = sum(day >= media_id.before for day in newest_first)
    page = newest_first[first : first + DAYS_PER_PAGE]
    children = [folder(day.isoformat(), DayId(media_id.entry_id, media_id.camera_id, day)) for day in page]
    if first > 0:
        later = first - DAYS_PER_PAGE
        before = newest_first[later - 1] if later > 0 else None
        children.insert(0, folder(words.say("later"), CameraId(media_id.entry_id, media_id.camera_id, before)))
    if first + DAYS_PER_PAGE < len(newest_first):
        children.append(folder(words.say("earlier"), CameraId(media_id.entry_id, media_id.camera_id, page[-1])))
    return folder(title, media_id, children)


def day_node(media_id: DayId, hours: Iterable[BusyHour], words: Words, still: Thumbnail) -> BrowseMediaSource:
    """Return who came, what was said, and the hours that can be played."""
    entry_id, camera_id, day = media_id.entry_id, media_id.camera_id, media_id.day
    busy = tuple(hours)
    children = []
    if visits := sum(hour.visits for hour in busy):
        children.append(folder(words.say("visits", count=visits), VisitsId(entry_id, camera_id, day)))
    if lines := sum(hour.lines for hour in busy):
        children.append(folder(words.say("conversations", count=lines), TalkId(entry_id, camera_id, day)))
    children += [hour_node(media_id, each.hour, still, each.first_ms) for each in busy if each.recorded_ms]
    return folder(day.isoformat(), media_id, children)


def hour_node(media_id: DayId | HourId, hour: Hour, still: Thumbnail, first_ms: int | None = None) -> BrowseMediaSource:
    """Return an hour with a picture of where its recording begins."""
    node = HourId(media_id.entry_id, media_id.camera_id, media_id.day, hour.start_ms)
    picture = still(media_id.camera_id, hour.start_ms if first_ms is None else first_ms)
    return playable(hour.label, node, thumbnail=picture)


def divided_node(
    media_id: VisitsId | TalkId, title: str, hours: Sequence[BusyHour], count: Callable[[BusyHour], int]
) -> BrowseMediaSource:
    """Return the hours of a busy day, each with how much is in it."""
    return folder(title, media_id, [_hour_link(media_id, each, count(each)) for each in hours if count(each)])


def neighbours(
    media_id: VisitsId | TalkId, hours: Sequence[BusyHour], count: Callable[[BusyHour], int], words: Words
) -> tuple[list[BrowseMediaSource], list[BrowseMediaSource]]:
    """Return the ways to the next hour with anything in it after an hour, and before it."""
    if media_id.start_ms is None:
        return [], []
    later = next((each for each in hours if count(each) and each.hour.start_ms > media_id.start_ms), None)
    earlier = next((each for each in reversed(hours) if count(each) and each.hour.start_ms < media_id.start_ms), None)
    links = ((later, "later_hour"), (earlier, "earlier_hour"))
    above, below = (
        [] if hour is None else [_hour_link(media_id, hour, count(hour), words, key)] for hour, key in links
    )
    return above, below


def _hour_link(
    media_id: VisitsId | TalkId, busy: BusyHour, count: int, words: Words | None = None, key: str = ""
) -> BrowseMediaSource:
    node = type(media_id)(media_id.entry_id, media_id.camera_id, media_id.day, busy.hour.start_ms)
    title = f"{busy.hour.label} ({count})"
    return folder(title if words is None else words.say(key, hour=title), node)


def visit_item(entry_id: str, visit: Visit, now_ms: int, words: Words, thumbnail: str) -> BrowseMediaSource:
    """Return a visit, played from its first face on."""
    who = visit.name if visit.verdict is Verdict.KNOWN and visit.name else words.say(_UNNAMED[visit.verdict])
    clip = ClipId(entry_id, visit.camera_id, visit.start_ms, max(visit.start_ms + 1, visit.end_ms or now_ms))
    return playable(f"{words.clock(visit.start_ms)} {who}", clip, thumbnail=thumbnail)


_UNNAMED: Final[Mapping[Verdict, str]] = {
    Verdict.KNOWN: "unknown_face",
    Verdict.UNSURE: "unsure_face",
    Verdict.UNKNOWN: "unknown_face",
}


def conversation_item(
    entry_id: str, talk: Conversation, words: Words, still: Thumbnail, camera: str | None = None
) -> BrowseMediaSource:
    """Return a conversation, played from its first word on; across cameras it says whose it is."""
    where = words.clock(talk.start_ms) if camera is None else f"{words.clock(talk.start_ms)} {camera}"
    clip = ClipId(entry_id, talk.camera_id, talk.start_ms, talk.end_ms)
    return playable(f"{where}: {shortened(talk.text)}", clip, thumbnail=still(talk.camera_id, talk.start_ms))


def line_item(entry_id: str, line: Line, camera: str, words: Words, still: Thumbnail) -> BrowseMediaSource:
    """Return a search hit, played from the word that was looked for."""
    at_ms = line.instants_ms[0] if line.instants_ms else line.start_ms
    clip = ClipId(entry_id, line.camera_id, at_ms, max(line.end_ms, at_ms + 1))
    # The front end cuts titles after some twenty characters, and what was said tells hits apart.
    title = f"{shortened(line.text)} – {camera}, {words.moment(at_ms)}"
    return playable(title, clip, thumbnail=still(line.camera_id, at_ms))


def export_item(entry_id: str, job: ExportJob, cameras: str, words: Words) -> BrowseMediaSource | None:
    """Return a clip that was made; None for one without a file."""
    if job.export is None or job.file is None:
        return None
    note = f": {job.export.note}" if job.export.note else ""
    title = f"{words.moment(job.export.start_ms)} {cameras}{note}"
    return playable(title, ExportId(entry_id, job.id), mime_type=job.file.media_type)


def story_item(entry_id: str, job: ExportJob, still: Thumbnail) -> BrowseMediaSource | None:
    """Return the film of a story with a picture of where its first clip begins; None for what is none."""
    if job.export is None or job.file is None or job.export.story is None:
        return None
    first = next(iter(job.export.story.clips), None)
    picture = None if first is None else still(first.camera_id, first.start_ms)
    return playable(job.export.note, ExportId(entry_id, job.id), mime_type=job.file.media_type, thumbnail=picture)


def shortened(text: str) -> str:
    """Return the beginning of what was said, as a title holds it."""
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"
