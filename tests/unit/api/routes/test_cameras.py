"""Cameras over HTTP."""

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from wallflower.errors import ModelMissingError, NotFoundError, UnavailableError
from wallflower.wire import Camera, CameraStatus, EventType, RecordMode
from wallflower.wire_options import LanguageMode, SpeechOptions, VoiceOptions

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

DOOR = {"name": "Door", "url": "rtsp://user:p%40ss@192.0.2.1/main"}


async def add(api: Api, **values: Any) -> Camera:
    return Camera.from_json(await api.send("POST", "/api/cameras", DOOR | values, status=201))


async def published(api: Api) -> list[tuple[EventType, dict[str, Any]]]:
    events = await api.services.bus.subscribe(api.services.bus.stream, 0).next()
    return [(event.type, event.data) for event in events or ()]


async def test_an_added_camera_is_listed_started_and_told_without_its_password(api: Api) -> None:
    camera = await add(api)
    assert camera.url == "rtsp://***@192.0.2.1/main"
    assert len(camera.id) == 10
    assert camera.record
    assert camera.status is not None
    assert camera.status.connection == "connected"
    assert [Camera.from_json(item) for item in (await api.get("/api/cameras"))["cameras"]] == [camera]
    assert Camera.from_json(await api.get(f"/api/cameras/{camera.id}")) == camera
    assert api.others.named("reload")
    assert (EventType.CAMERA_ADDED, camera.to_json()) in await published(api)
    assert api.others.cameras.get(camera.id).url == DOOR["url"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": 7}, "name"),
        ({"url": "rtsp://host/with space"}, "url"),
        ({"url": "rtsp:///no-host"}, "url"),
        ({"url": "rtsp://host:99999/"}, "url"),
        ({"url": "rtsp://u:12/34@host/"}, "url"),
        ({"url": "rtsp://***@host/"}, "url"),
        ({"url": "rtsp://h/" + "x" * 2000}, "url"),
        ({"record": "yes"}, "record"),
        ({"language": "english"}, "language"),
        ({"surprise": 1}, "surprise"),
        ({"sub_url": "rtsp:///no-host"}, "sub_url"),
        ({"sub_url": "rtsp://***@192.0.2.1/sub"}, "sub_url"),
        ({"mode": "unknown"}, "mode"),
        ({"pre_roll_s": 61}, "pre_roll_s"),
        ({"post_roll_s": -1}, "post_roll_s"),
        ({"retention_days": 0}, "retention_days"),
        ({"quota_gb": 0}, "quota_gb"),
        ({"schedule": [{"weekdays": [7], "start_minute": 0, "end_minute": 60}]}, "schedule.0.weekdays.0"),
        ({"schedule": [{"weekdays": [], "start_minute": 0, "end_minute": 60}]}, "schedule.0.weekdays"),
        ({"schedule": [{"weekdays": [0], "start_minute": 1440, "end_minute": 60}]}, "schedule.0.start_minute"),
        ({"speech": {"task": "unknown"}}, "speech.task"),
        ({"speech": {"engine": "parrot"}}, "speech.engine"),
        ({"speech": {"model": "../base"}}, "speech.model"),
        ({"speech": {"beam": 11}}, "speech.beam"),
        ({"speech": {"temperatures": []}}, "speech.temperatures"),
        ({"speech": {"temperatures": [0.4, 0.0]}}, "speech"),
        ({"speech": {"vad": {"onset": 0.3}}}, "speech.vad"),
        ({"speech": {"vad": {"longest_ms": 25_000}}}, "speech.vad.longest_ms"),
        ({"speech": {"gates": {"surely_no_speech": 0.5}}}, "speech.gates"),
        ({"speech": {"hot_words": ["x" * 61]}}, "speech.hot_words.0"),
        ({"speech": {"hot_words": ["x"] * 51}}, "speech.hot_words"),
        ({"speech": {"louder": True}}, "speech.louder"),
    ],
)
async def test_wrong_values_are_named(api: Api, values: dict[str, Any], field: str) -> None:
    error = await api.error("POST", "/api/cameras", 422, json=DOOR | values)
    assert error["code"] == "invalid_request"
    assert error["field"] == field
    assert (await api.get("/api/cameras"))["cameras"] == []


