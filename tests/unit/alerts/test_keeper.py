"""Rules stored and in force."""

import pytest

from wallflower.alerts.keeper import RuleKeeper
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.rules import Rules
from wallflower.wire import Line

HELP = Line(id=1, camera_id="a", start_ms=1, end_ms=2, text="help me")


@pytest.fixture
def keeper(database: Database) -> RuleKeeper:
    return RuleKeeper(Rules(database))


async def test_changes_are_in_force_at_once_and_stored(keeper: RuleKeeper, database: Database) -> None:
    rule = await keeper.create({"name": "Help", "phrases": ("help",)})
    assert [hit.rule_id for hit in keeper.hits(HELP)] == [rule.id]
    assert await keeper.list() == (rule,)
    await keeper.update(rule.id, {"enabled": False})
    assert keeper.hits(HELP) == ()
    await keeper.update(rule.id, {"enabled": True, "cooldown_s": 0})
    another = RuleKeeper(Rules(database))
    await another.load()
    assert another.hits(HELP)
    await keeper.delete(rule.id)
    assert keeper.hits(HELP) == ()


async def test_a_phrase_without_a_word_is_refused_before_it_is_stored(keeper: RuleKeeper) -> None:
    with pytest.raises(InvalidRequestError):
        await keeper.create({"name": "Nothing", "phrases": ("ok", "!!")})
    assert await keeper.list() == ()
    rule = await keeper.create({"name": "Help", "phrases": ("help",)})
    with pytest.raises(InvalidRequestError):
        await keeper.update(rule.id, {"phrases": ("*",)})
    assert await keeper.list() == (rule,)


async def test_unknown_rules(keeper: RuleKeeper) -> None:
    with pytest.raises(NotFoundError):
        await keeper.update("x", {"name": "y"})
    with pytest.raises(NotFoundError):
        await keeper.delete("x")
