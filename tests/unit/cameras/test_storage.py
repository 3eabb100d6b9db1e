from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.visits import STAY
from wallflower.cameras.storage import LimitChange, StorageDesk, delete_recording
from wallflower.config import Settings
from wallflower.errors import ConflictError, NotFoundError, StorageError
from wallflower.recorder.reaper import Remover
from wallflower.recorder.retention import DAY_MS
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.crops import Crops
from wallflower.store.database import Database
from wallflower.store.protections import Protections
from wallflower.store.recordings import Extent, InitRow, NewRecording, Recordings
from wallflower.store.shelf import Shelf
from wallflower.store.visits import Visits
from wallflower.wire import GapReason
from wallflower.wire_storage import StorageLoss, StoragePreview

NOW_MS = 1_000 * DAY_MS
MB = 1_000_000
INIT = InitRow(
    id="0" * 32, data=b"x", video_codec="h264", audio_codec=None, width=1, height=1, video_track=1, timescale=1
)


class Household:
    """Two cameras and their recordings, one an hour of a megabyte each."""

    def __init__(self, database: Database, media: Path) -> None:
        self.cameras, self.recordings = Cameras(database), Recordings(database)
        self.shelf, self.protections = Shelf(database), Protections(database)
        settings = Settings(data=media, media=media, minimum_free_gb=0, retention_days=10)
        self.crops, self.visits = Crops(database), Visits(database)
        self.desk = StorageDesk(settings, self.cameras, self.shelf, self.protections, self.crops)
        self.remover = Remover(media, self.shelf)
        self.recordings.save_init(INIT)
        for name in ("cam", "yard"):
            self.cameras.create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=0))

    def receive(self, *, age_ms: int, camera_id: str = "cam", size_bytes: int = 1000) -> int:
        """Add a visit by somebody unknown, with a picture of this size and an embedding of 512 bytes."""
        end_ms = NOW_MS - age_ms
        state = replace(STAY, camera_id=camera_id, start_ms=end_ms, last_seen_ms=end_ms, best_crop=bytes(size_bytes))
        visit = self.visits.open(state)
        self.visits.update(visit.id, state, end_ms=end_ms)
        return visit.id

    def add(self, *, age_ms: int, camera_id: str = "cam", close: bool = True) -> int:
        new = NewRecording(
            camera_id=camera_id,
            session_id="s",
            init_id=INIT.id,
            path=f"{camera_id}/{age_ms}.mp4",
            start_ms=NOW_MS - age_ms,
            base_ticks=0,
        )
        row_id = self.recordings.add(new)
        extent = Extent(duration_ms=60_000, size_bytes=MB, groups=((0, 60_000),))
        self.recordings.extend([(row_id, extent)], close=close)
        return row_id


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Household:
    return Household(database, tmp_path)


def test_the_policy_follows_the_cameras(house: Household) -> None:
    house.cameras.update("cam", {"retention_days": 3, "quota_gb": 1.5})
    limits = house.desk.policy().of("cam")
    assert (limits.keep_ms, limits.quota_bytes) == (3 * DAY_MS, 1_500_000_000)
    assert house.desk.policy().of("yard").keep_ms == 10 * DAY_MS


def test_the_forecast_sums_up_what_is_there(house: Household) -> None:
    house.add(age_ms=2 * DAY_MS)
    house.add(age_ms=DAY_MS)
    house.protections.protect("cam", NOW_MS - DAY_MS, NOW_MS - DAY_MS + 1, None, 0)
    told = house.desk.forecast(NOW_MS)
    assert (told.used_bytes, told.protected_bytes, told.oldest_ms) == (2 * MB, MB, NOW_MS - 2 * DAY_MS)
    assert told.free_bytes > 0
    (camera,) = told.cameras
    assert (camera.camera_id, camera.bytes_per_day, camera.days_left) == ("cam", MB, 8)


