"""When something holds, such as recording a camera or a rule: stretches of the week in the household's own time."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from wallflower.wire_options import ScheduleSlot

ALWAYS_ZONE = "UTC"
_DAYS = 7


class Schedule:
    """Immutable; without slots it always holds. Local time counts, also on days of 23 and 25 hours."""

    def __init__(self, slots: Iterable[ScheduleSlot] = (), time_zone: str = ALWAYS_ZONE) -> None:
        """Take the slots in this IANA time zone, which must exist."""
        self._slots = tuple(slots)
        self._zone = ZoneInfo(time_zone)

    def holds(self, at_ms: int) -> bool:
        """Return whether this instant lies in any slot."""
        if not self._slots:
            return True
        local = datetime.fromtimestamp(at_ms // 1000, self._zone)
        minute = local.hour * 60 + local.minute
        return any(_covers(slot, local.weekday(), minute) for slot in self._slots)


def _covers(slot: ScheduleSlot, weekday: int, minute: int) -> bool:
    begins_today = weekday in slot.weekdays
    if slot.start_minute < slot.end_minute:
        return begins_today and slot.start_minute <= minute < slot.end_minute
    began_yesterday = (weekday - 1) % _DAYS in slot.weekdays
    return (begins_today and minute >= slot.start_minute) or (began_yesterday and minute < slot.end_minute)
