"""From an instant of the wall clock to the place in a camera's recordings that shows it."""

from dataclasses import dataclass
from itertools import accumulate

from wallflower.store.recordings import RecordingRow, Recordings
from wallflower.wire import Gap
from wallflower.wire_codec import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Wire):
    """Where an instant is recorded: in `recording_id`, `offset_ms` after its start, decodable from `keyframe_ms` on.

    Where nothing is recorded, `gap` tells why if it is known, and `next_ms` where footage goes on, if it does.
    """

    camera_id: str
    at_ms: int
    recording_id: int | None = None
    offset_ms: int = 0
    keyframe_ms: int | None = None
    gap: Gap | None = None
    next_ms: int | None = None


def find_moment(recordings: Recordings, camera_id: str, at_ms: int) -> Moment:
    """Look an instant up; waits for the database."""
    rows = recordings.list(camera_id, at_ms, at_ms + 1)
    if not rows:
        gaps = recordings.gaps(camera_id, at_ms, at_ms + 1)
        return Moment(
            camera_id=camera_id,
            at_ms=at_ms,
            gap=gaps[0] if gaps else None,
            next_ms=recordings.next_ms(camera_id, at_ms),
        )
    row = rows[-1]
    return Moment(
        camera_id=camera_id,
        at_ms=at_ms,
        recording_id=row.id,
        offset_ms=at_ms - row.start_ms,
        keyframe_ms=keyframe_before(row, at_ms),
    )


def keyframe_before(row: RecordingRow, at_ms: int) -> int:
    """Return when the last group of pictures begins that does so at or before the instant."""
    begins_ms = accumulate((length_ms for _, length_ms in row.groups[:-1]), initial=row.start_ms)
    return max((begin_ms for begin_ms in begins_ms if begin_ms <= at_ms), default=row.start_ms)
