"""A real Chromium without a window, driven over its DevTools protocol: `async with open_page(url) as page: …`.

`WALLFLOWER_CHROMIUM` names another binary than the distribution's.
"""

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.waiting import PATIENCE_S

_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1280,720",
    "--remote-debugging-port=0",
)
# Virtual codes, without which the browser itself does nothing for a key.
_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowLeft": 37, "ArrowRight": 39, "Delete": 46}
_ALT, _CONTROL, _SHIFT = 1, 2, 8
_START_S = PATIENCE_S
# Where the page is, and where it was when it began: it may have taken another address itself.
_LOADED = """new Promise((done) => {
  const tell = () => done([location.href, performance.getEntriesByType('navigation')[0]?.name]);
  if (document.readyState === 'complete') tell();
  else addEventListener('load', tell);
})"""

_YES = {"method": "Page.handleJavaScriptDialog", "params": {"accept": True}}


class PageError(AssertionError):
    """JavaScript in the page failed."""


class NavigatedError(PageError):
    """The page that was asked has made room for another one."""


class Page:
    """One tab; `problems` are the errors that its console shows, with the address they are about.

    `requests` are the addresses that it asked for since `prepare`.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._pieces: list[str] = []
        self._socket = socket
        self._numbers = itertools.count(1)

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
        result = await self.call("Page.captureScreenshot", {"format": "png"}, PATIENCE_S)
        await asyncio.to_thread(_write, path, base64.b64decode(result["data"]))

    async def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        await self.call("Page.navigate", {"url": url}, PATIENCE_S)
        while url not in await self.evaluate(_LOADED):
            pass

    async def prepare(self, script: str) -> None:
        """Run a script before everything else on each page from now on, and listen for problems."""
        await self.call("Page.enable", {}, PATIENCE_S)
        await self.call("Page.addScriptToEvaluateOnNewDocument", {"source": script}, PATIENCE_S)
        for domain in ("Runtime", "Log", "Network"):
            await self.call(f"{domain}.enable", {}, PATIENCE_S)

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

    async def type(self, text: str) -> None:
        """Write into what has the focus."""
        await self.call("Input.insertText", {"text": text}, PATIENCE_S)

    async def press(self, key: str, *, shift: bool = False, alt: bool = False, control: bool = False) -> None:
        """Press and release a key, by the name that the browser gives it, while others are held."""
        event: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS.get(key, 0)}
        event["modifiers"] = _SHIFT * shift + _ALT * alt + _CONTROL * control
        text = {"text": "\r"} if key == "Enter" else {}
        await self.call("Input.dispatchKeyEvent", {"type": "keyDown", **text, **event}, PATIENCE_S)
        await self.call("Input.dispatchKeyEvent", {"type": "keyUp", **event}, PATIENCE_S)

    async def drag(self, *points: tuple[float, float], alt: bool = False) -> None:
        """Press the left button at the first of these points of the window, and release it at the last."""
        held = {"button": "left", "clickCount": 1, "modifiers": _ALT * alt}
        kinds = ("mousePressed", *["mouseMoved"] * (len(points) - 2), "mouseMoved")
        for kind, (x, y) in zip(kinds, points, strict=True):
            event = {"type": kind, "x": x, "y": y, "buttons": 1} | held
            await self.call("Input.dispatchMouseEvent", event, PATIENCE_S)
        x, y = points[-1]
        await self.call("Input.dispatchMouseEvent", {"type": "mouseReleased", "x": x, "y": y} | held, PATIENCE_S)

    async def swipe(self, *points: tuple[float, float]) -> None:
        """Put a finger on the first of these points of the window, and lift it at the last."""
        kinds = ("touchStart", *["touchMove"] * (len(points) - 1))
        for kind, (x, y) in zip(kinds, points, strict=True):
            event = {"type": kind, "touchPoints": [{"x": x, "y": y, "id": 1}]}
            await self.call("Input.dispatchTouchEvent", event, PATIENCE_S)
        await self.call("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []}, PATIENCE_S)

    async def click(self, x: float, y: float) -> None:
        """Press and release the left button at a point of the window."""
        for kind in ("mousePressed", "mouseReleased"):
            event = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            await self.call("Input.dispatchMouseEvent", event, PATIENCE_S)

    async def heap(self) -> dict[str, Any]:
        """Collect the rubbish, and return all that is on the heap of the tab's scripts, as V8 writes it."""
        self._pieces.clear()
        await self.call("HeapProfiler.takeHeapSnapshot", {"reportProgress": False}, PATIENCE_S)
        found: dict[str, Any] = json.loads("".join(self._pieces))
        self._pieces.clear()
        return found

    async def call(
        self, method: str, params: dict[str, Any] | None = None, timeout_s: float = PATIENCE_S
    ) -> dict[str, Any]:
        """Call a method of the DevTools protocol and return its result."""
        number = next(self._numbers)
        await self._socket.send_str(json.dumps({"id": number, "method": method, "params": params or {}}))
        try:
            async with asyncio.timeout(timeout_s):
                answer = await self._answer(number)
        except TimeoutError as error:
            raise TimeoutError(f"{timeout_s} s after {method} {params or {}}") from error
        if "error" in answer:
            gone = any(word in str(answer["error"]) for word in ("navigated", "context"))
            raise (NavigatedError if gone else PageError)(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    async def _answer(self, number: int) -> dict[str, Any]:
        """Read until a call is answered, and keep what the tab tells meanwhile."""
        while True:
            answer: dict[str, Any] = await self._socket.receive_json()
            if answer.get("id") == number:
                return answer
            if answer.get("method") == "Page.javascriptDialogOpening":  # it asks whether to leave: yes
                await self._socket.send_str(json.dumps({"id": next(self._numbers), **_YES}))
            self.problems += _problems(answer)
            self.requests += _requests(answer)
            self._pieces += _pieces(answer)


def _problems(event: dict[str, Any]) -> list[str]:
    """Return what an event of the tab tells of an error: one that was thrown, or a request that failed."""
    match event:
        case {"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": details}}:
            return [f"{details.get('exception', {}).get('description', details['text'])} ({details.get('url')})"]
        case {"method": "Log.entryAdded", "params": {"entry": {"level": "error"} as entry}}:
            return [f"{entry['text']} ({entry.get('url')})"]
        case {"method": "Runtime.consoleAPICalled", "params": {"type": "error", "args": arguments}}:
            return [str(part.get("description", part.get("value"))) for part in arguments]
        case _:
            return []


