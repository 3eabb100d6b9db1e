"""`wallflower users`."""

import io
from pathlib import Path

import pytest

from wallflower import cli
from wallflower.store.accounts import Accounts
from wallflower.store.database import Database


def users(tmp_path: Path, *arguments: str) -> int:
    return cli.main(["users", *arguments, "--data", str(tmp_path)])


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\nanother password\n"))


def test_users_are_added_listed_changed_and_removed(
    tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert users(tmp_path, "add", "Ann") == 0
    before = Accounts(database).find("ann")
    assert before is not None
    assert before.password_hash.startswith("$argon2id$")
    assert users(tmp_path, "password", "ANN") == 0
    after = Accounts(database).find("ann")
    assert after is not None
    assert after.password_hash != before.password_hash
    assert after.epoch == before.epoch + 1
    assert users(tmp_path, "list") == 0
    assert capsys.readouterr().out == "Ann  admin  all cameras\n"
    assert users(tmp_path, "remove", "Ann") == 0
    assert Accounts(database).is_empty()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["add"], 2, "say which user"),
        (["remove", "Bob"], 1, "no user has this name"),
        (["add", "\u200b"], 2, "can be seen"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    assert users(tmp_path, *arguments) == code
    assert message in capsys.readouterr().err


def test_a_short_password_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert users(tmp_path, "add", "Ann") == 2
    assert "10 to 200 characters" in capsys.readouterr().err
