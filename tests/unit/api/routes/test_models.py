"""Models over HTTP: listed, ordered, uploaded, imported, removed."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.sound import mini_whisper
from wallflower.wire import Engine
from wallflower.wire_jobs import JobKind
from wallflower.wire_models import ModelOutcome

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

__all__ = ["mini_whisper"]

BASE = "faster-whisper-base"
OTHER = {"name": "mine", "repository": "somebody/whisper-mine", "revision": "0" * 40}
PIECE = {"Content-Type": "application/octet-stream"}


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def installed(models: Path, mini_whisper: Path) -> Path:
    return Path(shutil.copytree(mini_whisper, models / "mini"))


async def by_name(api: Api) -> dict[str, dict[str, object]]:
    return {model["name"]: model for model in (await api.get("/api/models"))["models"]}


async def test_the_catalogue_is_listed_with_sizes_and_licences(api: Api) -> None:
    found = await by_name(api)
    base = found[BASE]
    assert (base["state"], base["trust"], base["job_id"], base["in_use"]) == ("available", None, None, False)
    assert (base["size_bytes"], base["licence"]) == (147_882_941, "MIT")
    assert 250_000_000 < int(str(base["memory_bytes"])) < 400_000_000
    assert base["revision"] == "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66"
    assert found["faster-whisper-base.en"]["languages"] == ["en"]


async def test_what_is_here_is_listed_with_its_state(api: Api, installed: Path) -> None:
    found = (await by_name(api))["mini"]
    assert (found["state"], found["trust"], found["reason"]) == ("installed", "nobody", None)
    (installed / "tokenizer.json").unlink()
    found = (await by_name(api))["mini"]
    assert (found["state"], found["in_use"]) == ("broken", False)
    assert "tokenizer.json is missing" in str(found["reason"])


async def test_an_order_becomes_a_job_and_a_second_one_the_same(api: Api) -> None:
    job = await api.send("POST", "/api/models", {"name": "base"}, status=202)
    assert (job["kind"], job["state"], job["model"]["name"]) == ("model_download", "queued", BASE)
    assert await api.send("POST", "/api/models", {"name": BASE}, status=202) == job
    found = (await by_name(api))[BASE]
    assert (found["state"], found["job_id"]) == ("installing", job["id"])
    api.services.jobs.jobs.claim(JobKind.MODEL_DOWNLOAD)
    api.services.jobs.jobs.finish(job["id"], ModelOutcome(name=BASE, size_bytes=1, files=()))
    again = await api.send("POST", "/api/models", {"name": BASE}, status=202)
    assert again["id"] != job["id"]
    other = await api.send("POST", "/api/models", OTHER, status=202)
    assert other["model"] == OTHER | {"engine": None}


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"name": "gigantic"}, 404),
        ({"name": "../x"}, 422),
        ({"name": "mine", "repository": "a/b"}, 422),
        (OTHER | {"revision": "main"}, 422),
        (OTHER | {"repository": "a/../b"}, 422),
        (OTHER | {"name": "insightface"}, 422),
    ],
)
async def test_orders_that_name_nothing(api: Api, order: dict[str, str], status: int) -> None:
    await api.error("POST", "/api/models", status, json=order)
    assert (await api.get("/api/jobs"))["jobs"] == []


async def test_a_download_that_was_deleted_leaves_nothing(api: Api, models: Path) -> None:
    job = await api.send("POST", "/api/models", {"name": "base"}, status=202)
    left = models / ".work" / f"{BASE}@ebe41f70d5b6" / BASE
    left.mkdir(parents=True, exist_ok=True)
    (left / "model.bin.partial").write_bytes(b"half")
    await api.send("DELETE", f"/api/jobs/{job['id']}", status=204)
    assert not left.exists()


@pytest.mark.usefixtures("installed")
async def test_a_model_is_removed_unless_it_is_in_use(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    engines = replace(api.services.health.engines, speech=Engine(name="faster-whisper", usable=True, model="mini"))
    with monkeypatch.context() as patch:
        patch.setattr(type(api.services.health), "engines", engines)
        assert (await by_name(api))["mini"]["in_use"] is True
        assert "in use" in (await api.error("DELETE", "/api/models/mini", 409))["message"]
    camera = await api.send("POST", "/api/cameras", {"name": "Door", "url": "rtsp://192.0.2.1/"}, status=201)
    await api.send("PATCH", f"/api/cameras/{camera['id']}", {"speech": {"model": "mini"}})
    await api.error("DELETE", "/api/models/mini", 409)
    await api.send("PATCH", f"/api/cameras/{camera['id']}", {"speech": {"model": None}})
    await api.send("DELETE", "/api/models/mini", status=204)
    assert "mini" not in await by_name(api)
    await api.error("DELETE", "/api/models/mini", 404)
    await api.error("DELETE", "/api/models/insightface", 422)


async def test_an_import_names_what_lies_in_the_import_directory(api: Api, models: Path, mini_whisper: Path) -> None:
    assert (await api.get("/api/models/imports"))["files"] == []
    shutil.copytree(mini_whisper, models / "import" / "mini")
    (models / "import" / "model.tar.gz").write_bytes(b"x" * 10)
    (models / "import" / "notes.txt").touch()
    files = (await api.get("/api/models/imports"))["files"]
    assert files == [{"name": "mini", "size_bytes": 0}, {"name": "model.tar.gz", "size_bytes": 10}]
    job = await api.send("POST", "/api/models/imports", {"source": "model.tar.gz"}, status=202)
    assert (job["kind"], job["model_import"]["name"]) == ("model_import", "model")
    assert (await by_name(api))["model"]["state"] == "installing"
    await api.error("POST", "/api/models/imports", 404, json={"source": "gone"})
    for wrong in ({}, {"source": "../x"}, {"source": "mini", "upload": "0" * 16}, {"upload": "0" * 16}):
        await api.error("POST", "/api/models/imports", 422, json=wrong)


async def test_memory_is_what_the_analysis_process_tells(api: Api) -> None:
    held = {"name": "speech base", "size_bytes": 300, "busy": True}
    api.others.answers["engine_memory"] = {"limit_bytes": 1000, "used_bytes": 300, "engines": [held]}
    memory = await api.get("/api/models/memory")
    assert (memory["limit_bytes"], memory["used_bytes"], memory["unloaded"], memory["engines"]) == (
        1000,
        300,
        0,
        [held],
    )


async def test_an_upload_comes_in_pieces(api: Api) -> None:
    upload = await api.send("POST", "/api/models/uploads", {"size_bytes": 6}, status=201)
    path = f"/api/models/uploads/{upload['id']}"
    answer = await api.call("PUT", path, params={"offset": "0"}, data=b"abc", headers=PIECE)
    assert (await answer.json())["received_bytes"] == 3
    assert (await api.get(path))["received_bytes"] == 3
    await api.error("PUT", path, 409, params={"offset": "5"}, data=b"f", headers=PIECE)
    await api.error("PUT", path, 422, params={"offset": "3"}, data=b"defg", headers=PIECE)
    await api.error("PUT", path, 415, params={"offset": "3"}, data=b"def", headers={"Content-Type": "text/plain"})
    await api.error("PUT", path, 413, params={"offset": "3"}, data=io.BytesIO(b"x" * 16_000_001), headers=PIECE)
    order = {"upload": upload["id"], "name": "mine"}
    await api.error("POST", "/api/models/imports", 422, json=order)
    await api.call("PUT", path, params={"offset": "3"}, data=b"def", headers=PIECE)
    job = await api.send("POST", "/api/models/imports", order, status=202)
    assert job["model_import"] == {"name": "mine", "source": "", "upload": upload["id"], "engine": None}
    await api.send("DELETE", path, status=204)
    await api.error("GET", path, 404)
    for size in (0, 9_000_000_000):
        await api.error("POST", "/api/models/uploads", 422, json={"size_bytes": size})
