"""The real server before real cameras that talk: how the backlog fares, and how soon a line is told."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np

from bench_lib.report import Figure
from tests.support import random_whisper
from tests.support.server import Server, running_server
from tests.support.talk import make_talk
from tests.support.talking import recorded
from tests.support.waiting import eventually
from wallflower.demo.camera_process import CameraProcess
from wallflower.speech.pressure import Effort
from wallflower.speech.sound import RATE_HZ, Samples

CAMERAS = 8
SPEECH_SHARE = 0.2
CLIP_S = 60
# Named, not imported: it replaces the engine of the process that imports it.
PACED = "bench_lib.paced_server"
LOAD_S = 150
SHOWN_EVERY_S = 30
LATENCY_S = 75


@dataclass(slots=True)
class _Heard:
    """Instants of the steady clock at which the event socket told something."""

    ended: list[tuple[int, float]] = field(default_factory=list)
    lines: list[tuple[int, float]] = field(default_factory=list)


def load(directory: Path) -> Iterator[Figure]:
    """Let eight cameras talk a fifth of the time, before a model of the size of tiny that writes at speech's pace."""
    model = random_whisper.build(directory / "models" / "tiny", "tiny")
    told = asyncio.run(_under_load(directory, model))
    backlogs, last = [float(status["backlog_s"]) for status in told], told[-1]
    for second in range(SHOWN_EVERY_S, LOAD_S + 1, SHOWN_EVERY_S):
        name = f"speech.eight_cameras_backlog_after_{second}_s"
        yield Figure(name=name, value=round(backlogs[second - 1], 1), unit="s")
    yield Figure(name="speech.eight_cameras_backlog_worst", value=round(max(backlogs), 1), unit="s")
    bounded = max(backlogs[LOAD_S // 2 :])
    yield Figure(
        name="speech.eight_cameras_backlog_worst_of_second_half", value=round(bounded, 1), unit="s", target=60.0
    )
    found_s = float(last["heard_s"]) + backlogs[-1]
    yield Figure(name="speech.eight_cameras_speech_found", value=round(found_s / LOAD_S, 2), unit="s/s")
    yield Figure(name="speech.eight_cameras_rtf", value=round(float(last["rtf"] or 0), 3), unit="1")
    efforts = [Effort[status["effort"].upper()] for status in told]
    yield Figure(name=f"speech.eight_cameras_effort_{max(efforts).name.lower()}", value=max(efforts), unit="level")
    counts, decisions = last["counts"], last["decisions"]
    yield Figure(name="speech.eight_cameras_windows", value=decisions.get("window", 0), unit="1")
    yield Figure(name="speech.eight_cameras_packed", value=decisions.get("packed", 0), unit="1")
    yield Figure(name="speech.eight_cameras_transcribed", value=counts.get("done", 0), unit="1")
    yield Figure(name="speech.eight_cameras_dropped", value=counts.get("dropped", 0), unit="1", target=0)


def latency(directory: Path, mini: Path) -> Iterator[Figure]:
    """Measure from the moment an utterance is known to be over to its line on the event socket, but for the engine."""
    waits_s, engine_s = asyncio.run(_one_camera(directory, mini))
    beyond = [max(0.0, wait_s - engine_s) for wait_s in waits_s]
    yield Figure(
        name="speech.line_after_speech_beyond_engine", value=round(statistics.median(beyond), 3), unit="s", target=0.3
    )
    yield Figure(name="speech.line_after_speech", value=round(statistics.median(waits_s), 3), unit="s")
    yield Figure(name="speech.engine_per_window", value=round(engine_s, 3), unit="s")


async def _under_load(directory: Path, model: Path) -> list[dict[str, Any]]:
    """Return what the server told of its speech in each second since the first camera talked."""
    clips = {f"cam{number}": directory / f"talk{number}.mkv" for number in range(CAMERAS)}
    for number, path in enumerate(clips.values()):
        path.write_bytes(recorded(_now_and_then(number)))
    told: list[dict[str, Any]] = []
    with CameraProcess(clips) as camera:
        async with running_server(directory / "load", "--speech-model", str(model), module=PACED) as server:
            await _ready(server)
            for name in clips:
                # What chance says would always be tried a second time.
                await _add(server, camera, name, language="en", speech={"temperatures": [0.0]})
            began_s = time.perf_counter()
            while len(told) < LOAD_S:
                await asyncio.sleep(max(0.0, began_s + len(told) + 1 - time.perf_counter()))
                told.append(await server.get("/api/speech"))
    return told


async def _one_camera(directory: Path, mini: Path) -> tuple[list[float], float]:
    path = directory / "talk.mkv"
    path.write_bytes(recorded(make_talk("en", 12, pause_s=2.5).samples))
    with CameraProcess({"talk": path}) as camera:
        async with running_server(directory / "latency", "--speech-model", str(mini)) as server:
            await _ready(server)
            await _add(server, camera, "talk")
            before = await server.get("/api/speech")
            async with server.events() as socket:
                heard = await _listen(socket)
            after = await server.get("/api/speech")
    windows = after["decisions"]["window"] - before["decisions"].get("window", 0)
    waits_s = [
        at_s - ended_s
        for line_ms, at_s in heard.lines
        for ended_ms, ended_s in heard.ended
        if 0 <= ended_ms - line_ms < 6_000 and ended_s <= at_s < ended_s + 10
    ]
    return waits_s, (after["busy_s"] - before["busy_s"]) / windows


async def _listen(socket: aiohttp.ClientWebSocketResponse) -> _Heard:
    heard = _Heard()
    try:
        async with asyncio.timeout(LATENCY_S):
            async for message in socket:
                event, now_s = message.json(), time.perf_counter()
                if event["type"] == "speech" and event["data"]["phase"] == "ended":
                    heard.ended.append((event["data"]["at_ms"], now_s))
                elif event["type"] == "line":
                    heard.lines.append((event["data"]["end_ms"], now_s))
    except TimeoutError:
        return heard
    return heard


async def _ready(server: Server) -> None:
    await eventually(partial(server.get, "/api/speech"), lambda told: any(e["usable"] for e in told["engines"]), 60)


async def _add(server: Server, camera: CameraProcess, name: str, **settings: Any) -> None:
    await server.post("/api/cameras", {"name": name, "url": camera.url(name), "recognize_faces": False} | settings)


def _now_and_then(seed: int) -> Samples:
    """Return a minute of room noise of which a fifth is talk."""
    noise = np.random.default_rng(seed).standard_normal(CLIP_S * RATE_HZ).astype(np.float32) * np.float32(5e-4)
    talk = make_talk("en", 12, seed=seed, pause_s=0.9).samples[: round(CLIP_S * RATE_HZ * SPEECH_SHARE)]
    start = np.random.default_rng(seed + 100).integers(0, len(noise) - len(talk))
    noise[start : start + len(talk)] += talk
    return noise
