"""Visits as a calendar: who stood in front of which camera, from when to when."""

from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.calendar import CalendarEntity, CalendarEntityDescription, CalendarEvent
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import WallflowerConfigEntry
from .entity import ServerBoundEntity, translate_errors
from .state import ServerState
from .wire import Verdict, Visit

PARALLEL_UPDATES = 0

DESCRIPTION: Final = CalendarEntityDescription(key="visits", translation_key="visits")
MOST: Final = 500
UNKNOWN: Final = "Unknown"
SOON: Final = timedelta(minutes=1)
SHORTEST: Final = timedelta(seconds=1)


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the server's calendar."""
    async_add_entities([VisitCalendar(entry.runtime_data, DESCRIPTION)])


def _event(state: ServerState, visit: Visit) -> CalendarEvent:
    """Return a visit as an event; one that lasts ends soon, for an event cannot be open."""
    camera = state.cameras.get(visit.camera_id)
    person = state.people.get(visit.person_id or "") if visit.verdict is Verdict.KNOWN else None
    start = dt_util.as_local(dt_util.utc_from_timestamp(visit.start_ms / 1000))
    end_ms = visit.end_ms
    end = dt_util.now() + SOON if end_ms is None else dt_util.as_local(dt_util.utc_from_timestamp(end_ms / 1000))
    return CalendarEvent(
        start=start,
        end=max(end, start + SHORTEST),
        summary=UNKNOWN if person is None else person.name,
        location=None if camera is None else camera.name,
        uid=str(visit.id),
    )


class VisitCalendar(ServerBoundEntity, CalendarEntity):
    """Shows the visits of all cameras; nobody can add one."""

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """The visit that lasts and began last."""
        state = self.coordinator.data
        newest = max(state.visits.values(), key=lambda visit: visit.start_ms, default=None)
        return None if newest is None else _event(state, newest)

    @override
    @translate_errors
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        query = {
            "start": int(start_date.timestamp() * 1000),
            "end": int(end_date.timestamp() * 1000),
            "limit": MOST,
        }
        visits = await self.coordinator.client.visits(query)
        return [_event(self.coordinator.data, visit) for visit in visits]
