"""What is kept out of the transcript, and what must not be."""

import math
from dataclasses import replace

import pytest

from wallflower.speech.engine import HeardSegment
from wallflower.speech.gates import EVERYDAY, SUBTITLES, Drop, judge, plain_words
from wallflower.wire_options import GateOptions


def segment(text: str, **changes: float) -> HeardSegment:
    sure = HeardSegment(text=text, start_s=0.3, end_s=2.5, logprob=-0.2, no_speech=0.01, compression=1.0)
    return replace(sure, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["The front door is open.", "Ok.", "Sure", "Thank you.", "Nein!", "今日は", "42"])
def test_confident_speech_passes_whatever_it_says(text: str) -> None:
    assert judge(segment(text)) is None


@pytest.mark.parametrize("phrase", sorted(EVERYDAY | SUBTITLES))
def test_no_phrase_is_dropped_for_its_words_alone(phrase: str) -> None:
    assert judge(segment(phrase)) is None


@pytest.mark.parametrize(
    ("text", "changes", "reason"),
    [
        ("Thank you.", {"no_speech": 0.95}, Drop.NO_SPEECH),
        ("the door is open", {"no_speech": 0.7, "logprob": -0.8}, Drop.NO_SPEECH),
        ("ha " * 40, {"compression": 2.5}, Drop.COMPRESSION),
        ("no " * 30, {}, Drop.LOOP),
        ("I am going " * 6, {}, Drop.LOOP),
        ("no no no no no no no no no", {"end_s": 9.0, "logprob": -0.9}, Drop.LOOP),
        (" ".join(f"word{number}" for number in range(10_000)), {}, Drop.TOO_FAST),
        ("Thanks for watching!", {"logprob": -0.6}, Drop.PHRASE),
        ("Vielen Dank.", {"logprob": -0.6, "no_speech": 0.4}, Drop.PHRASE),
        ("", {}, Drop.EMPTY),
        (" … !", {}, Drop.EMPTY),
        ("hello", {"logprob": math.nan}, Drop.EMPTY),
        ("hello", {"no_speech": math.inf}, Drop.EMPTY),
    ],
)
def test_invented_text_is_dropped_with_its_reason(text: str, changes: dict[str, float], reason: Drop) -> None:
    assert judge(segment(text, **changes)) is reason


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("the door is open", {"no_speech": 0.89}),
        ("the door is open", {"no_speech": 0.7, "logprob": -0.6}),
        ("help help help help help help help help", {"end_s": 4.5}),
        ("no no no no", {"end_s": 0.7}),
        ("Thank you.", {"logprob": -0.6}),
        ("Thank you.", {"no_speech": 0.5}),
        ("Thanks for watching the children", {"logprob": -0.6}),
    ],
)
def test_doubtful_but_possible_speech_passes(text: str, changes: dict[str, float]) -> None:
    assert judge(segment(text, **changes)) is None


UNKNOWN = {"logprob": None, "no_speech": None, "compression": None}


@pytest.mark.parametrize(
    ("text", "end_s", "reason"),
    [
        ("the front door is open", 2.5, None),
        ("Thank you.", 2.5, None),
        ("Thank you.", 9.0, None),
        ("Thanks for watching!", 1.5, None),
        ("Thanks for watching!", 6.0, Drop.PHRASE),
        ("Thanks for watching!", 0.4, Drop.PHRASE),
        ("no " * 30, 2.5, Drop.LOOP),
        ("no " * 9, 9.0, None),
        (" ".join(f"word{number}" for number in range(10_000)), 20.0, Drop.TOO_FAST),
        ("", 2.5, Drop.EMPTY),
    ],
)
def test_where_nothing_is_known_of_the_confidence_loops_and_pace_decide(
    text: str, end_s: float, reason: Drop | None
) -> None:
    assert judge(replace(segment(text, end_s=end_s), **UNKNOWN)) is reason  # type: ignore[arg-type]


def test_words_are_compared_without_case_and_punctuation() -> None:
    assert plain_words("Merci d’avoir REGARDÉ, cette  vidéo!") == ["merci", "d", "avoir", "regardé", "cette", "vidéo"]


@pytest.mark.parametrize(
    ("limits", "text", "changes", "reason"),
    [
        (GateOptions(surely_no_speech=0.99), "hello there", {"no_speech": 0.95}, None),
        (GateOptions(maybe_no_speech=0.2), "hello there", {"no_speech": 0.3, "logprob": -0.8}, Drop.NO_SPEECH),
        (GateOptions(doubtful_logprob=-0.1, maybe_no_speech=0.005), "hello there", {}, Drop.NO_SPEECH),
        (GateOptions(most_compression=3.0), "hello there", {"compression": 2.9}, None),
        (GateOptions(fastest_repeats_per_s=1.0), "no no no no no no no no", {"end_s": 6.0}, Drop.LOOP),
        (GateOptions(fastest_words_per_s=20.0), " ".join(f"w{n}" for n in range(40)), {}, None),
        (GateOptions(weak_logprob=-0.1), "Thanks for watching", {}, Drop.PHRASE),
        (GateOptions(weak_no_speech=0.005), "Thanks for watching", {}, Drop.PHRASE),
    ],
)
def test_each_threshold_is_the_cameras(
    limits: GateOptions, text: str, changes: dict[str, float], reason: Drop | None
) -> None:
    assert judge(segment(text, **changes), limits) is reason
    assert judge(segment(text, **changes)) is not reason
