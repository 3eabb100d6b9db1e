"""Every screen of the panel before a day that was lived: nothing fails, all can be read, pictures are kept."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support import screens, squeezing
from tests.support.browser import open_page
from tests.support.every_screen import every_screen
from tests.support.lived_home import LivedHome
from tests.support.panel import Tab
from tests.web.conftest import ARTIFACTS

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(1800)]

SIZES = {"desktop": (1280, 800), "phone": (320, 740)}
# What is left of the desktop for somebody who makes everything twice as large.
ZOOMED = (640, 400)
BROKEN = """{
  const host = document.body.appendChild(document.createElement('div'));
  const grey = '<p style="color: #999; background: #aaa">Who can read this?</p>';
  host.attachShadow({mode: 'open'}).innerHTML = `<button></button>${grey}<div style="width: 3000px">wide</div>`;
} 0"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def tab(home: LivedHome) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        await squeezing.prepare(page)
        yield Tab(page, home.root, ARTIFACTS / "screens")
        await page.open("about:blank")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_is_well(home: LivedHome, tab: Tab, size: str, scheme: str) -> None:
    await tab.page.look_like(*SIZES[size], is_phone=size == "phone", scheme=scheme)
    found: dict[str, list[str]] = {}
    for screen in every_screen(home):
        await screens.visit(tab, screen)
        await tab.screenshot(f"{screen.name}-{size}-{scheme}")
        wrong = [*await screens.faults(tab, screen, SIZES[size][0]), *await screens.violations(tab.page)]
        if scheme == "light":  # what fits does not depend on the colours
            wrong += [*await squeezing.lost(tab.page), *await squeezing.lost_when_spaced(tab.page)]
        if wrong:
            found[screen.name] = wrong
    assert found == {}


async def test_every_screen_can_be_made_twice_as_large(home: LivedHome, tab: Tab) -> None:
    await tab.page.look_like(*ZOOMED, is_phone=False, scheme="light")
    found: dict[str, list[str]] = {}
    for screen in every_screen(home):
        await screens.visit(tab, screen)
        if wrong := [*await screens.faults(tab, screen, ZOOMED[0]), *await squeezing.lost(tab.page)]:
            found[screen.name] = wrong
    assert found == {}


async def test_every_screen_has_room_for_german(home: LivedHome, tab: Tab) -> None:
    await tab.page.look_like(*SIZES["phone"], is_phone=True, scheme="light")
    await tab.page.speak("de")
    found: dict[str, list[str]] = {}
    for screen in every_screen(home):
        await screens.visit(tab, screen)
        await tab.screenshot(f"{screen.name}-german")
        wrong = [*await screens.faults(tab, screen, SIZES["phone"][0]), *await squeezing.lost(tab.page)]
        if wrong := [*wrong, *await squeezing.not_german(tab.page)]:
            found[screen.name] = wrong
    assert await tab.run("[navigator.language, document.documentElement.lang]") == ["de", "de"]
    await tab.page.speak("en-US")
    assert found == {}


async def test_what_is_broken_is_found(home: LivedHome, tab: Tab) -> None:
    await tab.page.look_like(*SIZES["phone"], is_phone=True, scheme="light")
    live, *_ = screens.screens(home.day)
    await screens.visit(tab, live)
    await tab.run(BROKEN)
    await tab.run("fetch('api/no/such').then(() => console.error('oh no')).then(() => 0)")
    rules = {violation.partition(":")[0] for violation in await screens.violations(tab.page)}
    assert {"button-name", "color-contrast"} <= rules
    told = " ".join(await screens.faults(tab, live, SIZES["phone"][0]))
    assert "404" in told
    assert "oh no" in told
    assert "pixels wide" in told
