"""A page at the direct port in Chromium: with its cookie it shows pictures and listens, and no other page does."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import cv2
import numpy as np
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from tests.support.browser import chromium, open_page
from tests.support.visits import STAY
from tests.web.conftest import CAMERA
from wallflower.api.auth import Guard
from wallflower.api.pipeline import build_application
from wallflower.api.routes import ALL
from wallflower.api.services import Services
from wallflower.wire_access import Role

LOGIN = {"name": "Ann", "password": "correct horse battery"}
WIDTH = 40
# What a page does: log in, take the cookie and forget the tokens; then ask as tags and sockets do, without a header.
SCRIPT = """
const json = (body, more = {}) => ({method: 'POST', body: JSON.stringify(body),
  headers: {'Content-Type': 'application/json', ...more}});
const enter = async (login) => {
  const {access_token} = await (await fetch('/api/login', json(login))).json();
  return (await fetch('/api/session', json({}, {Authorization: `Bearer ${access_token}`}))).status;
};
const picture = (url) => new Promise((done) => {
  const image = new Image();
  image.onload = () => done(image.naturalWidth);
  image.onerror = () => done(0);
  image.src = url;
});
const listen = (url) => new Promise((done) => {
  const socket = new WebSocket(url);
  socket.onmessage = (message) => done(JSON.parse(message.data).type);
  socket.onerror = () => done('refused');
});
const change = (url) => fetch(url, {method: 'POST', mode: 'no-cors', credentials: 'include'}).catch(() => null);
"""


async def page_of(_request: web.Request) -> web.Response:
    return web.Response(text=f"<!doctype html><script>{SCRIPT}</script>", content_type="text/html")


@pytest.fixture
async def direct(services: Services) -> AsyncIterator[BaseTestServer]:
    """The direct port, with a page of its own."""
    application = build_application(ALL, services, Guard(services.token, services.access), {})
    application.router.add_get("/", page_of)
    async with TestServer(application) as server:
        yield server
        services.bus.close()


@pytest.fixture
async def other() -> AsyncIterator[BaseTestServer]:
    """Another server of the same host, with whatever pages."""
    application = web.Application()
    application.router.add_get("/", page_of)
    async with TestServer(application) as server:
        yield server


@pytest.mark.skipif(chromium() is None, reason="needs chromium")
async def test_its_cookie_works_for_its_own_page_alone(
    services: Services, direct: BaseTestServer, other: BaseTestServer
) -> None:
    _, jpeg = cv2.imencode(".jpg", np.zeros((30, WIDTH, 3), np.uint8))
    visit = services.visits.open(replace(STAY, camera_id=CAMERA, best_crop=jpeg.tobytes()))
    await services.access.add_user(LOGIN["name"], LOGIN["password"], Role.ADMIN, None)
    image, order = direct.make_url(f"/api/visits/{visit.id}/image.jpg"), direct.make_url("/api/people/rematch")
    socket = f"ws://127.0.0.1:{direct.port}/api/events"
    async with open_page(str(direct.make_url("/"))) as page:
        assert await page.evaluate(f"picture('{image}')") == 0
        assert await page.evaluate(f"enter({json.dumps(LOGIN)})") == 204
        assert await page.evaluate("document.cookie") == ""
        assert await page.evaluate(f"picture('{image}?a')") == 0  # an unknown parameter, so no picture
        assert await page.evaluate(f"picture('{image}')") == WIDTH
        assert await page.evaluate(f"listen('{socket}')") == "hello"
        key = {"name": "made by the page"}
        assert (
            await page.evaluate(f"fetch('/api/keys', json({json.dumps(key)})).then((answer) => answer.status)") == 201
        )

        await page.open(str(other.make_url("/")))
        assert await page.evaluate(f"picture('{image}#again')") == 0
        assert await page.evaluate(f"listen('{socket}')") == "refused"
        await page.evaluate(f"change('{order}')")
        assert not services.jobs.jobs.list()[0]

        await page.open(str(direct.make_url("/")))  # a page that is loaded again is still logged in
        assert await page.evaluate(f"fetch('{order}', {{method: 'POST'}}).then((answer) => answer.status)") == 202
        assert await page.evaluate("fetch('/api/session', {method: 'DELETE'}).then((answer) => answer.status)") == 204
        assert await page.evaluate("fetch('/api/me').then((answer) => answer.status)") == 401
