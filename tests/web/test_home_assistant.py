"""A real browser in a real Home Assistant: what its front end shows of the cameras, and plays of what they recorded.

Live pictures come as HLS from Home Assistant's `stream`; WebRTC needs go2rtc beside it and is not tried here.
"""

import asyncio
import contextlib
import copy
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from tests.e2e.world import CAMERA_NAME, KEYWORD, KNOWN_S, PERSON_NAME, World, household
from tests.support import screens
from tests.support.browser import chromium, open_page
from tests.support.dashboard import URL, Card, make_dashboard
from tests.support.footage import GREY_PER_S, make_footage, make_fragments
from tests.support.front_door import INGRESS, front_door
from tests.support.front_end import Frame, FrontEnd, logged_in
from tests.support.history import History, looped
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS
from wallflower.clock import now_ms
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(1800),
    pytest.mark.skipif(chromium() is None, reason="needs chromium"),
]

CLIP_S = 12
BERLIN = ZoneInfo("Europe/Berlin")
YESTERDAY = datetime.now(BERLIN) - timedelta(days=1)
HOUR = YESTERDAY.replace(hour=10, minute=0, second=0, microsecond=0)
SCREENS = {"desktop": (1280, 800), "phone": (390, 844)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with household(tmp_path_factory.mktemp("household")) as running:
        await asyncio.to_thread(record_an_hour, running)
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visited(world: World) -> AsyncIterator[FrontEnd]:
    async with logged_in(world.hass, ARTIFACTS / "logged-in.png") as front_end:
        yield front_end


@pytest_asyncio.fixture(loop_scope="module")
async def front_end(visited: FrontEnd, world: World, request: pytest.FixtureRequest) -> AsyncIterator[FrontEnd]:
    """Yield it as a desktop's, and expect no complaint of the console or of Home Assistant about a login."""
    page, failed_before = visited.page, request.session.testsfailed
    await page.open("about:blank")  # what the page before shows, and asks for, is not this test's
    await page.look_like(*SCREENS["desktop"], is_phone=False, scheme="light")
    page.problems.clear()
    yield visited
    if request.session.testsfailed > failed_before:
        await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
    await visited.expect_late_at_most("thewallflower")
    assert "invalid authentication" not in world.hass.log()


def record_an_hour(world: World) -> None:
    """Let the camera have recorded an hour of yesterday, whose grey tells the second of each dozen."""
    minute = looped(make_fragments(make_footage(CLIP_S)), 60)
    start_ms = int(HOUR.timestamp() * 1000)
    with closing(Database(world.server.data / "wallflower.db")) as database:
        history = History(world.server.media, Recordings(database), world.camera_id)
        row = history.write(minute, start_ms, session="1" * 32)
        for number in range(1, 60):
            history.link(row, start_ms + number * 60_000, base_ms=number * 60_000)


def expect_grey(frame: Frame) -> None:
    second = int(frame.at_s + 0.05) % CLIP_S  # a frame's time is rounded
    assert frame.brightness == pytest.approx(second * GREY_PER_S, abs=GREY_PER_S * 0.6), frame.at_s


async def shown(front_end: FrontEnd, after_s: float = -1) -> Frame:
    """Return a picture from behind an instant; of a second's last one, the next one may be seen already."""
    return await eventually(front_end.frame, lambda frame: frame.at_s > after_s and frame.at_s % 1 < 0.85)


async def test_an_hour_of_recording_is_found_and_played(front_end: FrontEnd) -> None:
    await front_end.go("/media-browser/browser")
    for title in ("TheWallflower", CAMERA_NAME, f"{HOUR:%Y-%m-%d}", "10:00"):
        await front_end.open(title)
    first = await shown(front_end)
    expect_grey(first)
    expect_grey(await shown(front_end, first.at_s + 2))
    assert await front_end.page.evaluate("deep('video')[0].duration") == pytest.approx(3600, abs=1)
    await front_end.page.evaluate("deep('video')[0].currentTime = 1805.5")
    sought = await shown(front_end, 1806.2)
    assert sought.at_s < 1900
    expect_grey(sought)


async def said(world: World) -> list[dict[str, Any]]:
    """Return the lines with the keyword, by the server itself."""
    return list((await world.server.post("/api/transcripts/search", {"text": KEYWORD}))["lines"])


async def said_today(world: World) -> list[dict[str, Any]]:
    """Return those of them that are of the day that it is now, which may just have begun."""
    today = day_of(now_ms())
    return [line for line in await said(world) if day_of(line["start_ms"]) == today]


def day_of(at_ms: int) -> date:
    return datetime.fromtimestamp(at_ms / 1000, BERLIN).date()


async def test_a_word_is_found_and_played_from_there(front_end: FrontEnd, world: World) -> None:
    """Where the player began is compared with what the server says of when the word was said."""
    await eventually(partial(said, world), len, KNOWN_S)
    await front_end.go("/media-browser/browser")
    await front_end.open("TheWallflower")
    await front_end.search(KEYWORD)
    titles = await eventually(front_end.titles, lambda titles: any(KEYWORD in title for title in titles))
    await front_end.page.screenshot(ARTIFACTS / "search.png")
    await front_end.open(titles[0])
    began_ms = await front_end.began_ms()
    instants_ms = [line["instants_ms"][0] for line in await said(world)]
    assert min(abs(began_ms - instant_ms) for instant_ms in instants_ms) < 300
    await front_end.until("deep('video')[0].currentTime > deep('video')[0].played.start(0) + 1")


async def test_what_was_said_has_lines_that_can_be_read(front_end: FrontEnd, world: World) -> None:
    await eventually(partial(said_today, world), len, KNOWN_S)
    await front_end.go("/media-browser/browser")
    await front_end.open("TheWallflower")
    await front_end.open("Heard today")
    await front_end.until("deep('ha-list-item .title').some(seen)")
    await front_end.page.screenshot(ARTIFACTS / "heard.png")
    # The front end gives long titles room in a list only; cards cut them off.
    (title, *_) = await front_end.titles()
    assert len(title.split(": ", 1)[1]) > 10


async def test_the_cameras_dialog_shows_moving_pictures(front_end: FrontEnd) -> None:
    await front_end.go("/config/dashboard?more-info-entity-id=camera.front_door")
    first = await front_end.frame()
    await eventually(front_end.frame, lambda frame: frame.at_s > first.at_s and changed(first, frame))
    await front_end.page.screenshot(ARTIFACTS / "camera.png")


def changed(first: Frame, later: Frame) -> bool:
    """Whether somebody came or went: a good part of the picture is another."""
    return sum(abs(one - other) > 20 for one, other in zip(first.pixels, later.pixels, strict=True)) > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
async def test_every_thumbnail_is_seen(front_end: FrontEnd, world: World, screen: str, scheme: str) -> None:
    async def day_of_visit() -> str | None:
        """Return the day that the person came on, which may be over by now, as Home Assistant calls it."""
        found = (await world.server.get(f"/api/visits?camera={world.camera_id}"))["visits"]
        starts = [visit["start_ms"] for visit in found if visit["name"] == PERSON_NAME]
        return f"{day_of(starts[0]):%Y-%m-%d}" if starts else None

    day = await eventually(day_of_visit, bool, KNOWN_S)
    assert day is not None
    await front_end.page.look_like(*SCREENS[screen], is_phone=screen == "phone", scheme=scheme)
    await front_end.go("/media-browser/browser")
    for title in ("TheWallflower", CAMERA_NAME, day, "Visits"):
        await front_end.open(title)
    await eventually(front_end.titles, lambda titles: any(PERSON_NAME in title for title in titles))
    await eventually(front_end.pictures, lambda pictures: pictures and all(pictures))
    await front_end.page.screenshot(ARTIFACTS / f"visits-{screen}-{scheme}.png")


CARDS: dict[str, list[Card]] = {
    view: [{"cameras": ["camera.front_door"], "view": view, "keywords": [KEYWORD]}]
    for view in ("live", "timeline", "transcript")
}
READY = {
    "live": "deep('video')[0]?.readyState > 2",
    "timeline": "deep('wf-lanes').length",
    "transcript": "deep('button.word').length",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def dashboard(world: World) -> str:
    await eventually(partial(said, world), len, KNOWN_S)
    await world.hass.log_in()  # nothing may have been asked for long
    await make_dashboard(world.hass, CARDS)
    return f"/{URL}"


async def test_the_card_shows_moving_pictures_and_plays_from_a_word(front_end: FrontEnd, dashboard: str) -> None:
    await front_end.go(f"{dashboard}/live")
    first = await front_end.frame()
    await eventually(front_end.frame, lambda frame: frame.at_s > first.at_s and changed(first, frame))
    await front_end.go(f"{dashboard}/transcript")
    await front_end.click("deep('button.word')")
    await front_end.until("deep('video')[0]?.currentTime > 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", CARDS)
async def test_the_card_is_accessible(front_end: FrontEnd, dashboard: str, view: str, scheme: str) -> None:
    await front_end.page.look_like(*SCREENS["phone"], is_phone=True, scheme=scheme)
    await front_end.go(f"{dashboard}/{view}")
    await front_end.until(READY[view])
    with contextlib.suppress(TimeoutError):  # for people to look at; a busy browser beside a live video may have none
        await front_end.page.screenshot(ARTIFACTS / f"card-{view}-{scheme}.png")
    # Colours that change just then are measured in between.
    await eventually(partial(front_end.axe, "deep('wallflower-card')[0]"), lambda found: found == [])
    bad = "(card.shadowRoot.append(document.createElement('button')), card)"
    assert "button-name" in await front_end.axe(f"deep('wallflower-card').map((card) => {bad})[0]")


async def test_the_visual_editor_opens(front_end: FrontEnd, dashboard: str) -> None:
    await front_end.go(f"{dashboard}/live?edit=1")
    await front_end.until(READY["live"])
    await front_end.click("deep('hui-card-edit-mode')")
    await front_end.click("deep('.control', deep('hui-card-edit-mode')[0].shadowRoot)")
    await front_end.until("deep('hui-form-editor').length && deep('ha-form').length")


PANEL_URL = "wallflower-panel"
INSIDE = "deep('iframe')[0]?.contentDocument"
SHELL = f"{INSIDE}?.querySelector('wf-app')?.shadowRoot"
LINKS = f"[...({SHELL}?.querySelector('wf-navigation')?.shadowRoot?.querySelectorAll('.bar a') ?? [])]"


def is_ours(theirs: str, ours: str) -> str:
    """Return what tells whether a colour of the panel is that of Home Assistant."""
    styles = "getComputedStyle({}.documentElement).getPropertyValue('{}').trim()"
    return f"{styles.format('document', theirs)} === {styles.format(INSIDE, ours)}"


def choose_theme(detail: str) -> str:
    """Return what Home Assistant's profile page does when somebody chooses how it looks."""
    return f"document.querySelector('home-assistant').dispatchEvent(new CustomEvent('settheme', {{detail: {detail}}}))"


async def test_the_panel_in_a_frame_looks_and_reads_as_home_assistant_does(world: World) -> None:
    await world.hass.log_in()  # nothing may have been asked for long
    await world.hass.call("lovelace/dashboards/create", url_path=PANEL_URL, title="Panel", mode="storage")
    card = {"type": "iframe", "url": INGRESS}
    views = [{"path": "panel", "title": "Panel", "type": "panel", "cards": [card]}]
    await world.hass.call("lovelace/config/save", url_path=PANEL_URL, config={"views": views})
    async with (
        front_door(world.hass.url, world.server.url, world.server.headers) as url,
        open_page("about:blank") as page,
    ):
        hass = copy.copy(world.hass)
        hass.url = url
        front_end = FrontEnd(page, hass)
        await front_end.log_in()
        await front_end.go(f"/{PANEL_URL}/panel")
        await front_end.until(f"{LINKS}.length > 5 && {INSIDE}.documentElement.lang.startsWith('en')")
        for scheme, is_dark in (("dark", "true"), ("light", "false")):
            await page.evaluate(choose_theme(f"{{dark: {is_dark}}}"))
            await front_end.until(f"{INSIDE}.documentElement.dataset.theme === '{scheme}'")
            await front_end.until(is_ours("--primary-background-color", "--wf-page"))
            await page.screenshot(ARTIFACTS / f"frame-{scheme}.png")
        await page.evaluate(choose_theme("{theme: 'default', primaryColor: '#aa2200'}"))
        await front_end.until(f"{is_ours('--primary-color', '--wf-accent')}")
        await front_end.until(
            f"getComputedStyle({INSIDE}.documentElement).getPropertyValue('--wf-accent') === '#aa2200'"
        )
        # A link goes on inside of the frame.
        await page.evaluate(f"{LINKS}.find(({{href}}) => href.endsWith('/people')).click()")
        await front_end.until(f"{INSIDE}.location.pathname === '{INGRESS}people'")
        assert await page.evaluate("location.pathname") == f"/{PANEL_URL}/panel"
        # As Home Assistant writes down another language.
        await page.evaluate("document.documentElement.setAttribute('lang', 'de')")
        await front_end.until(f"{LINKS}.some(({{textContent}}) => textContent.includes('Verlauf'))")
        await front_end.until(f"{INSIDE}.documentElement.lang === 'de'")
        assert await page.evaluate(f"{INSIDE}.location.pathname") == f"{INGRESS}people"
        await page.screenshot(ARTIFACTS / "frame-german.png")
        about = [problem for problem in page.problems if INGRESS in problem and "snapshot.jpg" not in problem]
        assert [problem for problem in about if not screens.is_late(problem)] == []
        await page.open("about:blank")
