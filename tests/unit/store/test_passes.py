"""What is heard again: nothing is lost by it, and it ends."""

import pytest

from wallflower.errors import NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.forgetting import Forgetting
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.passes import NewPass, Passes
from wallflower.store.schema import utterance
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import FIRST_TIME, Claim, NewUtterance, Priority, Turn, Utterances
from wallflower.wire_speech import PassState

QUICK = Hearer(engine="faster-whisper", model="tiny", quality=50)
GOOD = Hearer(engine="faster-whisper", model="small", quality=260)
RANGE = NewPass(start_ms=0, end_ms=100_000, engine="faster-whisper", model="small")


@pytest.fixture
def queue(database: Database) -> Utterances:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    made = Utterances(database)
    for index in range(6):
        camera_id = "b" if index == 5 else "a"
        made.add(NewUtterance(camera_id=camera_id, start_ms=index * 10_000, end_ms=index * 10_000 + 2_000))
    while claims := made.claim(1):
        (claim,) = claims
        if claim.start_ms == 40_000:
            made.drop(claim.id, "no_text")
        else:
            made.finish(claim.id, [line("first", claim.start_ms)], QUICK)
    return made


@pytest.fixture
def passes(database: Database, queue: Utterances) -> Passes:
    return Passes(database)


def line(text: str, start_ms: int, confidence: float = 0.8) -> NewLine:
    return NewLine(start_ms=start_ms, end_ms=start_ms + 1_000, text=text, confidence=confidence)


def shown(database: Database) -> list[str]:
    return sorted(found.text for found in Transcripts(database).search(Wanted()).lines)


def test_a_range_is_heard_again_and_is_then_done(passes: Passes, queue: Utterances, database: Database) -> None:
    begun = passes.start(RANGE)
    assert (begun.state, begun.total, begun.done, begun.model) == (PassState.RUNNING, 6, 0, "small")
    assert queue.claim(9) == (), "it must not be taken for something new"
    assert queue.backlog_s() == 0
    turn = Turn(order=(Priority.AGAIN,), pass_id=begun.id)
    for done in range(6):
        assert passes.get(begun.id).done == done
        assert passes.running() == (passes.get(begun.id),)
        (claim,) = queue.claim(1, turn)
        assert claim.pass_id == begun.id
        queue.finish(claim.id, [line("better", claim.start_ms)], GOOD)
    assert queue.claim(1, turn) == ()
    assert passes.running() == ()
    ended = passes.get(begun.id)
    assert (ended.state, ended.done) == (PassState.DONE, 6)
    assert ended.ended_ms is not None
    assert shown(database) == ["better"] * 6
    assert passes.list() == (ended,)


def test_cancelling_leaves_everything_as_it_was(passes: Passes, queue: Utterances, database: Database) -> None:
    begun = passes.start(RANGE)
    (claim,) = queue.claim(1, Turn(order=(Priority.AGAIN,)))
    cancelled = passes.cancel(begun.id)
    assert cancelled.state is PassState.CANCELLED
    queue.finish(claim.id, [line("better", claim.start_ms)], GOOD)
    assert queue.claim(1, Turn(order=(Priority.AGAIN,))) == ()
    assert shown(database) == ["better", *["first"] * 4]
    assert passes.cancel(begun.id).state is PassState.CANCELLED
    assert passes.running() == ()
    with database.read() as connection:
        states = connection.execute(utterance.select().order_by(utterance.c.start_ms)).all()
    assert [row.state for row in states] == ["done"] * 4 + ["dropped", "done"]


def test_only_the_cameras_and_the_range_that_were_asked_for(passes: Passes) -> None:
    assert passes.start(NewPass(start_ms=0, end_ms=100_000, engine="x", camera_ids=("b",))).total == 1
    assert passes.start(NewPass(start_ms=11_000, end_ms=30_001, engine="x")).total == 3
    nothing = passes.start(NewPass(start_ms=500_000, end_ms=600_000, engine="x"))
    assert (nothing.total, nothing.state) == (0, PassState.DONE)


