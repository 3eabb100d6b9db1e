"""From lines to alerts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.support.waiting import until
from wallflower.alerts import desk as module
from wallflower.alerts.rules import Fired
from wallflower.errors import NotFoundError
from wallflower.store.alerts import AlertFilter
from wallflower.wire import EventType
from wallflower.wire_alerts import KeywordHit, RuleKind

if TYPE_CHECKING:
    from tests.unit.alerts.conftest import House

HELP = {"name": "Help", "phrases": ("help",), "cooldown_s": 60}


@asynccontextmanager
async def running(house: House) -> AsyncIterator[None]:
    task = asyncio.create_task(house.desk.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_line_becomes_an_alert_that_is_kept_then_told(house: House) -> None:
    rule = await house.keeper.create(HELP)
    line = house.say("please help me")
    async with running(house):
        house.desk.put(line)
        await until(lambda: house.bus.last_sequence == 2)
    alert_event, keyword_event = await house.events()
    hit = KeywordHit.from_json(keyword_event.data)
    alert = house.alerts.get(hit.alert_id)
    assert await house.told() == [alert]
    assert (keyword_event.type, hit.rule_id, hit.phrase, hit.line) == (EventType.KEYWORD, rule.id, "help", line)
    assert (alert.at_ms, alert.line, alert.kind) == (hit.at_ms, line, RuleKind.KEYWORD)
    assert alert.clip_start_ms < alert.words_ms[0] < alert.words_ms[1] < alert.clip_end_ms
    assert alert_event.at_ms == hit.at_ms


@pytest.mark.parametrize("kind", ["phrases", "sounds_like", "expressions"])
async def test_control_characters_of_a_rule_hold_up_no_alert(house: House, kind: str) -> None:
    written = "help" if kind == "expressions" else "help\x00"
    await house.keeper.create(HELP | {"phrases": (), kind: (written, "me|\x00")})
    async with running(house):
        house.desk.put(house.say("please help me"))
        await until(lambda: house.bus.last_sequence == 2)
    (alert,) = house.alerts.list(AlertFilter()).alerts
    assert (alert.phrase or "").strip() == "help"


async def test_a_rule_rests_after_its_alert_and_after_a_restart(house: House) -> None:
    await house.keeper.create(HELP)
    for spoken in (((10_000, "a"), (50_000, "a"), (200_000, "a"), (10_000, "b")), ((255_000, "a"), (50_000, "b"))):
        async with running(house):
            for at_ms, camera_id in spoken:
                house.desk.put(house.say("help", at_ms, camera_id))
            await until(lambda: not house.desk._waiting)
        told = house.alerts.list(AlertFilter()).alerts
        assert [(alert.at_ms, alert.camera_id) for alert in told] == [(200_000, "a"), (10_000, "b"), (10_000, "a")]
        house.restart()
        await house.keeper.load()


async def test_a_speaker_rule_tells_no_keyword(house: House) -> None:
    await house.keeper.create({"name": "Anna", "kind": "speaker", "speakers": ("anna",)})
    (watch,) = house.keeper.book.watches
    said = house.say("hello")
    fired = Fired(watch.rule, "a", said.start_ms)
    alert = await house.desk.tell(fired, said)
    assert alert is not None
    assert alert.line == said
    assert [event.type for event in await house.events()] == [EventType.ALERT]


async def test_a_line_that_was_deleted_meanwhile_tells_nothing(house: House) -> None:
    await house.keeper.create(HELP)
    line = house.say("help")
    with house.database.write() as connection:
        connection.execute(text("DELETE FROM line"))
    async with running(house):
        house.desk.put(line)
        await until(lambda: not house.desk._waiting)
    assert await house.events() == ()


async def test_no_line_is_lost_while_the_database_fails(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETRY_S", 0.01)
    await house.keeper.create(HELP)
    line = house.say("help")
    with house.database.write() as connection:
        connection.execute(text("ALTER TABLE alert RENAME TO hidden"))
    async with running(house):
        house.desk.put(line)
        await asyncio.sleep(0.3)
        assert await house.events() == ()
        with house.database.write() as connection:
            connection.execute(text("ALTER TABLE hidden RENAME TO alert"))
        await until(lambda: house.bus.last_sequence == 2)
    assert len(house.alerts.list(AlertFilter()).alerts) == 1


async def test_what_was_said_while_nobody_looked_is_seen_once(house: House) -> None:
    await house.keeper.create(HELP | {"cooldown_s": 0})
    lines = [house.say("help", at_ms) for at_ms in (10_000, 20_000, 30_000)]
    async with running(house):
        house.desk.put(lines[1])
        await until(lambda: not house.alerts.news(10))  # told, and written down as seen
    assert house.bus.last_sequence == 6
    assert sorted(alert.at_ms for alert in await house.told()) == [10_000, 20_000, 30_000]
    house.restart()
    await house.keeper.load()
    for alert in await house.told():
        house.alerts.delete(alert.id)
    async with running(house):
        house.desk.put(lines[0])
        await until(lambda: not house.desk._waiting)
    assert house.bus.last_sequence == 6
    assert house.alerts.list(AlertFilter()).alerts == ()


async def test_more_lines_than_fit_are_read_later(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    await house.keeper.create(HELP | {"cooldown_s": 0})
    for number in range(5):
        house.desk.put(house.say("help", 10_000 * number))
    assert len(house.desk._waiting) == 2
    async with running(house):
        await until(lambda: not house.alerts.news(10))
    assert house.bus.last_sequence == 10


async def test_deleting_is_told(house: House) -> None:
    await house.keeper.create(HELP)
    async with running(house):
        house.desk.put(house.say("help"))
        await until(lambda: house.bus.last_sequence == 2)
    (alert,) = await house.told()
    await house.desk.delete(alert.id)
    assert (await house.events())[-1].data == {"id": alert.id, "camera_id": alert.camera_id}
    with pytest.raises(NotFoundError):
        await house.desk.delete(alert.id)


async def test_old_alerts_are_deleted_by_themselves(house: House) -> None:
    await house.keeper.create(HELP)
    async with running(house):
        house.desk.put(house.say("help"))
        await until(lambda: house.bus.last_sequence == 2)
    task = asyncio.create_task(module.tidy(house.alerts, days=1, pictures_mb=1))
    await until(lambda: not house.alerts.list(AlertFilter()).alerts)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
