"""Connects with a camera anew."""

from typing import Final, override

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import WallflowerConfigEntry
from .entity import CameraBoundEntity, async_add_for_each, camera_ids, translate_errors

PARALLEL_UPDATES = 0

DESCRIPTION: Final = ButtonEntityDescription(
    key="restart", device_class=ButtonDeviceClass.RESTART, entity_category=EntityCategory.CONFIG
)


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add a button for each camera."""
    async_add_for_each(
        entry,
        async_add_entities,
        camera_ids,
        lambda coordinator, camera_id: [RestartButton(coordinator, camera_id, DESCRIPTION)],
    )


class RestartButton(CameraBoundEntity, ButtonEntity):
    """Ends the connection with a camera and begins another one."""

    @override
    @translate_errors
    async def async_press(self) -> None:
        await self.coordinator.client.restart(self.owner_id)
