"""Wall-clock instants in recorded footage, its joints and its gaps."""

from typing import Any

import pytest

from wallflower.playback.seek import Moment, find_moment
from wallflower.wire import GapReason


@pytest.mark.parametrize(
    ("offset_ms", "row", "inside_ms", "keyframe_ms"),
    [
        (0, 0, 0, 0),
        (1_999, 0, 1_999, 1_000),
        (5_999, 0, 5_999, 5_000),
        (6_000, 1, 0, 6_000),
        (11_999, 1, 5_999, 11_000),
    ],
)
def test_what_is_recorded_is_found(footage: Any, offset_ms: int, row: int, inside_ms: int, keyframe_ms: int) -> None:
    first = footage.rows[0]
    at_ms = first.start_ms + offset_ms
    assert find_moment(footage.recordings, first.camera_id, at_ms) == Moment(
        camera_id=first.camera_id,
        at_ms=at_ms,
        recording_id=footage.rows[row].id,
        offset_ms=inside_ms,
        keyframe_ms=first.start_ms + keyframe_ms,
    )


def test_before_everything_footage_goes_on_with_the_first(footage: Any) -> None:
    first = footage.rows[0]
    moment = find_moment(footage.recordings, first.camera_id, first.start_ms - 1)
    assert (moment.recording_id, moment.gap, moment.next_ms) == (None, None, first.start_ms)


def test_a_gap_tells_why_and_for_how_long(footage: Any) -> None:
    row = footage.rows[-1]
    footage.recordings.open_gap(row.camera_id, row.end_ms, GapReason.CAMERA_OFFLINE)
    moment = find_moment(footage.recordings, row.camera_id, row.end_ms)
    assert moment.gap is not None
    assert (moment.gap.reason, moment.next_ms) == (GapReason.CAMERA_OFFLINE, None)


def test_a_deleted_file_is_a_gap_before_the_next(footage: Any) -> None:
    first, second = footage.rows
    footage.recordings.delete(first.id, GapReason.EXPIRED)
    moment = find_moment(footage.recordings, first.camera_id, first.start_ms + 100)
    assert moment.gap is not None
    assert (moment.recording_id, moment.gap.reason, moment.next_ms) == (None, GapReason.EXPIRED, second.start_ms)
