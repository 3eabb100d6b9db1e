"""Cuts a stream of speech probabilities into utterances. Pure: it knows windows and instants, nothing of sound."""

from dataclasses import dataclass, replace

from wallflower.speech.sound import WINDOW_MS
from wallflower.wire_options import VoiceOptions


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Someone has been talking since `at_ms`, long enough to be sure."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """Nobody talks any more since `at_ms`."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch to be transcribed, with its pre-roll and tail."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class TooShort:
    """Something like a voice, but too short to be speech."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Growing:
    """Speech that is not over yet, as far as it was heard; one that `is_pausing` may end any moment."""

    start_ms: int
    end_ms: int
    is_pausing: bool = False


type Finding = SpeechStarted | SpeechEnded | Utterance | TooShort


@dataclass(frozen=True, slots=True)
class _Voice:
    at_ms: int
    probability: float


@dataclass(frozen=True, slots=True)
class _Talk:
    """Speech that goes on: where its utterance starts, when a voice was last heard, what is known about it."""

    start_ms: int
    voice_end_ms: int
    voiced_ms: int
    is_announced: bool


class Segmenter:
    """Feed it windows in the order of time; it answers with what they decide."""

    def __init__(self, settings: VoiceOptions | None = None) -> None:
        """Start in silence."""
        self._settings = settings or VoiceOptions()
        self._windows: list[_Voice] = []
        self._talk: _Talk | None = None
        self._earliest_ms: int | None = None
        self._now_ms: int | None = None

    @property
    def settled_ms(self) -> int | None:
        """The instant before which no future utterance can start; None before the first window."""
        if self._now_ms is None or self._earliest_ms is None:
            return None
        if self._talk is not None:
            return self._talk.start_ms
        return max(self._earliest_ms, self._now_ms - self._settings.pre_roll_ms)

    @property
    def is_talk(self) -> bool:
        """Whether something has begun that may become an utterance."""
        return self._talk is not None

    @property
    def growing(self) -> Growing | None:
        """What is being said and will be an utterance; None before it is sure to be speech."""
        if self._talk is None or not self._talk.is_announced:
            return None
        now_ms = self._windows[-1].at_ms + WINDOW_MS
        is_pausing = now_ms - self._talk.voice_end_ms >= self._settings.close_ms // 2
        return Growing(self._talk.start_ms, now_ms, is_pausing)

    def push(self, at_ms: int, probability: float) -> list[Finding]:
        """Take the window that starts at `at_ms`: in order, about 32 ms apart; a hole ends the speech."""
        findings = self._make_room(at_ms)
        if self._earliest_ms is None:
            self._earliest_ms = at_ms
        self._now_ms = at_ms + WINDOW_MS
        if self._talk is None:
            if probability < self._settings.onset:
                return findings
            start_ms = max(self._earliest_ms, at_ms - self._settings.pre_roll_ms)
            self._talk = _Talk(start_ms, at_ms, 0, is_announced=False)
        self._windows.append(_Voice(at_ms, probability))
        return findings + self._go_on(self._talk, at_ms, probability)

    def flush(self) -> list[Finding]:
        """End what goes on: no more sound follows. The next window may be at any later instant."""
        findings = self._close(self._talk) if self._talk is not None else []
        self._earliest_ms = self._now_ms = None
        return findings

    def _make_room(self, at_ms: int) -> list[Finding]:
        if self._now_ms is not None and abs(at_ms - self._now_ms) > self._settings.close_ms:
            return self.flush()
        if self._talk is not None and at_ms + WINDOW_MS - self._talk.start_ms > self._settings.longest_ms:
            return self._cut(self._talk)
        return []

    def _go_on(self, talk: _Talk, at_ms: int, probability: float) -> list[Finding]:
        end_ms = at_ms + WINDOW_MS
        findings: list[Finding] = []
        if probability >= self._settings.offset:
            talk = replace(talk, voice_end_ms=end_ms, voiced_ms=talk.voiced_ms + WINDOW_MS)
            if not talk.is_announced and talk.voiced_ms >= self._settings.least_speech_ms:
                talk = replace(talk, is_announced=True)
                findings.append(SpeechStarted(self._windows[0].at_ms))
        self._talk = talk
        return findings + self._close(talk) if end_ms - talk.voice_end_ms >= self._settings.close_ms else findings

    def _close(self, talk: _Talk) -> list[Finding]:
        now_ms = self._windows[-1].at_ms + WINDOW_MS
        end_ms = min(talk.voice_end_ms + self._settings.tail_ms, now_ms)
        self._windows, self._talk, self._earliest_ms = [], None, end_ms
        if not talk.is_announced:
            return [TooShort(talk.start_ms, end_ms)]
        return [Utterance(talk.start_ms, end_ms), SpeechEnded(talk.voice_end_ms)]

    def _cut(self, talk: _Talk) -> list[Finding]:
        """Cut at the least likely speech of the second half; the rest goes on as the next utterance."""
        index = self._least_likely(talk)
        at_ms = self._windows[index].at_ms
        self._windows = self._windows[index:]
        voices = [window for window in self._windows if window.probability >= self._settings.offset]
        self._earliest_ms = at_ms
        if not voices:
            self._windows, self._talk = [], None
            return [Utterance(talk.start_ms, at_ms), SpeechEnded(talk.voice_end_ms)]
        self._talk = replace(talk, start_ms=at_ms, voiced_ms=len(voices) * WINDOW_MS)
        return [Utterance(talk.start_ms, at_ms)]

    def _least_likely(self, talk: _Talk) -> int:
        middle_ms = talk.start_ms + self._settings.longest_ms // 2
        best, best_score = len(self._windows) - 1, float("inf")
        for index in range(2, len(self._windows)):
            if self._windows[index].at_ms < middle_ms:
                continue
            around = self._windows[index - 2 : index + 3]
            score = sum(window.probability for window in around) / len(around)
            if score <= best_score:  # the latest of equals, so that utterances are long
                best, best_score = index, score
        return best
