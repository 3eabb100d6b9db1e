"""Follows one server: a snapshot over REST, then its events, and the snapshot again whenever events were missed."""

import asyncio
import dataclasses
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import Any, Final, override

from homeassistant.components.media_player import CONTENT_AUTH_EXPIRY_TIME
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .client import Position, WallflowerClient, checked_info
from .const import DOMAIN, LOGGER
from .errors import WallflowerAuthenticationError, WallflowerError, WallflowerResponseError, WallflowerVersionError
from .grants import EntryGrants
from .issues import async_raise_version_issue
from .options import Options
from .state import (
    Happening,
    ServerState,
    apply,
    backlogs_s,
    camera_of,
    happening,
    held,
    known_person_id,
    last_seen,
    latest,
    newest,
)
from .wire import SCHEMA_VERSION, Camera, ErrorCode, Event, EventType, Health, Person, ServerInfo
from .wire_codec import WireError
from .wire_narration import NarrationState

BACK_OFF_S: Final = (1, 2, 5, 10, 30, 60)
STORAGE_EVERY_S: Final = 300
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
        self.options = Options.of(entry.options)
        self.grants = EntryGrants.lasting(CONTENT_AUTH_EXPIRY_TIME)
        self.recording = asyncio.Lock()
        """Held while a camera is handed over, so that two who ask at once do not add it twice."""
        self.narrations_wanted = asyncio.Event()
        """Set when the server may want something to be spoken."""
        self._position: Position | None = None
        self._failures = 0
        self._subscribers: dict[tuple[type[Any], str], list[Callable[[Any], None]]] = {}
        self._followers: list[Callable[[Happening], None]] = []

    @property
    def server_id(self) -> str:
        """The server this entry belongs to, for ever."""
        return str(self.config_entry.unique_id)

    @property
    def is_older(self) -> bool:
        """Whether the server speaks an older wire, and may not know all that can be asked."""
        return self.data.info.schema_version < SCHEMA_VERSION

    @property
    def shown_people(self) -> Mapping[str, Person]:
        """The known people by id, nobody when the user wants no entities of them."""
        return self.data.people if self.options.people_entities else {}

    @callback
    def async_subscribe[H: Happening](
        self, kind: type[H], camera_id: str, listener: Callable[[H], None]
    ) -> CALLBACK_TYPE:
        """Call the listener for each happening of the kind at the camera, until the returned function is called."""
        listeners = self._subscribers.setdefault((kind, camera_id), [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    @callback
    def async_follow(self, listener: Callable[[Happening], None]) -> CALLBACK_TYPE:
        """Call the listener for all that happens at any camera, until the returned function is called."""
        self._followers.append(listener)
        return lambda: self._followers.remove(listener)

    async def async_set_running(self, camera_id: str, *, running: bool) -> None:
        """Start or stop a camera and show its new status at once."""
        status = await self.client.set_running(camera_id, running=running)
        event = Event(stream="", sequence=0, type=EventType.CAMERA_STATUS, at_ms=0, data=status.to_json())
        self.async_set_updated_data(apply(self.data, event))

    async def async_change_camera(self, camera_id: str, **changes: Any) -> None:
        """Change a camera's settings and show them at once."""
        camera = await self.client.change_camera(camera_id, **changes)
        event = Event(stream="", sequence=0, type=EventType.CAMERA_UPDATED, at_ms=0, data=camera.to_json())
        self.async_set_updated_data(apply(self.data, event))

    async def async_add_camera(self, name: str, url: str) -> Camera:
        """Add a camera and show it at once."""
        camera = await self.client.add_camera(name, url)
        event = Event(stream="", sequence=0, type=EventType.CAMERA_ADDED, at_ms=0, data=camera.to_json())
        self.async_set_updated_data(apply(self.data, event))
        return camera

    async def async_check_health(self) -> Health:
        """Ask how the server does, and show it at once."""
        health = await self.client.health()
        event = Event(stream="", sequence=0, type=EventType.HEALTH, at_ms=0, data=health.to_json())
        self.async_set_updated_data(apply(self.data, event))
        return health

    async def async_watch_storage(self) -> None:
        """Ask for the space that recordings take now and then, for no event tells it."""
        while True:
            try:
                storage = await self.client.storage()
            except WallflowerError as error:
                # Whether the server is there is the event socket's to say.
                LOGGER.debug("The space is not known: %s", error)
            else:
                if self.last_update_success:
                    self.async_set_updated_data(dataclasses.replace(self.data, storage=storage))
            await asyncio.sleep(STORAGE_EVERY_S)

    @override
    async def _async_update_data(self) -> ServerState:
        """Fetch the snapshot for Home Assistant's own calls: at set-up, or when a user asks for an update."""
        try:
            return await self._fetch(await self.client.info())
        except WallflowerAuthenticationError as error:
            raise ConfigEntryAuthFailed(translation_domain=DOMAIN, translation_key="invalid_auth") from error
        except WallflowerVersionError as error:
            async_raise_version_issue(self.hass, self.config_entry, is_older=error.is_older)
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
            except WallflowerVersionError as error:
                async_raise_version_issue(self.hass, self.config_entry, is_older=error.is_older)
                self._set_unavailable(error)
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
                self.narrations_wanted.set()
            case EventType.RESYNC:
                await self._resynchronise(event, checked_info(event.data))
                self.narrations_wanted.set()
            case _:
                self._take(event)
                if event.type is EventType.NARRATION and event.data.get("state") == NarrationState.WANTED:
                    self.narrations_wanted.set()

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
        """Build the state from the lists; lines, who was seen where and the space are kept from before.

        What a server that speaks an older wire does not have yet stays empty.
        """
        self._check_identity(info)
        is_older = info.schema_version < SCHEMA_VERSION
        cameras, people, visits, health, jobs, speech = await asyncio.gather(
            self.client.cameras(),
            _if_known(self.client.people, (), is_older=is_older),
            _if_known(self.client.recent_visits, (), is_older=is_older),
            _if_known(self.client.health, None, is_older=is_older),
            _if_known(self.client.active_jobs, frozenset[str](), is_older=is_older),
            _if_answered(self.client.speech),
        )
        # `data` is missing, not None, before the first refresh.
        before: ServerState | None = getattr(self, "data", None)
        known = {} if before is None else before.cameras
        return ServerState(
            info=info,
            cameras={camera.id: held(camera, known.get(camera.id)) for camera in cameras},
            people={person.id: person for person in people},
            visits={visit.id: visit for visit in visits if visit.end_ms is None},
            camera_visits=newest(visits, lambda visit: visit.camera_id),
            person_visits=newest(visits, known_person_id),
            lines={} if before is None else before.lines,
            seen=latest({} if before is None else before.seen, last_seen(people)),
            health=health,
            jobs=jobs,
            storage=None if before is None else before.storage,
            backlog_s=0.0 if health is None else health.backlog_s,
            backlogs_s=None if speech is None else backlogs_s(speech),
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
            here = self._subscribers.get((type(what), camera_of(what)), ())
            for listener in (*here, *self._followers):
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


async def _if_known[T, N](ask: Callable[[], Awaitable[T]], nothing: N, *, is_older: bool) -> T | N:
    """Return the answer, or nothing where an older server does not know the question."""
    try:
        return await ask()
    except WallflowerResponseError as error:
        if is_older and error.problem.code is ErrorCode.NOT_FOUND:
            return nothing
        raise


async def _if_answered[T](ask: Callable[[], Awaitable[T]]) -> T | None:
    """Return the answer, or None where the part of the server that is asked is not there just now."""
    try:
        return await ask()
    except WallflowerResponseError as error:
        LOGGER.debug("Left out of the snapshot: %s", error)
        return None
