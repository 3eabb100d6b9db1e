"""The panel in a browser, before a real server with a day that was lived, below a prefix as ingress has one.

Frames while the timeline moves over 20,000 events a lane (fewer of motion), first paints on three networks, what is
loaded, how soon a hit plays and how far behind live is, what 500 navigations leave behind, and what axe finds on every
screen.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Collection, Coroutine
from pathlib import Path
from typing import Any

from bench_lib import ui_crowd, ui_live, ui_loading
from bench_lib.report import Figure, show
from tests.support import leaks, screens
from tests.support.browser import open_page
from tests.support.every_screen import every_screen
from tests.support.lived_home import LivedHome, lived_home
from tests.support.panel import Tab

NAVIGATIONS = 500
SIZES = {"desktop": (1280, 800), "phone": (360, 740)}
SCHEMES = ("light", "dark")
MOST_GROWTH_PERCENT = 5.0

type Part = Callable[[LivedHome, Tab], Coroutine[Any, Any, list[Figure]]]


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--only", choices=tuple(PARTS), action="append", help="only this part; all by default")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as name:
        figures = asyncio.run(measure(Path(name), arguments.only or tuple(PARTS)))
    return show(figures, as_json=arguments.json)


async def measure(directory: Path, parts: Collection[str]) -> list[Figure]:
    """Return the figures; each part has a browser of its own."""
    clip = await asyncio.to_thread(ui_live.numbered_clip, directory / "numbers.mkv")
    figures = ui_loading.sizes()
    async with lived_home(directory / "home", garden=clip) as home:
        for name in parts:
            print(f"measuring {name} …", file=sys.stderr)
            async with open_page("about:blank") as page:
                await screens.prepare(page)
                await page.look_like(*SIZES["desktop"], is_phone=False, scheme="light")
                found = await PARTS[name](home, Tab(page, home.root, directory))
            print(*(f"  {each.name} {each.value} {each.unit}" for each in found), sep="\n", file=sys.stderr)
            figures += found
    return figures


async def _frames(home: LivedHome, tab: Tab) -> list[Figure]:
    camera_id = await ui_crowd.crowd(home.server, home.day)
    figures = await ui_crowd.frames(tab, camera_id, home.day)
    # Other parts know the cameras of the household.
    await home.server.request("DELETE", f"/api/cameras/{camera_id}")
    return figures


async def _paints(_home: LivedHome, tab: Tab) -> list[Figure]:
    return await ui_loading.paints(tab)


async def _hits(_home: LivedHome, tab: Tab) -> list[Figure]:
    return await ui_loading.hits(tab)


async def _live(home: LivedHome, tab: Tab) -> list[Figure]:
    return await ui_live.lag(tab, home.garden_url)


async def _leaks(_home: LivedHome, tab: Tab) -> list[Figure]:
    before, _half_way, after = await leaks.navigated(tab, NAVIGATIONS)
    return [
        Figure(name=f"ui.growth_{name}", value=round(100 * part, 2), unit="%", target=MOST_GROWTH_PERCENT)
        for name, part in after.growth(before).items()
    ]


async def _axe(home: LivedHome, tab: Tab) -> list[Figure]:
    """Count what is wrong, and tell what it is."""
    count = 0
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            await tab.page.look_like(width, height, is_phone=size == "phone", scheme=scheme)
            for screen in every_screen(home):
                await screens.visit(tab, screen)
                found = await screens.violations(tab.page)
                count += len(found)
                for each in found:
                    print(f"{screen.name}, {size}, {scheme}: {each}", file=sys.stderr)
    return [Figure(name="ui.axe_violations", value=count, unit="", target=0)]


PARTS: dict[str, Part] = {
    "frames": _frames,
    "paints": _paints,
    "hits": _hits,
    "live": _live,
    "leaks": _leaks,
    "axe": _axe,
}

if __name__ == "__main__":
    sys.exit(main())
