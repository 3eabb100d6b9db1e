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
    assert [fired.rule for fired in await keeper.fired(HELP)] == [rule]
    assert await keeper.list() == (rule,)
    await keeper.update(rule.id, {"enabled": False})
    assert await keeper.fired(HELP) == ()
    await keeper.update(rule.id, {"enabled": True, "cooldown_s": 0})
    another = RuleKeeper(Rules(database))
    await another.load()
    assert await another.fired(HELP)
    await keeper.delete(rule.id)
    assert await keeper.fired(HELP) == ()


async def test_a_phrase_without_a_word_is_refused_before_it_is_stored(keeper: RuleKeeper) -> None:
    with pytest.raises(InvalidRequestError):
        await keeper.create({"name": "Nothing", "phrases": ("ok", "!!")})
    assert await keeper.list() == ()
    rule = await keeper.create({"name": "Help", "phrases": ("help",)})
    with pytest.raises(InvalidRequestError):
        await keeper.update(rule.id, {"phrases": ("*",)})
    assert await keeper.list() == (rule,)


async def test_whoever_shows_rules_hears_of_each_change(database: Database) -> None:
    told: list[int] = []
    following = RuleKeeper(Rules(database), told=lambda: told.append(len(following.book.watches)))
    rule = await following.create({"name": "Help", "phrases": ("help",)})
    await following.update(rule.id, {"name": "Help me"})
    await following.arm((), armed=False)
    with pytest.raises(NotFoundError):
        await following.update("x", {"name": "y"})
    await following.delete(rule.id)
    assert told == [1, 1, 1, 0]


async def test_unknown_rules(keeper: RuleKeeper) -> None:
    with pytest.raises(NotFoundError):
        await keeper.update("x", {"name": "y"})
    with pytest.raises(NotFoundError):
        await keeper.delete("x")


async def test_arming_some_or_all(keeper: RuleKeeper) -> None:
    first, second = [await keeper.create({"name": name, "phrases": ("help",)}) for name in "ab"]
    assert [rule.armed for rule in await keeper.arm([first.id], armed=False)] == [False, True]
    assert [fired.rule.id for fired in await keeper.fired(HELP)] == [second.id]
    with pytest.raises(NotFoundError):
        await keeper.arm([second.id, "x"], armed=False)
    assert (await keeper.list())[1].armed
    await keeper.arm((), armed=False)
    assert await keeper.fired(HELP) == ()
    await keeper.arm((), armed=True)
    assert len(await keeper.fired(HELP)) == 2


async def test_a_change_that_leaves_nothing_to_listen_for_is_refused(keeper: RuleKeeper) -> None:
    rule = await keeper.create({"name": "Help", "phrases": ("help",)})
    with pytest.raises(InvalidRequestError):
        await keeper.update(rule.id, {"phrases": ()})
    changed = await keeper.update(rule.id, {"phrases": (), "expressions": ("h.lp",)})
    assert (changed.phrases, changed.expressions) == ((), ("h.lp",))
    assert await keeper.fired(HELP)
