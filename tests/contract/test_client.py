"""The integration's real client against the real server."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import aiohttp
import pytest

from tests.contract.conftest import CAMERA
from tests.support.server import Server
from tests.support.waiting import eventually

NOON = 1_795_000_000_000
JOBS_S = 150.0


@pytest.fixture
async def client(server: Server, client_module: Any) -> AsyncIterator[Any]:
    async with aiohttp.ClientSession() as session:
        yield client_module.WallflowerClient(session, "127.0.0.1", server.port, server.token)


async def test_info(client: Any, server: Server) -> None:
    info = await client.info()
    assert info.server_id == (await server.get("/api/info"))["server_id"]


async def test_cameras_and_what_belongs_to_them(client: Any, camera: str) -> None:
    shown = await eventually(partial(_shown, client, camera), _is_stopped)
    assert (shown.name, shown.enabled) == (CAMERA["name"], False)
    assert await client.activity(camera, NOON, NOON + 3_600_000) == ()
    assert await client.conversations(camera, NOON, NOON + 3_600_000, limit=5) == ()
    assert await client.recording_days(camera, "America/New_York") == ()
    stream = await client.live_stream(camera)
    assert stream.username == "wallflower"
    async with client.hls(camera, (NOON, NOON + 3_600_000), "index.m3u8", None) as response:
        assert (await response.read()).startswith(b"#EXTM3U")


async def test_a_camera_is_turned_on_and_off(client: Any, camera: str) -> None:
    assert (await client.set_running(camera, running=True)).running
    assert (await client.set_running(camera, running=False)).camera_id == camera
    shown = await eventually(partial(_shown, client, camera), _is_stopped)
    assert (shown.enabled, shown.status.running) == (False, False)


async def test_people_and_visits(
    client: Any, client_module: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = [await server.post("/api/people", {"name": f"Client {number}"}) for number in range(3)]
    monkeypatch.setattr(client_module, "LARGEST_PAGE", 1)
    names = [each.name for each in await client.people()]
    assert [name for name in names if name.startswith("Client")] == ["Client 0", "Client 1", "Client 2"]
    for person in added:
        await server.request("DELETE", f"/api/people/{person['id']}")
    assert await client.recent_visits() == ()


async def test_events_are_pushed_and_resumed(client: Any, client_module: Any, server: Server) -> None:
    events = client.events(None)
    hello = await anext(events)
    assert hello.type == "hello"
    person = await server.post("/api/people", {"name": "Pushed"})
    added = await _next(events, "person_added")
    await events.aclose()
    await server.request("DELETE", f"/api/people/{person['id']}")
    resumed = client.events(client_module.Position(added.stream, added.sequence))
    assert (await anext(resumed)).sequence == added.sequence
    assert (await _next(resumed, "person_removed")).data == {"id": person["id"]}
    await resumed.aclose()


async def test_a_position_of_another_run_asks_for_a_resync(client: Any, client_module: Any) -> None:
    events = client.events(client_module.Position("another", 3))
    assert [(await anext(events)).type for _ in range(2)] == ["hello", "resync"]
    await events.aclose()


async def test_a_wrong_token(server: Server, client_module: Any, client_errors: Any) -> None:
    async with aiohttp.ClientSession() as session:
        stranger = client_module.WallflowerClient(session, "127.0.0.1", server.port, "wrong")
        with pytest.raises(client_errors.WallflowerAuthenticationError):
            await stranger.info()
        with pytest.raises(client_errors.WallflowerAuthenticationError):
            await anext(stranger.events(None))


async def test_figures(client: Any) -> None:
    await eventually(client.health, lambda told: told.media_free_bytes > 0)
    # Other tests may have ordered some.
    assert await eventually(client.active_jobs, lambda ids: not ids, JOBS_S) == frozenset()
    assert (await client.storage()).protected_bytes == 0


async def test_people_rules_and_protected_ranges(client: Any, server: Server, camera: str) -> None:
    kept = await client.protect(camera, (NOON, NOON + 1000), "why")
    assert (kept.camera_id, kept.start_ms, kept.note) == (camera, NOON, "why")
    assert await client.unprotect(camera, (NOON, NOON + 1000)) == ()
    for end in (client.remove_person, client.forget_person):
        person = await client.add_person("Gone soon")
        await end(person.id)
        assert person.id not in [each.id for each in await client.people()]
    rule = await server.post("/api/rules", {"name": "Client's", "phrases": ["parcel"]})
    assert "Client's" in [each.name for each in await client.rules()]
    assert {each.id: each.armed for each in await client.arm([rule["id"]], armed=False)}[rule["id"]] is False
    await server.request("DELETE", f"/api/rules/{rule['id']}")
    assert (await client.search({"text": "parcel", "camera_ids": [camera], "limit": 5})).lines == ()
    assert await client.visits({"camera": camera, "verdict": "known", "start": NOON, "limit": 5}) == ()
    assert "faster-whisper-tiny" in [each.name for each in await client.models()]


async def test_cameras_are_added_and_changed(client: Any, client_errors: Any, server: Server) -> None:
    added = await client.add_camera("Handed over", "rtsp://user:pass@192.0.2.9/main")
    assert "pass" not in added.url
    await eventually(partial(_shown, client, added.id), lambda shown: shown.status.connection != "unknown")
    assert (await client.change_camera(added.id, record=False, url="rtsp://192.0.2.9/sub")).record is False
    assert (await eventually(partial(_restarted, client, client_errors, added.id), bool)).running
    assert (await client.microphone(added.id)).level_db is None
    await server.request("DELETE", f"/api/cameras/{added.id}")


async def _restarted(client: Any, client_errors: Any, camera_id: str) -> Any:
    """Connect anew; None while the recording process is still ending a connection that hangs."""
    try:
        return await client.restart(camera_id)
    except client_errors.WallflowerResponseError as error:
        if error.problem.code != "unavailable":
            raise
        return None


async def test_what_does_not_exist_is_refused_for_just_that(client: Any, client_errors: Any, camera: str) -> None:
    export = {"camera_ids": [camera], "start": NOON, "end": NOON + 1000, "captions": "soft", "cut": "exact", "note": ""}
    orders = (
        client.still(camera, {}),
        client.still(camera, {"at": NOON, "blur": "all"}),
        client.export(export),
        client.save_last(camera, 5, "why"),
        client.job("abcdefghij"),
        client.visit_image(1),
        client.label_visits("confirm", [1], None),
        client.add_face("nobody", b"no picture", 0),
        client.remove_person("nobody"),
        client.forget_person("nobody"),
    )
    for order in orders:
        with pytest.raises(client_errors.WallflowerResponseError) as caught:
            await order
        assert caught.value.problem.code == "not_found"


async def _shown(client: Any, camera_id: str) -> Any:
    """Return a camera; how it does is unknown while the recording process is slow to tell."""
    (shown,) = [each for each in await client.cameras() if each.id == camera_id]
    return shown


def _is_stopped(shown: Any) -> bool:
    return bool(shown.status.connection == "stopped")


async def _next(events: Any, kind: str) -> Any:
    """Return the next event of this type; others (a status, the health) may come in between."""
    while (event := await anext(events)).type != kind:
        pass
    return event
