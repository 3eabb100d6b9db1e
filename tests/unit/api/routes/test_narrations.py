"""Narrations over HTTP: wanted by editors, spoken by whoever has a voice."""

import asyncio
import base64
import io
import logging
import wave
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.api.routes.test_stories import asker, clip, household
from wallflower.errors import InvalidRequestError, UnavailableError
from wallflower.store.narrations import narration_id
from wallflower.wire import EventType
from wallflower.wire_access import Role

if TYPE_CHECKING:
    from tests.support.shelf import Shelf
    from tests.unit.api.conftest import Api

__all__ = ["household"]

TEXT = "A parcel comes."
KEY = narration_id(TEXT)
BYTES = {"Content-Type": "application/octet-stream"}
SOUND: dict[str, Any] = {"data": b"sound", "headers": BYTES}
SECOND = b"\x00\x01" * 16_000


@pytest.fixture
def voice(api: Api) -> None:
    """The analysis process decodes what it is sent."""
    api.others.answers["decode_narration"] = {"pcm": base64.b64encode(SECOND).decode()}


async def want(api: Api, text: str = TEXT, **more: Any) -> dict[str, Any]:
    wanted: dict[str, Any] = await api.send("POST", "/api/narrations", {"text": text} | more)
    return wanted


async def test_a_text_is_wanted_and_spoken(api: Api, voice: None) -> None:
    wanted = await want(api, f"  {TEXT.replace(' ', '  ')} ")
    assert wanted == {"id": KEY, "state": "wanted", "text": TEXT, "failure": None, "length_ms": 0}
    assert (await api.get("/api/narrations?state=wanted"))["narrations"] == [wanted]
    assert (await api.error("GET", f"/api/narrations/{KEY}/sound.wav", 404))["field"] == "narration_id"
    answer = await api.call("PUT", f"/api/narrations/{KEY}", **SOUND)
    assert (answer.status, (await answer.json())["state"]) == (200, "ready")
    assert await api.get(f"/api/narrations/{KEY}") == wanted | {"state": "ready", "length_ms": 1000}
    assert (await api.get("/api/narrations?state=wanted"))["narrations"] == []
    sound = await api.call("GET", f"/api/narrations/{KEY}/sound.wav")
    with wave.open(io.BytesIO(await sound.read())) as reader:
        assert (reader.getframerate(), reader.getnchannels(), reader.readframes(20_000)) == (16_000, 1, SECOND)
    assert await want(api) == wanted | {"state": "ready", "length_ms": 1000}
    assert await want(api, again=True) == wanted
    told = [event for event in api.services.bus.after(0) or () if event.type is EventType.NARRATION]
    assert [event.data["state"] for event in told] == ["wanted", "ready", "wanted"]


async def test_the_first_who_speaks_is_heard(api: Api, voice: None) -> None:
    await want(api)
    answers = await asyncio.gather(*(api.call("PUT", f"/api/narrations/{KEY}", **SOUND) for _ in range(4)))
    assert {answer.status for answer in answers} == {200}
    told = [event for event in api.services.bus.after(0) or () if event.type is EventType.NARRATION]
    assert [event.data["state"] for event in told] == ["wanted", "ready"]


async def test_who_cannot_speak_says_so(api: Api, voice: None) -> None:
    await want(api)
    failed = await api.send("POST", f"/api/narrations/{KEY}/failed", {"failure": "no_engine"})
    assert (failed["state"], failed["failure"]) == ("failed", "no_engine")
    assert (await api.get("/api/narrations?state=wanted"))["narrations"] == []
    assert (await want(api))["state"] == "wanted"
    body = {"failure": "unknown"}
    assert (await api.error("POST", f"/api/narrations/{KEY}/failed", 422, json=body))["field"] == "failure"


