"""Footage and an index for the recorder's tests."""

from pathlib import Path

import pytest

from tests.support.footage import START_MS, as_camera, make_footage, make_fragments
from wallflower.media.fragment import Fragment
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings


@pytest.fixture(scope="session")
def fragments() -> tuple[Fragment, ...]:
    """Six seconds of camera `cam`, 12 fragments, a keyframe a second."""
    return tuple(make_fragments(make_footage()))


@pytest.fixture(scope="session")
def long_fragments() -> tuple[Fragment, ...]:
    """130 seconds of camera `cam` without sound."""
    return tuple(as_camera(make_fragments(make_footage(130, audio=None)), "cam"))


@pytest.fixture
def store(database: Database) -> Recordings:
    """An index that knows the cameras `cam` and `yard`."""
    for name in ("cam", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=START_MS - 60_000))
    return Recordings(database)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """An empty media directory."""
    path = tmp_path / "media"
    path.mkdir()
    return path
