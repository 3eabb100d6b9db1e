"""Every screen of the panel with a lived day on it, and what is wrong with how it is shown."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.support.browser import Page
from tests.support.lived_day import DOOR, HALL, HOUR_MS, NAMES, LivedDay
from tests.support.panel import TOOLS, Tab
from tests.support.player import of_the_lock
from tests.support.sentences import LANGUAGES, sentences

# Counts what is being asked for, so that one can wait until a screen is complete.
_WATCH = """
{
  const real = window.fetch;
  window.pending = 0;
  window.fetch = (...all) => {
    pending++;
    return real(...all).finally(() => pending--);
  };
  const each = function* (root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* each(element.shadowRoot);
    }
  };
  const isLoading = (element) => element instanceof HTMLImageElement && !element.complete &&
    element.getBoundingClientRect().top < innerHeight;
  const isComplete = () => pending === 0 && document.readyState === 'complete' && ![...each(document)].some(isLoading);
  window.settled = async () => {
    for (let calm = 0; calm < 4; ) {
      await new Promise((done) => setTimeout(done, 60));
      calm = isComplete() ? calm + 1 : 0;
    }
  };
  window.everything = () => [...each(document)];
  const label = (element) => (element.getAttribute('aria-label') ?? element.textContent).replace(/\\s+/g, ' ').trim();
  window.labelled = (labels) => everything().find((element) => element.matches('button, summary') &&
    !element.disabled && element.checkVisibility() && labels.includes(label(element)));
  // The way to the server is cut: what is open closes, and what is begun fails.
  const sockets = [];
  let isCut = false;
  const begin = (kind, given) => {
    const socket = isCut ? {close: () => {}} : Reflect.construct(kind, given);
    if (isCut) setTimeout(() => socket.onclose?.(new CloseEvent('close', {code: 1006})));
    else sockets.push(socket);
    return socket;
  };
  window.WebSocket = new Proxy(window.WebSocket, {construct: begin});
  window.cut = () => {
    isCut = true;
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    for (const socket of sockets) socket.close();
  };
}
"""
# The innermost of what is wider than the window.
_WIDEST = """(() => {
  const outer = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const scrolls = (node) => node && (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(outer(node)));
  const isWide = (element) => !scrolls(element) && element.getBoundingClientRect().right > innerWidth + 1;
  const inner = (element) => [...element.children, ...(element.shadowRoot?.children ?? [])];
  const found = everything().filter((element) => isWide(element) && !inner(element).some(isWide));
  return found.slice(0, 3).map(({outerHTML}) => outerHTML.slice(0, 120)).join(' | ');
})()"""
_AXE = """
axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations.map(({id, nodes}) =>
  `${id}: ${nodes.map(({target, failureSummary}) => `${target.flat()} ${failureSummary}`).join(' | ')}`))
"""


@dataclass(frozen=True, slots=True)
class Screen:
    """`path` is below the panel's root; it is there when `ready` is true.

    `then` is done to get it, step by step: `press x` is a key, `say x` a click on what is labelled with the panel's
    sentence of that key, `see x` a wait for it, `run x` a script, and all else a click on what is found there.
    """

    name: str
    path: str
    ready: str
    then: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """Parts of what its console may complain about: requests that fail because that is what is shown."""
    root: str = ""
    """Where it is to be seen if that is not below the panel's root."""


