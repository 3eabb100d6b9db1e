"""What the server knows of every camera's state, and its honest answer when it does not know."""

from collections.abc import Iterable

from wallflower.clock import monotonic_s, now_ms
from wallflower.store.cameras import CameraRow
from wallflower.wire import CameraStatus, ConnectionState, ErrorCode, Problem

LOST = "the recording process does not answer; it is being restarted"


class StatusBoard:
    """The newest status of each camera, as the ingest process told it. Used on one event loop only."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[str, CameraStatus] = {}
        self._moving: set[str] = set()
        self._lost_ms: int | None = None
        self._doubted_ms: int | None = None
        self._asked_s: float | None = None

    @property
    def is_lost(self) -> bool:
        """Whether the ingest process does not answer, so that nothing known counts."""
        return self._lost_ms is not None

    def get(self, row: CameraRow) -> CameraStatus:
        """Return a camera's status: unknown with a reason while ingest is silent, never the last one it had."""
        since_ms = self._doubted_ms if self._lost_ms is None else self._lost_ms
        if since_ms is not None:
            problem = Problem(code=ErrorCode.UNAVAILABLE, message=LOST, at_ms=since_ms)
            return CameraStatus(
                camera_id=row.id,
                running=row.enabled,
                connection=ConnectionState.UNKNOWN,
                since_ms=since_ms,
                problem=problem,
            )
        known = self._known.get(row.id)
        if known is not None:
            return known
        state = ConnectionState.UNKNOWN if row.enabled else ConnectionState.STOPPED
        return CameraStatus(camera_id=row.id, running=row.enabled, connection=state, since_ms=row.created_ms)

    def learn(self, status: CameraStatus) -> bool:
        """Take a status that ingest sent by itself; return whether it tells anything new.

        It does not end the silence of a lost ingest: what is known of the other cameras is old until it is asked.
        """
        changed = self._known.get(status.camera_id) != status
        self._known[status.camera_id] = status
        return changed and not self.is_lost

    def replace(self, statuses: Iterable[CameraStatus]) -> tuple[CameraStatus, ...]:
        """Take the answer to a question for all statuses; return those that tell anything new."""
        fresh = {status.camera_id: status for status in statuses}
        unclaimed = self.is_lost or self._doubted_ms is not None
        changed = tuple(status for key, status in fresh.items() if unclaimed or self._known.get(key) != status)
        self._known, self._lost_ms, self._doubted_ms = fresh, None, None
        self._asked_s = monotonic_s()
        return changed

    def is_stale(self, fresh_s: float) -> bool:
        """Return whether the last answer is older than this, so that ingest may have died since."""
        return not self.is_lost and self._asked_s is not None and monotonic_s() - self._asked_s > fresh_s

    def doubt(self) -> None:
        """Claim nothing until ingest answers: it was slow to, and may have died."""
        self._doubted_ms = self._doubted_ms or now_ms()

    def lose(self) -> bool:
        """Note that ingest does not answer; return whether that is news."""
        if self.is_lost:
            return False
        self._lost_ms = now_ms()
        return True

    def forget(self, camera_id: str) -> None:
        """Drop a camera that was deleted."""
        self._known.pop(camera_id, None)
        self._moving.discard(camera_id)

    def move(self, camera_id: str, *, moves: bool) -> None:
        """Note whether something moves in front of a camera."""
        if moves:
            self._moving.add(camera_id)
        else:
            self._moving.discard(camera_id)

    def moves(self, camera_id: str) -> bool:
        """Return whether something moves in front of a camera, as far as it was told."""
        return camera_id in self._moving
