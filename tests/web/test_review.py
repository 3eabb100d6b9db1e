"""Two people go through what recognition is not sure of at the same time, in two browsers before a real server."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.support import screens
from tests.support.browser import open_page
from tests.support.lived_home import LivedHome
from tests.support.panel import PATIENT, UNDO, Tab
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS, household

pytestmark = pytest.mark.asyncio(loop_scope="module")

LEFT = "text('wf-review-card >> .about').includes('{} to go')"
SHOWN = "deep('wf-review-list >> li.shown').dataset.id"
TILES = "[...deep('wf-review-list >> ul').children].map((each) => each.dataset.id)"
HEADING = "text('wf-review-card >> h3')"
SIZES = {"desktop-dark": (1280, 800, "dark"), "phone-light": (360, 740, "light")}


class Reviewer(Tab):
    """Somebody at the queue."""

    async def arrive(self) -> None:
        await self.open("people/review")
        await self.run("window.all = (path, each) => [...(deep(path)?.shadowRoot.querySelectorAll(each) ?? [])]; 0")
        await self.until(LEFT.format(3))
        # Before it is known who may say something, and of whom, no key does anything.
        await self.until("deep('wf-review-card >> [role=group] >> bdi')")

    async def look_at(self, visit_id: str) -> None:
        await self.run(f"deep('wf-review-list >> li[data-id=\"{visit_id}\"]').click()")
        await self.until(f"{SHOWN} === '{visit_id}'")

    async def undo(self) -> None:
        await self.until(UNDO)
        await self.run(f"{UNDO}.click()")

    async def decided(self) -> list[bool]:
        answer: Any = await self.run(
            "fetch(new URL('api/visits?verdict=unsure', document.baseURI)).then((a) => a.json())"
        )
        return [visit["decided"] for visit in answer["visits"]]


@pytest_asyncio.fixture(loop_scope="module")
async def home(tmp_path: Path) -> AsyncIterator[LivedHome]:
    async with household(tmp_path) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def reviewers(home: LivedHome) -> AsyncIterator[tuple[Reviewer, Reviewer]]:
    async with open_page("about:blank") as first, open_page("about:blank") as second:
        for page in (first, second):
            await page.prepare(PATIENT)
        yield Reviewer(first, home.root, ARTIFACTS), Reviewer(second, home.root, ARTIFACTS)


async def test_two_review_at_once_and_several_visits_are_decided_and_taken_back_together(
    reviewers: tuple[Reviewer, Reviewer],
) -> None:
    here, there = reviewers
    for each in reviewers:
        await each.arrive()
    first, second, third = await here.run(TILES)

    # What somebody else decides goes, and what is looked at stays.
    assert await here.run(SHOWN) == first
    await there.look_at(second)
    await there.press("n")
    for each in reviewers:
        await each.until(LEFT.format(2))
    assert (await here.run(SHOWN), await here.run(TILES)) == (first, [first, third])

    # What is looked at itself is told to be settled, and comes back when that is taken back.
    await there.look_at(first)
    heading = await here.run(HEADING)
    await there.press("n")
    await there.until(LEFT.format(1))
    await here.until(f"{HEADING}.startsWith('Settled')")
    await there.undo()
    await here.until(f"{HEADING} === '{heading}'")
    await there.undo()
    for each in reviewers:
        await each.until(LEFT.format(3))

    # All are chosen by keys and decided at once, which both see, and so is their coming back.
    await here.run("deep('wf-review-list >> li.shown').focus()")
    await here.press("x")
    await here.press("End", shift=True)
    await here.until("text('wf-review-card >> h3').includes('3 visits chosen')")
    for name, (width, height, scheme) in SIZES.items():
        await here.page.look_like(width, height, is_phone=width < 760, scheme=scheme)
        # Colours change little by little.
        await eventually(partial(screens.violations, here.page), lambda found: found == [])
        assert await here.run("document.documentElement.scrollWidth") <= width
        await here.screenshot(f"review-chosen-{name}")
    await here.until("deep('wf-review-card >> [role=group] >> bdi')")
    await here.press("1")
    await here.until("text('wf-review-queue >> p.none') !== ''")
    await there.until(f"{HEADING}.startsWith('Settled') && !deep('wf-review-list >> li')")
    assert await here.decided() == []
    await here.undo()
    for each in reviewers:
        await each.until(LEFT.format(3))
    assert await here.decided() == [False] * 3
    for each in reviewers:
        assert await each.run("wrong") == []
        assert [problem for problem in each.page.problems if not screens.is_late(problem)] == []
