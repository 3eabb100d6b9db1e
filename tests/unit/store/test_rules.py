"""The rule table."""

from dataclasses import replace

import pytest

from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.rules import MOST_RULES, Rules
from wallflower.wire_alerts import Rule, RuleKind
from wallflower.wire_options import ScheduleSlot

PARCEL = Rule(id="r1", name="Parcel", phrases=("parcel", "package for"), camera_ids=("a",), cooldown_s=30)
FULL = Rule(
    id="r2",
    name="Quiet",
    kind=RuleKind.SILENCE,
    phrases=("a",),
    sounds_like=("b",),
    expressions=("c",),
    languages=("de",),
    speakers=("p",),
    silence_minutes=5,
    camera_ids=("x",),
    enabled=False,
    armed=False,
    schedule=(ScheduleSlot(weekdays=(1,), start_minute=3, end_minute=2),),
    cooldown_s=0,
)


@pytest.fixture
def rules(database: Database) -> Rules:
    return Rules(database)


def test_a_rule_comes_back_as_it_was_created(rules: Rules) -> None:
    rules.create(PARCEL)
    rules.create(FULL)
    assert rules.list() == (PARCEL, FULL)
    assert rules.get("r2") == FULL


def test_an_update_changes_only_what_it_names(rules: Rules) -> None:
    rules.create(PARCEL)
    changed = rules.update("r1", {"enabled": False, "phrases": ("help",)})
    assert changed.phrases == ("help",)
    assert not changed.enabled
    assert changed.camera_ids == ("a",)
    assert rules.list() == (changed,)


def test_unknown_ids_are_typed(rules: Rules) -> None:
    with pytest.raises(NotFoundError):
        rules.update("x", {"name": "y"})
    with pytest.raises(NotFoundError):
        rules.delete("x")
    with pytest.raises(NotFoundError):
        rules.get("x")


def test_delete_removes(rules: Rules) -> None:
    rules.create(PARCEL)
    rules.delete("r1")
    assert rules.list() == ()


def test_there_is_a_most(rules: Rules) -> None:
    for number in range(MOST_RULES):
        rules.create(replace(PARCEL, id=str(number)))
    with pytest.raises(ConflictError, match="delete one"):
        rules.create(PARCEL)
