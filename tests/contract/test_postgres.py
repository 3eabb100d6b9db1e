"""The whole server on PostgreSQL: it records, keeps, finds, exports and forgets, and tells its password nobody."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.support.camera import StartCamera, clips, start_camera
from tests.support.clips import Clips
from tests.support.postgres import PASSWORD, Cluster, running_cluster
from tests.support.server import ApiError, Server, running_server
from wallflower import clock
from wallflower.store.database import Database
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.utterances import NewUtterance, Utterances

__all__ = ["clips", "start_camera"]

HOUR_MS = 3_600_000
WAIT_S = 150.0


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with running_cluster() as running:
        running.execute("CREATE DATABASE house OWNER locked TEMPLATE template0 ENCODING 'UTF8'")
        yield running


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.url("house", f"locked:{PASSWORD}")


@pytest.fixture
async def server(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    monkeypatch.setenv("WALLFLOWER_DATABASE_URL", url)
    async with running_server(tmp_path) as running:
        yield running
        assert not (running.data / "wallflower.db").exists()
        assert PASSWORD not in running.log() + running.console_file.read_text()


async def rows(server: Server, camera_id: str, kind: str) -> list[dict[str, Any]]:
    now = clock.now_ms()
    path = f"/api/cameras/{camera_id}/{kind}?start={now - HOUR_MS}&end={now + HOUR_MS}"
    return list((await server.get(path))[kind])


async def jobs(server: Server) -> list[dict[str, Any]]:
    return list((await server.get("/api/jobs"))["jobs"])


async def health(server: Server) -> list[dict[str, Any]]:
    return [await server.get("/api/health")]


async def eventually(look: Callable[[], Awaitable[list[dict[str, Any]]]], wanted: Callable[[Any], bool]) -> Any:
    """Return the first row that is wanted, while the server may be away."""
    async with asyncio.timeout(WAIT_S):
        while True:
            with suppress(aiohttp.ClientError, ApiError):
                if found := [row for row in await look() if wanted(row)]:
                    return found[0]
            await asyncio.sleep(0.3)


def say(url: str, camera_id: str, text: str) -> None:
    database = Database(url)
    queue = Utterances(database)
    at_ms = clock.now_ms() - 10_000
    queue.add(NewUtterance(camera_id=camera_id, start_ms=at_ms, end_ms=at_ms + 2000))
    (claim,) = queue.claim(1)
    lines = [NewLine(start_ms=at_ms, end_ms=at_ms + 2000, text=text)]
    queue.finish(claim.id, lines, Hearer(engine="e", model="m"))
    database.close()


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_a_day_in_the_life(server: Server, url: str, start_camera: StartCamera, clips: Clips) -> None:
    films = start_camera({"door": clips.path("h264_aac")})
    wanted = {"name": "Door", "url": films.url("door"), "transcribe": False, "recognize_faces": False}
    camera_id = (await server.post("/api/cameras", wanted))["id"]
    await eventually(lambda: rows(server, camera_id, "recordings"), lambda row: row["end_ms"] > row["start_ms"] + 2000)
    say(url, camera_id, "The parcel is at the front door")
    (line,) = (await server.post("/api/transcripts/search", {"text": "PARCÉL front*"}))["lines"]
    assert line["highlights"] == [4, 10, 21, 26]

    server.kill_worker("server")
    server.kill_worker("ingest")
    await eventually(
        lambda: rows(server, camera_id, "gaps"), lambda gap: gap["reason"] == "crash" and gap["end_ms"] is not None
    )
    first, *_ = await rows(server, camera_id, "recordings")
    order = {"camera_ids": [camera_id], "start": first["start_ms"], "end": first["start_ms"] + 1000}
    job = await server.post("/api/exports", order)
    job = await eventually(
        lambda: jobs(server), lambda row: row["id"] == job["id"] and row["state"] in {"done", "failed"}
    )
    assert (job["state"], job["problem"]) == ("done", None)
    await eventually(lambda: health(server), lambda told: told["media_used_bytes"] > 0)

    await server.request("DELETE", f"/api/cameras/{camera_id}")
    assert (await server.post("/api/transcripts/search", {"text": "parcel"}))["lines"] == []