@pytest.mark.parametrize("scheme", ["file", "concat", "subfile", "pipe", "data", "crypto+http", "gopher", "tee"])
@pytest.mark.parametrize("path", ["/api/cameras", "/api/cameras/probe"])
async def test_other_protocols_are_forbidden(api: Api, scheme: str, path: str) -> None:
    body = {"url": f"{scheme}:///etc/passwd"} | ({} if path.endswith("probe") else {"name": "x"})
    error = await api.error("POST", path, 422, json=body)
    assert error["code"] == "forbidden_protocol"
    assert error["field"] == "url"


async def test_a_change_touches_only_what_it_names(api: Api) -> None:
    camera = await add(api, language="de")
    changed = await api.send("PATCH", f"/api/cameras/{camera.id}", {"name": "Gate", "url": "rtsp://***@192.0.2.1/sub"})
    assert (changed["name"], changed["url"], changed["language"]) == ("Gate", "rtsp://***@192.0.2.1/sub", "de")
    assert api.others.cameras.get(camera.id).url == "rtsp://user:p%40ss@192.0.2.1/sub"
    assert (await api.send("PATCH", f"/api/cameras/{camera.id}", {"language": None}))["language"] is None
    assert EventType.CAMERA_UPDATED in [kind for kind, _ in await published(api)]


async def test_what_is_kept_and_when_can_be_set(api: Api) -> None:
    night = {"weekdays": [0, 6], "start_minute": 1320, "end_minute": 360}
    camera = await add(api, mode="events", schedule=[night], retention_days=3, quota_gb=2)
    assert (camera.mode, camera.pre_roll_s, camera.post_roll_s) == (RecordMode.EVENTS, 10, 20)
    assert [slot.to_json() | {"weekdays": list(slot.weekdays)} for slot in camera.schedule] == [night]
    assert (camera.retention_days, camera.quota_gb) == (3, 2.0)
    changed = await api.send("PATCH", f"/api/cameras/{camera.id}", {"schedule": [], "quota_gb": None, "pre_roll_s": 0})
    assert (changed["schedule"], changed["quota_gb"], changed["pre_roll_s"]) == ([], None, 0)
    assert (changed["mode"], changed["retention_days"]) == ("events", 3)


async def test_speech_settings_change_one_by_one(api: Api) -> None:
    camera = await add(api, speech={"language_mode": "locked", "vad": {"close_ms": 800}})
    assert camera.speech == SpeechOptions(language_mode=LanguageMode.LOCKED, vad=VoiceOptions(close_ms=800))
    change = {"speech": {"vad": {"onset": 0.6}, "hot_words": [" Alice "], "live": True}}
    changed = Camera.from_json(await api.send("PATCH", f"/api/cameras/{camera.id}", change))
    assert changed.speech == replace(
        camera.speech, vad=VoiceOptions(close_ms=800, onset=0.6), hot_words=("Alice",), live=True
    )
    error = await api.error("PATCH", f"/api/cameras/{camera.id}", 422, json={"speech": {"vad": {"offset": 0.7}}})
    assert error["field"] == "speech.vad"
    assert api.others.cameras.get(camera.id).speech == changed.speech


async def test_a_sub_stream_is_hidden_and_may_share_the_main_streams_password(api: Api) -> None:
    camera = await add(api)
    path = f"/api/cameras/{camera.id}"
    changed = await api.send("PATCH", path, {"sub_url": "rtsp://***@192.0.2.1/sub"})
    assert changed["sub_url"] == "rtsp://***@192.0.2.1/sub"
    assert api.others.cameras.get(camera.id).sub_url == "rtsp://user:p%40ss@192.0.2.1/sub"
    await api.send("PATCH", path, {"sub_url": "rtsp://other:pw@192.0.2.9/sub"})
    await api.send("PATCH", path, {"sub_url": "rtsp://***@192.0.2.9/sub2"})
    assert api.others.cameras.get(camera.id).sub_url == "rtsp://other:pw@192.0.2.9/sub2"
    error = await api.error("PATCH", path, 422, json={"sub_url": "rtsp://***@evil.example/sub"})
    assert error["field"] == "sub_url"
    assert (await api.send("PATCH", path, {"sub_url": None}))["sub_url"] is None


async def test_hidden_credentials_never_move_to_another_host(api: Api) -> None:
    camera = await add(api)
    error = await api.error("PATCH", f"/api/cameras/{camera.id}", 422, json={"url": "rtsp://***@evil.example/main"})
    assert error["field"] == "url"
    assert api.others.cameras.get(camera.id).url == DOOR["url"]


