"""The verdict on the server's health."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.waiting import until
from wallflower.api import health
from wallflower.api.health import EARLIEST_NOW_MS, Engines, Facts, judge
from wallflower.wire import Camera, CameraStatus, ConnectionState, Engine, ErrorCode, EventType, Problem

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

DOOR = Camera(
    id="a",
    name="Door",
    url="rtsp://cam/",
    status=CameraStatus(
        camera_id="a",
        running=True,
        connection=ConnectionState.RETRYING,
        problem=Problem(code=ErrorCode.TIMEOUT, message="no answer"),
    ),
)
GOOD = Facts(now_ms=EARLIEST_NOW_MS, cameras=(DOOR,), free_bytes=100, minimum_free_bytes=100)
BROKEN = Engine(name="x", usable=False, reason="no model")


def test_healthy_without_a_reason() -> None:
    verdict = judge(replace(GOOD, backlog_s=3.5, used_bytes=7, oldest_ms=9))
    assert verdict.healthy
    assert (verdict.backlog_s, verdict.media_free_bytes, verdict.media_used_bytes, verdict.oldest_ms) == (
        3.5,
        100,
        7,
        9,
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ingest_lost": True}, "ingest_unavailable"),
        ({"analysis_lost": True}, "analysis_unavailable"),
        ({"database_failed": True}, "database_unavailable"),
        ({"now_ms": 0}, "clock_wrong"),
        ({"free_bytes": None}, "media_unavailable"),
        ({"free_bytes": 49}, "disk_nearly_full"),
        ({"engines": Engines(speech=BROKEN)}, "speech_model_missing"),
        ({"engines": Engines(faces=BROKEN)}, "face_model_missing"),
        ({"offline": frozenset("a")}, "camera_offline"),
    ],
)
def test_each_reason_alone_degrades(change: dict[str, Any], code: str) -> None:
    verdict = judge(replace(GOOD, **change))
    assert not verdict.healthy
    assert [reason.code for reason in verdict.reasons] == [code]


def test_an_engine_that_nobody_asks_for_is_no_reason() -> None:
    deaf = replace(DOOR, transcribe=False, recognize_faces=False)
    off = replace(DOOR, enabled=False)
    engines = Engines(speech=BROKEN, faces=BROKEN)
    assert judge(replace(GOOD, cameras=(deaf, off), engines=engines)).healthy
    assert judge(replace(GOOD, cameras=(), engines=engines)).healthy


def test_an_engine_that_starts_is_a_reason_only_when_it_takes_too_long() -> None:
    starting = replace(GOOD, engines=Engines(speech=replace(BROKEN, starting=True)))
    assert judge(replace(starting, starting_s=60.0)).healthy
    (reason,) = judge(replace(starting, starting_s=61.0)).reasons
    assert reason.code == "speech_model_missing"


async def test_engines_that_start_are_asked_until_they_can_work(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "ASK_EVERY_S", 600.0)
    monkeypatch.setattr(health, "ASK_STARTING_EVERY_S", 0.05)
    ready = api.others.answers["engines"]
    api.others.answers["engines"] = {
        "speech": {"name": "w", "usable": False, "reason": "starting", "starting": True},
        "faces": {"name": "f", "usable": True},
    }
    await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    running = asyncio.create_task(api.services.health.run())
    try:
        await until(lambda: len(api.others.named("engines")) > 2)
        assert api.services.health.current.healthy
        assert (await api.get("/api/info"))["speech"]["starting"]
        api.others.answers["engines"] = ready
        await until(lambda: api.services.health.engines.speech == Engine(name="w", usable=True))
        asked = len(api.others.named("engines"))
        await asyncio.sleep(0.3)
        assert len(api.others.named("engines")) == asked
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def test_an_offline_camera_is_named_with_its_problem() -> None:
    (reason,) = judge(replace(GOOD, offline=frozenset("a"))).reasons
    assert (reason.camera_id, reason.message) == ("a", "Door: no answer")


@pytest.mark.parametrize(("code", "failures"), [(ErrorCode.TIMEOUT, 20), (ErrorCode.AUTH_FAILED, 5)])
def test_a_camera_that_only_fails_is_told_once(code: ErrorCode, failures: int) -> None:
    assert DOOR.status is not None
    status = replace(DOOR.status, failures=failures, problem=Problem(code=code, message="no answer"))
    failing = replace(GOOD, cameras=(replace(DOOR, status=status),), offline=frozenset("a"))
    (reason,) = judge(failing).reasons
    assert reason.code == "camera_failing"
    assert f"failed {failures} times" in reason.message
    again = replace(DOOR, status=replace(status, failures=failures - 1))
    assert judge(replace(failing, cameras=(again,))).reasons[0].code == "camera_offline"
    back = replace(DOOR, status=replace(status, connection=ConnectionState.CONNECTED))
    assert judge(replace(failing, cameras=(back,), offline=frozenset())).healthy


@pytest.mark.parametrize("code", [ErrorCode.DISK, ErrorCode.DISK_FULL])
def test_a_camera_that_cannot_be_written_is_a_reason(code: ErrorCode) -> None:
    problem = Problem(code=code, message="recording stopped: the disk is full")
    status = CameraStatus(camera_id="a", running=True, connection=ConnectionState.CONNECTED, problem=problem)
    (reason,) = judge(replace(GOOD, cameras=(replace(DOOR, status=status),))).reasons
    assert (reason.code, reason.camera_id) == ("recording_stopped", "a")


async def test_the_watch_asks_everybody_and_tells_only_changes(
    api: Api, processes: list[asyncio.Task[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = api.services.health
    await watch.round(slow=True)
    assert watch.current.healthy
    assert watch.current.backlog_s == 2.5
    assert watch.engines.speech is not None
    assert (await api.get("/api/info"))["speech"]["usable"]
    processes[1].cancel()
    await asyncio.gather(processes[1], return_exceptions=True)
    monkeypatch.setattr(health, "ANALYSIS_PATIENCE_S", 0.2)
    await watch.round(slow=True)
    await watch.round(slow=False)
    assert [reason.code for reason in watch.current.reasons] == ["analysis_unavailable"]
    answer = await api.call("GET", "/api/health")
    assert answer.status == 503
    events = await api.services.bus.subscribe(api.services.bus.stream, 0).next()
    assert [event.type for event in events or ()] == [EventType.HEALTH]


async def test_a_camera_is_offline_only_after_a_while(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    row = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    states = iter(
        [ConnectionState.RETRYING, ConnectionState.RETRYING, ConnectionState.CONNECTING, ConnectionState.CONNECTED]
    )

    async def pull() -> None:
        api.board.learn(CameraStatus(camera_id=row["id"], running=True, connection=next(states)))

    now_s = iter([100.0, 159.0, 161.0, 162.0])
    monkeypatch.setattr(api.services.registry, "pull", pull)
    monkeypatch.setattr(health, "monotonic_s", lambda: next(now_s))
    verdicts = []
    for _ in range(4):
        await api.services.health.round(slow=False)
        verdicts.append([reason.code for reason in api.services.health.current.reasons])
    assert verdicts == [[], [], ["camera_offline"], []]
