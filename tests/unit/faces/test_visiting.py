"""One stay is one row and a few messages."""

import pytest

from tests.support.people import judge
from wallflower.errors import StorageError
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Box
from wallflower.faces.gallery import Gallery
from wallflower.faces.tracker import Tracker
from wallflower.faces.visiting import PICTURE_EVERY_MS, SEEN_EVERY_MS, VisitBook
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.labels import Labels
from wallflower.store.people import GalleryRow, People
from wallflower.store.visits import VisitFilter, Visits
from wallflower.wire import Phase, Verdict, VisitChange

from .conftest import face, near, unit

STRANGER = unit(3)


class Stage:
    """A camera, a known person called Ada, and the book under test."""

    def __init__(self, database: Database) -> None:
        Cameras(database).create(CameraRow(id="cam", name="Door", url="rtsp://x", created_ms=1))
        self.cameras = Cameras(database)
        self.people = People(database)
        self.labels = Labels(database, judge)
        self.ada = self.people.create("Ada").id
        self.visits = Visits(database)
        self.book = VisitBook("cam", self.visits)
        self.tracker = Tracker()
        self.gallery = Gallery(PROFILE, [GalleryRow(self.ada, unit(1))])

    def see(self, at_ms: int, distance: float = 0.2, score: float = 0.8, place: Box | None = None) -> list[VisitChange]:
        self.tracker.take([face(near(unit(1), distance, at_ms), place, score)], at_ms, self.gallery)
        return self.settle()

    def settle(self) -> list[VisitChange]:
        return self.book.settle(self.tracker.tracks, PROFILE)

    def leave(self) -> list[VisitChange]:
        return self.book.end(self.tracker.clear(), PROFILE)


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)


def test_a_known_person_s_stay(stage: Stage) -> None:
    assert stage.see(1000) == []
    (started,) = stage.see(1500)
    assert started.phase is Phase.STARTED
    visit = started.visit
    assert (visit.verdict, visit.person_id, visit.name) == (Verdict.KNOWN, stage.ada, "Ada")
    assert (visit.start_ms, visit.end_ms, visit.sightings) == (1000, None, 2)
    assert visit.score == pytest.approx(0.8, abs=0.01)
    assert stage.see(2000) == []
    (ended,) = stage.leave()
    assert (ended.phase, ended.visit.end_ms, ended.visit.sightings) == (Phase.ENDED, 2000, 3)
    assert stage.visits.list(VisitFilter()).visits == (ended.visit,)
    assert stage.book.numbers == ()


def test_a_single_sighting_is_no_visit(stage: Stage) -> None:
    stage.see(1000)
    assert stage.leave() == []
    assert stage.visits.list(VisitFilter()).visits == ()


def test_a_better_picture_is_told_but_not_all_the_time(stage: Stage) -> None:
    stage.see(0)
    stage.see(500)
    assert stage.see(1000, score=0.95) == []
    (updated,) = stage.see(PICTURE_EVERY_MS + 600)
    assert updated.phase is Phase.UPDATED
    assert stage.visits.image(updated.visit.id) == b"crop 0.95"
    assert stage.see(2 * PICTURE_EVERY_MS + 600) == []


def test_the_row_follows_the_last_sighting_silently(stage: Stage) -> None:
    stage.see(0)
    (started,) = stage.see(500)
    assert stage.see(500 + SEEN_EVERY_MS) == []
    assert len(stage.visits.close_open()) == 1
    assert stage.visits.get(started.visit.id).end_ms == 500 + SEEN_EVERY_MS


def test_a_changed_answer_is_told(stage: Stage) -> None:
    stage.gallery = Gallery(PROFILE, [GalleryRow(stage.ada, near(unit(1), 0.54))])
    for at_ms in (0, 500, 1000):
        assert stage.see(at_ms, distance=0.1) == []
    (started,) = stage.see(1500, distance=0.1)
    assert (started.visit.verdict, started.visit.person_id, started.visit.name) == (Verdict.UNSURE, None, None)
    stage.tracker.reconsider(Gallery(PROFILE, [GalleryRow(stage.ada, unit(1))]))
    assert stage.settle() == []  # a second has not passed yet
    (updated,) = stage.see(2500, distance=0.1)
    assert updated.phase is Phase.UPDATED
    assert (updated.visit.id, updated.visit.verdict, updated.visit.name) == (started.visit.id, Verdict.KNOWN, "Ada")


def test_a_person_deleted_meanwhile_is_unknown(stage: Stage) -> None:
    stage.see(0)
    (started,) = stage.see(500)
    assert started.visit.name == "Ada"
    stage.people.delete(stage.ada)
    (ended,) = stage.leave()
    assert (ended.visit.verdict, ended.visit.person_id, ended.visit.name) == (Verdict.UNKNOWN, None, None)


def test_a_camera_deleted_meanwhile_ends_its_visits_silently(stage: Stage) -> None:
    stage.see(0)
    stage.see(500)
    stage.cameras.delete("cam")
    assert stage.see(500 + SEEN_EVERY_MS) == []
    assert stage.book.numbers == ()
    assert stage.see(6500) == []
    assert stage.leave() == []


def test_what_a_user_said_of_a_visit_that_lasts_is_not_told_again_and_again(stage: Stage) -> None:
    stage.see(0)
    (started,) = stage.see(500)
    bob = stage.people.create("Bob").id
    stage.labels.assign_visits([started.visit.id], bob)
    assert [change for at_ms in range(1000, 20_000, 500) for change in stage.see(at_ms)] == []
    (ended,) = stage.leave()
    assert (ended.visit.person_id, ended.visit.decided) == (bob, True)


def test_a_visit_whose_end_cannot_be_stored_is_ended_later(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.see(0)
    (started,) = stage.see(500)
    gone = stage.tracker.tracks
    with monkeypatch.context() as full:
        full.setattr(stage.visits, "update", _full)
        with pytest.raises(StorageError):
            stage.book.end(gone, PROFILE)
    assert stage.visits.get(started.visit.id).end_ms is None
    (ended,) = stage.book.end(gone, PROFILE)
    assert (ended.phase, ended.visit.end_ms) == (Phase.ENDED, 500)
    assert stage.book.end(gone, PROFILE) == []


def _full(*_: object, **__: object) -> None:
    raise StorageError("the disk of the database is full: free some space")
