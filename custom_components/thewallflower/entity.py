"""What all entities share: their device, when they are available, how they come and go, how errors reach the user."""

from collections.abc import Callable, Collection, Coroutine, Iterable
from typing import Any, Concatenate, Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .devices import camera_identifier, person_identifier, server_identifier
from .errors import (
    WallflowerAuthenticationError,
    WallflowerConnectionError,
    WallflowerError,
    WallflowerForbiddenError,
    WallflowerResponseError,
)
from .wire import Camera, ErrorCode

USERS_FAULTS: Final = frozenset(
    {
        ErrorCode.CONFLICT,
        ErrorCode.FORBIDDEN_PROTOCOL,
        ErrorCode.INVALID_IMAGE,
        ErrorCode.INVALID_REQUEST,
        ErrorCode.NOT_FOUND,
        ErrorCode.NO_FACE,
        ErrorCode.POOR_FACE,
        ErrorCode.SEVERAL_FACES,
        ErrorCode.TOO_LARGE,
    }
)

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


class ServerBoundEntity(WallflowerEntity):
    """An entity of the server itself."""

    def __init__(self, coordinator: WallflowerCoordinator, description: EntityDescription) -> None:
        """Bind the entity to the server."""
        own = coordinator.server_id
        super().__init__(coordinator, own, description, server_identifier(own))


class PersonBoundEntity(WallflowerEntity):
    """An entity of one known person."""

    def __init__(self, coordinator: WallflowerCoordinator, person_id: str, description: EntityDescription) -> None:
        """Bind the entity to its person."""
        super().__init__(coordinator, person_id, description, person_identifier(coordinator.server_id, person_id))

    @property
    @override
    def available(self) -> bool:
        return super().available and self.owner_id in self.coordinator.data.people


def camera_ids(coordinator: WallflowerCoordinator) -> Collection[str]:
    """Return the ids of all cameras."""
    return coordinator.data.cameras.keys()


def person_ids(coordinator: WallflowerCoordinator) -> Collection[str]:
    """Return the ids of all people who have entities."""
    return coordinator.shown_people.keys()


@callback
def async_add_for_each(
    entry: WallflowerConfigEntry,
    add: AddConfigEntryEntitiesCallback,
    owners: Callable[[WallflowerCoordinator], Collection[str]],
    factory: EntityFactory,
) -> None:
    """Add the factory's entities for every owner there is, and for every one that comes later."""
    coordinator, known = entry.runtime_data, set[str]()

    @callback
    def add_new() -> None:
        current = set(owners(coordinator))
        fresh = sorted(current - known)
        known.intersection_update(current)
        known.update(fresh)
        if fresh:
            add(entity for owner_id in fresh for entity in factory(coordinator, owner_id))

    entry.async_on_unload(coordinator.async_add_listener(add_new))
    add_new()


@callback
def async_forget_entities(hass: HomeAssistant, entry: WallflowerConfigEntry, key: str) -> None:
    """Remove the entities of a description that the user does not want any more."""
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        if _is_of(hass, entity, key):
            registry.async_remove(entity.entity_id)


@callback
def own_entities(hass: HomeAssistant, entity_ids: Iterable[str], key: str) -> set[str]:
    """Return those entities that this integration made from the key's description, whatever they are called now."""
    registry = er.async_get(hass)
    found = {entity_id: registry.async_get(entity_id) for entity_id in entity_ids}
    return {entity_id for entity_id, entity in found.items() if entity is not None and _is_of(hass, entity, key)}


def _is_of(hass: HomeAssistant, entity: er.RegistryEntry, key: str) -> bool:
    """Whether an entity's unique id is that of its device and the key; one key may end with another."""
    device = dr.async_get(hass).async_get(entity.device_id or "")
    return device is not None and (DOMAIN, entity.unique_id.removesuffix(f"_{key}")) in device.identifiers


def translated(error: WallflowerError) -> HomeAssistantError:
    """Return what a failed call means to a user; what they can put right themselves is no fault to be logged."""
    kind: type[HomeAssistantError] = HomeAssistantError
    match error:
        case WallflowerForbiddenError():
            key = "forbidden"
        case WallflowerAuthenticationError():
            key = "invalid_auth"
        case WallflowerConnectionError():
            key = "cannot_connect"
        case WallflowerResponseError() if error.problem.code in USERS_FAULTS:
            key, kind = "request_failed", ServiceValidationError
        case _:
            key = "request_failed"
    return kind(translation_domain=DOMAIN, translation_key=key, translation_placeholders={"error": str(error)})


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
