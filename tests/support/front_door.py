"""One address for Home Assistant and, below the path of its ingress, the panel, as the Supervisor makes them one."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

import aiohttp
from aiohttp import web

INGRESS = "/api/hassio_ingress/panel/"
_HOP_BY_HOP = {"host", "connection", "upgrade", "transfer-encoding", "content-length", "keep-alive"}
# The server's own port lets nobody frame it; that of ingress does.
_NOT_FRAMED = {"x-frame-options", "content-security-policy"}


@contextlib.asynccontextmanager
async def front_door(hass_url: str, server_url: str, headers: Mapping[str, str]) -> AsyncIterator[str]:
    """Serve both; the server is asked with `headers`. Yield the address, without a slash at its end."""
    async with (
        aiohttp.ClientSession(auto_decompress=False) as hass,
        aiohttp.ClientSession(headers=headers, auto_decompress=False) as server,
    ):

        async def handle(request: web.Request) -> web.StreamResponse:
            if request.path.startswith(INGRESS):
                return await _pass(request, server, f"{server_url}/{request.path_qs.removeprefix(INGRESS)}")
            return await _pass(request, hass, f"{hass_url}{request.path_qs}")

        application = web.Application(client_max_size=1 << 26)
        application.router.add_route("*", "/{tail:.*}", handle)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


async def _pass(request: web.Request, session: aiohttp.ClientSession, url: str) -> web.StreamResponse:
    if request.headers.get("Upgrade", "").lower() == "websocket":
        return await _pass_socket(request, session, url)
    wanted = {name: value for name, value in request.headers.items() if name.lower() not in _HOP_BY_HOP}
    body = await request.read() or None
    async with session.request(request.method, url, headers=wanted, data=body, allow_redirects=False) as answer:
        response = web.StreamResponse(status=answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in _HOP_BY_HOP | _NOT_FRAMED:
                response.headers.add(name, value)
        with contextlib.suppress(ConnectionResetError):  # whoever asked has left
            await response.prepare(request)
            async for chunk in answer.content.iter_any():
                await response.write(chunk)
        return response


async def _pass_socket(request: web.Request, session: aiohttp.ClientSession, url: str) -> web.StreamResponse:
    inner = web.WebSocketResponse(timeout=0.5, max_msg_size=0)
    await inner.prepare(request)
    async with session.ws_connect(url, max_msg_size=0) as outer:
        both = [asyncio.create_task(_copy(inner, outer)), asyncio.create_task(_copy(outer, inner))]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
    await inner.close()
    return inner


type _Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


async def _copy(source: _Socket, target: _Socket) -> None:
    async for message in source:
        if message.type is aiohttp.WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type is aiohttp.WSMsgType.BINARY:
            await target.send_bytes(message.data)
