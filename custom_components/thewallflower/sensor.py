"""What was said last near each camera."""

from typing import Any, Final, override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.const import MAX_LENGTH_STATE_STATE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import WallflowerConfigEntry
from .entity import CameraBoundEntity, async_add_for_each, camera_ids
from .wire import Line

PARALLEL_UPDATES = 0

DESCRIPTION: Final = SensorEntityDescription(key="last_transcript", translation_key="last_transcript")


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of each camera."""
    async_add_for_each(
        entry,
        async_add_entities,
        camera_ids,
        lambda coordinator, camera_id: [TranscriptSensor(coordinator, camera_id, DESCRIPTION)],
    )


def shortened(text: str) -> str:
    """Return the text as a state can hold it: cut with an ellipsis where it is too long."""
    return text if len(text) <= MAX_LENGTH_STATE_STATE else text[: MAX_LENGTH_STATE_STATE - 1] + "…"


class TranscriptSensor(CameraBoundEntity, SensorEntity):
    """The newest line of transcript; the whole of it is an attribute that is not recorded."""

    _unrecorded_attributes = frozenset({"text", "words", "language", "speaker", "speaker_id", "spoken_at"})

    @property
    def _line(self) -> Line | None:
        return self.coordinator.data.lines.get(self.owner_id)

    @property
    @override
    def native_value(self) -> str | None:
        return None if self._line is None else shortened(self._line.text)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        if (line := self._line) is None:
            return {}
        return {
            "text": line.text,
            "words": len(line.words) or len(line.text.split()),
            "language": line.language,
            "speaker": None
            if (person := self.coordinator.data.people.get(line.speaker or "")) is None
            else person.name,
            "speaker_id": line.speaker_id,
            "spoken_at": dt_util.utc_from_timestamp(line.start_ms / 1000).isoformat(),
        }
