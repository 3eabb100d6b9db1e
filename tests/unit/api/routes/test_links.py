"""Links to pictures: they need no token, end by themselves, and reach no further than who made them."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jwt
import pytest

from tests.support.visits import STAY
from wallflower.api import links as module
from wallflower.api.cookies import ALGORITHM
from wallflower.api.links import Links
from wallflower.clock import now_ms
from wallflower.errors import NotFoundError

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

PICTURE = b"\xff\xd8crop"


@pytest.fixture
async def camera(api: Api) -> str:
    row = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/", "enabled": False}, 201)
    return str(row["id"])


@pytest.fixture
def visit(api: Api, camera: str) -> str:
    """Return the path of a visit's picture."""
    made = api.services.visits.open(replace(STAY, camera_id=camera, best_crop=PICTURE))
    return f"/api/visits/{made.id}/image.jpg"


async def linked(api: Api, *paths: str, lasts_s: int = 600) -> list[dict[str, Any]]:
    answer = await api.send("POST", "/api/links", {"paths": list(paths), "lasts_s": lasts_s}, 200)
    found: list[dict[str, Any]] = answer["links"]
    return found


async def followed(api: Api, link: str) -> tuple[int, bytes]:
    answer = await api.client.get(f"/{link}")
    return answer.status, await answer.read()


async def test_a_link_shows_its_picture_to_whoever_has_it(api: Api, visit: str) -> None:
    assert (await api.client.get(visit)).status == 401
    (made,) = await linked(api, visit)
    assert made["path"] == visit
    assert 599_000 < made["expires_ms"] - now_ms() <= 600_000
    assert await followed(api, made["link"]) == (200, PICTURE)


async def test_it_ends_by_itself_whatever_the_clock_did_before(
    api: Api, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = await linked(api, visit, lasts_s=10)
    monkeypatch.setattr(module, "now_ms", lambda: made["expires_ms"] + 1)
    status, body = await followed(api, made["link"])
    assert status == 404
    assert b"ask for another" in body


@pytest.mark.parametrize(
    "path",
    [
        "/api/visits",
        "/api/people",
        "/api/visits/x/image.jpg",
        "/api/visits/1/image.jpg/",
        "//evil.example/api/visits/1/image.jpg",
        "http://evil.example/api/visits/1/image.jpg",
        "/api/visits/1/image.jpg?x=1",
        "/api/visits/1/../../people",
        "/api/links/abc",
        "http://[",
        "x",
    ],
)
async def test_there_are_links_to_pictures_only(api: Api, path: str) -> None:
    answer = await api.call("POST", "/api/links", json={"paths": [path]})
    assert answer.status in {404, 422}


async def test_a_picture_that_is_not_there_is_told_when_it_is_looked_at(api: Api, visit: str) -> None:
    (made,) = await linked(api, "/api/visits/999/image.jpg")
    assert (await followed(api, made["link"]))[0] == 404


async def test_nobody_else_s_link_opens(api: Api, visit: str) -> None:
    (made,) = await linked(api, visit)
    token = made["link"].rpartition("/")[2]
    head, _, signature = token.rpartition(".")
    forged = jwt.encode({"path": visit, "exp": 9_999_999_999}, "x" * 32, algorithm=ALGORITHM)
    for other in (head + "." + signature[::-1], forged, "x", "a.b.c", token[:-1]):
        assert (await followed(api, f"api/links/{other}"))[0] == 404


async def test_a_link_is_no_login_and_a_login_no_link(api: Api, visit: str) -> None:
    (made,) = await linked(api, visit)
    token = made["link"].rpartition("/")[2]
    assert (await api.client.get("/api/cameras", headers={"Authorization": f"Bearer {token}"})).status == 401
    who = {"name": "Ann", "password": "correct horse battery"}
    await api.send("POST", "/api/users", who | {"role": "view"}, 201)
    session = await (await api.client.post("/api/login", json=who)).json()
    assert (await followed(api, f"api/links/{session['access_token']}"))[0] == 404


async def test_who_may_see_one_camera_makes_links_to_its_pictures_alone(api: Api, camera: str, visit: str) -> None:
    body = {"name": "A screen", "role": "view", "camera_ids": [camera]}
    secret = (await api.send("POST", "/api/keys", body, 201))["secret"]
    headers = {"Authorization": f"Bearer {secret}"}
    for path, status in ((f"/api/cameras/{camera}/snapshot.jpg", 200), ("/api/cameras/other/snapshot.jpg", 404)):
        answer = await api.client.post("/api/links", json={"paths": [path]}, headers=headers)
        assert answer.status == status, await answer.text()
    foreign = await api.send("POST", "/api/cameras", {"name": "b", "url": "rtsp://192.0.2.1/", "enabled": False}, 201)
    hidden = api.services.visits.open(replace(STAY, camera_id=foreign["id"], best_crop=b"hidden"))
    for path, expected in ((visit, 200), (f"/api/visits/{hidden.id}/image.jpg", 404)):
        made = await api.client.post("/api/links", json={"paths": [path]}, headers=headers)
        (link,) = (await made.json())["links"]
        status, shown = await followed(api, link["link"])
        assert (status, shown == PICTURE) == (expected, expected == 200)


def test_the_cameras_of_who_made_it_go_with_a_link() -> None:
    links = Links("s" * 32, "server")
    opened = links.open(links.make("/x", {"b", "a"}, now_ms() + 1000_000))
    assert opened.path == "/x"
    assert opened.caller.cameras == frozenset({"a", "b"})
    with pytest.raises(NotFoundError):
        Links("s" * 32, "another").open(links.make("/x", None, now_ms() + 1000_000))
