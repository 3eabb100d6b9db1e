"""What a page holds after having gone here and there in the panel: heap, nodes and listeners."""

from dataclasses import dataclass

from tests.support.panel import Tab

PAGES = {
    "live": "deep('wf-live-page >> wf-camera-tile')",
    "timeline": "deep('wf-timeline-page >> wf-lanes')",
    "search": "deep('wf-search-page >> wf-search-hit')",
    "people": "deep('wf-people-page >> img')",
    "speakers": "deep('wf-speakers-page >> wf-speaker-card')",
    "cameras": "deep('wf-cameras-page >> wf-camera-list')",
    "rules": "deep('wf-rules-page >> li')",
    "system": "deep('wf-system-page >> section')",
}
WARM_ROUNDS = 8
LOOKS = 8


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


async def navigated(tab: Tab, navigations: int) -> dict[str, float]:
    """Follow the links of the panel so many times; return how much more is held than after some rounds to warm up."""
    await tab.page.open(f"{tab.root}live")
    await tab.until(PAGES["live"])
    await _go(tab, WARM_ROUNDS * len(PAGES))
    before = await held(tab)
    await _go(tab, navigations // len(PAGES) * len(PAGES))
    return (await held(tab)).growth(before)


async def held(tab: Tab) -> Held:
    """Collect the rubbish again and again, as what was played or asked for goes late, and return the least seen."""
    await tab.run("settled()")
    await tab.page.call("Performance.enable")
    seen = []
    for _ in range(LOOKS):
        await tab.run("new Promise((done) => setTimeout(done, 500))")
        await tab.page.call("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in (await tab.page.call("Performance.getMetrics"))["metrics"]}
        seen.append((metrics["JSHeapUsedSize"], metrics["Nodes"], metrics["JSEventListeners"]))
    return Held(*map(min, zip(*seen, strict=True)))


async def _go(tab: Tab, navigations: int) -> None:
    names = [name for name in PAGES if name != "live"] + ["live"]
    for number in range(navigations):
        name = names[number % len(names)]
        await tab.run(f"deep('wf-navigation >> a[href=\"{name}\"]').click()")
        await tab.until(f"location.pathname.includes('/{name}') && {PAGES[name]}")
