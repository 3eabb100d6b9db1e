"""How far was heard, across holes and crashes."""

import pytest

from wallflower.media.muxer import FRAGMENT_MS
from wallflower.speech.hearing import EDGE_MS, LEAST_HOLE_MS, LONGEST_LOOK_BACK_MS, Hearing
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.utterances import NewUtterance, Utterances


@pytest.fixture
def queue(database: Database) -> Utterances:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    return Utterances(database)


def stretches(hearing: Hearing) -> list[tuple[int, int]]:
    return [(unheard.start_ms, unheard.end_ms) for unheard in hearing.pending]


def test_a_new_camera_has_nothing_to_make_up_for(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    hearing.arrived(10_000, 10_500, is_recorded=True)
    hearing.settled(10_200)
    assert stretches(hearing) == []
    assert queue.heard_until("a") == 10_200


def test_progress_is_stored_now_and_then_and_at_the_end(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    for second in range(8):
        hearing.arrived(second * 1000, second * 1000 + 1000, is_recorded=True)
        hearing.settled(second * 1000 + 700)
    assert queue.heard_until("a") == 5_700
    hearing.save()
    assert queue.heard_until("a") == 7_700


def test_after_a_crash_what_was_not_heard_is_pending_until_it_is_read_back(queue: Utterances) -> None:
    queue.set_heard_until("a", 100_000)
    hearing = Hearing(queue, "a")
    hearing.arrived(160_000, 160_500, is_recorded=True)
    hearing.settled(160_400)
    assert stretches(hearing) == [(100_000, 161_000)]
    assert queue.heard_until("a") == 100_000
    (unheard,) = hearing.pending
    hearing.read_back(unheard, 129_000)
    assert queue.heard_until("a") == 129_000
    assert stretches(Hearing(queue, "a")) == []
    hearing.read_back(unheard, 161_000)
    assert stretches(hearing) == []
    assert hearing.until_ms == 160_400


def test_a_hole_is_pending_from_where_speech_may_have_begun(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    hearing.arrived(0, 10_000, is_recorded=True)
    hearing.settled(8_000)
    hearing.arrived(30_000, 30_500, is_recorded=True)
    assert stretches(hearing) == [(8_000, 31_000)]
    hearing.arrived(30_520, 40_000, is_recorded=True)
    hearing.settled(39_000)
    hearing.arrived(90_000, 90_500, is_recorded=True)
    assert stretches(hearing) == [(8_000, 31_000), (39_000, 91_000)]
    assert hearing.until_ms == 8_000


def test_one_lost_fragment_is_a_hole(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    hearing.arrived(0, 10_000, is_recorded=True)
    hearing.settled(9_000)
    hearing.arrived(10_128, 20_000, is_recorded=True)  # a frame of AAC at 8 kHz
    assert stretches(hearing) == []
    hearing.settled(19_000)
    hearing.arrived(20_000 + FRAGMENT_MS, 30_000, is_recorded=True)
    assert stretches(hearing) == [(19_000, 20_000 + FRAGMENT_MS + EDGE_MS)]


def test_holes_that_meet_are_one(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    hearing.arrived(0, 10_000, is_recorded=True)
    hearing.settled(8_000)
    hearing.arrived(30_000, 30_500, is_recorded=True)
    hearing.arrived(90_000, 90_500, is_recorded=True)
    assert stretches(hearing) == [(8_000, 91_000)]
    (unheard,) = hearing.pending
    assert not hearing.is_edge_settled(unheard)
    hearing.settled(91_000)  # something is being said that began there
    assert not hearing.is_edge_settled(unheard)
    hearing.settled(91_032)
    assert hearing.is_edge_settled(unheard)


def test_nothing_is_made_up_for_where_nothing_is_recorded(queue: Utterances) -> None:
    queue.set_heard_until("a", 5)
    hearing = Hearing(queue, "a")
    hearing.arrived(1_000_000, 1_000_500, is_recorded=False)
    assert stretches(hearing) == []


def test_looking_back_is_bounded(queue: Utterances) -> None:
    queue.set_heard_until("a", 0)
    hearing = Hearing(queue, "a")
    now_ms = 10 * LONGEST_LOOK_BACK_MS
    hearing.arrived(now_ms, now_ms + 500, is_recorded=True)
    assert stretches(hearing) == [(now_ms - LONGEST_LOOK_BACK_MS, now_ms + EDGE_MS)]


def test_speech_at_the_edge_of_a_hole_is_left_to_the_recording(queue: Utterances) -> None:
    def utterance(start_ms: int, end_ms: int) -> NewUtterance:
        return NewUtterance(camera_id="a", start_ms=start_ms, end_ms=end_ms)

    queue.set_heard_until("a", 100_000)
    hearing = Hearing(queue, "a")
    hearing.arrived(160_000, 165_000, is_recorded=True)
    assert not hearing.defer(utterance(162_000, 164_000))
    assert hearing.defer(utterance(160_032, 161_500))
    assert stretches(hearing) == [(100_000, 161_500)]
    assert not hearing.defer(utterance(161_500, 181_500))  # endless speech does not stay behind for ever
    assert [new.start_ms for new in hearing.pending[0].deferred] == [160_032]
    assert Hearing(queue, "a").defer(utterance(1, 2)) is False


def test_a_clock_that_is_set_back_makes_no_hole(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    hearing.arrived(50_000, 50_500, is_recorded=True)
    hearing.settled(50_300)
    hearing.arrived(10_000, 10_500, is_recorded=True)
    hearing.settled(10_300)
    assert stretches(hearing) == []
    assert queue.heard_until("a") == 10_300


def test_when_no_more_sound_arrives_the_progress_reaches_the_end_of_what_was_heard(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    hearing.arrived(0, 10_000, is_recorded=True)
    hearing.settled(8_000)
    hearing.missed(10_000 + LEAST_HOLE_MS - 1)
    hearing.rested()
    hearing.save()
    assert stretches(hearing) == []
    assert queue.heard_until("a") == 10_000


def test_when_no_more_sound_arrives_what_was_recorded_and_not_heard_is_pending(queue: Utterances) -> None:
    queue.set_heard_until("a", 100_000)
    hearing = Hearing(queue, "a")
    hearing.missed(160_000)
    hearing.missed(160_000)
    hearing.rested()
    assert stretches(hearing) == [(100_000, 160_000)]
    hearing.arrived(170_000, 170_500, is_recorded=True)
    assert stretches(hearing) == [(100_000, 170_000 + EDGE_MS)]
    assert Hearing(queue, "a").until_ms == 100_000


def test_a_camera_that_was_never_heard_has_nothing_to_make_up_for(queue: Utterances) -> None:
    hearing = Hearing(queue, "a")
    hearing.missed(160_000)
    hearing.rested()
    assert stretches(hearing) == []
