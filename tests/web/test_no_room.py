"""No room for an export: told where it is ordered, with a way to make some, and nothing half-made is offered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support import screens
from tests.support.browser import chromium, open_page
from tests.support.footage import make_footage, make_fragments
from tests.support.history import History, looped
from tests.support.panel import TOOLS, Tab
from tests.support.player import behind_proxy
from tests.support.server import Server
from tests.support.visitor import Visitor
from tests.support.waiting import JOB_S, eventually
from tests.web.conftest import ARTIFACTS
from wallflower.clock import now_ms
from wallflower.playback.export_plan import CONTAINER_BYTES, ENCODED_TIMES
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.recordings import Recordings
from wallflower.wire import ErrorCode, Problem
from wallflower.wire_jobs import Cut, Export, ExportKind, JobKind

CAMERA = "shedcam001"
WHOLE_S = 60
DAY_MS = 86_400_000
NOON_MS = now_ms() // DAY_MS * DAY_MS - DAY_MS // 2
FAILED = "the disk was full before the export was whole: free some space, and try again"
LINKS = "[...deep('wf-jobs-tray').shadowRoot.querySelectorAll('a.button[download]')].length"
# Whether the tray knows that the second export was made.
SECOND = (
    "[...deep('wf-jobs-tray').shadowRoot.querySelectorAll('li')]"
    ".find(({textContent}) => textContent.includes('Second'))?.querySelector('a[download]')"
)


def furnish(data: Path, media: Path) -> int:
    """Record a minute, and let an export of its beginning have failed half-way; return the minute's bytes."""
    data.mkdir(parents=True)
    media.mkdir(parents=True)
    minute = looped(make_fragments(make_footage(6)), WHOLE_S)
    with closing(Database(data / "wallflower.db")) as database:
        database.migrate()
        row = CameraRow(id=CAMERA, name="Shed", url="rtsp://192.0.2.1/", created_ms=0, enabled=False)
        Cameras(database).create(row)
        written = History(media, Recordings(database), CAMERA).write(minute, NOON_MS, session="1" * 32)
        jobs = Jobs(database)
        order = Export(
            kind=ExportKind.CLIP,
            camera_ids=(CAMERA,),
            start_ms=NOON_MS,
            end_ms=NOON_MS + 5000,
            cut=Cut.KEYFRAME,
            note="Half-way",
        )
        jobs.add(order)
        job = jobs.claim(JobKind.EXPORT)
        assert job is not None
        jobs.fail(job.id, Problem(code=ErrorCode.DISK_FULL, message=FAILED))
    return written.size_bytes


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """A server whose exports may be as large as what is ordered here, if nothing else is there."""
    if chromium() is None:
        pytest.skip("needs chromium")
    server = Server(tmp_path)
    size = await asyncio.to_thread(furnish, server.data, server.media)
    server.options = ("--exports-gb", f"{(ENCODED_TIMES * size + CONTAINER_BYTES) / 1e9:.9f}")
    async with server:
        yield server


async def exports(server: Server) -> dict[str, dict[str, Any]]:
    """Return the exports by their notes."""
    return {job["export"]["note"]: job for job in (await server.get("/api/jobs?kind=export"))["jobs"]}


async def done(server: Server, note: str) -> dict[str, Any]:
    """Wait until an export is over, and return it."""

    async def read() -> dict[str, Any]:
        return (await exports(server)).get(note, {"state": "not there"})

    return await eventually(read, lambda job: job["state"] == "done", JOB_S)


async def orders(tab: Tab) -> bool:
    """Press the key for an export; return whether what it asks for is open."""
    await tab.press("e")
    return bool(await tab.run("deep('wf-export-dialog >> dialog').open"))


@pytest.mark.timeout(1800)
async def test_an_export_without_room_says_how_to_make_some_and_then_works(server: Server) -> None:
    async with behind_proxy(server.url, server.headers) as url, open_page("about:blank") as page:
        await page.prepare(TOOLS)
        tab, somebody = Tab(page, f"{url}proxy/", ARTIFACTS), Visitor(page)
        order = {"kind": "clip", "camera_ids": [CAMERA], "start": NOON_MS, "end": NOON_MS + 1000 * WHOLE_S}
        await server.post("/api/exports", {**order, "cut": "keyframe", "note": "Whole"})
        whole = await done(server, "Whole")

        await tab.open(f"timeline/{CAMERA}?at={NOON_MS + 1000}&from={NOON_MS + 1000}&to={NOON_MS + 59_000}")
        await somebody.find("button", "Export…")  # before it is known who may order one, the key does nothing
        await tab.press("e")
        await somebody.fill("Name or note", "Second")
        await page.press("Enter")
        await somebody.reads("GB for exports are left: delete old ones")
        await tab.screenshot("no-room-order")
        await page.press("Escape")
        await somebody.reads_no_more("GB for exports are left: delete old ones")
        assert set(await exports(server)) == {"Half-way", "Whole"}

        await somebody.click("button", "0 jobs are running")
        await somebody.reads(FAILED)
        assert await tab.run(LINKS) == 1  # of the one that was made
        await tab.screenshot("no-room-tray")
        await somebody.click("button", "Delete")
        await somebody.click_in("dialog", "button", "Delete")
        await eventually(partial(exports, server), lambda found: set(found) == {"Half-way"})
        assert not (server.media / "exports" / whole["id"]).exists()

        await eventually(partial(orders, tab), bool)
        await somebody.fill("Name or note", "Second")
        await page.press("Enter")
        await done(server, "Second")
        await tab.until(SECOND)  # then nothing in the tray moves any more
        await somebody.click("button", "0 jobs are running")
        await somebody.click("button", "Try again")
        await done(server, "Half-way")
        await tab.until(f"{LINKS} === 2")
        await tab.screenshot("no-room-made")
        assert await tab.run("wrong") == []
        assert [problem for problem in page.problems if "507" not in problem and not screens.is_late(problem)] == []
        await page.open("about:blank")
