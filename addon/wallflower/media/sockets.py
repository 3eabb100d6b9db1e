"""Finds the sockets that libavformat opened and does not show, so that a blocked read can be ended at once.

Closing the container from another thread would freeze; shutting its socket down ends the read within a millisecond.
Only the receiving half is shut, so that the good-bye of the protocol can still be sent.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_DESCRIPTORS = Path("/proc/self/fd")


class SocketTable:
    """Knows which of the process's sockets belong to which stream. One table per process."""

    def __init__(self) -> None:
        """Start with nothing claimed."""
        self._lock = threading.Lock()
        self._claimed: dict[int, int] = {}

    def snapshot(self) -> frozenset[int]:
        """Return all sockets of this moment, to tell later which are new."""
        return frozenset(inode for inode, _ in _sockets())

    def claim(self, owner: int, port: int, before: frozenset[int]) -> None:
        """Remember the sockets to `port` opened since `before` as `owner`'s."""
        with self._lock:
            for inode, descriptor in _sockets():
                if inode not in before and _leads_to(descriptor, port):
                    self._claimed.setdefault(inode, owner)

    def shut_down(self, owner: int, port: int, before: frozenset[int]) -> None:
        """End reads on `owner`'s sockets, or on unclaimed new ones to `port` while it is still opening."""
        with self._lock:
            for inode, descriptor in _sockets():
                holder = self._claimed.get(inode)
                is_new = holder is None and inode not in before and _leads_to(descriptor, port)
                if holder == owner or is_new:
                    _shut_down(descriptor)

    def release(self, owner: int) -> None:
        """Forget `owner`."""
        with self._lock:
            self._claimed = {inode: holder for inode, holder in self._claimed.items() if holder != owner}


def _sockets() -> Iterator[tuple[int, int]]:
    for path in _DESCRIPTORS.iterdir():
        with suppress(OSError):
            target = str(path.readlink())
            if target.startswith("socket:["):
                yield int(target[8:-1]), int(path.name)


def _leads_to(descriptor: int, port: int) -> bool:
    try:
        duplicate = socket.socket(fileno=os.dup(descriptor))
    except OSError:
        return False
    with duplicate:
        if duplicate.family not in (socket.AF_INET, socket.AF_INET6):
            return False
        try:
            return bool(duplicate.getpeername()[1] == port)
        except OSError:
            return False


def _shut_down(descriptor: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as duplicate:
        duplicate.shutdown(socket.SHUT_RD)
