"""Which pictures of visits expire, as a pure function, and what carries it out. The visits themselves stay.

The order, each step no further than it must and always the oldest first:

1. what is older than its camera keeps recordings; of people who are not known, also what is older than these are kept;
2. what makes all pictures together exceed their space.

Pictures of visits that last or touch a protected range are never among them, whatever the limits say.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain

from wallflower.recorder.retention import Policy, Shield, Span
from wallflower.store.crops import CropRow, Crops
from wallflower.store.protections import Protections
from wallflower.wire import Verdict

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CropPolicy:
    """What may be kept; no picture is kept longer than the `recordings` of its camera."""

    quota_bytes: int
    unknown_keep_ms: int
    recordings: Policy

    def keep_ms(self, crop: CropRow) -> int:
        """Return how long this one may be kept after its visit."""
        keep_ms = self.recordings.of(crop.camera_id).keep_ms
        return keep_ms if crop.verdict is Verdict.KNOWN else min(keep_ms, self.unknown_keep_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class CropStock:
    """What there is: the size of all pictures, those of visits that last included, and each camera's protections."""

    now_ms: int
    used_bytes: int
    protected: Mapping[str, Sequence[Span]] = field(default_factory=dict)


def plan_crops(rows: Iterable[Iterable[CropRow]], policy: CropPolicy, stock: CropStock) -> Iterator[CropRow]:
    """Yield what has to go.

    Each of `rows` is of one camera and verdict, the oldest end first; no more of them are read than the plan needs.
    """
    shields = {camera_id: Shield(spans) for camera_id, spans in stock.protected.items()}
    used_bytes = stock.used_bytes
    young = []
    for row in rows:
        crops = _unprotected(row, shields)
        for crop in crops:
            if crop.end_ms > stock.now_ms - policy.keep_ms(crop):
                young.append(chain((crop,), crops))
                break
            used_bytes -= crop.size_bytes
            yield crop
    for crop in merge(*young, key=lambda crop: crop.end_ms):
        if used_bytes <= policy.quota_bytes:
            return
        used_bytes -= crop.size_bytes
        yield crop


def plan_stored(crops: Crops, protections: Protections, policy: CropPolicy, now_ms: int) -> Iterator[CropRow]:
    """Yield what has to go of what is stored."""
    stock = CropStock(now_ms=now_ms, used_bytes=crops.used_bytes(), protected=protections.ranges())
    return plan_crops(crops.rows(), policy, stock)


class CropReaper:
    """Keeps the pictures of visits within their limits."""

    def __init__(self, crops: Crops, protections: Protections, policy: Callable[[], CropPolicy]) -> None:
        """Keep to what `policy` says at the time."""
        self._crops = crops
        self._protections = protections
        self._policy = policy

    def reap(self, now_ms: int) -> int:
        """Drop what is due and return how many pictures went; raise `StorageError` or `UnavailableError`."""
        due = plan_stored(self._crops, self._protections, self._policy(), now_ms)
        count = self._crops.drop(crop.id for crop in due)
        if count:
            _LOGGER.info("dropped the pictures of %d past visits", count)
        return count


def _unprotected(crops: Iterable[CropRow], shields: Mapping[str, Shield]) -> Iterator[CropRow]:
    """Leave out visits of protected ranges; the end of a visit is the instant it was seen last, so it belongs to it."""
    for crop in crops:
        shield = shields.get(crop.camera_id)
        if shield is None or not shield.touches(crop.start_ms, crop.end_ms + 1):
            yield crop
