"""What an action is about: from names and entities as users write them to ids, within the user's rights."""

from collections.abc import Iterable
from datetime import datetime

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.service import async_get_config_entry
from homeassistant.util import dt as dt_util

from .const import CONF_CONFIG_ENTRY, DOMAIN
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .devices import camera_identifier
from .views import may_view
from .wire import Person
from .wire_alerts import Rule


def invalid(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for what a user asked wrongly."""
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders)


def milliseconds(moment: datetime) -> int:
    """Return a moment as the wire has it; one without a time zone is Home Assistant's local time."""
    return int(dt_util.as_utc(moment).timestamp() * 1000)


def iso(at_ms: int | None) -> str | None:
    """Return an instant for an answer, in UTC."""
    return None if at_ms is None else dt_util.utc_from_timestamp(at_ms / 1000).isoformat(timespec="milliseconds")


def find_entry(call: ServiceCall) -> WallflowerConfigEntry:
    """Return the server that is meant: the one that is named, or the only one there is."""
    entry: WallflowerConfigEntry = async_get_config_entry(call.hass, DOMAIN, call.data.get(CONF_CONFIG_ENTRY))
    return entry


async def async_user(call: ServiceCall) -> User | None:
    """Return on whose behalf an action runs; None is Home Assistant itself, such as an automation."""
    user_id = call.context.user_id
    return None if user_id is None else await call.hass.auth.async_get_user(user_id)


async def async_cameras(call: ServiceCall, entry: WallflowerConfigEntry, entity_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the cameras that are meant, without any named of all; empty stands for all.

    That a camera is gone gives nobody a right to it: only who may see everything is not held to the cameras there are.
    Raise `ServiceValidationError` for an entity that is no camera of the server, or none that the user may see.
    """
    hass, coordinator, user = call.hass, entry.runtime_data, await async_user(call)
    visible = [each for each in coordinator.data.cameras if may_view(hass, user, coordinator, each)]
    chosen = tuple(_camera(hass, coordinator, visible, entity_id) for entity_id in entity_ids)
    if chosen:
        return chosen
    if user is None or user.is_admin:
        return ()
    if not visible:
        raise invalid("no_camera_visible")
    return tuple(visible)


async def async_check_control(call: ServiceCall, entry: WallflowerConfigEntry) -> None:
    """Raise `Unauthorized` for a user who may not control each camera of the server."""
    hass, coordinator, user = call.hass, entry.runtime_data, await async_user(call)
    if user is None or user.is_admin:
        return
    for camera_id in coordinator.data.cameras:
        entity_id = camera_entity_id(hass, coordinator, camera_id)
        if entity_id is None or not user.permissions.check_entity(entity_id, POLICY_CONTROL):
            raise Unauthorized(context=call.context, entity_id=entity_id, permission=POLICY_CONTROL)


def camera_entity_id(hass: HomeAssistant, coordinator: WallflowerCoordinator, camera_id: str) -> str | None:
    """Return the entity of a camera."""
    unique_id = f"{camera_identifier(coordinator.server_id, camera_id)[1]}_camera"
    return er.async_get(hass).async_get_entity_id(CAMERA_DOMAIN, DOMAIN, unique_id)


def _camera(hass: HomeAssistant, coordinator: WallflowerCoordinator, visible: Iterable[str], entity_id: str) -> str:
    for camera_id in visible:
        if camera_entity_id(hass, coordinator, camera_id) == entity_id:
            return camera_id
    raise invalid("unknown_camera", entity_id=entity_id)


def known_person(coordinator: WallflowerCoordinator, name: str) -> Person | None:
    """Return the person of a name, an alias or an id, in any case."""
    wanted = name.strip().casefold()
    for person in coordinator.data.people.values():
        if wanted in {person.id.casefold(), person.name.casefold(), *(alias.casefold() for alias in person.aliases)}:
            return person
    return None


def find_person(coordinator: WallflowerCoordinator, name: str) -> Person:
    """Return the person of a name, as `known_person`; raise `ServiceValidationError` for nobody's."""
    if (person := known_person(coordinator, name)) is None:
        raise invalid("unknown_person", name=name)
    return person


def find_rules(rules: Iterable[Rule], names: Iterable[str]) -> list[str]:
    """Return the ids of rules by their names, in any case; raise `ServiceValidationError` for one there is not."""
    by_name = {rule.name.casefold(): rule.id for rule in rules}
    found = {name: by_name.get(name.strip().casefold()) for name in names}
    if missing := [name for name, rule_id in found.items() if rule_id is None]:
        raise invalid("unknown_rule", name=missing[0])
    return [rule_id for rule_id in found.values() if rule_id is not None]
