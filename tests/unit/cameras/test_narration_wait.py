"""An export that waits until its narration was spoken, or knows that nobody will."""

from collections.abc import Callable
from threading import Thread

import numpy as np
import pytest

from tests.support.waiting import until_true
from wallflower.cameras.narration_wait import NarrationWait, Patience
from wallflower.errors import UnavailableError
from wallflower.store.database import Database
from wallflower.store.narrations import Narrations, narration_id
from wallflower.wire_jobs import StoryClip
from wallflower.wire_narration import Narration, NarrationFailure, NarrationState

HELLO, BYE = narration_id("Hello"), narration_id("Bye")
PCM = np.array([0, 32767, -32767], "<i2").tobytes()
EAGER = Patience(look_s=0.01, longest_s=60, again_s=60, failed_s=60)


def clips(*texts: str) -> tuple[StoryClip, ...]:
    return tuple(
        StoryClip(id=str(number), camera_id="door", start_ms=0, end_ms=1000, narration=text)
        for number, text in enumerate(texts)
    )


@pytest.fixture
def narrations(database: Database) -> Narrations:
    return Narrations(database)


class Waiting:
    """Somebody who waits in a thread of their own."""

    def __init__(self, narrations: Narrations, patience: Patience = EAGER) -> None:
        self.told: list[Narration] = []
        self.looks = 0
        self.found: dict[str, np.ndarray] = {}
        self.error: UnavailableError | None = None
        self._wait = NarrationWait(narrations, self.told.append, patience)

    def begin(self, *texts: str) -> Thread:
        thread = Thread(target=self._run, args=(clips(*texts),), daemon=True)
        thread.start()
        return thread

    def _run(self, wanted: tuple[StoryClip, ...]) -> None:
        try:
            self.found.update(self._wait.sounds(wanted, self._looked))
        except UnavailableError as error:
            self.error = error

    def _looked(self) -> None:
        self.looks += 1


def test_what_was_spoken_already_is_not_waited_for(narrations: Narrations) -> None:
    narrations.want(["Hello"])
    narrations.keep(HELLO, PCM)
    waiting = Waiting(narrations)
    waiting.begin("Hello", "", "Hello").join(60)
    assert waiting.found["Hello"].tolist() == [0.0, 1.0, -1.0]
    assert (waiting.looks, waiting.told, waiting.error) == (0, [], None)


def test_it_goes_on_once_all_has_been_spoken(narrations: Narrations) -> None:
    waiting = Waiting(narrations)
    thread = waiting.begin("Hello", "", "Bye", "Hello")
    until_true(lambda: waiting.looks > 2)
    assert {each.id for each in waiting.told} == {HELLO, BYE}
    assert all(each.state is NarrationState.WANTED for each in waiting.told)
    narrations.keep(HELLO, PCM)
    looks = waiting.looks
    until_true(lambda: waiting.looks > looks + 2)
    assert waiting.found == {}
    narrations.keep(BYE, PCM)
    thread.join(60)
    assert set(waiting.found) == {"Hello", "Bye"}


def test_two_exports_want_the_same(narrations: Narrations) -> None:
    both = [Waiting(narrations), Waiting(narrations)]
    threads = [each.begin("Hello") for each in both]
    until_true(lambda: all(each.looks for each in both))
    narrations.keep(HELLO, PCM)
    for thread in threads:
        thread.join(60)
    assert [set(each.found) for each in both] == [{"Hello"}, {"Hello"}]


def test_nobody_speaks(narrations: Narrations) -> None:
    waiting = Waiting(narrations, Patience(look_s=0.01, longest_s=0.05, again_s=60, failed_s=60))
    waiting.begin("", "Hello").join(60)
    assert waiting.error is not None
    assert waiting.error.field == "clips.1.narration"
    assert "clip 2 cannot be heard: nobody spoke it within two minutes: connect Home" in waiting.error.message
    assert "Hello" not in waiting.error.message


@pytest.mark.parametrize(
    ("failure", "fix"),
    [
        (NarrationFailure.NO_ENGINE, "Home Assistant has no text-to-speech entity: add one, or remove the narration"),
        (NarrationFailure.FAILED, "choose another one"),
        (NarrationFailure.UNUSABLE, "shorten the narration"),
        (NarrationFailure.UNKNOWN, "choose another one"),
    ],
)
def test_a_failure_ends_it_with_what_to_do(narrations: Narrations, failure: NarrationFailure, fix: str) -> None:
    waiting = Waiting(narrations, Patience(look_s=0.01, longest_s=60, again_s=60, failed_s=0))
    thread = waiting.begin("Hello")
    until_true(lambda: waiting.looks)
    narrations.fail(HELLO, failure)
    thread.join(60)
    assert waiting.error is not None
    assert fix in waiting.error.message


def test_a_failure_of_one_home_assistant_leaves_time_for_another(narrations: Narrations) -> None:
    waiting = Waiting(narrations)
    thread = waiting.begin("Hello")
    until_true(lambda: waiting.looks)
    narrations.fail(HELLO, NarrationFailure.NO_ENGINE)
    looks = waiting.looks
    until_true(lambda: waiting.looks > looks + 2)
    narrations.keep(HELLO, PCM)
    thread.join(60)
    assert (set(waiting.found), waiting.error) == ({"Hello"}, None)


def test_a_failure_of_before_is_tried_again(narrations: Narrations) -> None:
    narrations.want(["Hello"])
    narrations.fail(HELLO, NarrationFailure.NO_ENGINE)
    waiting = Waiting(narrations, Patience(look_s=0.01, longest_s=60, again_s=60, failed_s=0))
    thread = waiting.begin("Hello")
    until_true(lambda: waiting.looks > 2)
    narrations.keep(HELLO, PCM)
    thread.join(60)
    assert set(waiting.found) == {"Hello"}


@pytest.mark.parametrize(
    "loss",
    [
        pytest.param(lambda kept: kept.expire((), 2**62), id="deleted"),
        pytest.param(lambda kept: kept.want(["Hello"], again=True), id="again"),
    ],
)
def test_what_is_lost_meanwhile_is_wanted_again(narrations: Narrations, loss: Callable[[Narrations], object]) -> None:
    waiting = Waiting(narrations, Patience(look_s=0.01, longest_s=60, again_s=0.02, failed_s=60))
    thread = waiting.begin("Hello", "Bye")
    until_true(lambda: waiting.looks)
    loss(narrations)
    told = len(waiting.told)
    until_true(lambda: len(waiting.told) > told + 4)
    assert {each.id for each in waiting.told[told:]} == {HELLO, BYE}
    for key in (HELLO, BYE):
        narrations.keep(key, PCM)
    thread.join(60)
    assert set(waiting.found) == {"Hello", "Bye"}
