"""What was said last and who was seen last; how much space, time and work there is left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import (
    MAX_LENGTH_STATE_STATE,
    EntityCategory,
    UnitOfInformation,
    UnitOfSoundPressure,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .entity import (
    CameraBoundEntity,
    PersonBoundEntity,
    ServerBoundEntity,
    WallflowerEntity,
    async_add_for_each,
    async_forget_entities,
    camera_ids,
    person_ids,
)
from .errors import WallflowerError
from .state import ServerState, sight_of
from .wire import Line
from .wire_storage import CameraStorage, Storage

PARALLEL_UPDATES = 0
SCAN_INTERVAL = timedelta(minutes=5)

AUDIO_LEVEL: Final = SensorEntityDescription(
    key="audio_level",
    translation_key="audio_level",
    state_class=SensorStateClass.MEASUREMENT,
    entity_category=EntityCategory.DIAGNOSTIC,
    native_unit_of_measurement=UnitOfSoundPressure.DECIBEL,
    suggested_display_precision=0,
    entity_registry_enabled_default=False,  # asks the server for each camera
)
TRANSCRIPT: Final = SensorEntityDescription(key="last_transcript", translation_key="last_transcript")


@dataclass(frozen=True, kw_only=True)
class WallflowerSensorDescription(SensorEntityDescription):
    """A sensor and how it is read from the state, given its owner's id; None where it is not known."""

    value_fn: Callable[[ServerState, str], StateType | datetime]


def _moment(at_ms: int | None) -> datetime | None:
    return None if at_ms is None else dt_util.utc_from_timestamp(at_ms / 1000)


def _last_person(state: ServerState, camera_id: str) -> str | None:
    sights = [(at_ms, who) for (who, where), at_ms in state.seen.items() if where == camera_id and who in state.people]
    return state.people[max(sights)[1]].name if sights else None


def _last_seen(state: ServerState, person_id: str) -> datetime | None:
    sight = sight_of(state, person_id)
    return None if sight is None else _moment(sight[1])


def _last_camera(state: ServerState, person_id: str) -> str | None:
    sight = sight_of(state, person_id)
    camera = None if sight is None else state.cameras.get(sight[0])
    return None if camera is None else camera.name


def _of_server[V](read: Callable[[Storage], V]) -> Callable[[ServerState, str], V | None]:
    return lambda state, _: None if state.storage is None else read(state.storage)


def _of_camera[V](read: Callable[[CameraStorage], V]) -> Callable[[ServerState, str], V | None]:
    def value(state: ServerState, camera_id: str) -> V | None:
        cameras = () if state.storage is None else state.storage.cameras
        return next((read(camera) for camera in cameras if camera.camera_id == camera_id), None)

    return value


def _space(
    value_fn: Callable[[ServerState, str], int | None], *, translation_key: str, shown: bool
) -> WallflowerSensorDescription:
    """Return the description of a figure in bytes."""
    return WallflowerSensorDescription(
        key=translation_key,
        translation_key=translation_key,
        device_class=SensorDeviceClass.DATA_SIZE,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        suggested_unit_of_measurement=UnitOfInformation.GIGABYTES,
        suggested_display_precision=1,
        entity_registry_enabled_default=shown,
        value_fn=value_fn,
    )


def _oldest(value_fn: Callable[[ServerState, str], datetime | None]) -> WallflowerSensorDescription:
    return WallflowerSensorDescription(
        key="oldest_recording",
        translation_key="oldest_recording",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,  # moves all the time
        value_fn=value_fn,
    )


def _camera_backlog(state: ServerState, camera_id: str) -> float | None:
    return None if state.backlogs_s is None else state.backlogs_s.get(camera_id, 0.0)


def _backlog(value_fn: Callable[[ServerState, str], float | None], *, shown: bool) -> WallflowerSensorDescription:
    return WallflowerSensorDescription(
        key="backlog",
        translation_key="backlog",
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        entity_registry_enabled_default=shown,
        value_fn=value_fn,
    )


