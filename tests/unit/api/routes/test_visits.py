"""Visits over HTTP."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.visits import STAY
from wallflower.faces.trail import Seen, Trail
from wallflower.store.crops import Crops

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database


@pytest.fixture
async def camera(api: Api) -> str:
    """Return a camera that had three unknown visitors."""
    row = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    for start_ms in (1000, 2000, 3000):
        state = replace(
            STAY, camera_id=row["id"], start_ms=start_ms, last_seen_ms=start_ms + 10, best_crop=b"\xff\xd8crop"
        )
        api.services.visits.open(state)
    return str(row["id"])


async def test_pages_are_newest_first(api: Api, camera: str) -> None:
    first = await api.get("/api/visits", params={"limit": "2", "camera": camera})
    assert [visit["start_ms"] for visit in first["visits"]] == [3000, 2000]
    second = await api.get("/api/visits", params={"limit": "2", "cursor": first["cursor"]})
    assert [visit["start_ms"] for visit in second["visits"]] == [1000]
    assert second["cursor"] is None


async def test_filters(api: Api, camera: str) -> None:
    for params, count in (
        ({"verdict": "unknown"}, 3),
        ({"verdict": "known"}, 0),
        ({"person": "nobody"}, 0),
        ({"camera": "other"}, 0),
        ({"end": "2000"}, 1),
    ):
        assert len((await api.get("/api/visits", params=params))["visits"]) == count


async def test_wrong_filters_are_named(api: Api) -> None:
    for params, field in (
        ({"verdict": "perhaps"}, "verdict"),
        ({"limit": "0"}, "limit"),
        ({"cursor": "'"}, "cursor"),
        ({"start": "2", "end": "1"}, "end"),
    ):
        assert (await api.error("GET", "/api/visits", 422, params=params))["field"] == field


async def test_the_best_picture(api: Api, camera: str) -> None:
    visit = (await api.get("/api/visits"))["visits"][0]
    answer = await api.call("GET", f"/api/visits/{visit['id']}/image.jpg")
    assert (answer.content_type, await answer.read()) == ("image/jpeg", b"\xff\xd8crop")
    await api.error("GET", "/api/visits/999/image.jpg", 404)


async def test_where_the_face_was(api: Api, camera: str) -> None:
    trail = Trail()
    for number in range(2):
        trail.add(Seen(at_ms=5000 + number, box=(0.25, 0.5, 0.1, 0.2), quality=0.8, detector=1.0))
    visit = api.services.visits.open(replace(STAY, camera_id=camera, start_ms=5000, trail=trail.pack()))
    first, second = (await api.get(f"/api/visits/{visit.id}/sightings"))["sightings"]
    place = {"left": 0.25, "top": 0.5, "width": 0.1, "height": 0.2}
    assert first == pytest.approx({"at_ms": 5000, "quality": 0.8, "detector": 1.0} | place, abs=0.001)
    assert second["at_ms"] == 5001
    await api.error("GET", "/api/visits/999/sightings", 404)
    (older, *_) = [each for each in (await api.get("/api/visits"))["visits"] if each["id"] != visit.id]
    assert (await api.get(f"/api/visits/{older['id']}/sightings"))["sightings"] == []


async def test_a_picture_that_has_expired_is_told_to_have(api: Api, camera: str, database: Database) -> None:
    api.services.visits.close_open()
    (first, *_) = (await api.get("/api/visits", params={"camera": camera}))["visits"]
    assert Crops(database).drop([first["id"]]) == 1
    told = await api.error("GET", f"/api/visits/{first['id']}/image.jpg", 404)
    assert "expired" in told["message"]
    assert (await api.get("/api/visits"))["visits"][0] == first
