"""Alerts over HTTP."""

import base64
from typing import TYPE_CHECKING

import pytest

from wallflower.alerts.pictures import AlertPictures
from wallflower.api.alerting import listened, take_picture
from wallflower.store.alerts import NewAlert
from wallflower.store.cameras import CameraRow
from wallflower.wire import CameraStatus, ConnectionState, StreamReport
from wallflower.wire_alerts import RuleKind

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

HELP = {"name": "Help", "phrases": ["help me"]}


async def raised(api: Api, at_ms: int = 1000, camera_id: str = "a") -> int:
    rule = await api.send("POST", "/api/rules", HELP, status=201)
    new = NewAlert(
        rule_id=rule["id"],
        rule_name="Help",
        kind=RuleKind.KEYWORD,
        camera_id=camera_id,
        at_ms=at_ms,
        phrase="help me",
        clip_start_ms=0,
        clip_end_ms=9000,
    )
    alert = api.services.alerts.alerts.add(new)
    assert alert is not None
    return alert.id


@pytest.fixture(autouse=True)
def cameras(api: Api) -> None:
    for name in ("a", "b"):
        api.others.cameras.create(CameraRow(id=name, name=name, url="rtsp://cam/1"))


async def test_the_life_of_an_alert(api: Api) -> None:
    alert_id = await raised(api)
    alert = await api.get(f"/api/alerts/{alert_id}")
    assert (alert["phrase"], alert["kind"], alert["has_picture"]) == ("help me", "keyword", False)
    assert await api.get("/api/alerts") == {"alerts": [alert], "cursor": None}
    await api.error("GET", f"/api/alerts/{alert_id}/picture.jpg", 404)
    await api.send("DELETE", f"/api/alerts/{alert_id}", status=204)
    for method in ("GET", "DELETE"):
        await api.error(method, f"/api/alerts/{alert_id}", 404)


async def test_pages_and_filters(api: Api) -> None:
    ids = [await raised(api, at_ms) for at_ms in (1000, 3000, 2000)]
    await raised(api, 4000, "b")
    page = await api.get("/api/alerts?camera=a&limit=2")
    assert [alert["id"] for alert in page["alerts"]] == [ids[1], ids[2]]
    rest = await api.get(f"/api/alerts?camera=a&limit=2&cursor={page['cursor']}")
    assert [alert["id"] for alert in rest["alerts"]] == [ids[0]]
    assert len((await api.get("/api/alerts?start=2000&end=4000"))["alerts"]) == 2
    assert (await api.get("/api/alerts?kind=silence"))["alerts"] == []
    assert (await api.get("/api/alerts?rule=x"))["alerts"] == []
    for query in ("kind=noise", "start=5&end=4", "limit=0", "cursor=x"):
        await api.error("GET", f"/api/alerts?{query}", 422)


async def test_the_picture_comes_from_the_process_with_the_codecs(api: Api) -> None:
    alert_id = await raised(api)
    api.others.answers["snapshot"] = {"at_ms": 990, "jpeg": base64.b64encode(b"jpeg").decode()}

    async def take(camera_id: str, at_ms: int) -> bytes:
        return await take_picture(api.services, camera_id, at_ms)

    assert await AlertPictures(api.services.alerts.alerts, take).take_due()
    assert api.others.named("snapshot") == [{"camera_id": "a", "at_ms": 1000, "width": 640}]
    answer = await api.call("GET", f"/api/alerts/{alert_id}/picture.jpg")
    assert (answer.content_type, await answer.read()) == ("image/jpeg", b"jpeg")


async def test_only_cameras_with_sound_that_is_searched_are_listened_to(api: Api) -> None:
    def status(camera_id: str, audio: str | None) -> CameraStatus:
        stream = StreamReport(audio_codec=audio)
        return CameraStatus(camera_id=camera_id, running=True, connection=ConnectionState.CONNECTED, stream=stream)

    assert await listened(api.services) is None
    await api.services.health.round(slow=True)
    assert await listened(api.services) == ()
    api.board.learn(status("a", "aac"))
    api.board.learn(status("b", None))
    assert await listened(api.services) == ("a",)
    api.board.doubt()
    assert await listened(api.services) is None
    api.board.replace((status("a", "aac"), status("b", None)))
    api.others.cameras.update("a", {"transcribe": False})
    assert await listened(api.services) == ()
