"""Actions on a server: what was said, who came, who is who, which rules listen, which cameras it records."""

from contextlib import suppress
from typing import Any, Final

import probatio
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.camera import async_get_image as async_get_camera_image
from homeassistant.components.image import DOMAIN as IMAGE_DOMAIN
from homeassistant.components.image import async_get_image as async_get_image_image
from homeassistant.core import HomeAssistant, ServiceCall, split_entity_id
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType

from .const import CONF_CONFIG_ENTRY
from .coordinator import WallflowerCoordinator
from .errors import WallflowerError, WallflowerResponseError
from .files import async_read
from .recorded import async_record
from .targets import (
    async_cameras,
    async_check_control,
    camera_entity_id,
    find_entry,
    find_person,
    find_rules,
    invalid,
    iso,
    known_person,
    milliseconds,
)
from .wire import Line, Visit
from .wire_people import Label

TEXT: Final = "text"
CAMERAS: Final = "cameras"
CAMERA: Final = "camera"
PERSON: Final = "person"
START: Final = "start"
END: Final = "end"
LIMIT: Final = "limit"
ORDER: Final = "order"
VERDICT: Final = "verdict"
FILENAME: Final = "filename"
ENTITY: Final = "entity_id"
CREATE: Final = "create"
FACE: Final = "face"
VISITS: Final = "visits"
RULES: Final = "rules"
NAME: Final = "name"

_SERVER: Final[dict[Any, Any]] = {probatio.Optional(CONF_CONFIG_ENTRY): cv.string}
_NAME: Final = probatio.All(cv.string, probatio.Length(min=1, max=200))
_LIMIT: Final = probatio.All(probatio.Coerce(int), probatio.Range(min=1, max=500))
_ROW_IDS: Final = probatio.All(
    cv.ensure_list, probatio.Length(min=1, max=200), [probatio.All(probatio.Coerce(int), probatio.Range(min=1))]
)
_LOOKED_FOR: Final[dict[Any, Any]] = {
    **_SERVER,
    probatio.Optional(CAMERAS, default=[]): cv.entity_ids,
    probatio.Optional(START): cv.datetime,
    probatio.Optional(END): cv.datetime,
    probatio.Optional(LIMIT, default=50): _LIMIT,
}
SEARCH_FIELDS: Final[dict[Any, Any]] = {
    **_LOOKED_FOR,
    probatio.Optional(TEXT, default=""): probatio.All(cv.string, probatio.Length(max=500)),
    probatio.Optional(PERSON): _NAME,
    probatio.Optional(ORDER, default="newest"): probatio.In(["newest", "best"]),
}
VISIT_FIELDS: Final[dict[Any, Any]] = {
    **_LOOKED_FOR,
    probatio.Optional(PERSON): _NAME,
    probatio.Optional(VERDICT): probatio.In(["known", "unsure", "unknown"]),
}
ENROL_FIELDS: Final[dict[Any, Any]] = {
    **_SERVER,
    probatio.Required(PERSON): _NAME,
    probatio.Exclusive(FILENAME, "source"): cv.string,
    probatio.Exclusive(ENTITY, "source"): cv.entity_domain([CAMERA_DOMAIN, IMAGE_DOMAIN]),
    probatio.Optional(CREATE, default=False): cv.boolean,
    probatio.Optional(FACE): probatio.All(probatio.Coerce(int), probatio.Range(min=0, max=100)),
}
LABEL_FIELDS: Final[dict[Any, Any]] = {**_SERVER, probatio.Required(VISITS): _ROW_IDS, probatio.Optional(PERSON): _NAME}
FORGET_FIELDS: Final[dict[Any, Any]] = {**_SERVER, probatio.Required(PERSON): _NAME}
RULE_FIELDS: Final[dict[Any, Any]] = {
    **_SERVER,
    probatio.Optional(RULES, default=[]): probatio.All(cv.ensure_list, [_NAME]),
}
RECORD_FIELDS: Final[dict[Any, Any]] = {
    **_SERVER,
    probatio.Required(CAMERA): cv.entity_domain(CAMERA_DOMAIN),
    probatio.Optional(NAME): _NAME,
}


async def search_transcripts(call: ServiceCall) -> JsonObjectType:
    """Return the lines that hold what is looked for, of cameras that the user may see."""
    entry = find_entry(call)
    wanted: dict[str, Any] = {
        "text": call.data[TEXT],
        "camera_ids": list(await async_cameras(call, entry, call.data[CAMERAS])),
        "order": call.data[ORDER],
        "limit": call.data[LIMIT],
        **_times(call),
    }
    if PERSON in call.data:
        wanted["speakers"] = [find_person(entry.runtime_data, call.data[PERSON]).id]
    page = await entry.runtime_data.client.search(wanted)
    return {
        "lines": [_line(call.hass, entry.runtime_data, line) for line in page.lines],
        "more": page.cursor is not None,
        "backlog_seconds": page.backlog_s,
    }


async def list_visits(call: ServiceCall) -> JsonObjectType:
    """Return the newest visits, of cameras that the user may see."""
    entry = find_entry(call)
    coordinator = entry.runtime_data
    query: dict[str, str | int] = {"limit": call.data[LIMIT], **_times(call)}
    if PERSON in call.data:
        query["person"] = find_person(coordinator, call.data[PERSON]).id
    if VERDICT in call.data:
        query["verdict"] = call.data[VERDICT]
    camera_ids = await async_cameras(call, entry, call.data[CAMERAS])
    queries = [{**query, "camera": camera_id} for camera_id in camera_ids] or [query]
    found = [visit for each in queries for visit in await coordinator.client.visits(each)]
    found.sort(key=lambda visit: (visit.start_ms, visit.id), reverse=True)
    return {"visits": [_visit(call.hass, coordinator, visit) for visit in found[: call.data[LIMIT]]]}


