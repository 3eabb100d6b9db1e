import errno
import shutil
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.waiting import PATIENCE_S, until_true
from wallflower import clock
from wallflower.cameras.fleet import Fleet, FleetParts
from wallflower.demo.camera_process import CameraProcess
from wallflower.errors import ConflictError, NotFoundError, StorageError, UnavailableError
from wallflower.media.fragment import Fragment
from wallflower.recorder.keeper import Occurrence
from wallflower.recorder.layout import ensure_media
from wallflower.recorder.writer import RecordingState, SegmentWriter
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings
from wallflower.wire import CameraStatus, ConnectionState, GapReason, RecordMode
from wallflower.wire_options import ScheduleSlot


class Restreams:
    """No restream."""

    viewers = 0

    def __init__(self) -> None:
        self.mounted: dict[str, str] = {}

    def mount(self, camera_id: str, password: str) -> Restreams:
        self.mounted[camera_id] = password
        return self

    def unmount(self, camera_id: str) -> None:
        del self.mounted[camera_id]

    def start(self, _video: Any, _audio: Any | None = None) -> None: ...

    def packet(self, _packet: Any, _is_video: bool) -> None: ...  # noqa: FBT001 - as the restream

    def stop(self) -> None: ...


class House:
    """A fleet with its database, disk and one test camera."""

    def __init__(self, database: Database, media: Path, camera: CameraProcess) -> None:
        ensure_media(media)
        self.media = media
        self.camera = camera
        self.cameras = Cameras(database)
        self.recordings = Recordings(database)
        self.fragments: list[Fragment] = []
        self.statuses: list[CameraStatus] = []
        self.restreams = Restreams()
        self.writer = SegmentWriter(media, self.recordings, self._on_recording)
        self.writer.start()
        self.fleet = Fleet(
            FleetParts(
                media=media,
                cameras=self.cameras,
                recordings=self.recordings,
                writer=self.writer,
                restreams=self.restreams,
                time_zone="UTC",
                password=lambda camera_id: f"secret of {camera_id}",
                publish=self.fragments.append,
                publish_status=self.statuses.append,
            )
        )

    def _on_recording(self, state: RecordingState) -> None:
        self.fleet.on_recording(state)

    def add(self, camera_id: str = "cam", **values: Any) -> None:
        defaults: dict[str, Any] = {"name": "Door", "url": self.camera.url("door"), "created_ms": clock.now_ms()}
        self.cameras.create(CameraRow(id=camera_id, **defaults | values))
        self.fleet.reload()

    def change(self, **values: Any) -> None:
        self.cameras.update("cam", values)
        self.fleet.reload()

    def status(self, camera_id: str = "cam") -> CameraStatus:
        return next(item for item in self.fleet.status() if item.camera_id == camera_id)

    def gap(self) -> GapReason | None:
        gap = self.recordings.current_gap("cam")
        return None if gap is None else gap.reason


@pytest.fixture
def house(database: Database, tmp_path: Path, start_camera: StartCamera, clips: Clips) -> Iterator[House]:
    house = House(database, tmp_path / "media", start_camera({"door": clips.path("small_aac")}))
    yield house
    house.fleet.stop(PATIENCE_S)


def test_a_camera_is_recorded_from_the_moment_it_is_added(house: House) -> None:
    house.add()
    until_true(lambda: house.status().recording)
    assert house.status().connection is ConnectionState.CONNECTED
    assert house.status().stream is not None
    assert house.fragments
    assert house.restreams.mounted == {"cam": "secret of cam"}
    house.fleet.stop(PATIENCE_S)
    rows = sorted(house.recordings.files(), key=lambda row: row.start_ms)  # two where a minute began meanwhile
    (before, after) = house.recordings.gaps("cam", 0, 1 << 60)
    assert before.end_ms == rows[0].start_ms
    assert all(left.end_ms == right.start_ms for left, right in pairwise(rows))
    assert (after.start_ms, after.reason) == (rows[-1].end_ms, GapReason.SERVER_STOPPED)


