"""What microphones brought, over restarts."""

from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.microphones import Microphones

PIECE = {"start_ms": 0, "end_ms": 5, "levels": {"40": 3}, "floor_db": -60.5}


def test_figures_come_back_and_go_with_their_camera(database: Database) -> None:
    cameras, microphones = Cameras(database), Microphones(database)
    for name in ("a", "b"):
        cameras.create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
        microphones.put(name, [PIECE])
    microphones.put("a", [PIECE, PIECE])
    assert microphones.get("a") == [PIECE, PIECE]
    cameras.delete("a")
    assert microphones.get("a") == []
    assert microphones.get("b") == [PIECE]


def test_a_camera_that_is_gone_leaves_nothing(database: Database) -> None:
    Microphones(database).put("gone", [PIECE])
    assert Microphones(database).get("gone") == []
