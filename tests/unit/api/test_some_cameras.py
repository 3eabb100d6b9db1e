"""Who may see some cameras is told of no other: not in lists, by id, in events, in numbers of events."""

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.saying import say
from tests.support.visits import STAY
from tests.support.waiting import PATIENCE_S
from wallflower.api.narrowing import events_of
from wallflower.api.routes import ALL
from wallflower.store.alerts import NewAlert
from wallflower.store.cameras import CameraRow
from wallflower.wire import Event, EventType, Health, HealthReason
from wallflower.wire_access import Role
from wallflower.wire_alerts import RuleKind
from wallflower.wire_jobs import Export, ExportKind

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database

NOON = 1_795_000_000_000
RANGE = f"start={NOON}&end={NOON + 3_600_000}"


@dataclass
class Place:
    """What happened at one camera."""

    name: str
    visit: int
    alert: int


def happen(api: Api, database: Database, name: str, rule: str) -> Place:
    api.others.cameras.create(CameraRow(id=name, name=name, url=f"rtsp://{name}/1"))
    visit = api.services.visits.open(replace(STAY, camera_id=name, start_ms=NOON, best_crop=name.encode()))
    say(database, name, NOON, f"words at the {name}")
    new = NewAlert(
        rule_id=rule,
        rule_name="Help",
        kind=RuleKind.KEYWORD,
        camera_id=name,
        at_ms=NOON,
        phrase=f"help at the {name}",
        clip_start_ms=NOON,
        clip_end_ms=NOON + 9000,
    )
    alert = api.services.alerts.alerts.add(new)
    assert alert is not None
    api.services.alerts.alerts.keep_picture(alert.id, name.encode())
    return Place(name, visit.id, alert.id)


@pytest.fixture
async def places(api: Api, database: Database) -> dict[str, Place]:
    rule = await api.send("POST", "/api/rules", {"name": "Help", "phrases": ["help"]}, 201)
    return {name: happen(api, database, name, rule["id"]) for name in ("door", "garden")}


class Asker:
    """Asks with a key for some cameras."""

    def __init__(self, api: Api, headers: dict[str, str]) -> None:
        self.api = api
        self.headers = headers

    async def ask(self, path: str, method: str = "GET", **options: Any) -> tuple[int, str]:
        answer = await self.api.client.request(method, path, headers=self.headers, **options)
        return answer.status, (await answer.read()).decode(errors="replace")


async def asker(api: Api, *cameras: str) -> Asker:
    body = {"name": "A screen", "role": Role.ADMIN, "camera_ids": cameras}
    return Asker(api, {"Authorization": f"Bearer {(await api.send('POST', '/api/keys', body, 201))['secret']}"})


