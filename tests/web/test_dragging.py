"""Clips of a story are put in order and cut by the pointer, by a finger and by keys; the server has what came of it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.support import screens
from tests.support.browser import open_page
from tests.support.lived_day import DOOR, GARDEN
from tests.support.lived_home import LivedHome
from tests.support.panel import Tab
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(1800)]

# Of its time, a word is silent at its end.
WORD_MS, WORDS, SILENT_MS = 400, 10, 40
SAVED = "text('.saving') === 'Saved'"
ITEMS = "[...(deep('wf-clip-strip')?.shadowRoot.querySelectorAll('li') ?? [])]"
TRIM = "deep('wf-clip-trim')"


@pytest_asyncio.fixture(loop_scope="session")
async def tab(home: LivedHome, request: pytest.FixtureRequest) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        await page.look_like(1280, 1000, is_phone=False, scheme="dark")
        await page.call("Emulation.setTouchEmulationEnabled", {"enabled": True})
        failed_before = request.session.testsfailed
        try:
            yield Tab(page, home.root, ARTIFACTS / "dragging")
        finally:
            if request.session.testsfailed > failed_before:
                await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
        await page.open("about:blank")


class Editor:
    """The editor of a story, by where its parts are in the window."""

    def __init__(self, home: LivedHome, tab: Tab, story_id: str) -> None:
        self.home, self.tab, self.story_id = home, tab, story_id

    async def box(self, element: str) -> tuple[float, float, float, float]:
        """Return left, top, width and height of what is there and stays where it is."""
        await self.tab.until(f"(window.thing = {element})")
        await self.tab.run("thing.scrollIntoView({block: 'nearest', inline: 'nearest'}); 0")
        left, top, width, height = await self.tab.run(
            "(({x, y, width, height}) => [x, y, width, height])(thing.getBoundingClientRect())"
        )
        return left, top, width, height

    async def handle_of(self, index: int) -> tuple[float, float]:
        """Return the middle of what a clip is dragged by."""
        left, top, width, height = await self.box(f"{ITEMS}[{index}].querySelector('.handle')")
        return left + width / 2, top + height / 2

    async def beside(self, index: int, share: float) -> tuple[float, float]:
        """Return a point on a clip, so far from its left."""
        left, top, width, height = await self.box(f"{ITEMS}[{index}]")
        return left + width * share, top + height / 2

    async def edge(self, name: str) -> tuple[float, float]:
        """Return the middle of an edge's handle."""
        left, top, width, height = await self.box(f"{TRIM}.shadowRoot.querySelector('.handle.{name}')")
        return left + width / 2, top + height / 2

    async def at(self, ms: float) -> float:
        """Return where an instant is on the track, from the left of the window."""
        found = await self.tab.run(
            f"(() => {{ const {{left, width}} = {TRIM}.shadowRoot.querySelector('.track').getBoundingClientRect();"
            f" const {{startMs, endMs}} = {TRIM}.stage;"
            f" return left + ({ms} - startMs) / (endMs - startMs) * width; }})()"
        )
        return float(found)

    async def clips(self) -> list[dict[str, Any]]:
        """Return what clips the server has."""
        clips: list[dict[str, Any]] = (await self.home.server.get(f"/api/stories/{self.story_id}"))["clips"]
        return clips

    async def has_order(self, order: str) -> None:
        """Wait until the server has the clips in this order."""

        async def names() -> str:
            return "".join(clip["id"] for clip in await self.clips())

        await eventually(names, lambda found: found == order)

    async def has_edges(self, start_ms: float, end_ms: float, within_ms: float = 0) -> None:
        """Wait until the server has the first clip from here to there."""

        async def off_ms() -> float:
            clip = (await self.clips())[0]
            return float(max(abs(clip["start_ms"] - start_ms), abs(clip["end_ms"] - end_ms)))

        await eventually(off_ms, lambda found: found <= within_ms)


