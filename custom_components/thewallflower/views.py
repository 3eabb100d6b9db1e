"""Playlists and their parts for players that cannot log in: the permission is an unguessable token in the path.

The server's URIs are relative, so whatever a playlist refers to lies below the same token. A refusal is 404 or 403,
never 401: Home Assistant counts those as failed logins and may ban the user's own address.
"""

import re
from typing import Final

from aiohttp import ClientResponse, hdrs, web
from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.http import HomeAssistantView
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .const import DOMAIN, HLS_PATH
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .devices import camera_identifier
from .errors import WallflowerConnectionError, WallflowerError, WallflowerResponseError
from .grants import Grant

PLAYLIST: Final = "index.m3u8"
REFERENCES: Final = re.compile(r"\b(?:init|seg)/[0-9A-Za-z_-]+\.mp4\b")
CHUNK_BYTES: Final = 64 * 1024
PASSED_HEADERS: Final = (
    hdrs.ACCEPT_RANGES,
    hdrs.CACHE_CONTROL,
    hdrs.CONTENT_LENGTH,
    hdrs.CONTENT_RANGE,
    hdrs.CONTENT_TYPE,
    hdrs.ETAG,
    hdrs.LAST_MODIFIED,
)


def may_view(hass: HomeAssistant, user: User | None, coordinator: WallflowerCoordinator, camera_id: str) -> bool:
    """Whether a user (None: Home Assistant itself) may see a camera: who may read its entity may."""
    if user is None or user.is_admin:
        return user is None or user.is_active
    unique_id = f"{camera_identifier(coordinator.server_id, camera_id)[1]}_camera"
    entity_id = er.async_get(hass).async_get_entity_id(CAMERA_DOMAIN, DOMAIN, unique_id)
    return user.is_active and entity_id is not None and user.permissions.check_entity(entity_id, POLICY_READ)


def issue_url(entry: WallflowerConfigEntry, grant: Grant) -> str:
    """Return the path of the playlist of what is granted."""
    token = entry.runtime_data.grants.issue(grant, dt_util.utcnow().timestamp())
    return f"{HLS_PATH}/{token}/{PLAYLIST}"


class HlsView(HomeAssistantView):
    """Passes playlists, init and media segments on from the server to whoever has a token."""

    url = HLS_PATH + "/{token}/{tail:.*}"
    name = "api:thewallflower:hls"
    requires_auth = False
    cors_allowed = True

    def __init__(self, hass: HomeAssistant) -> None:
        """Serve the entries of this Home Assistant."""
        self._hass = hass

    async def get(self, request: web.Request, token: str, tail: str) -> web.StreamResponse:
        """Serve one file below a token."""
        coordinator, grant = self._find(token)
        if tail != PLAYLIST and not coordinator.grants.admits(token, tail):
            raise web.HTTPNotFound
        await self._check_user(coordinator, grant)
        span_ms = (grant.start_ms, grant.end_ms)
        try:
            async with coordinator.client.hls(
                grant.camera_id, span_ms, tail, request.headers.get(hdrs.RANGE)
            ) as answer:
                if tail != PLAYLIST:
                    return await _pass_on(request, answer)
                text = await answer.text()
        except WallflowerError as error:
            raise _failure(error) from error
        coordinator.grants.admit(token, frozenset(REFERENCES.findall(text)))
        return web.Response(text=text, content_type=answer.content_type)

    def _find(self, token: str) -> tuple[WallflowerCoordinator, Grant]:
        now_s = dt_util.utcnow().timestamp()
        entries: list[WallflowerConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        for entry in entries:
            if (grant := entry.runtime_data.grants.find(token, now_s)) is not None:
                return entry.runtime_data, grant
        raise web.HTTPNotFound

    async def _check_user(self, coordinator: WallflowerCoordinator, grant: Grant) -> None:
        """Refuse a user who was removed, or lost the right to the camera, after the token was issued."""
        if grant.user_id is None:
            return
        user = await self._hass.auth.async_get_user(grant.user_id)
        if user is None or not may_view(self._hass, user, coordinator, grant.camera_id):
            raise web.HTTPForbidden


async def _pass_on(request: web.Request, answer: ClientResponse) -> web.StreamResponse:
    headers = {name: answer.headers[name] for name in PASSED_HEADERS if name in answer.headers}
    response = web.StreamResponse(status=answer.status, headers=headers)
    try:
        await response.prepare(request)
        async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
            await response.write(chunk)
        await response.write_eof()
    except ConnectionResetError:
        # The player went away: it paused, sought or was closed.
        return response
    return response


def _failure(error: WallflowerError) -> web.HTTPException:
    if isinstance(error, WallflowerResponseError):
        return web.HTTPNotFound()
    if isinstance(error, WallflowerConnectionError):
        return web.HTTPBadGateway()
    return web.HTTPForbidden()
