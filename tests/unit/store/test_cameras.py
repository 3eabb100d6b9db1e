"""The camera table."""

import pytest

from wallflower import clock
from wallflower.errors import NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.utterances import Utterances
from wallflower.wire import RecordMode
from wallflower.wire_options import LanguageMode, ScheduleSlot, SpeechOptions, VoiceOptions


@pytest.fixture
def cameras(database: Database) -> Cameras:
    return Cameras(database)


def door(**changes: object) -> CameraRow:
    values = {"id": "aaaaaaaaaa", "name": "Door", "url": "rtsp://u:p%40ss@cam/1", "created_ms": 5}
    return CameraRow(**(values | changes))  # type: ignore[arg-type]


def test_what_was_created_is_listed_in_order_of_creation(cameras: Cameras) -> None:
    late = door(id="bbbbbbbbbb", created_ms=9, language="en", record=False)
    cameras.create(late)
    cameras.create(door())
    assert cameras.list() == (door(), late)
    assert cameras.get("bbbbbbbbbb") == late


def test_an_update_changes_only_what_it_names(cameras: Cameras) -> None:
    cameras.create(door())
    assert cameras.update("aaaaaaaaaa", {"enabled": False, "language": "de"}) == door(enabled=False, language="de")
    assert cameras.update("aaaaaaaaaa", {}) == door(enabled=False, language="de")


def test_what_is_kept_and_when_comes_back_as_it_was(cameras: Cameras) -> None:
    nights = (ScheduleSlot(weekdays=(5, 6), start_minute=1320, end_minute=360),)
    row = door(mode=RecordMode.EVENTS, schedule=nights, sub_url="rtsp://cam/2", retention_days=3, quota_gb=1.5)
    cameras.create(row)
    assert cameras.get("aaaaaaaaaa") == row
    changed = cameras.update("aaaaaaaaaa", {"mode": RecordMode.CONTINUOUS, "schedule": (), "quota_gb": None})
    assert (changed.mode, changed.schedule, changed.quota_gb) == (RecordMode.CONTINUOUS, (), None)
    assert changed.retention_days == 3


def test_speech_settings_come_back_as_they_were(cameras: Cameras) -> None:
    speech = SpeechOptions(language_mode=LanguageMode.LOCKED, vad=VoiceOptions(onset=0.6), hot_words=("Alice",))
    cameras.create(door(speech=speech))
    assert cameras.get("aaaaaaaaaa").speech == speech
    assert cameras.update("aaaaaaaaaa", {"speech": SpeechOptions(live=True)}).speech == SpeechOptions(live=True)


def test_what_was_said_while_transcription_was_off_stays_unheard(cameras: Cameras, database: Database) -> None:
    queue = Utterances(database)
    cameras.create(CameraRow(id="z", name="z", url="rtsp://cam/", transcribe=True))
    queue.set_heard_until("z", 1000)
    cameras.update("z", {"transcribe": True, "name": "y"})
    assert queue.heard_until("z") == 1000, "it was on"
    cameras.update("z", {"transcribe": False})
    assert queue.heard_until("z") == 1000
    before_ms = clock.now_ms()
    cameras.update("z", {"transcribe": True})
    assert (queue.heard_until("z") or 0) >= before_ms


def test_unknown_ids_are_typed(cameras: Cameras) -> None:
    for call in (
        lambda: cameras.get("x"),
        lambda: cameras.update("x", {"name": "y"}),
        lambda: cameras.update("x", {}),
        lambda: cameras.delete("x"),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_delete_removes(cameras: Cameras) -> None:
    cameras.create(door())
    cameras.delete("aaaaaaaaaa")
    assert cameras.list() == ()


def test_the_representation_hides_the_address() -> None:
    assert "p%40ss" not in repr(door(sub_url="rtsp://u:p%40ss@cam/2"))
