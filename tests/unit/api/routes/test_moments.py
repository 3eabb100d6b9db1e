"""Moments worth keeping, over HTTP."""

import time
from typing import TYPE_CHECKING, Any

import pytest

from wallflower.cameras import saving
from wallflower.clock import now_ms
from wallflower.errors import ConflictError, UnavailableError
from wallflower.store.recordings import Extent, InitRow, NewRecording
from wallflower.wire import EventType

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

INIT = InitRow(
    id="0" * 32, data=b"x", video_codec="h264", audio_codec=None, width=1, height=1, video_track=1, timescale=1
)


@pytest.fixture
async def camera(api: Api) -> str:
    row = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    return str(row["id"])


def record(api: Api, camera_id: str, end_ms: int) -> None:
    """Have a minute recorded until `end_ms`."""
    recordings = api.services.recordings
    recordings.save_init(INIT)
    new = NewRecording(
        camera_id=camera_id,
        session_id="s",
        init_id=INIT.id,
        path=f"{camera_id}/1.mp4",
        start_ms=end_ms - 60_000,
        base_ticks=0,
    )
    extent = Extent(duration_ms=60_000, size_bytes=1_000_000, groups=tuple((n * 1000, 1000) for n in range(60)))
    recordings.extend([(recordings.add(new), extent)], close=True)


async def test_a_trigger_is_passed_on(api: Api, camera: str) -> None:
    before_ms = now_ms()
    await api.send("POST", f"/api/cameras/{camera}/trigger", status=204)
    (told,) = api.others.named("occur")
    assert (told["camera_id"], told["kind"], told["is_going"]) == (camera, "manual", False)
    assert before_ms <= told["start_ms"] == told["end_ms"] <= now_ms()


async def test_a_trigger_where_nothing_is_recorded_is_a_conflict(api: Api, camera: str) -> None:
    api.others.answers["occur"] = ConflictError("the camera or its recording is turned off")
    error = await api.error("POST", f"/api/cameras/{camera}/trigger", 409)
    assert error["message"] == "the camera or its recording is turned off"
    await api.error("POST", "/api/cameras/aaaaaaaaaa/trigger", 404)


async def test_the_last_seconds_become_a_clip_and_stay(api: Api, camera: str) -> None:
    record(api, camera, now_ms() + 30_000)
    job = await api.send("POST", f"/api/cameras/{camera}/save", {"seconds": 20, "note": "a fox"}, status=202)
    export = job["export"]
    assert (job["state"], export["kind"], export["camera_ids"]) == ("queued", "clip", [camera])
    assert export["end_ms"] - export["start_ms"] == 20_000
    assert export["note"] == "a fox"
    (told,) = api.others.named("occur")
    assert (told["start_ms"], told["end_ms"]) == (export["start_ms"], export["end_ms"])
    (kept,) = (await api.get(f"/api/cameras/{camera}/protections"))["protections"]
    assert (kept["start_ms"], kept["end_ms"], kept["note"]) == (export["start_ms"], export["end_ms"], "a fox")
    *_, event = await api.services.bus.subscribe(api.services.bus.stream, 0).next() or ()
    assert (event.type, event.data["id"]) == (EventType.JOB, job["id"])


async def test_saving_waits_for_what_is_on_its_way_to_the_index_but_not_for_long(
    api: Api, camera: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "PATIENCE_S", 0.5)
    record(api, camera, now_ms() - 1000)
    began = time.monotonic()
    await api.send("POST", f"/api/cameras/{camera}/save", {"seconds": 5}, status=202)
    assert time.monotonic() - began > 0.4


@pytest.mark.parametrize("failure", [ConflictError("off"), UnavailableError("down")])
async def test_what_was_recorded_before_a_camera_went_off_can_be_saved(
    api: Api, camera: str, failure: ConflictError | UnavailableError
) -> None:
    api.others.answers["occur"] = failure
    record(api, camera, now_ms() - 1000)
    await api.send("POST", f"/api/cameras/{camera}/save", {"seconds": 5}, status=202)


async def test_where_nothing_was_recorded_nothing_is_saved_or_protected(api: Api, camera: str) -> None:
    api.others.answers["occur"] = ConflictError("off")
    assert (await api.error("POST", f"/api/cameras/{camera}/save", 404, json={}))["code"] == "not_found"
    assert (await api.get(f"/api/cameras/{camera}/protections"))["protections"] == []
    await api.error("POST", "/api/cameras/aaaaaaaaaa/save", 404, json={})


@pytest.mark.parametrize(
    ("values", "field"), [({"seconds": 0}, "seconds"), ({"seconds": 61}, "seconds"), ({"note": "x" * 201}, "note")]
)
async def test_wrong_values_are_named(api: Api, camera: str, values: dict[str, Any], field: str) -> None:
    assert (await api.error("POST", f"/api/cameras/{camera}/save", 422, json=values))["field"] == field
