"""The ledger of one camera's life: every moment is recorded, or lies in a gap with a reason.

Time here only moves forward from `covered_ms`. Where a clock was set back, the lived-twice stretch stays with what
covered it first, unless that was a gap: what is recorded is not missing.
"""

from typing import Protocol

from wallflower.wire import Gap, GapReason


class GapStore(Protocol):
    """What the ledger needs of the store."""

    def covered_until(self, camera_id: str) -> int | None:
        """Return the end of the accounted life."""

    def current_gap(self, camera_id: str) -> Gap | None:
        """Return the gap that lasts."""

    def open_gap(self, camera_id: str, start_ms: int, reason: GapReason) -> None:
        """Start a gap that lasts, ending the former."""

    def close_gap(self, camera_id: str, end_ms: int) -> None:
        """End the gap that lasts."""

    def add_gap(self, camera_id: str, start_ms: int, end_ms: int, reason: GapReason) -> None:
        """Store a finished gap."""

    def carve_gaps(self, camera_id: str, start_ms: int, end_ms: int) -> None:
        """Take [start, end) out of all gaps."""


class Ledger:
    """One camera's ledger; used by one thread at a time."""

    def __init__(self, store: GapStore, camera_id: str) -> None:
        """Read where the camera's story stands."""
        self._store = store
        self._camera_id = camera_id
        self._covered_ms = store.covered_until(camera_id)
        self._gap = store.current_gap(camera_id)
        # Why nothing is recorded since `covered_ms`, where the database did not take that down.
        self._unsaid: GapReason | None = None

    @property
    def reason(self) -> GapReason | None:
        """Why nothing is recorded just now; None while something is."""
        return None if self._gap is None else self._gap.reason

    def missing(self, reason: GapReason, at_ms: int) -> None:
        """From the end of what is covered (or `at_ms` for a new camera) on nothing is recorded, for this reason.

        When a gap lasts already and its reason changes, it ends at `at_ms` and the next begins there.
        """
        if self._gap is None:
            self._open(at_ms if self._covered_ms is None else self._covered_ms, reason)
        elif self._gap.reason != reason:
            self._open(max(at_ms, self._gap.start_ms), reason)

    def recorded(self, start_ms: int, end_ms: int) -> None:
        """[start, end) is on disk; whatever lay between the covered life and `start` without a reason is an error."""
        if self._covered_ms is not None and start_ms < self._covered_ms:
            self._store.carve_gaps(self._camera_id, start_ms, end_ms)
        if self._gap is not None:
            self._store.close_gap(self._camera_id, max(start_ms, self._gap.start_ms))
            self._gap = None
        elif self._covered_ms is not None and self._covered_ms < start_ms:
            reason = self._unsaid or GapReason.STREAM_ERROR
            self._store.add_gap(self._camera_id, self._covered_ms, start_ms, reason)
        self._unsaid = None
        self._covered_ms = max(end_ms, self._covered_ms or end_ms)

    def _open(self, start_ms: int, reason: GapReason) -> None:
        self._unsaid = self._unsaid or reason
        self._store.open_gap(self._camera_id, start_ms, reason)
        self._gap = Gap(camera_id=self._camera_id, start_ms=start_ms, end_ms=None, reason=reason)
        self._unsaid = None
        self._covered_ms = max(start_ms, self._covered_ms or start_ms)
