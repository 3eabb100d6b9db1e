"""What happens at each camera, as events an automation can be triggered by: keywords, faces, speech and silence.

A keyword is told once, early or when its line is there. That an early one was none is an entity of its own, so that
automations on keywords do not run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import WallflowerConfigEntry
from .entity import CameraBoundEntity, async_add_for_each, camera_ids
from .state import FaceSeen, Happening, KeywordWithdrawn, SpeechRule
from .wire import Verdict
from .wire_alerts import AlertPhase, KeywordHit, RuleKind

PARALLEL_UPDATES = 0

KEYWORD: Final = "keyword"
WITHDRAWN: Final = "withdrawn"
FACE_TYPES: Final = MappingProxyType(
    {Verdict.KNOWN: "recognized", Verdict.UNKNOWN: "unknown_face", Verdict.UNSURE: "unsure_face"}
)


@dataclass(frozen=True, kw_only=True)
class WallflowerEventDescription(EventEntityDescription):
    """An event entity: which happenings it tells, as what type, with which attributes."""

    kind: type[Happening]
    type_fn: Callable[[Any], str]
    attributes_fn: Callable[[Any], dict[str, Any]]


def _moment(at_ms: int) -> str:
    return dt_util.utc_from_timestamp(at_ms / 1000).isoformat(timespec="milliseconds")


def _keyword_attributes(hit: KeywordHit) -> dict[str, Any]:
    return {
        "phrase": hit.phrase,
        "rule": hit.rule_name,
        "text": hit.line.text,
        "at": _moment(hit.at_ms),
        "alert": hit.alert_id,
        "early": hit.phase is AlertPhase.EARLY,
    }


def _withdrawn_attributes(withdrawn: KeywordWithdrawn) -> dict[str, Any]:
    alert = withdrawn.alert
    return {"phrase": alert.phrase, "rule": alert.rule_name, "at": _moment(alert.at_ms), "alert": alert.id}


def _speech_attributes(rule: SpeechRule) -> dict[str, Any]:
    alert, line = rule.alert, rule.alert.line
    said = {} if line is None else {"person_id": line.speaker, "text": line.text}
    return {"rule": alert.rule_name, "at": _moment(alert.at_ms), "alert": alert.id, **said}


def _face_attributes(seen: FaceSeen) -> dict[str, Any]:
    visit = seen.visit
    person = {"person_id": visit.person_id, "name": visit.name} if visit.verdict is Verdict.KNOWN else {}
    zones = list(visit.zones)
    return {**person, "visit": visit.id, "score": visit.score, "zones": zones, "at": _moment(visit.start_ms)}


DESCRIPTIONS: Final = (
    WallflowerEventDescription(
        key="keyword",
        translation_key="keyword",
        event_types=[KEYWORD],
        kind=KeywordHit,
        type_fn=lambda _: KEYWORD,
        attributes_fn=_keyword_attributes,
    ),
    WallflowerEventDescription(
        key="withdrawn_keyword",
        translation_key="withdrawn_keyword",
        event_types=[WITHDRAWN],
        kind=KeywordWithdrawn,
        type_fn=lambda _: WITHDRAWN,
        attributes_fn=_withdrawn_attributes,
        entity_registry_enabled_default=False,  # rules fire early only where somebody wants it
    ),
    WallflowerEventDescription(
        key="face",
        translation_key="face",
        event_types=list(FACE_TYPES.values()),
        kind=FaceSeen,
        type_fn=lambda seen: FACE_TYPES[seen.visit.verdict],
        attributes_fn=_face_attributes,
    ),
    WallflowerEventDescription(
        key="speech",
        translation_key="speech",
        event_types=[RuleKind.SILENCE.value, RuleKind.SPEAKER.value],
        kind=SpeechRule,
        type_fn=lambda rule: rule.alert.kind.value,
        attributes_fn=_speech_attributes,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the event entities of each camera."""
    async_add_for_each(
        entry,
        async_add_entities,
        camera_ids,
        lambda coordinator, camera_id: [
            WallflowerEvent(coordinator, camera_id, description) for description in DESCRIPTIONS
        ],
    )


class WallflowerEvent(CameraBoundEntity, EventEntity):
    """Tells one kind of happening at one camera; the texts and names in its attributes are not recorded."""

    entity_description: WallflowerEventDescription
    _unrecorded_attributes = frozenset({"text", "phrase", "name"})

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(
            self.coordinator.async_subscribe(self.entity_description.kind, self.owner_id, self._async_tell)
        )

    @callback
    def _async_tell(self, what: Happening) -> None:
        description, attributes = self.entity_description, self.entity_description.attributes_fn(what)
        if not self.coordinator.options.show_text:
            attributes.pop("text", None)
        self._trigger_event(description.type_fn(what), attributes)
        self.async_write_ha_state()
