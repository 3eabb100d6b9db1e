"""What the panel holds on to after hours of going here and there, in as many minutes as that takes without pauses.

`script/bench ui --only leaks` measures the same over 500 navigations.
"""

import pytest

from tests.support import leaks, screens
from tests.support.browser import open_page
from tests.support.lived_home import LivedHome
from tests.support.panel import Tab
from tests.web.conftest import ARTIFACTS

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(1800)]

NAVIGATIONS = 180
MOST_GROWTH = 0.05


@pytest.mark.slow
async def test_going_here_and_there_leaves_nothing_behind(home: LivedHome) -> None:
    async with open_page("about:blank") as page:
        await screens.prepare(page)
        await page.look_like(1280, 800, is_phone=False, scheme="light")
        growth = leaks.lasting(*await leaks.navigated(Tab(page, home.root, ARTIFACTS), NAVIGATIONS))
        await page.open("about:blank")
    assert {name: part for name, part in growth.items() if part > MOST_GROWTH} == {}
