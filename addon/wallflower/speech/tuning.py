"""The search for speech settings that suit a camera: one knob after another, as long as the word error rate falls.

It is a coordinate descent from the better of the settings at the start and the server's own. The gates are judged after
decoding and cost nothing, so each trial tries them all. Of equals the earlier wins: nothing changes without a gain, and
gates open no further than the samples need.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from wallflower.errors import UnavailableError
from wallflower.speech.tuning_trial import Rehearsing, Score
from wallflower.wire_codec import Wire
from wallflower.wire_options import GateOptions, SpeechOptions
from wallflower.wire_tuning import TunedOptions, TuningTrial

MOST_ROUNDS = 3
STRICT: Final = GateOptions(
    surely_no_speech=0.8, maybe_no_speech=0.45, doubtful_logprob=-0.6, weak_logprob=-0.4, weak_no_speech=0.2
)
LENIENT: Final = GateOptions(
    surely_no_speech=0.97, maybe_no_speech=0.8, doubtful_logprob=-1.0, weak_logprob=-0.8, weak_no_speech=0.6
)
GATES: Final = (GateOptions(), STRICT, LENIENT)
# By knob: what is tried besides what is set. Those with the greatest effect on far microphones come first.
_VOICES: Final[tuple[dict[str, Any], ...]] = (
    {"onset": 0.35, "offset": 0.2},
    {"onset": 0.2, "offset": 0.1},
    {"onset": 0.65, "offset": 0.5},
    {"least_speech_ms": 100},
    {"least_speech_ms": 400},
    {"close_ms": 400},
    {"close_ms": 1000},
    {"pre_roll_ms": 500, "tail_ms": 500},
    {"pre_roll_ms": 150, "tail_ms": 150},
    {"longest_ms": 10_000},
)
_DECODINGS: Final[tuple[dict[str, Any], ...]] = (
    {"beam": 1},
    {"beam": 8},
    {"temperatures": (0.0,)},
    {"temperatures": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)},
)


class OverError(Exception):
    """The time for the search is over."""


class Search:
    """Searches for one camera; `trials` and `best` are what was found so far, also after `OverError`."""

    def __init__(self, rehearsal: Rehearsing, start: TunedOptions, most_trials: int) -> None:
        """Score with this rehearsal, beginning with these options."""
        self.trials: list[TuningTrial] = []
        self.best = 0
        self._rehearsal = rehearsal
        self._start = start
        self._most = most_trials
        self._gates = tuple(dict.fromkeys((start.gates, *GATES)))
        self._tried: set[TunedOptions] = set()

    def run(self, on_trial: Callable[[], None]) -> bool:
        """Try everything and return true; false when time or trials ran out before. Raise `UnavailableError`."""
        try:
            self._try(self._start, [self._start.gates])
            on_trial()
            return self._descend(on_trial)
        except OverError:
            if not self.trials:
                message = "the samples could not be heard even once in this time: allow more, or use fewer samples"
                raise UnavailableError(message) from None
            return False

    def _descend(self, on_trial: Callable[[], None]) -> bool:
        for options in (self._start, TunedOptions.of(SpeechOptions())):
            if not self._next(options, on_trial):
                return False
        for _ in range(MOST_ROUNDS):
            before = self.best
            for change in range(len(_VOICES) + len(_DECODINGS)):
                if not self._next(_changed(self.trials[self.best].options, change), on_trial):
                    return False
            if self.best == before:
                return True
        return True

    def _next(self, options: TunedOptions, on_trial: Callable[[], None]) -> bool:
        """Try options unless they were, or nothing can be better; false when there may be no more trials."""
        hearing = replace(options, gates=GateOptions())
        if hearing in self._tried or self.trials[self.best].wer == 0.0:
            return True
        if len(self.trials) >= self._most:
            return False
        self._tried.add(hearing)
        self._try(options, self._gates)
        on_trial()
        return True

    def _try(self, options: TunedOptions, gates: Sequence[GateOptions]) -> None:
        scores = self._rehearsal.score(options, gates)
        best = min(range(len(gates)), key=lambda index: scores[index].wer)
        self.trials.append(_trial(self._start, replace(options, gates=gates[best]), scores[best]))
        if self.trials[-1].wer < self.trials[self.best].wer:
            self.best = len(self.trials) - 1


def _changed(options: TunedOptions, index: int) -> TunedOptions:
    if index < len(_VOICES):
        return replace(options, vad=replace(options.vad, **_VOICES[index]))
    return replace(options, **_DECODINGS[index - len(_VOICES)])


def _trial(start: TunedOptions, options: TunedOptions, score: Score) -> TuningTrial:
    return TuningTrial(
        options=options,
        changed=tuple(_differences(start, options)),
        wer=score.wer,
        wrong=score.wrong,
        missing=score.missing,
        invented=score.invented,
        seconds=score.seconds,
    )


def _differences(one: Wire, other: Wire, prefix: str = "") -> Iterator[str]:
    """Yield the dotted names of what differs."""
    for each in fields(one):
        before, after = getattr(one, each.name), getattr(other, each.name)
        if isinstance(before, Wire):
            yield from _differences(before, after, f"{prefix}{each.name}.")
        elif before != after:
            yield prefix + each.name
