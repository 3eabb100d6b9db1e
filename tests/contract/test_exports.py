"""Exports by the real server: made by its jobs process, and made all the same when something is killed."""

import asyncio
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.contract.conftest import KEEP
from tests.support.films import look_at
from tests.support.footage import START_MS, make_footage, make_fragments
from tests.support.processes import is_gone
from tests.support.server import ApiError, Server
from tests.support.shelf import Shelf
from tests.support.waiting import eventually, until
from wallflower.store.database import Database

pytestmark = pytest.mark.timeout(1800)

SECONDS = 60
# A process for each job is started, and a minute is encoded.
WAIT_S = 240.0


@pytest.fixture
async def household(tmp_path: Path) -> AsyncIterator[Server]:
    """Yield a running server whose camera `cam` was recorded for a minute."""
    server = Server(tmp_path, *KEEP)
    server.data.mkdir()
    server.media.mkdir()
    database = Database(server.data / "wallflower.db")
    database.migrate()
    shelf = Shelf(database, server.media)
    shelf.add_camera("cam")
    shelf.record(make_fragments(make_footage(SECONDS, size=(640, 384))))
    database.close()
    async with server:
        await server.request("PATCH", "/api/cameras/cam", json={"enabled": False})
        yield server


def order(**changes: Any) -> dict[str, Any]:
    return {"camera_ids": ["cam"], "start": START_MS, "end": START_MS + SECONDS * 1000} | changes


async def finished(server: Server, job_id: str) -> dict[str, Any]:
    job: dict[str, Any] = await eventually(
        lambda: server.get(f"/api/jobs/{job_id}"), lambda job: job["state"] in ("done", "failed", "cancelled"), WAIT_S
    )
    assert job["state"] == "done", job
    return job


def child_of(server: Server) -> int | None:
    """Return the process that does a job now."""
    jobs = server.worker_pid("jobs")
    for directory in Path("/proc").iterdir():
        with suppress(OSError):
            if directory.name.isdigit() and f"job_child\0{jobs}\0" in (directory / "cmdline").read_text():
                return int(directory.name)
    return None


async def child_at_work(server: Server) -> int:
    """Wait for a process that does a job, and return it."""
    pid = await eventually(partial(asyncio.to_thread, child_of, server), bool, WAIT_S)
    assert pid is not None
    return pid


async def kill_child(server: Server, job_id: str) -> None:
    """Kill the process that does a job, and wait until the job is begun again."""
    os.kill(await child_at_work(server), signal.SIGKILL)
    await eventually(lambda: server.get(f"/api/jobs/{job_id}"), lambda found: found["attempts"] == 2, WAIT_S)


async def test_an_export_is_told_made_and_handed_out(household: Server, tmp_path: Path) -> None:
    async with household.events() as socket:
        assert (await socket.receive_json())["type"] == "hello"
        job = await household.post("/api/exports", order(note="the parcel"))
        states: list[str] = []
        async with asyncio.timeout(WAIT_S):
            while states[-1:] != ["done"]:
                event = await socket.receive_json()
                if event["type"] == "job" and event["data"]["id"] == job["id"]:
                    states.append(event["data"]["state"])
    assert set(states) - {"queued"} == {"running", "done"}, "it may have begun before it was told"
    done = await household.get(f"/api/jobs/{job['id']}")
    clip = done["result"]["files"][0]
    path = f"/api/exports/{job['id']}/file"
    data = await household.get(path)
    assert (len(data), hashlib.sha256(data).hexdigest()) == (clip["size_bytes"], clip["sha256"])
    assert await household.request("GET", path, headers={"Range": "bytes=100-199"}) == data[100:200]
    manifest = await household.get(f"{path}?name=manifest.json")
    assert manifest["files"][0] == clip
    (tmp_path / "copy.mp4").write_bytes(data)
    assert len(look_at(tmp_path / "copy.mp4").pictures) == SECONDS * 10
    await household.request("DELETE", f"/api/jobs/{job['id']}")
    assert list((household.media / "exports").iterdir()) == []
    with pytest.raises(ApiError):
        await household.get(path)


async def test_a_killed_child_and_a_killed_jobs_process(household: Server) -> None:
    job = await household.post("/api/exports", order(captions="burned_in"))
    await kill_child(household, job["id"])
    orphan = await child_at_work(household)
    household.kill_worker("jobs")
    await until(lambda: is_gone(orphan))
    done = await finished(household, job["id"])
    assert len(look_at(household.media / "exports" / job["id"] / "clip.mp4").pictures) == SECONDS * 10
    assert done["problem"] is None


async def test_a_restart_of_the_server_in_the_middle(household: Server) -> None:
    running = await household.post("/api/exports", order(captions="burned_in"))
    waiting = await household.post("/api/exports", order(kind="audio"))
    await child_at_work(household)
    assert await household.stop() == 0
    exports = household.media / "exports"
    assert not exports.exists() or {path.name for path in exports.iterdir()} <= {f"{running['id']}.partial"}
    await household.start()
    for job in (running, waiting):
        await finished(household, job["id"])
    assert {path.name for path in exports.iterdir()} == {running["id"], waiting["id"]}
    manifest = json.loads((exports / running["id"] / "manifest.json").read_text())
    assert manifest["cameras"] == [{"id": "cam", "name": "Front door"}]