async def test_what_is_no_sound_is_noted(api: Api) -> None:
    await want(api)
    api.others.answers["decode_narration"] = InvalidRequestError("this is no sound file", field="body")
    assert (await api.error("PUT", f"/api/narrations/{KEY}", 422, **SOUND))["field"] == "body"
    assert (await api.get(f"/api/narrations/{KEY}"))["failure"] == "unusable"
    api.others.answers["decode_narration"] = UnavailableError("busy")
    assert (await want(api))["state"] == "wanted"
    await api.error("PUT", f"/api/narrations/{KEY}", 503, **SOUND)
    assert (await api.get(f"/api/narrations/{KEY}"))["state"] == "wanted"


async def test_bounds(api: Api) -> None:
    await want(api)
    assert (await want(api, "\u0645\u06cc\u200c\u0631\u0648\u062f"))["state"] == "wanted"
    large = {"data": io.BytesIO(bytes(4_000_001)), "headers": SOUND["headers"]}
    assert (await api.error("PUT", f"/api/narrations/{KEY}", 413, **large))["code"] == "too_large"
    assert api.others.named("decode_narration") == []
    for text in ("", "  ", "x" * 501, "a\x00b", "a\x1bb"):
        assert (await api.error("POST", "/api/narrations", 422, json={"text": text}))["field"] == "text"
    assert (await api.error("GET", "/api/narrations?state=unknown", 422))["field"] == "state"
    for method, path in (("GET", ""), ("GET", "/sound.wav"), ("PUT", ""), ("POST", "/failed")):
        options: dict[str, Any] = SOUND if method == "PUT" else {"json": {"failure": "failed"}} if path else {}
        options = {} if method == "GET" else options
        await api.error(method, f"/api/narrations/{'0' * 32}{path}", 404, **options)


async def test_a_clip_has_its_narration(api: Api, household: Shelf) -> None:
    body = {"title": "T", "clips": [clip(narration=f" {TEXT}\n"), clip(id="b")]}
    story = await api.send("POST", "/api/stories", body, 201)
    assert [item["narration"] for item in story["clips"]] == [TEXT, ""]
    check = await api.get(f"/api/stories/{story['id']}/check")
    assert check["reencoded"] == ["narration"]
    long = body | {"clips": [clip(narration="x" * 501)]}
    assert (await api.error("POST", "/api/stories", 422, json=long))["field"] == "clips.0.narration"
    job = await api.send("POST", f"/api/stories/{story['id']}/export", {}, 202)
    assert job["export"]["story"]["clips"][0]["narration"] == TEXT
    assert job["waits_for"] is None


async def test_rights(api: Api, household: Shelf, voice: None) -> None:
    """Who edits stories may have texts spoken; what others wrote is listed only for those who see every camera."""
    viewer, some = await asker(api, Role.VIEW, "door"), await asker(api, Role.CONTROL, "door")
    await want(api, "Somebody else's words.")
    for headers, status in ((viewer, 403), (some, 200)):
        asked = await api.call("POST", "/api/narrations", json={"text": TEXT}, headers=headers)
        assert asked.status == status
        assert (await api.call("GET", "/api/narrations", headers=headers)).status == 403
        sound = {"data": b"sound", "headers": BYTES | headers}
        assert (await api.call("PUT", f"/api/narrations/{KEY}", **sound)).status == 403
        body = {"failure": "failed"}
        assert (await api.call("POST", f"/api/narrations/{KEY}/failed", json=body, headers=headers)).status == 403
    for headers in (viewer, some):
        assert (await api.call("GET", f"/api/narrations/{KEY}", headers=headers)).status == 200
    whole = await api.send("POST", "/api/keys", {"name": "All", "role": Role.CONTROL}, 201)
    headers = BYTES | {"Authorization": f"Bearer {whole['secret']}"}
    assert (await api.call("PUT", f"/api/narrations/{KEY}", data=b"sound", headers=headers)).status == 200
    await api.services.auditor.settle()
    entries = (await api.get("/api/audit"))["entries"]
    assert {entry["what"] for entry in entries} >= {"want_narration", "keep_narration", "fail_narration"}


async def test_no_text_is_logged(api: Api, voice: None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await want(api)
    await api.call("PUT", f"/api/narrations/{KEY}", **SOUND)
    await api.error("POST", "/api/narrations", 422, json={"text": TEXT * 40})
    assert "parcel" not in caplog.text