async def enrol_face(call: ServiceCall) -> JsonObjectType:
    """Teach the server a person's face from a picture in a file, or of a camera or image entity."""
    coordinator = find_entry(call).runtime_data
    client, name = coordinator.client, call.data[PERSON]
    image = await _image(call)
    person = known_person(coordinator, name)
    is_new = person is None
    if person is None:
        if not call.data[CREATE]:
            raise invalid("unknown_person", name=name)
        person = await client.add_person(name)
    try:
        face = await client.add_face(person.id, image, call.data.get(FACE))
    except WallflowerResponseError:
        if is_new:  # nobody is to be left whom the server could not recognise
            with suppress(WallflowerError):
                await client.remove_person(person.id)
        raise
    return {
        "person_id": person.id,
        "name": person.name,
        "face_id": face.id,
        "quality": face.quality,
        "trained": face.trained,
        "refused": face.refused,
    }


async def confirm_visit(call: ServiceCall) -> JsonObjectType:
    """Say that recognition is right about visits, or who it was."""
    return await _label(call, "assign" if PERSON in call.data else "confirm")


async def reject_visit(call: ServiceCall) -> JsonObjectType:
    """Say that it was not the person whom recognition, or the caller, names."""
    return await _label(call, "reject")


async def forget_person(call: ServiceCall) -> None:
    """Remove all that is known of a person, for good."""
    coordinator = find_entry(call).runtime_data
    await coordinator.client.forget_person(find_person(coordinator, call.data[PERSON]).id)


async def arm_rule(call: ServiceCall) -> JsonObjectType:
    """Arm rules by name, all without one."""
    return await _arm(call, armed=True)


async def disarm_rule(call: ServiceCall) -> JsonObjectType:
    """Disarm rules by name, all without one."""
    return await _arm(call, armed=False)


async def record_camera(call: ServiceCall) -> JsonObjectType:
    """Hand the stream of a camera entity to the server; one that it has already gets its present address."""
    camera, is_new = await async_record(call.hass, find_entry(call), call.data[CAMERA], call.data.get(NAME))
    return {"camera_id": camera.id, "name": camera.name, "added": is_new}


def _times(call: ServiceCall) -> dict[str, int]:
    return {key: milliseconds(call.data[key]) for key in (START, END) if key in call.data}


def _line(hass: HomeAssistant, coordinator: WallflowerCoordinator, line: Line) -> JsonObjectType:
    speaker = coordinator.data.people.get(line.speaker or "")
    return {
        "id": line.id,
        **_where(hass, coordinator, line.camera_id),
        START: iso(line.start_ms),
        END: iso(line.end_ms),
        TEXT: line.text,
        "speaker": None if speaker is None else speaker.name,
        "language": line.language,
        "confidence": line.confidence,
    }


def _visit(hass: HomeAssistant, coordinator: WallflowerCoordinator, visit: Visit) -> JsonObjectType:
    return {
        "id": visit.id,
        **_where(hass, coordinator, visit.camera_id),
        START: iso(visit.start_ms),
        END: iso(visit.end_ms),
        VERDICT: visit.verdict.value,
        PERSON: visit.name,
        "score": visit.score,
        "decided": visit.decided,
        "zones": list(visit.zones),
    }


def _where(hass: HomeAssistant, coordinator: WallflowerCoordinator, camera_id: str) -> JsonObjectType:
    camera = coordinator.data.cameras.get(camera_id)
    return {
        ENTITY: camera_entity_id(hass, coordinator, camera_id),
        CAMERA: None if camera is None else camera.name,
    }


async def _image(call: ServiceCall) -> bytes:
    if FILENAME in call.data:
        return await async_read(call.hass, call.data[FILENAME])
    if ENTITY not in call.data:
        raise invalid("no_picture")
    entity_id: str = call.data[ENTITY]
    if split_entity_id(entity_id)[0] == CAMERA_DOMAIN:
        return (await async_get_camera_image(call.hass, entity_id)).content
    return (await async_get_image_image(call.hass, entity_id)).content


async def _label(call: ServiceCall, action: str) -> JsonObjectType:
    coordinator = find_entry(call).runtime_data
    person_id = find_person(coordinator, call.data[PERSON]).id if PERSON in call.data else None
    labels = await coordinator.client.label_visits(action, call.data[VISITS], person_id)
    return {VISITS: [_labelled(coordinator, label) for label in labels]}


def _labelled(coordinator: WallflowerCoordinator, label: Label) -> JsonObjectType:
    person = coordinator.data.people.get(label.person_id or "")
    return {
        "id": label.visit_id,
        PERSON: None if person is None else person.name,
        "trained": label.trained,
        "reason": label.reason,
    }


async def _arm(call: ServiceCall, *, armed: bool) -> JsonObjectType:
    entry = find_entry(call)
    await async_check_control(call, entry)
    client = entry.runtime_data.client
    rule_ids = find_rules(await client.rules(), call.data[RULES]) if call.data[RULES] else []
    rules = await client.arm(rule_ids, armed=armed)
    return {RULES: [{"id": rule.id, NAME: rule.name, "armed": rule.armed} for rule in rules]}
