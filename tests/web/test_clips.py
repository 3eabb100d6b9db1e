"""Clips are chosen on the timeline of a lived day, by keys, by the pointer and by words, and become files."""

import io
from collections.abc import AsyncIterator
from typing import Any

import av
import pytest
import pytest_asyncio

from tests.support import screens
from tests.support.browser import open_page
from tests.support.lived_day import DOOR, PARCEL
from tests.support.lived_home import LivedHome
from tests.support.panel import Tab
from tests.support.waiting import JOB_S, eventually
from tests.web.conftest import ARTIFACTS

pytestmark = pytest.mark.asyncio(loop_scope="session")

WORDS = PARCEL.split()
CLIP_S = 3
FROM, TO = (f"Number(new URL(location.href).searchParams.get('{name}'))" for name in ("from", "to"))
LINK = (
    "[...deep('wf-jobs-tray').shadowRoot.querySelectorAll('li')]"
    ".find(({textContent}) => textContent.includes('By keys'))?.querySelector('a[download]')"
)
WORD = "[...deep('wf-transcript >> li.current').querySelectorAll('.word')]"


@pytest_asyncio.fixture(loop_scope="session")
async def tab(home: LivedHome, request: pytest.FixtureRequest) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        await page.look_like(1280, 900, is_phone=False, scheme="light")
        failed_before = request.session.testsfailed
        try:
            yield Tab(page, home.root, ARTIFACTS / "clips")
        finally:
            if request.session.testsfailed > failed_before:
                await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
        await page.open("about:blank")


async def where(tab: Tab, element: str) -> tuple[float, float]:
    """Return the middle of an element in the window."""
    box = await tab.run(
        f"(() => {{ const b = {element}.getBoundingClientRect(); return [b.x, b.y, b.width, b.height] }})()"
    )
    x, y, width, height = box
    return x + width / 2, y + height / 2


async def exported(home: LivedHome, note: str) -> dict[str, Any]:
    """Return the job of the export that was ordered with a note."""
    jobs = (await home.server.get("/api/jobs?kind=export"))["jobs"]
    (job,) = [job for job in jobs if job["export"] is not None and job["export"]["note"] == note]
    return dict(job)


@pytest.mark.timeout(1800)
async def test_a_clip_is_chosen_by_keys_exported_and_fetched(home: LivedHome, tab: Tab) -> None:
    at_ms = home.day.start_ms + 60_000  # in the first file of the day
    await tab.open(f"timeline/{DOOR}?at={at_ms}")
    await tab.until("deep('wf-recording >> video')?.readyState >= 2")
    await tab.press("i")
    await tab.until(f"{FROM} === {at_ms} && {TO} === {at_ms + 10_000}")
    for _ in range(CLIP_S):
        await tab.press("ArrowRight", shift=True)
    await tab.press("o")
    await tab.until(f"{TO} === {at_ms + 1000 * CLIP_S}")
    await tab.screenshot("selected")

    # Before it is known who may order an export, the key does nothing.
    await tab.until("deep('wf-selection-bar >> button.primary')")
    await tab.press("e")
    await tab.until("text('wf-export-dialog >> .hint[role=status]').includes('free')")
    await tab.run(
        "{ const note = deep('wf-export-dialog >> input'); note.value = 'By keys'; "
        "note.dispatchEvent(new Event('input')); note.focus(); } 0"
    )
    await tab.screenshot("export")
    await tab.press("Enter")
    await tab.until("text('wf-toasts >> [role=status]').includes('goes on in the background')")
    await tab.run("deep('wf-jobs-tray >> button').click()")
    await eventually(lambda: tab.run(f"Boolean({LINK})"), bool, JOB_S)
    await tab.screenshot("tray")
    job = await exported(home, "By keys")
    href = await tab.run(f"{LINK}.href")
    assert href.startswith(tab.root)
    fetched = await tab.run(f"fetch({href!r}).then(answer => answer.blob()).then(blob => blob.size)")
    assert fetched == job["result"]["files"][0]["size_bytes"]
    async with home.server.session.get(
        f"{home.server.url}/api/exports/{job['id']}/file", headers=home.server.headers
    ) as answer:
        with av.open(io.BytesIO(await answer.read())) as container:
            seconds = (container.duration or 0) / av.time_base
            assert {stream.type for stream in container.streams} >= {"video"}
    assert seconds == pytest.approx(CLIP_S, abs=0.3)
    assert await tab.run("wrong") == []


async def test_words_of_the_transcript_are_a_clip(home: LivedHome, tab: Tab) -> None:
    parcel_ms = home.day.parcel_ms
    await tab.open(f"timeline/{DOOR}?at={parcel_ms + 50}")
    await tab.until(f"text('li.current').includes({WORDS[-1]!r})")
    # Where words are is known once nothing moves any more.
    await tab.until("deep('wf-recording >> video')?.readyState >= 2")
    await tab.run("settled()")
    first, fourth = [await where(tab, f"{WORD}[{index}]") for index in (0, 3)]
    await tab.page.drag(first, fourth)
    chosen = "text('wf-selection-bar >> .words')"
    await tab.until(f"{chosen} === '“{' '.join(WORDS[:4])}”' && {FROM} === {parcel_ms}")
    await tab.run(f"{WORD}[3].focus()")
    await tab.press("ArrowRight", shift=True)
    await tab.until(f"{chosen} === '“{' '.join(WORDS[:5])}”'")

    await tab.run("deep('wf-selection-strip >> .handle[aria-label=\"End\"]').focus()")
    await tab.press("ArrowRight")
    await tab.until(f"{chosen} === '“{' '.join(WORDS[:6])}”'")
    await tab.run(
        "{ const field = deep('wf-selection-bar >> input'); field.value = 'soon'; "
        "field.dispatchEvent(new Event('change')); } 0"
    )
    await tab.until("/^[0-9]/.test(deep('wf-selection-bar >> input').value)")
    await tab.press("Escape")
    await tab.until(f"!deep('wf-selection-bar') && {FROM} === 0")
    await tab.press("?")
    await tab.until("deep('wf-keys-dialog >> dialog[open]')")
    await tab.press("Escape")
    await tab.until("!deep('wf-keys-dialog >> dialog[open]')")
    await tab.press("/")
    await tab.until("location.pathname.endsWith('/search') && deep('wf-search-page >> input:focus')")
    assert await tab.run("wrong") == []
