"""The media browser: server → cameras → days → hours, visits and conversations; what was heard today; clips; search.

What an identifier is stands in `media_ids`, how nodes look in `media_nodes`, what is asked of the server in
`media_browser`. Resolving issues a token for exactly that stretch and user, which ends with its lifetime, with the
entry, or with Home Assistant.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import override

from homeassistant.auth.models import User
from homeassistant.components.media_player import BrowseError, MediaClass, SearchMedia, SearchMediaQuery
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
from .errors import WallflowerConnectionError, WallflowerError, WallflowerResponseError
from .grants import Export
from .media_browser import MediaBrowser
from .media_ids import ClipId, ExportId, HourId, MediaId, ServerId, parse_media_id
from .media_nodes import MIME_TYPE, Words, root_node
from .texts import async_texts
from .views import export_url, playback_url
from .wire import ErrorCode


async def async_get_media_source(hass: HomeAssistant) -> WallflowerMediaSource:
    """Set up the media source of all entries."""
    return WallflowerMediaSource(hass)


class WallflowerMediaSource(MediaSource):
    """Browses, searches and resolves what the servers keep."""

    name = MANUFACTURER

    def __init__(self, hass: HomeAssistant) -> None:
        """Serve all entries of this Home Assistant."""
        super().__init__(DOMAIN)
        self.hass = hass

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        with _told(BrowseError):
            if item.identifier:
                media_id = parse_media_id(item.identifier)
                return await (await self._browser(media_id)).node(media_id)
            entries = self._entries()
            if len(entries) == 1:
                media_id = ServerId(entries[0].entry_id)
                return await (await self._browser(media_id)).node(media_id, is_root=True)
            return root_node((entry.title, ServerId(entry.entry_id)) for entry in entries)

    @override
    async def async_search_media(self, item: MediaSourceItem, query: SearchMediaQuery) -> SearchMedia:
        if query.media_filter_classes and MediaClass.VIDEO not in query.media_filter_classes:
            return SearchMedia(result=[])
        with _told(BrowseError):
            below: MediaId | None = parse_media_id(item.identifier) if item.identifier else None
            servers = [ServerId(entry.entry_id) for entry in self._entries()] if below is None else [below]
            found: list[BrowseMediaSource] = []
            for media_id in servers:
                found += await (await self._browser(media_id)).found(query.search_query, below)
            return SearchMedia(result=found)

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        with _told(Unresolvable):
            media_id = parse_media_id(item.identifier)
            browser, coordinator = await self._browser(media_id), self._entry(media_id).runtime_data
            match media_id:
                case HourId() | ClipId():
                    return PlayMedia(playback_url(coordinator, browser.playback(media_id)), MIME_TYPE)
                case ExportId():
                    job = await coordinator.client.export_job(media_id.job_id)
                    if job.export is None or job.file is None or not browser.may_view_all(job.export.camera_ids):
                        raise LookupError("no such clip")
                    user = _current_user()
                    grant = Export(
                        user_id=None if user is None else user.id,
                        job_id=job.id,
                        camera_ids=job.export.camera_ids,
                    )
                    return PlayMedia(export_url(coordinator, grant, job.file.name), job.file.media_type)
                case _:
                    raise LookupError("not to be played")

    def _entries(self) -> list[WallflowerConfigEntry]:
        return self.hass.config_entries.async_loaded_entries(DOMAIN)

    def _entry(self, media_id: MediaId) -> WallflowerConfigEntry:
        for entry in self._entries():
            if entry.entry_id == media_id.entry_id:
                return entry
        raise LookupError("no such server")

    async def _browser(self, media_id: MediaId) -> MediaBrowser:
        words = Words(await async_texts(self.hass), dt_util.get_default_time_zone())
        return MediaBrowser(self.hass, self._entry(media_id), _current_user(), words)


@contextmanager
def _told(kind: type[BrowseError | Unresolvable]) -> Iterator[None]:
    """Let what goes wrong fail with a translated sentence; what is not there and what is not theirs are the same."""
    try:
        yield
    except (ValueError, LookupError) as error:
        raise kind(translation_domain=DOMAIN, translation_key="unknown_media") from error
    except WallflowerResponseError as error:
        if error.problem.code is ErrorCode.NOT_FOUND:
            raise kind(translation_domain=DOMAIN, translation_key="unknown_media") from error
        raise _failed(kind, "request_failed", error) from error
    except WallflowerError as error:
        key = "cannot_connect" if isinstance(error, WallflowerConnectionError) else "request_failed"
        raise _failed(kind, key, error) from error


def _failed(kind: type[BrowseError | Unresolvable], key: str, error: WallflowerError) -> BrowseError | Unresolvable:
    return kind(translation_domain=DOMAIN, translation_key=key, translation_placeholders={"error": str(error)})


def _current_user() -> User | None:
    """Return on whose behalf this runs; None for Home Assistant itself."""
    if (connection := current_connection.get()) is not None:
        return connection.user
    request = current_request.get()
    return None if request is None else request.get("hass_user")
