"""Calendars: who stood in front of which camera, and what was said near which, from when to when."""

from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.calendar import CalendarEntity, CalendarEntityDescription, CalendarEvent
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .const import MANUFACTURER
from .coordinator import WallflowerConfigEntry
from .entity import ServerBoundEntity, translate_errors
from .media_nodes import shortened
from .state import ServerState
from .texts import async_loaded_texts
from .wire import Verdict, Visit
from .wire_activity import PAUSE_MS, Conversation

PARALLEL_UPDATES = 0

VISITS: Final = CalendarEntityDescription(key="visits", translation_key="visits")
CONVERSATIONS: Final = CalendarEntityDescription(key="conversations", translation_key="conversations")
MOST_PAGES: Final = 10
"""Of 500 visits each; what began before them is told by one event in their place."""
MOST_CONVERSATIONS: Final = 200
LONGEST: Final = timedelta(hours=1)
"""A conversation that began so long before a range is still looked for in it."""
SOON: Final = timedelta(minutes=1)
SHORTEST: Final = timedelta(seconds=1)


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the server's calendars."""
    coordinator = entry.runtime_data
    async_add_entities([VisitCalendar(coordinator, VISITS), ConversationCalendar(coordinator, CONVERSATIONS)])


def _local(at_ms: int) -> datetime:
    return dt_util.as_local(dt_util.utc_from_timestamp(at_ms / 1000))


def _place(state: ServerState, camera_id: str) -> str | None:
    camera = state.cameras.get(camera_id)
    return None if camera is None else camera.name


def _nobody(hass: HomeAssistant) -> str:
    return async_loaded_texts(hass).get("unknown_face", "unknown_face")


def _event(state: ServerState, visit: Visit, nobody: str) -> CalendarEvent:
    """Return a visit as an event; one that lasts ends soon, for an event cannot be open."""
    person = state.people.get(visit.person_id or "") if visit.verdict is Verdict.KNOWN else None
    start = _local(visit.start_ms)
    end = dt_util.now() + SOON if visit.end_ms is None else _local(visit.end_ms)
    return CalendarEvent(
        start=start,
        end=max(end, start + SHORTEST),
        summary=nobody if person is None else person.name,
        location=_place(state, visit.camera_id),
        uid=str(visit.id),
    )


def _left_out(hass: HomeAssistant, start_ms: int, end_ms: int) -> CalendarEvent:
    """Return an event in the place of visits that were too many to be asked for."""
    start = _local(start_ms)
    text = async_loaded_texts(hass).get("visits_left_out", "visits_left_out")
    return CalendarEvent(start=start, end=max(_local(end_ms), start + SHORTEST), summary=text, uid=f"before {end_ms}")


def _conversation(state: ServerState, talk: Conversation, *, show_text: bool) -> CalendarEvent:
    """Return a conversation as an event; words are in it only where Home Assistant may hold any."""
    start, place = _local(talk.start_ms), _place(state, talk.camera_id)
    speakers = [state.people[person_id].name for person_id in talk.speakers if person_id in state.people]
    return CalendarEvent(
        start=start,
        end=max(_local(talk.end_ms), start + SHORTEST),
        summary=shortened(talk.text) if show_text else place or MANUFACTURER,
        description=", ".join(speakers) or None,
        location=place,
        uid=f"{talk.camera_id}/{talk.start_ms}",
    )


class VisitCalendar(ServerBoundEntity, CalendarEntity):
    """Shows the visits of all cameras; nobody can add one."""

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """The visit that lasts and began last."""
        state = self.coordinator.data
        newest = max(state.visits.values(), key=lambda visit: visit.start_ms, default=None)
        return None if newest is None else _event(state, newest, _nobody(self.hass))

    @override
    @translate_errors
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        start_ms, end_ms = int(start_date.timestamp() * 1000), int(end_date.timestamp() * 1000)
        visits, is_all = await self.coordinator.client.all_visits(start_ms, end_ms, pages=MOST_PAGES)
        events = [_event(self.coordinator.data, visit, _nobody(hass)) for visit in visits]
        return events if is_all else [*events, _left_out(hass, start_ms, visits[-1].start_ms)]


class ConversationCalendar(ServerBoundEntity, CalendarEntity):
    """Shows what was said near all cameras, as the server divides it into conversations."""

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """The conversation whose last line is not yet so old that it is over; without words, as states are recorded."""
        state = self.coordinator.data
        last = max(state.lines.values(), key=lambda line: line.end_ms, default=None)
        if last is None or (end := _local(last.end_ms + PAUSE_MS)) <= dt_util.now():
            return None
        place = _place(state, last.camera_id)
        return CalendarEvent(start=_local(last.start_ms), end=end, summary=place or MANUFACTURER, location=place)

    @override
    @translate_errors
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        coordinator = self.coordinator
        first_ms, end_ms = (int(moment.timestamp() * 1000) for moment in (start_date - LONGEST, end_date))
        found = await coordinator.client.conversations(None, max(0, first_ms), end_ms, limit=MOST_CONVERSATIONS)
        shown = [
            _conversation(coordinator.data, talk, show_text=coordinator.options.show_text) for talk in reversed(found)
        ]
        return [event for event in shown if event.end > start_date]
