"""What somebody does with words that were found, and with a stretch of the timeline: all of it once, and taken back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from typing import Any

import pytest
import pytest_asyncio

from tests.support import screens
from tests.support.browser import open_page
from tests.support.lived_day import DOOR
from tests.support.lived_home import LivedHome
from tests.support.lived_talk import Said, write_lines
from tests.support.panel import PATIENT, Tab
from tests.support.server import ApiError
from tests.support.visitor import Visitor
from tests.support.waiting import JOB_S, eventually
from tests.web.conftest import ARTIFACTS
from wallflower.store.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="session")

SENTENCE = "the spare key is below the third stone"
NEW, OLD = "Where the key is", "Things to keep"
SECOND_WORD_MS = 500
# The clip of a line has what came three seconds before and after it.
LINE_MS, AROUND_MS = 4000, 3000
CLIPBOARD = "navigator.clipboard.readText()"


@pytest_asyncio.fixture(loop_scope="session")
async def tab(home: LivedHome, request: pytest.FixtureRequest) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        await page.prepare(PATIENT)
        await page.look_like(1280, 900, is_phone=False, scheme="light")
        await page.allow("clipboard-read", "clipboard-write")
        failed_before = request.session.testsfailed
        try:
            yield Tab(page, home.root, ARTIFACTS / "keeping")
        finally:
            if request.session.testsfailed > failed_before:
                await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
        await page.open("about:blank")


def say(home: LivedHome) -> int:
    """Let the sentence be said where there is a whole file; return when."""
    at_ms = home.day.start_ms + 120_000
    with closing(Database(home.server.data / "wallflower.db")) as database:
        write_lines(database, DOOR, [Said(start_ms=at_ms, end_ms=at_ms + LINE_MS, text=SENTENCE)])
    return at_ms


async def stories(home: LivedHome) -> dict[str, list[list[Any]]]:
    """Return what clips there are of every story, by its title."""
    found = {}
    for listed in (await home.server.get("/api/stories"))["stories"]:
        try:
            story = await home.server.get(f"/api/stories/{listed['id']}")
        except ApiError as error:
            if error.status != 404:  # it may have been deleted just then
                raise
        else:
            clips = [[clip["camera_id"], clip["start_ms"], clip["end_ms"]] for clip in story["clips"]]
            found[story["title"]] = clips
    return found


async def protected(home: LivedHome) -> list[list[int]]:
    """Return the ranges of the door that no rule deletes."""
    found = (await home.server.get(f"/api/cameras/{DOOR}/protections"))["protections"]
    return [[each["start_ms"], each["end_ms"]] for each in found]


@pytest.mark.timeout(1800)
async def test_what_was_found_is_kept(home: LivedHome, tab: Tab) -> None:
    server, somebody = home.server, Visitor(tab.page)
    at_ms = await asyncio.to_thread(say, home)
    line = [DOOR, at_ms, at_ms + LINE_MS]
    await server.post("/api/stories", {"title": OLD, "clips": []})

    async def there() -> dict[str, list[list[Any]]]:
        return {title: clips for title, clips in (await stories(home)).items() if title in {NEW, OLD}}

    # Into a new story, taken back, then into one that is there already, which is looked at.
    await tab.open("search?q=%22spare+key%22")
    await somebody.click("button", f"Add to a story: {SENTENCE}")
    await tab.screenshot("add")
    await somebody.choose("Story", "A new story")
    await somebody.fill("Title", NEW)
    await somebody.click_in("dialog", "button", "Add")
    await somebody.reads(f"The clip was added to {NEW}.")
    await tab.screenshot("added")
    assert await there() == {NEW: [line], OLD: []}
    await somebody.click("button", "Undo")
    await eventually(there, lambda found: found == {OLD: []})

    async def add_to_old() -> None:
        await somebody.click("button", f"Add to a story: {SENTENCE}")
        await somebody.choose("Story", OLD)
        await somebody.click_in("dialog", "button", "Add")
        await somebody.reads(f"The clip was added to {OLD}.")
        assert await there() == {OLD: [line]}

    await add_to_old()
    await somebody.click("button", "Undo")
    await eventually(there, lambda found: found == {OLD: []})
    await add_to_old()
    await somebody.click("link", "Open the story")
    await somebody.find("heading", OLD)

    # The link leads to the word, and a clip of the line is a file.
    await tab.open("search?q=%22spare+key%22")
    await somebody.click("button", f"Copy link to: {SENTENCE}")
    await somebody.reads("The link was copied.")
    link = await tab.run(CLIPBOARD)
    assert link == f"{tab.root}timeline/{DOOR}?at={at_ms + SECOND_WORD_MS - 1000}"
    await somebody.click("button", f"Make a clip of: {SENTENCE}")
    await somebody.fill("Name or note", "By words")
    await somebody.click_in("dialog", "button", "Export")
    await somebody.reads("goes on in the background")

    async def made() -> Any:
        jobs = (await server.get("/api/jobs?kind=export"))["jobs"]
        return next(job for job in jobs if job["export"] is not None and job["export"]["note"] == "By words")

    job = await eventually(made, lambda found: found["state"] not in {"queued", "running"}, JOB_S)
    assert job["state"] == "done"
    assert job["result"]["files"][0]["duration_ms"] == pytest.approx(LINE_MS + 2 * AROUND_MS, abs=300)
    assert await tab.run("wrong") == []
    assert [problem for problem in tab.page.problems if not screens.is_late(problem)] == []


async def test_a_stretch_of_the_timeline_is_kept(home: LivedHome, tab: Tab) -> None:
    somebody = Visitor(tab.page)
    begin_ms = home.day.start_ms + 200_000
    stretch = [begin_ms, begin_ms + 5000]
    await tab.open(f"timeline/{DOOR}?at={begin_ms}&from={stretch[0]}&to={stretch[1]}")

    async def press(name: str, kept: list[list[int]]) -> None:
        await somebody.click("button", name)
        await eventually(lambda: protected(home), lambda found: found == kept)

    async def dismiss() -> None:
        """Clear what lies over the buttons."""
        await somebody.click("button", "Dismiss")
        await tab.until("!deep('wf-toasts >> .toast')")

    await press("Protect", [stretch])
    await somebody.find("button", "Unprotect")
    await tab.screenshot("protected")
    await press("Undo", [])
    await press("Protect", [stretch])
    await somebody.reads("is protected from every rule")
    await dismiss()
    await press("Unprotect", [])
    await press("Undo", [stretch])
    await somebody.reads("is protected from every rule")
    await dismiss()
    await press("Unprotect", [])
    await somebody.reads("was taken back")
    await dismiss()
    await somebody.click("button", "Copy link")
    await somebody.reads("The link was copied.")
    await dismiss()
    assert await tab.run(CLIPBOARD) == await tab.run("location.href")
    await somebody.click("button", "Add to story")
    await somebody.choose("Story", "A new story")
    await somebody.fill("Title", "A stretch")
    await somebody.click_in("dialog", "button", "Add and open")
    await somebody.find("heading", "A stretch")
    assert (await stories(home))["A stretch"] == [[DOOR, *stretch]]
    assert await tab.run("wrong") == []
    assert [problem for problem in tab.page.problems if not screens.is_late(problem)] == []
