"""The rule table."""

import pytest

from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.rules import Rules
from wallflower.wire import KeywordRule

PARCEL = KeywordRule(id="r1", name="Parcel", phrases=("parcel", "package for"), camera_ids=("a",), cooldown_s=30)


@pytest.fixture
def rules(database: Database) -> Rules:
    return Rules(database)


def test_a_rule_comes_back_as_it_was_created(rules: Rules) -> None:
    rules.create(PARCEL)
    assert rules.list() == (PARCEL,)


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


def test_delete_removes(rules: Rules) -> None:
    rules.create(PARCEL)
    rules.delete("r1")
    assert rules.list() == ()
