"""A camera that records events only, in the real server: nothing without one, and everything around it with one."""

import asyncio
import io
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import av
import pytest

from tests.support.camera import StartCamera, clips, start_camera
from tests.support.clips import Clips
from tests.support.server import ApiError, Server
from wallflower import clock

__all__ = ["clips", "start_camera"]

HOUR_MS = 3_600_000
WAIT_S = 150.0
SETTINGS = {"mode": "events", "pre_roll_s": 2, "post_roll_s": 1, "transcribe": False, "recognize_faces": False}


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clip in which nothing moves."""
    path = tmp_path_factory.mktemp("clips") / "still.mkv"
    source = "color=gray:size=320x180:rate=10,noise=alls=4"
    command = f"ffmpeg -v error -f lavfi -i {source} -t 6 -c:v libx264 -g 10 -tune zerolatency -pix_fmt yuv420p {path}"
    subprocess.run(command.split(), check=True, timeout=60)
    return path


class Yard:
    """One camera of the server."""

    def __init__(self, server: Server, camera_id: str) -> None:
        self.server = server
        self.path = f"/api/cameras/{camera_id}"

    async def rows(self, kind: str) -> list[dict[str, Any]]:
        now = clock.now_ms()
        found: list[dict[str, Any]] = (
            await self.server.get(f"{self.path}/{kind}?start={now - HOUR_MS}&end={now + HOUR_MS}")
        )[kind]
        return found

    async def reason(self) -> str | None:
        gaps = await self.rows("gaps")
        return gaps[-1]["reason"] if gaps and gaps[-1]["end_ms"] is None else None


type Add = Callable[..., Awaitable[Yard]]


@pytest.fixture
async def add(server: Server) -> AsyncIterator[Add]:
    """Add cameras that go with the test."""
    added: list[Yard] = []

    async def make(url: str, **values: Any) -> Yard:
        row = await server.post("/api/cameras", {"name": "Yard", "url": url} | SETTINGS | values)
        added.append(Yard(server, row["id"]))
        return added[-1]

    yield make
    for yard in added:
        await server.request("DELETE", yard.path)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = WAIT_S) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the condition is another process's
            await asyncio.sleep(0.2)


@pytest.mark.timeout(1800)
async def test_a_trigger_keeps_its_surroundings_and_the_last_seconds_become_a_clip(
    server: Server, start_camera: StartCamera, still: Path, add: Add
) -> None:
    yard = await add(start_camera({"yard": still}).url("yard"))

    async def waits() -> bool:
        return await yard.reason() == "no_event"

    await until(waits)
    await asyncio.sleep(5)
    assert await yard.rows("recordings") == []
    asked_ms = clock.now_ms()
    await server.post(f"{yard.path}/trigger")
    taken_ms = clock.now_ms()
    job = await server.post(f"{yard.path}/save", {"seconds": 2, "note": "a fox"})
    saved_ms = clock.now_ms()
    await until(waits)
    recorded = await yard.rows("recordings")
    assert recorded[0]["start_ms"] <= taken_ms - 1000
    assert recorded[-1]["end_ms"] >= asked_ms + 1000
    assert sum(row["end_ms"] - row["start_ms"] for row in recorded) < 12_000 + saved_ms - asked_ms

    async def is_over() -> bool:
        current: dict[str, Any] = await server.get(f"/api/jobs/{job['id']}")
        return str(current["state"]) in {"done", "failed"}

    await until(is_over)
    with av.open(io.BytesIO(await server.get(f"/api/exports/{job['id']}/file"))) as container:
        assert sum(1 for _ in container.decode(video=0)) >= 10
    await server.request("DELETE", f"/api/jobs/{job['id']}")


async def test_motion_is_an_event_also_when_it_is_seen_in_the_second_stream_only(
    start_camera: StartCamera, still: Path, clips: Clips, add: Add
) -> None:
    source = start_camera({"main": still, "sub": clips.path("small_aac")})
    yard = await add(source.url("main"), sub_url=source.url("sub"))

    async def is_recorded() -> bool:
        rows = await yard.rows("recordings")
        return bool(rows) and rows[-1]["end_ms"] - rows[0]["start_ms"] > 3000

    await until(is_recorded)


async def test_outside_its_schedule_a_camera_takes_no_trigger(
    server: Server, start_camera: StartCamera, still: Path, add: Add
) -> None:
    tomorrow = (clock.now_ms() // 86_400_000 + 3 + 2) % 7  # 1 January 1970 was a Thursday
    never = [{"weekdays": [tomorrow], "start_minute": 720, "end_minute": 721}]
    yard = await add(start_camera({"yard": still}).url("yard"), schedule=never)

    async def is_off() -> bool:
        return await yard.reason() == "off_schedule"

    await until(is_off)
    with pytest.raises(ApiError) as caught:
        await server.post(f"{yard.path}/trigger")
    assert (caught.value.status, caught.value.error["code"]) == (409, "conflict")
    assert await yard.rows("recordings") == []
