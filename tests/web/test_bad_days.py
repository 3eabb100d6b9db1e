"""Days that go wrong or are too full, and servers that go away, in a real browser before a real server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.support.browser import chromium, open_page
from tests.support.clips import Clips
from tests.support.footage import make_footage, make_fragments
from tests.support.panel import TOOLS, Tab
from tests.support.player import behind_proxy
from tests.support.server import Server
from tests.support.visitor import Visitor
from tests.support.waiting import eventually
from tests.support.worn_home import (
    ARABIC,
    CHANGED,
    GAPS,
    HEBREW,
    LINES,
    LONG_DAY,
    SHORT_DAY,
    TALKER,
    TORN,
    WornDays,
    midnight_ms,
    wear,
)
from tests.web.conftest import ARTIFACTS
from wallflower.demo.camera_process import CameraProcess

pytestmark = pytest.mark.timeout(1800)

HOUR_MS = 3_600_000
PASSWORD = "correct horse battery"
PAGES = ("", "timeline", "search", "people", "people/review", "people/check", "people/changes", "speakers")
MORE_PAGES = ("stories", "cameras", "cameras/add", "cameras/add/search", "cameras/add/frigate", "rules", "system")
# What pages say where nothing is, and what may be done about it.
EXPLAINED = {
    "": "Add your first camera",
    "timeline": "Add your first camera",
    "search": "Add your first camera",
    "people": "Nobody is known yet",
    "people/review": "Nothing to review",
    "people/check": "Every picture fits its person",
    "people/changes": "Nothing was changed",
    "speakers": "No voices without a name",
    "stories": "No story yet",
    "cameras": "Add your first camera",
    "rules": "No rule yet",
    "system": "No camera yet",
}
# Of each text that is written from right to left: what it is in, unless its order is kept to itself.
LOOSE = """(() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && /[\\u0590-\\u06ff]/.test(node.data)) {
        let element = node.parentElement ?? root.host;
        const own = getComputedStyle(element);
        const isKept = /isolate|plaintext/.test(own.unicodeBidi) || element.closest('option, datalist, title, style');
        if (!isKept) found.push(`${element.localName}: ${node.data.trim()}`);
      }
      if (node.nodeType === Node.ELEMENT_NODE && node.shadowRoot) walk(node.shadowRoot);
      walk(node);
    }
  };
  walk(document.body);
  return found;
})()"""
# The live connections of a page, each as it is opened and closed.
COUNT_LIVE = """
window.lives = new Set();
const Real = WebSocket;
window.WebSocket = class extends Real {
  constructor(url) {
    super(url);
    if (!String(url).includes('/live')) return;
    lives.add(this);
    this.addEventListener('close', () => lives.delete(this));
  }
  close() {
    lives.delete(this);
    super.close();
  }
};
"""
STALE = ("404 (Not Found)", "503 (Service Unavailable)")


@dataclass(frozen=True, slots=True)
class Worn:
    """What runs: a server before days that are hard to show, and a camera whose video no browser here can decode."""

    server: Server
    days: WornDays
    root: str
    hevc: str


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worn(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Worn]:
    if chromium() is None:
        pytest.skip("needs chromium")
    server = Server(tmp_path_factory.mktemp("worn"))
    clip = await asyncio.to_thread(lambda: make_fragments(make_footage(6)))
    days = await asyncio.to_thread(wear, server.data, server.media, clip)
    with CameraProcess({"door": Clips().path("small_h265")}) as camera:
        async with server, behind_proxy(server.url, server.headers) as url:
            new = {"name": "Modern", "url": camera.url("door"), "transcribe": False, "recognize_faces": False}
            hevc = (await server.post("/api/cameras", new))["id"]
            yield Worn(server, days, f"{url}proxy/", hevc)


@pytest_asyncio.fixture(loop_scope="session")
async def tab(worn: Worn) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await page.prepare(TOOLS)
        yield Tab(page, worn.root, ARTIFACTS)
        await page.open("about:blank")


async def nothing_wrong(tab: Tab) -> None:
    assert await tab.run("wrong") == []
    assert [problem for problem in tab.page.problems if not any(stale in problem for stale in STALE)] == []
    assert await tab.run("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.asyncio(loop_scope="session")
async def test_a_day_with_a_gap_in_every_minute_is_drawn_and_can_be_gone_through(worn: Worn, tab: Tab) -> None:
    somebody = Visitor(tab.page)
    await tab.open(f"timeline/{TORN}?day={worn.days.date}")
    await tab.until(f"deep('wf-lanes')?.gaps.length === {GAPS}")
    await tab.until("deep('wf-recording >> video')?.videoWidth > 0")
    await tab.screenshot("bad-gaps")
    await somebody.click("button", "List of the day")
    await somebody.reads(f"1–200 of {2 * GAPS:,}")
    await somebody.click("button", "Later")
    await somebody.reads(f"201–400 of {2 * GAPS:,}")
    assert await tab.run("deep('wf-event-list').shadowRoot.querySelectorAll('li').length") == 200
    await tab.screenshot("bad-gaps-list")
    # The first gap of the second part, which began half a minute after its footage.
    await somebody.click("button", "No recording")
    await somebody.reads("No recording 1:40 AM–1:41 AM")
    await somebody.click("button", "Jump to what follows")
    await tab.until(f"deep('wf-recording').positionMs >= {worn.days.start_ms + 101 * 60_000}")
    await nothing_wrong(tab)


@pytest.mark.asyncio(loop_scope="session")
async def test_ten_thousand_lines_are_scrolled_through_a_part_at_a_time(worn: Worn, tab: Tab) -> None:
    somebody = Visitor(tab.page)
    noon_ms = worn.days.start_ms + 12 * HOUR_MS
    await tab.open(f"timeline/{TALKER}?at={noon_ms}")
    await tab.until(f"deep('wf-transcript')?.lines?.length === {LINES}")
    await tab.until("text('wf-transcript >> li.current').includes('line number 5001 of the day')")
    await tab.screenshot("bad-lines")
    rendered = "deep('wf-transcript').shadowRoot.querySelectorAll('li').length"
    assert await tab.run(rendered) <= 400
    # Whoever scrolls by hand gets on, as far as there is anything.
    await somebody.click("button", "Follow playback")
    scroll = "deep('wf-transcript').shadowRoot.querySelector('ol').scrollTop = 1e9"
    last = "text('wf-transcript >> li:last-child')"
    for number in (5500, 6000):
        await tab.until(f"({scroll}) && Number(/number (\\d+)/.exec({last})[1]) >= {number}")
    assert await tab.run(rendered) <= 400
    await nothing_wrong(tab)


@pytest.mark.asyncio(loop_scope="session")
async def test_video_that_this_browser_cannot_decode_is_shown_as_stills(worn: Worn, tab: Tab) -> None:
    somebody = Visitor(tab.page)
    if await tab.run("""MediaSource.isTypeSupported('video/mp4; codecs="hvc1.1.6.L93.B0"')"""):
        pytest.skip("this browser decodes HEVC")
    await tab.open(f"live/{worn.hevc}")
    await somebody.reads("This browser cannot play the camera's video (HEVC, mostly)")
    await tab.until("deep('wf-live-picture >> img')?.naturalWidth > 0")
    await tab.screenshot("bad-hevc-live")

    async def recorded() -> list[Any]:
        path = f"/api/cameras/{worn.hevc}/recordings/days?tz=UTC"
        days: list[Any] = (await worn.server.get(path))["days"]
        return days

    await eventually(recorded, bool)
    await tab.open(f"timeline/{worn.hevc}")
    await somebody.reads("This browser cannot play the camera's video (HEVC, mostly)")
    await tab.until("deep('wf-recording >> img')?.naturalWidth > 0")
    await tab.screenshot("bad-hevc-recorded")
    await nothing_wrong(tab)


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(("date", "hours"), [(SHORT_DAY, 23), (LONG_DAY, 25)])
async def test_days_of_23_and_25_hours_are_as_long_as_they_were(worn: Worn, tab: Tab, date: str, hours: int) -> None:
    await tab.page.call("Emulation.setTimezoneOverride", {"timezoneId": "Europe/Berlin"})
    await tab.open(f"timeline/{CHANGED}?day={date}")
    await tab.until(f"deep('wf-lanes')?.lanes.recorded.starts.length === {2 * hours}")
    begin_ms = midnight_ms(date)
    assert await tab.run("deep('wf-lanes').day") == {"startMs": begin_ms, "endMs": begin_ms + hours * HOUR_MS}
    # A click in the middle is in the middle of the day, whatever its clock shows then.
    place = "(({left, top, width}) => ({left, top, width}))(deep('wf-lanes >> .surface').getBoundingClientRect())"
    surface = await tab.run(place)
    await tab.page.click(round(surface["left"] + surface["width"] / 2), surface["top"] + 40)
    at = "Number(new URL(location.href).searchParams.get('at'))"
    middle_ms = await tab.until(f"{at} > {begin_ms + HOUR_MS} && {at}")
    assert middle_ms == pytest.approx(begin_ms + hours * HOUR_MS / 2, abs=2 * hours * HOUR_MS / surface["width"])
    clock = await tab.run(f"new Date({begin_ms + hours * HOUR_MS // 2}).getHours()")
    assert clock == {23: 12, 25: 11}[hours]
    await tab.screenshot(f"bad-{hours}-hours")
    await nothing_wrong(tab)


@pytest.mark.asyncio(loop_scope="session")
async def test_names_from_right_to_left_keep_their_order_to_themselves(worn: Worn, tab: Tab) -> None:
    line_ms = worn.days.start_ms + 250 * (24 * HOUR_MS // LINES)
    shown = {
        "": HEBREW,
        f"live/{TALKER}": HEBREW,
        f"timeline/{TALKER}?at={line_ms + 100}": ARABIC,
        "search?q=line": HEBREW,
        "people": ARABIC,
        "cameras": HEBREW,
        f"cameras/{TALKER}": HEBREW,
    }
    somebody = Visitor(tab.page)
    for is_phone in (False, True):
        await tab.page.look_like(*((390, 844) if is_phone else (1280, 720)), is_phone=is_phone, scheme="light")
        for number, (path, name) in enumerate(shown.items()):
            await tab.open(path)
            await somebody.reads(name)
            assert await tab.run(LOOSE) == [], path
            await tab.screenshot(f"bad-rtl-{number}{'-phone' if is_phone else ''}")
            await nothing_wrong(tab)


@pytest.fixture
async def fresh(tmp_path: Path) -> AsyncIterator[tuple[Server, str]]:
    """Yield a server without anything, and the panel's address."""
    if chromium() is None:
        pytest.skip("needs chromium")
    async with Server(tmp_path / "fresh") as server, behind_proxy(server.url, server.headers) as url:
        yield server, f"{url}proxy/"


