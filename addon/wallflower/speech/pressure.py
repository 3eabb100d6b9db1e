"""How hard to work: from the backlog and the measured speed to an effort, step by step and never back and forth. Pure.

The order is the promise: first several utterances share a window, then the beam narrows, then ordinary speech gives way
to what is said now, and only a backlog of a day of work loses its oldest, least urgent part.
"""

from dataclasses import dataclass
from enum import IntEnum

HOUR_S = 3_600.0
# A new effort shows its effect only after a few windows.
SETTLING_WINDOWS = 3
# What stays in front when the rest gives way, and what is kept when the oldest is dropped, in seconds of work.
KEPT_URGENT_S = 60.0
KEPT_TOTAL_S = 20 * HOUR_S


class Effort(IntEnum):
    """What is done about the backlog; each step includes those before it."""

    CAREFUL = 0
    PACKED = 1
    QUICK = 2
    SPILLING = 3
    DROPPING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Seconds of speech that wait, and `rtf`, the seconds of work that one of them costs."""

    live_s: float = 0.0
    normal_s: float = 0.0
    later_s: float = 0.0
    rtf: float = 1.0

    @property
    def urgent_work_s(self) -> float:
        """How long what is live or ordinary takes."""
        return (self.live_s + self.normal_s) * self.rtf

    @property
    def total_work_s(self) -> float:
        """How long everything takes."""
        return (self.live_s + self.normal_s + self.later_s) * self.rtf


@dataclass(frozen=True, slots=True)
class _Limits:
    """An effort begins above either of these seconds of work, and ends when both are below a share of them."""

    urgent_s: float
    total_s: float
    end_share: float

    def exceeded(self, load: Load, share: float) -> bool:
        return load.urgent_work_s > self.urgent_s * share or load.total_work_s > self.total_s * share


LIMITS = {
    Effort.PACKED: _Limits(6.0, 6.0, 1 / 3),
    Effort.QUICK: _Limits(120.0, 4 * HOUR_S, 1 / 4),
    Effort.SPILLING: _Limits(600.0, 24 * HOUR_S, 1 / 5),
    Effort.DROPPING: _Limits(24 * HOUR_S, 24 * HOUR_S, KEPT_TOTAL_S / (24 * HOUR_S)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """The effort, and for how many windows it has been so."""

    effort: Effort = Effort.CAREFUL
    windows: int = 0


def judge(before: Pressure, load: Load) -> Pressure:
    """Return the pressure after this load: at most one step from `before`."""
    effort = before.effort
    is_settled = effort is Effort.CAREFUL or before.windows >= SETTLING_WINDOWS
    if effort < Effort.DROPPING and LIMITS[Effort(effort + 1)].exceeded(load, 1.0):
        return Pressure(effort=Effort(effort + 1)) if is_settled else before
    if effort > Effort.CAREFUL and not LIMITS[effort].exceeded(load, LIMITS[effort].end_share):
        return Pressure(effort=Effort(effort - 1))
    return before


def to_spill_s(effort: Effort, load: Load) -> float:
    """Return the seconds of ordinary speech, the oldest first, that should give way; speech of live cameras stays."""
    if effort < Effort.SPILLING:
        return 0.0
    surplus_s = (load.urgent_work_s - KEPT_URGENT_S) / load.rtf
    return min(max(0.0, surplus_s), load.normal_s)


def to_drop_s(effort: Effort, load: Load) -> float:
    """Return the seconds of the least urgent speech, the oldest first, that should be given up."""
    if effort < Effort.DROPPING:
        return 0.0
    surplus_s = (load.total_work_s - KEPT_TOTAL_S) / load.rtf
    return min(max(0.0, surplus_s), load.later_s)
