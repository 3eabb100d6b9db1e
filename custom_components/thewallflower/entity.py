"""What all entities share: their device, when they are available, how they come and go, how errors reach the user."""

from collections.abc import Callable, Collection, Coroutine, Iterable
from typing import Any, Concatenate, override

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .client import (
    WallflowerAuthenticationError,
    WallflowerConnectionError,
    WallflowerError,
)
from .const import DOMAIN
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .devices import camera_identifier, person_identifier
from .state import ServerState
from .wire import Camera

type EntityFactory = Callable[[WallflowerCoordinator, str], Iterable[Entity]]


class WallflowerEntity(CoordinatorEntity[WallflowerCoordinator]):
    """An entity of anything a server has; `owner_id` is the id of that thing."""

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: WallflowerCoordinator,
        owner_id: str,
        description: EntityDescription,
        identifier: tuple[str, str],
    ) -> None:
        """Bind the entity to its owner's device."""
        super().__init__(coordinator)
        self.entity_description = description
        self.owner_id = owner_id
        self._attr_unique_id = f"{identifier[1]}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={identifier})


class CameraBoundEntity(WallflowerEntity):
    """An entity of one camera."""

    def __init__(self, coordinator: WallflowerCoordinator, camera_id: str, description: EntityDescription) -> None:
        """Bind the entity to its camera."""
        super().__init__(coordinator, camera_id, description, camera_identifier(coordinator.server_id, camera_id))

    @property
    @override
    def available(self) -> bool:
        return super().available and self.owner_id in self.coordinator.data.cameras

    @property
    def wallflower_camera(self) -> Camera:
        """The camera as the server has it."""
        return self.coordinator.data.cameras[self.owner_id]


class PersonBoundEntity(WallflowerEntity):
    """An entity of one known person."""

    def __init__(self, coordinator: WallflowerCoordinator, person_id: str, description: EntityDescription) -> None:
        """Bind the entity to its person."""
        super().__init__(coordinator, person_id, description, person_identifier(coordinator.server_id, person_id))

    @property
    @override
    def available(self) -> bool:
        return super().available and self.owner_id in self.coordinator.data.people


def camera_ids(state: ServerState) -> Collection[str]:
    """Return the ids of all cameras."""
    return state.cameras.keys()


def person_ids(state: ServerState) -> Collection[str]:
    """Return the ids of all known people."""
    return state.people.keys()


@callback
def async_add_for_each(
    entry: WallflowerConfigEntry,
    add: AddConfigEntryEntitiesCallback,
    owners: Callable[[ServerState], Collection[str]],
    factory: EntityFactory,
) -> None:
    """Add the factory's entities for every owner there is, and for every one that comes later."""
    coordinator, known = entry.runtime_data, set[str]()

    @callback
    def add_new() -> None:
        current = set(owners(coordinator.data))
        fresh = sorted(current - known)
        known.intersection_update(current)
        known.update(fresh)
        if fresh:
            add(entity for owner_id in fresh for entity in factory(coordinator, owner_id))

    entry.async_on_unload(coordinator.async_add_listener(add_new))
    add_new()


def translated(error: WallflowerError) -> HomeAssistantError:
    """Return what a failed call means to a user."""
    match error:
        case WallflowerAuthenticationError():
            key = "invalid_auth"
        case WallflowerConnectionError():
            key = "cannot_connect"
        case _:
            key = "request_failed"
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders={"error": str(error)}
    )


def translate_errors[E: WallflowerEntity, **P, R](
    method: Callable[Concatenate[E, P], Coroutine[Any, Any, R]],
) -> Callable[Concatenate[E, P], Coroutine[Any, Any, R]]:
    """Let a user's action fail with a translated sentence."""

    async def wrapper(self: E, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await method(self, *args, **kwargs)
        except WallflowerError as error:
            raise translated(error) from error

    return wrapper
