"""Cookies of browsers at the direct port: whom they let in, from which page, and until when."""

from typing import TYPE_CHECKING, Any

import jwt
import pytest
from aiohttp import ClientResponse, WSServerHandshakeError
from argon2.profiles import CHEAPEST

from wallflower.api import cookies as module
from wallflower.api import passwords
from wallflower.api.auth import Need, needs_of
from wallflower.api.routes import ALL
from wallflower.clock import now_ms
from wallflower.wire_access import Role

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

PASSWORD = "correct horse battery"
PAGE = {"Origin": "http://cameras.example:8099"}
ROLES = [role for role in Role if role is not Role.UNKNOWN]


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "RFC_9106_LOW_MEMORY", CHEAPEST)


async def login(api: Api, role: Role = Role.VIEW, cameras: list[str] | None = None) -> tuple[dict[str, Any], str]:
    """Add a user; return it and an access token."""
    body = {"name": "Ann", "password": PASSWORD}
    made = await api.send("POST", "/api/users", body | {"role": role, "camera_ids": cameras}, 201)
    answer = await api.client.post("/api/login", json=body)
    return made, (await answer.json())["access_token"]


async def key(api: Api, role: Role = Role.VIEW, cameras: list[str] | None = None) -> tuple[dict[str, Any], str]:
    made = await api.send("POST", "/api/keys", {"name": "A screen", "role": role, "camera_ids": cameras}, 201)
    return made["key"], made["secret"]


async def ask(api: Api, method: str, path: str, cookie: str, **headers: str) -> ClientResponse:
    return await api.client.request(method, path, headers={"Cookie": cookie, **headers})


async def given(api: Api, token: str, page: dict[str, str] = PAGE) -> str:
    """Return the header that a browser sends after a page of it was given a cookie."""
    answer = await api.client.post("/api/session", headers={"Authorization": f"Bearer {token}"} | page)
    assert answer.status == 204, await answer.text()
    api.client.session.cookie_jar.clear()
    ((name, cookie),) = answer.cookies.items()
    return f"{name}={cookie.value}"


