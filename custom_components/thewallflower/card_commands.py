"""What the dashboard card asks for, over the WebSocket that the front end has anyway: no token of a server leaves here.

A camera is named by its entity. Every command checks that whoever asks may see it, and what media it hands out has an
address that is valid for that stretch and that user only.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import probatio
from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components import websocket_api
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .devices import camera_identifier
from .entity import translated
from .errors import WallflowerError
from .grants import Playback
from .hours import hours_of
from .state import known_person_id, open_visits
from .views import Thumbnails, may_view, playback_url
from .wire import Line, Visit

DAY_MS: Final = 86_400_000
LONGEST_MS: Final = 8 * DAY_MS
LONGEST_PLAY_MS: Final = 6 * 3_600_000
MOST_LINES: Final = 500
MOST_VISITS: Final = 500
LONGEST_TEXT: Final = 200
UNAVAILABLE: Final = "unavailable"
"""The code of an answer that tells that there is no connection with the server, or that its entry is not loaded."""

type Reply = dict[str, Any]
type Answer = Callable[[Asked], Awaitable[Reply]]
type Handler = Callable[[HomeAssistant, ActiveConnection, dict[str, Any]], None]

_INSTANT: Final = probatio.All(int, probatio.Range(min=0))
_SPAN: Final = {probatio.Required("start_ms"): _INSTANT, probatio.Required("end_ms"): _INSTANT}


class _RefusalError(Exception):
    """Why there is no answer: a code of the WebSocket API, and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Asked:
    """A command about a camera that whoever sent it may see."""

    hass: HomeAssistant
    user: User
    coordinator: WallflowerCoordinator
    camera_id: str
    given: dict[str, Any]

    def span(self, longest_ms: int = LONGEST_MS) -> tuple[int, int]:
        """Return the range that is asked for."""
        start_ms, end_ms = self.given["start_ms"], self.given["end_ms"]
        if not 0 < end_ms - start_ms <= longest_ms:
            raise _RefusalError(websocket_api.ERR_INVALID_FORMAT, "the range is empty or too long")
        return start_ms, end_ms


@callback
def async_register_card_commands(hass: HomeAssistant) -> None:
    """Answer the card."""
    for handler in (_lanes, _gaps, _days, _lines, _search, _people, _play, _picture, _follow):
        websocket_api.async_register_command(hass, handler)