def test_a_shorter_time_to_keep_costs_what_is_older(house: Household) -> None:
    for days in range(1, 6):
        house.add(age_ms=days * DAY_MS)
    house.add(age_ms=5 * DAY_MS, camera_id="yard")
    assert house.desk.preview(LimitChange(), NOW_MS) == StoragePreview()
    told = house.desk.preview(LimitChange(settings={"retention_days": 3}), NOW_MS)
    assert told.cameras == (
        StorageLoss(
            camera_id="cam", recordings=2, duration_ms=120_000, size_bytes=2 * MB, oldest_ms=NOW_MS - 3 * DAY_MS
        ),
        StorageLoss(camera_id="yard", recordings=1, duration_ms=60_000, size_bytes=MB),
    )
    assert (told.recordings, told.duration_ms, told.size_bytes) == (3, 180_000, 3 * MB)
    assert len(house.recordings.files()) == 6  # it was only asked


def test_one_cameras_change_costs_only_its_own(house: Household) -> None:
    for name in ("cam", "yard"):
        for hours in range(3):
            house.add(age_ms=(hours + 1) * 3_600_000, camera_id=name)
    (loss,) = house.desk.preview(LimitChange(cameras={"cam": {"quota_gb": 0.001}}), NOW_MS).cameras
    assert (loss.camera_id, loss.recordings, loss.oldest_ms) == ("cam", 2, NOW_MS - 3_600_000)
    with pytest.raises(NotFoundError):
        house.desk.preview(LimitChange(cameras={"nobody": {"quota_gb": 1}}), NOW_MS)


def test_pictures_of_visits_are_told_and_previewed(house: Household) -> None:
    for days in (1, 3, 5):
        house.receive(age_ms=days * DAY_MS)
    house.receive(age_ms=3 * DAY_MS, camera_id="yard", size_bytes=2000)
    assert house.desk.forecast(NOW_MS).crops_bytes == 3 * 1512 + 2512

    def lost(**change: Any) -> tuple[int, int]:
        told = house.desk.preview(LimitChange(**change), NOW_MS)
        return told.crops, told.crops_bytes

    assert lost() == (0, 0)
    assert lost(settings={"unknown_crop_days": 4}) == (1, 1512)
    assert lost(settings={"crops_gb": 0.000001}) == (4, 3 * 1512 + 2512)
    assert lost(settings={"crops_gb": 0.000006}) == (1, 1512)
    assert lost(settings={"retention_days": 2}) == (3, 2 * 1512 + 2512)
    assert lost(cameras={"yard": {"retention_days": 2}}) == (1, 2512)
    house.protections.protect("yard", 0, NOW_MS, None, 0)
    assert lost(settings={"crops_gb": 0, "unknown_crop_days": 0}) == (3, 3 * 1512)
    assert house.crops.used_bytes() == 3 * 1512 + 2512  # it was only asked


def test_a_disk_that_cannot_be_read_is_told(house: Household, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, media=tmp_path / "gone")
    with pytest.raises(StorageError, match="cannot be read"):
        StorageDesk(settings, house.cameras, house.shelf, house.protections, house.crops).forecast(NOW_MS)


def test_a_recording_is_deleted_but_not_while_written_or_protected(house: Household) -> None:
    row_id = house.add(age_ms=DAY_MS)
    house.protections.protect("cam", 0, NOW_MS, None, 0)
    with pytest.raises(ConflictError, match="protected"):
        delete_recording(house.recordings, house.remover, row_id)
    house.protections.unprotect("cam", 0, NOW_MS)
    delete_recording(house.recordings, house.remover, row_id)
    assert [gap.reason for gap in house.recordings.gaps("cam", 0, NOW_MS)] == [GapReason.DELETED]
    with pytest.raises(NotFoundError):
        delete_recording(house.recordings, house.remover, row_id)
    with pytest.raises(ConflictError, match="written"):
        delete_recording(house.recordings, house.remover, house.add(age_ms=0, close=False))