def listings(camera: str | None) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what lists what happened, at one camera or wherever the asker may look."""
    one = "" if camera is None else f"camera={camera}"
    found: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", f"/api/visits?{one}", {}),
        ("GET", f"/api/alerts?{one}", {}),
        ("POST", "/api/transcripts/search", {"json": {"camera_ids": [camera] if camera else [], "context": 1}}),
        ("POST", "/api/transcripts/search", {"json": {"text": "words", "order": "best"}}),
    ]
    if camera is not None:
        found += [
            ("GET", f"/api/transcripts/conversations?{one}&{RANGE}", {}),
            ("GET", f"/api/transcripts/figures?{one}&{RANGE}", {}),
            ("GET", f"/api/transcripts/export?{one}&{RANGE}", {}),
        ]
    return found


@pytest.mark.parametrize("camera", [None, "door"])
async def test_lists_hold_what_is_theirs(api: Api, places: dict[str, Place], camera: str | None) -> None:
    screen, all_of_them = await asker(api, "door"), await asker(api, "door", "garden")
    for method, path, options in (("GET", "/api/cameras", {}), *listings(camera)):
        status, text = await screen.ask(path, method, **options)
        assert (status, "door" in text, "garden" in text) == (200, True, False), (path, text)
        if camera is None:
            _, text = await all_of_them.ask(path, method, **options)
            assert "door" in text
            assert "garden" in text


async def test_a_foreign_camera_is_none(api: Api, places: dict[str, Place]) -> None:
    screen = await asker(api, "door")
    for method, path, options in listings("garden")[:3] + listings("garden")[4:]:
        status, text = await screen.ask(path, method, **options)
        assert (status, "no camera has this id" in text) == (404, True), (path, text)


@pytest.mark.parametrize("path", ["conversations", "figures"])
async def test_what_sums_up_all_cameras_wants_one(api: Api, places: dict[str, Place], path: str) -> None:
    status, text = await (await asker(api, "door")).ask(f"/api/transcripts/{path}?{RANGE}")
    assert (status, "ask for one of yours" in text) == (403, True)


async def test_who_may_see_no_camera_finds_nothing(api: Api, places: dict[str, Place]) -> None:
    nobody = await asker(api)
    for method, path, options in (("GET", "/api/cameras", {}), *listings(None)):
        status, text = await nobody.ask(path, method, **options)
        assert status == 200
        assert "door" not in text
        assert "garden" not in text


async def test_what_is_foreign_looks_like_what_is_not_there(api: Api, places: dict[str, Place]) -> None:
    screen = await asker(api, "door")
    for path, own in (
        ("/api/visits/{}/sightings", places["door"].visit),
        ("/api/visits/{}/image.jpg", places["door"].visit),
        ("/api/alerts/{}", places["door"].alert),
        ("/api/alerts/{}/picture.jpg", places["door"].alert),
    ):
        assert (await screen.ask(path.format(own)))[0] == 200
        foreign = places["garden"].visit if "visits" in path else places["garden"].alert
        answers = [await screen.ask(path.format(number)) for number in (foreign, 999_999)]
        told = [(status, json.loads(text)["error"]) for status, text in answers]
        for _, error in told:
            error.pop("request_id")
        assert told[0] == told[1]
        assert told[0][0] == 404
    assert (await screen.ask(f"/api/alerts/{places['garden'].alert}", "DELETE"))[0] == 404
    assert api.services.alerts.alerts.get(places["garden"].alert).camera_id == "garden"


async def test_how_much_waits_is_no_business_of_theirs(
    api: Api, places: dict[str, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallflower.store.transcripts.backlog_s", lambda _: 7.5)
    assert (await api.send("POST", "/api/transcripts/search", {}))["backlog_s"] == 7.5
    _, text = await (await asker(api, "door")).ask("/api/transcripts/search", "POST", json={})
    assert json.loads(text)["backlog_s"] == 0


def told(camera: str) -> dict[EventType, dict[str, Any]]:
    """Return an event of every type, those about a camera about this one."""
    about = {"camera_id": camera}
    return {kind: {} for kind in EventType} | {
        EventType.CAMERA_ADDED: {"id": camera},
        EventType.CAMERA_UPDATED: {"id": camera},
        EventType.CAMERA_REMOVED: {"id": camera},
        EventType.CAMERA_STATUS: about,
        EventType.SPEECH: about,
        EventType.MOTION: about,
        EventType.SPEECH_STATUS: {"effort": "careful", "queued": 5},
        EventType.LINE: about,
        EventType.LINE_UPDATED: about,
        EventType.PARTIAL: about,
        EventType.VISIT: {"phase": "started", "visit": about},
        EventType.KEYWORD: about,
        EventType.ALERT: about,
        EventType.PERSON_ADDED: {"id": camera, "last_camera_id": camera},
        EventType.PERSON_UPDATED: {"id": camera, "last_camera_id": camera},
        EventType.PERSON_REMOVED: {"id": camera},
        EventType.JOB: {"id": camera, "export": {"camera_ids": [camera]}},
        EventType.STORY: {"id": "s", "camera_ids": [camera]},
        EventType.HEALTH: {"reasons": [about]},
    }


OF_CAMERAS = {kind for kind, data in told("x").items() if data.get("camera_id") or "visit" in data} | {
    *(EventType.CAMERA_ADDED, EventType.CAMERA_UPDATED, EventType.CAMERA_REMOVED, EventType.STORY)
}


@pytest.mark.parametrize("kind", EventType)
def test_which_events_are_of_a_camera(kind: EventType) -> None:
    keep = events_of(frozenset({"door"}))
    for camera in ("door", "garden"):
        event = Event(stream="s", sequence=1, type=kind, at_ms=0, data=told(camera)[kind])
        # What is still being said is told between the server's processes only.
        wanted = camera == "door" and kind in OF_CAMERAS - {EventType.PARTIAL}
        assert keep(event) == wanted
    for strange in ({}, {"visit": 5}, {"camera_id": ["door"]}, {"id": None}):
        assert not keep(Event(stream="s", sequence=1, type=kind, at_ms=0, data=strange))


async def test_events_of_other_cameras_are_not_even_counted(api: Api) -> None:
    api.others.cameras.create(CameraRow(id="door", name="door", url="rtsp://door/1"))
    bus, screen = api.services.bus, await asker(api, "door")
    async with api.client.ws_connect("/api/events", headers=screen.headers) as socket:
        hello = Event.from_json(await socket.receive_json(timeout=PATIENCE_S))
        assert (hello.type, hello.sequence) == (EventType.HELLO, 0)
        for camera in ("garden", "door"):
            for kind, data in told(camera).items():
                bus.publish(kind, data)
        wanted = [kind for kind in EventType if kind in OF_CAMERAS - {EventType.PARTIAL}]
        events = [Event.from_json(await socket.receive_json(timeout=PATIENCE_S)) for _ in wanted]
        assert [event.type for event in events] == wanted
        assert [event.sequence for event in events] == list(range(1, len(wanted) + 1))
        assert "garden" not in json.dumps([event.to_json() for event in events])
        assert {event.stream for event in events} == {hello.stream} != {bus.stream}
    # It goes on where it was, and not where others are.
    query = {"stream": hello.stream, "sequence": str(len(wanted) - 1)}
    async with api.client.ws_connect("/api/events", headers=screen.headers, params=query) as socket:
        await socket.receive_json(timeout=PATIENCE_S)
        assert Event.from_json(await socket.receive_json(timeout=PATIENCE_S)).sequence == len(wanted)
    query = {"stream": bus.stream, "sequence": "1"}
    async with api.client.ws_connect("/api/events", headers=screen.headers, params=query) as socket:
        await socket.receive_json(timeout=PATIENCE_S)
        assert Event.from_json(await socket.receive_json(timeout=PATIENCE_S)).type is EventType.RESYNC


async def add_export(api: Api, *cameras: str) -> dict[str, Any]:
    order = Export(kind=ExportKind.AUDIO, camera_ids=cameras, start_ms=NOON, end_ms=NOON + 4000)
    return (await api.services.jobs.add(order)).to_json()


async def test_exports_are_theirs_that_show_no_other_camera(api: Api, places: dict[str, Place]) -> None:
    screen = await asker(api, "door")
    span = {"start": NOON, "end": NOON + 4000, "kind": "audio"}
    foreign = []
    for cameras in (["garden"], ["door", "garden"]):
        status, text = await screen.ask("/api/exports", "POST", json=span | {"camera_ids": cameras})
        assert (status, "no camera has this id" in text) == (404, True)
        foreign.append(await add_export(api, *cameras))
    status, text = await screen.ask("/api/exports", "POST", json=span | {"camera_ids": ["door"]})
    assert (status, "nothing was recorded at this time" in text) == (404, True), "theirs may be exported"
    own = await add_export(api, "door")
    assert [job["id"] for job in json.loads((await screen.ask("/api/jobs"))[1])["jobs"]] == [own["id"]]
    assert (await screen.ask(f"/api/jobs/{own['id']}"))[0] == 200
    for job in foreign:
        for path, method in (
            (f"/api/jobs/{job['id']}", "GET"),
            (f"/api/jobs/{job['id']}/cancel", "POST"),
            (f"/api/exports/{job['id']}/file", "GET"),
        ):
            assert (await screen.ask(path, method))[0] == 404, path
        assert (await api.get(f"/api/jobs/{job['id']}"))["state"] == "queued"
    assert (await screen.ask(f"/api/exports/{own['id']}/file"))[0] == 409, "it is theirs, but not made yet"
    assert json.loads((await screen.ask(f"/api/jobs/{own['id']}/cancel", "POST"))[1])["state"] == "cancelled"
    assert (await screen.ask(f"/api/jobs/{own['id']}", "DELETE"))[0] == 403


async def test_health_is_that_of_their_cameras(api: Api, places: dict[str, Place]) -> None:
    screen = await asker(api, "door")
    of_garden = HealthReason(code="camera_offline", message="garden: no connection", camera_id="garden")
    api.services.health.current = Health(healthy=False, reasons=(of_garden,), media_used_bytes=7, backlog_s=5.0)
    status, text = await screen.ask("/api/health")
    assert (status, json.loads(text)) == (200, Health(healthy=True).to_json() | {"reasons": []})
    full = HealthReason(code="disk_nearly_full", message="the disk of the recordings is nearly full")
    of_door = HealthReason(code="camera_offline", message="door: no connection", camera_id="door")
    api.services.health.current = Health(healthy=False, reasons=(full, of_garden, of_door))
    status, text = await screen.ask("/api/health")
    assert (status, [each["camera_id"] for each in json.loads(text)["reasons"]]) == (503, [None, "door"])


def test_the_routes_that_are_answered_for_some_cameras() -> None:
    found = {f"{route.method} {route.path}" for route in ALL if route.for_some and "{camera_id}" not in route.path}
    assert found == {
        "GET /api/info",
        "GET /api/health",
        "POST /api/exports",
        "GET /api/exports/{job_id}/file",
        "GET /api/jobs",
        "GET /api/jobs/{job_id}",
        "POST /api/jobs/{job_id}/cancel",
        "GET /api/me",
        "POST /api/session",
        "DELETE /api/session",
        "POST /api/links",
        "GET /api/cameras",
        "GET /api/events",
        "GET /api/recordings/{recording_id}/file",
        "POST /api/narrations",
        "GET /api/narrations/{narration_id}",
        "GET /api/narrations/{narration_id}/sound.wav",
        "GET /api/stories",
        "POST /api/stories",
        "GET /api/stories/{story_id}",
        "PUT /api/stories/{story_id}",
        "DELETE /api/stories/{story_id}",
        "GET /api/stories/{story_id}/check",
        "POST /api/transcripts/search",
        "GET /api/transcripts/export",
        "GET /api/transcripts/conversations",
        "GET /api/transcripts/figures",
        "GET /api/visits",
        "GET /api/visits/{visit_id}/sightings",
        "GET /api/visits/{visit_id}/image.jpg",
        "GET /api/alerts",
        "GET /api/alerts/{alert_id}",
        "DELETE /api/alerts/{alert_id}",
        "GET /api/alerts/{alert_id}/picture.jpg",
    }
