"""A story made in the panel by keyboard: of two cameras, cut by words, taken back, and changed by two at once."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from tests.support import screens
from tests.support.browser import open_page
from tests.support.films import look_at
from tests.support.lived_day import DOOR, GARDEN, HOUR_MS, PARCEL
from tests.support.lived_home import LivedHome
from tests.support.panel import Tab
from tests.support.waiting import JOB_S, eventually
from tests.web.conftest import ARTIFACTS
from wallflower.speech.wave_file import wave_of

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What the server has of the story that is edited, and how it is told of it.
STORY = "(async () => (await fetch(`api/${location.pathname.split('/').slice(-2).join('/')}`)).json())()"
CUTS = f"{STORY}.then(({{clips}}) => clips.map((clip) => [clip.camera_id, clip.start_ms, clip.end_ms]))"
SAVED = "text('.saving') === 'Saved'"
# The times of the dialog that adds a clip.
FIELDS = "[...deep('wf-add-clip').shadowRoot.querySelectorAll('[inputmode=text]')]"
DOWNLOAD = "all('a[download]').find(({textContent}) => textContent.includes('Download'))"
ALL_BELOW = """
window.all = (selector, root = document) => [...root.querySelectorAll('*')].flatMap((element) => [
  ...(element.matches(selector) ? [element] : []),
  ...(element.shadowRoot ? all(selector, element.shadowRoot) : []),
]); 0"""


@pytest_asyncio.fixture(loop_scope="session")
async def tab(home: LivedHome, request: pytest.FixtureRequest) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        failed_before = request.session.testsfailed
        try:
            yield Tab(page, home.root, ARTIFACTS)
        finally:
            if request.session.testsfailed > failed_before:
                await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
        await page.open("about:blank")


async def use(tab: Tab, selector: str, text: str = "") -> None:
    """Press the button that has a selector and a text, by keyboard."""
    found = f"all('{selector}').find(({{textContent, disabled}}) => textContent.includes('{text}') && !disabled)"
    await tab.until(f"({found}?.focus(), {found} && {found} === {found}.getRootNode().activeElement)")
    await tab.press("Enter")


async def fill(tab: Tab, field: str, text: str) -> None:
    """Type over what is in a field."""
    await tab.until(f"({field}?.select(), {field})")
    await tab.page.type(text)
    await tab.press("Tab")


async def clock(tab: Tab, ms: int) -> str:
    """Return the time of day of an instant where the browser is, with seconds."""
    return str(await tab.run(f"new Date({ms}).toTimeString().slice(0, 8)"))


async def add(tab: Tab, count: int) -> None:
    """Press the button that adds the clip; there are so many then."""
    await use(tab, "button", "Add the clip")
    await tab.until(f"all('wf-clip-strip').some(({{clips}}) => clips.length === {count})")


async def test_a_story_of_two_cameras_is_made_by_keyboard(home: LivedHome, tab: Tab) -> None:
    day = home.day
    await tab.open("stories")
    await tab.run(ALL_BELOW)
    await use(tab, "button", "New story")
    await fill(tab, "deep('wf-story-list >> input')", "Who came?")
    await use(tab, "button", "Make the story")
    await tab.until("text('wf-story-editor >> h1') === 'Who came?'")

    # By what was said, which is cut to its words.
    await use(tab, "button", "Add a clip")
    await fill(tab, "deep('wf-add-clip >> input')", f'"{PARCEL}"')
    await use(tab, ".hits button", PARCEL)
    await add(tab, 1)
    # By camera and time, right behind it.
    await use(tab, "button", "Add a clip")
    await tab.until("deep('wf-add-clip >> select')")
    await tab.run(
        "{ const field = deep('wf-add-clip >> select');"
        f" field.value = '{GARDEN}'; field.dispatchEvent(new Event('change', {{bubbles: true}})); }} 0"
    )
    await fill(tab, f"{FIELDS}[1]", await clock(tab, day.parcel_ms + 6000))
    await add(tab, 2)
    await tab.until(SAVED)
    door, garden = [DOOR, day.parcel_ms, day.parcel_ms + 4000], [GARDEN, day.parcel_ms + 4000, day.parcel_ms + 6000]
    assert await tab.run(CUTS) == [door, garden]

    await tab.until("(deep('wf-clip-strip >> [aria-current]').focus(), true)")
    await tab.press("ArrowLeft", alt=True)
    await tab.press("ArrowRight")
    await tab.until("all('wf-story-editor')[0].selected === deep('wf-clip-strip').clips[1].id")
    await tab.press("ArrowRight", alt=True)  # it is the last one already
    await tab.until(SAVED)
    assert await tab.run(CUTS) == [garden, door]

    # Two words later, taken back, and done again.
    await tab.until("all('wf-clip-words')[0].shadowRoot.querySelectorAll('.kept').length === 10")
    await tab.until("(deep('wf-clip-trim >> .handle.start').focus(), true)")
    await tab.press("ArrowRight")
    await tab.press("ArrowRight")
    await tab.until("all('wf-clip-words')[0].shadowRoot.querySelectorAll('.kept').length === 8")
    await tab.press("z", control=True)
    await tab.until("all('wf-clip-words')[0].shadowRoot.querySelectorAll('.kept').length === 9")
    await tab.press("z", control=True, shift=True)
    await tab.until("all('wf-clip-words')[0].shadowRoot.querySelectorAll('.kept').length === 8")
    await tab.until(SAVED)
    (_, (_, start_ms, end_ms)) = await tab.run(CUTS)
    assert (start_ms, end_ms) == (day.parcel_ms + 800, day.parcel_ms + 4000)

    await tab.press("Delete")
    await tab.until("deep('wf-clip-strip').clips.length === 1")
    await tab.press("z", control=True)
    await tab.until(f"deep('wf-clip-strip').clips.length === 2 && {SAVED}")
    await narrate(home, tab, "A parcel comes.")
    assert await tab.run("wrong") == []


async def narrate(home: LivedHome, tab: Tab, text: str) -> None:
    """Write what is to be said over the clip, and hear it once it was spoken as Home Assistant does that."""
    await fill(tab, "deep('wf-clip-narration >> textarea')", text)
    await tab.until(SAVED)
    assert text in await tab.run(f"{STORY}.then(({{clips}}) => clips.map((clip) => clip.narration))")
    await use(tab, "button", "Speak")
    server = home.server
    asked = await eventually(lambda: server.get("/api/narrations?state=wanted"), lambda found: found["narrations"])
    (wanted,) = asked["narrations"]
    assert wanted["text"] == text
    async with server.session.put(
        f"{server.url}/api/narrations/{wanted['id']}",
        data=wave_of(bytes(6 * 32_000)),
        headers={**server.headers, "Content-Type": "audio/wav"},
    ) as answer:
        assert answer.status == 200, await answer.text()
    await tab.until("deep('wf-clip-narration >> audio')?.duration === 6")
    await tab.until("text('wf-clip-narration >> [role=status]').includes('takes 0:06')")
    await tab.page.screenshot(ARTIFACTS / "story-narration.png")


async def test_what_two_people_change_at_once_is_asked_about(home: LivedHome, tab: Tab) -> None:
    await tab.open(f"stories/{home.day.story}")
    await tab.run(ALL_BELOW)
    # Who may edit it is told by the first event, after which it is read once more.
    await tab.until("deep('wf-story-editor >> input.title:not([readonly])')")
    await tab.run("settled()")
    # The events of the other's change are not heard, as they come too late.
    await tab.run("all('wf-story-editor')[0].app.events.stop(); 0")
    await tab.run(
        f"{STORY}.then((story) => fetch('api/stories/' + story.id, {{method: 'PUT',"
        " headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({title: 'Theirs', clips: story.clips, version: story.version})})).then(() => 0)"
    )
    await fill(tab, "deep('wf-story-editor >> input.title')", "Mine")
    await use(tab, "button", "Keep mine")
    await tab.until(f"{SAVED} && text('wf-story-editor >> h1') === 'Mine'")
    assert await tab.run(f"{STORY}.then(({{title}}) => title)") == "Mine"
    assert await tab.run("wrong") == []


@pytest.mark.timeout(1800)
async def test_a_story_becomes_a_film_to_download(home: LivedHome, tab: Tab, tmp_path: Path) -> None:
    # Of each camera the first file is whole; the others only look so to who plays them.
    day = home.day
    door_ms, gap_ms, garden_ms = (day.start_ms + 10_000 + hour * HOUR_MS for hour in (0, 14, 6))
    clips = [
        {"id": "door", "camera_id": DOOR, "start_ms": door_ms, "end_ms": door_ms + 1200},
        {"id": "gap", "camera_id": DOOR, "start_ms": gap_ms, "end_ms": gap_ms + 2000},
        {"id": "garden", "camera_id": GARDEN, "start_ms": garden_ms, "end_ms": garden_ms + 1000},
    ]
    await tab.open("stories")
    story_id = await tab.run(
        "fetch('api/stories', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        f" body: JSON.stringify({{title: 'A film', clips: {json.dumps(clips)}}})}})"
        ".then((answer) => answer.json()).then(({id}) => id)"
    )
    await tab.open(f"stories/{story_id}")
    await tab.run(ALL_BELOW)
    await use(tab, "button", "Export")
    # Of the second clip there is nothing, which the film cannot be made with.
    await tab.until("all('li').some(({textContent}) => textContent.includes('Clip 2'))")
    assert await tab.run("all('button').find(({textContent}) => textContent.includes('Make the film')).disabled")
    await tab.press("Escape")
    await tab.until("!deep('wf-story-export').open")
    await tab.until("(deep('wf-clip-strip >> [aria-current]').focus(), true)")
    await tab.press("ArrowRight")
    await tab.until("deep('wf-clip-strip').selected === 'gap'")
    await tab.press("Delete")
    await tab.until(f"deep('wf-clip-strip').clips.length === 2 && {SAVED}")
    await use(tab, "button", "Export")
    await use(tab, "button", "Make the film")
    address = await eventually(lambda: tab.run(f"{DOWNLOAD}?.href"), bool, JOB_S)
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        (tmp_path / "film.mp4").write_bytes(await answer.read())
    film = look_at(tmp_path / "film.mp4")
    assert film.length_s == pytest.approx(2.2, abs=0.1)
    assert await tab.run("wrong") == []
