"""Who comes by, seen by a real camera at 1080p: photographs that move, grow, are noised and darkened.

One of the two is enrolled from another photograph. The test data has only one of the other, who therefore stays
unknown, beside a third person who is enrolled and never comes.
"""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.passing import LOOP_S, write_film
from tests.support.server import Server, running_server
from tests.unit.faces.conftest import TESTDATA
from wallflower.demo import figures
from wallflower.demo.camera_process import CameraProcess
from wallflower.media.picture import decode_image

FACES = {"obama2": 268, "biden": 340}
KNOWN, UNKNOWN = "Barack Obama", None
LONGEST_S = 240.0


def photograph(name: str) -> Path:
    path = TESTDATA / "faces" / f"{name}.jpg"
    if not path.is_file():
        pytest.skip(f"the shared photograph {name}.jpg is absent: set WALLFLOWER_TESTDATA")
    return path


async def enrol(server: Server, name: str, data: bytes) -> None:
    person = await server.post("/api/people", {"name": name})
    image = {"data": data, "headers": {"Content-Type": "image/jpeg"}}
    await server.request("POST", f"/api/people/{person['id']}/faces", **image)


async def take_visits(server: Server, told: list[dict[str, Any]]) -> None:
    async with server.events() as socket:
        async for message in socket:
            event = message.json()
            if event.get("type") == "visit":
                told.append(event["data"])


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.timeout(420)
async def test_the_enrolled_is_known_the_other_unknown_and_each_stay_one_visit(tmp_path: Path) -> None:
    films = {}
    for name, face_px in FACES.items():
        rgb = decode_image(photograph(name).read_bytes())
        films[name] = await asyncio.to_thread(write_film, tmp_path / f"{name}.mkv", rgb, face_px)
    told: list[dict[str, Any]] = []
    with CameraProcess(films) as camera:
        async with running_server(tmp_path / "server") as server:
            await enrol(server, KNOWN, photograph("obama").read_bytes())
            await enrol(server, "Eileen Collins", figures.enrolment_jpeg())
            listening = asyncio.create_task(take_visits(server, told))
            cameras = {}
            for name in films:
                body = {"name": name, "url": camera.url(name), "record": False, "transcribe": False}
                cameras[str((await server.post("/api/cameras", body))["id"])] = name
            async with asyncio.timeout(LONGEST_S):
                while not done(told, cameras):  # noqa: ASYNC110 - what is waited for comes by a socket
                    await asyncio.sleep(0.5)
            listening.cancel()
            stored = (await server.get("/api/visits"))["visits"]
    assert {change["visit"]["name"] for change in told if name_of(change, cameras) == "biden"} == {UNKNOWN}
    assert {change["visit"]["name"] for change in told if name_of(change, cameras) == "obama2"} <= {KNOWN, None}
    for name, verdict in (("obama2", "known"), ("biden", "unknown")):
        ended = [change["visit"] for change in told if name_of(change, cameras) == name and change["phase"] == "ended"]
        assert [visit["verdict"] for visit in ended] == [verdict] * len(ended)
        starts = sorted(visit["start_ms"] for visit in stored if cameras[visit["camera_id"]] == name)
        # The first may have begun in the middle of a stay; from then on there is one visit in each round of the film.
        rounds = [round((later - starts[1]) / 1000 / LOOP_S, 1) for later in starts[1:]]
        assert rounds == pytest.approx(range(len(rounds)), abs=0.3)
    started = Counter(change["visit"]["id"] for change in told if change["phase"] == "started")
    assert set(started.values()) == {1}


def name_of(change: dict[str, Any], cameras: dict[str, str]) -> str:
    return cameras[change["visit"]["camera_id"]]


def done(told: list[dict[str, Any]], cameras: dict[str, str]) -> bool:
    ended = Counter(name_of(change, cameras) for change in told if change["phase"] == "ended")
    return all(ended[name] >= 2 for name in cameras.values())
