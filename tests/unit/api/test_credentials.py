"""What is answered to credentials that do not count: as the table in docs/api.md says."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2.profiles import CHEAPEST

from tests.support.visits import STAY
from wallflower.api import access, cookies, links, passwords
from wallflower.api.auth import Guard
from wallflower.api.links import Links
from wallflower.api.problems import UnauthorizedError
from wallflower.clock import now_ms
from wallflower.store.cameras import CameraRow

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

TABLE = Path(__file__).parents[3] / "docs" / "api.md"
STATES = ("expired", "revoked", "garbage", "another camera")
WHO = {"name": "Ann", "password": "correct horse battery"}
PAGE = {"Origin": "http://cameras.example:8099"}
LATER_MS = 400 * 86_400_000


def row(credential: str) -> dict[str, str]:
    """Return what the document says of a credential, by its state."""
    (line,) = [line for line in TABLE.read_text().splitlines() if line.startswith(f"| {credential} |")]
    return dict(zip(STATES, [cell.strip() for cell in line.split("|")[2:-1]], strict=True))


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "RFC_9106_LOW_MEMORY", CHEAPEST)


@pytest.fixture(autouse=True)
def cameras(api: Api) -> None:
    for name in ("door", "garden"):
        api.others.cameras.create(CameraRow(id=name, name=name, url=f"rtsp://{name}/1"))


def spoiled(secret: str) -> str:
    return secret[:-4] + ("aaaa" if not secret.endswith("aaaa") else "bbbb")


async def session(api: Api) -> tuple[str, str]:
    """Log in somebody who may see the door; return the access and the refresh token."""
    await api.send("POST", "/api/users", WHO | {"camera_ids": ["door"]}, 201)
    answer = await (await api.client.post("/api/login", json=WHO)).json()
    return answer["access_token"], answer["refresh_token"]


async def key(api: Api) -> tuple[str, str]:
    """Make a key for the door; return its secret and its id."""
    body = {"name": "A screen", "camera_ids": ["door"], "expires_ms": now_ms() + 3_600_000}
    made = await api.send("POST", "/api/keys", body, 201)
    return made["secret"], made["key"]["id"]


async def asked(api: Api, state: str, **headers: str) -> int:
    path = "/api/cameras/" + ("garden" if state == "another camera" else "door")
    return (await api.client.get(path, headers=headers)).status


async def access_token(api: Api, state: str, monkeypatch: pytest.MonkeyPatch) -> int:
    if state == "expired":
        monkeypatch.setattr(access, "ACCESS_MS", -2_000)
    token, refresh = await session(api)
    if state == "revoked":
        await api.client.post("/api/logout", json={"refresh_token": refresh})
    return await asked(api, state, Authorization=f"Bearer {spoiled(token) if state == 'garbage' else token}")


async def api_key(api: Api, state: str, monkeypatch: pytest.MonkeyPatch) -> int:
    secret, key_id = await key(api)
    if state == "expired":
        monkeypatch.setattr("wallflower.store.api_keys.now_ms", lambda: now_ms() + LATER_MS)
    if state == "revoked":
        await api.send("DELETE", f"/api/keys/{key_id}", status=204)
    return await asked(api, state, Authorization=f"Bearer {spoiled(secret) if state == 'garbage' else secret}")


async def cookie(api: Api, state: str, monkeypatch: pytest.MonkeyPatch) -> int:
    secret, key_id = await key(api)
    answer = await api.client.post("/api/session", headers={"Authorization": f"Bearer {secret}"} | PAGE)
    ((name, given),) = answer.cookies.items()
    api.client.session.cookie_jar.clear()
    if state == "expired":
        monkeypatch.setattr(cookies, "now_ms", lambda: now_ms() + LATER_MS)
    if state == "revoked":
        await api.send("DELETE", f"/api/keys/{key_id}", status=204)
    value = spoiled(given.value) if state == "garbage" else given.value
    return await asked(api, state, Cookie=f"{name}={value}")


async def refresh_token(api: Api, state: str, monkeypatch: pytest.MonkeyPatch) -> int:
    _, token = await session(api)
    if state == "expired":
        monkeypatch.setattr("wallflower.store.accounts.now_ms", lambda: now_ms() + LATER_MS)
    if state == "revoked":
        await api.client.post("/api/logout", json={"refresh_token": token})
    body = {"refresh_token": spoiled(token) if state == "garbage" else token}
    return (await api.client.post("/api/login/refresh", json=body)).status


async def link(api: Api, state: str, monkeypatch: pytest.MonkeyPatch) -> int:
    camera = "garden" if state == "another camera" else "door"
    visit = api.services.visits.open(replace(STAY, camera_id=camera, best_crop=b"jpeg"))
    makers = Links("x" * 43, api.services.server_id) if state == "revoked" else api.services.links
    token = makers.make(f"/api/visits/{visit.id}/image.jpg", {"door"}, now_ms() + 60_000)
    if state == "expired":
        monkeypatch.setattr(links, "now_ms", lambda: now_ms() + 61_000)
    return (await api.client.get(f"/api/links/{spoiled(token) if state == 'garbage' else token}")).status


type Ask = Callable[[Api, str, pytest.MonkeyPatch], Awaitable[int]]
CREDENTIALS: dict[str, Ask] = {
    "access token": access_token,
    "key": api_key,
    "cookie": cookie,
    "refresh token": refresh_token,
    "link to a picture": link,
}
GOOD = {"access token": 200, "key": 200, "cookie": 200, "refresh token": 200, "link to a picture": 200}


@pytest.mark.parametrize("credential", CREDENTIALS)
async def test_each_state_of_each_credential(api: Api, credential: str) -> None:
    told = row(credential)
    found = {}
    for state in ("good", *STATES):
        if told.get(state) == "–":
            continue
        with pytest.MonkeyPatch.context() as patch:
            found[state] = str(await CREDENTIALS[credential](api, state, patch))
        for user in (await api.get("/api/users"))["users"]:
            await api.send("DELETE", f"/api/users/{user['id']}", status=204)
    assert found == {"good": "200"} | {state: status for state, status in told.items() if status != "–"}


async def test_the_servers_own_token_is_another_after_it_is_replaced() -> None:
    told = row("server's token")
    assert told == {"expired": "–", "revoked": "401", "garbage": "401", "another camera": "–"}
    for given in ("old" * 15, "garbage"):
        with pytest.raises(UnauthorizedError):
            await Guard("new" * 15).check(f"Bearer {given}")


async def test_no_answer_about_a_path_is_a_failed_login() -> None:
    for credential in ("link to a picture", *(f"Home Assistant: {kind}" for kind in ("picture", "clip"))):
        assert set(row(credential).values()) <= {"403", "404"}