def screens(day: LivedDay) -> tuple[Screen, ...]:
    """Return every screen."""
    alice = day.people[NAMES[0]]
    gap_ms = day.start_ms + 14 * HOUR_MS + 60_000
    no_still, unwell = ("snapshot.jpg",), ("api/health",)
    tiles = "everything().filter(({localName}) => localName === 'wf-camera-tile').length === 4"
    sections = "everything().filter(({localName}) => localName === 'section').length >= 5"
    plays = "deep('video')?.readyState >= 2"
    at_noon = f"timeline/{DOOR}?at={day.parcel_ms}"
    return (
        Screen("live", "live", tiles, problems=no_still),
        Screen("camera", f"live/{DOOR}", f"text('h1') === 'Front door' && {plays}"),
        Screen("camera-offline", f"live/{HALL}", "deep('.cover')", problems=no_still),
        Screen("timeline", at_noon, f"text('li.current').includes('parcel') && {plays}"),
        Screen("timeline-list", at_noon, "deep('wf-event-list >> ol')", then=("press l",)),
        Screen("timeline-gap", f"timeline/{DOOR}?at={gap_ms}", "deep('.cover button')"),
        Screen("search", "search", "deep('wf-search-hit')"),
        Screen("search-none", "search?q=nobodysaidthat", "deep('wf-notice')"),
        Screen(
            "search-playing",
            "search?q=%22parcel+for+you%22",
            f"deep('wf-moment-player') && {plays}",
            then=("wf-search-hit >> button",),
        ),
        Screen("people", "people", "deep('wf-people-grid >> li')"),
        Screen("people-review", "people/review", "deep('wf-review-queue >> img') && deep('wf-unknown-groups >> img')"),
        Screen("people-folder", "people/folder", "deep('wf-photo-folder >> button')"),
        Screen("people-check", "people/check", "deep('wf-library-check')"),
        Screen("people-changes", "people/changes", "deep('wf-edit-journal >> li')"),
        Screen("person", f"people/{alice}", "deep('wf-person-faces >> img')"),
        Screen("speakers", "speakers", "deep('wf-speaker-card') && deep('wf-speaker-suggestions >> button')"),
        Screen("stories", "stories", "deep('wf-story-list >> img')?.naturalWidth > 0"),
        Screen(
            "story",
            f"stories/{day.story}",
            "deep('wf-clip-words >> .kept') && deep('video.front').readyState >= 2"
            " && deep('wf-clip-strip >> .trouble')",
            problems=no_still,
        ),
        Screen(
            "story-add",
            f"stories/{day.story}",
            "deep('wf-add-clip >> wf-day-picker')",
            then=(".tools button",),
            problems=no_still,
        ),
        Screen("cameras", "cameras", "deep('wf-camera-list >> h2')"),
        Screen("camera-add", "cameras/add", "deep('wf-add-camera >> input')"),
        *(
            Screen(f"camera-add-{way}", f"cameras/add/{way}", f"deep('{there}')")
            for way, there in (
                ("search", "wf-find-cameras >> button"),
                ("frigate", "wf-import-frigate >> button"),
                ("home", "wf-add-camera >> a[href^=https]"),
            )
        ),
        *(
            Screen(f"camera-{part}", f"cameras/{DOOR}/{part}", "deep('wf-edit-camera >> section')")
            for part in ("general", "recording", "speech", "faces", "hours")
        ),
        Screen("rules", "rules", "deep('wf-alert-list >> img')"),
        Screen("rule-add", "rules/add", "deep('wf-rule-editor >> input')"),
        Screen("rule", f"rules/{day.rules[0]}", "deep('wf-rule-editor >> input')"),
        Screen("system", "system", sections, problems=unwell),
        Screen(
            "jobs",
            "system",
            "deep('wf-jobs-tray >> [popover]')?.matches(':popover-open')",
            then=("wf-jobs-tray >> button",),
            problems=unwell,
        ),
        Screen("missing", "no/such/page", "deep('wf-notice')", problems=("404",)),
    )


async def prepare(page: Page) -> None:
    """Make a tab ready to be looked at."""
    await page.prepare(TOOLS + _WATCH)


async def visit(tab: Tab, screen: Screen) -> None:
    """Go to a screen by its address, and wait until it is complete."""
    await tab.page.open("about:blank")  # what the screen before still asks for is not this one's
    tab.page.problems.clear()
    tab.page.requests.clear()
    await tab.page.open(f"{screen.root or tab.root}{screen.path}")
    for step in screen.then:
        await _take(tab, step)
    await tab.until(screen.ready)
    await tab.run("settled()")


async def _take(tab: Tab, step: str) -> None:
    kind, _, what = step.partition(" ")
    if kind == "press":
        await tab.until("deep('wf-lanes')")
        await tab.press(what)
    elif kind == "see":
        await tab.until(f"deep({json.dumps(what)})")
    elif kind == "run":
        await tab.run(f"{what}; 0")
    else:
        labels = [sentences(language)[what] for language in LANGUAGES] if kind == "say" else []
        there = f"labelled({json.dumps(labels)})" if labels else f"deep({json.dumps(step)})"
        await tab.until(there)
        await tab.run(f"{there}.click(); 0")


async def faults(tab: Tab, screen: Screen, width: int) -> list[str]:
    """Return what went wrong on the way to a screen that is shown now, so many pixels wide."""
    found = [each for each in tab.page.problems if not _is_expected(each, screen)]
    found += await tab.run("wrong")
    root = screen.root or tab.root
    roots = (root, root.replace("http", "ws", 1), "data:", "blob:")
    found += [f"outside: {url}" for url in tab.page.requests if not url.startswith(roots)]
    if (needed := await tab.run("document.documentElement.scrollWidth")) > width:
        found.append(f"{needed} pixels wide, where there are {width}: {await tab.run(_WIDEST)}")
    return found


def is_late(problem: str) -> bool:
    """Tell whether a picture took a busy machine too long."""
    return "status of 503" in problem and ".jpg" in problem


def _is_expected(problem: str, screen: Screen) -> bool:
    """Tell whether that failed which this screen shows as failed, or a picture is late."""
    return is_late(problem) or any(known in problem for known in screen.problems)


async def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with the accessibility of what is shown now."""
    if not await page.evaluate("Boolean(window.axe)"):
        await page.evaluate(f"{_axe()}; 0")
    found: list[str] = await page.evaluate(_AXE)
    return found


def _axe() -> str:
    path: Path = of_the_lock("axe-core/axe.min.js")
    return path.read_text(encoding="utf-8")