def _find(hass: HomeAssistant, user: User, entity_id: str) -> tuple[WallflowerCoordinator, str]:
    """Return whose camera an entity is, and its id there; refuse a user who may not read it before all else."""
    if not user.permissions.check_entity(entity_id, POLICY_READ):
        raise Unauthorized(entity_id=entity_id, permission=POLICY_READ)
    found = er.async_get(hass).async_get(entity_id)
    if found is None or found.platform != DOMAIN or found.domain != CAMERA_DOMAIN:
        raise _RefusalError(websocket_api.ERR_NOT_FOUND, "this is no camera of TheWallflower")
    entries: list[WallflowerConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    for entry in entries:
        if entry.entry_id != found.config_entry_id:
            continue
        coordinator = entry.runtime_data
        for camera_id in coordinator.data.cameras:
            if found.unique_id == f"{camera_identifier(coordinator.server_id, camera_id)[1]}_camera":
                return coordinator, camera_id
        raise _RefusalError(websocket_api.ERR_NOT_FOUND, "the server has no such camera any more")
    raise _RefusalError(UNAVAILABLE, "the server's entry is not loaded")


def _about(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Asked:
    coordinator, camera_id = _find(hass, connection.user, msg["entity_id"])
    if not may_view(hass, connection.user, coordinator, camera_id):
        raise Unauthorized(entity_id=msg["entity_id"], permission=POLICY_READ)
    return Asked(hass, connection.user, coordinator, camera_id, msg)


def _command(name: str, fields: dict[Any, Any]) -> Callable[[Answer], Handler]:
    """Make an answer a command; a server that does not answer is told to the card, and is no fault to be logged."""

    def decorate(answer: Answer) -> Handler:
        @websocket_api.websocket_command(
            {
                probatio.Required("type"): f"{DOMAIN}/card/{name}",
                probatio.Required("entity_id"): cv.entity_id,
                **fields,
            }
        )
        @websocket_api.async_response
        async def handler(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
            try:
                connection.send_result(msg["id"], await answer(_about(hass, connection, msg)))
            except _RefusalError as refusal:
                connection.send_error(msg["id"], refusal.code, str(refusal))
            except WallflowerError as error:
                told = translated(error)
                connection.send_error(
                    msg["id"],
                    UNAVAILABLE if told.translation_key == "cannot_connect" else "request_failed",
                    str(told),
                    translation_domain=told.translation_domain,
                    translation_key=told.translation_key,
                    translation_placeholders=told.translation_placeholders,
                )

        return handler

    return decorate


@_command("lanes", _SPAN)
async def _lanes(asked: Asked) -> Reply:
    """What a timeline draws."""
    return (await asked.coordinator.client.lanes(asked.camera_id, *asked.span())).to_json()


@_command("gaps", _SPAN)
async def _gaps(asked: Asked) -> Reply:
    """What is missing, and why."""
    return {"gaps": [gap.to_json() for gap in await asked.coordinator.client.gaps(asked.camera_id, *asked.span())]}


@_command("days", {probatio.Optional("time_zone"): probatio.All(str, probatio.Length(max=64))})
async def _days(asked: Asked) -> Reply:
    """The days with footage, newest first, in a time zone; by default in Home Assistant's."""
    name = asked.given.get("time_zone", asked.hass.config.time_zone)
    zone = await dt_util.async_get_time_zone(name)
    if zone is None:
        raise _RefusalError(websocket_api.ERR_INVALID_FORMAT, "there is no such time zone")
    days = []
    for day in await asked.coordinator.client.recording_days(asked.camera_id, name):
        hours = hours_of(date.fromisoformat(day.date), zone)
        days.append({"date": day.date, "start_ms": hours[0].start_ms, "end_ms": hours[-1].end_ms})
    return {"days": sorted(days, key=lambda day: day["start_ms"], reverse=True)}


_COUNT: Final = {probatio.Optional("limit", default=50): probatio.All(int, probatio.Range(min=1, max=MOST_LINES))}


def _said(asked: Asked, lines: Sequence[Line]) -> Reply:
    people = asked.coordinator.data.people
    speakers = {line.speaker for line in lines if line.speaker is not None}
    return {
        "lines": [line.to_json() for line in lines],
        "names": {each: people[each].name for each in sorted(speakers) if each in people},
    }


@_command("lines", _SPAN | _COUNT)
async def _lines(asked: Asked) -> Reply:
    """The newest lines of a range, oldest first."""
    start_ms, end_ms = asked.span()
    wanted = {"camera_ids": [asked.camera_id], "start": start_ms, "end": end_ms, "limit": asked.given["limit"]}
    page = await asked.coordinator.client.search(wanted)
    return _said(asked, sorted(page.lines, key=lambda line: line.start_ms))


@_command("search", {probatio.Required("text"): probatio.All(str, probatio.Length(min=1, max=LONGEST_TEXT)), **_COUNT})
async def _search(asked: Asked) -> Reply:
    """The newest lines that hold a text, newest first."""
    wanted = {"text": asked.given["text"], "camera_ids": [asked.camera_id], "limit": asked.given["limit"]}
    page = await asked.coordinator.client.search(wanted)
    return _said(asked, page.lines) | {"backlog_s": page.backlog_s}


@_command("people", _SPAN)
async def _people(asked: Asked) -> Reply:
    """Who was seen in a range, whom one saw last first; nobody known is one, too."""
    start_ms, end_ms = asked.span()
    query: dict[str, str | int] = {"camera": asked.camera_id, "start": start_ms, "end": end_ms, "limit": MOST_VISITS}
    newest: dict[str | None, Visit] = {}
    for visit in await asked.coordinator.client.visits(query):
        newest.setdefault(known_person_id(visit), visit)
    names = {key: person.name for key, person in asked.coordinator.data.people.items()}
    with Thumbnails(asked.coordinator, asked.user) as pictures:
        return {
            "people": [
                {
                    "id": person_id,
                    "name": None if person_id is None else names.get(person_id, visit.name),
                    "at_ms": visit.start_ms,
                    "is_here": visit.end_ms is None,
                    "picture": pictures.visit(asked.camera_id, visit.id),
                }
                for person_id, visit in newest.items()
            ]
        }


@_command("play", {**_SPAN, probatio.Required("at_ms"): _INSTANT})
async def _play(asked: Asked) -> Reply:
    """The playlist of a range, that begins to play at an instant."""
    start_ms, end_ms = asked.span(LONGEST_PLAY_MS)
    grant = Playback(
        user_id=asked.user.id,
        camera_id=asked.camera_id,
        start_ms=start_ms,
        end_ms=end_ms,
        at_ms=min(max(asked.given["at_ms"], start_ms), end_ms - 1),
    )
    return {"url": playback_url(asked.coordinator, grant)}


@_command("picture", {probatio.Required("at_ms"): _INSTANT})
async def _picture(asked: Asked) -> Reply:
    """What was to be seen at an instant."""
    with Thumbnails(asked.coordinator, asked.user) as pictures:
        return {"url": pictures.still(asked.camera_id, asked.given["at_ms"])}


@websocket_api.websocket_command(
    {probatio.Required("type"): f"{DOMAIN}/card/follow", probatio.Required("entity_id"): cv.entity_id}
)
@callback
def _follow(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Tell what happens at a camera, at once and then with each change, until the card is gone.

    An entry that is loaded anew has another coordinator, which is followed from then on.
    """
    number = msg["id"]
    try:
        entry = _about(hass, connection, msg).coordinator.config_entry
    except _RefusalError as refusal:
        connection.send_error(number, refusal.code, str(refusal))
        return
    told: Reply | None = None
    leave_coordinator: CALLBACK_TYPE | None = None

    @callback
    def tell() -> None:
        nonlocal told
        try:
            asked = _about(hass, connection, msg)
        except _RefusalError, Unauthorized:
            now: Reply = {"is_available": False, "line": None, "name": None, "is_speaking": False, "visits": []}
        else:
            now = _now(asked)
        if now != told:
            told = now
            connection.send_message(websocket_api.event_message(number, now))

    @callback
    def begin() -> None:
        nonlocal leave_coordinator
        if leave_coordinator is not None:
            leave_coordinator()
        is_loaded = entry.state is ConfigEntryState.LOADED
        leave_coordinator = entry.runtime_data.async_add_listener(tell) if is_loaded else None
        tell()

    leave_entry = entry.async_on_state_change(begin)

    @callback
    def leave() -> None:
        leave_entry()
        if leave_coordinator is not None:
            leave_coordinator()

    connection.subscriptions[number] = leave
    connection.send_result(number)
    begin()


def _now(asked: Asked) -> Reply:
    """Return what a camera hears and sees: its last line, who says it, and the visits that last."""
    coordinator, state = asked.coordinator, asked.coordinator.data
    line = state.lines.get(asked.camera_id)
    speaker = None if line is None or line.speaker is None else state.people.get(line.speaker)
    return {
        "is_available": coordinator.last_update_success,
        "line": None if line is None else line.to_json(),
        "name": None if speaker is None else speaker.name,
        "is_speaking": asked.camera_id in state.speaking,
        "visits": [
            {"id": visit.id, "name": None if person is None else person.name}
            for visit in sorted(open_visits(state, asked.camera_id), key=lambda visit: visit.id)
            for person in [state.people.get(known_person_id(visit) or "")]
        ],
    }
