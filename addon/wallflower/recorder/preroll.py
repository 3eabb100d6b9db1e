"""The last seconds of a camera in memory, as whole groups of pictures, for the event that makes them worth keeping."""

from collections import deque

from wallflower.media.fragment import Fragment

# 64 s of a camera with 8 Mbit/s; beyond that the oldest groups go before their time.
MOST_BYTES = 64 << 20


class PreRoll:
    """Used by one thread at a time. It holds as much as was asked for, and the rest of the oldest group."""

    def __init__(self, length_ms: int, most_bytes: int = MOST_BYTES) -> None:
        """Hold at least `length_ms` of footage, unless that is more than `most_bytes`."""
        self.length_ms = length_ms
        self._most_bytes = most_bytes
        self._groups: deque[list[Fragment]] = deque()
        self._size_bytes = 0

    @property
    def size_bytes(self) -> int:
        """How much memory the footage takes."""
        return self._size_bytes

    def push(self, fragment: Fragment) -> None:
        """Take the newest fragment; one that follows on nothing held is of no use and is dropped."""
        last = self._groups[-1][-1] if self._groups else None
        if last is not None and not _follows(last, fragment):
            self.clear()
            last = None
        if fragment.is_key:
            self._groups.append([fragment])
        elif last is not None:
            self._groups[-1].append(fragment)
        else:
            return
        self._size_bytes += len(fragment.data)
        self._trim(fragment.end_ms)

    def since(self, at_ms: int) -> list[Fragment]:
        """Return the groups that hold this instant or what came after it, oldest first."""
        return [item for group in self._groups if group[-1].end_ms > at_ms for item in group]

    def clear(self) -> None:
        """Forget everything."""
        self._groups.clear()
        self._size_bytes = 0

    def _trim(self, end_ms: int) -> None:
        while len(self._groups) > 1 and (
            self._groups[1][0].start_ms <= end_ms - self.length_ms or self._size_bytes > self._most_bytes
        ):
            self._size_bytes -= sum(len(item.data) for item in self._groups.popleft())
        if self._size_bytes > self._most_bytes:  # one endless group
            self.clear()


def _follows(last: Fragment, fragment: Fragment) -> bool:
    return last.session_id == fragment.session_id and fragment.sequence == last.sequence + 1
