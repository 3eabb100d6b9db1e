"""How well a camera's speech would be understood with other settings: samples go the way that its sound goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import jiwer

from wallflower import clock
from wallflower.speech.ear import Ear
from wallflower.speech.engine import Heard, Window
from wallflower.speech.gates import judge
from wallflower.speech.sanity import checked
from wallflower.speech.segmenter import Utterance
from wallflower.speech.sound import RATE_KHZ, Samples
from wallflower.speech.vad import VoiceModel
from wallflower.store.folding import clean, fold
from wallflower.wire_options import GateOptions
from wallflower.wire_tuning import TunedOptions


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """Sound, and what is said in it."""

    samples: Samples = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Word errors over all samples; `seconds` is how long the engine worked on them."""

    wer: float
    wrong: int
    missing: int
    invented: int
    seconds: float


class Rehearsing(Protocol):
    """Tells how well some options do, each with several gates; one score for each of the gates."""

    def score(self, options: TunedOptions, gates: Sequence[GateOptions]) -> list[Score]:
        """Return the scores; raise whatever ends the work."""
        ...


@dataclass(frozen=True, slots=True)
class _Decoded:
    heard: Heard = field(repr=False)
    seconds: float


class Rehearsal:
    """Hears the samples through ear, engine and gates. What was decoded once is remembered.

    Both sides are compared as a search sees them: without case, punctuation and accents, one word per character in
    scripts without spaces.
    """

    def __init__(
        self,
        voice_model: VoiceModel,
        transcribe: Callable[[Window], Heard],
        like: Window,
        samples: Sequence[Sample],
        before_each: Callable[[], None],
    ) -> None:
        """Decode windows `like` this one; `before_each` is called before each step, and may raise to end it all."""
        self._voice_model = voice_model
        self._transcribe = transcribe
        self._like = like
        self._samples = samples
        self._said = [plain(sample.text) for sample in samples]
        self._before_each = before_each
        self._decoded: dict[tuple[int, Utterance, int, tuple[float, ...]], _Decoded] = {}

    def score(self, options: TunedOptions, gates: Sequence[GateOptions]) -> list[Score]:
        """Return how well these options do with each of these gates."""
        heard = [self._hear(index, options) for index in range(len(self._samples))]
        seconds = sum(decoded.seconds for parts in heard for decoded in parts)
        return [self._compare([_text(parts, limits) for parts in heard], seconds) for limits in gates]

    def _hear(self, index: int, options: TunedOptions) -> list[_Decoded]:
        self._before_each()
        ear = Ear(self._voice_model, options.vad)
        findings = [*ear.hear(0, self._samples[index].samples), *ear.flush()]
        return [self._decode(index, found, options) for found in findings if isinstance(found, Utterance)]

    def _decode(self, index: int, span: Utterance, options: TunedOptions) -> _Decoded:
        key = (index, span, options.beam, options.temperatures)
        if key not in self._decoded:
            self._before_each()
            samples = self._samples[index].samples[span.start_ms * RATE_KHZ : span.end_ms * RATE_KHZ]
            window = replace(self._like, samples=samples, beam=options.beam, temperatures=options.temperatures)
            began_s = clock.monotonic_s()
            heard = checked(self._transcribe(window), window)
            self._decoded[key] = _Decoded(heard, clock.monotonic_s() - began_s)
        return self._decoded[key]

    def _compare(self, heard: list[str], seconds: float) -> Score:
        counted = jiwer.process_words(self._said, heard)
        return Score(
            wer=round(counted.wer, 4),
            wrong=counted.substitutions,
            missing=counted.deletions,
            invented=counted.insertions,
            seconds=round(seconds, 3),
        )


def plain(text: str) -> str:
    """Return the words that count; empty when there are none."""
    return fold(clean(text))


def _text(parts: Sequence[_Decoded], gates: GateOptions) -> str:
    segments = (segment for part in parts for segment in part.heard.segments)
    return plain(" ".join(segment.text for segment in segments if judge(segment, gates) is None))