CAMERA_DESCRIPTIONS: Final = (
    WallflowerSensorDescription(key="last_person", translation_key="last_person", value_fn=_last_person),
    _space(_of_camera(lambda storage: storage.used_bytes), translation_key="storage_used", shown=False),
    _oldest(_of_camera(lambda storage: _moment(storage.oldest_ms))),
    _backlog(_camera_backlog, shown=False),
)
PERSON_DESCRIPTIONS: Final = (
    WallflowerSensorDescription(
        key="last_seen",
        translation_key="last_seen",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_last_seen,
    ),
    WallflowerSensorDescription(key="last_camera", translation_key="last_camera", value_fn=_last_camera),
)
SERVER_DESCRIPTIONS: Final = (
    _space(_of_server(lambda storage: storage.used_bytes), translation_key="storage_used", shown=True),
    _space(_of_server(lambda storage: storage.free_bytes), translation_key="storage_free", shown=True),
    WallflowerSensorDescription(
        key="days_left",
        translation_key="days_left",
        device_class=SensorDeviceClass.DURATION,
        entity_category=EntityCategory.DIAGNOSTIC,
        native_unit_of_measurement=UnitOfTime.DAYS,
        suggested_display_precision=1,
        value_fn=_of_server(lambda storage: storage.days_left),
    ),
    _oldest(_of_server(lambda storage: _moment(storage.oldest_ms))),
    _backlog(lambda state, _: state.backlog_s, shown=True),
    WallflowerSensorDescription(
        key="jobs",
        translation_key="jobs",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state, _: len(state.jobs),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of the server, of each camera and of each known person."""
    show_text = entry.runtime_data.options.show_text
    if not show_text:
        async_forget_entities(hass, entry, TRANSCRIPT.key)

    def of_camera(coordinator: WallflowerCoordinator, camera_id: str) -> list[CameraBoundEntity]:
        sensors: list[CameraBoundEntity] = [
            CameraSensor(coordinator, camera_id, description) for description in CAMERA_DESCRIPTIONS
        ]
        sensors.append(AudioLevelSensor(coordinator, camera_id, AUDIO_LEVEL))
        return [*sensors, TranscriptSensor(coordinator, camera_id, TRANSCRIPT)] if show_text else sensors

    async_add_entities(ServerSensor(entry.runtime_data, description) for description in SERVER_DESCRIPTIONS)
    async_add_for_each(entry, async_add_entities, camera_ids, of_camera)
    async_add_for_each(
        entry,
        async_add_entities,
        person_ids,
        lambda coordinator, person_id: [
            PersonSensor(coordinator, person_id, description) for description in PERSON_DESCRIPTIONS
        ],
    )


def shortened(text: str) -> str:
    """Return the text as a state can hold it: cut with an ellipsis where it is too long."""
    return text if len(text) <= MAX_LENGTH_STATE_STATE else text[: MAX_LENGTH_STATE_STATE - 1] + "…"


class WallflowerSensor(WallflowerEntity, SensorEntity):
    """A sensor that is read from the state."""

    entity_description: WallflowerSensorDescription

    @property
    @override
    def native_value(self) -> StateType | datetime:
        # Asked for the state attributes even while its owner is gone.
        return self.entity_description.value_fn(self.coordinator.data, self.owner_id) if self.available else None


class ServerSensor(ServerBoundEntity, WallflowerSensor):
    """A sensor of the server."""


class CameraSensor(CameraBoundEntity, WallflowerSensor):
    """A sensor of a camera."""


class PersonSensor(PersonBoundEntity, WallflowerSensor):
    """A sensor of a known person."""


class AudioLevelSensor(CameraBoundEntity, SensorEntity):
    """How loud it was near a camera in the last hour, in dB of full scale; no event tells it, so it is asked for."""

    @property
    @override
    def should_poll(self) -> bool:
        # Entities of a coordinator answer no by themselves, whatever their attribute says.
        return True

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_schedule_update_ha_state(force_refresh=True)

    @override
    async def async_update(self) -> None:
        """Ask for the level; a server that does not answer makes the entity unavailable by itself."""
        try:
            report = await self.coordinator.client.microphone(self.owner_id)
        except WallflowerError:
            self._attr_native_value = None
        else:
            self._attr_native_value = report.level_db


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
        speaker = self.coordinator.data.people.get(line.speaker or "")
        return {
            "text": line.text,
            "words": len(line.words) or len(line.text.split()),
            "language": line.language,
            "speaker": None if speaker is None else speaker.name,
            "speaker_id": line.speaker_id,
            "spoken_at": dt_util.utc_from_timestamp(line.start_ms / 1000).isoformat(),
        }
