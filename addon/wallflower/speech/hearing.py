"""How far a camera's sound was searched, and which stretches still have to be read back from its recording.

After a crash everything after the stored instant is searched again: what was found already is not found twice, because
the queue leaves out stretches it has.
"""

from dataclasses import dataclass, field

from wallflower.store.utterances import NewUtterance, Utterances

LONGEST_LOOK_BACK_MS = 3_600_000
SAVE_EVERY_MS = 5_000
# A lost fragment is 300 ms and more. Shorter holes are the jitter of a codec's frames, not missed speech.
LEAST_HOLE_MS = 200
# Speech this soon after a hole may have begun in it: its rest may be too short for an utterance of its own, and the
# voice detector needs a moment to be sure. So the search goes on for so long, and what is heard live there is its own.
EDGE_MS = 1_000


@dataclass(slots=True)
class Unheard:
    """A stretch to be searched in the recording; `start_ms` moves on while it is. Live sound began at `live_from_ms`.

    `deferred` was heard live, but may be the rest of something that began in the hole or ended in it; it is found whole
    in the recording, or queued as it is when the recording does not have it.
    """

    start_ms: int
    end_ms: int
    live_from_ms: int
    deferred: list[NewUtterance] = field(default_factory=list)


class Hearing:
    """One camera's progress. Used by one thread at a time."""

    def __init__(self, queue: Utterances, camera_id: str) -> None:
        """Go on where the stored progress ends."""
        self._queue = queue
        self._camera_id = camera_id
        self._pending: list[Unheard] = []
        self._live_ms = queue.heard_until(camera_id)
        self._saved_ms = self._live_ms
        self._end_ms = self._live_ms

    @property
    def pending(self) -> tuple[Unheard, ...]:
        """What has to be read back, oldest first."""
        return tuple(self._pending)

    def arrived(self, start_ms: int, end_ms: int, *, is_recorded: bool) -> None:
        """Note that live sound of [start_ms, end_ms) arrived; a hole before it is to be read back where recorded."""
        if is_recorded and self._end_ms is not None and start_ms - self._end_ms >= LEAST_HOLE_MS:
            from_ms = max(self._live_ms or 0, start_ms - LONGEST_LOOK_BACK_MS)
            self._miss(Unheard(from_ms, start_ms + EDGE_MS, start_ms))
            self._live_ms = start_ms
        self._end_ms = end_ms

    def defer(self, new: NewUtterance) -> bool:
        """Leave a live utterance at the edge of a hole to the search in the recording; False when there is no hole."""
        for unheard in self._pending:
            if new.start_ms <= unheard.live_from_ms + EDGE_MS and new.end_ms >= unheard.start_ms:
                unheard.end_ms = max(unheard.end_ms, new.end_ms)
                unheard.deferred.append(new)
                return True
        return False

    def is_edge_settled(self, unheard: Unheard) -> bool:
        """Whether all speech that began at the end of a stretch has ended, so that the search will find it whole."""
        return self._live_ms is not None and self._live_ms > unheard.live_from_ms + EDGE_MS

    def settled(self, until_ms: int | None) -> None:
        """Note that live sound before this instant is done with, and store the progress now and then."""
        if until_ms is not None:
            self._live_ms = until_ms
        until = self.until_ms
        if until is not None and (self._saved_ms is None or abs(until - self._saved_ms) >= SAVE_EVERY_MS):
            self.save()

    def missed(self, until_ms: int) -> None:
        """Note that it was recorded up to an instant what did not arrive as sound; that is to be read back."""
        if self._end_ms is not None and until_ms - self._end_ms >= LEAST_HOLE_MS:
            from_ms = max(self._live_ms or 0, until_ms - LONGEST_LOOK_BACK_MS)
            self._miss(Unheard(from_ms, until_ms, until_ms))
            self._live_ms = self._end_ms = until_ms

    def rested(self) -> None:
        """Note that no more sound arrives, and that all that did is done with."""
        self._live_ms = self._end_ms

    @property
    def until_ms(self) -> int | None:
        """The instant before which everything was searched."""
        return min(unheard.start_ms for unheard in self._pending) if self._pending else self._live_ms

    def read_back(self, unheard: Unheard, until_ms: int) -> None:
        """Note that a pending stretch was searched so far."""
        unheard.start_ms = max(unheard.start_ms, until_ms)
        if unheard.start_ms >= unheard.end_ms:
            self._pending.remove(unheard)
        self.settled(None)

    def _miss(self, unheard: Unheard) -> None:
        """Note a stretch; one that meets the last is searched with it, or speech would be cut where they do."""
        last = self._pending[-1] if self._pending else None
        if last is not None and last.start_ms <= unheard.start_ms <= last.end_ms:
            last.end_ms, last.live_from_ms = unheard.end_ms, unheard.live_from_ms
        else:
            self._pending.append(unheard)

    def save(self) -> None:
        """Store the progress."""
        if (until_ms := self.until_ms) is not None and until_ms != self._saved_ms:
            self._queue.set_heard_until(self._camera_id, until_ms)
            self._saved_ms = until_ms
