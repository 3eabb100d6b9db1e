"""What players and browsers fetch without logging in: the permission is an unguessable token in the path.

Playlists, their parts, thumbnails and clips. The server's URIs are relative, so whatever a playlist refers to lies
below the same token. A refusal is 404 or 403, never 401: Home Assistant counts those as failed logins and may ban the
user's own address.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, Self

from aiohttp import ClientError, ClientResponse, hdrs, web
from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.http import HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .const import CLIP_PATH, DOMAIN, HLS_PATH, PICTURE_PATH
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .devices import camera_identifier
from .errors import WallflowerConnectionError, WallflowerError, WallflowerResponseError
from .grants import EntryGrants, Export, Grant, Grants, Pictures, Playback

PLAYLIST: Final = "index.m3u8"
REFERENCES: Final = re.compile(r"\b(?:init|seg)/[0-9A-Za-z_-]+\.mp4\b")
STILL: Final = re.compile(r"(?P<camera>[^/]+)/(?:(?P<at>[0-9]+)|visit-(?P<visit>[0-9]+)|live)\.jpg")
CHUNK_BYTES: Final = 64 * 1024
THUMBNAIL_PX: Final = 320
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


@callback
def async_register_views(hass: HomeAssistant) -> None:
    """Serve what the tokens of all entries name."""
    for view in (HlsView(hass), PictureView(hass), ClipView(hass)):
        hass.http.register_view(view)


def _now_s() -> float:
    return dt_util.utcnow().timestamp()


def playback_url(coordinator: WallflowerCoordinator, grant: Playback) -> str:
    """Return the path of the playlist of what is granted."""
    return f"{HLS_PATH}/{coordinator.grants.playbacks.issue(grant, _now_s())}/{PLAYLIST}"


def export_url(coordinator: WallflowerCoordinator, grant: Export, name: str) -> str:
    """Return the path of the file that is granted; the name only tells players what it is."""
    return f"{CLIP_PATH}/{coordinator.grants.exports.issue(grant, _now_s())}/{name}"


class Thumbnails:
    """The addresses of the pictures of one node: one token, which reaches these and no others."""

    def __init__(self, coordinator: WallflowerCoordinator, user: User | None) -> None:
        """Hand out pictures to a user."""
        self._pictures = coordinator.grants.pictures
        self._grant = Pictures(user_id=None if user is None else user.id)
        self._token: str | None = None
        self._names: set[str] = set()

    def __enter__(self) -> Self:
        """Begin a node."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the token reach what was handed out."""
        if self._token is not None:
            self._pictures.admit(self._token, frozenset(self._names))

    def live(self, camera_id: str) -> str:
        """Return the address of what a camera shows now."""
        return self._address(f"{camera_id}/live.jpg")

    def still(self, camera_id: str, at_ms: int) -> str:
        """Return the address of what a camera showed."""
        return self._address(f"{camera_id}/{at_ms}.jpg")

    def visit(self, camera_id: str, visit_id: int) -> str:
        """Return the address of the best picture of a visit."""
        return self._address(f"{camera_id}/visit-{visit_id}.jpg")

    def _address(self, name: str) -> str:
        if self._token is None:
            self._token = self._pictures.issue(self._grant, _now_s())
        self._names.add(name)
        return f"{PICTURE_PATH}/{self._token}/{name}"


