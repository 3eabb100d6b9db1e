"""What lasts ends with the login or key that it was asked with."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientPayloadError, ServerDisconnectedError, WSMsgType
from aiohttp.test_utils import TestClient, TestServer

from tests.support.supervisor import TOKEN, USER, running_supervisor
from tests.support.waiting import PATIENCE_S, until
from wallflower.api import lasting, supervisor
from wallflower.api.auth import SERVER
from wallflower.api.ingress import USER_HEADER
from wallflower.api.lasting import NoLongerError, while_welcome
from wallflower.api.server import ingress_application
from wallflower.errors import NotFoundError, StorageError
from wallflower.store.cameras import CameraRow

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "RECHECK_S", 0.05)


@pytest.fixture(autouse=True)
def door(api: Api) -> None:
    api.others.cameras.create(CameraRow(id="door", name="door", url="rtsp://door/1"))


async def key(api: Api) -> tuple[dict[str, str], str]:
    made = await api.send("POST", "/api/keys", {"name": "A screen", "camera_ids": ["door"]}, 201)
    return {"Authorization": f"Bearer {made['secret']}"}, made["key"]["id"]


@pytest.mark.parametrize("path", ["/api/events", "/api/cameras/door/live"])
async def test_a_socket_ends_with_its_key_and_not_before(api: Api, path: str) -> None:
    headers, key_id = await key(api)
    looks = counted(api)
    async with api.client.ws_connect(path, headers=headers) as socket:
        await until(lambda: len(looks) > 2)
        assert not socket.closed
        await api.send("DELETE", f"/api/keys/{key_id}", status=204)
        async with asyncio.timeout(PATIENCE_S):
            while (message := await socket.receive()).type is WSMsgType.TEXT:
                pass
        assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}
    await until(lambda: api.services.bus.readers + api.services.live.viewers == 0)


async def test_a_socket_through_ingress_ends_when_home_assistant_takes_the_right_away(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "USERS_LAST_S", 0.0)
    settings = api.services.settings.model_copy(update={"supervisor": "127.0.0.1"})
    async with running_supervisor() as home:
        application = ingress_application(settings, api.services, supervisor.Supervisor(home.address, TOKEN))
        async with (
            TestClient(TestServer(application)) as ingress,
            ingress.ws_connect("/api/events", headers={USER_HEADER: USER}) as socket,
        ):
            asked = home.asked_for_users
            await until(lambda: home.asked_for_users > asked + 2)
            assert not socket.closed
            home.users[:] = [user for user in home.users if user["id"] != USER]
            async with asyncio.timeout(PATIENCE_S):
                while (message := await socket.receive()).type is WSMsgType.TEXT:
                    pass
            assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}
    await until(lambda: api.services.bus.readers == 0)


async def test_pictures_end_with_their_key(api: Api) -> None:
    headers, key_id = await key(api)
    answer = await api.client.get("/api/cameras/door/mjpeg", headers=headers)
    await api.send("DELETE", f"/api/keys/{key_id}", status=204)
    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises((ClientPayloadError, ServerDisconnectedError, ConnectionResetError)):
            await answer.read()
    await until(lambda: api.services.live.viewers == 0)


async def test_the_servers_own_token_is_not_asked_about(api: Api) -> None:
    looks = counted(api)
    async with api.client.ws_connect("/api/events", headers=api.headers) as socket:
        await socket.receive(timeout=PATIENCE_S)
        assert await api.services.access.is_welcome(SERVER)
    assert looks == [SERVER]


async def test_a_changed_user_is_none_that_was_let_in(api: Api) -> None:
    body = {"name": "Ann", "password": "correct horse battery"}
    made = await api.send("POST", "/api/users", body, 201)
    token = (await (await api.client.post("/api/login", json=body)).json())["access_token"]
    caller = await api.services.access.caller_of(token)
    assert await api.services.access.is_welcome(caller)
    await api.send("PATCH", f"/api/users/{made['id']}", {"camera_ids": ["door"]})
    assert not await api.services.access.is_welcome(caller)


async def test_a_database_that_fails_throws_nobody_out(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    headers, _ = await key(api)
    caller = await api.services.access.caller_of(headers["Authorization"].removeprefix("Bearer "))

    def fail(_key_id: str) -> None:
        raise StorageError("the disk is away")

    monkeypatch.setattr(api.services.access._keys, "find", fail)
    assert await api.services.access.is_welcome(caller)


def answers(*given: bool) -> Callable[[], Awaitable[bool]]:
    left = list(given)

    async def is_welcome() -> bool:
        return left.pop(0)

    return is_welcome


async def test_work_is_done_failed_or_cut_off() -> None:
    ended = asyncio.Event()

    async def work() -> str:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.set()
        return "never"

    async def fail() -> str:
        raise NotFoundError("gone")

    assert await while_welcome(asyncio.sleep(0, "done"), answers()) == "done"
    with pytest.raises(NotFoundError):
        await while_welcome(fail(), answers())
    with pytest.raises(NoLongerError):
        await while_welcome(work(), answers(True, True, False))
    assert ended.is_set()


async def test_who_leaves_takes_the_work_along() -> None:
    ended, begun = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.sleep(3600)
        finally:
            ended.set()

    task = asyncio.create_task(while_welcome(work(), answers(*[True] * 100_000)))
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert ended.is_set()


def counted(api: Api) -> list[Any]:
    """Return whom the server looks up while answers last."""
    looks: list[Any] = []
    ask = api.services.access.is_welcome

    async def counting(caller: Any) -> bool:
        looks.append(caller)
        return await ask(caller)

    api.services.access.is_welcome = counting  # type: ignore[method-assign]
    return looks
