"""Outliers and calibration over HTTP."""

from typing import TYPE_CHECKING

from wallflower.errors import ModelMissingError
from wallflower.wire_library import Calibration, FaceGroup, Outlier, OutlierReason

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api


def outlier(face_id: int, lead: float) -> Outlier:
    return Outlier(face_id=face_id, person_id="p", reason=OutlierReason.UNLIKE_OWN, lead=lead, own=0.2)


async def test_outliers_come_in_pages_the_worst_first(api: Api) -> None:
    leads = [0.1, -0.4, 0.1, 0.0, -0.4]
    found = [outlier(number, lead) for number, lead in enumerate(leads, 1)]
    api.others.answers["face_outliers"] = {"outliers": [item.to_json() for item in found]}
    seen: list[int] = []
    cursor: str | None = None
    for _ in range(3):
        params = {"limit": 2, "person": "p"} | ({} if cursor is None else {"cursor": cursor})
        page = await api.get("/api/faces/outliers", params=params)
        seen += [item["face_id"] for item in page["outliers"]]
        cursor = page["cursor"]
    assert seen == [2, 5, 4, 1, 3]
    assert cursor is None
    assert api.others.named("face_outliers")[0] == {"person_id": "p"}
    assert (await api.error("GET", "/api/faces/outliers", 422, params={"cursor": "x"}))["field"] == "cursor"


async def test_no_outliers(api: Api) -> None:
    api.others.answers["face_outliers"] = {"outliers": []}
    assert await api.get("/api/faces/outliers") == {"outliers": [], "cursor": None}


async def test_groups_come_in_pages_the_largest_first(api: Api) -> None:
    counts = [3, 5, 2, 5]
    groups = [
        FaceGroup(cover_visit_id=number, visit_ids=(number,), count=count, first_seen_ms=0, last_seen_ms=1)
        for number, count in enumerate(counts, 1)
    ]
    api.others.answers["face_groups"] = {"groups": [group.to_json() for group in groups]}
    first = await api.get("/api/faces/groups", params={"limit": 3})
    assert [group["cover_visit_id"] for group in first["groups"]] == [2, 4, 1]
    rest = await api.get("/api/faces/groups", params={"limit": 3, "cursor": first["cursor"]})
    assert ([group["cover_visit_id"] for group in rest["groups"]], rest["cursor"]) == ([3], None)
    large = await api.get("/api/faces/groups", params={"least": 4})
    assert [group["count"] for group in large["groups"]] == [5, 5]
    assert (await api.error("GET", "/api/faces/groups", 422, params={"cursor": "x"}))["field"] == "cursor"


async def test_calibration(api: Api) -> None:
    told = Calibration(engine="dlib", model="m", accept=0.5, maybe=0.42, reason="too few")
    api.others.answers["face_calibration"] = told.to_json()
    assert (await api.get("/api/faces/calibration"))["reason"] == "too few"
    api.others.answers["face_calibration"] = ModelMissingError("no engine")
    assert (await api.error("GET", "/api/faces/calibration", 503))["code"] == "model_missing"