class TokenView(HomeAssistantView):
    """What all of them share: no login, and the check that whoever got a token may still see what it grants."""

    requires_auth = False
    cors_allowed = True

    def __init__(self, hass: HomeAssistant) -> None:
        """Serve the entries of this Home Assistant."""
        self._hass = hass

    def _find[G: Grant](self, token: str, kind: Callable[[EntryGrants], Grants[G]]) -> tuple[WallflowerCoordinator, G]:
        """Return what a token grants, and whose server it is of; 404 for one that is unknown, expired or revoked."""
        entries: list[WallflowerConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        for entry in entries:
            if (grant := kind(entry.runtime_data.grants).find(token, _now_s())) is not None:
                return entry.runtime_data, grant
        raise web.HTTPNotFound

    async def _check_user(
        self, coordinator: WallflowerCoordinator, user_id: str | None, camera_ids: Iterable[str]
    ) -> None:
        """Refuse a user who was removed, or lost the right to a camera, after the token was issued."""
        if user_id is None:
            return
        user = await self._hass.auth.async_get_user(user_id)
        if user is None or not all(may_view(self._hass, user, coordinator, each) for each in camera_ids):
            raise web.HTTPForbidden


class HlsView(TokenView):
    """Passes playlists, init and media segments on from the server to whoever has a token."""

    url = HLS_PATH + "/{token}/{tail:.*}"
    name = "api:thewallflower:hls"

    async def get(self, request: web.Request, token: str, tail: str) -> web.StreamResponse:
        """Serve one file below a token."""
        coordinator, grant = self._find(token, lambda grants: grants.playbacks)
        playbacks = coordinator.grants.playbacks
        if tail != PLAYLIST and not playbacks.admits(token, tail):
            raise web.HTTPNotFound
        await self._check_user(coordinator, grant.user_id, [grant.camera_id])
        span_ms = (grant.start_ms, grant.end_ms)
        at_ms = grant.at_ms if tail == PLAYLIST else None
        try:
            async with coordinator.client.hls(
                grant.camera_id, span_ms, tail, request.headers.get(hdrs.RANGE), at_ms=at_ms
            ) as answer:
                if tail != PLAYLIST:
                    return await _pass_on(request, answer)
                text = await answer.text()
        except WallflowerError as error:
            raise _failure(error) from error
        playbacks.admit(token, frozenset(REFERENCES.findall(text)))
        return web.Response(text=text, content_type=answer.content_type)


class PictureView(TokenView):
    """Serves the thumbnails of the media browser."""

    url = PICTURE_PATH + "/{token}/{tail:.*}"
    name = "api:thewallflower:picture"

    async def get(self, request: web.Request, token: str, tail: str) -> web.Response:
        """Serve one picture of a node."""
        coordinator, grant = self._find(token, lambda grants: grants.pictures)
        picture = STILL.fullmatch(tail)
        if picture is None or not coordinator.grants.pictures.admits(token, tail):
            raise web.HTTPNotFound
        await self._check_user(coordinator, grant.user_id, [picture["camera"]])
        try:
            image = await _picture(coordinator, picture)
        except WallflowerError as error:
            raise _failure(error) from error
        # The token is new whenever the node is opened anew, so a picture of now is never an old one.
        headers = {hdrs.CACHE_CONTROL: "private, max-age=3600"}
        return web.Response(body=image, content_type="image/jpeg", headers=headers)


async def _picture(coordinator: WallflowerCoordinator, picture: re.Match[str]) -> bytes:
    client = coordinator.client
    if picture["visit"] is not None:
        return await client.visit_picture(int(picture["visit"]))
    query = {"width": THUMBNAIL_PX} | ({} if picture["at"] is None else {"at": int(picture["at"])})
    return (await client.still(picture["camera"], query)).image


class ClipView(TokenView):
    """Passes the file of an export on, whole or in parts."""

    url = CLIP_PATH + "/{token}/{tail:.*}"
    name = "api:thewallflower:clip"

    async def get(self, request: web.Request, token: str, tail: str) -> web.StreamResponse:
        """Serve a clip; what stands behind the token is only for players that look at the ending of the name."""
        coordinator, grant = self._find(token, lambda grants: grants.exports)
        await self._check_user(coordinator, grant.user_id, grant.camera_ids)
        try:
            async with coordinator.client.export_answer(grant.job_id, request.headers.get(hdrs.RANGE)) as answer:
                return await _pass_on(request, answer)
        except WallflowerError as error:
            raise _failure(error) from error


async def _pass_on(request: web.Request, answer: ClientResponse) -> web.StreamResponse:
    """Send on what the server answers; where that breaks off, so does this, for its length is told already."""
    headers = {name: answer.headers[name] for name in PASSED_HEADERS if name in answer.headers}
    response = web.StreamResponse(status=answer.status, headers=headers)
    try:
        await response.prepare(request)
        async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
            await response.write(chunk)
        await response.write_eof()
    except ClientError, ConnectionResetError, TimeoutError:
        # The player went away: it paused, sought or was closed. Or the server did, and an error that is raised now
        # would be sent as if it were the rest of the file.
        if request.transport is not None:
            request.transport.abort()
    return response


def _failure(error: WallflowerError) -> web.HTTPException:
    if isinstance(error, WallflowerResponseError):
        return web.HTTPNotFound()
    if isinstance(error, WallflowerConnectionError):
        return web.HTTPBadGateway()
    return web.HTTPForbidden()
