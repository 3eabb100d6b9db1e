"""One camera's pace, and what happens around its end."""

from dataclasses import replace

import pytest

from wallflower.errors import StorageError
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Box
from wallflower.faces.gallery import Gallery
from wallflower.faces.trail import unpack
from wallflower.faces.watch import CameraWatch, WatchOptions
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.visits import VisitFilter, Visits
from wallflower.wire import Phase
from wallflower.wire_options import FaceOptions, Mask, Point, Zone

from .conftest import Film, face, image, scene, unit

GALLERY = Gallery(PROFILE)


def watch(database: Database, **options: int) -> CameraWatch:
    Cameras(database).create(CameraRow(id="cam", name="Door", url="rtsp://x", created_ms=1))
    return CameraWatch("cam", Visits(database), WatchOptions(**options))


def test_a_judgement_that_comes_after_the_end_opens_nothing(database: Database) -> None:
    camera = watch(database)
    for at_ms in (0, 500):
        camera.judge(image(face(unit(1))), at_ms, GALLERY)
    assert [change.phase for change in camera.end(GALLERY)] == [Phase.ENDED]
    for at_ms in (1000, 1500, 2000):
        assert camera.judge(image(face(unit(1))), at_ms, GALLERY) == []
    assert len(Visits(database).list(VisitFilter()).visits) == 1


def test_at_most_two_pictures_a_second_are_picked_while_the_gate_is_open(database: Database, film: Film) -> None:
    camera = watch(database, hold_ms=2000)
    fragments = film((scene(None, seed=step, height=360) for step in range(60)), per_s=4)
    picked = [fragment.start_ms - 1_000_000 for fragment in fragments if camera.look(fragment)]
    assert picked == [0, 500, 1000, 1500, 2000]


def test_a_missed_picture_is_made_up_for(database: Database, film: Film) -> None:
    camera = watch(database, hold_ms=500)
    first, *others = film(scene(None, seed=step, height=360) for step in range(5))
    assert camera.look(first) is not None
    assert camera.look(others[0]) is None
    camera.miss()
    assert camera.look(others[1]) is not None
    assert camera.look(others[2]) is None


def corners(left: float, right: float) -> tuple[Point, ...]:
    return tuple(Point(x=x, y=y) for x, y in ((left, 0), (right, 0), (right, 1), (left, 1)))


def test_a_visit_carries_the_zones_its_face_was_in_and_masked_faces_are_none(database: Database) -> None:
    camera = watch(database)
    zones = (Zone(name="path", points=corners(0, 0.3)), Zone(name="door", points=corners(0.4, 0.7)))
    camera.follow(FaceOptions(zones=zones, masks=(Mask(points=corners(0.8, 1)),)))
    told = []
    for step in range(6):
        seen = face(unit(1), Box(100 if step < 3 else 500, 100, 80, 80))
        masked = face(unit(2), Box(900, 100, 80, 80))
        picture = replace(image(seen, masked), width=1000, height=500)
        told += camera.judge(picture, step * 1500, GALLERY)
    assert [(change.phase, change.visit.zones) for change in told] == [
        (Phase.STARTED, ("path",)),
        (Phase.UPDATED, ("door", "path")),
    ]
    (visit,) = Visits(database).list(VisitFilter()).visits
    assert visit.zones == ("door", "path")
    camera.end(GALLERY)
    trail = unpack(Visits(database).trail(visit.id))
    assert [seen.at_ms for seen in trail] == [step * 1500 for step in range(6)]
    assert [seen.box[0] for seen in trail] == pytest.approx([0.1] * 3 + [0.5] * 3, abs=0.001)
    assert trail[0].box[1:] == pytest.approx((0.2, 0.08, 0.16), abs=0.001)


def test_faces_that_are_too_small_for_the_camera_are_not_looked_at(database: Database) -> None:
    camera = watch(database)
    camera.follow(FaceOptions(least_face_px=130))
    for at_ms in (0, 500, 1000):
        assert camera.judge(image(face(unit(1))), at_ms, GALLERY) == []
    camera.follow(FaceOptions(least_face_px=100))
    assert [camera.judge(image(face(unit(1))), at_ms, GALLERY) != [] for at_ms in (1500, 2000)] == [False, True]


def test_a_visit_that_ends_on_a_full_disk_keeps_the_camera_watched_until_it_is_stored(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("the disk of the database is full: free some space")

    camera = watch(database)
    for at_ms in (0, 500):
        camera.judge(image(face(unit(1))), at_ms, GALLERY)
    with monkeypatch.context() as patch:
        patch.setattr(Visits, "update", full)
        with pytest.raises(StorageError):
            camera.judge(image(), 20_000, GALLERY)
    assert [change.phase for change in camera.judge(image(), 22_000, GALLERY)] == [Phase.ENDED]
    (visit,) = Visits(database).list(VisitFilter()).visits
    assert visit.end_ms == 500