async def test_without_a_camera_every_page_says_so_and_a_restart_is_told_and_got_over(
    fresh: tuple[Server, str],
) -> None:
    server, root = fresh
    async with open_page("about:blank") as page:
        await page.prepare(TOOLS)
        tab, somebody = Tab(page, root, ARTIFACTS), Visitor(page)
        for number, path in enumerate((*PAGES, *MORE_PAGES)):
            await tab.open(path)
            await somebody.find("heading")
            await somebody.reads_no_more("Loading …")
            await somebody.reads(EXPLAINED.get(path, ""))
            await tab.screenshot(f"bad-empty-{number:02}")
            await nothing_wrong(tab)
        await tab.open("cameras")
        await somebody.reads("No camera yet")
        await server.stop()
        await somebody.reads("The server does not answer")
        await tab.screenshot("bad-restart")
        page.problems.clear()
        await server.start()
        await somebody.reads_no_more("The server does not answer")
        # What happened while nobody could tell of it is seen, too.
        new = {"name": "Door", "url": "rtsp://127.0.0.1:9/door"}
        await server.post("/api/cameras", new)
        await somebody.find("heading", "Door")
        await tab.screenshot("bad-restarted")
        await page.open("about:blank")


async def test_whose_session_ends_logs_in_again_where_they_were(fresh: tuple[Server, str]) -> None:
    server, _ = fresh
    user = await server.post("/api/users", {"name": "Ann", "password": PASSWORD, "role": "admin"})
    async with open_page("about:blank") as page:
        await page.prepare(TOOLS)
        tab, somebody = Tab(page, f"{server.url}/", ARTIFACTS), Visitor(page)
        await tab.open("rules/add")
        await tab.run("window.isLeft = true")  # whoever comes new gets a page that is loaded anew
        await log_in(somebody)
        await tab.until_again("!window.isLeft && deep('wf-rule-editor >> input')")
        await somebody.find("heading", "Add a rule")
        await somebody.fill("Name", "Half a rule")
        await tab.run("window.marker = 1")
        changed = {"password": f"{PASSWORD} anew"}
        await server.request("PATCH", f"/api/users/{user['id']}", json=changed)
        await server.stop()
        await server.start()
        await somebody.find("heading", "Log in")
        await tab.screenshot("bad-session")
        await log_in(somebody, f"{PASSWORD} anew")
        await somebody.find("heading", "Add a rule")
        # It is the same page, and what was typed is still there.
        left = "[location.pathname, window.marker, deep('wf-rule-editor >> input').value]"
        assert await tab.run(left) == ["/rules/add", 1, "Half a rule"]
        await page.open("about:blank")


