"""What is done with each camera's pictures and sound: recording, transcription, recognition of faces."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import WallflowerConfigEntry
from .entity import CameraBoundEntity, async_add_for_each, camera_ids, translate_errors
from .wire import Camera

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class WallflowerSwitchDescription(SwitchEntityDescription):
    """A switch for one setting of a camera."""

    field: str
    is_on_fn: Callable[[Camera], bool]


DESCRIPTIONS: Final = (
    WallflowerSwitchDescription(
        key="recording",
        translation_key="recording",
        entity_category=EntityCategory.CONFIG,
        field="record",
        is_on_fn=lambda camera: camera.record,
    ),
    WallflowerSwitchDescription(
        key="transcription",
        translation_key="transcription",
        entity_category=EntityCategory.CONFIG,
        field="transcribe",
        is_on_fn=lambda camera: camera.transcribe,
    ),
    WallflowerSwitchDescription(
        key="face_recognition",
        translation_key="face_recognition",
        entity_category=EntityCategory.CONFIG,
        field="recognize_faces",
        is_on_fn=lambda camera: camera.recognize_faces,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the switches of each camera."""
    async_add_for_each(
        entry,
        async_add_entities,
        camera_ids,
        lambda coordinator, camera_id: [
            WallflowerSwitch(coordinator, camera_id, description) for description in DESCRIPTIONS
        ],
    )


class WallflowerSwitch(CameraBoundEntity, SwitchEntity):
    """A setting of a camera that is on or off."""

    entity_description: WallflowerSwitchDescription

    @property
    @override
    def is_on(self) -> bool | None:
        return self.entity_description.is_on_fn(self.wallflower_camera) if self.available else None

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self._set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self._set(False)

    @translate_errors
    async def _set(self, value: bool, /) -> None:  # noqa: FBT001 - the value of the setting
        await self.coordinator.async_change_camera(self.owner_id, **{self.entity_description.field: value})
