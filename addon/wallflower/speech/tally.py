"""Counts of what became of speech and of what was decided about it, and how fast the work goes."""

from collections import Counter, deque

# Windows of the past that the speed is measured over: a change of effort shows soon, one odd window does not.
MEASURED_WINDOWS = 16


class Tally:
    """Since the process started. `counts` are utterances, `drops` and `decisions` count by reason."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.counts: Counter[str] = Counter()
        self.drops: Counter[str] = Counter()
        self.decisions: Counter[str] = Counter()
        self.heard_s = 0.0
        self.busy_s = 0.0
        self._windows: deque[tuple[float, float]] = deque(maxlen=MEASURED_WINDOWS)

    @property
    def rtf(self) -> float | None:
        """Seconds of work per second of speech lately; None before the first window."""
        speech_s = sum(speech for speech, _ in self._windows)
        return sum(busy for _, busy in self._windows) / speech_s if speech_s else None

    def window(self, speech_s: float, busy_s: float, utterances: int) -> None:
        """Note a window that was transcribed."""
        self.heard_s += speech_s
        self.busy_s += busy_s
        self._windows.append((speech_s, busy_s))
        self.decisions["window"] += 1
        if utterances > 1:
            self.decisions["packed_window"] += 1
            self.decisions["packed"] += utterances
