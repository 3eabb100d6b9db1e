"""The panel used roughly: what nobody should type, two tabs at once, and a way in that is shut meanwhile."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio

from tests.support.browser import Page, chromium, open_page
from tests.support.panel import TOOLS, Tab
from tests.support.player import Gate, behind_proxy
from tests.support.server import Server
from tests.support.visitor import Visitor
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(1800)]

# Notes when each event socket is tried, so that one can see how long it waited in between.
NOTE_TRIES = """
window.tries = [];
const Real = WebSocket;
window.WebSocket = class extends Real {
  constructor(url) {
    super(url);
    if (String(url).includes('/api/events')) tries.push(performance.now());
  }
};
"""
SHORTEST_WAIT_MS = 0.75 * 500
# What has the focus, in whatever shadow.
FOCUSED = """(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.getAttribute('aria-invalid') === 'true' && element.labels[0].textContent;
})()"""
SCRIPT = "<script>wrong.push('it ran')</script><img src=x onerror=\"wrong.push('it ran')\">"
OVERRIDE = "\u202egnorw eb dluow siht"
MARKS = "marks of text direction"
EMOJI = "👩‍👩‍👧‍👦 Porch 🌸"
LONG = "x" * 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """A server with nothing, the way in, and the panel's address."""

    server: Server
    gate: Gate
    root: str


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    if chromium() is None:
        pytest.skip("needs chromium")
    gate = Gate()
    async with (
        Server(tmp_path_factory.mktemp("rough")) as server,
        behind_proxy(server.url, server.headers, gate) as url,
    ):
        yield Place(server, gate, f"{url}proxy/")


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who looks, and at what."""

    tab: Tab
    visitor: Visitor
    page: Page


@pytest_asyncio.fixture(loop_scope="session")
async def people(place: Place, request: pytest.FixtureRequest) -> AsyncIterator[tuple[Somebody, Somebody]]:
    """Two people with a browser each."""
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(open_page("about:blank")) for _ in range(2)]
        for page in pages:
            await page.prepare(TOOLS + NOTE_TRIES)
        failed_before = request.session.testsfailed
        first, second = (Somebody(Tab(page, place.root, ARTIFACTS), Visitor(page), page) for page in pages)
        yield first, second
        if request.session.testsfailed > failed_before:
            for number, page in enumerate(pages):
                await page.screenshot(ARTIFACTS / f"{request.node.name}-{number}.png")
        for page in pages:
            await page.open("about:blank")


async def names(server: Server, kind: str) -> list[str]:
    return [str(item["name"]) for item in (await server.get(f"/api/{kind}"))[kind]]


async def refused(somebody: Somebody, sentence: str) -> None:
    """Wait until the field that is wrong has the focus, and tells why."""
    await somebody.tab.until(f"({FOCUSED} || '').includes({sentence!r})")


async def nothing_wrong(somebody: Somebody, *expected: str) -> None:
    assert await somebody.tab.run("wrong") == []
    problems = [each for each in somebody.page.problems if not any(part in each for part in expected)]
    assert problems == []
    assert await somebody.tab.run("document.documentElement.scrollWidth <= innerWidth")


async def test_forms_of_cameras_and_people_say_at_the_field_what_is_wrong_and_make_one(
    place: Place, people: tuple[Somebody, Somebody]
) -> None:
    somebody, _ = people
    tab, visitor, page, server = somebody.tab, somebody.visitor, somebody.page, place.server
    await page.look_like(390, 844, is_phone=True, scheme="light")

    await tab.open("cameras/add")
    await visitor.fill("Name", OVERRIDE)
    await visitor.fill("Address", "javascript:alert(1)")
    await page.press("Enter")
    await refused(somebody, MARKS)
    await visitor.fill("Name", LONG)
    await page.press("Enter")
    await refused(somebody, "1 to 100 characters")
    await visitor.fill("Name", SCRIPT)
    await page.press("Enter")
    await refused(somebody, "rtsp")
    await tab.screenshot("rough-camera")
    await visitor.fill("Address", "rtsp://127.0.0.1:9/porch")
    for _ in range(3):
        await page.press("Enter")
    await visitor.find("heading", SCRIPT)
    await tab.screenshot("rough-camera-named")
    assert (await names(server, "cameras")).count(SCRIPT) == 1

    await tab.open("people")
    await visitor.click("button", "Add a person")
    await visitor.fill("Name", "  ")
    await page.press("Enter")
    await refused(somebody, "1 to 100 characters")
    await visitor.fill("Name", LONG)
    await page.press("Enter")
    await refused(somebody, "1 to 100 characters")
    await visitor.fill("Name", EMOJI)
    for _ in range(3):
        await page.press("Enter")
    await visitor.find("heading", EMOJI)
    assert (await names(server, "people")).count(EMOJI) == 1
    await visitor.fill("Name", OVERRIDE)
    await page.press("Enter")
    await refused(somebody, MARKS)
    await tab.screenshot("rough-person")
    await visitor.fill("Name", EMOJI)
    await nothing_wrong(somebody, "status of 422", "snapshot.jpg")


async def test_forms_of_rules_and_stories_say_at_the_field_what_is_wrong_and_make_one(
    place: Place, people: tuple[Somebody, Somebody]
) -> None:
    somebody, _ = people
    tab, visitor, page, server = somebody.tab, somebody.visitor, somebody.page, place.server
    await tab.open("rules/add")
    await visitor.fill("Name", SCRIPT)
    await visitor.fill("Words or phrases", "!!")
    await visitor.click("button", "Save")
    await refused(somebody, "phrase")
    await visitor.fill("Words or phrases", "parcel")
    save = "[...deep('wf-rule-editor >> form').querySelectorAll('button')].at(-1)"
    await tab.run(f"{{ {save}.click(); {save}.click(); }} 0")
    await visitor.find("link", SCRIPT)
    assert (await names(server, "rules")).count(SCRIPT) == 1

    await tab.open("stories")
    await visitor.click("button", "New story")
    await visitor.fill("Title", LONG)
    for _ in range(3):
        await page.press("Enter")
    await tab.until("deep('wf-story-editor >> h1')")
    await tab.screenshot("rough-story")
    stories = (await server.get("/api/stories"))["stories"]
    assert [story["title"] for story in stories if story["title"].startswith("xx")] == ["x" * 200]
    await nothing_wrong(somebody, "status of 422")


async def test_what_is_not_saved_is_asked_about_before_it_is_lost(
    place: Place, people: tuple[Somebody, Somebody]
) -> None:
    somebody, _ = people
    tab, visitor, page = somebody.tab, somebody.visitor, somebody.page
    camera = await place.server.post("/api/cameras", {"name": "Shed", "url": "rtsp://127.0.0.1:9/shed"})
    path = f"/proxy/cameras/{camera['id']}"
    await tab.open("cameras")
    # Why it is not reached moves what is below.
    rows = "[...(deep('wf-camera-list')?.shadowRoot.querySelectorAll('li') ?? [])]"
    await tab.until(f"{rows}.some((each) => each.textContent.includes('Shed') && each.querySelector('wf-problem'))")
    await visitor.click("link", "Shed")
    await visitor.fill("Name", "Barn")
    await visitor.click("link", "Recording")
    await tab.until(f"location.pathname === '{path}/recording'")
    await tab.run("history.back()")
    await tab.until(f"location.pathname.startsWith('{path}') && !location.pathname.endsWith('recording')")
    await tab.run("history.back()")
    await visitor.find("heading", "Leave without saving?")
    await tab.screenshot("rough-leave")
    await visitor.click("button", "Keep editing")
    await tab.until(f"location.pathname.startsWith('{path}')")
    await tab.until("deep('wf-edit-camera >> input').value === 'Barn'")
    await visitor.click("link", "People")
    await visitor.find("heading", "Leave without saving?")
    await page.press("Escape")
    await visitor.reads_no_more("Leave without saving?")
    await tab.run("history.back()")
    await visitor.click("button", "Discard the changes")
    await visitor.find("heading", "Cameras")
    assert await tab.run("location.pathname") == "/proxy/cameras"
    await nothing_wrong(somebody, "snapshot.jpg")


async def test_what_is_done_in_one_tab_is_seen_in_the_other(place: Place, people: tuple[Somebody, Somebody]) -> None:
    server, (ann, ben) = place.server, people
    rule = await server.post("/api/rules", {"name": "Glass", "phrases": ["glass"]})
    camera = await server.post("/api/cameras", {"name": "Attic", "url": "rtsp://127.0.0.1:9/attic"})
    story = await server.post("/api/stories", {"title": "Summer", "clips": []})

    await ben.tab.open("rules")
    await ann.tab.open(f"rules/{rule['id']}")
    await ben.visitor.click("link", "Glass")
    await ben.visitor.fill("Words or phrases", "glass\nwindow")
    await ann.visitor.fill("Name", "Broken glass")
    await ann.visitor.click("button", "Save")
    # Ben sees the new name, and does not lose what he typed; what both did is kept.
    await ben.visitor.find("heading", "Broken glass")
    await ben.visitor.click("button", "Save")
    await ann.visitor.reads("“window”")

    async def stored() -> dict[str, Any]:
        rules = (await server.get("/api/rules"))["rules"]
        return dict(next(each for each in rules if each["id"] == rule["id"]))

    assert [(await stored())[key] for key in ("name", "phrases")] == ["Broken glass", ["glass", "window"]]
    # Disarmed by somebody else, as an automation does it.
    switch = "deep('wf-rules-page').shadowRoot.querySelectorAll('wf-switch')"
    await ben.tab.until(f"[...{switch}].some(({{checked}}) => checked)")
    await server.post("/api/rules/arm", {"armed": False})
    for each in people:
        await each.tab.until(f"{switch}.length && [...{switch}].every(({{checked}}) => !checked)")

    await ann.tab.open(f"cameras/{camera['id']}")
    await ben.tab.open(f"cameras/{camera['id']}")
    await ben.visitor.fill("Address", "rtsp://127.0.0.1:9/roof")
    await ann.visitor.fill("Name", "Roof")
    await ann.visitor.click("button", "Save")
    await ben.visitor.find("heading", "Roof")
    await ben.visitor.click("button", "Save")
    await ben.visitor.reads_no_more("not saved yet")
    found = await server.get(f"/api/cameras/{camera['id']}")
    assert (found["name"], found["url"]) == ("Roof", "rtsp://127.0.0.1:9/roof")
    await server.request("DELETE", f"/api/cameras/{camera['id']}")
    for each in people:
        await each.visitor.find("heading", "This camera is gone")

    await ann.tab.open("people")
    await ben.tab.open("stories")
    await ben.visitor.find("link", "Summer")
    await ann.visitor.click("button", "Add a person")
    await ann.visitor.fill("Name", "Dora")
    await ann.page.press("Enter")
    await ann.visitor.find("heading", "Dora")
    await ann.tab.open(f"stories/{story['id']}")
    await ann.tab.until("deep('wf-story-editor >> .title')?.readOnly === false")  # who she is may be known later
    await ann.visitor.fill("Title", "Winter")
    await ann.page.press("Tab")
    await ben.visitor.find("link", "Winter")
    await ben.tab.open("people")
    await ben.visitor.reads("Dora")
    dora = next(each for each in (await server.get("/api/people"))["people"] if each["name"] == "Dora")
    await server.request("PATCH", f"/api/people/{dora['id']}", json={"name": "Thea"})
    await ben.visitor.reads("Thea")
    for each in people:
        await nothing_wrong(each, "snapshot.jpg", "image.jpg")


async def test_a_way_in_that_is_shut_is_told_and_got_over(place: Place, people: tuple[Somebody, Somebody]) -> None:
    somebody, _ = people
    tab, visitor = somebody.tab, somebody.visitor
    await tab.open("rules/add")
    await visitor.fill("Name", "Half a rule")
    await tab.run("window.marker = 1")
    tried = await tab.run("tries.length")
    await place.gate.shut()
    try:
        await visitor.reads("Home Assistant does not let this page in any more")
        assert await visitor.things("heading", "Log in") == []
        await tab.until(f"tries.length >= {tried + 3}")
        await tab.screenshot("rough-gate")
        tries: list[float] = await tab.run("tries")
        waited = [later - earlier for earlier, later in pairwise(tries[tried:])]
        assert [wait for number, wait in enumerate(waited, 1) if wait < SHORTEST_WAIT_MS * 2**number] == []
    finally:
        place.gate.is_shut = False

    async def is_let_in() -> bool:
        for button in await visitor.things("button", "Try now"):  # it may come to that by itself
            await visitor.attempt(button)
        return "Home Assistant does not let this page in any more" not in await visitor.text()

    await eventually(is_let_in, bool)
    await tab.until("!deep('.banner')")  # nothing moves any more once it hears of what happens
    # It is the same page, with what was typed, and it hears what happens.
    assert await tab.run("[window.marker, deep('wf-rule-editor >> input').value]") == [1, "Half a rule"]
    await visitor.fill("Words or phrases", "half")
    await visitor.click("button", "Save")
    await eventually(partial(names, place.server, "rules"), lambda found: "Half a rule" in found)
    await visitor.find("link", "Half a rule")
    assert await tab.run("wrong") == []
