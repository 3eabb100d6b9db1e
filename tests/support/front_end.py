"""Home Assistant's own front end in a real browser, used as a person does: by keyboard, pointer and what is to be seen.

What it shows lies in nested shadow roots, so a small script looks for elements through all of them.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.browser import NavigatedError, Page, PageError, open_page
from tests.support.hass import OWNER, HomeAssistant
from tests.support.player import of_the_lock
from tests.support.waiting import eventually

_SCRIPT = """
const deep = (selector, root = document) => [...root.querySelectorAll("*")].flatMap((element) => [
  ...(element.matches(selector) ? [element] : []),
  ...(element.shadowRoot ? deep(selector, element.shadowRoot) : []),
]);
const seen = (element) => element.getClientRects().length > 0;
const named = (text) => deep(".title").filter((element) => seen(element) && element.innerText.trim().startsWith(text));
const pixels = (video) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 18 });
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0, 32, 18);
  return [...context.getImageData(0, 0, 32, 18).data].filter((_, index) => index % 4 === 1);
};
const began = async () => {
  const text = await (await fetch(deep("ha-hls-player")[0].url)).text();
  return Date.parse(/#EXT-X-PROGRAM-DATE-TIME:(\\S+)/.exec(text)[1]) + deep("video")[0].played.start(0) * 1000;
};
const frame = () => new Promise((done) => {
  const [video] = deep("video");
  setTimeout(done, 2000, null); // one that is taken away never comes
  video.requestVideoFrameCallback((_, { mediaTime }) => done({ at_s: mediaTime, pixels: pixels(video) }));
});
"""
_WHERE = "location.pathname + deep('video').length"
_LOOKS = 40
_CARDS = ".filter(seen).map((element) => element.innerText.trim())"
_PICTURES = """deep("ha-media-browser-thumbnail").filter(seen).map((element) =>
  deep("img", element.shadowRoot).some((image) => image.naturalWidth > 0) || /blob:|data:|http/.test(
    getComputedStyle(element.shadowRoot.querySelector("div") ?? element).backgroundImage))"""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture that a player shows: where in the media, in seconds, and the green of 32 × 18 of its pixels."""

    at_s: float
    pixels: tuple[int, ...]

    @property
    def brightness(self) -> float:
        """The mean."""
        return sum(self.pixels) / len(self.pixels)


class FrontEnd:
    """What a person does with it."""

    def __init__(self, page: Page, hass: HomeAssistant) -> None:
        self.page = page
        self._hass = hass

    async def log_in(self) -> None:
        """Open the start page, and fill in the login that it leads to by keyboard alone."""
        await self.page.prepare(_SCRIPT)
        await self.go("/")
        await self.until("document.activeElement?.name === 'username'")
        await self.page.type(OWNER["username"])
        await self.page.press("Tab")
        await self.page.type(OWNER["password"])
        await self.page.press("Enter")
        await self.until("deep('ha-sidebar').length > 0")

    async def go(self, path: str) -> None:
        """Load a page of it."""
        with suppress(NavigatedError):
            await self.page.evaluate(f"window.isLeft = true; location.assign({json.dumps(self._hass.url + path)})")
        await self.until("!window.isLeft")

    async def until(self, condition: str) -> None:
        """Wait until an expression is true in the page, whatever page that is by then."""
        await eventually(lambda: self._value(f"Boolean({condition})"), bool)

    async def click(self, found: str) -> None:
        """Click on the first of the elements that an expression finds, as soon as one stands still."""
        await eventually(lambda: self._place(found), _stood_still())
        x, y = await self._place(found) or (0.0, 0.0)
        await self.page.click(x, y)

    async def open(self, title: str) -> None:
        """Open or play what begins with a title in the media browser."""
        found = f"named({json.dumps(title)})"
        await eventually(lambda: self._place(found), _stood_still())
        before = await self._value(_WHERE)

        async def is_left() -> bool:
            """Click once, and tell whether that did anything: a card that is just drawn anew takes no click."""
            if (place := await self._place(found)) is not None:
                await self.page.click(*place)
            for _ in range(_LOOKS):
                if await self._value(_WHERE) != before:
                    return True
                await asyncio.sleep(0.2)
            return False

        await eventually(is_left, bool)

    async def titles(self) -> list[str]:
        """Return what the media browser lists."""
        return list(await self._value(f'deep("ha-card .title, ha-list-item .title"){_CARDS}') or [])

    async def pictures(self) -> list[bool]:
        """Return of each thumbnail in sight whether it shows anything."""
        return list(await self._value(_PICTURES) or [])

    async def frame(self) -> Frame:
        """Return the next picture that the player shows."""

        async def next_frame() -> dict[str, Any] | None:
            with suppress(PageError):  # the player of the page before, which is just going
                found: dict[str, Any] | None = await self.page.evaluate("frame()")
                return found
            return None

        await self.until("deep('video').some((video) => video.readyState > 2)")
        shown = await eventually(next_frame, bool)
        assert shown is not None
        return Frame(at_s=shown["at_s"], pixels=tuple(shown["pixels"]))

    async def began_ms(self) -> float:
        """Return the instant of the recording with which the player began, by the playlist that it plays."""
        await self.until("deep('video').some((video) => video.played.length > 0)")
        return float(await self.page.evaluate("began()"))

    async def search(self, text: str) -> None:
        """Look for words below the node that is shown."""
        await self.click("deep('input').filter((input) => seen(input) && input.placeholder.startsWith('Search'))")
        await self.page.type(text)
        await self.page.press("Enter")

    async def axe(self, within: str) -> list[str]:
        """Return what axe finds wrong inside of an element."""
        script = of_the_lock("axe-core/axe.min.js").read_text()
        await self.page.evaluate(f"{script}; 0")
        names = "axe.run(found, {resultTypes: ['violations']}).then((all) => all.violations.map(({id}) => id))"
        # Home Assistant may draw the view anew at any moment, so what was found is looked at at once.
        return list(await eventually(partial(self._value, f"((found) => found ? {names} : null)({within})"), _is_told))

    async def expect_late_at_most(self, whose: str) -> None:
        """Expect problems to be pictures that a busy server did not have in time, and that are there by now."""
        for problem in self.page.problems:
            if whose in problem:
                address = problem.rpartition("(")[2].removesuffix(")")
                assert address.endswith(".jpg"), problem
                await eventually(partial(self._status, address), (200).__eq__)

    async def _status(self, address: str) -> int:
        async with self._hass.session.get(address) as answer:
            return answer.status

    async def _place(self, found: str) -> tuple[float, float] | None:
        script = f"""(() => {{
          const [element] = {found};
          if (!element) return null;
          element.scrollIntoView({{ block: "nearest" }});
          const box = element.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"""
        place = await self._value(script)
        return None if place is None else (place[0], place[1])

    async def _value(self, expression: str) -> Any:
        """Return a value, None while a page is being loaded and does not know the script yet."""
        with suppress(NavigatedError):
            return await self.page.evaluate(f"typeof deep === 'undefined' ? null : ({expression})")
        return None


def _is_told(found: object) -> bool:
    return found is not None


def _stood_still() -> Callable[[tuple[float, float] | None], bool]:
    before: list[tuple[float, float] | None] = [None]

    def stands(place: tuple[float, float] | None) -> bool:
        before.append(place)
        return place is not None and before[-2] == place

    return stands


@asynccontextmanager
async def logged_in(hass: HomeAssistant, picture: Path) -> AsyncIterator[FrontEnd]:
    """Open it in a browser of its own, and log in; a picture is kept of where that led to."""
    async with open_page("about:blank") as page:
        front_end = FrontEnd(page, hass)
        try:
            await front_end.log_in()
        finally:
            await page.screenshot(picture)
        yield front_end
