"""What of one camera's footage is recorded: all of it, only events with what was before and after, or nothing now.

Decisions fall at keyframes, so that every kept stretch is made of whole groups; whatever is not kept is told to the
writer with its reason, so that the ledger stays complete.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wallflower.media.fragment import Fragment
from wallflower.recorder.preroll import PreRoll
from wallflower.schedule import Schedule
from wallflower.wire import GapReason

# An event is noticed this much after it began; the pre-roll is held for so much longer.
NOTICE_MS = 5000
# An event that goes on is confirmed more often than this, or whoever watches it is gone.
HOLD_MS = 10_000
# Only a clock that was set back can make the end of an event lie further ahead than post-roll and hold.
CLOCK_SLACK_MS = 60_000
_OFF = frozenset({GapReason.TURNED_OFF, GapReason.DELETED})

_LOGGER = logging.getLogger(__name__)


class Writer(Protocol):
    """Where footage is recorded."""

    def begin(self, camera_id: str, since_ms: int, reason: GapReason) -> None:
        """Start the camera's ledger."""

    def put(self, fragment: Fragment) -> bool:
        """Queue a fragment; False when it had to be dropped."""

    def put_held(self, fragments: Sequence[Fragment]) -> bool:
        """Queue what was held in memory already, all or nothing."""

    def missing(self, camera_id: str, reason: GapReason, at_ms: int) -> None:
        """Nothing is delivered from here on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRules:
    """A camera's settings as far as they say what is recorded."""

    record: bool = True
    events_only: bool = False
    pre_roll_ms: int = 10_000
    post_roll_ms: int = 20_000
    schedule: Schedule = field(default_factory=Schedule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Something that makes footage worth keeping; `is_going` holds it open until it is told to be over."""

    kind: str
    start_ms: int
    end_ms: int
    is_going: bool = False


class Keeper:
    """Stands between one camera's connection and the writer; any thread may call."""

    def __init__(self, camera_id: str, writer: Writer, rules: KeepRules, down: GapReason) -> None:
        """`down` says why nothing arrives before the first fragment does."""
        self._camera_id = camera_id
        self._writer = writer
        self._rules = rules
        self._down: GapReason | None = down
        self._lock = threading.Lock()
        # The reason the writer was told last, None while everything goes to it; UNKNOWN: it was told nothing yet.
        self._told: GapReason | None = GapReason.UNKNOWN
        self._preroll = PreRoll(_held_ms(rules))
        self._wanted_from_ms = 0
        self._keep_until_ms = 0
        self._holds: dict[str, int] = {}

    @property
    def held_bytes(self) -> int:
        """How much footage is held in memory for an event that may come."""
        return self._preroll.size_bytes

    def begin(self, since_ms: int, at_ms: int) -> None:
        """Start the camera's ledger, at `since_ms` if it is new."""
        with self._lock:
            reason = self._why_not(at_ms) or GapReason.CAMERA_OFFLINE
            self._writer.begin(self._camera_id, since_ms, reason)
            if reason in _OFF or reason is GapReason.OFF_SCHEDULE:
                self._turn(at_ms)

    def follow(self, rules: KeepRules, at_ms: int) -> None:
        """Take new settings."""
        with self._lock:
            self._rules = rules
            self._preroll.length_ms = _held_ms(rules)
            if self._down is not None or not rules.record:
                self._turn(at_ms)

    def put(self, fragment: Fragment) -> bool:
        """Take the camera's next fragment; False when it was wanted and the writer had to drop it."""
        with self._lock:
            self._down = None
            if fragment.is_key:
                self._turn(fragment.start_ms)
            if self._told is None:
                return self._writer.put(fragment)
            if self._told is GapReason.NO_EVENT:
                self._preroll.push(fragment)
            return True

    def missing(self, reason: GapReason, at_ms: int) -> None:
        """The camera delivers nothing from here on."""
        with self._lock:
            self._down = reason
            self._turn(at_ms)

    def tick(self, at_ms: int) -> None:
        """Let time pass for a camera that delivers nothing, for its schedule."""
        with self._lock:
            if self._down is not None:
                self._turn(at_ms)

    def why_not(self, at_ms: int) -> GapReason | None:
        """Return why nothing would be recorded at this instant, even of an event."""
        with self._lock:
            reason = self._why_not(at_ms)
        return None if reason is GapReason.NO_EVENT else reason

    def occur(self, occurrence: Occurrence) -> None:
        """Keep what surrounds an event; while everything is kept anyway this changes nothing."""
        with self._lock:
            self._wanted_from_ms = occurrence.start_ms - self._rules.pre_roll_ms
            until_ms = occurrence.end_ms + self._rules.post_roll_ms
            self._keep_until_ms = max(self._sane(self._keep_until_ms, occurrence.end_ms), until_ms)
            self._holds.pop(occurrence.kind, None)
            if occurrence.is_going:
                self._holds[occurrence.kind] = occurrence.end_ms + HOLD_MS
            if self._told is GapReason.NO_EVENT and self._keep_held():
                self._told = None

    def _turn(self, at_ms: int) -> None:
        """Change over to what holds from this instant on; called at keyframes, and when nothing arrives."""
        reason = self._why_not(at_ms)
        if reason is self._told:
            return
        if reason is not None:
            self._writer.missing(self._camera_id, reason, at_ms)
        elif self._told is GapReason.NO_EVENT and self._rules.events_only:
            self._keep_held()
        self._preroll.clear()
        self._told = reason

    def _keep_held(self) -> bool:
        """Hand over what was held back; False when there was nothing or the disk is too slow to take it now."""
        held = self._preroll.since(self._wanted_from_ms)
        if not held:
            return False
        if not self._writer.put_held(held):
            _LOGGER.warning("camera %s: the disk is too slow for what was before an event", self._camera_id)
            return False
        self._preroll.clear()
        return True

    def _why_not(self, at_ms: int) -> GapReason | None:
        rules = self._rules
        if not rules.record:
            return GapReason.TURNED_OFF
        if self._down in _OFF:
            return self._down
        if not rules.schedule.holds(at_ms):
            return GapReason.OFF_SCHEDULE
        if self._down is not None or not rules.events_only:
            return self._down
        until_ms = max(self._keep_until_ms, *self._holds.values(), 0)
        return None if at_ms < self._sane(until_ms, at_ms) else GapReason.NO_EVENT

    def _sane(self, until_ms: int, at_ms: int) -> int:
        """Return the end of an event, or 0 for one that only a clock set back can have put so far ahead."""
        longest_ms = self._rules.post_roll_ms + HOLD_MS + CLOCK_SLACK_MS
        return until_ms if until_ms - at_ms <= longest_ms else 0


def _held_ms(rules: KeepRules) -> int:
    return rules.pre_roll_ms + NOTICE_MS
