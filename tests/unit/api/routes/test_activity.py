"""A stretch of time at a glance, over HTTP."""

from typing import TYPE_CHECKING

from tests.support.saying import say
from wallflower.wire_activity import Conversation, Lanes, Quarter, Spans

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database

NOON_MS = 1_795_176_000_000


async def test_what_a_camera_has(api: Api, database: Database) -> None:
    camera = (await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201))["id"]
    say(database, camera, NOON_MS, "hello", "there")
    path = f"/api/cameras/{camera}/activity"
    found = (await api.get(f"{path}?start={NOON_MS}&end={NOON_MS + 1000}"))["quarters"]
    assert [Quarter.from_json(item) for item in found] == [Quarter(start_ms=NOON_MS, lines=1)]
    assert (await api.error("GET", f"{path}?start=0&end={NOON_MS}", 422))["field"] == "end"
    assert (await api.error("GET", "/api/cameras/none/activity?start=0&end=5", 404))["field"] == "camera_id"


async def test_the_lanes_of_a_timeline(api: Api, database: Database) -> None:
    camera = (await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201))["id"]
    say(database, camera, NOON_MS, "hello", "there")
    path = f"/api/cameras/{camera}/lanes"
    found = Lanes.from_json(await api.get(f"{path}?start={NOON_MS - 1000}&end={NOON_MS + 5000}"))
    assert found.speech == Spans(after_ms=(1000, 1000), lasts_ms=(900, 900))
    assert found.recorded == found.visits == found.motion == Spans()
    await api.send("PATCH", f"/api/cameras/{camera}", {"recognize_faces": False})
    assert (await api.get(f"{path}?start={NOON_MS}&end={NOON_MS + 1}"))["motion"] is None
    assert (await api.error("GET", f"{path}?start=0&end={NOON_MS}", 422))["field"] == "end"
    assert (await api.error("GET", "/api/cameras/none/lanes?start=0&end=5", 404))["field"] == "camera_id"


async def test_what_was_said(api: Api, database: Database) -> None:
    camera = (await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201))["id"]
    say(database, camera, NOON_MS, "hello", "there")
    path = f"/api/transcripts/conversations?start={NOON_MS}&end={NOON_MS + 1000}"
    expected = Conversation(camera_id=camera, start_ms=NOON_MS, end_ms=NOON_MS + 1900, lines=2, text="hello there")
    for query in ("", f"&camera={camera}&limit=1"):
        found = (await api.get(path + query))["conversations"]
        assert [Conversation.from_json(item) for item in found] == [expected]
    assert (await api.error("GET", f"{path}&camera=none", 404))["field"] == "camera_id"
