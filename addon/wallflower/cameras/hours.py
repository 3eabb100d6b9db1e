"""Which analysis of a camera is allowed now: its switches, and the hours of the week that they hold in."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from wallflower.schedule import Schedule
from wallflower.speech.audio import ReadRecorded, Recorded
from wallflower.store.cameras import CameraRow

_MINUTE_MS = 60_000


def allowed(row: CameraRow, time_zone: str, at_ms: int) -> CameraRow:
    """Return the camera as it may be analysed at an instant: outside its hours a switch is off."""
    return replace(
        row,
        transcribe=row.transcribe and Schedule(row.hours.text, time_zone).holds(at_ms),
        recognize_faces=row.recognize_faces and Schedule(row.hours.faces, time_zone).holds(at_ms),
    )


def may_tell_voice(row: CameraRow, time_zone: str, at_ms: int) -> bool:
    """Return whether it may be recognised who said at an instant what this camera heard."""
    return telling_voices(row, time_zone)(at_ms)


def telling_voices(row: CameraRow, time_zone: str) -> Callable[[int], bool]:
    """Return what answers as `may_tell_voice` for one camera, for many instants."""
    schedule = Schedule(row.hours.voices, time_zone)
    return lambda at_ms: row.recognize_voices and schedule.holds(at_ms)


class Earshot:
    """Reads back only what a camera was allowed to hear when it was said, however late that is searched."""

    def __init__(self, read_recorded: ReadRecorded, time_zone: str) -> None:
        """Read with this."""
        self._read_recorded = read_recorded
        self._time_zone = time_zone
        self._schedules: dict[str, Schedule] = {}

    def follow(self, rows: Iterable[CameraRow]) -> None:
        """Take the cameras' hours."""
        self._schedules = {row.id: Schedule(row.hours.text, self._time_zone) for row in rows}

    def read(self, camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        """Return recorded sound of which only what was said within the camera's hours is covered."""
        recorded = self._read_recorded(camera_id, start_ms, end_ms)
        schedule = self._schedules.get(camera_id, Schedule())
        return replace(recorded, covered=[part for stretch in recorded.covered for part in _within(schedule, *stretch)])


def _within(schedule: Schedule, start_ms: int, end_ms: int) -> list[tuple[int, int]]:
    """Return the parts of a stretch that a schedule holds in: it changes at full minutes only."""
    parts: list[tuple[int, int]] = []
    while start_ms < end_ms:
        until_ms = min(end_ms, (start_ms // _MINUTE_MS + 1) * _MINUTE_MS)
        if schedule.holds(start_ms):
            if parts and parts[-1][1] == start_ms:
                parts[-1] = (parts[-1][0], until_ms)
            else:
                parts.append((start_ms, until_ms))
        start_ms = until_ms
    return parts
