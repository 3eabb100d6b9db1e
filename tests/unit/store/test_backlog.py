"""The queue as a whole."""

import pytest

from wallflower.store.backlog import Backlog, Waiting
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.languages import Languages
from wallflower.store.utterances import NewUtterance, Priority, Turn, Utterances


@pytest.fixture
def queue(database: Database) -> Utterances:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return Utterances(database)


@pytest.fixture
def backlog(database: Database) -> Backlog:
    return Backlog(database)


def fill(queue: Utterances, count: int, priority: Priority, camera_id: str = "a") -> None:
    for index in range(count):
        start_ms = 1_000 + index * 10_000
        queue.add(NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=start_ms + 4_000, priority=priority))


def test_what_waits_is_summed_up(queue: Utterances, backlog: Backlog) -> None:
    assert backlog.waiting() == Waiting()
    fill(queue, 3, Priority.NORMAL)
    fill(queue, 2, Priority.LIVE, "b")
    queue.claim(1)
    found = backlog.waiting()
    assert (found.live_s, found.normal_s, found.later_s, found.total_s) == (8.0, 12.0, 0.0, 20.0)
    assert (found.queued, found.running, found.oldest_ms) == (4, 1, 1_000)
    assert found.cameras_s == {"a": 12.0, "b": 8.0}


def test_the_oldest_ordinary_speech_gives_way(queue: Utterances, backlog: Backlog) -> None:
    fill(queue, 5, Priority.NORMAL)
    fill(queue, 5, Priority.LIVE, "b")
    assert backlog.spill(7.0) == 2
    found = backlog.waiting()
    assert (found.live_s, found.normal_s, found.later_s) == (20.0, 12.0, 8.0)
    order = []
    while claims := queue.claim(1, Turn(cameras=["a"])):
        order.append(claims[0].start_ms)
    assert order == [21_000, 31_000, 41_000, 1_000, 11_000]


def test_only_the_oldest_of_the_lowest_priority_is_given_up(queue: Utterances, backlog: Backlog) -> None:
    fill(queue, 5, Priority.BACKFILL)
    fill(queue, 5, Priority.NORMAL, "b")
    assert backlog.give_up(9.0, "overload") == 3
    assert backlog.give_up(0.0, "overload") == 0
    found = backlog.waiting()
    assert (found.normal_s, found.later_s, found.oldest_ms) == (20.0, 8.0, 1_000)
    assert backlog.give_up(1_000_000.0, "overload") == 2
    assert backlog.spill(1_000_000.0) == 5


def test_utterances_that_fit_into_a_window_are_taken_together(queue: Utterances) -> None:
    fill(queue, 12, Priority.NORMAL)
    assert [len(queue.claim(16)) for _ in range(4)] == [3, 3, 3, 3]


def test_what_failed_before_is_taken_last_and_alone(queue: Utterances) -> None:
    fill(queue, 3, Priority.NORMAL)
    (first, second) = queue.claim(2)
    queue.release([first.id], forgive=False)
    queue.release([second.id], forgive=True)
    assert [claim.id for claim in queue.claim(16)] == [second.id, 3]
    assert [claim.id for claim in queue.claim(16)] == [first.id]


def test_only_packable_cameras_share_a_window_and_only_wanted_ones_are_served(queue: Utterances) -> None:
    fill(queue, 3, Priority.NORMAL)
    fill(queue, 3, Priority.NORMAL, "b")
    turn = Turn(packable=["b"], recent=["b"])
    assert len(queue.claim(16, turn)) == 1
    assert queue.claim(16, Turn(cameras=[])) == ()
    claims = queue.claim(16, Turn(packable=["b"], recent=["a"], cameras=["b"]))
    assert [claim.camera_id for claim in claims] == ["b"] * 3


def test_the_language_of_a_camera_is_kept_until_it_is_gone(database: Database, queue: Utterances) -> None:
    languages = Languages(database)
    languages.note("a", "locked:5:", "de", 2)
    languages.note("a", "locked:5:", "de", 5)
    languages.note("gone", "locked:5:", "de", 5)
    assert languages.all() == {"a": ("locked:5:", "de", 5)}
    Cameras(database).delete("a")
    assert languages.all() == {}