def test_neither_the_end_of_the_process_nor_a_restart_is_news_of_a_camera(house: House) -> None:
    house.add()
    until_true(lambda: house.status().recording)
    house.fleet.restart("cam")
    until_true(lambda: house.status().connection is ConnectionState.CONNECTED and house.status().recording)
    house.fleet.stop(PATIENCE_S)
    told = house.statuses
    assert {status.connection for status in told} == {ConnectionState.CONNECTING, ConnectionState.CONNECTED}
    assert told[-1].recording
    assert all(status.running for status in told)


def test_a_camera_is_turned_off_and_on(house: House) -> None:
    house.add()
    until_true(lambda: house.status().recording)
    house.change(enabled=False)
    until_true(lambda: house.gap() is GapReason.TURNED_OFF)
    assert house.status().connection is ConnectionState.STOPPED
    assert not house.status().recording
    house.change(enabled=True)
    until_true(lambda: house.gap() is None)


def test_recording_alone_is_turned_off(house: House) -> None:
    house.add(record=False)
    until_true(lambda: len(house.fragments) > 1)
    until_true(lambda: house.gap() is GapReason.TURNED_OFF)
    assert not house.status().recording
    session_id = house.fragments[0].session_id
    house.change(record=True)
    until_true(lambda: house.status().recording)
    house.change(record=False)
    until_true(lambda: house.gap() is GapReason.TURNED_OFF)
    assert {item.session_id for item in house.fragments} == {session_id}


def test_a_new_name_leaves_the_connection_alone_a_new_address_does_not(house: House) -> None:
    house.add()
    until_true(lambda: house.status().recording)
    house.change(name="Garden")
    assert house.status().connection is ConnectionState.CONNECTED
    house.change(url=house.camera.url("door") + "?again")
    until_true(lambda: len({item.session_id for item in house.fragments}) == 2)


def never() -> tuple[ScheduleSlot, ...]:
    """Return a schedule that does not hold today."""
    weekday = time.gmtime(clock.now_ms() / 1000).tm_wday
    return (ScheduleSlot(weekdays=((weekday + 3) % 7,), start_minute=0, end_minute=60),)


def happening(kind: str = "manual", *, is_going: bool = False) -> Occurrence:
    now_ms = clock.now_ms()
    return Occurrence(kind=kind, start_ms=now_ms, end_ms=now_ms, is_going=is_going)


def test_only_events_are_recorded_with_what_was_before_and_after(house: House) -> None:
    house.add(mode=RecordMode.EVENTS, pre_roll_s=2, post_roll_s=1)
    until_true(lambda: house.gap() is GapReason.NO_EVENT)
    until_true(lambda: house.fragments[-1].end_ms - house.fragments[0].start_ms > 3500)
    assert not house.recordings.files()
    event = happening()
    house.fleet.occur("cam", event)
    until_true(lambda: any(status.recording for status in house.statuses))  # for so short a time that it may be over
    until_true(lambda: house.gap() is GapReason.NO_EVENT)
    rows = house.recordings.list("cam", 0, 1 << 60)  # two, where a minute ended meanwhile
    assert rows[0].start_ms <= event.start_ms - 1500
    assert rows[-1].end_ms >= event.end_ms + 1000
    before, after = house.recordings.gaps("cam", rows[0].start_ms - 1, 1 << 60)
    assert (before.end_ms, after.start_ms) == (rows[0].start_ms, rows[-1].end_ms)


def test_what_is_kept_changes_without_a_new_connection(house: House) -> None:
    house.add()
    until_true(lambda: house.status().recording)
    session_id = house.fragments[0].session_id
    house.change(mode=RecordMode.EVENTS)
    until_true(lambda: house.gap() is GapReason.NO_EVENT)
    house.change(mode=RecordMode.CONTINUOUS, schedule=never())
    until_true(lambda: house.gap() is GapReason.OFF_SCHEDULE)
    with pytest.raises(ConflictError, match="schedule"):
        house.fleet.occur("cam", happening())
    house.change(schedule=())
    until_true(lambda: house.status().recording)
    assert {item.session_id for item in house.fragments} == {session_id}


def test_events_need_a_camera_that_may_be_recorded(house: House) -> None:
    with pytest.raises(NotFoundError):
        house.fleet.occur("cam", happening())
    house.add(enabled=False)
    with pytest.raises(ConflictError, match="turned off"):
        house.fleet.occur("cam", happening())


