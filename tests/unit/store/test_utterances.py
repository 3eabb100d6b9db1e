"""The durable queue of speech."""

import pytest
from sqlalchemy import select

from wallflower.errors import NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.schema import line, utterance
from wallflower.store.utterances import NewUtterance, Priority, Turn, Utterances
from wallflower.wire import Line, Word

TINY = Hearer(engine="e", model="m")


@pytest.fixture
def queue(database: Database) -> Utterances:
    for name in ("a", "b", "c"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return Utterances(database)


def speech(
    camera_id: str, start_ms: int, end_ms: int, priority: Priority = Priority.NORMAL, audio: bytes | None = None
) -> NewUtterance:
    return NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=end_ms, priority=priority, audio=audio)


def said(start_ms: int, text: str = "the door is open") -> NewLine:
    word = Word(text="the", start_ms=start_ms, end_ms=start_ms + 100, confidence=0.5)
    return NewLine(start_ms=start_ms, end_ms=start_ms + 900, text=text, words=(word,))


def stored(database: Database) -> list[tuple[int, int, str]]:
    with database.read() as connection:
        rows = connection.execute(select(utterance).order_by(utterance.c.start_ms)).all()
    return [(row.start_ms, row.end_ms, row.state) for row in rows]


def test_an_utterance_goes_from_queued_to_done_with_its_lines(queue: Utterances, database: Database) -> None:
    queue.add(speech("a", 1000, 3000))
    assert queue.backlog_s() == 2.0
    (claim,) = queue.claim(5)
    assert (claim.camera_id, claim.start_ms, claim.end_ms, claim.attempts) == ("a", 1000, 3000, 1)
    assert queue.claim(5) == ()
    assert queue.backlog_s() == 2.0
    first, second = queue.finish(claim.id, [said(1000), said(1900, "good night\x02")], TINY)
    assert (first.text, first.words[0].text, first.words[0].end_ms) == ("the door is open", "the", 1100)
    assert second.text == "good night "
    assert second.id > first.id
    assert queue.backlog_s() == 0
    assert stored(database) == [(1000, 3000, "done")]


def test_confidence_that_is_not_known_is_stored_as_such(queue: Utterances) -> None:
    queue.add(speech("a", 0, 1000))
    (claim,) = queue.claim(1)
    unknown = NewLine(start_ms=0, end_ms=900, text="hello", words=(Word(text="hello", start_ms=0, end_ms=900),))
    (stored_line,) = queue.finish(claim.id, [unknown], TINY)
    assert (stored_line.confidence, stored_line.words[0].confidence) == (None, None)
    assert Line.from_json(stored_line.to_json()) == stored_line


def test_finishing_twice_stores_once(queue: Utterances, database: Database) -> None:
    queue.add(speech("a", 0, 1000))
    (claim,) = queue.claim(1)
    assert len(queue.finish(claim.id, [said(0)], TINY)) == 1
    assert queue.finish(claim.id, [said(0)], TINY) == ()
    with database.read() as connection:
        assert len(connection.execute(select(line)).all()) == 1


def test_what_a_dead_process_worked_on_is_done_by_the_next_one(queue: Utterances) -> None:
    queue.add(speech("a", 0, 1000))
    (first,) = queue.claim(1)
    assert queue.release_running() == 1
    (second,) = queue.claim(1)
    assert (second.id, second.attempts, second.deaths) == (first.id, 1, 1)


def test_a_failure_that_is_not_its_own_costs_no_attempt(queue: Utterances) -> None:
    queue.add(speech("a", 0, 1000))
    for forgive, attempts in ((True, 1), (True, 1), (False, 1), (False, 2)):
        (claim,) = queue.claim(1)
        assert claim.attempts == attempts
        queue.release([claim.id], forgive=forgive)


def test_priority_comes_first_then_fairness_between_cameras_then_time(queue: Utterances) -> None:
    for index in range(3):
        queue.add(speech("a", index * 1000, index * 1000 + 900))
    queue.add(speech("b", 5000, 5900))
    queue.add(speech("c", 100, 900, Priority.BACKFILL))
    queue.add(speech("c", 9000, 9900, Priority.LIVE))
    order: list[str] = []
    recent: list[str] = []
    while claims := queue.claim(1, Turn(recent=recent)):
        camera_id = claims[0].camera_id
        order.append(f"{camera_id}{claims[0].start_ms}")
        recent = [*(name for name in recent if name != camera_id), camera_id]
    assert order == ["c9000", "a0", "b5000", "a1000", "a2000", "c100"]


