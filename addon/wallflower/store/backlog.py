"""What waits in the queue of speech, summed up, and what is done with it as a whole: giving way, giving up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select, update

from wallflower.store.database import Database
from wallflower.store.dialect import total
from wallflower.store.schema import utterance
from wallflower.store.utterances import FIRST_TIME, Priority, State, is_undone

# Rows looked at in one go; what is left over is dealt with the next time.
MOST_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Seconds of speech by priority and by camera, counts of what waits and is worked on, when the oldest was said."""

    live_s: float = 0.0
    normal_s: float = 0.0
    later_s: float = 0.0
    queued: int = 0
    running: int = 0
    oldest_ms: int | None = None
    cameras_s: Mapping[str, float] = field(default_factory=dict)

    @property
    def total_s(self) -> float:
        """Everything."""
        return self.live_s + self.normal_s + self.later_s


class Backlog:
    """The queue as a whole; second transcriptions are not part of it."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def waiting(self) -> Waiting:
        """Return what waits or is worked on."""
        length = total(utterance.c.end_ms - utterance.c.start_ms)
        wanted = (
            select(
                utterance.c.camera_id,
                utterance.c.state,
                utterance.c.priority,
                func.count().label("utterances"),
                length.label("length_ms"),
                func.min(utterance.c.start_ms).label("oldest_ms"),
            )
            .where(is_undone(), utterance.c.priority.in_(FIRST_TIME))
            .group_by(utterance.c.camera_id, utterance.c.state, utterance.c.priority)
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        seconds = dict.fromkeys(FIRST_TIME, 0.0)
        cameras: defaultdict[str, float] = defaultdict(float)
        counts = {State.QUEUED: 0, State.RUNNING: 0}
        for row in rows:
            length_s = float(row.length_ms) / 1000
            seconds[Priority(row.priority)] += length_s
            cameras[row.camera_id] += length_s
            counts[State(row.state)] += row.utterances
        return Waiting(
            live_s=seconds[Priority.LIVE],
            normal_s=seconds[Priority.NORMAL],
            later_s=seconds[Priority.BACKFILL],
            queued=counts[State.QUEUED],
            running=counts[State.RUNNING],
            oldest_ms=min((row.oldest_ms for row in rows), default=None),
            cameras_s=dict(cameras),
        )

    def spill(self, seconds: float) -> int:
        """Let about that much of the oldest ordinary speech wait behind everything else; return how many that were."""
        with self._database.write() as connection:
            ids = _oldest(connection, Priority.NORMAL, seconds)
            connection.execute(update(utterance).where(utterance.c.id.in_(ids)).values(priority=int(Priority.BACKFILL)))
        return len(ids)

    def give_up(self, seconds: float, reason: str) -> int:
        """Drop about that much of the oldest speech of the lowest priority; return how many utterances that were."""
        with self._database.write() as connection:
            ids = _oldest(connection, Priority.BACKFILL, seconds)
            connection.execute(
                update(utterance).where(utterance.c.id.in_(ids)).values(state=State.DROPPED, reason=reason, audio=None)
            )
        return len(ids)


def _oldest(connection: Connection, priority: Priority, seconds: float) -> list[int]:
    rows = connection.execute(
        select(utterance.c.id, utterance.c.start_ms, utterance.c.end_ms)
        .where(is_undone(), utterance.c.state == State.QUEUED, utterance.c.priority == int(priority))
        .order_by(utterance.c.start_ms)
        .limit(MOST_AT_ONCE)
    ).all()
    ids: list[int] = []
    left_ms = seconds * 1000
    for row in rows:
        if left_ms <= 0:
            break
        ids.append(row.id)
        left_ms -= row.end_ms - row.start_ms
    return ids
