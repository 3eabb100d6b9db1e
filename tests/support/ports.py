"""Free loopback ports for processes that cannot say which one they took."""

import fcntl
import os
import secrets
import socket
import tempfile
from contextlib import closing
from pathlib import Path

# Below the ports that the kernel hands out by itself: no connection and no server that asks for any port takes one.
FIRST, LAST = 16_384, 32_767
_held: dict[int, int] = {}


def free_port() -> int:
    """Return a port of TCP and UDP that is free and that no other test of this machine is given before we end."""
    directory = Path(tempfile.gettempdir()) / f"wallflower-ports-{os.getuid()}"
    directory.mkdir(exist_ok=True, mode=0o700)
    while True:
        port = FIRST + secrets.randbelow(LAST - FIRST + 1)  # `random` is seeded alike in test processes side by side
        handle = os.open(directory / str(port), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _try(port)
        except OSError:
            os.close(handle)
        else:
            _held[port] = handle
            return port


def _try(port: int) -> None:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with closing(socket.socket(type=kind)) as probe:
            probe.bind(("127.0.0.1", port))
