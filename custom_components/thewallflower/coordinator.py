"""Follows one server: a snapshot over REST, then its events, and the snapshot again whenever events were missed."""

import asyncio
import dataclasses
import random
from collections.abc import Callable
from contextlib import aclosing
from typing import Any, Final, override

from homeassistant.components.media_player import CONTENT_AUTH_EXPIRY_TIME
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .client import (
    Position,
    WallflowerAuthenticationError,
    WallflowerClient,
    WallflowerError,
    WallflowerVersionError,
    checked_info,
)
from .const import DOMAIN, LOGGER
from .grants import Grants
from .state import Happening, ServerState, apply, camera_of, happening
from .wire import Event, EventType, ServerInfo
from .wire_codec import WireError

BACK_OFF_S: Final = (1, 2, 5, 10, 30, 60)
JITTER: Final = 0.2
"""Share of a pause that is random, so that several clients of a restarted server do not come at once."""

type WallflowerConfigEntry = ConfigEntry[WallflowerCoordinator]


class WrongServerError(WallflowerError):
    """Another server than the one that was set up answers at the address."""


class WallflowerCoordinator(DataUpdateCoordinator[ServerState]):
    """Keeps the state of one server and tells what happens at its cameras."""

    config_entry: WallflowerConfigEntry

    def __init__(self, hass: HomeAssistant, entry: WallflowerConfigEntry, client: WallflowerClient) -> None:
        """Create it for an entry; nothing is fetched yet."""
        super().__init__(hass, LOGGER, config_entry=entry, name=DOMAIN)
        self.client = client
        self.grants = Grants(CONTENT_AUTH_EXPIRY_TIME)
        self._position: Position | None = None
        self._failures = 0
        self._subscribers: dict[tuple[type[Any], str], list[Callable[[Any], None]]] = {}

    @property
    def server_id(self) -> str:
        """The server this entry belongs to, for ever."""
        return str(self.config_entry.unique_id)

    @callback
    def async_subscribe[H: Happening](
        self, kind: type[H], camera_id: str, listener: Callable[[H], None]
    ) -> CALLBACK_TYPE:
        """Call the listener for each happening of the kind at the camera, until the returned function is called."""
        listeners = self._subscribers.setdefault((kind, camera_id), [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    async def async_set_running(self, camera_id: str, *, running: bool) -> None:
        """Start or stop a camera and show its new status at once."""
        status = await self.client.set_running(camera_id, running=running)
        event = Event(stream="", sequence=0, type=EventType.CAMERA_STATUS, at_ms=0, data=status.to_json())
        self.async_set_updated_data(apply(self.data, event))

    @override
    async def _async_update_data(self) -> ServerState:
        """Fetch the snapshot for Home Assistant's own calls: at set-up, or when a user asks for an update."""
        try:
            return await self._fetch(await self.client.info())
        except WallflowerAuthenticationError as error:
            raise ConfigEntryAuthFailed(translation_domain=DOMAIN, translation_key="invalid_auth") from error
        except WallflowerVersionError as error:
            raise ConfigEntryError(translation_domain=DOMAIN, translation_key="unsupported_version") from error
        except WrongServerError as error:
            raise ConfigEntryError(translation_domain=DOMAIN, translation_key="wrong_server") from error
        except WallflowerError as error:
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="cannot_connect",
                translation_placeholders={"error": str(error)},
            ) from error

    async def async_listen(self) -> None:
        """Follow the event socket, reconnecting with capped back-off, until cancelled or the token is refused."""
        while True:
            try:
                await self._follow()
            except WallflowerAuthenticationError as error:
                self._set_unavailable(error)
                self.config_entry.async_start_reauth(self.hass)
                return
            except WallflowerError as error:
                self._set_unavailable(error)
            except Exception as error:  # noqa: BLE001 - the task's outermost boundary: a fault must not end it
                LOGGER.exception("Following the events failed")
                self._set_unavailable(error)
            pause_s = BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
            self._failures += 1
            await asyncio.sleep(pause_s * (1 + random.uniform(0, JITTER)))  # noqa: S311 - spreads load, no secret

    async def _follow(self) -> None:
        async with aclosing(self.client.events(self._position)) as events:
            async for event in events:
                await self._receive(event)

    async def _receive(self, event: Event) -> None:
        match event.type:
            case EventType.HELLO:
                await self._begin(event)
            case EventType.RESYNC:
                await self._resynchronise(event, checked_info(event.data))
            case _:
                self._take(event)

    async def _begin(self, event: Event) -> None:
        """Take up the events where they were left, or anew when this is another run of the server."""
        info = checked_info(event.data)
        if self._position is None or self._position.stream != event.stream:
            await self._resynchronise(event, info)
        else:
            self._check_identity(info)
            self._set_available(dataclasses.replace(self.data, info=info))
        self._failures = 0

    async def _resynchronise(self, event: Event, info: ServerInfo) -> None:
        state = await self._fetch(info)
        self._position = Position(event.stream, event.sequence)
        self._set_available(state)

    async def _fetch(self, info: ServerInfo) -> ServerState:
        """Build the state from the lists; what only events tell (lines, health) is kept from before."""
        self._check_identity(info)
        cameras, people, visits = await asyncio.gather(
            self.client.cameras(), self.client.people(), self.client.open_visits()
        )
        # `data` is missing, not None, before the first refresh.
        before: ServerState | None = getattr(self, "data", None)
        return ServerState(
            info=info,
            cameras={camera.id: camera for camera in cameras},
            people={person.id: person for person in people},
            visits={visit.id: visit for visit in visits},
            lines={} if before is None else before.lines,
            health=None if before is None else before.health,
        )

    def _check_identity(self, info: ServerInfo) -> None:
        if info.server_id != self.server_id:
            raise WrongServerError("another server than the one that was set up answers")

    @callback
    def _take(self, event: Event) -> None:
        """Apply one event; one of a newer server that is not understood is passed over."""
        self._position = Position(event.stream, event.sequence)
        try:
            what, state = happening(self.data, event), apply(self.data, event)
        except WireError as error:
            LOGGER.debug("Passed over an event of type %s: %s", event.type, error)
            return
        if state is not self.data:
            self.async_set_updated_data(state)
        if what is not None:
            for listener in tuple(self._subscribers.get((type(what), camera_of(what)), ())):
                listener(what)

    @callback
    def _set_available(self, state: ServerState) -> None:
        if not self.last_update_success:
            LOGGER.info("The connection to TheWallflower is back")
        self.async_set_updated_data(state)

    @callback
    def _set_unavailable(self, error: Exception) -> None:
        self.last_exception = error
        if self.last_update_success:
            LOGGER.info("The connection to TheWallflower is lost: %s", error)
            self.last_update_success = False
            self.async_update_listeners()
