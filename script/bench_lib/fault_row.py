"""What one row of the fault matrix says."""

from collections.abc import Callable
from dataclasses import dataclass

from bench_lib.fault_rig import FRAMES_PER_S, Rig, RowError


@dataclass(frozen=True, slots=True)
class Options:
    """How much of the repetitive faults is wanted."""

    kills: int
    reconnects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a fault cost. `lost_s` is on top of `absent_s`, the time in which there was nothing to be had."""

    lost_s: float
    absent_s: float = 0.0
    recorded_s: float = 0.0
    missing_pictures: int = 0
    complaints: int = 0
    reasons: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault: what it may cost, and how it is made. Some need root for disks of their own."""

    name: str
    allowed_s: float
    run: Callable[[Options], Outcome]
    needs_root: bool = False


def judge(rig: Rig, *, absent_s: float = 0.0, broken_pictures: int = 0, note: str = "") -> Outcome:
    """End the recording and see what is left; raise `RowError` if the ledger or a file is not sound.

    `broken_pictures` is how many of the camera's own pictures were damaged before they arrived.
    """
    story = rig.story()
    if not story.is_exact:
        raise RowError(f"the ledger has holes: {story.rows} {story.gaps}")
    pictures, complaints = rig.frames(story)
    if complaints and not broken_pictures:
        raise RowError(f"{complaints} complaints while the files were decoded")
    recorded_s = sum(row.duration_ms for row in story.rows) / 1000
    return Outcome(
        lost_s=round(story.lost_ms / 1000 - absent_s, 2),
        absent_s=round(absent_s, 2),
        recorded_s=round(recorded_s, 1),
        missing_pictures=max(0, round(recorded_s * FRAMES_PER_S) - pictures),
        complaints=complaints,
        reasons=tuple(sorted({gap.reason.value for gap in story.gaps})),
        note=note,
    )
