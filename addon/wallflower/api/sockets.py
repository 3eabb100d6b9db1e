"""WebSockets that only push: kept alive, and closed when the client leaves, is too slow, or the server stops."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from aiohttp import WSCloseCode, web

from wallflower.api.problems import MalformedError

type Sender = Callable[[web.WebSocketResponse], Coroutine[Any, Any, None]]

HEARTBEAT_S = 20.0
CLOSE_TIMEOUT_S = 1.0
MAX_MESSAGE_BYTES = 4096


def new_socket(request: web.Request, *, compress: bool = True) -> web.WebSocketResponse:
    """Return a socket that can be prepared for this request; raise `MalformedError` if it asks for no WebSocket."""
    socket = web.WebSocketResponse(
        timeout=CLOSE_TIMEOUT_S, heartbeat=HEARTBEAT_S, max_msg_size=MAX_MESSAGE_BYTES, compress=compress
    )
    if not socket.can_prepare(request):
        raise MalformedError("open this path as a WebSocket")
    return socket


async def push(socket: web.WebSocketResponse, send: Sender) -> None:
    """Run `send` until it ends, fails, or the client leaves."""
    sending = asyncio.create_task(send(socket))
    listening = asyncio.create_task(_listen(socket))
    try:
        await asyncio.wait([sending, listening], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (sending, listening):
            task.cancel()
        await asyncio.gather(sending, listening, return_exceptions=True)
        await socket.close(code=WSCloseCode.GOING_AWAY, drain=False)


async def _listen(socket: web.WebSocketResponse) -> None:
    """Take what the client sends, only to notice its leaving: nothing is expected."""
    async for _ in socket:
        pass
