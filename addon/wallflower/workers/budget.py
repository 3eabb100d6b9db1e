"""The memory that engines may take together: who wants to load asks first, and whoever is idle makes room.

What an engine takes is estimated before it is loaded, from the size of its weights; an engine that was at work a moment
ago is not idle, so that two of them do not throw each other out in turn.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wallflower import clock
from wallflower.errors import EngineDownError

MB = 1_000_000
# Half of the memory is left to recording, the server, the database and the page cache.
SHARE = 0.5
LEAST_BYTES = 512 * MB
IDLE_S = 10.0
# Most that a child with int8 Whisper ever held, while loading, with weights of exact size: tiny 256, base 338,
# small 679 MB for files of 75, 145 and 483 MB (the test `test_budget_figures` measures one of them again).
PROCESS_BYTES = 180 * MB
PER_WEIGHT = 1.1

_LOGGER = logging.getLogger(__name__)

type Unload = Callable[[], Awaitable[None]]


def estimate_bytes(weights_bytes: int) -> int:
    """Return how much a Whisper model takes at most, while it is loaded from weights of this size on the disk."""
    return PROCESS_BYTES + int(PER_WEIGHT * weights_bytes) if weights_bytes else 0


def default_limit_bytes(root: Path = Path("/")) -> int:
    """Return what engines may take if nobody says: half of the memory of the machine, or of this container."""
    amounts = [_read_total(root / "proc/meminfo"), _read_limit(root / "sys/fs/cgroup/memory.max")]
    known = [amount for amount in amounts if amount]
    return max(LEAST_BYTES, int(SHARE * min(known, default=2 * LEAST_BYTES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one engine holds."""

    name: str
    size_bytes: int
    busy: bool


@dataclass(slots=True)
class _Slot:
    size_bytes: int
    unload: Unload
    niceness: int
    lent: bool
    used_s: float = 0.0
    users: int = 0


class MemoryBudget:
    """Keeps the books of one process's engines; call it in the thread of the event loop."""

    def __init__(self, limit_bytes: int, *, idle_s: float = IDLE_S) -> None:
        """Hand out this much; who was at work less than `idle_s` ago is not idle."""
        self.limit_bytes = limit_bytes
        self.unloaded = 0
        self._idle_s = idle_s
        self._slots: dict[str, _Slot] = {}
        self._lock = asyncio.Lock()

    @property
    def used_bytes(self) -> int:
        """What is handed out."""
        return sum(slot.size_bytes for slot in self._slots.values())

    def has(self, name: str) -> bool:
        """Tell whether an engine holds memory."""
        return name in self._slots

    def holdings(self) -> tuple[Holding, ...]:
        """Return who holds what."""
        return tuple(
            Holding(name=name, size_bytes=slot.size_bytes, busy=slot.lent or slot.users > 0)
            for name, slot in self._slots.items()
        )

    async def acquire(
        self, name: str, size_bytes: int, unload: Unload, *, niceness: int = 0, lent: bool = False
    ) -> None:
        """Take room for an engine before it loads; who holds some of that name holds this much from now on.

        Idle engines are unloaded for it, the least recently used first, and one that is nicer than the asker as soon as
        it is not at work; their `unload` is awaited. What is `lent` to another process is never idle: it goes only for
        who is less nice, and takes only from who is nicer. Raises `EngineDownError`, with the figures, when there is
        not enough even so; nothing is unloaded in vain.
        """
        async with self._lock:
            others = {key: slot for key, slot in self._slots.items() if key != name}
            missing = sum(slot.size_bytes for slot in others.values()) + size_bytes - self.limit_bytes
            idle = {key: slot for key, slot in others.items() if self._may_go(slot, niceness, lent=lent)}
            lacking = missing - sum(slot.size_bytes for slot in idle.values())
            if lacking > 0:
                raise EngineDownError(self._lack(name, size_bytes, lacking))
            for key in _victims(idle, missing):
                await self._unload(key, name)
            slot = self._slots.setdefault(name, _Slot(size_bytes, unload, niceness, lent))
            slot.size_bytes, slot.unload, slot.used_s = size_bytes, unload, clock.monotonic_s()

    def release(self, name: str) -> None:
        """Give back what an engine held; one that holds nothing may say so again."""
        self._slots.pop(name, None)

    @contextmanager
    def working(self, name: str) -> Iterator[None]:
        """Mark an engine as at work: it is not unloaded meanwhile."""
        slot = self._slots.get(name)
        if slot is not None:
            slot.users += 1
        try:
            yield
        finally:
            if slot is not None:
                slot.users -= 1
                slot.used_s = clock.monotonic_s()

    def _may_go(self, slot: _Slot, niceness: int, *, lent: bool) -> bool:
        if slot.users:
            return False
        is_idle = clock.monotonic_s() - slot.used_s >= self._idle_s
        return slot.niceness > niceness or (is_idle and not lent and not slot.lent)

    def _lack(self, name: str, size_bytes: int, lacking: int) -> str:
        return (
            f"{name} needs about {size_bytes // MB} MB of memory, and of the {self.limit_bytes // MB} MB for engines "
            f"{lacking // MB + 1} MB are missing: choose a smaller model or raise engine_memory_mb"
        )

    async def _unload(self, key: str, name: str) -> None:
        slot = self._slots.pop(key)
        self.unloaded += 1
        _LOGGER.info("%s is unloaded: %s needs its memory", key, name)
        await slot.unload()


def _victims(idle: dict[str, _Slot], missing: int) -> list[str]:
    """Return who has to go, the least recently used first, and no more than need be."""
    chosen: list[str] = []
    for key in sorted(idle, key=lambda key: idle[key].used_s):
        if missing > 0:
            chosen.append(key)
            missing -= idle[key].size_bytes
    return chosen


def _read_total(path: Path) -> int:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except OSError, UnicodeDecodeError:
        return 0
    amounts = [line.split()[1] for line in lines if line.startswith("MemTotal:") and len(line.split()) > 1]
    return int(amounts[0]) * 1024 if amounts and amounts[0].isdigit() else 0


def _read_limit(path: Path) -> int:
    """Read a container's limit; "max" is none."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except OSError, UnicodeDecodeError:
        return 0
    return int(text) if text.isdigit() else 0
