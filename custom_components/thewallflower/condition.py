"""Condition: one of some people was seen within a stretch of time, by any camera or by some."""

from datetime import timedelta
from typing import Any, Final, Unpack, cast, override

import probatio
from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .state import was_seen
from .targets import camera_entity_id, known_person

PERSON: Final = "person"
WITHIN: Final = "within"
CAMERA: Final = "camera"

_NAMES: Final = probatio.All(cv.ensure_list, [cv.string])
SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_OPTIONS): {
            probatio.Required(PERSON): probatio.All(_NAMES, probatio.Length(min=1)),
            probatio.Required(WITHIN): cv.positive_time_period,
            probatio.Optional(CAMERA, default=list): cv.entity_ids,
        }
    }
)


class WasSeenCondition(Condition):
    """Whether a person was seen lately; somebody who is in view right now was."""

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        return cast(ConfigType, SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Read whom it is about."""
        super().__init__(hass, config)
        options: dict[str, Any] = config.options or {}
        self._people: list[str] = options[PERSON]
        self._entity_ids: list[str] = options[CAMERA]
        self._within: timedelta = options[WITHIN]

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        since_ms = int((dt_util.utcnow() - self._within).timestamp() * 1000)
        entries: list[WallflowerConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        return any(self._saw(entry.runtime_data, since_ms) for entry in entries)

    def _saw(self, coordinator: WallflowerCoordinator, since_ms: int) -> bool:
        """Whether a server saw one of the people; names that it does not know are somebody else's, or nobody's."""
        cameras = [camera_id for camera_id in coordinator.data.cameras if self._is_meant(coordinator, camera_id)]
        people = [known_person(coordinator, name) for name in self._people]
        is_connected = coordinator.last_update_success
        return any(
            was_seen(coordinator.data, each.id, since_ms, cameras, is_connected=is_connected)
            for each in people
            if each is not None
        )

    def _is_meant(self, coordinator: WallflowerCoordinator, camera_id: str) -> bool:
        return not self._entity_ids or camera_entity_id(self._hass, coordinator, camera_id) in self._entity_ids


CONDITIONS: Final[dict[str, type[Condition]]] = {"was_seen": WasSeenCondition}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
