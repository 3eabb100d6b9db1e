"""From sound to utterances: gate, network and segmenter of one stream of sound."""

from collections import Counter, deque

import numpy as np
from numpy.typing import NDArray

from wallflower.speech.gate import EnergyGate
from wallflower.speech.microphone import Microphone
from wallflower.speech.segmenter import Finding, Growing, Segmenter, TooShort
from wallflower.speech.sound import RATE_KHZ, WINDOW, WINDOW_MS, Samples
from wallflower.speech.vad import VoiceDetector, VoiceModel
from wallflower.wire_options import VoiceOptions

# Sound whose instant differs by more from where the last ended is not its continuation.
HOLE_MS = 250
# Windows kept unjudged while the gate is closed, so that the network hears how speech began: about 0.3 s.
LOOK_BACK = 10
# What the microphone's report counts as speech, whatever the camera's own threshold.
VOICED = 0.5


class Ear:
    """Listens to one stream. `dropped` counts by reason what was not searched or was no speech."""

    def __init__(
        self, model: VoiceModel, voice: VoiceOptions | None = None, microphone: Microphone | None = None
    ) -> None:
        """Start in an unknown place; what is heard is measured by `microphone`."""
        self.dropped: Counter[str] = Counter()
        self._detector = VoiceDetector(model)
        self._gate = EnergyGate()
        self._segmenter = Segmenter(voice)
        self._microphone = microphone or Microphone()
        self._rest: Samples = np.zeros(0, np.float32)
        self._next_ms: int | None = None
        self._held: deque[tuple[int, Samples]] = deque()
        self._was_open = True

    @property
    def settled_ms(self) -> int | None:
        """The instant before which no future utterance starts; None while nothing was heard since a hole."""
        return self._segmenter.settled_ms

    @property
    def is_hearing_speech(self) -> bool:
        """Whether what may be an utterance has begun and not ended."""
        return self._segmenter.is_talk

    @property
    def growing(self) -> Growing | None:
        """What is being said and not over yet."""
        return self._segmenter.growing

    def hear(self, start_ms: int, samples: Samples) -> list[Finding]:
        """Take sound that starts at `start_ms`; a hole before it ends what was being said."""
        findings: list[Finding] = []
        if self._next_ms is not None and abs(start_ms - self._next_ms) > HOLE_MS:
            findings += self.flush()
        rest_ms = len(self._rest) // RATE_KHZ
        sound = np.concatenate([self._rest, np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)])
        count = len(sound) // WINDOW
        windows = sound[: count * WINDOW].reshape(count, WINDOW)
        self._rest = sound[count * WINDOW :].copy()
        self._next_ms = start_ms + len(samples) // RATE_KHZ
        starts_ms = [start_ms - rest_ms + index * WINDOW // RATE_KHZ for index in range(count)]
        return self._note(findings + self._search(starts_ms, windows))

    def flush(self) -> list[Finding]:
        """End what goes on: the sound stops here."""
        findings = self._let_go(0)
        self._rest, self._next_ms = np.zeros(0, np.float32), None
        self._detector.reset()
        return self._note(findings + self._segmenter.flush())

    def change(self, voice: VoiceOptions) -> list[Finding]:
        """Judge by other settings from now on; what is being said ends."""
        findings = self.flush()
        self._segmenter = Segmenter(voice)
        return findings

    def _search(self, starts_ms: list[int], windows: NDArray[np.float32]) -> list[Finding]:
        if not starts_ms:
            return []
        findings: list[Finding] = []
        pending: list[tuple[int, Samples]] = []
        is_opens = self._gate.judge(windows)
        self._microphone.heard(starts_ms[-1] + WINDOW_MS, windows, self._gate.levels_db, self._gate.floor_db)
        for start_ms, window, is_open in zip(starts_ms, windows, is_opens, strict=True):
            if is_open:
                if not self._was_open:
                    self._detector.reset()
                pending += [*self._held, (start_ms, window)]
                self._held.clear()
            else:
                findings += self._judge(pending)
                pending = []
                self._held.append((start_ms, window.copy()))
                findings += self._let_go(LOOK_BACK)
            self._was_open = is_open
        return findings + self._judge(pending)

    def _judge(self, windows: list[tuple[int, Samples]]) -> list[Finding]:
        if not windows:
            return []
        sound = np.stack([window for _, window in windows])
        probabilities = self._detector.probabilities(sound)
        self._microphone.spoken(sound[probabilities >= VOICED])
        findings: list[Finding] = []
        for (start_ms, _), probability in zip(windows, probabilities, strict=True):
            findings += self._segmenter.push(start_ms, float(probability))
        return findings

    def _let_go(self, kept: int) -> list[Finding]:
        """Pass all but the last `kept` of the held windows on as silence, unjudged."""
        findings: list[Finding] = []
        while len(self._held) > kept:
            start_ms, _ = self._held.popleft()
            self.dropped["energy"] += 1
            findings += self._segmenter.push(start_ms, 0.0)
        return findings

    def _note(self, findings: list[Finding]) -> list[Finding]:
        self.dropped["too_short"] += sum(isinstance(finding, TooShort) for finding in findings)
        return findings