async def test_a_change_needs_something_to_change(api: Api) -> None:
    camera = await add(api)
    await api.error("PATCH", f"/api/cameras/{camera.id}", 422, json={})
    await api.error("PATCH", f"/api/cameras/{camera.id}", 422, json={"name": None})


async def test_start_and_stop_last(api: Api) -> None:
    camera = await add(api)
    status = await api.send("POST", f"/api/cameras/{camera.id}/stop")
    assert (status["running"], status["connection"]) == (False, "stopped")
    assert not api.others.cameras.get(camera.id).enabled
    status = await api.send("POST", f"/api/cameras/{camera.id}/start")
    assert (status["running"], status["connection"]) == (True, "connected")


async def test_restart_is_passed_on(api: Api) -> None:
    camera = await add(api)
    await api.send("POST", f"/api/cameras/{camera.id}/restart")
    assert api.others.named("restart") == [{"camera_id": camera.id}]
    assert CameraStatus.from_json(await api.get(f"/api/cameras/{camera.id}/status")).camera_id == camera.id


async def test_the_problems_of_a_camera_are_asked_of_ingest(api: Api) -> None:
    camera = await add(api)
    (problem,) = (await api.get(f"/api/cameras/{camera.id}/problems"))["problems"]
    assert (problem["code"], problem["message"], problem["at_ms"]) == ("timeout", "no answer", 5)
    assert api.others.named("problems") == [{"camera_id": camera.id}]
    await api.error("GET", "/api/cameras/nobody/problems", 404)


async def test_delete_lets_ingest_remove_everything(api: Api) -> None:
    camera = await add(api)
    await api.send("DELETE", f"/api/cameras/{camera.id}", status=204)
    assert api.others.named("delete_camera") == [{"camera_id": camera.id}]
    await api.error("GET", f"/api/cameras/{camera.id}", 404)
    assert (EventType.CAMERA_REMOVED, {"id": camera.id}) in await published(api)


async def test_a_delete_that_ingest_cannot_do_keeps_the_camera(api: Api) -> None:
    camera = await add(api)
    api.others.answers["delete_camera"] = UnavailableError("busy")
    assert (await api.error("DELETE", f"/api/cameras/{camera.id}", 503))["code"] == "unavailable"
    await api.get(f"/api/cameras/{camera.id}")


async def test_the_stream_has_its_own_password(api: Api) -> None:
    one, two = await add(api), await add(api, name="Gate")
    streams = [await api.get(f"/api/cameras/{camera.id}/stream") for camera in (one, two)]
    assert streams[0]["path"] == one.id
    assert streams[0]["username"] == "wallflower"
    assert streams[0]["password"] != streams[1]["password"]
    assert api.services.token not in str(streams)


async def test_a_snapshot_comes_from_the_analysis_process(api: Api) -> None:
    camera = await add(api)
    api.others.answers["snapshot"] = {"jpeg": base64.b64encode(b"\xff\xd8pic").decode(), "at_ms": 1234}
    answer = await api.call("GET", f"/api/cameras/{camera.id}/snapshot.jpg", params={"at": "1970-01-01T00:00:02Z"})
    assert (answer.status, answer.content_type, await answer.read()) == (200, "image/jpeg", b"\xff\xd8pic")
    assert answer.headers["X-At-Ms"] == "1234"
    assert api.others.named("snapshot") == [{"camera_id": camera.id, "at_ms": 2000, "width": None}]


async def test_a_blurred_snapshot_is_asked_for_as_such_and_not_kept(api: Api) -> None:
    camera = await add(api)
    api.others.answers["snapshot"] = {"jpeg": base64.b64encode(b"\xff\xd8pic").decode(), "at_ms": 1234}
    path = f"/api/cameras/{camera.id}/snapshot.jpg"
    answer = await api.call("GET", path, params={"at": "2000", "blur": "unknown"})
    assert answer.status == 200
    assert "max-age" not in answer.headers["Cache-Control"]
    assert api.others.named("snapshot")[0]["blur"] == "unknown"
    api.others.answers["snapshot"] = ModelMissingError("no pack")
    await api.error("GET", path, 503, params={"blur": "all"})
    await api.error("GET", path, 422, params={"blur": "none"})