def test_an_automatic_one_takes_each_utterance_once_and_only_what_a_lesser_model_heard(
    passes: Passes, queue: Utterances
) -> None:
    wanted = NewPass(start_ms=0, end_ms=100_000, engine="x", is_automatic=True, below=260, most=3)
    claim = _take(passes, queue)
    queue.finish(claim.id, [line("good", claim.start_ms)], GOOD)
    begun = passes.start(wanted)
    assert begun.total == 3
    turn = Turn(order=(Priority.AGAIN,), pass_id=begun.id)
    while claims := queue.claim(1, turn):
        queue.drop(claims[0].id, "audio_missing")
    assert passes.start(wanted).total == 1
    assert passes.start(wanted).total == 0


def _take(passes: Passes, queue: Utterances) -> Claim:
    begun = passes.start(NewPass(start_ms=50_000, end_ms=52_000, engine="x"))
    (claim,) = queue.claim(1, Turn(order=(Priority.AGAIN,), pass_id=begun.id))
    return claim


def test_what_a_user_asked_for_goes_before_what_is_automatic(passes: Passes) -> None:
    automatic = passes.start(NewPass(start_ms=0, end_ms=5_000, engine="x", is_automatic=True, below=99))
    wanted = passes.start(NewPass(start_ms=10_000, end_ms=15_000, engine="x"))
    assert passes.running() == (wanted, automatic)
    passes.cancel(wanted.id)
    assert passes.running() == (automatic,)
    passes.cancel(automatic.id)
    passes.forget_before(1 << 50)
    assert [found.id for found in passes.list()] == [wanted.id]


def test_what_was_deleted_never_comes_back(passes: Passes, database: Database) -> None:
    found = Transcripts(database).search(Wanted()).lines
    Forgetting(database).line(found[0].id)
    assert passes.start(RANGE).total == 5


@pytest.mark.parametrize("is_running", [False, True], ids=["waiting", "being heard"])
def test_nor_if_it_was_to_be_heard_again_just_then(
    passes: Passes, queue: Utterances, database: Database, *, is_running: bool
) -> None:
    queue.add(NewUtterance(camera_id="a", start_ms=70_000, end_ms=73_000))
    (claim,) = queue.claim(1)
    secret, _ = queue.finish(claim.id, [line("a secret", 70_000), line("harmless", 71_500)], QUICK)
    begun = passes.start(NewPass(start_ms=70_000, end_ms=73_000, engine="faster-whisper", model="small"))
    again = Turn(order=(Priority.AGAIN,), pass_id=begun.id)
    if is_running:
        assert [each.id for each in queue.claim(1, again)] == [claim.id]
    Forgetting(database).line(secret.id)
    assert queue.claim(1, again) == ()
    assert queue.finish(claim.id, [line("a secret", 70_000), line("harmless", 71_500)], GOOD) == ()
    assert queue.release_running() == 0
    assert shown(database) == ["first"] * 5 + ["harmless"]
    assert passes.running() == ()


def test_not_even_beside_a_line_that_was_left(passes: Passes, queue: Utterances, database: Database) -> None:
    queue.add(NewUtterance(camera_id="a", start_ms=70_000, end_ms=73_000))
    (claim,) = queue.claim(1)
    secret, _ = queue.finish(claim.id, [line("a secret", 70_000), line("harmless", 71_500)], QUICK)
    Forgetting(database).line(secret.id)
    assert passes.start(RANGE).total == 6, "all but the one with the deleted line"


def test_how_good_the_shown_text_is(passes: Passes, database: Database) -> None:
    first = Transcripts(database).search(Wanted()).lines[0]
    shown_text = passes.shown(first.utterance_id)
    assert shown_text is not None
    assert (shown_text.quality, shown_text.confidence) == (50, 0.8)
    assert passes.shown(999) is None


def test_unknown_ids_are_typed(passes: Passes) -> None:
    for call in (passes.get, passes.cancel):
        with pytest.raises(NotFoundError):
            call(7)


def test_new_speech_is_not_a_second_hearing() -> None:
    assert Priority.AGAIN not in FIRST_TIME
