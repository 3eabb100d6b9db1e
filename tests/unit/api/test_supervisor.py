"""What the server tells the Supervisor, and asks of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.supervisor import ADMIN, STRANGER, TOKEN, USER, Supervisor, running_supervisor
from tests.support.waiting import until
from wallflower.api import supervisor as module
from wallflower.api.supervisor import ANNOUNCED_FILE, HomeUsers, keep_announced
from wallflower.errors import UnavailableError

CONFIG: dict[str, Any] = {"host": "thewallflower", "port": 8099, "token": "secret-of-the-api", "server_id": "x"}


@pytest.fixture
async def home() -> AsyncIterator[Supervisor]:
    async with running_supervisor() as running:
        yield running


def client(home: Supervisor, token: str = TOKEN) -> module.Supervisor:
    return module.Supervisor(home.address, token)


@asynccontextmanager
async def announcing(home: Supervisor, data: Path, **changes: object) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(keep_announced(client(home), CONFIG | changes, data, retry_s=(0.01,)))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def announced(home: Supervisor, data: Path, **changes: object) -> None:
    before = (data / ANNOUNCED_FILE).read_text() if (data / ANNOUNCED_FILE).exists() else ""
    async with announcing(home, data, **changes):
        await until(lambda: (data / ANNOUNCED_FILE).exists() and (data / ANNOUNCED_FILE).read_text() != before)


async def test_a_server_is_announced_once_and_again_only_when_something_changed(
    home: Supervisor, tmp_path: Path
) -> None:
    await announced(home, tmp_path)
    assert home.pushed == [CONFIG]
    async with announcing(home, tmp_path) as task:
        await asyncio.wait([task], timeout=0.1)
    assert home.posts == 1
    await announced(home, tmp_path, token="another")
    assert [message["token"] for message in home.pushed] == ["secret-of-the-api", "another"]
    assert len(home.messages) == 1


async def test_a_supervisor_that_was_never_told_is_told_again(home: Supervisor, tmp_path: Path) -> None:
    await announced(home, tmp_path)
    home.messages.clear()
    (tmp_path / ANNOUNCED_FILE).unlink()  # no backup has it
    await announced(home, tmp_path)
    assert len(home.pushed) == 2


async def test_it_is_tried_until_the_supervisor_takes_it(
    home: Supervisor, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.down = True
    async with announcing(home, tmp_path):
        await until(lambda: home.posts > 2)
        assert not (tmp_path / ANNOUNCED_FILE).exists()
        home.down = False
        await until((tmp_path / ANNOUNCED_FILE).exists)
    assert home.pushed == [CONFIG]
    assert CONFIG["token"] not in caplog.text
    assert TOKEN not in caplog.text


async def test_what_is_remembered_tells_no_secret(home: Supervisor, tmp_path: Path) -> None:
    await announced(home, tmp_path)
    assert CONFIG["token"] not in (tmp_path / ANNOUNCED_FILE).read_text()


async def test_refusals_are_unavailable(home: Supervisor) -> None:
    with pytest.raises(UnavailableError, match="403"):
        await client(home, "wrong").announce(CONFIG)
    home.services.clear()
    with pytest.raises(UnavailableError, match="400"):
        await client(home).announce(CONFIG)
    with pytest.raises(UnavailableError, match="does not answer"):
        await module.Supervisor("127.0.0.1:1", TOKEN).announce(CONFIG)


async def test_users_and_their_groups(home: Supervisor) -> None:
    users = HomeUsers(client(home))
    assert await users.groups_of(ADMIN) == ("system-admin",)
    assert await users.groups_of(USER) == ("system-users",)
    assert await users.groups_of(STRANGER) == ()
    assert await users.groups_of("e" * 32) == ()
    assert home.asked_for_users == 1


async def test_users_are_asked_for_again_after_a_while(home: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(module, "monotonic_s", lambda: now[0])
    users = HomeUsers(client(home))
    await users.groups_of(ADMIN)
    home.users[0]["group_ids"] = ["system-users"]
    now[0] += module.USERS_LAST_S - 1
    assert await users.groups_of(ADMIN) == ("system-admin",)
    now[0] += 2
    assert await users.groups_of(ADMIN) == ("system-users",)


async def test_who_cannot_be_asked_for_may_do_nothing_until_it_is_known(
    home: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(module, "monotonic_s", lambda: now[0])
    users = HomeUsers(client(home))
    home.down = True
    with pytest.raises(UnavailableError):
        await users.groups_of(ADMIN)
    home.down = False
    with pytest.raises(UnavailableError):  # the failure is not tried again at once
        await users.groups_of(ADMIN)
    now[0] += module.FAILURE_LASTS_S + 1
    assert await users.groups_of(ADMIN) == ("system-admin",)


async def test_a_wrong_token_tells_nothing(home: Supervisor) -> None:
    with pytest.raises(UnavailableError):
        await HomeUsers(client(home, "wrong")).groups_of(ADMIN)