async def test_a_snapshot_that_cannot_be_made(api: Api) -> None:
    camera = await add(api)
    path = f"/api/cameras/{camera.id}/snapshot.jpg"
    api.others.answers["snapshot"] = NotFoundError("nothing is recorded there")
    assert (await api.error("GET", path, 404))["message"] == "nothing is recorded there"
    for broken in ({}, {"jpeg": "?", "at_ms": 1}, {"jpeg": "", "at_ms": None}):
        api.others.answers["snapshot"] = broken
        await api.error("GET", path, 503)
    assert (await api.error("GET", path, 422, params={"at": "yesterday"}))["field"] == "at"


@pytest.mark.parametrize("suffix", ["", "/status", "/stream", "/snapshot.jpg", "/recordings/days"])
async def test_unknown_cameras_are_not_found(api: Api, suffix: str) -> None:
    for camera_id in ("aaaaaaaaaa", "%2e%2e%2f%2e%2e", "x" * 300, "%00"):
        error = await api.error("GET", f"/api/cameras/{camera_id}{suffix}", 404)
        assert error["code"] == "not_found"


SQUARE = [{"x": 0.1, "y": 0.1}, {"x": 0.9, "y": 0.1}, {"x": 0.9, "y": 0.9}]
CROSSED = [{"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": 1, "y": 0}, {"x": 0, "y": 1}]


async def test_masks_and_zones_are_kept_and_changed_list_by_list(api: Api) -> None:
    faces = {"zones": [{"name": " Path ", "points": SQUARE}], "least_face_px": 60}
    camera = await api.send("POST", "/api/cameras", {"name": "Door", "url": "rtsp://192.0.2.1/", "faces": faces}, 201)
    assert camera["faces"]["zones"] == [{"name": "Path", "points": SQUARE}]
    path = f"/api/cameras/{camera['id']}"
    changed = await api.send("PATCH", path, {"faces": {"masks": [{"points": SQUARE}]}})
    assert (changed["faces"]["least_face_px"], len(changed["faces"]["zones"])) == (60, 1)
    assert changed["faces"]["masks"] == [{"points": SQUARE}]
    cleared = await api.send("PATCH", path, {"faces": {"zones": []}})
    assert (cleared["faces"]["zones"], len(cleared["faces"]["masks"])) == ([], 1)


async def test_hours_of_analysis_stay_unless_they_are_given(api: Api) -> None:
    night = [{"weekdays": [0, 6], "start_minute": 1320, "end_minute": 360}]
    new = {"name": "Door", "url": "rtsp://192.0.2.1/", "hours": {"faces": night}}
    camera = await api.send("POST", "/api/cameras", new, 201)
    assert camera["hours"] == {"text": [], "faces": night, "voices": []}
    path = f"/api/cameras/{camera['id']}"
    changed = await api.send("PATCH", path, {"hours": {"text": night}})
    assert changed["hours"] == {"text": night, "faces": night, "voices": []}
    assert (await api.send("PATCH", path, {"hours": {"faces": []}}))["hours"]["faces"] == []
    monday = [{"weekdays": [7], "start_minute": 0, "end_minute": 1}]
    bodies: tuple[Any, ...] = ({"smell": []}, {"text": monday}, {"text": None}, 5)
    for bad in bodies:
        await api.error("PATCH", path, 422, json={"hours": bad})


@pytest.mark.parametrize(
    "faces",
    [
        {"masks": [{"points": CROSSED}]},
        {"masks": [{"points": SQUARE[:2]}]},
        {"masks": [{"points": SQUARE * 17}]},
        {"masks": [{"points": SQUARE}] * 21},
        {"masks": [{"points": SQUARE}] * 11, "zones": [{"name": str(n), "points": SQUARE} for n in range(10)]},
        {"zones": [{"name": "a", "points": SQUARE}, {"name": "A", "points": SQUARE}]},
        {"zones": [{"name": "", "points": SQUARE}]},
        {"masks": [{"points": [*SQUARE, {"x": 1.5, "y": 0}]}]},
        {"masks": [{"points": [*SQUARE[:2], {"x": float("nan"), "y": 0}]}]},
        {"least_face_px": 0},
    ],
)
async def test_areas_that_are_none_are_refused(api: Api, faces: dict[str, Any]) -> None:
    body = {"name": "Door", "url": "rtsp://192.0.2.1/", "faces": faces}
    answer = await api.call("POST", "/api/cameras", json=body)
    assert answer.status in (400, 422)
