"""Which recordings go, and in which order: a pure function of what is stored, what is allowed and what is free.

The order, each step no further than it must and always the oldest first:

1. what is older than its camera keeps;
2. what makes a camera exceed its own space;
3. what makes all cameras together exceed the total;
4. when the disk has less free than it must: footage of any camera, but not of the last hour;
5. when the disk is so full that recording stops: of the last hour, too, but not of its last five minutes.

Files that touch a protected range are never among them, whatever the limits say.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import merge
from itertools import chain

from wallflower.store.recordings import FileRow

DAY_MS = 86_400_000
BYTES_PER_GB = 1_000_000_000
# When something else fills the disk, deleting the last hour would not help but would hurt,
LATEST_MS = 3_600_000
# unless nothing at all can be recorded any more: then the newest is worth more than the oldest.
LAST_RESORT_MS = 300_000
# The recorder resumes with 16 MB; with twice as much it does not stop again at once.
STOPPED_BYTES = 32 << 20

type Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one camera may keep: footage no older than `keep_ms` and no more than `quota_bytes`, if any is set."""

    keep_ms: int
    quota_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What all cameras may keep; those without limits of their own have the default ones."""

    default: Limits
    quota_bytes: int | None = None
    min_free_bytes: int = 0
    cameras: Mapping[str, Limits] = field(default_factory=dict)

    def of(self, camera_id: str) -> Limits:
        """Return a camera's limits."""
        return self.cameras.get(camera_id, self.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What there is: the size of each camera's footage, open files included, and its protected ranges."""

    now_ms: int
    free_bytes: int
    used_bytes: Mapping[str, int]
    protected: Mapping[str, Sequence[Span]] = field(default_factory=dict)


class Cause(StrEnum):
    """Why a file goes."""

    AGE = "age"
    CAMERA_QUOTA = "camera_quota"
    TOTAL_QUOTA = "total_quota"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Doomed:
    """A file that has to go."""

    file: FileRow
    cause: Cause


def plan(files: Mapping[str, Iterable[FileRow]], policy: Policy, stock: Stock) -> Iterator[Doomed]:
    """Yield the files that have to go.

    `files` are each camera's closed files, oldest first; no more of them are read than the plan needs, so that years
    of footage cost nothing while there is nothing to do.
    """
    return _Plan(policy, stock).run({key: iter(rows) for key, rows in files.items()})


class _Plan:
    def __init__(self, policy: Policy, stock: Stock) -> None:
        self._policy = policy
        self._stock = stock
        self._used = dict(stock.used_bytes)
        self._total = sum(self._used.values())
        self._free = stock.free_bytes
        self._shields = {key: Shield(spans) for key, spans in stock.protected.items()}

    def run(self, files: Mapping[str, Iterator[FileRow]]) -> Iterator[Doomed]:
        spared = []
        for camera_id, rows in files.items():
            rest: list[FileRow] = []
            yield from self._by_camera(self._policy.of(camera_id), rows, rest)
            spared.append(self._unprotected(chain(rest, rows)))
        yield from self._together(merge(*spared, key=lambda file: file.start_ms))

    def _by_camera(self, limits: Limits, rows: Iterator[FileRow], rest: list[FileRow]) -> Iterator[Doomed]:
        """Apply one camera's limits; what was read and may stay goes to `rest`."""
        oldest_ms = self._stock.now_ms - limits.keep_ms
        for file in rows:
            is_over = limits.quota_bytes is not None and self._used.get(file.camera_id, 0) > limits.quota_bytes
            is_old = file.end_ms <= oldest_ms
            if (is_old or is_over) and not self._is_protected(file):
                yield self._take(file, Cause.AGE if is_old else Cause.CAMERA_QUOTA)
                continue
            rest.append(file)
            if file.start_ms > oldest_ms and not is_over:
                return

    def _together(self, files: Iterable[FileRow]) -> Iterator[Doomed]:
        for file in files:
            if self._policy.quota_bytes is not None and self._total > self._policy.quota_bytes:
                yield self._take(file, Cause.TOTAL_QUOTA)
            elif (spared_ms := self._pressure_ms()) is None or file.start_ms > self._stock.now_ms - spared_ms:
                return
            elif file.end_ms <= self._stock.now_ms - spared_ms:
                yield self._take(file, Cause.DISK)

    def _pressure_ms(self) -> int | None:
        """Return how much of the newest footage the state of the disk lets alone; None if it asks for nothing."""
        if self._free < STOPPED_BYTES:
            return LAST_RESORT_MS
        return LATEST_MS if self._free < self._policy.min_free_bytes else None

    def _take(self, file: FileRow, cause: Cause) -> Doomed:
        self._used[file.camera_id] = self._used.get(file.camera_id, 0) - file.size_bytes
        self._total -= file.size_bytes
        self._free += file.size_bytes
        return Doomed(file, cause)

    def _unprotected(self, files: Iterable[FileRow]) -> Iterator[FileRow]:
        return (file for file in files if not self._is_protected(file))

    def _is_protected(self, file: FileRow) -> bool:
        shield = self._shields.get(file.camera_id)
        return shield is not None and shield.touches(file.start_ms, file.end_ms)


class Shield:
    """Protected ranges, joined where they overlap, for quick questions."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Take these ranges, in any order."""
        joined = merged(spans)
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]

    def touches(self, start_ms: int, end_ms: int) -> bool:
        """Return whether [start_ms, end_ms), or its first moment, lies in any of them."""
        position = bisect_right(self._starts, max(start_ms, end_ms - 1))
        return position > 0 and self._ends[position - 1] > start_ms


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same stretches of time in order, each moment once."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
