"""The bounded hand-over between stages that must never wait for each other: newest wins, fair between cameras."""

import asyncio
from collections import OrderedDict


class Turns[T]:
    """Holds at most one item per key; a newer one takes the place, but not the turn, of an older one."""

    def __init__(self) -> None:
        """Begin empty."""
        self._items: OrderedDict[str, T] = OrderedDict()
        self._filled = asyncio.Event()
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """How many items a newer one has replaced so far."""
        return self._dropped

    def put(self, key: str, item: T) -> None:
        """Offer an item; never waits."""
        if key in self._items:
            self._dropped += 1
        self._items[key] = item
        self._filled.set()

    def discard(self, key: str) -> None:
        """Forget what waits for a key."""
        self._items.pop(key, None)

    async def get(self) -> tuple[str, T]:
        """Return the item of the key that has waited longest."""
        while not self._items:
            self._filled.clear()
            await self._filled.wait()
        return self._items.popitem(last=False)
