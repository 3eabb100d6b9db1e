"""What a page holds after having gone here and there in the panel: heap, nodes and listeners."""

from dataclasses import dataclass
from typing import Any

from tests.support.panel import Tab

PAGES = {
    "live": "deep('wf-live-page >> wf-camera-tile')",
    "timeline": "deep('wf-timeline-page >> wf-lanes')",
    "search": "deep('wf-search-page >> wf-search-hit')",
    "people": "deep('wf-people-page >> img')",
    "speakers": "deep('wf-speakers-page >> wf-speaker-card')",
    "cameras": "deep('wf-cameras-page >> wf-camera-list')",
    "stories": "deep('wf-stories-page >> wf-story-list >> img')",
    "rules": "deep('wf-rules-page >> li')",
    "system": "deep('wf-system-page >> section')",
}
WARM_ROUNDS = 8
LOOKS = 8
# What scripts made. V8 compiles what runs often again and again, which is no leak and outweighs one for thousands of
# pages; the document's own things are counted as nodes.
_MADE = {"object", "closure", "array", "string", "concatenated string", "sliced string", "number", "bigint", "regexp"}


@dataclass(frozen=True, slots=True)
class Held:
    """What is alive once all rubbish is collected."""

    heap_bytes: float
    nodes: float
    listeners: float

    def growth(self, before: Held) -> dict[str, float]:
        """Return by which part of what it was each has grown."""
        names = ("heap_bytes", "nodes", "listeners")
        return {name: getattr(self, name) / getattr(before, name) - 1 for name in names}


async def navigated(tab: Tab, navigations: int) -> tuple[Held, Held, Held]:
    """Follow the links of the panel so many times; return what is held warmed up, half-way, and at the end."""
    await tab.page.open(f"{tab.root}live")
    await tab.until(PAGES["live"])
    rounds = navigations // len(PAGES)
    await go(tab, WARM_ROUNDS * len(PAGES))
    before = await held(tab)
    await go(tab, rounds // 2 * len(PAGES))
    half_way = await held(tab)
    await go(tab, (rounds - rounds // 2) * len(PAGES))
    return before, half_way, await held(tab)


def lasting(before: Held, half_way: Held, after: Held) -> dict[str, float]:
    """Return by which part of what it was each grows if it grows on as in the half in which it grew less.

    What leaks grows in both. What is shown for the first time, such as a person who comes by, adds the template it is
    made of once, and that one is kept.
    """
    halves = half_way.growth(before), after.growth(half_way)
    return {name: 2 * min(half[name] for half in halves) for name in halves[0]}


async def held(tab: Tab) -> Held:
    """Collect the rubbish again and again, as what was played or asked for goes late, and return the least seen."""
    await tab.run("settled()")
    seen = []
    for _ in range(LOOKS):
        await tab.run("new Promise((done) => setTimeout(done, 500))")
        seen.append(await counted(tab))
    nodes, listeners = map(min, zip(*seen, strict=True))
    return Held(_made_bytes(await tab.page.heap()), nodes, listeners)


async def counted(tab: Tab) -> tuple[float, float]:
    """Collect the rubbish, and return how many nodes and listeners there are."""
    await tab.page.call("Performance.enable")
    await tab.page.call("HeapProfiler.collectGarbage")
    metrics = {each["name"]: each["value"] for each in (await tab.page.call("Performance.getMetrics"))["metrics"]}
    return metrics["Nodes"], metrics["JSEventListeners"]


def _made_bytes(heap: dict[str, Any]) -> int:
    meta, numbers = heap["snapshot"]["meta"], heap["nodes"]
    fields, kinds = meta["node_fields"], meta["node_types"][0]
    width, kind_at, size_at = len(fields), fields.index("type"), fields.index("self_size")
    starts = range(0, len(numbers), width)
    return sum(numbers[start + size_at] for start in starts if kinds[numbers[start + kind_at]] in _MADE)


async def go(tab: Tab, navigations: int) -> None:
    """Follow the links of the panel so many times, from page to page."""
    names = [name for name in PAGES if name != "live"] + ["live"]
    for number in range(navigations):
        name = names[number % len(names)]
        await tab.run(f"deep('wf-navigation >> a[href=\"{name}\"]').click()")
        await tab.until(f"location.pathname.includes('/{name}') && {PAGES[name]}")
