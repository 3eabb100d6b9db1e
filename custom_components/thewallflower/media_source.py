"""Recordings in the media browser: camera → day → hour, in Home Assistant's time zone.

An identifier is a value, `entry/camera/day/start`, of which each level adds a part; it names footage, not a file, and
stays valid as long as the footage exists. Resolving an hour issues a token for exactly that hour and user, which ends
with its lifetime, with the entry, or with Home Assistant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Final, Self, override

from homeassistant.auth.models import User
from homeassistant.components.media_player import BrowseError, MediaClass
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.components.websocket_api import current_connection
from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import current_request
from homeassistant.util import dt as dt_util

from .const import DOMAIN, MANUFACTURER
from .coordinator import WallflowerConfigEntry
from .errors import WallflowerError
from .grants import Grant
from .hours import Hour, hours_of
from .views import issue_url, may_view
from .wire import Camera, Recording, RecordingDay

MIME_TYPE: Final = "application/x-mpegURL"
"""Exactly this one makes the front end play a playlist."""


@dataclass(frozen=True, slots=True)
class MediaId:
    """A node below the root: a camera, one of its days, or an hour of the day by its start."""

    entry_id: str
    camera_id: str
    day: date | None = None
    start_ms: int | None = None

    @override
    def __str__(self) -> str:
        """Return the identifier; `parse` reads it."""
        parts = (self.entry_id, self.camera_id, self.day and self.day.isoformat(), self.start_ms)
        return "/".join(str(part) for part in parts if part is not None)

    @classmethod
    def parse(cls, identifier: str) -> Self:
        """Read an identifier; raise ValueError when it is none."""
        match identifier.split("/"):
            case [entry_id, camera_id] if entry_id and camera_id:
                return cls(entry_id, camera_id)
            case [entry_id, camera_id, day]:
                return cls(entry_id, camera_id, date.fromisoformat(day))
            case [entry_id, camera_id, day, start_ms]:
                return cls(entry_id, camera_id, date.fromisoformat(day), int(start_ms))
            case _:
                raise ValueError("not an identifier")

    def on(self, day: date) -> MediaId:
        """Return the day of the camera."""
        return MediaId(self.entry_id, self.camera_id, day)

    def at(self, hour: Hour) -> MediaId:
        """Return the hour of the day."""
        return MediaId(self.entry_id, self.camera_id, self.day, hour.start_ms)


async def async_get_media_source(hass: HomeAssistant) -> WallflowerMediaSource:
    """Set up the media source of all entries."""
    return WallflowerMediaSource(hass)


def recorded_hours(day: date, zone: tzinfo, recordings: Iterable[Recording]) -> tuple[Hour, ...]:
    """Return the hours of the day during which anything was recorded."""
    spans = [(recording.start_ms, recording.end_ms) for recording in recordings]
    return tuple(
        hour for hour in hours_of(day, zone) if any(start < hour.end_ms and end > hour.start_ms for start, end in spans)
    )


def _folder(title: str, media_id: MediaId | None, children: list[BrowseMediaSource] | None = None) -> BrowseMediaSource:
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=None if media_id is None else str(media_id),
        media_class=MediaClass.DIRECTORY,
        media_content_type="",
        title=title,
        can_play=False,
        can_expand=True,
        children=children,
        children_media_class=MediaClass.DIRECTORY,
    )


def _browse_root(cameras: Iterable[tuple[MediaId, str]]) -> BrowseMediaSource:
    return _folder(MANUFACTURER, None, [_folder(title, media_id) for media_id, title in cameras])


def _browse_camera(media_id: MediaId, camera: Camera, days: Iterable[RecordingDay]) -> BrowseMediaSource:
    newest_first = sorted((date.fromisoformat(day.date) for day in days), reverse=True)
    return _folder(camera.name, media_id, [_folder(day.isoformat(), media_id.on(day)) for day in newest_first])


def _browse_day(media_id: MediaId, day: date, hours: Iterable[Hour]) -> BrowseMediaSource:
    node = _folder(day.isoformat(), media_id, [_browse_hour(media_id.at(hour), hour) for hour in hours])
    node.children_media_class = MediaClass.VIDEO
    return node


def _browse_hour(media_id: MediaId, hour: Hour) -> BrowseMediaSource:
    return BrowseMediaSource(
        domain=DOMAIN,
        identifier=str(media_id),
        media_class=MediaClass.VIDEO,
        media_content_type=MIME_TYPE,
        title=hour.label,
        can_play=True,
        can_expand=False,
    )


class WallflowerMediaSource(MediaSource):
    """The footage of all servers that is still there."""

    name: str = MANUFACTURER

    def __init__(self, hass: HomeAssistant) -> None:
        """Serve the entries of this Home Assistant."""
        super().__init__(DOMAIN)
        self.hass = hass

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        if not item.identifier:
            return _browse_root(self._cameras())
        try:
            media_id = MediaId.parse(item.identifier)
            entry, camera = self._find(media_id)
            return await self._browse(entry, camera, media_id)
        except (ValueError, LookupError) as error:
            raise BrowseError(translation_domain=DOMAIN, translation_key="unknown_media") from error
        except WallflowerError as error:
            raise BrowseError(
                translation_domain=DOMAIN,
                translation_key="cannot_connect",
                translation_placeholders={"error": str(error)},
            ) from error

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        try:
            media_id = MediaId.parse(item.identifier)
            entry, camera = self._find(media_id)
            hour = self._hour(media_id)
        except (ValueError, LookupError) as error:
            raise Unresolvable(translation_domain=DOMAIN, translation_key="unknown_media") from error
        user = _current_user()
        grant = Grant(
            user_id=None if user is None else user.id,
            camera_id=camera.id,
            start_ms=hour.start_ms,
            end_ms=hour.end_ms,
        )
        return PlayMedia(issue_url(entry, grant), MIME_TYPE)

    async def _browse(self, entry: WallflowerConfigEntry, camera: Camera, media_id: MediaId) -> BrowseMediaSource:
        client = entry.runtime_data.client
        if media_id.day is None:
            days = await client.recording_days(camera.id, self.hass.config.time_zone)
            return _browse_camera(media_id, camera, self._listed(days, entry.runtime_data.options.media_days))
        if media_id.start_ms is not None:
            return _browse_hour(media_id, self._hour(media_id))
        zone = dt_util.get_default_time_zone()
        hours = hours_of(media_id.day, zone)
        recordings = await client.recordings(camera.id, hours[0].start_ms, hours[-1].end_ms)
        return _browse_day(media_id, media_id.day, recorded_hours(media_id.day, zone, recordings))

    def _listed(self, days: Iterable[RecordingDay], most: int | None) -> Iterable[RecordingDay]:
        """Return the days that are not older than the user wants to see."""
        if most is None:
            return days
        first = (dt_util.now().date() - timedelta(days=most - 1)).isoformat()
        return [day for day in days if day.date >= first]

    def _entries(self) -> list[WallflowerConfigEntry]:
        return self.hass.config_entries.async_loaded_entries(DOMAIN)

    def _cameras(self) -> list[tuple[MediaId, str]]:
        """Return what the current user may see; with several servers the title names the server too."""
        entries, user = self._entries(), _current_user()
        return [
            (
                MediaId(entry.entry_id, camera.id),
                camera.name if len(entries) == 1 else f"{camera.name} ({entry.title})",
            )
            for entry in entries
            for camera in sorted(entry.runtime_data.data.cameras.values(), key=lambda camera: camera.name)
            if may_view(self.hass, user, entry.runtime_data, camera.id)
        ]

    def _find(self, media_id: MediaId) -> tuple[WallflowerConfigEntry, Camera]:
        """Return the camera of an identifier; raise LookupError when it, or the right to see it, is missing."""
        for entry in self._entries():
            camera = entry.runtime_data.data.cameras.get(media_id.camera_id)
            if entry.entry_id == media_id.entry_id and camera is not None:
                if may_view(self.hass, _current_user(), entry.runtime_data, camera.id):
                    return entry, camera
                break
        raise LookupError(media_id.camera_id)

    def _hour(self, media_id: MediaId) -> Hour:
        """Return the hour of an identifier; raise LookupError when it names none."""
        hours = () if media_id.day is None else hours_of(media_id.day, dt_util.get_default_time_zone())
        for hour in hours:
            if hour.start_ms == media_id.start_ms:
                return hour
        raise LookupError("no such hour")


def _current_user() -> User | None:
    """Return on whose behalf this runs; None for Home Assistant itself."""
    if (connection := current_connection.get()) is not None:
        return connection.user
    request = current_request.get()
    return None if request is None else request.get("hass_user")