@pytest_asyncio.fixture(loop_scope="session")
async def editor(home: LivedHome, tab: Tab) -> Editor:
    at_ms = home.day.parcel_ms
    clips = [
        {"id": name, "camera_id": camera, "start_ms": at_ms, "end_ms": at_ms + WORDS * WORD_MS}
        for name, camera in (("a", DOOR), ("b", GARDEN), ("c", DOOR))
    ]
    story = await home.server.post("/api/stories", {"title": "By hand", "clips": clips})
    await tab.open(f"stories/{story['id']}")
    # Who may edit is known later than what there is, and moves it.
    await tab.until(f"{ITEMS}.length === 3 && deep('wf-clip-words >> .kept') && deep('wf-clip-strip >> .handle')")
    await tab.run("settled().then(() => 0)")
    return Editor(home, tab, story["id"])


async def test_clips_are_put_in_order(editor: Editor) -> None:
    tab, page = editor.tab, editor.tab.page
    # By the mouse from wherever it takes one, to before the first and behind the last.
    start, end = await editor.beside(2, 0.5), await editor.beside(0, 0.2)
    await page.drag(start, (start[0] - 20, start[1]), end)
    await editor.has_order("cab")
    start, end = await editor.handle_of(0), await editor.beside(2, 0.9)
    await page.drag(start, (start[0] + 20, start[1]), end)
    await editor.has_order("abc")
    # By a finger on the handle alone: elsewhere it scrolls the row.
    start, end = await editor.handle_of(0), await editor.beside(1, 0.8)
    await page.swipe(start, (start[0] + 20, start[1]), end)
    await editor.has_order("bac")
    start, end = await editor.beside(0, 0.5), await editor.beside(2, 0.8)
    await page.swipe(start, (start[0] + 20, start[1]), end)
    # By keys, which also shows that nothing came of the finger before.
    await tab.until("(deep('wf-clip-strip >> [aria-current]').focus(), true)")
    assert await tab.run("deep('wf-clip-strip').selected") == "a"
    await tab.press("ArrowRight", alt=True)
    await editor.has_order("bca")
    await tab.press("ArrowLeft", alt=True)
    await tab.press("ArrowLeft", alt=True)
    await editor.has_order("abc")
    await tab.until(SAVED)
    await tab.screenshot("order")
    assert await tab.run("wrong") == []


async def test_edges_are_dragged_to_words_unless_alt_is_held(editor: Editor) -> None:
    tab, page, start_ms = editor.tab, editor.tab.page, editor.home.day.parcel_ms
    end_ms = start_ms + WORDS * WORD_MS

    async def drag(edge: str, to_ms: float, **held: bool) -> None:
        x, y = await editor.edge(edge)
        to = await editor.at(to_ms)
        await page.drag((x, y), ((x + to) / 2, y), (to, y), **held)

    # The pointer stands a little beside the third word's beginning, which draws the cut.
    await drag("start", start_ms + 2 * WORD_MS + 25)
    await editor.has_edges(start_ms + 2 * WORD_MS, end_ms)
    await drag("start", start_ms + 2 * WORD_MS + 60, alt=True)
    await editor.has_edges(start_ms + 2 * WORD_MS + 60, end_ms, within_ms=20)
    assert (await editor.clips())[0]["start_ms"] != start_ms + 2 * WORD_MS
    # A drag is one step, whatever was on its way.
    await tab.press("z", control=True)
    await editor.has_edges(start_ms + 2 * WORD_MS, end_ms)
    await tab.press("z", control=True)
    await editor.has_edges(start_ms, end_ms)
    x, y = await editor.edge("end")
    seven_ms = start_ms + 7 * WORD_MS - SILENT_MS
    to = await editor.at(seven_ms - 25)
    await page.swipe((x, y), ((x + to) / 2, y), (to, y))
    await editor.has_edges(start_ms, seven_ms)
    await tab.screenshot("edges")
    assert await tab.run("wrong") == []
