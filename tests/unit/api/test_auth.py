"""Who may do what."""

from itertools import pairwise

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from wallflower.api.auth import NOBODY, SERVER, Caller, Guard, Need, needs_of
from wallflower.api.problems import ForbiddenError, UnauthorizedError
from wallflower.errors import NotFoundError
from wallflower.wire_access import Me, Role

TOKEN = "a" * 43


class Bearers:
    """Knows one key."""

    async def caller_of(self, token: str) -> Caller:
        if token != "wfk_right":
            raise UnauthorizedError("wrong key")
        return Caller(name="key:1", needs=needs_of(Role.VIEW))

    async def is_welcome(self, caller: Caller) -> bool:
        return caller is not NOBODY

    async def caller_by_cookie(self, request: web.Request) -> Caller | None:
        return Caller(name="key:2", needs=needs_of(Role.VIEW)) if "Cookie" in request.headers else None


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}", f"bearer  {TOKEN} "])
async def test_the_right_token_grants_everything(header: str) -> None:
    caller = await Guard(TOKEN).check(header)
    assert caller is SERVER
    for need in Need:
        caller.require(need)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        TOKEN,
        f"Basic {TOKEN}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Bearer \udcff\udcfe",
        "Bearer wfk_wrong",
    ],
)
async def test_anything_else_is_a_stranger(header: str | None) -> None:
    for guard in (Guard(TOKEN), Guard(TOKEN, Bearers())):
        with pytest.raises(UnauthorizedError) as caught:
            await guard.check(header)
        assert TOKEN[:-1] not in caught.value.message


async def test_a_cookie_counts_where_no_token_is_sent() -> None:
    guard, cookie = Guard(TOKEN, Bearers()), {"Cookie": "a=b"}
    by_cookie = make_mocked_request("GET", "/", cookie)
    assert (await guard.admit(by_cookie, Need.VIEW)).name == "key:2"
    assert (await guard.admit(by_cookie, Need.PUBLIC)).name == ""
    by_token = make_mocked_request("GET", "/", cookie | {"Authorization": "Bearer wfk_right"})
    assert (await guard.admit(by_token, Need.VIEW)).name == "key:1"
    wrong = make_mocked_request("GET", "/", cookie | {"Authorization": "Bearer wfk_wrong"})
    for asked, judge in ((wrong, guard), (by_cookie, Guard(TOKEN)), (make_mocked_request("GET", "/"), guard)):
        with pytest.raises(UnauthorizedError):
            await judge.admit(asked, Need.VIEW)


async def test_other_tokens_are_known_by_others() -> None:
    assert (await Guard(TOKEN, Bearers()).check("Bearer wfk_right")).name == "key:1"
    with pytest.raises(UnauthorizedError):
        await Guard(TOKEN).check("Bearer wfk_right")


def test_each_role_may_what_those_before_may() -> None:
    order = [Role.UNKNOWN, Role.VIEW, Role.CONTROL, Role.EDIT, Role.ADMIN]
    assert needs_of(Role.UNKNOWN) == {Need.PUBLIC}
    for less, more in pairwise(order):
        assert needs_of(less) < needs_of(more)
    assert needs_of(Role.ADMIN) == set(Need)


def test_a_caller_that_may_less() -> None:
    caller = Caller(name="x", needs=needs_of(Role.CONTROL), cameras=frozenset({"b", "a"}))
    caller.require(Need.VIEW)
    with pytest.raises(ForbiddenError):
        caller.require(Need.EDIT)
    assert caller.to_wire() == Me(name="x", role=Role.CONTROL, camera_ids=("a", "b"))


def test_a_caller_of_some_cameras() -> None:
    caller = Caller(name="x", needs=frozenset(Need), cameras=frozenset({"door"}))
    caller.require_camera("door", some_will_do=False)
    caller.require_camera(None, some_will_do=True)
    with pytest.raises(ForbiddenError):
        caller.require_camera(None, some_will_do=False)
    for some_will_do in (True, False):
        with pytest.raises(NotFoundError):
            caller.require_camera("garden", some_will_do=some_will_do)
    SERVER.require_camera("garden", some_will_do=False)
    SERVER.require_camera(None, some_will_do=False)
    assert (caller.sees("door"), caller.sees("garden"), SERVER.sees("garden")) == (True, False, True)
