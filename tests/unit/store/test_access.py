"""Users, their logins, keys and the audit."""

import pytest

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store import accounts as module
from wallflower.store import audit as audit_module
from wallflower.store.accounts import Accounts
from wallflower.store.api_keys import ApiKeys
from wallflower.store.audit import KEEP_MS, TIDY_EVERY, Audit
from wallflower.store.database import Database
from wallflower.wire_access import ApiKey, Role, User


def new_user(user_id: str, name: str) -> User:
    return User(id=user_id, name=name, role=Role.EDIT, camera_ids=("door",), created_ms=5)


def test_users_come_and_go_with_their_logins(database: Database) -> None:
    accounts = Accounts(database)
    ann = new_user("a", "Ann")
    accounts.create(ann, "hash")
    with pytest.raises(ConflictError):
        accounts.create(new_user("b", "ANN"), "hash")
    accounts.create(new_user("b", "Bob"), "hash")
    with pytest.raises(ConflictError):
        accounts.update("b", {"name": "ann"})
    assert accounts.list() == (ann, new_user("b", "Bob"))
    accounts.log_in("l", "a", "s1", now_ms() + 60_000)
    found = accounts.find_login("l")
    assert found is not None
    assert (found.user, found.epoch) == (ann, 0)
    changed = accounts.update("a", {"camera_ids": None, "role": "view"})
    assert (changed.camera_ids, changed.role) == (None, Role.VIEW)
    assert accounts.find_login("l") is None
    accounts.log_in("m", "a", "s1", now_ms() + 60_000)
    accounts.delete("a")
    assert accounts.find_login("m") is None
    with pytest.raises(NotFoundError):
        accounts.update("a", {"role": "view"})


def test_a_login_is_renewed_by_its_last_secret_only(database: Database) -> None:
    accounts = Accounts(database)
    accounts.create(new_user("a", "Ann"), "hash")
    until_ms = now_ms() + 60_000
    accounts.log_in("l", "a", "s1", until_ms)
    assert accounts.renew_login("l", "s1", "s2", until_ms) is not None
    assert accounts.renew_login("l", "s2", "s3", until_ms) is not None
    assert accounts.renew_login("l", "s1", "s4", until_ms) is None
    assert accounts.find_login("l") is None
    assert accounts.renew_login("l", "s3", "s4", until_ms) is None


def test_an_old_login_is_over_and_forgotten(database: Database) -> None:
    accounts = Accounts(database)
    accounts.create(new_user("a", "Ann"), "hash")
    accounts.log_in("l", "a", "s1", now_ms() - 1)
    assert accounts.find_login("l") is None
    assert accounts.renew_login("l", "s1", "s2", now_ms() + 60_000) is None


def test_a_user_has_so_many_devices(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LOGINS", 3)
    clock = iter(range(1_000, 2_000))
    monkeypatch.setattr(module, "now_ms", lambda: next(clock))
    accounts = Accounts(database)
    accounts.create(new_user("a", "Ann"), "hash")
    for number in range(5):
        accounts.log_in(f"l{number}", "a", "s", 10_000)
    assert [accounts.find_login(f"l{number}") is not None for number in range(5)] == [False, False, True, True, True]


def test_keys_come_and_go(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ApiKeys(database)
    value = ApiKey(id="k", name="A", role=Role.VIEW, camera_ids=None, created_ms=5, used_ms=None, expires_ms=10_000)
    keys.create(value, "digest")
    monkeypatch.setattr("wallflower.store.api_keys.now_ms", lambda: 9_999)
    assert keys.find("k") == (value, "digest")
    keys.used(value)
    assert keys.list()[0].used_ms == 9_999
    monkeypatch.setattr("wallflower.store.api_keys.now_ms", lambda: 10_000)
    assert keys.find("k") is None
    keys.delete("k")
    with pytest.raises(NotFoundError):
        keys.delete("k")


def note(audit: Audit, what: str = "x") -> None:
    audit.note(who="token", what=what, path="/", address="192.0.2.1", status=200)


def test_the_audit_forgets_what_is_old_and_what_is_too_much(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit, now = Audit(database, most=TIDY_EVERY), [KEEP_MS * 2]
    monkeypatch.setattr(audit_module, "now_ms", lambda: now[0])
    monkeypatch.setattr(audit_module, "TIDY_EVERY", 5)
    note(audit, "old")
    now[0] += KEEP_MS + 1
    for _ in range(4):
        note(audit)
    assert {entry.what for entry in audit.list(100)[0]} == {"x"}
    audit._most = 3
    for _ in range(5):
        note(audit, "y")
    assert [entry.what for entry in audit.list(100)[0]] == ["y"] * 3


def test_a_strange_cursor_is_refused(database: Database) -> None:
    with pytest.raises(InvalidRequestError):
        Audit(database).list(1, "x")
