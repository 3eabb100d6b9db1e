"""Utterances to windows, and words back to their instants."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wallflower.speech.engine import Heard, HeardSegment, HeardWord, Window
from wallflower.speech.gates import Drop
from wallflower.speech.sound import SILENCE
from wallflower.speech.window import PAUSE_S, pack, translated, unpack
from wallflower.store.utterances import Claim

START_MS = 1_700_000_000_000
LIKE = Window(samples=SILENCE, language="en")


def claim(number: int, start_ms: int, length_ms: int) -> Claim:
    at_ms = START_MS + start_ms
    return Claim(id=number, camera_id="a", start_ms=at_ms, end_ms=at_ms + length_ms, attempts=1, created_ms=at_ms)


def sound(length_ms: int, value: float = 0.1) -> np.ndarray:
    return np.full(length_ms * 16, value, np.float32)


def segment(start_s: float, end_s: float, *words: tuple[str, float, float], no_speech: float = 0.0) -> HeardSegment:
    return HeardSegment(
        text=" ".join(word[0] for word in words) or "text",
        start_s=start_s,
        end_s=end_s,
        words=tuple(HeardWord(text=text, start_s=start, end_s=end, probability=0.5) for text, start, end in words),
        logprob=-0.2,
        no_speech=no_speech,
        compression=1.0,
    )


def test_words_of_one_utterance_come_back_in_utc() -> None:
    packed = pack([(claim(7, 5_000, 2_000), sound(2_000))], LIKE)
    assert (len(packed.window.samples), packed.window.language) == (32_000, "en")
    heard = Heard(
        language="en", language_probability=1.0, segments=(segment(0.2, 1.2, ("hi", 0.25, 0.6), ("you", 0.6, 1.2)),)
    )
    (result,) = unpack(packed, heard)
    (line,) = result.lines
    assert [(word.text, word.start_ms - START_MS, word.end_ms - START_MS) for word in line.words] == [
        ("hi", 5_250, 5_600),
        ("you", 5_600, 6_200),
    ]
    assert (line.start_ms - START_MS, line.end_ms - START_MS) == (5_250, 6_200)
    assert (line.text, line.confidence, line.language) == ("hi you", 0.5, "en")


def test_several_utterances_share_a_window_and_get_their_own_words_back() -> None:
    first, second = claim(1, 0, 1_000), claim(2, 60_000, 2_000)
    packed = pack([(first, sound(1_000)), (second, sound(2_000))], LIKE)
    offset_s = 1.0 + PAUSE_S
    heard = Heard(
        language="en",
        language_probability=1.0,
        segments=(
            segment(0.1, 0.9, ("one", 0.1, 0.9)),
            segment(offset_s + 0.5, offset_s + 1.5, ("two", offset_s + 0.5, offset_s + 1.5)),
            segment(offset_s + 1.5, offset_s + 1.9, no_speech=0.99),
        ),
    )
    one, two = unpack(packed, heard)
    assert (one.claim, [line.text for line in one.lines], one.drops) == (first, ["one"], ())
    assert (two.claim, [line.text for line in two.lines], two.drops) == (second, ["two"], (Drop.NO_SPEECH,))
    assert two.lines[0].start_ms == START_MS + 60_500


def test_a_segment_over_several_utterances_is_cut_between_its_words() -> None:
    first, second = claim(1, 0, 1_000), claim(2, 60_000, 1_000)
    packed = pack([(first, sound(1_000)), (second, sound(1_000))], LIKE)
    words = (("Open", 0.1, 0.4), ("it.", 0.4, 0.9), ("Close", 1.9, 2.3), ("it!", 2.3, 2.7))
    heard = Heard(language="en", segments=(replace(segment(0.1, 2.7, *words), text="Open it. Close it!"),))
    one, two = unpack(packed, heard)
    assert [line.text for line in (*one.lines, *two.lines)] == ["Open it.", "Close it!"]
    assert two.lines[0].start_ms - START_MS == 60_100
    odd = Heard(language="en", segments=(replace(segment(0.1, 2.7, *words), text="Something else"),))
    assert sum(len(result.lines) for result in unpack(packed, odd)) == 1
    dropped = Heard(language="en", segments=(replace(segment(0.1, 2.7, *words), no_speech=0.99),))
    assert [result.drops for result in unpack(packed, dropped)] == [(Drop.NO_SPEECH,), (Drop.NO_SPEECH,)]


def test_sentences_of_a_translation_go_to_the_nearest_line() -> None:
    first, second = claim(1, 0, 4_000), claim(2, 60_000, 1_000)
    packed = pack([(first, sound(4_000)), (second, sound(1_000))], LIKE)
    heard = Heard(
        language="de",
        segments=(
            segment(0.1, 0.9, ("eins", 0.1, 0.9)),
            segment(2.5, 3.5, ("zwei", 2.5, 3.5)),
            segment(4.9, 5.5, ("drei", 4.9, 5.5)),
        ),
    )
    english = Heard(
        language="en",
        segments=(
            segment(0.2, 1.0, ("one", 0.2, 1.0)),
            segment(1.0, 1.4, ("more", 1.0, 1.4)),
            segment(4.9, 5.6, ("three", 4.9, 5.6)),
            segment(2.5, 3.5, ("invented", 2.5, 3.5), no_speech=0.99),
        ),
    )
    one, two = translated(unpack(packed, heard), packed, english)
    assert [(line.text, line.translation) for line in one.lines] == [("eins", "one more"), ("zwei", None)]
    assert [(line.text, line.translation) for line in two.lines] == [("drei", "three")]


def test_broken_samples_become_harmless_ones() -> None:
    broken = np.array([np.nan, np.inf, -np.inf, 5.0], np.float32)
    samples = pack([(claim(1, 0, 1_000), broken)], LIKE).window.samples
    assert samples.dtype == np.float32
    assert samples.tolist() == [0, 1, -1, 1]


times = st.floats(-5, 40, allow_nan=False)


@given(st.lists(st.tuples(times, times), max_size=12))
def test_whatever_an_engine_answers_lines_stay_inside_their_utterance_and_in_order(
    spans: list[tuple[float, float]],
) -> None:
    packed = pack([(claim(1, 0, 3_000), sound(3_000)), (claim(2, 10_000, 4_000), sound(4_000))], LIKE)
    words = [("word", start, end) for start, end in spans]
    heard = Heard(
        language="en",
        language_probability=1.0,
        segments=tuple(segment(w[1], w[2], w) for w in words) + ((segment(0, 3, *words),) if words else ()),
    )
    for result in unpack(packed, heard):
        for line in result.lines:
            assert result.claim.start_ms <= line.start_ms < line.end_ms <= result.claim.end_ms + 1
            starts = [word.start_ms for word in line.words]
            assert starts == sorted(starts)
            assert all(word.start_ms <= word.end_ms <= result.claim.end_ms for word in line.words)


def test_confidence_that_the_engine_does_not_tell_stays_unknown() -> None:
    packed = pack([(claim(7, 5_000, 2_000), sound(2_000))], LIKE)
    words = (HeardWord(text="hi", start_s=0.2, end_s=0.6), HeardWord(text="you", start_s=0.6, end_s=1.0))
    told = HeardSegment(text="hi you", start_s=0.2, end_s=1.0, words=words)
    ((line,),) = (result.lines for result in unpack(packed, Heard(language=None, segments=(told,))))
    assert (line.confidence, line.language, [word.confidence for word in line.words]) == (None, None, [None, None])
