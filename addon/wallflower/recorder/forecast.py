"""How long the space for recordings lasts, if every camera goes on as it did lately: pure arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wallflower.recorder.retention import DAY_MS, Policy
from wallflower.store.shelf import Usage
from wallflower.wire_storage import CameraStorage, Storage

# Less footage than this says nothing about a day.
SHORTEST_SAMPLE_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a forecast rests on; `usage` counts as recent what is younger than a day."""

    now_ms: int
    free_bytes: int
    policy: Policy
    usage: Sequence[Usage]
    protected_bytes: Mapping[str, int]

    @property
    def room_bytes(self) -> int:
        """How much more may be stored before something must go."""
        room = self.free_bytes - self.policy.min_free_bytes
        if self.policy.quota_bytes is not None:
            room = min(room, self.policy.quota_bytes - sum(item.used_bytes for item in self.usage))
        return max(0, room)


class Flow(NamedTuple):
    """Something that grows by `per_day` for at most `days`."""

    per_day: float
    days: float


def days_until(flows: Sequence[Flow], room: float) -> float | None:
    """Return when all flows together have filled the room; None if they end before."""
    reached = 0.0
    for last in sorted(flows, key=lambda flow: flow.days):
        rate = sum(flow.per_day for flow in flows if flow.days >= last.days)
        if rate > 0 and room <= rate * (last.days - reached):
            return reached + room / rate
        room -= rate * (last.days - reached)
        reached = last.days
    return None


def forecast(scene: Scene) -> Storage:
    """Return the forecast of all cameras that have recordings."""
    rates = [_per_day(item, scene.now_ms) for item in scene.usage]
    reaches = [_reach_days(scene, item, rate) for item, rate in zip(scene.usage, rates, strict=True)]
    loose = [item.used_bytes - scene.protected_bytes.get(item.camera_id, 0) for item in scene.usage]
    growing = [
        Flow(rate, max(0.0, reach - size / rate))
        for rate, reach, size in zip(rates, reaches, loose, strict=True)
        if rate > 0
    ]
    days_left = days_until(growing, scene.room_bytes)
    whole = [Flow(rate, reach) for rate, reach in zip(rates, reaches, strict=True)]
    horizon = days_until(whole, sum(loose) + scene.room_bytes)
    cameras = tuple(
        CameraStorage(
            camera_id=item.camera_id,
            used_bytes=item.used_bytes,
            protected_bytes=scene.protected_bytes.get(item.camera_id, 0),
            bytes_per_day=round(rate),
            oldest_ms=item.oldest_ms,
            days_left=_rounded(_days_left(scene, item, rate, days_left)),
            reach_days=_rounded(reach if horizon is None else min(reach, horizon)) if rate else None,
        )
        for item, rate, reach in zip(scene.usage, rates, reaches, strict=True)
    )
    return Storage(
        used_bytes=sum(item.used_bytes for item in scene.usage),
        protected_bytes=sum(item.protected_bytes for item in cameras),
        free_bytes=scene.free_bytes,
        room_bytes=scene.room_bytes,
        bytes_per_day=round(sum(rates)),
        oldest_ms=min((item.oldest_ms for item in scene.usage), default=None),
        days_left=_rounded(days_left),
        cameras=cameras,
    )


def _per_day(usage: Usage, now_ms: int) -> float:
    since_ms = max(usage.oldest_ms, now_ms - DAY_MS)
    return usage.recent_bytes * DAY_MS / max(now_ms - since_ms, SHORTEST_SAMPLE_MS)


def _reach_days(scene: Scene, usage: Usage, rate: float) -> float:
    """Return how far back the camera's own limits let it reach."""
    limits = scene.policy.of(usage.camera_id)
    days = limits.keep_ms / DAY_MS
    if limits.quota_bytes is None or not rate:
        return days
    return min(days, max(0, limits.quota_bytes - scene.protected_bytes.get(usage.camera_id, 0)) / rate)


def _days_left(scene: Scene, usage: Usage, rate: float, until_full: float | None) -> float:
    """Return when the camera's oldest recording goes: by age, by its own quota, or when all the space is used."""
    limits = scene.policy.of(usage.camera_id)
    days = (usage.oldest_ms + limits.keep_ms - scene.now_ms) / DAY_MS
    if limits.quota_bytes is not None and rate:
        days = min(days, (limits.quota_bytes - usage.used_bytes) / rate)
    return max(0.0, days if until_full is None else min(days, until_full))


def _rounded(days: float | None) -> float | None:
    return None if days is None else round(days, 2)