def test_a_schedule_is_followed_while_the_camera_is_offline(house: House) -> None:
    house.add(url="rtsp://127.0.0.1:1/x", schedule=never())
    until_true(lambda: house.gap() is GapReason.OFF_SCHEDULE)
    house.change(schedule=())
    until_true(lambda: house.gap() is GapReason.CAMERA_OFFLINE)
    house.fleet.tick()
    assert house.gap() is GapReason.CAMERA_OFFLINE


def test_a_second_stream_is_published_under_its_own_name_and_never_recorded(house: House) -> None:
    house.add(record=False, sub_url=house.camera.url("door") + "?sub")
    until_true(lambda: {item.camera_id for item in house.fragments} == {"cam", "cam/sub"})
    assert [status.camera_id for status in house.fleet.status()] == ["cam"]
    main = {item.session_id for item in house.fragments if item.camera_id == "cam"}
    house.change(sub_url=None)
    house.fragments.clear()
    until_true(lambda: len(house.fragments) > 3)
    assert {(item.camera_id, item.session_id) for item in house.fragments} == {("cam", *main)}
    house.change(sub_url=house.camera.url("door") + "?sub")
    until_true(lambda: "cam/sub" in {item.camera_id for item in house.fragments})
    house.fleet.delete_camera("cam")
    house.fragments.clear()
    time.sleep(0.7)
    assert house.fragments == []


def test_a_camera_is_restarted_on_demand(house: House) -> None:
    house.add()
    until_true(lambda: bool(house.fragments))
    house.fleet.restart("cam")
    until_true(lambda: len({item.session_id for item in house.fragments}) == 2)
    assert GapReason.TURNED_OFF not in {gap.reason for gap in house.recordings.gaps("cam", 0, 1 << 60)}
    with pytest.raises(NotFoundError):
        house.fleet.restart("nobody")
    house.change(enabled=False)
    with pytest.raises(ConflictError):
        house.fleet.restart("cam")


@pytest.mark.parametrize("failing", ["writer", "files"])
def test_a_camera_that_cannot_be_deleted_is_recorded_on(
    house: House, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def refuse(_path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    house.add()
    until_true(lambda: house.status().recording)
    with monkeypatch.context() as broken:
        if failing == "writer":
            broken.setattr(house.writer, "forget", lambda *_: False)
        else:
            broken.setattr(shutil, "rmtree", refuse)
        with pytest.raises((UnavailableError, StorageError)):
            house.fleet.delete_camera("cam")
    until_true(lambda: house.status().connection is ConnectionState.CONNECTED and house.gap() is None)
    assert "cam" in house.restreams.mounted
    house.fleet.delete_camera("cam")
    assert house.fleet.status() == []


def test_a_new_attempt_has_not_failed_yet(house: House) -> None:
    house.add(url="rtsp://127.0.0.1:9/none")
    until_true(lambda: house.status().failures > 0)
    house.change(url=house.camera.url("door"))
    until_true(lambda: house.status().connection is ConnectionState.CONNECTED)
    assert house.status().failures == 0


def test_a_deleted_camera_leaves_nothing(house: House) -> None:
    house.add()
    house.add("other", enabled=False)
    until_true(lambda: house.status().recording)
    house.fleet.delete_camera("cam")
    assert [row.id for row in house.cameras.list()] == ["other"]
    assert not (house.media / "cam").exists()
    assert house.recordings.covered_until("cam") is None
    assert "cam" not in house.restreams.mounted
    assert [status.camera_id for status in house.fleet.status()] == ["other"]
    with pytest.raises(NotFoundError):
        house.fleet.delete_camera("cam")
    with pytest.raises(NotFoundError):
        house.fleet.occur("cam", happening())


def test_an_unreachable_camera_is_told_and_tried_again(house: House) -> None:
    house.add(url="rtsp://user:secret@127.0.0.1:1/x")
    until_true(lambda: house.status().connection is ConnectionState.RETRYING)
    problem = house.status().problem
    assert problem is not None
    assert "secret" not in str([item.to_json() for item in house.statuses])
