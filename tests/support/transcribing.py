"""The queue's worker with everything around it, for tests that bring their own engine."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import select

from wallflower.speech.audio import AudioSource, ReadRecorded, Recorded
from wallflower.speech.host import EngineHost
from wallflower.speech.languages import LanguageKeeper
from wallflower.speech.partials import Partials
from wallflower.speech.pressure import Effort
from wallflower.speech.tally import Tally
from wallflower.speech.transcriber import Desk, Order, Transcriber
from wallflower.speech.treatment import Treatment
from wallflower.store.database import Database
from wallflower.store.languages import Languages
from wallflower.store.passes import Passes
from wallflower.store.schema import utterance
from wallflower.store.utterances import NewUtterance, Priority, Utterances
from wallflower.wire import Line
from wallflower.wire_speech import Partial

START_MS = 1_700_000_000_000


def recorded(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
    """Return silence that was recorded without a hole."""
    return Recorded(np.zeros((end_ms - start_ms) * 16, np.float32), [(start_ms, end_ms)])


def nothing_recorded(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
    """Return a hole."""
    return Recorded(np.zeros((end_ms - start_ms) * 16, np.float32), ())


@dataclass(slots=True)
class Rig:
    """A transcriber over a database; `treatments` and `effort` may be changed at any time."""

    database: Database
    read_recorded: ReadRecorded = recorded
    treatments: dict[str, Treatment] = field(default_factory=dict)
    effort: Effort = Effort.CAREFUL
    lines: list[Line] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    queue: Utterances = field(init=False)
    audio: AudioSource = field(init=False)
    desk: Desk = field(init=False)
    transcriber: Transcriber = field(init=False)
    partials: Partials = field(init=False)
    told: list[Partial] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.queue = Utterances(self.database)
        self.audio = AudioSource(self.read_recorded)
        self.desk = Desk(
            queue=self.queue,
            audio=self.audio,
            languages=LanguageKeeper(Languages(self.database)),
            passes=Passes(self.database),
            treatments=lambda: self.treatments,
            on_line=self.lines.append,
        )
        self.transcriber = Transcriber(self.desk, self.tally)
        self.partials = Partials(self.desk, self.tally, self.told.append)

    @property
    def order(self) -> Order:
        """Serve all cameras."""
        return Order(cameras=frozenset(self.treatments), effort=self.effort)

    def add(self, camera_id: str, second: float, length_ms: int = 2_000, priority: Priority = Priority.NORMAL) -> None:
        """Queue speech that began so many seconds after `START_MS`."""
        start_ms = START_MS + int(second * 1000)
        self.queue.add(
            NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=start_ms + length_ms, priority=priority)
        )

    async def drain(self, host: EngineHost) -> None:
        """Work until nothing is left that can be done now."""
        while await host.is_ready() and await self.transcriber.work_once(host, self.order):
            pass

    def states(self) -> list[tuple[str, str | None]]:
        """Return (state, reason) of every utterance in the order of time."""
        with self.database.read() as connection:
            rows = connection.execute(select(utterance).order_by(utterance.c.start_ms)).all()
        return [(row.state, row.reason) for row in rows]

    def count(self) -> Counter[str]:
        """Count utterances by state."""
        return Counter(state for state, _ in self.states())
