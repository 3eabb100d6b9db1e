"""The panel before a day that was lived, used by keys alone."""

from collections.abc import AsyncIterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.support import screens
from tests.support.browser import open_page
from tests.support.lived_day import DOOR, HOUR_MS
from tests.support.lived_home import LivedHome
from tests.support.panel import PATIENT, Tab
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS, household

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(1800)]

# What has the focus, in whatever shadow: a number of its own, what it is, and whether one sees that.
FOCUS = """(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return null;
  const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(element);
  const isSeen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  const name = `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)}`;
  const numbers = (window.numbers ??= new Map());
  if (!numbers.has(element)) numbers.set(element, numbers.size);
  return {at: numbers.get(element), name, isSeen};
})()"""
MOST_STOPS = 150
WALKED = ("live", "timeline", "search-none", "people-review", "rule", "system")


@pytest_asyncio.fixture(loop_scope="session")
async def home(tmp_path: Path) -> AsyncIterator[LivedHome]:
    """A household for each test: a visit with a name lets others be compared again, in whatever order tests come."""
    async with household(tmp_path) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def tab(home: LivedHome, request: pytest.FixtureRequest) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        await page.prepare(PATIENT)
        await page.look_like(1280, 800, is_phone=False, scheme="light")
        failed_before = request.session.testsfailed
        tab = Tab(page, home.root, ARTIFACTS)
        yield tab
        if request.session.testsfailed > failed_before:
            await tab.screenshot(request.node.name)
        await page.open("about:blank")


async def focused(tab: Tab) -> dict[str, Any] | None:
    found: dict[str, Any] | None = await tab.run(FOCUS)
    return found


async def tab_to(tab: Tab, part: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(MOST_STOPS):
        await tab.press("Tab")
        here = await focused(tab)
        if here is not None and part in here["name"]:
            return
    pytest.fail(f"no way to {part!r} by Tab")


async def test_tab_goes_through_every_page_and_one_sees_where(home: LivedHome, tab: Tab) -> None:
    for screen in screens.screens(home.day):
        if screen.name not in WALKED:
            continue
        await screens.visit(tab, screen)
        stops: list[dict[str, Any]] = []
        for _ in range(MOST_STOPS):
            await tab.press("Tab")
            here = await focused(tab)
            if here is None or (stops and here["at"] == stops[0]["at"]):
                break
            stops.append(here)
        assert len(stops) > 9, screen.name  # the ways to all other pages at least
        assert [stop["name"] for stop in stops if not stop["isSeen"]] == [], screen.name
        stuck = [one["name"] for one, other in pairwise(stops) if one["at"] == other["at"]]
        # A video has stops of its own inside, which look like one from here.
        assert [name for name in stuck if not name.startswith("video")] == [], screen.name


async def test_the_main_tasks_need_no_pointer(home: LivedHome, tab: Tab) -> None:
    day, server = home.day, home.server
    await tab.open("live")
    await tab.until("deep('wf-camera-tile')")
    await tab_to(tab, "a Timeline")
    await tab.press("Enter")
    await tab.until("location.pathname.includes('/timeline') && deep('wf-lanes')")

    await tab.open(f"timeline/{DOOR}?at={day.noon_ms}")
    await tab.until("deep('video')?.readyState >= 2")
    await tab.press("+")
    await tab.until(f"deep('wf-lanes').view.endMs - deep('wf-lanes').view.startMs === {12 * HOUR_MS}")
    await tab.press(" ")
    await tab.until("!deep('video').paused && deep('video').currentTime > 0")
    await tab.press(" ")
    await tab.until("deep('video').paused")

    await tab.open("search")
    await tab.until("deep('wf-search-hit')")
    await tab.press("/")
    await tab.page.type('"parcel for you"')
    await tab.until("everything().filter(({localName}) => localName === 'wf-search-hit').length === 1")
    await tab.press("ArrowDown")
    await tab.until("deep('wf-search-hit').matches(':focus-within')")
    await tab.press("Enter")
    await tab.until("deep('wf-moment-player >> video')?.readyState >= 2")

    async def is_armed() -> bool:
        return bool({rule["id"]: rule["armed"] for rule in (await server.get("/api/rules"))["rules"]}[day.rules[1]])

    was_armed = await is_armed()
    await tab.open("rules")
    await tab.until("deep('wf-switch >> input')")
    await tab_to(tab, "a Somebody calls for help")
    await tab.press("Tab")
    await tab.press(" ")
    await eventually(is_armed, lambda found: found is not was_armed)


async def test_a_visit_is_confirmed_and_taken_back_by_keys(home: LivedHome, tab: Tab) -> None:
    await tab.open("people/review")
    await tab.until("deep('wf-review-queue >> img') && deep('wf-review-queue >> [role=group] >> bdi')")
    shown = int(await tab.until("deep('wf-review-list >> li.shown')?.dataset.id"))

    async def is_decided() -> bool:
        """Tell whether somebody said who this was; of others, recognition may find that out meanwhile."""
        visits = (await home.server.get("/api/visits?limit=500"))["visits"]
        return bool({visit["id"]: visit["decided"] for visit in visits}[shown])

    assert not await is_decided()
    await tab.press("1")
    await eventually(is_decided, bool)
    await tab.until("text('wf-toasts >> [role=status]').includes('Undo')")
    await tab_to(tab, "button Undo")
    await tab.press("Enter")
    await eventually(is_decided, lambda found: not found)


async def test_a_job_is_cancelled_by_keys(home: LivedHome, tab: Tab) -> None:
    await tab.open("system")
    await tab.until("deep('wf-jobs-tray >> li')")
    order = {"kind": "timelapse", "camera_ids": [DOOR], "start": home.day.start_ms, "end": home.day.noon_ms}
    job = await home.server.post("/api/exports", order)
    await tab.until("deep('wf-jobs-tray >> .count')")
    await tab_to(tab, "button 1 ")
    await tab.press("Enter")
    await tab.until("deep('wf-jobs-tray >> [popover]').matches(':popover-open')")
    await tab_to(tab, "button Cancel")
    await tab.press("Enter")
    read = partial(home.server.get, f"/api/jobs/{job['id']}")
    ended = await eventually(read, lambda found: found["state"] not in {"queued", "running"})
    assert ended["state"] == "cancelled"
