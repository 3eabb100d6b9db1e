import os
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.footage import START_MS, make_footage, make_fragments
from tests.support.shelf import Shelf, make_shelf
from wallflower.cameras.prepare import MEDIA_ID
from wallflower.cameras.rebuild import UNKNOWN_URL, run
from wallflower.config import Settings
from wallflower.errors import StorageError
from wallflower.recorder.layout import ensure_media
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.recordings import RecordingRow, Recordings
from wallflower.wire import GapReason
from wallflower.workers.claim import claim_data

END_MS = START_MS + 1_000_000


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    """A camera with two sessions of three seconds, ten seconds apart."""
    shelf = make_shelf(database, tmp_path)
    Meta(database).set(MEDIA_ID, ensure_media(shelf.media))
    shelf.add_camera("cam")
    footage = make_footage(3)
    shelf.record(
        make_fragments(footage, session_id="one"),
        make_fragments(footage, session_id="two", start_ms=START_MS + 13_000),
    )
    return shelf


@pytest.fixture
def settings(tmp_path: Path, shelf: Shelf) -> Settings:
    return Settings(data=tmp_path, media=shelf.media)


def rows(database: Database) -> tuple[RecordingRow, ...]:
    return Recordings(database).list("cam", 0, END_MS)


def test_a_lost_database_is_written_anew(settings: Settings, shelf: Shelf, tmp_path: Path) -> None:
    before = rows(shelf.database)
    lost = Settings(data=tmp_path / "new", media=shelf.media)
    told: list[str] = []
    run(lost, told.append)
    assert told[-2:] == ["2 of 2 files read", "2 recordings indexed"]
    database = Database(lost.database)
    after = rows(database)
    assert [row.groups for row in after] == [row.groups for row in before]
    assert [(row.path, row.start_ms, row.end_ms, row.session_id, row.base_ticks) for row in after] == [
        (row.path, row.start_ms, row.end_ms, row.session_id, row.base_ticks) for row in before
    ]
    (camera,) = Cameras(database).list()
    assert (camera.id, camera.url, camera.enabled) == ("cam", UNKNOWN_URL, False)
    gaps = Recordings(database).gaps("cam", START_MS, END_MS)
    assert [(gap.start_ms, gap.end_ms, gap.reason) for gap in gaps] == [
        (START_MS + 3000, START_MS + 13_000, GapReason.UNKNOWN),
        (START_MS + 16_000, None, GapReason.UNKNOWN),
    ]
    database.close()
    assert settings.data != lost.data


def test_a_sound_index_does_not_change(settings: Settings, shelf: Shelf) -> None:
    before = rows(shelf.database), Recordings(shelf.database).gaps("cam", 0, END_MS)
    run(settings, lambda _: None)
    assert (rows(shelf.database), Recordings(shelf.database).gaps("cam", 0, END_MS)) == before


def test_rows_follow_what_the_files_are(settings: Settings, shelf: Shelf) -> None:
    first, second = rows(shelf.database)
    (shelf.media / first.path).unlink()
    path = shelf.media / second.path
    path.write_bytes(path.read_bytes()[: second.size_bytes // 2])
    told: list[str] = []
    run(settings, told.append)
    assert told[-1] == "1 recordings indexed, 1 that are gone noted as gaps"
    (row,) = rows(shelf.database)
    assert (row.id, row.size_bytes) == (second.id, path.stat().st_size)
    assert 0 < row.duration_ms < second.duration_ms
    gaps = Recordings(shelf.database).gaps("cam", START_MS, END_MS)
    assert [gap.reason for gap in gaps[:3]] == [GapReason.DELETED, GapReason.CAMERA_OFFLINE, GapReason.UNKNOWN]
    spans = sorted([(row.start_ms, row.end_ms), *((gap.start_ms, gap.end_ms or END_MS) for gap in gaps)])
    assert all(left[1] == right[0] for left, right in pairwise(spans))


def test_a_file_in_which_nothing_can_be_played_is_taken_away(settings: Settings, shelf: Shelf) -> None:
    first, _ = rows(shelf.database)
    (shelf.media / first.path).write_bytes(bytes(10_000))
    told: list[str] = []
    run(settings, told.append)
    assert told[-1] == "1 recordings indexed, 1 files without a picture removed"
    assert not (shelf.media / first.path).exists()
    gap = Recordings(shelf.database).gaps("cam", START_MS, START_MS + 1)[0]
    assert (gap.start_ms, gap.reason) == (START_MS, GapReason.DAMAGED)


def test_it_refuses_beside_a_server(settings: Settings) -> None:
    handle = claim_data(settings.data)
    try:
        with pytest.raises(StorageError, match="another"):
            run(settings, lambda _: None)
    finally:
        os.close(handle)


def test_it_refuses_an_empty_mount_point(settings: Settings, shelf: Shelf, tmp_path: Path) -> None:
    shelf.media.rename(tmp_path / "away")
    shelf.media.mkdir()
    with pytest.raises(StorageError, match="mounted"):
        run(settings, lambda _: None)
    assert len(rows(shelf.database)) == 2


def test_directories_that_are_no_cameras_are_left_alone(settings: Settings, shelf: Shelf) -> None:
    first, _ = rows(shelf.database)
    other = shelf.media / "My Films" / first.path.partition("/")[2]
    other.parent.mkdir(parents=True)
    other.write_bytes((shelf.media / first.path).read_bytes())
    run(settings, lambda _: None)
    assert [row.id for row in Cameras(shelf.database).list()] == ["cam"]
    assert other.exists()


def test_a_camera_that_came_back_keeps_what_it_is_given(settings: Settings, shelf: Shelf) -> None:
    Cameras(shelf.database).update("cam", {"name": "Door"})
    run(settings, lambda _: None)
    (camera,) = Cameras(shelf.database).list()
    assert isinstance(camera, CameraRow)
    assert camera.name == "Door"
