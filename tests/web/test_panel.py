"""The built panel in Chromium before the API, below a prefix as ingress has one."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer

from tests.support.browser import chromium, open_page
from tests.support.footage import make_footage, make_fragments
from tests.support.history import History, looped
from tests.support.panel import Tab
from tests.support.player import behind_proxy
from tests.support.saying import say
from tests.web.conftest import ARTIFACTS, CAMERA
from wallflower.api import pictures
from wallflower.api.auth import Guard
from wallflower.api.panel import Panel
from wallflower.api.pipeline import build_application
from wallflower.api.routes import ALL
from wallflower.api.services import Services
from wallflower.clock import now_ms
from wallflower.store.database import Database
from wallflower.wire import CameraStatus, ConnectionState, EventType, GapReason
from wallflower.wire_access import Role

MINUTE_MS = 60_000
PASSWORD = "correct horse battery"
CLIP_S = 12


@pytest.fixture
async def tab(
    services: Services, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Tab]:
    if chromium() is None:
        pytest.skip("needs chromium")
    # There is no process that makes stills.
    monkeypatch.setattr(pictures, "TIMEOUT_S", 0.01)
    gate = Guard(services.token)
    application = build_application(ALL, services, gate)
    Panel(gate).add_to(application)
    async with TestServer(application) as server:
        headers = {"Authorization": f"Bearer {services.token}"}
        address = str(server.make_url("")).rstrip("/")
        async with behind_proxy(address, headers) as url, open_page("about:blank") as page:
            failed_before = request.session.testsfailed
            try:
                yield Tab(page, f"{url}proxy/", ARTIFACTS)
            finally:
                if request.session.testsfailed > failed_before:
                    await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
                await page.open("about:blank")
                services.live.close()
                services.bus.close()


async def nothing_went_wrong(tab: Tab) -> None:
    assert await tab.run("wrong") == []
    fetched = await tab.run("performance.getEntriesByType('resource').map(({name}) => name)")
    outside = [name for name in fetched if not name.startswith((tab.root, "blob:", "data:"))]
    assert outside == []


async def test_pages_are_reached_by_links_and_by_their_address_below_any_prefix(tab: Tab) -> None:
    await tab.open("")
    await tab.until("text('wf-camera-tile >> h2') === 'Door'")
    await tab.run("deep('a[href=\"timeline\"]').click()")
    await tab.until("deep('wf-timeline-page') && location.pathname === '/proxy/timeline'")
    await tab.until("document.title.startsWith('Timeline')")
    await tab.run("history.back()")
    await tab.until("deep('wf-live-page') && location.pathname === '/proxy/'")
    await nothing_went_wrong(tab)
    await tab.open(f"live/{CAMERA}")
    await tab.until("text('h1') === 'Door'")
    assert await tab.run("document.baseURI") == tab.root
    await tab.open("no/such/page")
    await tab.until("text('wf-notice >> h2') === 'There is no such page'")
    await nothing_went_wrong(tab)


async def test_somebody_logs_in_at_the_direct_port_and_out_again(services: Services) -> None:
    if chromium() is None:
        pytest.skip("needs chromium")
    await services.access.add_user("Ann", PASSWORD, Role.VIEW, None)
    gate = Guard(services.token, services.access)
    application = build_application(ALL, services, gate)
    Panel(gate).add_to(application)
    async with TestServer(application) as server, open_page("about:blank") as page:
        tab = Tab(page, str(server.make_url("/")), ARTIFACTS)
        await tab.open("live")
        await tab.until("deep('wf-login >> form')")
        fill = "const form = deep('wf-login >> form'); form.elements.name.value = 'Ann'"
        await tab.run(f"{{ {fill}; form.elements.password.value = 'wrong, but long'; form.requestSubmit(); }} 0")
        await tab.until("text('wf-login >> .failed').includes('the name or the password is wrong')")
        await tab.run("window.isOld = true; 0")  # for somebody else all begins anew
        await tab.run(f"{{ {fill}; form.elements.password.value = {PASSWORD!r}; form.requestSubmit(); }} 0")
        await tab.until_again("!window.isOld && text('wf-camera-tile >> h2') === 'Door'")
        await tab.until("deep('button[aria-label=\"Log out\"]')")
        await tab.run("deep('button[aria-label=\"Log out\"]').click()")
        await tab.until_again("deep('wf-login >> form')")
        await page.open("about:blank")
        services.bus.close()


async def test_a_camera_that_comes_is_shown_live_and_one_that_goes_says_why(tab: Tab, services: Services) -> None:
    session = looped(make_fragments(make_footage(CLIP_S), camera_id=CAMERA), 20 * CLIP_S)

    def tell(connection: ConnectionState) -> None:
        status = CameraStatus(camera_id=CAMERA, running=True, connection=connection)
        services.bus.publish(EventType.CAMERA_STATUS, status.to_json())

    # Told again and again, as the panel may not listen yet.
    async def come() -> None:
        for fragment in session:
            services.live.publish(fragment)
            tell(ConnectionState.CONNECTED)
            await asyncio.sleep(0.2)

    async def go() -> None:
        while True:
            tell(ConnectionState.RETRYING)
            await asyncio.sleep(0.2)

    await tab.open(f"live/{CAMERA}")
    await tab.until("text('.cover').includes('Connecting')")
    for happening, shown in (
        (come, "deep('video')?.videoWidth > 0 && !deep('.cover')"),
        (go, "text('.cover').includes('Offline')"),
    ):
        doing = asyncio.create_task(happening())
        try:
            await tab.until(shown)
        finally:
            doing.cancel()
    await nothing_went_wrong(tab)


async def test_a_day_is_looked_through(tab: Tab, services: Services, history: History, database: Database) -> None:
    fragments = make_fragments(make_footage(CLIP_S))
    # Of yesterday, so that the day is over whenever this runs; noon is on the same day for the server and the browser.
    noon_ms = (now_ms() // 86_400_000 - 1) * 86_400_000 + 12 * 3_600_000
    history.write(fragments, noon_ms, session="1" * 32)
    history.write(fragments, noon_ms + 10 * MINUTE_MS, session="2" * 32)
    services.recordings.add_gap(CAMERA, noon_ms + 12_000, noon_ms + 10 * MINUTE_MS, GapReason.CAMERA_OFFLINE)
    say(database, CAMERA, noon_ms + 3_000, "hello", "there")
    at = "Number(new URL(location.href).searchParams.get('at'))"

    await tab.open(f"timeline/{CAMERA}?at={noon_ms + 1_000}")
    await tab.until("deep('video')?.videoWidth > 0 && deep('video').readyState >= 2")
    await tab.until("text('wf-transcript >> ol').includes('hello')")
    await tab.press("n")
    await tab.until(f"{at} === {noon_ms + 3_000} && text('.caption') === 'hello'")
    await tab.run("[...deep('wf-transcript').shadowRoot.querySelectorAll('.time')].at(-1).click()")
    await tab.until(f"{at} === {noon_ms + 4_000} && text('li.current').includes('there')")
    await tab.press("PageDown")
    await tab.until("text('.cover').includes('no recording of this instant')")
    await tab.run(f"deep('wf-lanes').dispatchEvent(new CustomEvent('seek', {{detail: {noon_ms + MINUTE_MS}}}))")
    await tab.until("text('.cover').includes('the camera was offline')")
    await tab.run("deep('.cover button')?.click()")
    await tab.until(f"{at} === {noon_ms + 10 * MINUTE_MS} && !deep('.cover')")
    await tab.press("l")
    await tab.until("text('wf-event-list >> ol').includes('No recording: the camera was offline')")
    await tab.resize(390, 844)
    assert await tab.run("document.documentElement.scrollWidth <= innerWidth")
    await nothing_went_wrong(tab)


async def test_what_the_browser_cannot_decode_is_gone_through_in_stills(tab: Tab, history: History) -> None:
    noon_ms = (now_ms() // 86_400_000 - 1) * 86_400_000 + 12 * 3_600_000
    history.write(looped(make_fragments(make_footage(CLIP_S, codec="libx265")), 36), noon_ms, session="1" * 32)
    still = "Number(new URL(deep('wf-recording >> img')?.src ?? 'none:').searchParams.get('at'))"

    await tab.open(f"timeline/{CAMERA}?at={noon_ms + 14_000}")
    await tab.until("text('wf-recording >> .note').includes('HEVC')")
    await tab.until(f"{still} === {noon_ms + 14_000} && deep('wf-recording >> video').hidden")
    await tab.press("ArrowLeft")
    await tab.until(f"{still} === {noon_ms + 4_000}")
    await tab.press(" ")
    await tab.until(f"{still} > {noon_ms + 5_000}")
    await tab.press(" ")
    await tab.until("deep('wf-playback-bar >> button[aria-label=\"Play\"]')")
    await nothing_went_wrong(tab)


async def test_a_server_that_goes_away_is_told_and_forgotten_when_it_is_back(tab: Tab, services: Services) -> None:
    await tab.open("live")
    await tab.until("text('wf-camera-tile >> h2') === 'Door'")
    await tab.run("window.real = WebSocket; 0")
    await tab.run("window.WebSocket = class { constructor() { setTimeout(() => this.onclose()); } close() {} }; 0")
    services.bus.close()
    await tab.until("text('.banner').includes('does not answer')")
    services.bus.is_closed = False
    await tab.run("window.WebSocket = real; deep('.banner button').click()")
    await tab.until("!deep('.banner')")
