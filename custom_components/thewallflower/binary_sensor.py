"""What is so right now: per camera motion, a person, speech, connection and problem; per known person whether seen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import WallflowerConfigEntry
from .entity import (
    CameraBoundEntity,
    PersonBoundEntity,
    ServerBoundEntity,
    WallflowerEntity,
    async_add_for_each,
    camera_ids,
    person_ids,
)
from .state import ServerState, is_detected, is_first_try, open_visits
from .wire import ConnectionState

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class WallflowerBinarySensorDescription(BinarySensorEntityDescription):
    """A binary sensor and how it is read from the state, given its owner's id."""

    is_on_fn: Callable[[ServerState, str], bool | None]


def _is_connected(state: ServerState, camera_id: str) -> bool | None:
    """Whether a camera's media arrives; unknown while a server that has just started tries for the first time.

    Otherwise every start of the server would tell that all cameras went offline.
    """
    camera = state.cameras[camera_id]
    status = camera.status
    if status is None:
        return None if camera.enabled else False
    if is_first_try(status):
        return None
    return status.connection is ConnectionState.CONNECTED


def _has_problem(state: ServerState, camera_id: str) -> bool:
    """Whether a camera that is on does not do what it should."""
    status = state.cameras[camera_id].status
    return status is not None and status.running and status.problem is not None


def _moves(state: ServerState, camera_id: str) -> bool | None:
    """Whether something moves in front of a camera; unknown where the server does not look."""
    camera = state.cameras[camera_id]
    return camera.moves if camera.enabled else None


CAMERA_DESCRIPTIONS: Final = (
    WallflowerBinarySensorDescription(
        key="motion",
        device_class=BinarySensorDeviceClass.MOTION,
        is_on_fn=_moves,
    ),
    WallflowerBinarySensorDescription(
        key="person",
        translation_key="person",
        device_class=BinarySensorDeviceClass.OCCUPANCY,
        is_on_fn=lambda state, camera_id: bool(open_visits(state, camera_id)),
    ),
    WallflowerBinarySensorDescription(
        key="speech",
        translation_key="speech",
        device_class=BinarySensorDeviceClass.SOUND,
        is_on_fn=lambda state, camera_id: camera_id in state.speaking,
    ),
    WallflowerBinarySensorDescription(
        key="connectivity",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=_is_connected,
    ),
    WallflowerBinarySensorDescription(
        key="problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=_has_problem,
    ),
)

PERSON_DESCRIPTIONS: Final = (
    WallflowerBinarySensorDescription(
        key="detected",
        translation_key="detected",
        device_class=BinarySensorDeviceClass.OCCUPANCY,
        is_on_fn=is_detected,
    ),
)

SERVER_DESCRIPTIONS: Final = (
    WallflowerBinarySensorDescription(
        key="problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=lambda state, _: state.health is not None and not state.health.healthy,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors of the server, of each camera and of each known person."""
    async_add_entities(ServerBinarySensor(entry.runtime_data, description) for description in SERVER_DESCRIPTIONS)
    async_add_for_each(
        entry,
        async_add_entities,
        camera_ids,
        lambda coordinator, camera_id: [
            CameraBinarySensor(coordinator, camera_id, description) for description in CAMERA_DESCRIPTIONS
        ],
    )
    async_add_for_each(
        entry,
        async_add_entities,
        person_ids,
        lambda coordinator, person_id: [
            PersonBinarySensor(coordinator, person_id, description) for description in PERSON_DESCRIPTIONS
        ],
    )


class WallflowerBinarySensor(WallflowerEntity, BinarySensorEntity):
    """A binary sensor that is read from the state."""

    entity_description: WallflowerBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool | None:
        # Asked for the state attributes even while its owner is gone.
        return self.entity_description.is_on_fn(self.coordinator.data, self.owner_id) if self.available else None


class ServerBinarySensor(ServerBoundEntity, WallflowerBinarySensor):
    """A binary sensor of the server."""


class CameraBinarySensor(CameraBoundEntity, WallflowerBinarySensor):
    """A binary sensor of a camera."""


class PersonBinarySensor(PersonBoundEntity, WallflowerBinarySensor):
    """A binary sensor of a known person."""
