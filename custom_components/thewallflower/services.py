"""The actions: which there are, what they take, who may use them, and how their failures reach the user."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import probatio
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers.service import async_register_admin_service, async_register_platform_entity_service

from . import camera_actions, server_actions
from .const import DOMAIN
from .entity import CameraBoundEntity, translated
from .errors import WallflowerError

type Fields = Mapping[Any, Any]
type ServerFunction = Callable[[ServiceCall], Awaitable[ServiceResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraAction:
    """An action on camera entities."""

    function: Callable[[CameraBoundEntity, ServiceCall], Awaitable[ServiceResponse]]
    fields: Fields
    admin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAction:
    """An action on a server."""

    function: ServerFunction
    fields: Fields
    response: SupportsResponse = SupportsResponse.OPTIONAL
    admin: bool = False


CAMERA_ACTIONS: Final[Mapping[str, CameraAction]] = {
    "export_clip": CameraAction(function=camera_actions.export_clip, fields=camera_actions.EXPORT_FIELDS),
    "save_last": CameraAction(function=camera_actions.save_last, fields=camera_actions.SAVE_FIELDS),
    "snapshot": CameraAction(function=camera_actions.snapshot, fields=camera_actions.SNAPSHOT_FIELDS),
    "protect": CameraAction(function=camera_actions.protect, fields=camera_actions.PROTECT_FIELDS, admin=True),
    "unprotect": CameraAction(function=camera_actions.unprotect, fields=camera_actions.RANGE, admin=True),
    "retranscribe": CameraAction(function=camera_actions.retranscribe, fields=camera_actions.RETRANSCRIBE_FIELDS),
}
SERVER_ACTIONS: Final[Mapping[str, ServerAction]] = {
    "search_transcripts": ServerAction(
        function=server_actions.search_transcripts,
        fields=server_actions.SEARCH_FIELDS,
        response=SupportsResponse.ONLY,
    ),
    "list_visits": ServerAction(
        function=server_actions.list_visits, fields=server_actions.VISIT_FIELDS, response=SupportsResponse.ONLY
    ),
    "enrol_face": ServerAction(function=server_actions.enrol_face, fields=server_actions.ENROL_FIELDS, admin=True),
    "confirm_visit": ServerAction(
        function=server_actions.confirm_visit, fields=server_actions.LABEL_FIELDS, admin=True
    ),
    "reject_visit": ServerAction(function=server_actions.reject_visit, fields=server_actions.LABEL_FIELDS, admin=True),
    "forget_person": ServerAction(
        function=server_actions.forget_person,
        fields=server_actions.FORGET_FIELDS,
        response=SupportsResponse.NONE,
        admin=True,
    ),
    "arm_rule": ServerAction(function=server_actions.arm_rule, fields=server_actions.RULE_FIELDS),
    "disarm_rule": ServerAction(function=server_actions.disarm_rule, fields=server_actions.RULE_FIELDS),
    "record_camera": ServerAction(
        function=server_actions.record_camera, fields=server_actions.RECORD_FIELDS, admin=True
    ),
}


@callback
def async_register_actions(hass: HomeAssistant) -> None:
    """Register all actions, whether a server is connected or not."""
    for name, camera_action in CAMERA_ACTIONS.items():
        async_register_platform_entity_service(
            hass,
            DOMAIN,
            name,
            admin_only=camera_action.admin,
            entity_domain=CAMERA_DOMAIN,
            func=camera_action.function,
            schema=dict(camera_action.fields),
            supports_response=SupportsResponse.OPTIONAL,
        )
    for name, action in SERVER_ACTIONS.items():
        handler, schema = _told(action.function), probatio.Schema(dict(action.fields))
        if action.admin:
            async_register_admin_service(hass, DOMAIN, name, handler, schema, action.response)
        else:
            hass.services.async_register(DOMAIN, name, handler, schema, action.response)


def _told(function: ServerFunction) -> Callable[[ServiceCall], Any]:
    """Let an action fail with a translated sentence."""

    async def handler(call: ServiceCall) -> ServiceResponse:
        try:
            return await function(call)
        except WallflowerError as error:
            raise translated(error) from error

    return handler
