"""A page with hls.js in a real browser before a real server, with a proxy between them as ingress is one."""

import asyncio
import contextlib
import hashlib
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from tests.support.browser import Page, chromium, open_page

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent / "web"
_PASSED = ("Range", "Accept-Encoding", "Content-Type")
_DROPPED = {"transfer-encoding", "content-length", "content-encoding", "connection"}


def hls_script() -> Path:
    """Return hls.js's file; see `of_the_lock`."""
    return of_the_lock("hls.js/dist/hls.min.js")


def of_the_lock(name: str) -> Path:
    """Return a file of a package as the lock names it, fetched by npm once per machine; skip the test if that fails."""
    if chromium() is None or shutil.which("npm") is None:
        pytest.skip("needs chromium and npm")
    lock = (_PACKAGE / "package-lock.json").read_bytes()
    directory = Path(tempfile.gettempdir()) / f"wallflower-web-{os.getuid()}-{hashlib.sha256(lock).hexdigest()[:12]}"
    found = directory / "node_modules" / name
    if not found.exists():
        partial = Path(tempfile.mkdtemp(prefix="wallflower-web-"))
        for file in ("package.json", "package-lock.json"):
            shutil.copy(_PACKAGE / file, partial)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(partial)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
        if done.returncode:
            pytest.skip(f"npm cannot fetch what the panel is tested with: {done.stderr[-300:]}")
        with contextlib.suppress(OSError):  # another test process was faster
            partial.rename(directory)
    return found


@contextlib.asynccontextmanager
async def open_player(server_url: str, headers: Mapping[str, str]) -> AsyncIterator[Page]:
    """Open the page, with the server below `proxy/`, where the proxy adds `headers`."""
    async with behind_proxy(server_url, headers) as url, open_page(url) as page:
        yield page


class Gate:
    """What the proxy lets through: nothing while it is shut, as ingress when it no longer knows a session."""

    def __init__(self) -> None:
        self.is_shut = False
        self.refused: list[str] = []
        self.sockets: set[web.WebSocketResponse] = set()

    async def shut(self) -> None:
        """Refuse everything from now on, and end what is open."""
        self.is_shut = True
        for socket in tuple(self.sockets):
            await socket.close()


@contextlib.asynccontextmanager
async def behind_proxy(server_url: str, headers: Mapping[str, str], gate: Gate | None = None) -> AsyncIterator[str]:
    """Serve the page of `open_player`, and below `proxy/` what the server does, as ingress would; yield the address."""
    async with aiohttp.ClientSession(headers=headers, auto_decompress=False) as session:
        proxy = _Proxy(server_url, session, gate or Gate())
        application = web.Application(client_max_size=16 << 20)
        application.router.add_get("/", _page)
        application.router.add_get("/hls.js", _script)
        application.router.add_route("*", "/proxy/{tail:.*}", proxy.handle)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            port = runner.addresses[0][1]
            yield f"http://127.0.0.1:{port}/"
        finally:
            await runner.cleanup()


async def _page(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(_HERE / "player.html")


async def _script(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(hls_script())


class _Proxy:
    def __init__(self, url: str, session: aiohttp.ClientSession, gate: Gate) -> None:
        self._url = url
        self._session = session
        self._gate = gate

    async def handle(self, request: web.Request) -> web.StreamResponse:
        url = f"{self._url}/{request.match_info['tail']}"
        if self._gate.is_shut:
            self._gate.refused.append(request.path)
            return web.Response(status=401, text="401: Unauthorized")
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._socket(request, url)
        wanted = {name: request.headers[name] for name in _PASSED if name in request.headers}
        body = io.BytesIO(data) if (data := await request.read()) else None
        asking = self._session.request(request.method, url, headers=wanted, params=request.query, data=body)
        async with asking as answer:
            response = web.StreamResponse(status=answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in _DROPPED - {"content-encoding"}:
                    response.headers[name] = value
            with contextlib.suppress(ConnectionResetError):  # the player changed its mind
                await response.prepare(request)
                async for chunk in answer.content.iter_any():
                    await response.write(chunk)
            return response

    async def _socket(self, request: web.Request, url: str) -> web.StreamResponse:
        inner = web.WebSocketResponse(timeout=0.5)
        await inner.prepare(request)
        self._gate.sockets.add(inner)
        try:
            async with self._session.ws_connect(url, max_msg_size=0, params=request.query) as outer:
                leaving = asyncio.create_task(inner.receive())
                passing = asyncio.create_task(_pass_on(outer, inner))
                try:
                    await asyncio.wait((leaving, passing), return_when=asyncio.FIRST_COMPLETED)
                finally:
                    leaving.cancel()
                    passing.cancel()
                    await asyncio.gather(leaving, passing, return_exceptions=True)
        finally:
            self._gate.sockets.discard(inner)
        await inner.close()
        return inner


async def _pass_on(outer: aiohttp.ClientWebSocketResponse, inner: web.WebSocketResponse) -> None:
    async for message in outer:
        if message.type is aiohttp.WSMsgType.TEXT:
            await inner.send_str(message.data)
        else:
            await inner.send_bytes(message.data)