async def log_in(somebody: Visitor, password: str = PASSWORD) -> None:
    await somebody.fill("Name", "Ann")
    await somebody.fill("Password", password)
    await somebody.click("button", "Log in")


async def test_of_sixteen_cameras_only_those_in_sight_are_fetched(fresh: tuple[Server, str]) -> None:
    server, root = fresh
    async with AsyncExitStack() as stack:
        camera = stack.enter_context(CameraProcess({"door": Clips().path("small_none")}))
        page = await stack.enter_async_context(open_page("about:blank"))
        await page.prepare(TOOLS + COUNT_LIVE)
        for number in range(1, 17):
            new = {"name": f"Camera {number}", "url": camera.url("door"), "record": False, "transcribe": False}
            await server.post("/api/cameras", new | {"recognize_faces": False})
        tab, somebody = Tab(page, root, ARTIFACTS), Visitor(page)
        await tab.open("live")
        tiles = "[...deep('wf-live-page').shadowRoot.querySelectorAll('wf-camera-tile')]"
        await tab.until(f"deep('wf-live-page') && {tiles}.length === 16")
        seen = f"{tiles}.filter((tile) => tile.getBoundingClientRect().top < innerHeight).length"
        await tab.until("deep('video')?.videoWidth > 0")
        await tab.until(f"lives.size > 0 && lives.size <= {seen} && {seen} < 16")
        await tab.screenshot("bad-sixteen")
        await tab.run("scrollTo(0, document.documentElement.scrollHeight)")
        await tab.until(f"{tiles}.at(-1).getBoundingClientRect().top < innerHeight")
        await somebody.find("heading", "Camera 16")
        await tab.until("lives.size > 0 && lives.size < 16")
        await tab.run("performance.clearResourceTimings()")
        await tab.run("deep('a[href=\"timeline\"]').click()")
        await tab.until("deep('wf-timeline-page') && deep('select')?.options.length === 16 && lives.size === 0")
        await somebody.find("button", "List of the day")
        # What somebody waits for is asked for again and again, by the same address.
        asked = await tab.run(
            "[...new Set(performance.getEntriesByType('resource').map(({name}) => name))]"
            ".filter((name) => name.includes('/api/'))"
        )
        assert len([name for name in asked if "snapshot" not in name]) <= 12, asked
        await tab.screenshot("bad-sixteen-timeline")
        await nothing_wrong(tab)
        await page.open("about:blank")