def _requests(event: dict[str, Any]) -> list[str]:
    match event:
        case {"method": "Network.requestWillBeSent", "params": {"request": {"url": url}}}:
            return [url]
        case {"method": "Network.webSocketCreated", "params": {"url": url}}:
            return [url]
        case _:
            return []


def _pieces(event: dict[str, Any]) -> list[str]:
    match event:
        case {"method": "HeapProfiler.addHeapSnapshotChunk", "params": {"chunk": piece}}:
            return [piece]
        case _:
            return []


def chromium() -> str | None:
    """Return the browser's binary, None without one."""
    return os.environ.get("WALLFLOWER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.asynccontextmanager
async def open_page(url: str) -> AsyncIterator[Page]:
    """Start a browser with one tab at `url`; it ends with the block."""
    binary = chromium()
    assert binary is not None
    profile = Path(tempfile.mkdtemp(prefix="wf-chromium-"))
    process = await asyncio.create_subprocess_exec(
        binary,
        *_OPTIONS,
        f"--user-data-dir={profile}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        port = await _port(profile)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                targets = await answer.json()
            target = next(item for item in targets if item["type"] == "page")
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                await page.open(url)
                yield page
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        await process.wait()
        shutil.rmtree(profile, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


async def _port(profile: Path) -> int:
    async with asyncio.timeout(_START_S):
        while True:
            with contextlib.suppress(FileNotFoundError, IndexError, ValueError):
                return int((profile / "DevToolsActivePort").read_text(encoding="ascii").splitlines()[0])
            await asyncio.sleep(0.05)
