"""Rules that fire while the words are being said."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from tests.support.waiting import until
from wallflower.alerts import early as module
from wallflower.errors import InvalidRequestError
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import EventType, Line, Word
from wallflower.wire_alerts import Alert, AlertPhase, KeywordHit
from wallflower.wire_speech import Partial

if TYPE_CHECKING:
    from tests.unit.alerts.conftest import House

HELP: dict[str, Any] = {"name": "Help", "phrases": ("help",), "cooldown_s": 60, "early": True}
BEGAN_MS = 10_000


@asynccontextmanager
async def running(house: House) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(job()) for job in (house.desk.run, house.desk.early.run)]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def so_far(words: str, start_ms: int = BEGAN_MS, camera_id: str = "a") -> Partial:
    """Return what was said until now, half a second per word."""
    spoken = tuple(
        Word(text=word, start_ms=start_ms + index * 500, end_ms=start_ms + index * 500 + 400)
        for index, word in enumerate(words.split())
    )
    line = Line(
        id=0, camera_id=camera_id, start_ms=start_ms, end_ms=spoken[-1].end_ms, text=words, words=spoken, language="en"
    )
    return Partial(camera_id=camera_id, start_ms=start_ms, lines=(line,))


async def phases(house: House) -> list[AlertPhase]:
    return [alert.phase for alert in await house.told()]


async def keywords(house: House) -> list[KeywordHit]:
    events = await house.events()
    return [KeywordHit.from_json(event.data) for event in events if event.type is EventType.KEYWORD]


async def test_it_fires_at_once_and_the_line_confirms_it(house: House) -> None:
    rule = await house.keeper.create(HELP)
    async with running(house):
        house.desk.put(so_far("please help me"))
        await until(lambda: house.bus.last_sequence == 2)
        (early,) = await house.told()
        (hit,) = await keywords(house)
        assert (early.phase, early.line, early.at_ms, early.rule_id) == (AlertPhase.EARLY, None, 10_500, rule.id)
        assert (hit.phase, hit.alert_id, hit.line.id, hit.line.text) == (
            AlertPhase.EARLY,
            early.id,
            0,
            "please help me",
        )
        house.desk.put(so_far("please help me now"))
        line = house.say("please help me now or never", BEGAN_MS)
        house.desk.put(line)
        await until(lambda: house.bus.last_sequence == 3)
        await until(lambda: not house.desk._waiting)
    _, confirmed = await house.told()
    assert confirmed == house.alerts.get(early.id)
    assert (confirmed.phase, confirmed.line, confirmed.id) == (AlertPhase.CONFIRMED, line, early.id)
    assert confirmed.clip_start_ms < confirmed.at_ms == confirmed.words_ms[0] < confirmed.clip_end_ms
    assert len(await keywords(house)) == 1


async def test_without_a_cooldown_its_own_line_does_not_fire_it_again(house: House) -> None:
    await house.keeper.create(HELP | {"cooldown_s": 0})
    async with running(house):
        house.desk.put(so_far("help help help"))
        house.desk.put(so_far("help help help help"))
        await until(lambda: not house.desk._waiting)
        house.desk.put(house.say("help help help help", BEGAN_MS))
        await until(lambda: not house.alerts.news(1))
    assert await phases(house) == [AlertPhase.EARLY, AlertPhase.CONFIRMED]
    assert len(await keywords(house)) == 1


async def test_what_the_line_does_not_have_is_withdrawn_and_the_rule_is_awake_again(house: House) -> None:
    await house.keeper.create(HELP)
    async with running(house):
        house.desk.put(so_far("please help me"))
        await until(lambda: house.bus.last_sequence == 2)
        house.desk.put(house.say("police kelp me", BEGAN_MS))
        await until(lambda: house.bus.last_sequence == 3)
        house.desk.put(house.say("help", 20_000))
        await until(lambda: house.bus.last_sequence == 5)
    early, withdrawn, final = await house.told()
    assert (withdrawn.id, withdrawn.phase, withdrawn.line) == (early.id, AlertPhase.WITHDRAWN, None)
    assert (final.phase, final.at_ms) == (AlertPhase.FINAL, 20_000)
    assert house.alerts.get(early.id).phase is AlertPhase.WITHDRAWN
    assert len(await keywords(house)) == 2


async def test_an_utterance_that_is_dropped_withdraws_it(house: House) -> None:
    await house.keeper.create(HELP)
    queue = Utterances(house.database)
    async with running(house):
        house.desk.put(so_far("help"))
        await until(lambda: house.bus.last_sequence == 2)
        queue.add(NewUtterance(camera_id="a", start_ms=BEGAN_MS, end_ms=15_000))
        (claim,) = queue.claim(1)
        queue.drop(claim.id, "no_text")
        await until(lambda: house.bus.last_sequence == 3)
    assert await phases(house) == [AlertPhase.EARLY, AlertPhase.WITHDRAWN]


@pytest.mark.parametrize(("said", "phase"), [("help", AlertPhase.CONFIRMED), ("kelp", AlertPhase.WITHDRAWN)])
async def test_a_restart_in_between_changes_nothing(house: House, said: str, phase: AlertPhase) -> None:
    await house.keeper.create(HELP)
    async with running(house):
        house.desk.put(so_far("help"))
        await until(lambda: house.bus.last_sequence == 2)
    house.say(said, BEGAN_MS)
    house.restart()
    await house.keeper.load()
    async with running(house):
        await until(lambda: house.bus.last_sequence == 3)
    assert await phases(house) == [AlertPhase.EARLY, phase]
    assert len(await keywords(house)) == 1


async def test_it_rests_from_the_early_firing_on(house: House) -> None:
    await house.keeper.create(HELP)
    async with running(house):
        for start_ms in (BEGAN_MS, 30_000, BEGAN_MS + 60_000):
            house.desk.put(so_far("help", start_ms))
            await until(lambda: not house.desk._waiting)
            if start_ms <= 30_000:
                house.desk.put(house.say("help", start_ms))
                await until(lambda: not house.desk._waiting)
    told = [(alert.phase, alert.at_ms) for alert in await house.told()]
    again = (AlertPhase.EARLY, BEGAN_MS + 60_000)
    assert told == [(AlertPhase.EARLY, BEGAN_MS), (AlertPhase.CONFIRMED, BEGAN_MS), again]


async def test_an_open_alert_of_another_utterance_silences_no_line(house: House) -> None:
    await house.keeper.create(HELP)
    Utterances(house.database).add(NewUtterance(camera_id="a", start_ms=BEGAN_MS, end_ms=12_000))
    waiting = Utterances(house.database).claim(1)
    async with running(house):
        house.desk.put(so_far("help"))
        await until(lambda: not house.desk._waiting)
        house.desk.put(house.say("help", 14_000))
        await until(lambda: house.bus.last_sequence == 4)
        Utterances(house.database).drop(waiting[0].id, "engine_failed")
        await until(lambda: house.bus.last_sequence == 5)
    assert await phases(house) == [AlertPhase.EARLY, AlertPhase.FINAL, AlertPhase.WITHDRAWN]


async def test_a_rule_that_was_disarmed_meanwhile_is_confirmed_all_the_same(house: House) -> None:
    rule = await house.keeper.create(HELP)
    async with running(house):
        house.desk.put(so_far("help"))
        await until(lambda: house.bus.last_sequence == 2)
        await house.keeper.arm([rule.id], armed=False)
        house.desk.put(house.say("help", BEGAN_MS))
        await until(lambda: house.bus.last_sequence == 3)
    assert await phases(house) == [AlertPhase.EARLY, AlertPhase.CONFIRMED]


@pytest.mark.parametrize("change", [{"early": False}, {"armed": False}, {"languages": ("de",)}, {"camera_ids": ("b",)}])
async def test_other_rules_wait_for_the_line(house: House, change: dict[str, Any]) -> None:
    await house.keeper.create(HELP | change)
    async with running(house):
        house.desk.put(so_far("help"))
        await until(lambda: not house.desk._waiting)
    assert await house.events() == ()


@pytest.mark.parametrize(
    "values",
    [
        {"name": "x", "kind": "silence", "silence_minutes": 5, "early": True},
        {"name": "x", "kind": "speaker", "speakers": ("anna",), "early": True},
        HELP | {"speakers": ("anna",)},
    ],
)
async def test_only_words_can_fire_early(house: House, values: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        await house.keeper.create(values)
    assert caught.value.field == "early"


async def test_what_cannot_be_kept_now_fires_with_its_line(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallflower.alerts.desk.RETRY_S", 0.01)
    monkeypatch.setattr(module, "EVERY_S", 0.01)
    await house.keeper.create(HELP)
    with house.database.write() as connection:
        connection.execute(text("ALTER TABLE alert RENAME TO hidden"))
    async with running(house):
        house.desk.put(so_far("help"))
        await until(lambda: not house.desk._waiting)
        with house.database.write() as connection:
            connection.execute(text("ALTER TABLE hidden RENAME TO alert"))
        house.desk.put(house.say("help", BEGAN_MS))
        await until(lambda: house.bus.last_sequence == 2)
    assert await phases(house) == [AlertPhase.FINAL]


async def test_one_that_was_deleted_stays_deleted(house: House) -> None:
    await house.keeper.create(HELP)
    async with running(house):
        house.desk.put(so_far("help"))
        await until(lambda: house.bus.last_sequence == 2)
        (early,) = await house.told()
        await house.desk.delete(early.id)
        house.desk.put(house.say("help", BEGAN_MS))
        await until(lambda: not house.alerts.news(1))
    assert [event.type for event in await house.events()] == [EventType.ALERT, EventType.KEYWORD, EventType.ALERT]


def test_the_wire_takes_older_alerts() -> None:
    old = {"id": 1, "rule_id": None, "rule_name": "x", "kind": "keyword", "camera_id": "a", "at_ms": 3}
    assert Alert.from_json(old).phase is AlertPhase.FINAL