@pytest.mark.parametrize("origin", ["http://cameras.example:8099", "https://cameras.example"])
async def test_a_cookie_goes_to_no_script_and_no_other_site(api: Api, origin: str) -> None:
    _, token = await login(api)
    answer = await api.client.post("/api/session", headers={"Authorization": f"Bearer {token}", "Origin": origin})
    ((name, cookie),) = answer.cookies.items()
    assert api.services.server_id.startswith(name.removeprefix("wallflower_"))
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/api")
    assert (cookie["max-age"], cookie["domain"]) == (str(module.LASTS_MS // 1000), "")
    assert bool(cookie["secure"]) is origin.startswith("https:")
    assert token not in cookie.value


@pytest.mark.parametrize("make", [login, key])
async def test_pictures_video_and_sockets_need_no_header(api: Api, make: Any) -> None:
    made, token = await make(api)
    cookie = await given(api, token)
    me = await (await ask(api, "GET", "/api/me", cookie)).json()
    assert me["name"].partition(":")[2] == made["id"]
    assert (await ask(api, "GET", "/api/cameras", cookie)).status == 200
    async with api.client.ws_connect("/api/events", headers={"Cookie": cookie} | PAGE) as socket:
        assert (await socket.receive_json(timeout=60))["type"] == "hello"


FOREIGN = [
    {},
    {"Origin": "http://cameras.example"},
    {"Origin": "http://cameras.example:8123"},
    {"Origin": "https://cameras.example:8099"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    PAGE | {"Sec-Fetch-Site": "same-site"},
    PAGE | {"Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_other_pages_change_nothing_and_listen_to_nothing(api: Api, headers: dict[str, str]) -> None:
    _, token = await login(api, Role.ADMIN)
    cookie = await given(api, token)
    for method, path in (("POST", "/api/keys"), ("PATCH", "/api/users/x"), ("DELETE", "/api/session")):
        assert (await ask(api, method, path, cookie, **headers)).status == 403
    with pytest.raises(WSServerHandshakeError) as caught:
        await api.client.ws_connect("/api/events", headers={"Cookie": cookie} | headers)
    assert caught.value.status == 403
    assert (await ask(api, "GET", "/api/me", cookie)).status == 200  # nobody was logged out


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 200), ("none", 200), ("same-site", 403), ("cross-site", 403), ("x", 403)]
)
async def test_other_sites_show_none_of_its_pictures(api: Api, site: str, status: int) -> None:
    cookie = await given(api, (await key(api))[1])
    assert (await ask(api, "GET", "/api/cameras", cookie, **{"Sec-Fetch-Site": site})).status == status


@pytest.mark.parametrize("make", [login, key])
@pytest.mark.parametrize("role", ROLES)
async def test_every_route_for_every_role(api: Api, make: Any, role: Role) -> None:
    cookie = await given(api, (await make(api, role))[1])
    for route in ALL:
        path = route.path.replace("{", "").replace("}", "") + "?no_such_parameter=1"
        answer = await ask(api, route.method, path, cookie, **PAGE)
        assert (answer.status == 403) == (route.need not in needs_of(role)), (route.name, answer.status)
        assert answer.status != 401
        foreign = await ask(api, route.method, path, cookie, Origin="http://evil.example")
        refused = route.need is not Need.PUBLIC and (route.method != "GET" or route.need not in needs_of(role))
        assert (foreign.status == 403) == refused, (route.name, foreign.status)


async def test_some_cameras_are_all_that_it_shows(api: Api) -> None:
    rows = [
        await api.send("POST", "/api/cameras", {"name": name, "url": "rtsp://192.0.2.1/", "enabled": False}, 201)
        for name in ("Door", "Garden")
    ]
    door, garden = (row["id"] for row in rows)
    cookie = await given(api, (await key(api, cameras=[door]))[1])
    assert (await ask(api, "GET", f"/api/cameras/{door}", cookie)).status == 200
    assert (await ask(api, "GET", f"/api/cameras/{garden}", cookie)).status == 404


async def test_it_ends_with_its_login(api: Api) -> None:
    made, token = await login(api)
    first = await given(api, token)
    answer = await ask(api, "DELETE", "/api/session", first, **PAGE)
    assert answer.status == 204
    ((_, gone),) = answer.cookies.items()
    assert (gone.value, gone["max-age"]) == ("", "0")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert (await ask(api, "GET", "/api/me", first)).status == 401
    assert (await api.client.get("/api/me", headers={"Authorization": f"Bearer {token}"})).status == 401
    answer = await api.client.post("/api/login", json={"name": "Ann", "password": PASSWORD})
    second = await given(api, (await answer.json())["access_token"])
    await api.send("PATCH", f"/api/users/{made['id']}", {"role": "edit"})
    assert (await ask(api, "GET", "/api/me", second)).status == 401


async def test_it_ends_with_its_key_which_a_browser_does_not_revoke(api: Api) -> None:
    made, secret = await key(api)
    cookie = await given(api, secret)
    assert (await ask(api, "DELETE", "/api/session", cookie, **PAGE)).status == 204
    assert (await ask(api, "GET", "/api/me", cookie)).status == 200
    await api.send("DELETE", f"/api/keys/{made['id']}", status=204)
    assert (await ask(api, "GET", "/api/me", cookie)).status == 401


async def test_it_ends_by_itself(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = await given(api, (await key(api))[1])
    monkeypatch.setattr(module, "now_ms", lambda: now_ms() + module.LASTS_MS)
    assert (await ask(api, "GET", "/api/me", cookie)).status == 401


async def test_forged_and_foreign_ones_open_nothing(api: Api) -> None:
    _, token = await login(api)
    name, _, right = (await given(api, token)).partition("=")
    secret = (api.services.settings.data / "signing").read_text().strip()
    claims = jwt.decode(right, options={"verify_signature": False})
    link = api.services.links.make("/api/visits/1/image.jpg", None, now_ms() + 60_000)
    wrong = {
        "another key": jwt.encode(claims, "x" * 43, algorithm="HS256"),
        "another server": jwt.encode(claims | {"aud": "cookie:another"}, secret, algorithm="HS256"),
        "another user": jwt.encode(claims | {"sub": "user:0"}, secret, algorithm="HS256"),
        "another login": jwt.encode(claims | {"sid": "0" * 16}, secret, algorithm="HS256"),
        "a login for a key": jwt.encode(claims | {"sub": f"key:{claims['sid']}"}, secret, algorithm="HS256"),
        "no origin": jwt.encode({k: v for k, v in claims.items() if k != "origin"}, secret, algorithm="HS256"),
        "strange epoch": jwt.encode(claims | {"epoch": "x"}, secret, algorithm="HS256"),
        "an access token": token,
        "a link": link,
        "the server's token": api.services.token,
        "cut": right[:-1],
    }
    for kind, value in wrong.items():
        assert (await ask(api, "GET", "/api/me", f"{name}={value}")).status == 401, kind
    assert (await ask(api, "GET", "/api/me", f"other={right}")).status == 401
    assert (await api.client.get("/api/me", headers={"Authorization": f"Bearer {right}"})).status == 401
    assert (await ask(api, "GET", f"/api/links/{right}", "a=b")).status == 404
    assert (await ask(api, "GET", "/api/me", f"{name}={right}")).status == 200


async def test_who_gets_none(api: Api) -> None:
    _, token = await login(api)
    cookie = await given(api, token)
    error = await api.error("POST", "/api/session", 403, headers=PAGE)  # with the server's own token
    assert "logins and keys" in error["message"]
    assert (await ask(api, "POST", "/api/session", cookie, **PAGE)).status == 403  # only renewed by a token
    for origin in ("", "null", "cameras.example", "file:///etc", "http://a b"):
        headers = {"Authorization": f"Bearer {token}"} | ({"Origin": origin} if origin else {})
        answer = await api.client.post("/api/session", headers=headers)
        assert (answer.status, dict(answer.cookies)) == (422, {})
    assert (await api.client.post("/api/session", headers=PAGE)).status == 401


async def test_a_token_counts_before_a_cookie(api: Api) -> None:
    cookie = await given(api, (await key(api))[1])
    answer = await ask(api, "GET", "/api/me", cookie, Authorization=f"Bearer {api.services.token}")
    assert (await answer.json())["name"] == "token"
    assert (await ask(api, "GET", "/api/me", cookie, Authorization="Bearer wrong")).status == 401
