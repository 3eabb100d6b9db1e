"""Face engines over HTTP: listed, their terms accepted, installed, chosen, removed."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.faces.pack import build_pack
from tests.unit.faces.sface_pack import build_sface
from wallflower.cameras.face_choice import FaceChoices
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.wire_faces import FaceStatus

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

PACKS = "/api/faces/packs"
TERMS = f"{PACKS}/insightface/buffalo_l/terms"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


async def pack(api: Api, name: str) -> dict[str, Any]:
    return next(found for found in (await api.get(PACKS))["packs"] if found["name"] == name)


async def accept(api: Api, name: str) -> None:
    digest = (await pack(api, name))["terms_digest"]
    await api.send("PUT", f"{PACKS}/insightface/{name}/terms", {"digest": digest, "by": "Grace"})


async def test_packs_are_listed_with_their_terms(api: Api) -> None:
    large, free = await pack(api, "buffalo_l"), await pack(api, "yunet-sface")
    assert (large["engine"], large["state"], large["size_bytes"]) == ("insightface", "available", 191_307_687)
    assert "non-commercial research purposes only" in large["terms"]
    assert large["terms_digest"] == sha256(large["terms"].encode()).hexdigest()
    assert large["accepted_ms"] is None
    assert (free["engine"], free["licence"], free["terms"]) == ("sface", "MIT and Apache-2.0", None)


async def test_terms_are_accepted_before_a_download_and_kept_with_time_and_name(api: Api, database: Database) -> None:
    order = {"engine": "insightface", "name": "buffalo_l"}
    refused = await api.error("POST", PACKS, 409, json=order)
    assert "accept the terms" in refused["message"]
    await api.error("PUT", TERMS, 409, json={"digest": "0" * 64, "by": "Grace"})
    await accept(api, "buffalo_l")
    accepted = await pack(api, "buffalo_l")
    assert (accepted["accepted_by"], accepted["accepted_ms"] > 1_600_000_000_000) == ("Grace", True)
    job = await api.send("POST", PACKS, order, status=202)
    assert (job["kind"], job["model"]["engine"], job["model"]["name"]) == ("model_download", "insightface", "buffalo_l")
    again = await api.send("POST", PACKS, order, status=202)
    assert again["id"] == job["id"]
    assert (await pack(api, "buffalo_l"))["state"] == "installing"
    assert "buffalo_l" not in {model["name"] for model in (await api.get("/api/models"))["models"]}


async def test_a_pack_without_terms_needs_no_word(api: Api) -> None:
    job = await api.send("POST", PACKS, {"engine": "sface", "name": "yunet-sface"}, status=202)
    assert job["model"]["engine"] == "sface"
    await api.error("PUT", f"{PACKS}/sface/yunet-sface/terms", 422, json={"digest": "0" * 64, "by": "Grace"})


@pytest.mark.parametrize(("name", "status"), [("..", 422), ("sface", 404), ("a" * 200, 422)])
async def test_names_that_lead_elsewhere_are_refused(api: Api, name: str, status: int) -> None:
    answer = await api.call("DELETE", f"{PACKS}/sface/{name}")
    assert answer.status in (404, 405, 422)
    await api.error("POST", PACKS, status, json={"engine": "sface", "name": name})


async def test_an_engine_is_chosen_only_when_it_could_work(api: Api, models: Path, database: Database) -> None:
    api.others.answers["reload_faces"] = FaceStatus(engine="sface", model="toy", usable=True).to_json()
    choice = {"engine": "sface", "model": "toy", "by": "Grace"}
    missing = await api.error("PUT", "/api/faces/engine", 503, json=choice)
    assert missing["code"] == "model_missing"
    build_sface(models / "sface/models/toy")
    status = await api.send("PUT", "/api/faces/engine", choice)
    assert (status["engine"], status["model"]) == ("sface", "toy")
    stored, why = FaceChoices(api.services.settings, Meta(database)).get()
    assert (stored.engine, stored.model, stored.chosen_by, why) == ("sface", "toy", "Grace", "it was chosen")
    found = await pack(api, "toy")
    assert (found["state"], found["in_use"], found["trust"]) == ("installed", True, "nobody")
    await api.error("DELETE", f"{PACKS}/sface/toy", 409)


async def test_a_pack_brought_by_hand_has_terms_too(api: Api, models: Path) -> None:
    build_pack(models / "insightface/models/toy")
    choice = {"engine": "insightface", "model": "toy", "by": "Grace"}
    for which in (choice, choice | {"model": None}):
        refused = await api.error("PUT", "/api/faces/engine", 503, json=which)
        assert "terms" in refused["message"]
    assert api.others.named("reload_faces") == []
    await accept(api, "toy")
    api.others.answers["reload_faces"] = FaceStatus(engine="insightface", model="toy", usable=True).to_json()
    await api.send("PUT", "/api/faces/engine", choice)


async def test_a_pack_that_lacks_a_file_is_broken_and_can_be_removed(api: Api, models: Path) -> None:
    directory = build_sface(models / "sface/models/toy")
    next(directory.glob("*sface*")).unlink()
    found = await pack(api, "toy")
    assert found["state"] == "broken"
    assert "not whole" in found["reason"]
    choice = {"engine": "sface", "model": "toy", "by": "Grace"}
    assert "not whole" in (await api.error("PUT", "/api/faces/engine", 503, json=choice))["message"]
    await api.send("DELETE", f"{PACKS}/sface/toy", status=204)
    assert not directory.exists()


async def test_the_status_is_the_analysis_process_s(api: Api) -> None:
    status = FaceStatus(engine="dlib", model="resnet_v1", usable=True, why="bundled", providers=("CPU",))
    api.others.answers["face_status"] = status.to_json()
    assert FaceStatus.from_json(await api.get("/api/faces")) == status
    job = await api.send("POST", "/api/faces/reembed", status=202)
    assert job["reembedding"] == {"engine": "dlib", "model": "resnet_v1"}
    assert (await api.send("POST", "/api/faces/reembed", status=202))["id"] == job["id"]


async def test_a_pack_to_import_must_be_there(api: Api, models: Path) -> None:
    body = {"engine": "sface", "source": "nowhere"}
    await api.error("POST", f"{PACKS}/imports", 404, json=body)
    build_sface(models / "import" / "mine")
    job = await api.send("POST", f"{PACKS}/imports", {"engine": "sface", "source": "mine"}, status=202)
    assert (job["kind"], job["model_import"]["engine"], job["model_import"]["name"]) == (
        "model_import",
        "sface",
        "mine",
    )
