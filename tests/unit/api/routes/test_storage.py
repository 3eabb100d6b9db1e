"""The space of recordings over HTTP."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.visits import STAY
from wallflower.clock import now_ms
from wallflower.store.recordings import Extent, InitRow, NewRecording

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

DAY_MS = 86_400_000
SIZE = 1_000_000
INIT = InitRow(
    id="0" * 32, data=b"x", video_codec="h264", audio_codec=None, width=1, height=1, video_track=1, timescale=1
)


@pytest.fixture
async def camera(api: Api) -> str:
    """Return a camera with a recording of yesterday and one of three days ago."""
    row = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    recordings = api.services.recordings
    recordings.save_init(INIT)
    for days in (1, 3):
        new = NewRecording(
            camera_id=row["id"],
            session_id="s",
            init_id=INIT.id,
            path=f"{row['id']}/{days}.mp4",
            start_ms=now_ms() - days * DAY_MS,
            base_ticks=0,
        )
        extent = Extent(duration_ms=60_000, size_bytes=SIZE, groups=((0, 60_000),))
        recordings.extend([(recordings.add(new), extent)], close=True)
    return str(row["id"])


async def test_the_forecast(api: Api, camera: str) -> None:
    told = await api.get("/api/storage")
    assert (told["used_bytes"], told["protected_bytes"], told["days_left"]) == (2 * SIZE, 0, None)
    (row,) = told["cameras"]
    assert (row["camera_id"], row["used_bytes"], row["days_left"]) == (camera, 2 * SIZE, 7)


async def test_a_range_is_protected_and_taken_back(api: Api, camera: str) -> None:
    body = {"camera_id": camera, "start": 1000, "end": 5000}
    told = await api.send("POST", "/api/recordings/protect", body | {"note": "the parcel"}, status=201)
    assert (told["start_ms"], told["end_ms"], told["note"]) == (1000, 5000, "the parcel")
    assert await api.get(f"/api/cameras/{camera}/protections") == {"protections": [told]}
    part = {"camera_id": camera, "start": 2000, "end": "1970-01-01T00:00:03Z"}
    left = (await api.send("POST", "/api/recordings/unprotect", part))["protections"]
    assert [(item["start_ms"], item["end_ms"]) for item in left] == [(1000, 2000), (3000, 5000)]


async def test_a_preview_tells_what_a_change_costs_and_changes_nothing(api: Api, camera: str) -> None:
    told = await api.send("POST", "/api/storage/preview", {"retention_days": 2})
    assert (told["recordings"], told["duration_ms"], told["size_bytes"]) == (1, 60_000, SIZE)
    limits = [{"camera_id": camera, "quota_gb": 0.1, "retention_days": 1}]
    (loss,) = (await api.send("POST", "/api/storage/preview", {"cameras": limits}))["cameras"]
    assert (loss["camera_id"], loss["recordings"]) == (camera, 1)
    protect = {"camera_id": camera, "start": 0, "end": now_ms()}
    await api.send("POST", "/api/recordings/protect", protect, status=201)
    assert (await api.send("POST", "/api/storage/preview", {"retention_days": 1}))["recordings"] == 0
    assert len(api.services.recordings.files()) == 2


async def test_pictures_of_visits_take_space_and_can_be_lost(api: Api, camera: str) -> None:
    now = now_ms()
    state = replace(STAY, camera_id=camera, start_ms=now - 2 * DAY_MS, last_seen_ms=now - 2 * DAY_MS)
    visit = api.services.visits.open(state)
    size = len(state.best_crop) + state.embedding.nbytes
    assert (await api.get("/api/storage"))["crops_bytes"] == size
    change = {"unknown_crop_days": 1, "crops_gb": 0}
    assert (await api.send("POST", "/api/storage/preview", change))["crops"] == 0  # it lasts
    api.services.visits.update(visit.id, state, end_ms=state.last_seen_ms)
    told = await api.send("POST", "/api/storage/preview", {"unknown_crop_days": 1})
    assert (told["crops"], told["crops_bytes"], told["recordings"]) == (1, size, 0)


@pytest.mark.parametrize(
    ("path", "values", "field"),
    [
        ("recordings/protect", {"start": 5, "end": 5}, "end"),
        ("recordings/protect", {"start": -1}, "start"),
        ("recordings/protect", {"note": ""}, "note"),
        ("recordings/unprotect", {"end": 4_102_444_800_001}, "end"),
        ("storage/preview", {"retention_days": 0}, "retention_days"),
        ("storage/preview", {"retention_days": None}, "retention_days"),
        ("storage/preview", {"unknown_crop_days": -1}, "unknown_crop_days"),
        ("storage/preview", {"crops_gb": None}, "crops_gb"),
        ("storage/preview", {"cameras": [{"camera_id": "x", "quota_gb": 0}]}, "cameras.0.quota_gb"),
    ],
)
async def test_wrong_values_are_named(api: Api, camera: str, path: str, values: dict[str, Any], field: str) -> None:
    body = values if "storage" in path else {"camera_id": camera, "start": 1, "end": 9} | values
    assert (await api.error("POST", f"/api/{path}", 422, json=body))["field"] == field


async def test_unknown_cameras(api: Api) -> None:
    body = {"camera_id": "nobody", "start": 1, "end": 9}
    await api.error("POST", "/api/recordings/protect", 404, json=body)
    await api.error("POST", "/api/recordings/unprotect", 404, json=body)
    await api.error("GET", "/api/cameras/nobody/protections", 404)
    await api.error("POST", "/api/storage/preview", 404, json={"cameras": [{"camera_id": "nobody"}]})
