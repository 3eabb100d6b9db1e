"""Logging in, keys, and what each role may do at each route."""

import json
import logging
import warnings
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from aiohttp import ClientResponse
from argon2.profiles import CHEAPEST

from wallflower.api import access as module
from wallflower.api import passwords
from wallflower.api.auth import Need, needs_of
from wallflower.api.lockout import FREE_TRIES
from wallflower.api.problems import UnauthorizedError
from wallflower.api.rates import RATES, Rate, RateClass
from wallflower.api.routes import ALL
from wallflower.clock import now_ms
from wallflower.wire_access import Role, Session

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

PASSWORD = "correct horse battery"
ROLES = [role for role in Role if role is not Role.UNKNOWN]

type Bearer = dict[str, str]


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real Argon2id, but not a tenth of a second of it for each login; its own test has the real parameters."""
    monkeypatch.setattr(passwords, "RFC_9106_LOW_MEMORY", CHEAPEST)


def bearer(token: str) -> Bearer:
    return {"Authorization": f"Bearer {token}"}


async def user(api: Api, role: Role = Role.VIEW, name: str = "Ann", cameras: list[str] | None = None) -> dict[str, Any]:
    body = {"name": name, "password": PASSWORD, "role": role, "camera_ids": cameras}
    found: dict[str, Any] = await api.send("POST", "/api/users", body, 201)
    return found


async def logged_in(api: Api, name: str = "Ann", password: str = PASSWORD) -> Session:
    answer = await api.client.post("/api/login", json={"name": name, "password": password})
    assert answer.status == 200, await answer.text()
    return Session.from_json(await answer.json())


async def key(api: Api, role: Role = Role.VIEW, cameras: list[str] | None = None, **more: Any) -> dict[str, Any]:
    body = {"name": "A program", "role": role, "camera_ids": cameras} | more
    found: dict[str, Any] = await api.send("POST", "/api/keys", body, 201)
    return found


async def camera(api: Api, name: str = "Door") -> str:
    row = await api.send("POST", "/api/cameras", {"name": name, "url": "rtsp://192.0.2.1/", "enabled": False}, 201)
    return str(row["id"])


async def status(api: Api, token: str, path: str = "/api/cameras", method: str = "GET", **options: Any) -> int:
    return (await api.client.request(method, path, headers=bearer(token), **options)).status


async def test_the_first_user_is_made_with_the_servers_token(api: Api) -> None:
    answer = await api.client.get("/api/login")
    assert await answer.json() == {"setup_needed": True}
    body = {"name": "Ann", "password": PASSWORD, "role": "admin"}
    assert (await api.client.post("/api/users", json=body)).status == 401
    made = await user(api, Role.ADMIN)
    assert "password" not in json.dumps(made)
    assert await (await api.client.get("/api/login")).json() == {"setup_needed": False}
    session = await logged_in(api)
    assert session.user.role is Role.ADMIN
    assert await status(api, session.access_token, "/api/users") == 200


async def test_who_asks_is_told_what_they_may_do(api: Api) -> None:
    door = await camera(api)
    assert await api.get("/api/me") == {"name": "token", "role": "admin", "camera_ids": None}
    made = await user(api, Role.EDIT, cameras=[door])
    answer = await api.client.get("/api/me", headers=bearer((await logged_in(api)).access_token))
    assert await answer.json() == {"name": f"user:{made['id']}", "role": "edit", "camera_ids": [door]}


@pytest.mark.parametrize(
    ("name", "password"), [("Ann", "wrong"), ("Bob", PASSWORD), ("Ann", PASSWORD + " "), ("Ann", PASSWORD.upper())]
)
async def test_wrong_names_and_passwords_look_alike(api: Api, name: str, password: str) -> None:
    await user(api)
    answer = await api.client.post("/api/login", json={"name": name, "password": password})
    assert answer.status == 401
    assert (await answer.json())["error"]["message"] == "the name or the password is wrong"


async def test_names_are_found_however_they_are_written(api: Api) -> None:
    await user(api)
    assert (await logged_in(api, "aNN")).user.name == "Ann"
    error = await api.error("POST", "/api/users", 409, json={"name": "ANN", "password": PASSWORD})
    assert error["field"] == "name"


async def test_many_wrong_passwords_lock_out_even_the_right_one(api: Api) -> None:
    await user(api)
    for _ in range(FREE_TRIES[0]):
        answer = await api.client.post("/api/login", json={"name": "Ann", "password": "wrong"})
        assert answer.status == 401
    answer = await api.client.post("/api/login", json={"name": "Ann", "password": PASSWORD})
    assert answer.status == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert (await answer.json())["error"]["code"] == "too_many_requests"


@pytest.mark.parametrize("password", ["short", "x" * 201])
async def test_bad_passwords_are_refused_and_not_repeated(api: Api, password: str) -> None:
    answer = await api.call("POST", "/api/users", json={"name": "Ann", "password": password})
    assert answer.status == 422
    assert password not in await answer.text()


async def test_a_refresh_token_is_good_once_and_its_reuse_ends_the_session(api: Api) -> None:
    await user(api)
    first = await logged_in(api)
    answer = await api.client.post("/api/login/refresh", json={"refresh_token": first.refresh_token})
    second = Session.from_json(await answer.json())
    assert await status(api, second.access_token) == 200
    answer = await api.client.post("/api/login/refresh", json={"refresh_token": first.refresh_token})
    assert answer.status == 401
    for token in (first.access_token, second.access_token):
        assert await status(api, token) == 401
    answer = await api.client.post("/api/login/refresh", json={"refresh_token": second.refresh_token})
    assert answer.status == 401


async def test_a_logout_ends_one_session_at_once(api: Api) -> None:
    await user(api)
    here, there = await logged_in(api), await logged_in(api)
    answer = await api.client.post("/api/logout", json={"refresh_token": here.refresh_token})
    assert answer.status == 204
    assert await status(api, here.access_token) == 401
    assert await status(api, there.access_token) == 200


@pytest.mark.parametrize("change", [{"password": "another password"}, {"role": "view"}, {"camera_ids": []}])
async def test_a_change_logs_the_user_out_everywhere(api: Api, change: dict[str, Any]) -> None:
    made = await user(api, Role.ADMIN)
    session = await logged_in(api)
    await api.send("PATCH", f"/api/users/{made['id']}", change)
    assert await status(api, session.access_token) == 401
    answer = await api.client.post("/api/login/refresh", json={"refresh_token": session.refresh_token})
    assert answer.status == 401
    await logged_in(api, password=change.get("password", PASSWORD))


async def test_who_is_deleted_is_out_at_once(api: Api) -> None:
    made = await user(api)
    session = await logged_in(api)
    await api.send("DELETE", f"/api/users/{made['id']}", status=204)
    assert await status(api, session.access_token) == 401
    await api.error("DELETE", f"/api/users/{made['id']}", 404)


async def test_an_access_token_expires(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    await user(api)
    monkeypatch.setattr(module, "ACCESS_MS", -2_000)
    session = await logged_in(api)
    assert await status(api, session.access_token) == 401
    monkeypatch.undo()
    answer = await api.client.post("/api/login/refresh", json={"refresh_token": session.refresh_token})
    assert await status(api, Session.from_json(await answer.json()).access_token) == 200


async def forged(api: Api) -> dict[str, str]:
    """Return access tokens that are almost right."""
    session = await logged_in(api)
    claims = jwt.decode(session.access_token, options={"verify_signature": False})
    secret = (api.services.settings.data / "signing").read_text().strip()

    def sign(key: str = secret, algorithm: str = "HS256", **changes: Any) -> str:
        with warnings.catch_warnings(action="ignore"):  # that the key is short for another algorithm
            return jwt.encode({**claims, **changes}, key, algorithm=algorithm)

    unsigned = jwt.encode(claims, "", algorithm="none")
    without = {name: value for name, value in claims.items() if name != "exp"}
    return {
        "right": sign(),
        "another key": sign("x" * 43),
        "no signature": unsigned,
        "another algorithm": sign(algorithm="HS384"),
        "another server": sign(aud="another"),
        "another issuer": sign(iss="another"),
        "another user": sign(sub="0" * 16),
        "another session": sign(sid="0" * 16),
        "older than a change": sign(epoch=claims["epoch"] - 1),
        "without an end": jwt.encode(without, secret, algorithm="HS256"),
        "cut": session.access_token[:-1],
        "strange": "eyJ\udcff",
    }


async def test_forged_access_tokens_are_worth_nothing(api: Api) -> None:
    await user(api)
    tokens = await forged(api)
    assert await status(api, tokens.pop("right")) == 200
    for kind, token in tokens.items():
        with pytest.raises(UnauthorizedError, match="log in again"):
            await api.services.access.caller_of(token)
        if kind != "strange":
            assert await status(api, token) == 401, kind


async def test_a_key_is_shown_once_and_works_until_it_is_revoked(api: Api) -> None:
    made = await key(api)
    secret = made["secret"]
    assert await status(api, secret) == 200
    listed = await api.get("/api/keys")
    assert secret.split("_", 2)[2] not in json.dumps(listed)
    assert listed["keys"][0]["used_ms"] is not None
    assert await status(api, secret[:-1]) == 401
    assert await status(api, secret + "x") == 401
    await api.send("DELETE", f"/api/keys/{made['key']['id']}", status=204)
    assert await status(api, secret) == 401


async def test_a_key_expires(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    now = now_ms()
    made = await key(api, expires_ms=now + 60_000)
    assert await status(api, made["secret"]) == 200
    monkeypatch.setattr("wallflower.store.api_keys.now_ms", lambda: now + 60_001)
    assert await status(api, made["secret"]) == 401
    await api.error("POST", "/api/keys", 422, json={"name": "Late", "expires_ms": now - 1})


async def test_secrets_are_kept_as_hashes_only(api: Api) -> None:
    await user(api)
    session, made = await logged_in(api), await key(api)
    for path in api.services.settings.data.glob("wallflower.db*"):
        data = path.read_bytes()
        for secret in (PASSWORD, made["secret"].split("_", 2)[2], session.refresh_token.split("_", 2)[2]):
            assert secret.encode() not in data


type MakeToken = Callable[[Api, Role], Awaitable[str]]


async def by_password(api: Api, role: Role) -> str:
    await user(api, role)
    return (await logged_in(api)).access_token


async def by_key(api: Api, role: Role) -> str:
    return str((await key(api, role))["secret"])


async def probe(api: Api, token: str | None, path: str, method: str) -> ClientResponse:
    """Ask in a way that is refused before anything happens, if it is not refused for want of rights."""
    headers = {} if token is None else bearer(token)
    return await api.client.request(method, path, headers=headers, params={"no_such_parameter": "1"})


@pytest.mark.parametrize("make", [by_password, by_key])
@pytest.mark.parametrize("role", ROLES)
async def test_every_route_for_every_role(api: Api, make: MakeToken, role: Role) -> None:
    token = await make(api, role)
    for route in ALL:
        answer = await probe(api, token, route.path.replace("{", "").replace("}", ""), route.method)
        assert (answer.status == 403) == (route.need not in needs_of(role)), (route.name, answer.status)
        assert answer.status != 401


async def test_every_route_for_those_without_rights(api: Api) -> None:
    made = await key(api, Role.ADMIN)
    await api.send("DELETE", f"/api/keys/{made['key']['id']}", status=204)
    for route in ALL:
        for token in (None, "wrong", made["secret"], "eyJ.eyJ.x"):
            answer = await probe(api, token, route.path.replace("{", "").replace("}", ""), route.method)
            assert (answer.status == 401) == (route.need is not Need.PUBLIC), (route.name, answer.status)


async def test_every_route_for_one_who_may_use_one_camera(api: Api) -> None:
    door, garden = await camera(api), await camera(api, "Garden")
    token = (await key(api, Role.ADMIN, [door]))["secret"]
    for route in ALL:
        if route.need is Need.PUBLIC:
            continue
        fill = route.path.replace("{", "").replace("}", "")
        foreign = await probe(api, token, fill.replace("camera_id", garden), route.method)
        if "{camera_id}" in route.path:
            assert foreign.status == 404, route.name
            # Its own camera is not refused; what else is wrong with the request is told.
            own = await probe(api, token, fill.replace("camera_id", door), route.method)
            assert own.status in {404, 422}, route.name
        else:
            assert (foreign.status == 403) != route.for_some, (route.name, foreign.status)


async def test_one_camera_is_all_that_is_shown(api: Api) -> None:
    door, garden = await camera(api), await camera(api, "Garden")
    token = (await key(api, Role.VIEW, [door]))["secret"]
    answer = await api.client.get("/api/cameras", headers=bearer(token))
    assert [row["id"] for row in (await answer.json())["cameras"]] == [door]
    assert await status(api, token, f"/api/cameras/{door}") == 200
    for path in (f"/api/cameras/{garden}", f"/api/cameras/{garden}/status", "/api/cameras/nobody"):
        answer = await api.client.get(path, headers=bearer(token))
        assert answer.status == 404
        assert (await answer.json())["error"]["message"] == "no camera has this id"


async def test_cameras_of_a_limit_must_exist(api: Api) -> None:
    await api.error("POST", "/api/keys", 404, json={"name": "A", "camera_ids": ["nobody"]})
    await api.error("POST", "/api/users", 404, json={"name": "A", "password": PASSWORD, "camera_ids": ["nobody"]})


async def test_what_is_changed_is_audited_and_what_is_looked_at_is_not(api: Api) -> None:
    made = await user(api, Role.VIEW)
    session = await logged_in(api)
    await api.client.post("/api/login", json={"name": "Ann", "password": "wrong"})
    await api.client.post("/api/login", json={"name": "my password by mistake", "password": "wrong"})
    assert await status(api, session.access_token) == 200
    assert await status(api, session.access_token, "/api/cameras", "POST", json={}) == 403
    await api.services.auditor.settle()
    entries = (await api.get("/api/audit"))["entries"]
    found = {(entry["who"], entry["what"], entry["status"]) for entry in entries}
    who = f"user:{made['id']}"
    assert found == {
        ("token", "create_user", 201),
        (who, "log_in", 200),
        (who, "log_in", 401),
        ("unknown", "log_in", 401),
        (who, "create_camera", 403),
    }
    assert {entry["address"] for entry in entries} == {"127.0.0.1"}
    assert "mistake" not in json.dumps(entries)


async def test_the_audit_comes_in_pages(api: Api) -> None:
    for number in range(5):
        await key(api, name=f"key {number}")
    await api.services.auditor.settle()
    first = await api.get("/api/audit?limit=3")
    second = await api.get(f"/api/audit?limit=3&cursor={first['cursor']}")
    ids = [entry["id"] for entry in (*first["entries"], *second["entries"])]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 5
    assert second["cursor"] is None


async def test_a_caller_without_patience_has_to_wait_and_home_assistant_does_not(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.services.rates, "_rates", {**RATES, RateClass.LOOK: Rate(burst=3, per_minute=1)})
    token = (await key(api))["secret"]
    assert [await status(api, token) for _ in range(4)] == [200, 200, 200, 429]
    for _ in range(5):
        await api.get("/api/cameras")
    wrong = [await status(api, "wrong") for _ in range(5)]
    assert (wrong[0], wrong[-1]) == (401, 429)


async def test_nobody_tries_to_log_in_very_often(api: Api) -> None:
    tries = RATES[RateClass.LOGIN].burst + 1
    answers = [await api.client.post("/api/logout", json={"refresh_token": "wfr_0_x"}) for _ in range(tries)]
    assert [answer.status for answer in answers] == [204] * (tries - 1) + [429]


async def test_no_name_password_or_token_is_logged(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "wallflower"):
        await user(api, name="Annsecret")
        session = await logged_in(api, "Annsecret")
        made = await key(api)
        await status(api, made["secret"] + "x")
        await api.client.post("/api/login", json={"name": "Annsecret", "password": "wrongsecret"})
    for secret in ("Annsecret", "wrongsecret", PASSWORD, session.access_token, session.refresh_token, made["secret"]):
        assert secret not in caplog.text
