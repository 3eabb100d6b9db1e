"""Triggers: a face that is recognised or unknown, a keyword, silence, a camera that goes offline.

Each follows entities of this integration that a target names; whose they are is told by their unique id's end, so that
renamed entities stay what they are.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final, override

import probatio
from homeassistant.components.binary_sensor import DOMAIN as BINARY_SENSOR_DOMAIN
from homeassistant.components.event import DOMAIN as EVENT_DOMAIN
from homeassistant.components.event import EventEntityStateAttribute
from homeassistant.const import CONF_OPTIONS, STATE_OFF
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    EntityTargetStateTriggerBase,
    EntityTriggerBase,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
    TriggerConfig,
)

from .entity import own_entities

PERSON: Final = "person"
PHRASE: Final = "phrase"

_NAMES: Final = probatio.All(cv.ensure_list, [cv.string])


def _schema(*options: str) -> probatio.Schema:
    """Return the schema of a trigger with these options, each a name or a list of them; left out it means any."""
    fields = {probatio.Optional(option, default=list): _NAMES for option in options}
    return ENTITY_STATE_TRIGGER_SCHEMA.extend({probatio.Required(CONF_OPTIONS, default=dict): fields})


def _matches(wanted: Collection[str], *values: Any) -> bool:
    """Whether any of the values is wanted, in any case; nothing wanted means that all are."""
    return not wanted or any(isinstance(value, str) and value.casefold() in wanted for value in values)


class _OwnEntities(EntityTriggerBase):
    """A trigger on entities of this integration that come from one description."""

    _key: str

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        return own_entities(self._hass, super().entity_filter(entities), self._key)


class _EventTrigger(_OwnEntities, StatelessEntityTriggerBase):
    """A trigger on events of one type, narrowed by what their attributes say."""

    _domain_specs = {EVENT_DOMAIN: DomainSpec()}  # noqa: RUF012 - as the base class has it
    _event_type: str
    _attributes: Mapping[str, tuple[str, ...]] = {}
    """By option, the attributes that it may be found in."""

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Read what is wanted."""
        super().__init__(hass, config)
        self._wanted = {
            option: {value.strip().casefold() for value in self._options.get(option, ())} for option in self._attributes
        }

    @override
    def is_valid_state(self, state: State, report_not_triggered: NotTriggeredReasonReporter) -> bool:
        del report_not_triggered  # an event that is not meant is no reason worth a trace
        told = state.attributes
        if told.get(EventEntityStateAttribute.EVENT_TYPE) != self._event_type:
            return False
        return all(
            _matches(self._wanted[option], *(told.get(attribute) for attribute in attributes))
            for option, attributes in self._attributes.items()
        )


class FaceRecognizedTrigger(_EventTrigger):
    """Somebody known is seen."""

    _schema = _schema(PERSON)
    _key = "face"
    _event_type = "recognized"
    _attributes = {PERSON: ("name", "person_id")}  # noqa: RUF012 - as the base class has it


class UnknownFaceTrigger(_EventTrigger):
    """Somebody is seen whom nobody knows."""

    _key = "face"
    _event_type = "unknown_face"


class KeywordHeardTrigger(_EventTrigger):
    """A keyword rule fires."""

    _schema = _schema(PHRASE, "rule")
    _key = "keyword"
    _event_type = "keyword"
    _attributes = {PHRASE: ("phrase",), "rule": ("rule",)}  # noqa: RUF012 - as the base class has it


class SilenceTrigger(_EventTrigger):
    """A silence rule fires."""

    _schema = _schema("rule")
    _key = "speech"
    _event_type = "silence"
    _attributes = {"rule": ("rule",)}  # noqa: RUF012 - as the base class has it


class CameraOfflineTrigger(_OwnEntities, EntityTargetStateTriggerBase):
    """The connection with a camera is lost."""

    _domain_specs = {BINARY_SENSOR_DOMAIN: DomainSpec()}  # noqa: RUF012 - as the base class has it
    _to_states = {STATE_OFF}  # noqa: RUF012 - as the base class has it
    _primary_entities_only = False
    _key = "connectivity"


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "face_recognized": FaceRecognizedTrigger,
    "unknown_face": UnknownFaceTrigger,
    "keyword_heard": KeywordHeardTrigger,
    "silence": SilenceTrigger,
    "camera_offline": CameraOfflineTrigger,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
