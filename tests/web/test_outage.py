"""The panel while its server is away, before a server of its own, as others have to go on with theirs."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support import screens
from tests.support.browser import chromium, open_page
from tests.support.lived_home import LivedHome, lived_home
from tests.support.panel import Tab
from tests.web.conftest import ARTIFACTS


@pytest_asyncio.fixture
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LivedHome]:
    if chromium() is None:
        pytest.skip("needs chromium")
    async with lived_home(tmp_path_factory.mktemp("lived")) as running:
        yield running


@pytest_asyncio.fixture
async def tab(home: LivedHome) -> AsyncIterator[Tab]:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        yield Tab(page, home.root, ARTIFACTS)
        await page.open("about:blank")


@pytest.mark.timeout(1800)
async def test_a_server_that_restarts_is_told_and_nothing_is_blank(home: LivedHome, tab: Tab) -> None:
    await tab.open("rules")
    await tab.until("deep('wf-rules-page >> li')")
    await home.server.stop()
    try:
        await tab.until("text('.banner').includes('does not answer')")
        await tab.run("deep('a[href=\"people\"]').click()")
        await tab.until("location.pathname.endsWith('/people') && text('h1')")
        assert await tab.run("deep('wf-outlet').getBoundingClientRect().height") > 40
    finally:
        await home.server.start()
    await home.server.post("/api/people", {"name": "Nora of the outage"})
    await tab.run("deep('.banner button')?.click()")
    await tab.until("!deep('.banner') && text('wf-people-grid >> ul').includes('Nora of the outage')")
