"""The table of what is spoken for stories: a cache that is bounded, and whose first sound stays."""

import pytest
from sqlalchemy import update

from wallflower.errors import NotFoundError
from wallflower.store import narrations as module
from wallflower.store.database import Database
from wallflower.store.narrations import Narrations, narration_id
from wallflower.store.schema import narration as table
from wallflower.wire_narration import NarrationFailure, NarrationState

HELLO, BYE = narration_id("Hello"), narration_id("Bye")
SECOND = b"\x01\x02" * 16_000


@pytest.fixture
def narrations(database: Database) -> Narrations:
    return Narrations(database)


def age(narrations: Narrations, key: str, to_ms: int) -> None:
    with narrations._database.write() as connection:
        connection.execute(update(table).where(table.c.id == key).values(wanted_ms=to_ms))


def test_a_text_is_wanted_once_and_spoken_once(narrations: Narrations) -> None:
    first = narrations.want(["Hello", "Bye", "Hello"])
    assert [(each.id, each.text, each.state) for each in first] == [
        (HELLO, "Hello", NarrationState.WANTED),
        (BYE, "Bye", NarrationState.WANTED),
    ]
    assert narrations.pcm(HELLO) is None
    kept, is_first = narrations.keep(HELLO, SECOND)
    assert (kept.state, kept.length_ms, is_first) == (NarrationState.READY, 1000, True)
    again, is_first = narrations.keep(HELLO, b"\x00\x00")
    assert (again, is_first, narrations.pcm(HELLO)) == (kept, False, SECOND)
    assert narrations.want(["Hello"]) == (kept,)
    assert {each.id for each in narrations.list(state=NarrationState.WANTED)} == {BYE}
    assert {each.id for each in narrations.find([HELLO, BYE, "0" * 32])} == {HELLO, BYE}


def test_one_is_spoken_again_when_somebody_asks_for_that(narrations: Narrations) -> None:
    narrations.want(["Hello"])
    narrations.keep(HELLO, SECOND)
    (again,) = narrations.want(["Hello"], again=True)
    assert (again.state, again.length_ms, narrations.pcm(HELLO)) == (NarrationState.WANTED, 0, None)
    assert narrations.keep(HELLO, SECOND * 2)[0].length_ms == 2000


def test_a_failure_lasts_until_somebody_wants_or_speaks_it(narrations: Narrations) -> None:
    narrations.want(["Hello"])
    failed, is_news = narrations.fail(HELLO, NarrationFailure.NO_ENGINE)
    assert (failed.state, failed.failure, is_news) == (NarrationState.FAILED, NarrationFailure.NO_ENGINE, True)
    assert narrations.fail(HELLO, NarrationFailure.FAILED) == (failed, False)
    (wanted,) = narrations.want(["Hello"])
    assert (wanted.state, wanted.failure) == (NarrationState.WANTED, None)
    narrations.fail(HELLO, NarrationFailure.FAILED)
    spoken, is_first = narrations.keep(HELLO, SECOND)
    assert (spoken.state, spoken.failure, is_first) == (NarrationState.READY, None, True)
    assert narrations.fail(HELLO, NarrationFailure.FAILED) == (spoken, False)


def test_ids_that_nobody_wants(narrations: Narrations) -> None:
    for ask in (
        lambda: narrations.get(HELLO),
        lambda: narrations.keep(HELLO, SECOND),
        lambda: narrations.fail(HELLO, NarrationFailure.FAILED),
    ):
        with pytest.raises(NotFoundError) as caught:
            ask()
        assert caught.value.field == "narration_id"
    assert narrations.pcm(HELLO) is None
    assert narrations.want([]) == ()


def test_what_nobody_asked_for_lately_goes_unless_it_is_kept(narrations: Narrations) -> None:
    narrations.want(["Hello", "Bye", "Now"])
    for key in (HELLO, BYE):
        age(narrations, key, 5)
    assert narrations.expire({BYE}, 6) == 1
    assert {each.text for each in narrations.list()} == {"Bye", "Now"}
    assert narrations.expire({BYE}, 6) == 0


def test_the_oldest_make_room_but_not_for_what_is_wanted_now(
    narrations: Narrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    narrations.want(["Hello", "Bye", "Now"])
    age(narrations, BYE, 5)
    narrations.want(["Then"])
    assert {each.text for each in narrations.list()} == {"Hello", "Now", "Then"}
    assert len(narrations.want(map(str, range(5)))) == 5
    assert len(narrations.list()) == 5


def test_sounds_take_so_much_space_and_no_more(narrations: Narrations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 2 * len(SECOND))
    narrations.want(["Hello", "Bye", "Now"])
    age(narrations, HELLO, 5)
    for key in (HELLO, BYE, narration_id("Now")):
        narrations.keep(key, SECOND)
    assert {each.text for each in narrations.list()} == {"Bye", "Now"}
    assert narrations.pcm(BYE) == SECOND


def test_a_text_is_in_no_representation(narrations: Narrations) -> None:
    (wanted,) = narrations.want(["Hello there"])
    assert "Hello" not in repr(wanted)
