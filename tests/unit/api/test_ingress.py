"""The port for Home Assistant's ingress, and that no other believes its headers."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from multidict import CIMultiDict

from tests.support.supervisor import ADMIN, READER, STRANGER, TOKEN, USER, Supervisor, running_supervisor
from wallflower.api import supervisor as module
from wallflower.api.auth import Need
from wallflower.api.ingress import USER_HEADER
from wallflower.api.routes import ALL
from wallflower.api.routing import AnyRoute
from wallflower.api.server import ingress_application

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

GROUPS = {
    ADMIN: frozenset(Need),
    USER: frozenset({Need.PUBLIC, Need.VIEW, Need.CONTROL}),
    READER: frozenset({Need.PUBLIC, Need.VIEW}),
    STRANGER: frozenset({Need.PUBLIC}),
    "e" * 32: frozenset({Need.PUBLIC}),
}


@pytest.fixture
async def home() -> AsyncIterator[Supervisor]:
    async with running_supervisor() as running:
        yield running


def application_for(api: Api, home: Supervisor, address: str) -> Any:
    settings = api.services.settings.model_copy(update={"supervisor": address})
    return ingress_application(settings, api.services, module.Supervisor(home.address, TOKEN))


@pytest.fixture
async def ingress(api: Api, home: Supervisor) -> AsyncIterator[TestClient[Any, Any]]:
    """The port, with 127.0.0.1 in the place of the Supervisor's address."""
    async with TestClient(TestServer(application_for(api, home, "127.0.0.1"))) as client:
        yield client


@pytest.fixture
async def foreign(api: Api, home: Supervisor) -> AsyncIterator[TestClient[Any, Any]]:
    """The port as the add-on has it, asked by somebody who is not the Supervisor."""
    async with TestClient(TestServer(application_for(api, home, "172.30.32.2"))) as client:
        yield client


def as_user(user_id: str) -> dict[str, str]:
    return {USER_HEADER: user_id, "X-Remote-User-Name": "somebody"}


async def code(answer: ClientResponse) -> str:
    return str((await answer.json())["error"]["code"])


async def test_a_user_of_home_assistant_looks_at_cameras(ingress: TestClient[Any, Any]) -> None:
    answer = await ingress.get("/api/cameras", headers=as_user(USER))
    assert answer.status == 200
    assert await answer.json() == {"cameras": []}


@pytest.mark.parametrize("path", ["/", "/live", "/api/cameras", "/api/openapi.json", "/api/alive"])
async def test_any_other_address_is_refused(foreign: TestClient[Any, Any], path: str) -> None:
    for headers in ({}, as_user(ADMIN), as_user(ADMIN) | {"X-Forwarded-For": "172.30.32.2"}):
        answer = await foreign.get(path, headers=headers)
        assert answer.status == 403
        assert await code(answer) == "forbidden"


async def test_the_servers_own_token_opens_nothing_there(
    api: Api, ingress: TestClient[Any, Any], foreign: TestClient[Any, Any]
) -> None:
    for client in (ingress, foreign):
        assert (await client.get("/api/cameras", headers=api.headers)).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(USER_HEADER, "")],
        [(USER_HEADER, ADMIN), (USER_HEADER, ADMIN)],
        [(USER_HEADER, "a" * 65)],
        [("X-Remote-User-Name", "admin")],
        [("X-Hass-Is-Admin", "1")],
    ],
)
async def test_without_one_user_nobody_is_let_in(ingress: TestClient[Any, Any], headers: list[tuple[str, str]]) -> None:
    assert (await ingress.get("/api/cameras", headers=CIMultiDict(headers))).status == 403


async def test_spoofed_headers_are_worth_nothing_at_the_other_port(api: Api) -> None:
    for user in (ADMIN, USER):
        assert (await api.client.get("/api/cameras", headers=as_user(user))).status == 401


async def test_nobody_is_let_in_while_home_assistant_cannot_be_asked(
    ingress: TestClient[Any, Any], home: Supervisor
) -> None:
    home.down = True
    assert (await ingress.get("/api/cameras", headers=as_user(ADMIN))).status == 503


@pytest.mark.parametrize("user", GROUPS, ids=["admin", "user", "reader", "stranger", "inactive"])
async def test_every_route_for_every_group(ingress: TestClient[Any, Any], user: str) -> None:
    for route in ALL:
        answer = await probe(ingress, route, as_user(user))
        allowed = route.need in GROUPS[user]
        refused = answer.status == 403 and await code(answer) == "forbidden"
        assert refused != allowed, (route.name, answer.status)


async def probe(client: TestClient[Any, Any], route: AnyRoute, headers: dict[str, str]) -> ClientResponse:
    """Ask in a way that is refused before anything happens, if it is not refused for want of rights."""
    path = route.path.replace("{", "").replace("}", "")
    return await client.request(route.method, path, headers=headers, params={"no_such_parameter": "1"})


async def test_its_pages_may_be_shown_in_home_assistants_frame_and_nowhere_else(
    api: Api, ingress: TestClient[Any, Any]
) -> None:
    answer = await ingress.get("/")
    assert answer.status == 200
    assert answer.content_type == "text/html"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert (await api.call("GET", "/api/info")).headers["X-Frame-Options"] == "DENY"
