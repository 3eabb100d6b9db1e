"""Recordings made by the product's own writer, for tests of what reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.support.waiting import until_true
from wallflower.media.fragment import Fragment
from wallflower.recorder.writer import SegmentWriter
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings
from wallflower.wire import GapReason


@dataclass(frozen=True, slots=True)
class Shelf:
    """A database with its media directory."""

    database: Database
    media: Path

    @property
    def recordings(self) -> Recordings:
        """The index."""
        return Recordings(self.database)

    def add_camera(self, camera_id: str, name: str = "Front door") -> None:
        """Make the camera known."""
        Cameras(self.database).create(CameraRow(id=camera_id, name=name, url="rtsp://192.0.2.1/", created_ms=0))

    def record(self, *sessions: Iterable[Fragment]) -> None:
        """Write sessions of one camera, each followed by a gap."""
        writer = SegmentWriter(self.media, self.recordings, lambda _: None)
        writer.start()
        end_ms = 0
        for session in sessions:
            fragment = None
            for fragment in session:
                until_true(partial(writer.put, fragment))  # the queue holds so many bytes
            if fragment is not None:
                end_ms = fragment.end_ms
                writer.missing(fragment.camera_id, GapReason.CAMERA_OFFLINE, end_ms)
        assert writer.stop(end_ms + 3_600_000, 10)


def make_shelf(database: Database, directory: Path) -> Shelf:
    """Return an empty shelf below `directory`."""
    media = directory / "media"
    media.mkdir(exist_ok=True)
    return Shelf(database, media)
