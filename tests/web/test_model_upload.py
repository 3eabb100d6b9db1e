"""A model is brought from the browser's device: refused, stopped and gone on with, installed, and given up."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support import screens
from tests.support.browser import chromium, open_page
from tests.support.panel import PATIENT, Tab
from tests.support.player import behind_proxy
from tests.support.server import Server, running_server
from tests.support.visitor import Visitor
from tests.support.waiting import JOB_S, eventually, until
from tests.web.conftest import ARTIFACTS
from wallflower.demo.model import unpack_model

PIECE_BYTES = 8 << 20
HUGE_BYTES = 9_000_000_000
# Slow enough to be stopped between two pieces, on any machine.
WAY = {"offline": False, "latency": 0, "downloadThroughput": -1}
SLOW_BYTES_PER_S = 500_000
FIELD = "deep('wf-model-upload >> input[type=file]')"
# Parts of the page that fail while the process for speech and faces has only begun, or is busy.
PASSING = ("api/health)", "api/speech)", "api/faces)")


class Uploader(Visitor):
    """Somebody at the page of the system, with files to send."""

    def __init__(self, tab: Tab, server: Server, files: Path) -> None:
        super().__init__(tab.page)
        self.tab, self.server, self.files = tab, server, files

    async def choose_file(self, name: str) -> None:
        """Choose it as from the browser's own dialog."""
        await self.sees(f"Boolean({FIELD})")
        found = await self.page.call("Runtime.evaluate", {"expression": FIELD})
        options = {"files": [str(self.files / name)], "objectId": found["result"]["objectId"]}
        await self.page.call("DOM.setFileInputFiles", options)

    async def slow(self, *, down: bool) -> None:
        """Let the way to the server be slow, or not any more."""
        await self._throttle(SLOW_BYTES_PER_S if down else -1)

    async def stand_still(self) -> None:
        """Let nothing more arrive at the server for now."""
        await self._throttle(1)

    async def _throttle(self, bytes_per_s: int) -> None:
        await self.page.call("Network.emulateNetworkConditions", WAY | {"uploadThroughput": bytes_per_s})

    def parts(self) -> list[Path]:
        """Return what the server has of archives that are on their way."""
        return list(self.server.data.glob("models/.work/upload-*/archive"))

    async def imports(self) -> list[dict[str, Any]]:
        """Return the jobs of imports, the newest first."""
        jobs: list[dict[str, Any]] = (await self.server.get("/api/jobs?kind=model_import"))["jobs"]
        return jobs


def pack(files: Path) -> None:
    """Write what is no archive, one of a model that takes several pieces, and one that is only large."""
    (files / "notes.zip").write_bytes(b"no archive at all")
    unpack_model(files)
    (model,) = [path for path in files.iterdir() if path.is_dir()]
    (model / "notes.bin").write_bytes(os.urandom(2 * PIECE_BYTES))
    shutil.make_archive(str(files / "tiny model"), "zip", files, model.name)
    (files / "huge.zip").touch()
    os.truncate(files / "huge.zip", HUGE_BYTES)  # of which the disk has nothing
    (files / "large.tar").write_bytes(os.urandom(3 * PIECE_BYTES))


@pytest.fixture
async def uploader(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Uploader]:
    if chromium() is None:
        pytest.skip("needs chromium")
    files = tmp_path / "files"
    files.mkdir()
    await asyncio.to_thread(pack, files)
    async with (
        running_server(tmp_path / "server") as server,
        behind_proxy(server.url, server.headers) as url,
        open_page("about:blank") as page,
    ):
        await screens.prepare(page)
        await page.prepare(PATIENT)
        await page.look_like(1280, 1000, is_phone=False, scheme="dark")
        tab = Tab(page, f"{url}proxy/", ARTIFACTS / "upload")
        failed_before = request.session.testsfailed
        try:
            yield Uploader(tab, server, files)
        finally:
            if request.session.testsfailed > failed_before:
                await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
            await page.open("about:blank")


@pytest.mark.timeout(1800)
async def test_a_model_is_brought_from_the_browsers_device(uploader: Uploader) -> None:
    tab = uploader.tab
    await tab.open("system")
    await tab.until("deep('wf-model-upload >> summary')")
    await tab.run("settled().then(() => 0)")  # each part of the page moves the others when it comes
    await uploader.click("DisclosureTriangle", "Bring a model from this device")

    # Too large is told before anything is sent, no archive once it was looked at; neither stays on the server.
    await uploader.choose_file("huge.zip")
    await uploader.click("button", "Send")
    await uploader.reads("An archive may have 8 GB at most.")
    await uploader.click("button", "Dismiss")
    await uploader.choose_file("notes.zip")
    await uploader.click("button", "Send")
    await uploader.reads("notes is here and is being installed")
    await uploader.click("button", "Dismiss")
    (job,) = await eventually(uploader.imports, lambda jobs: [each["state"] for each in jobs] == ["failed"], JOB_S)
    await tab.run("deep('wf-jobs-tray >> button').click()")
    await uploader.reads(job["problem"]["message"])
    await tab.screenshot("refused")
    await tab.press("Escape")
    assert uploader.parts() == []

    # Stopped behind the first piece, it goes on there when the file is sent again.
    await uploader.slow(down=True)
    await uploader.choose_file("tiny model.zip")
    await uploader.click("button", "Send")
    await until(lambda: [part.stat().st_size for part in uploader.parts()] == [PIECE_BYTES])
    await uploader.stand_still()
    await uploader.click("button", "Stop")
    await tab.screenshot("stopped")
    await uploader.slow(down=False)
    await uploader.click("button", "Send")
    await uploader.reads("tiny-model is here and is being installed")
    await uploader.click("button", "Dismiss")
    begun = [address for address in tab.page.requests if "/uploads/" in address and "offset=0" in address]
    assert len(begun) == 2, "once for each of the archives"
    await eventually(uploader.imports, lambda jobs: jobs[0]["state"] == "done", JOB_S)
    models = partial(uploader.server.get, "/api/models")
    assert "tiny-model" in [model["name"] for model in (await models())["models"]]
    await uploader.reads("tiny-model")

    # What is given up is gone at once.
    await uploader.slow(down=True)
    await uploader.choose_file("large.tar")
    await uploader.click("button", "Send")
    await until(lambda: len(uploader.parts()) == 1)
    await uploader.click("button", "Give up")
    await until(lambda: uploader.parts() == [])
    await uploader.find("button", "Send")
    await tab.screenshot("given-up")
    assert len(await uploader.imports()) == 2
    assert await tab.run("wrong") == []
    assert [each for each in tab.page.problems if not ("status of 503" in each and each.endswith(PASSING))] == []
