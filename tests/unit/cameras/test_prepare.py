from collections.abc import Callable
from pathlib import Path

import pytest

from wallflower.cameras import prepare
from wallflower.config import Settings
from wallflower.errors import StorageError
from wallflower.media.fragment import Init
from wallflower.recorder.layout import IDENTITY_FILE
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.recordings import Extent, InitRow, NewRecording, Recordings

CAMERA = "camera0001"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", media=tmp_path / "media")


@pytest.fixture
def start(settings: Settings, tmp_path: Path) -> Callable[[], None]:
    settings.data.mkdir()
    return lambda: prepare.run(settings, tmp_path)


def marker(settings: Settings) -> Path:
    return settings.media / IDENTITY_FILE


def record(settings: Settings) -> None:
    """Put one recording into the index, and a file that stands for it into the media directory."""
    database = Database(settings.database)
    Cameras(database).create(CameraRow(id=CAMERA, name="Door", url="rtsp://camera/"))
    recordings = Recordings(database)
    init = Init(id="i", data=b"", video_codec="h264", audio_codec=None, width=1, height=1, video_track=1, timescale=1)
    recordings.save_init(InitRow(**{name: getattr(init, name) for name in InitRow.__slots__}))
    path = f"{CAMERA}/2026-11-20/07/20261120T070000.000Z.mp4"
    new = NewRecording(camera_id=CAMERA, session_id="s", init_id="i", path=path, start_ms=1000, base_ticks=0)
    extent = Extent(duration_ms=1000, size_bytes=10, groups=((0, 1000),))
    recordings.extend([(recordings.add(new), extent)], close=True)
    database.close()
    (settings.media / path).parent.mkdir(parents=True)
    (settings.media / path).write_bytes(bytes(10))


def paths(settings: Settings) -> set[str]:
    database = Database(settings.database)
    found = {row.path for row in Recordings(database).files()}
    database.close()
    return found


def test_the_first_start_makes_database_server_id_and_marker(settings: Settings, start: Callable[[], None]) -> None:
    start()
    database = Database(settings.database)
    assert Meta(database).get("server_id")
    assert Meta(database).get(prepare.MEDIA_ID) == marker(settings).read_text(encoding="ascii")
    database.close()
    assert settings.database_file.stat().st_mode & 0o077 == 0


def test_later_starts_change_nothing(settings: Settings, start: Callable[[], None]) -> None:
    start()
    before = marker(settings).read_text(encoding="ascii")
    record(settings)
    start()
    assert marker(settings).read_text(encoding="ascii") == before
    assert len(paths(settings)) == 1


def test_another_servers_directory_is_refused_and_left_alone(settings: Settings, start: Callable[[], None]) -> None:
    settings.media.mkdir()
    marker(settings).write_text("of another", encoding="ascii")
    for _ in range(2):
        with pytest.raises(StorageError, match="belongs to another server") as caught:
            start()
        assert caught.value.field == "media"
    assert [path.name for path in settings.media.iterdir()] == [IDENTITY_FILE]
    assert marker(settings).read_text(encoding="ascii") == "of another"


def unmount(settings: Settings) -> None:
    settings.media.rename(settings.media.with_name("unmounted"))
    settings.media.mkdir()


def test_a_disk_that_is_not_mounted_is_refused_and_the_empty_directory_stays_empty(
    settings: Settings, start: Callable[[], None]
) -> None:
    start()
    record(settings)
    unmount(settings)
    with pytest.raises(StorageError, match="is its disk mounted"):
        start()
    assert list(settings.media.iterdir()) == []
    assert len(paths(settings)) == 1
    settings.media.rmdir()
    settings.media.with_name("unmounted").rename(settings.media)
    start()


def test_a_lost_directory_without_recordings_is_simply_made_again(
    settings: Settings, start: Callable[[], None]
) -> None:
    start()
    unmount(settings)
    start()
    start()


@pytest.mark.parametrize("is_anothers", [True, False])
def test_accepting_takes_a_directory_over_and_forgets_what_is_not_in_it(
    settings: Settings, start: Callable[[], None], monkeypatch: pytest.MonkeyPatch, *, is_anothers: bool
) -> None:
    start()
    record(settings)
    unmount(settings)
    if is_anothers:
        marker(settings).write_text("of another", encoding="ascii")
    monkeypatch.setenv(prepare.ACCEPT_VARIABLE, "1")
    start()
    assert paths(settings) == set()
    monkeypatch.setenv(prepare.ACCEPT_VARIABLE, "0")
    start()


def test_a_file_in_the_directorys_place_is_an_error(settings: Settings, start: Callable[[], None]) -> None:
    settings.media.write_bytes(b"")
    with pytest.raises(StorageError) as caught:
        start()
    assert caught.value.field == "media"
