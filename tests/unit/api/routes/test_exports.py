"""Exports and jobs over HTTP."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.footage import START_MS, as_camera, make_footage, make_fragments
from tests.support.shelf import Shelf
from wallflower.errors import UnavailableError
from wallflower.store.database import Database
from wallflower.wire import EventType
from wallflower.wire_jobs import ExportFile, ExportResult, JobKind

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

FILM = bytes(range(256)) * 4


@pytest.fixture
async def camera(api: Api, database: Database, tmp_path: Path) -> str:
    """Return a camera with five seconds of footage."""
    made = await api.send("POST", "/api/cameras", {"name": "Door", "url": "rtsp://192.0.2.1/"}, status=201)
    camera_id: str = made["id"]
    Shelf(database, tmp_path / "media").record(as_camera(make_fragments(make_footage(5)), camera_id))
    return camera_id


def order(camera: str, **changes: Any) -> dict[str, Any]:
    return {"camera_ids": [camera], "start": START_MS, "end": START_MS + 4000} | changes


async def test_an_order_becomes_a_job(api: Api, camera: str) -> None:
    job = await api.send("POST", "/api/exports", order(camera, note="parcel"), status=202)
    assert (job["state"], job["export"]["kind"], job["export"]["note"]) == ("queued", "clip", "parcel")
    assert await api.get(f"/api/jobs/{job['id']}") == job
    assert (await api.get("/api/jobs"))["jobs"] == [job]
    assert (await api.get("/api/jobs", params={"state": "done"}))["jobs"] == []
    last = api.services.bus.after(api.services.bus.last_sequence - 1)
    assert last is not None
    assert (last[0].type, last[0].data["id"]) == (EventType.JOB, job["id"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end": START_MS}, "end"),
        ({"end": START_MS - 1}, "end"),
        ({"end": START_MS + 86_400_001}, "end"),
        ({"start": -1}, "start"),
        ({"start": 4_000_000_000_000, "end": 4_000_000_001_000}, "start"),
        ({"camera_ids": []}, "camera_ids"),
        ({"kind": "hologram"}, "kind"),
        ({"cut": "sharp"}, "cut"),
        ({"captions": "sung"}, "captions"),
        ({"captions": "unknown"}, "captions"),
        ({"speed": 1}, "speed"),
        ({"kind": "audio", "captions": "soft"}, "captions"),
        ({"blur": "none"}, "blur"),
        ({"kind": "audio", "blur": "all"}, "blur"),
        ({"kind": "timelapse", "blur": "unknown"}, "blur"),
        ({"surprise": 1}, "surprise"),
    ],
)
async def test_orders_that_make_no_sense(api: Api, camera: str, changes: dict[str, Any], field: str) -> None:
    error = await api.error("POST", "/api/exports", 422, json=order(camera, **changes))
    assert error["field"] == field


async def test_several_cameras_only_for_sound(api: Api, camera: str) -> None:
    other = await api.send("POST", "/api/cameras", {"name": "Yard", "url": "rtsp://192.0.2.2/"}, status=201)
    both = order(camera, camera_ids=[camera, other["id"]])
    assert (await api.error("POST", "/api/exports", 422, json=both))["field"] == "camera_ids"
    await api.send("POST", "/api/exports", both | {"kind": "audio"}, status=202)


async def test_faces_are_blurred_only_where_an_engine_finds_them(api: Api, camera: str) -> None:
    api.others.answers["face_status"] = {"engine": "sface", "usable": False, "reason": "no sface pack is installed"}
    error = await api.error("POST", "/api/exports", 503, json=order(camera, blur="all"))
    assert (error["code"], error["field"]) == ("model_missing", "blur")
    assert "no sface pack is installed" in error["message"]
    api.others.answers["face_status"] = UnavailableError("it is just starting")
    assert (await api.error("POST", "/api/exports", 503, json=order(camera, blur="all")))["code"] == "unavailable"
    assert (await api.get("/api/jobs"))["jobs"] == []
    api.others.answers["face_status"] = {"engine": "dlib", "usable": True, "model": "resnet_v1"}
    for blur in ("all", "unknown", None):
        job = await api.send("POST", "/api/exports", order(camera, blur=blur), status=202)
        assert job["export"]["blur"] == blur


async def test_unknown_cameras_and_empty_ranges(api: Api, camera: str) -> None:
    await api.error("POST", "/api/exports", 404, json=order("nobody"))
    error = await api.error("POST", "/api/exports", 404, json=order(camera, start=START_MS - 9000, end=START_MS - 1))
    assert "nothing was recorded" in error["message"]


async def test_a_disk_that_is_too_small_is_told_with_the_figure(
    api: Api, camera: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.services.exports._room, "_free_bytes", lambda: 5_000)
    error = await api.error("POST", "/api/exports", 507, json=order(camera))
    assert error["code"] == "disk_full"
    assert "needs about 0.1 MB" in error["message"]
    assert "only 0.0 MB" in error["message"]
    assert (await api.get("/api/jobs"))["jobs"] == []


async def test_the_quota_of_exports(api: Api, camera: str) -> None:
    full = ExportFile(name="clip.mp4", media_type="video/mp4", size_bytes=20_000_000_000, sha256="")
    job = await api.send("POST", "/api/exports", order(camera), status=202)
    api.services.jobs.jobs.finish(job["id"], ExportResult(files=(full,)))
    error = await api.error("POST", "/api/exports", 507, json=order(camera))
    assert "20 GB for exports" in error["message"]
    await api.send("DELETE", f"/api/jobs/{job['id']}", status=204)
    await api.send("POST", "/api/exports", order(camera), status=202)


async def test_cancel_retry_delete(api: Api, camera: str, tmp_path: Path) -> None:
    job = await api.send("POST", "/api/exports", order(camera), status=202)
    path = f"/api/jobs/{job['id']}"
    assert (await api.send("POST", f"{path}/cancel"))["state"] == "cancelled"
    assert (await api.error("POST", f"{path}/cancel", 409))["code"] == "conflict"
    assert (await api.send("POST", f"{path}/retry"))["state"] == "queued"
    await api.error("POST", f"{path}/retry", 409)
    api.services.jobs.jobs.claim(JobKind.EXPORT)
    await api.error("DELETE", path, 409)
    assert (await api.send("POST", f"{path}/cancel"))["cancelling"] is True
    api.services.jobs.jobs.stop(job["id"])
    files = tmp_path / "media" / "exports" / job["id"]
    files.mkdir(parents=True)
    await api.send("DELETE", path, status=204)
    assert not files.exists()
    for method, where in (("GET", path), ("DELETE", path), ("POST", f"{path}/cancel"), ("POST", f"{path}/retry")):
        await api.error(method, where, 404)


async def test_the_file_takes_ranges(api: Api, camera: str, tmp_path: Path) -> None:
    job = await api.send("POST", "/api/exports", order(camera), status=202)
    path = f"/api/exports/{job['id']}/file"
    assert "queued" in (await api.error("GET", path, 409))["message"]
    directory = tmp_path / "media" / "exports" / job["id"]
    directory.mkdir(parents=True)
    (directory / "clip.mp4").write_bytes(FILM)
    (directory / "manifest.json").write_text("{}")
    (directory.parent / "secret.json").write_text("private")
    file = ExportFile(name="clip.mp4", media_type="video/mp4", size_bytes=len(FILM), sha256="")
    api.services.jobs.jobs.finish(job["id"], ExportResult(files=(file,)))
    answer = await api.call("GET", path)
    assert (answer.status, answer.content_type, await answer.read()) == (200, "video/mp4", FILM)
    assert f'filename="{job["id"]}-clip.mp4"' in answer.headers["Content-Disposition"]
    answer = await api.call("GET", path, headers={"Range": "bytes=10-19"})
    assert (answer.status, await answer.read()) == (206, FILM[10:20])
    await api.error("GET", path, 416, headers={"Range": "bytes=5000-"})
    answer = await api.call("GET", path, params={"name": "manifest.json"})
    assert (answer.content_type, await answer.text()) == ("application/json", "{}")
    for name in ("../secret.json", "nothing.mp4", ".", "clip"):
        await api.error("GET", path, 404, params={"name": name})
    (directory / "clip.mp4").unlink()
    await api.error("GET", path, 404)
