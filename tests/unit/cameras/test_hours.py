"""Which analysis of a camera its hours allow."""

from dataclasses import replace

import numpy as np
import pytest

from wallflower.cameras.hours import Earshot, allowed, may_tell_voice
from wallflower.clock import from_rfc3339
from wallflower.speech.audio import Recorded
from wallflower.store.cameras import CameraRow
from wallflower.wire_options import AnalysisHours, ScheduleSlot

# A Thursday; 09:00 to 10:00 is in the hours.
OPEN_MS = from_rfc3339("2026-11-26T09:00:00Z")
CLOSED_MS = from_rfc3339("2026-11-26T10:00:00Z")
SLOT = ScheduleSlot(weekdays=(3,), start_minute=540, end_minute=600)
DOOR = CameraRow(id="door", name="Door", url="rtsp://192.0.2.1/", hours=AnalysisHours(text=(SLOT,)))


@pytest.mark.parametrize(
    ("at_ms", "switches"),
    [
        (OPEN_MS - 1, (False, True)),
        (OPEN_MS, (True, True)),
        (CLOSED_MS - 1, (True, True)),
        (CLOSED_MS, (False, True)),
    ],
)
def test_a_switch_is_off_outside_its_hours(at_ms: int, switches: tuple[bool, bool]) -> None:
    row = allowed(DOOR, "UTC", at_ms)
    assert (row.transcribe, row.recognize_faces) == switches
    turned = allowed(replace(DOOR, hours=AnalysisHours(faces=(SLOT,))), "UTC", at_ms)
    assert (turned.recognize_faces, turned.transcribe) == switches


def test_voices_have_hours_of_their_own() -> None:
    row = replace(DOOR, hours=AnalysisHours(voices=(SLOT,)))
    assert [may_tell_voice(row, "UTC", at_ms) for at_ms in (OPEN_MS - 1, OPEN_MS, CLOSED_MS)] == [False, True, False]
    assert may_tell_voice(DOOR, "UTC", CLOSED_MS)
    assert not may_tell_voice(replace(DOOR, recognize_voices=False), "UTC", OPEN_MS)


def test_hours_turn_nothing_on() -> None:
    row = allowed(replace(DOOR, transcribe=False, recognize_faces=False), "UTC", OPEN_MS)
    assert (row.transcribe, row.recognize_faces) == (False, False)


def test_hours_are_local() -> None:
    assert not allowed(DOOR, "Europe/Berlin", OPEN_MS).transcribe
    assert allowed(DOOR, "Europe/Berlin", OPEN_MS - 3_600_000).transcribe


def earshot(*rows: CameraRow) -> Earshot:
    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        middle = (start_ms + end_ms) // 2
        return Recorded(np.zeros(1, np.float32), [(start_ms, middle), (middle + 10, end_ms)])

    made = Earshot(read, "UTC")
    made.follow(rows)
    return made


def test_only_what_was_said_within_the_hours_is_read_back_however_late() -> None:
    told = earshot(DOOR).read("door", CLOSED_MS - 90_000, CLOSED_MS + 90_000)
    assert list(told.covered) == [(CLOSED_MS - 90_000, CLOSED_MS)]
    assert list(earshot(DOOR).read("door", CLOSED_MS, CLOSED_MS + 1000).covered) == []
    early = earshot(DOOR).read("door", OPEN_MS - 30_500, OPEN_MS + 90_500)
    assert list(early.covered) == [(OPEN_MS, OPEN_MS + 30_000), (OPEN_MS + 30_010, OPEN_MS + 90_500)]


def test_a_camera_without_hours_is_read_back_whole() -> None:
    always = replace(DOOR, hours=AnalysisHours())
    for read in (earshot(always), earshot()):
        assert list(read.read("door", 0, 200_000).covered) == [(0, 100_000), (100_010, 200_000)]
