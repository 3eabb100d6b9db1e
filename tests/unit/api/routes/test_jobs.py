"""Jobs of every kind over HTTP."""

from typing import TYPE_CHECKING

from wallflower.wire import EventType
from wallflower.wire_jobs import Export, ExportKind
from wallflower.wire_models import ModelOrder

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

EXPORT = Export(kind=ExportKind.CLIP, camera_ids=("cam",), start_ms=1000, end_ms=2000)
DOWNLOAD = ModelOrder(name="base")


async def test_jobs_of_one_kind(api: Api) -> None:
    exported, model = await api.services.jobs.add(EXPORT), await api.services.jobs.add(DOWNLOAD)
    assert {job["id"] for job in (await api.get("/api/jobs"))["jobs"]} == {exported.id, model.id}
    (found,) = (await api.get("/api/jobs", params={"kind": "model_download"}))["jobs"]
    assert found == model.to_json()
    assert (found["kind"], found["model"], found["export"]) == ("model_download", DOWNLOAD.to_json(), None)
    assert "model_download" in (await api.error("GET", "/api/jobs", 422, params={"kind": "unknown"}))["message"]


async def test_only_an_export_has_an_exports_files(api: Api) -> None:
    model = await api.services.jobs.add(DOWNLOAD)
    await api.error("GET", f"/api/exports/{model.id}/file", 404)


async def test_a_job_without_files_is_deleted_like_any_other(api: Api) -> None:
    job = await api.services.jobs.add(DOWNLOAD)
    await api.send("DELETE", f"/api/jobs/{job.id}", status=204)
    await api.error("GET", f"/api/jobs/{job.id}", 404)
    last = api.services.bus.after(api.services.bus.last_sequence - 1)
    assert last is not None
    assert (last[0].type, last[0].data) == (EventType.JOB, {"id": job.id})


async def test_pages_of_jobs(api: Api) -> None:
    for _ in range(3):
        await api.services.jobs.add(EXPORT)
    first = await api.get("/api/jobs", params={"limit": "2"})
    second = await api.get("/api/jobs", params={"limit": "2", "cursor": first["cursor"]})
    assert (len(first["jobs"]), len(second["jobs"]), second["cursor"]) == (2, 1, None)
    for name in ("cursor", "state", "kind"):
        assert (await api.error("GET", "/api/jobs", 422, params={name: "x"}))["field"] == name
