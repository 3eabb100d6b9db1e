"""How large the panel is, how soon it shows something useful on three networks, and how soon a hit plays."""

import gzip
import re
import statistics
from dataclasses import dataclass
from pathlib import Path

from bench_lib.report import Figure
from tests.support.lived_day import DOOR
from tests.support.panel import Tab
from wallflower.api.panel import STATIC

ROOT = Path(__file__).parents[2]
CARD = ROOT / "custom_components/thewallflower/frontend/wallflower-card.js"
GZIP_LEVEL = 6  # as the server and Home Assistant compress
HITS = 8
UNLIMITED = -1
_PART = re.compile(r'(?:src|href)="\./(assets/[^"]+)"')
# Useful is what one came for: the cameras by name, or the day with its lanes. Two frames later it is painted.
_USEFUL = """
window.usefulMs = 0;
{
  const names = () => deep('wf-camera-tile >> h2');
  const day = () => deep('wf-lanes')?.lanes?.recorded.starts.length > 0;
  const isUseful = () => location.pathname.includes('/timeline') ? day() : names();
  const look = () => {
    if (!isUseful()) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => (window.usefulMs = performance.now())));
  };
  requestAnimationFrame(look);
}
"""
# From the click until a frame of the recording is shown, in a player of its own each time.
_PLAY = """new Promise((done) => {
  const hit = everything().filter(({localName}) => localName === 'wf-search-hit')[%d];
  const beganMs = performance.now();
  hit.shadowRoot.querySelector('button').click();
  const look = () => {
    const video = deep('wf-moment-player >> video');
    if (!video) return setTimeout(look, 1);
    video.requestVideoFrameCallback(() => done(performance.now() - beganMs));
  };
  look();
})"""
_CLOSE = "[...deep('wf-moment-player').shadowRoot.querySelectorAll('button')].at(-1).click()"


@dataclass(frozen=True, slots=True)
class Network:
    """How far away the server is; `bit_per_s` negative is as fast as it goes. The processor is slowed, too."""

    name: str
    bit_per_s: float
    latency_ms: int
    cpu_rate: int
    target_s: float
    rounds: int


NETWORKS = (
    Network("local", UNLIMITED, 0, 1, 0.4, 7),
    Network("9mbit_4x", 9e6, 40, 4, 1.0, 5),
    Network("1_6mbit_6x", 1.6e6, 150, 6, 2.0, 3),
)


def sizes() -> list[Figure]:
    """Return what every visit loads before its page, and what a dashboard loads."""
    document = (STATIC / "index.html").read_text(encoding="utf-8")
    shell = gzip_kb(document.encode()) + sum(gzip_kb((STATIC / name).read_bytes()) for name in _PART.findall(document))
    figures = [Figure(name="ui.shell_gzip", value=round(shell, 1), unit="kB", target=40.0)]
    if CARD.exists():
        figures.append(Figure(name="ui.card_gzip", value=round(gzip_kb(CARD.read_bytes()), 1), unit="kB", target=25.0))
    return figures


def gzip_kb(data: bytes) -> float:
    """Return how many kB are sent of it."""
    return len(gzip.compress(data, GZIP_LEVEL)) / 1000


async def paints(tab: Tab) -> list[Figure]:
    """Open the first page and a day with nothing in the cache, through a prefix as ingress has one."""
    await tab.page.call("Page.addScriptToEvaluateOnNewDocument", {"source": _USEFUL})
    figures = []
    for network in NETWORKS:
        for name, path in (("live", "live"), ("timeline", f"timeline/{DOOR}")):
            times = [await _first_paint_ms(tab, network, path) for _ in range(network.rounds)]
            figures.append(
                Figure(
                    name=f"ui.first_paint_{name}_{network.name}",
                    value=round(statistics.median(times) / 1000, 3),
                    unit="s",
                    target=network.target_s,
                )
            )
    return figures


async def hits(tab: Tab) -> list[Figure]:
    """Click on one hit after the other, and wait for the picture each time."""
    await tab.page.open(f"{tab.root}search?q=parcel&camera={DOOR}")
    await tab.until(f"everything().filter(({{localName}}) => localName === 'wf-search-hit').length >= {HITS}")
    await tab.run("settled()")
    times: list[float] = []
    for number in range(HITS):
        times.append(await tab.page.evaluate(_PLAY % number))
        await tab.run(_CLOSE)
        await tab.until("!deep('wf-moment-player')")
    first, middle = times[0] / 1000, statistics.median(times) / 1000
    return [
        Figure(name="ui.hit_to_picture_first", value=round(first, 3), unit="s"),
        Figure(name="ui.hit_to_picture", value=round(middle, 3), unit="s", target=0.6),
    ]


async def _first_paint_ms(tab: Tab, network: Network, path: str) -> float:
    page = tab.page
    await page.open("about:blank")
    await page.call("Network.clearBrowserCache")
    rate = network.bit_per_s / 8 if network.bit_per_s > 0 else UNLIMITED
    conditions = {"offline": False, "latency": network.latency_ms, "downloadThroughput": rate, "uploadThroughput": rate}
    await page.call("Network.emulateNetworkConditions", conditions)
    await page.call("Emulation.setCPUThrottlingRate", {"rate": network.cpu_rate})
    await page.open(f"{tab.root}{path}")
    useful_ms: float = await page.evaluate("until(() => usefulMs)")
    await page.call("Emulation.setCPUThrottlingRate", {"rate": 1})
    await page.call(
        "Network.emulateNetworkConditions",
        conditions | {"latency": 0, "downloadThroughput": UNLIMITED, "uploadThroughput": UNLIMITED},
    )
    return useful_ms
