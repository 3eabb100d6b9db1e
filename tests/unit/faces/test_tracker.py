"""Sightings of one face become one track."""

import pytest

from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Box
from wallflower.faces.gallery import Gallery
from wallflower.faces.tracker import EVIDENCE, Tracker
from wallflower.store.people import GalleryRow
from wallflower.wire import Verdict

from .conftest import face, near, unit

ADA, BOB, STRANGER = unit(1), unit(2), unit(3)
GALLERY = Gallery(PROFILE, [GalleryRow("ada", ADA), GalleryRow("bob", BOB)])
LEFT, NEAR_LEFT, RIGHT = Box(100, 100, 80, 80), Box(115, 105, 80, 80), Box(900, 100, 80, 80)


def test_two_people_side_by_side_are_two_tracks() -> None:
    tracker = Tracker()
    for second in range(3):
        tracker.take([face(near(ADA, 0.2, second), LEFT), face(near(BOB, 0.2, second), RIGHT)], second * 1000, GALLERY)
    decisions = [track.decide(PROFILE) for track in tracker.tracks]
    assert [(decision.verdict, decision.person_id) for decision in decisions] == [
        (Verdict.KNOWN, "ada"),
        (Verdict.KNOWN, "bob"),
    ]
    assert [track.sightings for track in tracker.tracks] == [3, 3]


def test_a_face_that_jumped_is_the_same_by_its_looks() -> None:
    tracker = Tracker()
    tracker.take([face(near(STRANGER, 0.2), LEFT)], 0, GALLERY)
    tracker.take([face(near(STRANGER, 0.2, 5), RIGHT)], 6000, GALLERY)
    assert len(tracker.tracks) == 1
    assert tracker.tracks[0].start_ms == 0
    assert tracker.tracks[0].last_ms == 6000


def test_people_who_swap_places_are_told_apart() -> None:
    tracker = Tracker()
    tracker.take([face(ADA, LEFT), face(BOB, RIGHT)], 0, GALLERY)
    tracker.take([face(near(ADA, 0.2), RIGHT), face(near(BOB, 0.2), LEFT)], 1000, GALLERY)
    assert [track.last.box for track in tracker.tracks] == [RIGHT, LEFT]


def test_a_bad_view_in_the_same_place_keeps_the_track_and_does_not_vote() -> None:
    tracker = Tracker()
    tracker.take([face(near(ADA, 0.1), LEFT)], 0, GALLERY)
    tracker.take([face(unit(77), NEAR_LEFT, score=0.1)], 1000, GALLERY)
    tracker.take([face(near(ADA, 0.1, 3), LEFT)], 2000, GALLERY)
    assert [track.sightings for track in tracker.tracks] == [3]
    assert tracker.tracks[0].decide(PROFILE).person_id == "ada"


def test_somebody_else_in_the_same_place_is_another_track() -> None:
    tracker = Tracker()
    tracker.take([face(ADA, LEFT)], 0, GALLERY)
    tracker.take([face(BOB, NEAR_LEFT)], 1000, GALLERY)
    assert len(tracker.tracks) == 2


@pytest.mark.parametrize("flaw", [{"score": 0.1}, {"detector": 0.6}])
def test_a_bad_view_begins_nothing(flaw: dict[str, float]) -> None:
    tracker = Tracker()
    tracker.take([face(ADA, LEFT, **flaw)], 0, GALLERY)
    assert not tracker.is_busy


def test_the_best_view_is_kept() -> None:
    tracker = Tracker()
    for second, score in enumerate((0.5, 0.9, 0.7)):
        tracker.take([face(ADA, LEFT, score=score)], second * 1000, GALLERY)
    assert tracker.tracks[0].best.crop == b"crop 0.9"


def test_absence_ends_a_track_and_so_does_a_clock_set_back() -> None:
    tracker = Tracker()
    tracker.take([face(ADA, LEFT)], 50_000, GALLERY)
    assert tracker.absent(60_000, 10_000) == ()
    assert tracker.absent(49_500, 10_000) == ()
    assert tracker.absent(60_001, 10_000) == tracker.absent(10_000, 10_000) == tracker.tracks
    tracker.drop(tracker.tracks)
    assert not tracker.is_busy


def test_a_second_track_of_a_known_person_is_folded_into_the_first() -> None:
    tracker = Tracker()
    tracker.take([face(near(ADA, 0.1), LEFT)] * 1, 0, GALLERY)
    tracker.take([face(near(ADA, 0.1), LEFT), face(near(ADA, 0.15), RIGHT, score=0.95)], 1000, GALLERY)
    tracker.take([face(near(ADA, 0.1), LEFT), face(near(ADA, 0.15), RIGHT)], 2000, GALLERY)
    assert len(tracker.tracks) == 2
    first, second = (track.number for track in tracker.tracks)
    tracker.merge(PROFILE, [first, second])
    assert len(tracker.tracks) == 2
    tracker.merge(PROFILE, [second])
    assert [track.number for track in tracker.tracks] == [second]
    assert tracker.tracks[0].sightings == 5
    assert tracker.tracks[0].best.crop == b"crop 0.95"
    assert tracker.tracks[0].start_ms == 0


def test_evidence_is_bounded_and_judged_anew_by_a_new_gallery() -> None:
    tracker = Tracker()
    for second in range(EVIDENCE * 2):
        tracker.take([face(near(STRANGER, 0.1, second), LEFT)], second * 100, GALLERY)
    track = tracker.tracks[0]
    assert track.decide(PROFILE).verdict is Verdict.UNKNOWN
    tracker.reconsider(Gallery(PROFILE, [GalleryRow("eve", STRANGER)]))
    assert track.decide(PROFILE).person_id == "eve"
    assert len(track._evidence) == EVIDENCE
