"""Where the links between processes meet: Unix sockets in the server's private runtime directory."""

from pathlib import Path
from typing import Any

import zmq

# A Unix socket's address has room for 108 bytes, and libzmq refuses longer ones with an unclear error.
MAX_PATH_BYTES = 100
RECONNECT_MS = 50
RECONNECT_MAX_MS = 1000


def endpoint(runtime: Path, name: str) -> str:
    """Return the address of the link `name`; raise ValueError when the runtime directory's path is too long."""
    path = runtime / f"{name}.sock"
    if len(str(path).encode()) > MAX_PATH_BYTES:
        raise ValueError(f"the runtime directory's path is too long for sockets: {runtime}")
    return f"ipc://{path}"


def configure(socket: zmq.Socket[Any], *, queue: int, linger_ms: int = 0) -> None:
    """Bound the socket's queues to `queue` messages and make it reconnect quickly; call before bind or connect."""
    socket.set_hwm(queue)
    socket.setsockopt(zmq.LINGER, linger_ms)
    socket.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MS)
    socket.setsockopt(zmq.RECONNECT_IVL_MAX, RECONNECT_MAX_MS)
