"""A real Chromium without a window, driven by Playwright: `async with open_page(url) as page: …`.

What Playwright does not offer goes over its session of the DevTools protocol: the accessibility tree, phones, fingers,
the heap, and expressions, which its own `evaluate` hands to an `eval` that the panel's content security policy forbids.
`WALLFLOWER_CHROMIUM` names another binary than the distribution's.
"""

import asyncio
import contextlib
import json
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, ConsoleMessage, Dialog, Error, async_playwright
from playwright.async_api import Page as Tab

from tests.support.waiting import PATIENCE_S

_OPTIONS = (
    "--disable-gpu",
    "--autoplay-policy=no-user-gesture-required",
    "--window-size=1280,664",
)
_USUAL_BUT_UNWANTED = ("--hide-scrollbars",)  # people have them


class PageError(AssertionError):
    """JavaScript in the page failed."""


class NavigatedError(PageError):
    """The page that was asked has made room for another one."""


class Page:
    """One tab; `problems` are the errors that its console shows, with the address they are about.

    `requests` are the addresses that it asked for.
    """

    def __init__(self, tab: Tab, devtools: CDPSession) -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._tab = tab
        self._devtools = devtools
        tab.set_default_timeout(PATIENCE_S * 1000)
        tab.on("dialog", _agree)
        tab.on("console", self._read)
        tab.on("pageerror", lambda error: self.problems.append(f"{error.stack or error.message} ({tab.url})"))
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("websocket", lambda socket: self.requests.append(socket.url))

    async def evaluate(self, expression: str, timeout_s: float = PATIENCE_S) -> Any:
        """Return the JSON value of an expression, a promise's too; raise `PageError` if it throws."""
        options = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        result = await self.call("Runtime.evaluate", options, timeout_s)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise PageError(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    async def screenshot(self, path: Path) -> None:
        """Store what the tab shows as a PNG."""
        await self._tab.screenshot(path=path)

    async def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        await self._tab.goto(url)

    async def prepare(self, script: str) -> None:
        """Run a script before everything else on each page from now on."""
        await self.call("Page.addScriptToEvaluateOnNewDocument", {"source": script})  # Playwright's would be a function

    async def look_like(self, width: int, height: int, *, is_phone: bool, scheme: str) -> None:
        """Be a screen of this size in CSS pixels whose owner prefers the colour scheme, `dark` or `light`."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone}
        await self.call("Emulation.setDeviceMetricsOverride", size, PATIENCE_S)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.call("Emulation.setEmulatedMedia", {"features": features}, PATIENCE_S)

    async def speak(self, language: str) -> None:
        """Be the browser of somebody who reads this language, from the next page on."""
        agent = await self.evaluate("navigator.userAgent")
        await self.call("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": language})

    async def allow(self, *permissions: str) -> None:
        """Say yes beforehand to what pages ask for, by its name in the permissions API."""
        await self._tab.context.grant_permissions(permissions)

    async def type(self, text: str) -> None:
        """Write into what has the focus."""
        await self._tab.keyboard.insert_text(text)

    async def press(self, key: str, *, shift: bool = False, alt: bool = False, control: bool = False) -> None:
        """Press and release a key, by the name that the browser gives it, while others are held."""
        held = {"Shift": shift, "Alt": alt, "Control": control}
        await self._tab.keyboard.press("+".join([*(name for name, is_held in held.items() if is_held), key]))

    async def drag(self, *points: tuple[float, float], alt: bool = False) -> None:
        """Press the left button at the first of these points of the window, and release it at the last."""
        if alt:
            await self._tab.keyboard.down("Alt")
        await self._tab.mouse.move(*points[0])
        await self._tab.mouse.down()
        for point in points[1:]:
            await self._tab.mouse.move(*point)
        await self._tab.mouse.up()
        if alt:
            await self._tab.keyboard.up("Alt")

    async def swipe(self, *points: tuple[float, float]) -> None:
        """Put a finger on the first of these points of the window, and lift it at the last."""
        kinds = ("touchStart", *["touchMove"] * (len(points) - 1))
        for kind, (x, y) in zip(kinds, points, strict=True):
            event = {"type": kind, "touchPoints": [{"x": x, "y": y, "id": 1}]}
            await self.call("Input.dispatchTouchEvent", event, PATIENCE_S)
        await self.call("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []}, PATIENCE_S)

    async def click(self, x: float, y: float) -> None:
        """Press and release the left button at a point of the window."""
        await self._tab.mouse.click(x, y)

    async def heap(self) -> dict[str, Any]:
        """Collect the rubbish, and return all that is on the heap of the tab's scripts, as V8 writes it."""
        pieces: list[str] = []

        def keep(event: dict[str, Any]) -> None:
            pieces.append(event["chunk"])

        self._devtools.on("HeapProfiler.addHeapSnapshotChunk", keep)
        await self.call("HeapProfiler.takeHeapSnapshot", {"reportProgress": False}, PATIENCE_S)
        self._devtools.remove_listener("HeapProfiler.addHeapSnapshotChunk", keep)
        found: dict[str, Any] = json.loads("".join(pieces))
        return found

    async def call(
        self, method: str, params: dict[str, Any] | None = None, timeout_s: float = PATIENCE_S
    ) -> dict[str, Any]:
        """Call a method of the DevTools protocol and return its result."""
        try:
            async with asyncio.timeout(timeout_s):
                answer: dict[str, Any] = await self._devtools.send(method, params or {})
        except TimeoutError as error:
            raise TimeoutError(f"{timeout_s} s after {method} {params or {}}") from error
        except Error as error:
            gone = any(words in error.message for words in ("navigated", "context with", "context was"))
            raise (NavigatedError if gone else PageError)(f"{method}: {error.message}") from error
        return answer

    def _read(self, message: ConsoleMessage) -> None:
        """Keep an error of the console: what the page itself wrote there, or a request that failed."""
        if message.type == "error":
            self.problems.append(f"{message.text} ({message.location['url']})")


async def _agree(dialog: Dialog) -> None:
    await dialog.accept()  # it asks whether to leave


def chromium() -> str | None:
    """Return the browser's binary, None without one."""
    return os.environ.get("WALLFLOWER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.asynccontextmanager
async def open_page(url: str) -> AsyncIterator[Page]:
    """Start a browser with one tab at `url`; it ends with the block."""
    async with _browser() as context:
        (tab,) = context.pages
        page = Page(tab, await context.new_cdp_session(tab))
        for domain in ("Page", "Network"):  # for scripts of its own, and a way to the server that can be slowed down
            await page.call(f"{domain}.enable")
        await page.open(url)
        yield page


@contextlib.asynccontextmanager
async def _browser() -> AsyncIterator[BrowserContext]:
    """Start it with a profile of its own and the window of a person: nothing in it is emulated."""
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            "",
            executable_path=chromium(),
            args=_OPTIONS,
            ignore_default_args=_USUAL_BUT_UNWANTED,
            no_viewport=True,
            color_scheme="null",
            timeout=PATIENCE_S * 1000,
        )
        try:
            yield context
        finally:
            await context.close()
