"""The dashboard card in a real Home Assistant: many of them, days that go wrong, other languages, and its editor."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
import pytest_asyncio

from tests.e2e.world import KEYWORD, KNOWN_S, World, household
from tests.support.browser import PageError, chromium
from tests.support.clips import Clips
from tests.support.dashboard import URL, fill_dashboard, make_dashboard
from tests.support.front_end import FrontEnd, logged_in
from tests.support.visitor import Visitor
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS
from wallflower.demo.camera_process import CameraProcess

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(1800),
    pytest.mark.skipif(chromium() is None, reason="needs chromium"),
]

DOOR, MODERN, SHED = "camera.front_door", "camera.modern", "camera.shed"
TALL: dict[str, Any] = {"type": "markdown", "content": "\n\n".join(f"Line {number}" for number in range(60))}
VIEWS: dict[str, list[dict[str, Any]]] = {
    "many": [{"cameras": [DOOR]}, {"cameras": [MODERN]}, TALL, {"cameras": [DOOR]}],
    "days": [{"cameras": [DOOR], "view": "timeline"}, {"cameras": [DOOR]}, {"cameras": [SHED]}],
    "menu": [{"cameras": [DOOR, MODERN], "view": "transcript"}],
    "edited": [{"cameras": [DOOR], "view": "live", "people": True}],
}
COUNTED = "counted"
PICTURE_S = 5.0
# Who was away for a while is asked again after 72 s at most.
BACK_S = 150.0
PLAIN = {"transcribe": False, "recognize_faces": False}
SWITCHES, LEAVES = 51, 10
CARD = "deep('wallflower-card')[{}]"
PLAYS = "deep('video', root)[0]?.readyState > 2"
RESTS = "deep('video', root).some((video) => !video.src)"
HEVC = "deep('.note', root)[0]?.textContent.includes('HEVC') && deep('img', root)[0]?.naturalWidth > 0"
AWAY = "deep('.problem', root)[0]?.textContent.includes('does not answer')"
FOCUSED = "deep('ha-dropdown-item').some((item) => item.matches(':focus') && item.innerText.trim() === '{}')"
HIDE = """Object.defineProperty(document, 'visibilityState', {{ value: '{}', configurable: true }});
document.dispatchEvent(new Event('visibilitychange'))"""
COMMANDS = "document.querySelector('home-assistant').hass.connection.commands.size"


@dataclass(frozen=True, slots=True)
class Cards:
    """What is looked at, and what it shows."""

    front_end: FrontEnd
    world: World

    async def go(self, view: str, query: str = "") -> None:
        """Load a view, and see no more of what was shown before."""
        await self.front_end.page.open("about:blank")
        await self.front_end.go(f"/{URL}/{view}{query}")

    async def run(self, expression: str) -> Any:
        return await self.front_end.page.evaluate(expression)

    async def until(self, number: int, *conditions: str) -> None:
        """Wait until conditions hold in one of the cards, whose `root` they are about."""
        for condition in conditions:
            await self.front_end.until(f"((root) => root && {condition})({CARD.format(number)}?.shadowRoot)")

    async def comes_back(self) -> None:
        """Wait until Home Assistant has the camera of the door again."""
        state = partial(self.world.hass.rest, "GET", f"/api/states/{DOOR}")
        await eventually(state, lambda found: found["state"] not in {"idle", "unavailable"}, BACK_S)

    async def accessible(self, number: int) -> None:
        # Colours that change just then are measured in between.
        await eventually(lambda: self.front_end.axe(CARD.format(number)), lambda found: found == [])

    async def picture(self, name: str) -> None:
        """Keep a picture for people to look at; a busy browser beside a live video may have none."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PICTURE_S):
                await self.front_end.page.screenshot(ARTIFACTS / f"card-{name}.png")

    async def count(self, kind: str) -> int:
        """Return how many objects of a class are alive once the rubbish is collected."""
        page = self.front_end.page
        prototype = (await page.call("Runtime.evaluate", {"expression": f"{kind}.prototype", "objectGroup": COUNTED}))[
            "result"
        ]["objectId"]
        found = (await page.call("Runtime.queryObjects", {"prototypeObjectId": prototype, "objectGroup": COUNTED}))[
            "objects"
        ]["objectId"]
        length = {"objectId": found, "functionDeclaration": "function () { return this.length; }"}
        number = int((await page.call("Runtime.callFunctionOn", length))["result"]["value"])
        await page.call("Runtime.releaseObjectGroup", {"objectGroup": COUNTED})  # which holds what was counted
        return number


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A household with a camera whose video no browser here can decode."""
    modern = await asyncio.to_thread(Clips().path, "small_h265")
    async with household(tmp_path_factory.mktemp("household")) as running:
        with CameraProcess({"modern": modern}) as camera:
            await running.server.post("/api/cameras", {"name": "Modern", "url": camera.url("modern"), **PLAIN})
            await running.hass.log_in()  # nothing may have been asked for long
            await make_dashboard(running.hass, VIEWS)
            yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visited(world: World) -> AsyncIterator[FrontEnd]:
    async with logged_in(world.hass, ARTIFACTS / "card-logged-in.png") as front_end:
        yield front_end


@pytest_asyncio.fixture(loop_scope="module")
async def cards(visited: FrontEnd, world: World, request: pytest.FixtureRequest) -> AsyncIterator[Cards]:
    await world.hass.log_in()
    await fill_dashboard(world.hass, VIEWS)
    await visited.page.open("about:blank")  # what the page before asks for is not this test's
    await visited.page.look_like(1280, 800, is_phone=False, scheme="light")
    visited.page.problems.clear()
    failed_before = request.session.testsfailed
    found = Cards(visited, world)
    yield found
    if request.session.testsfailed > failed_before:
        await found.picture(request.node.name)
    await visited.expect_late_at_most("thewallflower")


async def test_many_cards_fetch_what_is_seen_and_leave_nothing_behind(cards: Cards) -> None:
    await cards.go("many")
    await cards.until(0, PLAYS)
    await cards.until(1, HEVC, RESTS)
    await cards.until(2, RESTS)
    await cards.picture("many")
    for number in (0, 1):
        await cards.accessible(number)
    await cards.run(f"{CARD.format(2)}.scrollIntoView()")
    await cards.until(2, PLAYS)
    await cards.until(0, RESTS)
    await cards.run(f"{CARD.format(0)}.scrollIntoView()")
    await cards.until(0, PLAYS)
    await cards.until(2, RESTS)
    await cards.run(HIDE.format("hidden"))
    await cards.until(0, RESTS)
    await cards.run(HIDE.format("visible"))
    await cards.until(0, PLAYS)
    await cards.until(1, HEVC)

    async def held() -> tuple[int, int]:
        return await cards.run(COMMANDS), await cards.count("MediaSource")

    before = await held()
    for number in range(SWITCHES):
        await cards.run(f"deep('.views button', {CARD.format(0)}.shadowRoot)[{(number + 1) % 3}].click()")
        await cards.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for _ in range(LEAVES):
        for view, shown in (("menu", "deep('select.camera', root).length"), ("many", PLAYS)):
            await cards.run(f"history.pushState(null, '', {json.dumps(f'/{URL}/{view}')})")
            await cards.run("dispatchEvent(new CustomEvent('location-changed', { detail: { replace: false } }))")
            await cards.until(0, shown)
    await cards.until(1, HEVC)
    # What was left last may be held for a while; Home Assistant may ask for something meanwhile.
    await eventually(held, lambda now: all(one <= other + 2 for one, other in zip(now, before, strict=True)))
    sockets = {url for url in cards.front_end.page.requests if url.startswith("ws")}
    assert {url.rpartition("/api/")[2] for url in sockets} == {"websocket"}


async def test_what_goes_away_is_told_and_comes_back_by_itself(cards: Cards) -> None:
    server, hass, camera = cards.world.server, cards.world.hass, cards.world.camera
    shed = {"name": "Shed", "url": camera.url("door"), **PLAIN}
    shed_id = (await server.post("/api/cameras", shed))["id"]
    await cards.go("days")
    await cards.until(2, "deep('wf-card-live', root).length")
    await cards.until(0, "deep('wf-lanes', root).length", "deep('option', root).length > 1")
    await cards.until(1, PLAYS)

    camera.command("refuse", True)
    camera.command("drop")
    await cards.until(1, "deep('.note', root)[0]?.textContent.includes('cannot be reached')", RESTS)
    await cards.picture("camera-away")
    await cards.accessible(1)
    camera.command("refuse", False)
    await cards.comes_back()
    await cards.until(1, PLAYS)

    await server.stop()
    await cards.until(0, AWAY, "deep('wf-lanes', root).length")
    await cards.until(1, AWAY)
    await cards.picture("server-away")
    for number in (0, 1):
        await cards.accessible(number)
    await server.start()
    await cards.comes_back()
    await cards.until(0, "!deep('.problem', root).length", "deep('wf-lanes', root).length")
    await cards.until(1, PLAYS)

    (entry,) = await hass.rest("GET", "/api/config/config_entries/entry?domain=thewallflower")
    await hass.rest("POST", f"/api/config/config_entries/entry/{entry['entry_id']}/reload")
    await cards.until(1, PLAYS)

    await hass.stop()
    await cards.run(f"{CARD.format(1)}.now = null")
    await hass.start()
    await cards.until(1, PLAYS, "root.host.now?.is_available")
    await cards.until(0, "!deep('.problem', root).length")

    await server.request("DELETE", f"/api/cameras/{shed_id}")
    await cards.until(2, f"deep('.problem', root)[0]?.textContent.includes('no entity {SHED}')")
    await cards.accessible(2)
    problems = cards.front_end.page.problems
    problems[:] = [problem for problem in problems if "Failed to load resource" not in problem]


async def test_every_dashboard_can_be_read(cards: Cards) -> None:
    """One of another direction, another language, on a phone, in the dark."""
    page, hass = cards.front_end.page, cards.world.hass

    async def said() -> list[Any]:
        return list((await cards.world.server.post("/api/transcripts/search", {"text": KEYWORD}))["lines"])

    await eventually(said, len, KNOWN_S)
    texts = {"he": "Follow playback", "de": "Wiedergabe folgen", "en": "Follow playback"}
    screens = {"desktop": (1280, 800), "phone": (390, 844)}
    for (language, text), scheme in zip(texts.items(), ("light", "dark", "dark"), strict=True):
        await hass.log_in()
        await hass.call("frontend/set_user_data", key="language", value={"language": language})
        for screen, size in screens.items():
            await page.look_like(*size, is_phone=screen == "phone", scheme=scheme)
            await cards.go("menu")
            await cards.until(
                0,
                "deep('button.word', root).length",
                f"deep('wf-transcript', root)[0]?.shadowRoot.textContent.includes('{text}')",
            )
            await cards.front_end.until(f"document.dir === '{'rtl' if language == 'he' else 'ltr'}'")
            await cards.until(0, f"root.host.hasAttribute('dark') === {json.dumps(scheme == 'dark')}")
            card = f"deep('ha-card', {CARD.format(0)}.shadowRoot)[0]"
            assert await cards.run(f"getComputedStyle({card}).direction") == "ltr"
            await cards.front_end.until("document.documentElement.scrollWidth <= innerWidth")
            await cards.front_end.until(f"{card}.scrollWidth <= {card}.clientWidth")
            await cards.picture(f"{language}-{screen}-{scheme}")
            await cards.accessible(0)
    await cards.run(f"{CARD.format(0)}.shadowRoot.append(document.createElement('button'))")
    assert "button-name" in await cards.front_end.axe(CARD.format(0))


async def test_it_is_suggested_and_edited_by_keyboard(cards: Cards) -> None:
    somebody, page = Visitor(cards.front_end.page), cards.front_end.page

    async def stored() -> list[dict[str, Any]]:
        await cards.world.hass.log_in()
        views = (await cards.world.hass.call("lovelace/config", url_path=URL))["views"]
        sections = next(view for view in views if view["path"] == "edited")["sections"]
        return [card for section in sections for card in section["cards"]]

    async def press(button: str) -> None:
        async def is_focused() -> bool:
            found = await somebody.find("button", button)
            with contextlib.suppress(PageError):  # it was drawn anew just then
                await page.call("DOM.focus", {"backendNodeId": found.node})
                return True
            return False

        await eventually(is_focused, bool)
        await page.press("Enter")

    await cards.go("edited", "?edit=1")
    await cards.until(0, PLAYS)
    hass = "document.querySelector('home-assistant').hass"
    for entity, view in ((DOOR, "live"), ("sensor.front_door_last_transcript", "transcript"), ("sun.sun", None)):
        suggested = (
            f"customCards.find(({{ type }}) => type === 'wallflower-card').getEntitySuggestion({hass}, '{entity}')"
        )
        assert await cards.run(f"{suggested}?.config.view ?? null") == view
    await cards.front_end.click("deep('hui-card-edit-mode')")
    await cards.front_end.click("deep('.control', deep('hui-card-edit-mode')[0].shadowRoot)")
    await somebody.fill("Hours", "48", role="spinbutton")
    await press("View Live")
    await cards.front_end.until(FOCUSED.format("Live"))
    await page.press("ArrowDown")
    await cards.front_end.until(FOCUSED.format("Timeline"))
    await page.press("Enter")
    await somebody.find("button", "View Timeline")
    await cards.front_end.until("deep('wf-lanes').length")
    await cards.picture("edited")
    await press("Save")
    (card,) = await eventually(stored, lambda found: found[0].get("hours") == 48)
    assert card == {
        "type": "custom:wallflower-card",
        "cameras": [DOOR],
        "view": "timeline",
        "people": True,
        "hours": 48,
    }
    # What is open is a step of the tab's history: one must not leave while it goes back.
    await cards.front_end.until("!deep('hui-form-editor').length && !history.state?.dialog")
