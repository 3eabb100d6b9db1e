"""Stories over HTTP."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.footage import START_MS, as_camera, make_footage, make_fragments, moved
from tests.support.shelf import Shelf
from wallflower.store.cameras import CameraRow
from wallflower.wire import EventType, GapReason
from wallflower.wire_access import Role

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database


@pytest.fixture
def household(api: Api, database: Database, tmp_path: Path) -> Shelf:
    """Return two cameras, of which `door` has five seconds of footage."""
    shelf = Shelf(database, tmp_path / "media")
    for name in ("door", "yard"):
        api.others.cameras.create(CameraRow(id=name, name=name, url=f"rtsp://{name}/1"))
    shelf.record(as_camera(make_fragments(make_footage(5)), "door"))
    return shelf


def clip(start_s: float = 0, end_s: float = 4, **changes: Any) -> dict[str, Any]:
    start_ms, end_ms = START_MS + round(start_s * 1000), START_MS + round(end_s * 1000)
    return {"id": "a", "camera_id": "door", "start_ms": start_ms, "end_ms": end_ms} | changes


def told(api: Api) -> dict[str, Any]:
    """Return what the last event told, which is about a story."""
    events = api.services.bus.after(api.services.bus.last_sequence - 1)
    assert events
    assert events[-1].type is EventType.STORY
    return events[-1].data | {"camera_ids": list(events[-1].data["camera_ids"])}


async def make(api: Api, *clips: dict[str, Any], **changes: Any) -> dict[str, Any]:
    story: dict[str, Any] = await api.send("POST", "/api/stories", {"title": "T", "clips": clips} | changes, 201)
    return story


async def asker(api: Api, role: Role, *cameras: str) -> dict[str, str]:
    """Return the headers of a key for some cameras."""
    key = await api.send("POST", "/api/keys", {"name": "K", "role": role, "camera_ids": cameras}, 201)
    return {"Authorization": f"Bearer {key['secret']}"}


async def test_a_story_is_made_changed_and_deleted(api: Api, household: Shelf) -> None:
    story = await make(api, clip(), title="  The   parcel ")
    assert (story["title"], story["version"], story["captions"], story["blur"]) == ("The parcel", 1, "none", None)
    assert story["clips"] == [clip() | {"sound": [], "muted": False, "narration": ""}]
    path = f"/api/stories/{story['id']}"
    assert await api.get(path) == story
    assert told(api) == {"id": story["id"], "version": 1, "camera_ids": ["door"]}
    body = {"title": "Two", "captions": "soft", "blur": "all", "version": 1}
    body["clips"] = [clip(1, 2, sound=["yard", "yard"]), clip(0, 1, id="b", muted=True)]
    changed = await api.send("PUT", path, body)
    assert (changed["version"], changed["clips"][0]["sound"], changed["blur"]) == (2, ["yard"], "all")
    assert told(api) == {"id": story["id"], "version": 2, "camera_ids": ["door", "yard"]}
    listed = (await api.get("/api/stories"))["stories"]
    assert [(item["id"], item["length_ms"], item["clip_count"]) for item in listed] == [(story["id"], 2000, 2)]
    await api.send("DELETE", path, status=204)
    assert told(api) == {"id": story["id"], "version": None, "camera_ids": ["door", "yard"]}
    for method in ("GET", "DELETE"):
        assert (await api.error(method, path, 404))["field"] == "story_id"


async def test_two_people_at_once(api: Api, household: Shelf) -> None:
    story = await make(api, clip())
    path = f"/api/stories/{story['id']}"
    mine, theirs = ({"title": title, "clips": [clip()], "version": 1} for title in ("Mine", "Theirs"))
    await api.send("PUT", path, theirs)
    error = await api.error("PUT", path, 409, json=mine)
    assert (error["code"], error["field"]) == ("conflict", "version")
    assert "version 2" in error["message"]
    assert (await api.get(path))["title"] == "Theirs"
    await api.send("PUT", path, mine | {"version": 2})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"captions": "sung"}, "captions"),
        ({"captions": "unknown"}, "captions"),
        ({"blur": "none"}, "blur"),
        ({"clips": [clip(2, 2)]}, "clips.0.end_ms"),
        ({"clips": [clip(2, 1)]}, "clips.0.end_ms"),
        ({"clips": [clip(), clip(0, 0.199, id="b")]}, "clips.1.end_ms"),
        ({"clips": [clip(0, 3600.001)]}, "clips.0.end_ms"),
        ({"clips": [clip(), clip()]}, "clips.1.id"),
        ({"clips": [clip(id="../x")]}, "clips.0.id"),
        ({"clips": [clip(0, 3600, id=f"c{number}") for number in range(5)]}, "clips"),
        ({"clips": [clip(id=f"c{number}") for number in range(201)]}, "clips"),
        ({"clips": [clip(sound=["door"] * 17)]}, "clips.0.sound"),
        ({"clips": [clip(start_ms=-1)]}, "clips.0.start_ms"),
        ({"clips": [clip(surprise=1)]}, "clips.0.surprise"),
    ],
)
async def test_what_no_story_can_be(api: Api, household: Shelf, changes: dict[str, Any], field: str) -> None:
    error = await api.error("POST", "/api/stories", 422, json={"title": "T", "clips": []} | changes)
    assert error["field"] == field
    assert (await api.get("/api/stories"))["stories"] == []


async def test_cameras_that_there_are_not(api: Api, household: Shelf) -> None:
    for wrong in (clip(camera_id="none"), clip(sound=["none"])):
        error = await api.error("POST", "/api/stories", 404, json={"title": "T", "clips": [wrong]})
        assert error["field"] == "camera_id"


async def test_a_deleted_camera_leaves_its_clips(api: Api, household: Shelf) -> None:
    story = await make(api, clip(), clip(id="b", camera_id="yard"))
    path = f"/api/stories/{story['id']}"
    household.recordings.delete_camera("door")
    await api.send("DELETE", "/api/cameras/door", status=204)
    assert await api.get(path) == story
    check = await api.get(f"{path}/check")
    assert [(found["gone"], found["recorded_ms"]) for found in check["clips"]] == [(True, 0), (False, 0)]
    assert [hole["reason"] for hole in check["clips"][0]["holes"]] == [GapReason.DELETED]
    kept = {"title": "Kept", "version": 1, "clips": story["clips"][::-1]}
    assert (await api.send("PUT", path, kept))["clips"] == story["clips"][::-1]
    await api.error("PUT", path, 404, json=kept | {"version": 2, "clips": [clip(id="c", camera_id="never")]})


async def test_what_an_export_would_be(api: Api, household: Shelf) -> None:
    household.recordings.add_gap("door", START_MS + 5000, START_MS + 8000, GapReason.CAMERA_OFFLINE)
    small = make_fragments(make_footage(3, audio=None, size=(96, 64)), session_id="s2")
    household.record(as_camera(moved(small, 1000), "yard"))
    clips = [clip(1, 8), clip(0, 2, id="b", camera_id="yard"), clip(0, 1, id="c", sound=["door", "yard"])]
    story = await make(api, *clips)
    check = await api.get(f"/api/stories/{story['id']}/check")
    assert (check["story_id"], check["version"], check["recorded_ms"]) == (story["id"], 1, 4000 + 1000 + 1000)
    first, second, third = check["clips"]
    assert [(hole["start_ms"], hole["end_ms"], hole["reason"]) for hole in first["holes"]] == [
        (START_MS + 5000, START_MS + 8000, "camera_offline")
    ]
    assert first["holes"][0]["clip_id"] == "a"
    assert first["formats"] == [{"video_codec": "h264", "audio_codec": "aac", "width": 160, "height": 96}]
    assert (second["holes"][0]["end_ms"], second["silent_ids"]) == (START_MS + 1000, ["yard"])
    assert third["silent_ids"] == ["yard"]
    assert check["reencoded"] == ["formats", "sound"]
    alike = await make(api, clip(0, 2), clip(1, 3, id="b", sound=["door"]))
    assert (await api.get(f"/api/stories/{alike['id']}/check"))["reencoded"] == []


async def test_only_who_may_see_all_cameras_sees_a_story(api: Api, household: Shelf) -> None:
    own, mixed = await make(api, clip()), await make(api, clip(sound=["yard"]))
    headers = await asker(api, Role.EDIT, "door")
    listed = await api.get("/api/stories", headers=headers)
    assert [item["id"] for item in listed["stories"]] == [own["id"]]
    path = f"/api/stories/{mixed['id']}"
    body = {"title": "T", "clips": [clip()], "version": 1}
    for method, address, options in (
        ("GET", path, {}),
        ("PUT", path, {"json": body}),
        ("DELETE", path, {}),
        ("GET", f"{path}/check", {}),
    ):
        error = await api.error(method, address, 404, headers=headers, **options)
        assert (error["message"], error["field"]) == ("no story has this id", "story_id")
    foreign = [clip(camera_id="yard")]
    own_path = f"/api/stories/{own['id']}"
    await api.error("POST", "/api/stories", 404, headers=headers, json={"title": "T", "clips": foreign})
    await api.error("PUT", own_path, 404, headers=headers, json=body | {"clips": foreign})
    assert (await api.get(own_path, headers=headers))["version"] == 1
    assert (await api.call("PUT", own_path, headers=headers, json=body | {"title": "Mine"})).status == 200
    assert (await api.call("DELETE", own_path, headers=headers)).status == 204


@pytest.mark.parametrize(("role", "made", "deleted"), [(Role.VIEW, 403, 403), (Role.CONTROL, 201, 403)])
async def test_what_a_role_may_do(api: Api, household: Shelf, role: Role, made: int, deleted: int) -> None:
    headers = await asker(api, role, "door")
    assert (await api.call("POST", "/api/stories", headers=headers, json={"title": "T"})).status == made
    story = await make(api, clip())
    path = f"/api/stories/{story['id']}"
    assert (await api.call("GET", path, headers=headers)).status == 200
    changed = await api.call("PUT", path, headers=headers, json={"title": "N", "clips": [clip()], "version": 1})
    assert changed.status == (200 if role is Role.CONTROL else 403)
    assert (await api.call("DELETE", path, headers=headers)).status == deleted


async def test_an_export_is_of_the_story_as_it_was(api: Api, household: Shelf) -> None:
    story = await make(api, clip(1, 3), clip(0, 2, id="b", sound=["door", "yard"]), title="Parcel", captions="soft")
    path = f"/api/stories/{story['id']}"
    job = await api.send("POST", f"{path}/export", {"strict": True}, 202)
    await api.send("PUT", path, {"title": "Later", "clips": [clip()], "version": 1})
    order = (await api.get(f"/api/jobs/{job['id']}"))["export"]
    assert job["state"] == "queued"
    assert order["story"] == {"story_id": story["id"], "version": 1, "clips": story["clips"]}
    assert (order["kind"], order["note"], order["strict"], order["captions"]) == ("story", "Parcel", True, "soft")
    assert (order["camera_ids"], order["start_ms"], order["end_ms"]) == (["door", "yard"], START_MS, START_MS + 3000)
    await api.send("DELETE", path, status=204)
    assert (await api.get(f"/api/jobs/{job['id']}"))["state"] == "queued"


async def test_exports_that_cannot_be(api: Api, household: Shelf) -> None:
    empty = await make(api)
    assert (await api.error("POST", f"/api/stories/{empty['id']}/export", 422, json={}))["field"] == "clips"
    unrecorded = await make(api, clip(), clip(0, 1, id="b", camera_id="yard"))
    error = await api.error("POST", f"/api/stories/{unrecorded['id']}/export", 404, json={})
    assert error["field"] == "clips.1"
    assert "clip 2 of the story" in error["message"]
    api.others.answers["face_status"] = {"engine": "sface", "usable": False, "reason": "no pack is installed"}
    hidden = await make(api, clip(), blur="all")
    error = await api.error("POST", f"/api/stories/{hidden['id']}/export", 503, json={})
    assert (error["code"], error["field"]) == ("model_missing", "blur")
    kind = await api.error(
        "POST", "/api/exports", 422, json={"kind": "story", "camera_ids": ["door"], "start": START_MS, "end": 2**41}
    )
    assert kind["field"] == "kind"
    assert (await api.get("/api/jobs"))["jobs"] == []


async def test_an_export_that_would_not_fit(api: Api, household: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    story = await make(api, clip())
    monkeypatch.setattr("wallflower.store.jobs.Jobs.exported_bytes", lambda _: 10**15)
    error = await api.error("POST", f"/api/stories/{story['id']}/export", 507, json={})
    assert (error["code"], "for exports are left" in error["message"]) == ("disk_full", True)


async def test_who_sees_some_cameras_orders_no_exports(api: Api, household: Shelf) -> None:
    """As they order none of clips: jobs are about all cameras."""
    story = await make(api, clip())
    headers = await asker(api, Role.EDIT, "door")
    await api.error("POST", f"/api/stories/{story['id']}/export", 403, headers=headers, json={})
