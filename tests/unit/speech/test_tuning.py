"""The search for settings: which are tried, which win, and when it ends."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from wallflower.errors import UnavailableError
from wallflower.speech.tuning import LENIENT, OverError, Search
from wallflower.speech.tuning_trial import Score
from wallflower.wire_options import GateOptions, SpeechOptions, VoiceOptions
from wallflower.wire_tuning import TunedOptions

START = TunedOptions.of(SpeechOptions())


class House:
    """Scores options by a formula; `after` trials the time is over."""

    def __init__(self, wer: Callable[[TunedOptions], float], after: int = 1000) -> None:
        self._wer = wer
        self._after = after
        self.heard = 0

    def score(self, options: TunedOptions, gates: Sequence[GateOptions]) -> list[Score]:
        if self.heard == self._after:
            raise OverError
        self.heard += 1
        return [self._score(replace(options, gates=each)) for each in gates]

    def _score(self, options: TunedOptions) -> Score:
        return Score(wer=self._wer(options), wrong=1, missing=2, invented=3, seconds=0.5)


def search(house: House, start: TunedOptions = START, most: int = 200) -> tuple[Search, bool]:
    made = Search(house, start, most)
    told: list[int] = []
    complete = made.run(lambda: told.append(len(made.trials)))
    assert told == list(range(1, len(made.trials) + 1)), "each trial is told once"
    return made, complete


def test_nothing_changes_without_a_gain() -> None:
    made, complete = search(House(lambda _: 0.3))
    assert complete
    assert made.best == 0
    assert made.trials[0].options == START
    assert made.trials[0].changed == ()
    assert len({trial.options for trial in made.trials[1:]}) == len(made.trials) - 1, "nothing is tried twice"


def test_one_knob_after_another_is_turned() -> None:
    def wer(options: TunedOptions) -> float:
        return 0.9 - 0.3 * (options.vad.onset < 0.3) - 0.2 * (options.beam == 8) - 0.1 * (options.vad.close_ms == 400)

    made, complete = search(House(wer))
    best = made.trials[made.best]
    assert complete
    assert best.wer == pytest.approx(0.3)
    assert (best.options.vad.onset, best.options.beam, best.options.vad.close_ms) == (0.2, 8, 400)
    assert set(best.changed) == {"vad.onset", "vad.offset", "vad.close_ms", "beam"}
    assert (best.wrong, best.missing, best.invented, best.seconds) == (1, 2, 3, 0.5)


def test_gates_and_voice_that_only_help_together_are_found() -> None:
    """With the wrong gates nothing is seen of a better onset, and the other way round."""
    start = replace(START, gates=GateOptions(surely_no_speech=0.01), vad=VoiceOptions(onset=0.99))

    def wer(options: TunedOptions) -> float:
        return 0.1 if options.gates.surely_no_speech > 0.5 and options.vad.onset <= 0.5 else 1.0

    made, _ = search(House(wer), start)
    best = made.trials[made.best]
    assert best.wer == 0.1
    assert best.options.gates == GateOptions(), "gates open no further than they must"


def test_gates_open_when_that_helps() -> None:
    made, _ = search(House(lambda options: 0.2 if options.gates == LENIENT else 0.6))
    assert made.trials[made.best].options.gates == LENIENT


def test_it_ends_when_nothing_can_be_better() -> None:
    house = House(lambda options: 0.0 if options.vad.onset == 0.35 else 0.5)
    made, complete = search(house)
    assert complete
    assert made.best == len(made.trials) - 1


def test_trials_are_bounded() -> None:
    made, complete = search(House(lambda _: 0.3), most=4)
    assert (len(made.trials), complete) == (4, False)
    made, complete = search(House(lambda _: 0.3), most=1)
    assert (len(made.trials), made.best, complete) == (1, 0, False)


def test_what_was_found_before_the_time_was_over_counts() -> None:
    made, complete = search(House(lambda options: 0.1 if options.vad.onset == 0.35 else 0.5, after=5))
    assert not complete
    assert len(made.trials) == 5
    assert made.trials[made.best].wer == 0.1


def test_without_time_for_the_first_there_is_nothing() -> None:
    with pytest.raises(UnavailableError, match="allow more, or use fewer samples"):
        search(House(lambda _: 0.3, after=0))