async def test_cancel_leaves_nothing(household: Server) -> None:
    job = await household.post("/api/exports", order(captions="burned_in"))
    await until(lambda: [*household.media.glob("exports/*.partial/clip.mp4")], WAIT_S)
    await household.post(f"/api/jobs/{job['id']}/cancel")
    found = await eventually(lambda: household.get(f"/api/jobs/{job['id']}"), lambda job: job["state"] == "cancelled")
    assert found["result"] is None
    assert child_of(household) is None
    assert list((household.media / "exports").iterdir()) == []


async def make_story(server: Server, **options: Any) -> str:
    """Return the id of a story of two clips: 20 seconds and the 40 before."""
    clips = [
        {"id": name, "camera_id": "cam", "start_ms": START_MS + start * 1000, "end_ms": START_MS + end * 1000}
        for name, start, end in (("a", 40, 60), ("b", 0, 40))
    ]
    story = await server.post("/api/stories", {"title": "Parcel", "clips": clips} | options)
    return str(story["id"])


async def test_a_story_outlives_a_killed_child_and_a_restart(household: Server) -> None:
    story = await make_story(household, captions="burned_in")
    job = await household.post(f"/api/stories/{story}/export", {})
    await kill_child(household, job["id"])
    await child_at_work(household)
    assert await household.stop() == 0
    await household.start()
    done = await finished(household, job["id"])
    film = look_at(household.media / "exports" / job["id"] / "story.mp4")
    assert (len(film.pictures), film.second_at(1), film.second_at(21)) == (SECONDS * 10, 41 % 32, 1)
    assert done["result"]["files"][0]["duration_ms"] == SECONDS * 1000
    data = await household.get(f"/api/exports/{job['id']}/file")
    assert hashlib.sha256(data).hexdigest() == done["result"]["files"][0]["sha256"]
    assert (await household.get(f"/api/stories/{story}/check"))["reencoded"] == ["captions"]


async def test_a_cancelled_story_leaves_nothing(household: Server) -> None:
    story = await make_story(household, captions="burned_in")
    job = await household.post(f"/api/stories/{story}/export", {})
    await until(lambda: [*household.media.glob("exports/*.partial/story.mp4")], WAIT_S)
    await household.post(f"/api/jobs/{job['id']}/cancel")
    await eventually(lambda: household.get(f"/api/jobs/{job['id']}"), lambda found: found["state"] == "cancelled")
    assert list((household.media / "exports").iterdir()) == []
    assert (await household.get(f"/api/stories/{story}"))["version"] == 1


async def test_the_recording_is_deleted_meanwhile(household: Server) -> None:
    rows = (await household.get(f"/api/cameras/cam/recordings?start={START_MS}&end={START_MS + 60_000}"))["recordings"]
    assert len(rows) == 2
    for path in sorted(household.media.glob("cam/*/*/*.mp4"))[1:]:
        path.unlink()
    job = await household.post("/api/exports", order())
    done = await finished(household, job["id"])
    (hole,) = [hole for hole in done["result"]["holes"] if hole["unreadable"]]
    assert (hole["start_ms"], hole["end_ms"]) == (rows[1]["start_ms"], START_MS + 60_000)
    strict = await household.post("/api/exports", order(strict=True))
    failed = await eventually(
        lambda: household.get(f"/api/jobs/{strict['id']}"), lambda job: job["state"] == "failed", WAIT_S
    )
    assert "cannot be read" in failed["problem"]["message"]


async def test_exports_outlive_their_database(household: Server) -> None:
    kept = await finished(household, (await household.post("/api/exports", order(note="evidence")))["id"])
    gone = await finished(household, (await household.post("/api/exports", order(kind="audio")))["id"])
    assert await household.stop() == 0
    for file in household.data.glob("wallflower.db*"):
        file.unlink()
    rebuild = [sys.executable, "-m", "wallflower", "index", "rebuild"]
    rebuild += ["--data", str(household.data), "--media", str(household.media)]
    assert (await asyncio.to_thread(subprocess.run, rebuild, capture_output=True, check=False)).returncode == 0
    await household.start()
    await eventually(lambda: household.get("/api/jobs"), lambda found: len(found["jobs"]) == 2)
    again = await household.get(f"/api/jobs/{kept['id']}")
    assert (again["state"], again["export"], again["result"]) == ("done", kept["export"], kept["result"])
    data = await household.get(f"/api/exports/{kept['id']}/file")
    assert hashlib.sha256(data).hexdigest() == kept["result"]["files"][0]["sha256"]
    await household.request("DELETE", f"/api/jobs/{gone['id']}")
    await household.stop()
    await household.start()
    next_one = await finished(household, (await household.post("/api/exports", order(kind="audio")))["id"])
    assert {job["id"] for job in (await household.get("/api/jobs"))["jobs"]} == {kept["id"], next_one["id"]}
