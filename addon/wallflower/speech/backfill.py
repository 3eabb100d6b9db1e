"""Searches recordings for speech that nobody listened to: what was said while this process was down or too slow."""

from wallflower import clock
from wallflower.speech.audio import LONGEST_SETTLING_MS, SETTLING_MS, ReadRecorded, Recorded
from wallflower.speech.ear import Ear
from wallflower.speech.hearing import EDGE_MS, Hearing, Unheard
from wallflower.speech.segmenter import Finding, Utterance
from wallflower.speech.sound import RATE_KHZ
from wallflower.speech.vad import VoiceModel
from wallflower.store.utterances import NewUtterance, Priority, Utterances
from wallflower.wire_options import VoiceOptions

PIECE_MS = 30_000


class Backfill:
    """Reads pieces of one camera's unheard stretches. Its methods block."""

    def __init__(self, camera_id: str, model: VoiceModel, queue: Utterances, read_recorded: ReadRecorded) -> None:
        """Put what is found into `queue`, behind everything that is live."""
        self.voice = VoiceOptions()
        self._camera_id = camera_id
        self._model = model
        self._queue = queue
        self._read_recorded = read_recorded
        self._ear: Ear | None = None
        self._stretch: Unheard | None = None
        self._at_ms = 0

    def search_next(self, hearing: Hearing) -> bool:
        """Search the next piece of the oldest stretch; False when nothing is to be done now."""
        stretch = next(iter(hearing.pending), None)
        if stretch is None:
            return False
        if self._ear is None or self._stretch is not stretch:
            self._ear, self._stretch, self._at_ms = Ear(self._model, self.voice), stretch, stretch.start_ms
        end_ms = min(self._at_ms + PIECE_MS, stretch.end_ms)
        age_ms = clock.now_ms() - end_ms
        # Live sound that stopped at the edge of a hole for so long will not tell how it ends.
        is_whole = end_ms < stretch.end_ms or hearing.is_edge_settled(stretch) or age_ms > LONGEST_SETTLING_MS
        if age_ms < SETTLING_MS or not is_whole:
            return False
        recorded = self._read_recorded(self._camera_id, self._at_ms, end_ms)
        if recorded.may_grow(end_ms):
            return False
        self._search(self._ear, self._at_ms, recorded)
        self._at_ms = end_ms
        is_talk = self._ear.is_hearing_speech and end_ms - stretch.live_from_ms < self.voice.longest_ms
        if end_ms >= stretch.end_ms and is_talk:
            # Who began in the hole still talks, and the live ear, which was new there, may not have noticed.
            stretch.end_ms = end_ms + EDGE_MS
        if end_ms >= stretch.end_ms:
            self._add(self._ear.flush())
            for new in stretch.deferred:
                self._queue.add(new)
            self._ear = self._stretch = None
            hearing.read_back(stretch, end_ms)
        else:
            hearing.read_back(stretch, self._ear.settled_ms or end_ms)
        return True

    def _search(self, ear: Ear, start_ms: int, recorded: Recorded) -> None:
        for from_ms, until_ms in recorded.covered:
            first, last = ((at_ms - start_ms) * RATE_KHZ for at_ms in (from_ms, until_ms))
            self._add(ear.hear(from_ms, recorded.samples[first:last]))

    def _add(self, findings: list[Finding]) -> None:
        for finding in findings:
            if isinstance(finding, Utterance):
                self._queue.add(
                    NewUtterance(
                        camera_id=self._camera_id,
                        start_ms=finding.start_ms,
                        end_ms=finding.end_ms,
                        priority=Priority.BACKFILL,
                    )
                )