def test_a_claim_of_several_is_of_one_camera_and_leaves_out_the_deferred(queue: Utterances) -> None:
    for index in range(4):
        queue.add(speech("a", index * 1000, index * 1000 + 900))
    queue.add(speech("b", 5000, 5900))
    assert [claim.start_ms for claim in queue.claim(3, Turn(without=[1]))] == [1000, 2000, 3000]
    assert [claim.camera_id for claim in queue.claim(3, Turn(without=[1]))] == ["b"]
    assert queue.claim(3, Turn(without=[1])) == ()


def test_sound_searched_twice_adds_only_what_was_not_covered(queue: Utterances, database: Database) -> None:
    queue.add(speech("a", 10_000, 14_000))
    assert queue.add(speech("a", 10_000, 14_000, Priority.BACKFILL)) == 0
    assert queue.add(speech("a", 8_000, 14_100, Priority.BACKFILL)) == 1
    assert queue.add(speech("a", 13_000, 20_000, Priority.BACKFILL)) == 1
    assert queue.add(speech("b", 10_000, 14_000)) == 1
    assert stored(database) == [
        (8_000, 10_000, "queued"),
        (10_000, 14_000, "queued"),
        (10_000, 14_000, "queued"),
        (14_000, 20_000, "queued"),
    ]


def test_an_utterance_around_an_earlier_one_becomes_two(queue: Utterances, database: Database) -> None:
    queue.add(speech("a", 4_000, 5_000))
    assert queue.add(speech("a", 2_000, 9_000)) == 2
    assert [row[:2] for row in stored(database)] == [(2_000, 4_000), (4_000, 5_000), (5_000, 9_000)]


def test_dropped_ones_stay_dropped_and_keep_no_audio(queue: Utterances, database: Database) -> None:
    queue.add(speech("a", 0, 1000, audio=b"\0\0" * 160))
    (claim,) = queue.claim(1)
    assert claim.audio == b"\0\0" * 160
    queue.drop(claim.id, "no_speech")
    assert queue.finish(claim.id, [said(0)], TINY) == ()
    assert queue.release_running() == 0
    with database.read() as connection:
        row = connection.execute(select(utterance)).one()
    assert (row.state, row.reason, row.audio) == ("dropped", "no_speech", None)


def test_audio_kept_aside_is_bounded_and_the_oldest_goes(queue: Utterances, database: Database) -> None:
    for index in range(4):
        queue.add(speech("a", index * 1000, index * 1000 + 900, audio=bytes(100)))
    queue.add(speech("b", 0, 900))
    assert queue.drop_overflow(250) == 2
    states = [state for _, _, state in stored(database)]
    assert states.count("dropped") == 2
    assert stored(database)[-1] == (3000, 3900, "queued")
    assert queue.drop_overflow(250) == 0


def test_of_audio_kept_aside_live_speech_goes_last(queue: Utterances, database: Database) -> None:
    kinds = (Priority.LIVE, Priority.NORMAL, Priority.BACKFILL, Priority.LIVE, Priority.NORMAL, Priority.BACKFILL)
    for index, priority in enumerate(kinds):
        queue.add(speech("a", index * 1000, index * 1000 + 900, priority, audio=bytes(100)))
    gone: list[list[int]] = []
    for most_bytes in (600, 500, 400, 300, 200, 100, 0):
        queue.drop_overflow(most_bytes)
        gone.append([start_ms // 1000 for start_ms, _, state in stored(database) if state == "dropped"])
    assert gone == [[], [2], [2, 5], [1, 2, 5], [1, 2, 4, 5], [0, 1, 2, 4, 5], [0, 1, 2, 3, 4, 5]]


def test_what_waits_beyond_its_recording_is_dropped(queue: Utterances, database: Database) -> None:
    queue.add(speech("a", 0, 900))
    queue.add(speech("a", 2000, 2900))
    assert queue.drop_before(2500) == 1
    assert [state for _, _, state in stored(database)] == ["dropped", "queued"]


def test_hearing_is_per_camera_and_starts_unknown(queue: Utterances) -> None:
    assert queue.heard_until("a") is None
    queue.set_heard_until("a", 5)
    queue.set_heard_until("a", 9)
    assert (queue.heard_until("a"), queue.heard_until("b")) == (9, None)


def test_a_camera_that_is_gone_is_a_typed_error(queue: Utterances) -> None:
    with pytest.raises(NotFoundError):
        queue.add(speech("gone", 0, 1000))
    with pytest.raises(NotFoundError):
        queue.set_heard_until("gone", 5)


def test_texts_are_not_in_a_repr() -> None:
    assert "open" not in repr(said(0))
    assert "x00" not in repr(speech("a", 0, 900, audio=bytes(4)))
