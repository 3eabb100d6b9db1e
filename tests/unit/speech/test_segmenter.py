"""Cutting probabilities into utterances."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wallflower.speech.segmenter import (
    Finding,
    Growing,
    Segmenter,
    SpeechEnded,
    SpeechStarted,
    TooShort,
    Utterance,
)
from wallflower.speech.sound import WINDOW_MS
from wallflower.wire_options import VoiceOptions

START_MS = 1_000_000
SETTINGS = VoiceOptions()


def run(probabilities: list[float], start_ms: int = START_MS, segmenter: Segmenter | None = None) -> list[Finding]:
    used = segmenter or Segmenter()
    findings: list[Finding] = []
    for index, probability in enumerate(probabilities):
        findings += used.push(start_ms + index * WINDOW_MS, probability)
    return findings if segmenter else findings + used.flush()


def voice(seconds: float, probability: float = 0.9) -> list[float]:
    return [probability] * round(seconds * 1000 / WINDOW_MS)


def test_an_utterance_has_pre_roll_and_tail_and_is_announced() -> None:
    findings = run(voice(2, 0) + voice(1.6) + voice(2, 0))
    start, end = START_MS + 62 * WINDOW_MS, START_MS + 112 * WINDOW_MS
    assert findings == [SpeechStarted(start), Utterance(start - 300, end + 300), SpeechEnded(end)]


def test_it_closes_600_ms_after_the_last_voice_not_earlier() -> None:
    segmenter = Segmenter()
    run(voice(1), segmenter=segmenter)
    quiet_ms = START_MS + 31 * WINDOW_MS
    closed_after = next(n for n in range(100) if segmenter.push(quiet_ms + n * WINDOW_MS, 0.0))
    assert (closed_after + 1) * WINDOW_MS == math.ceil(600 / WINDOW_MS) * WINDOW_MS


def test_between_onset_and_offset_speech_goes_on_but_does_not_begin() -> None:
    assert run(voice(5, 0.45)) == []
    findings = run(voice(0.5) + voice(5, 0.4) + voice(0.5) + voice(1, 0))
    assert [type(finding) for finding in findings] == [SpeechStarted, Utterance, SpeechEnded]


def test_what_is_being_said_grows_from_when_it_is_sure_until_it_is_over() -> None:
    segmenter = Segmenter()
    run(voice(0.2), segmenter=segmenter)
    unsure = segmenter.growing
    assert unsure is None
    begun_ms = START_MS + len(voice(0.2)) * WINDOW_MS
    run(voice(1), begun_ms, segmenter)
    end_ms = begun_ms + len(voice(1)) * WINDOW_MS
    assert segmenter.growing == Growing(START_MS, end_ms)
    run(voice(0.4, 0), end_ms, segmenter)
    quiet_ms = end_ms + len(voice(0.4)) * WINDOW_MS
    assert segmenter.growing == Growing(START_MS, quiet_ms, is_pausing=True)
    run(voice(0.3), quiet_ms, segmenter)
    assert segmenter.growing == Growing(START_MS, quiet_ms + len(voice(0.3)) * WINDOW_MS)
    assert segmenter.flush()
    assert segmenter.growing is None


def test_what_goes_on_behind_a_cut_is_another() -> None:
    segmenter = Segmenter()
    (_, cut) = [finding for finding in run(voice(25), segmenter=segmenter) if not isinstance(finding, SpeechEnded)]
    assert isinstance(cut, Utterance)
    assert segmenter.growing is not None
    assert segmenter.growing.start_ms == cut.end_ms


def test_a_click_is_too_short_but_a_short_word_is_not() -> None:
    (click,) = run([*voice(1, 0), 0.99, 0.99, *voice(1, 0)])
    assert isinstance(click, TooShort)
    assert [type(finding) for finding in run(voice(0.26) + voice(1, 0))] == [SpeechStarted, Utterance, SpeechEnded]


def test_short_pauses_stay_inside_and_long_ones_separate() -> None:
    findings = run(voice(1) + voice(0.5, 0) + voice(1) + voice(0.7, 0) + voice(1) + voice(1, 0))
    utterances = [finding for finding in findings if isinstance(finding, Utterance)]
    assert len(utterances) == 2
    assert utterances[0].end_ms <= utterances[1].start_ms


def test_endless_speech_is_cut_at_its_least_likely_moment() -> None:
    probabilities = [*voice(15), 0.5, 0.4, 0.36, 0.4, 0.5, *voice(10), *voice(1, 0)]
    findings = run(probabilities)
    first, second = (finding for finding in findings if isinstance(finding, Utterance))
    least_ms = START_MS + (len(voice(15)) + 2) * WINDOW_MS
    assert first.end_ms == second.start_ms == least_ms
    assert [type(finding) for finding in findings] == [SpeechStarted, Utterance, Utterance, SpeechEnded]


def test_a_hole_in_time_ends_speech_and_nothing_reaches_across_it() -> None:
    segmenter = Segmenter()
    findings = run(voice(1), segmenter=segmenter)
    findings += run(voice(1), START_MS + 60_000, segmenter)
    first = next(finding for finding in findings if isinstance(finding, Utterance))
    assert first.end_ms == START_MS + 31 * WINDOW_MS
    assert segmenter.settled_ms == START_MS + 60_000


def test_settled_tells_where_the_next_utterance_may_start() -> None:
    segmenter = Segmenter()
    settled = [segmenter.settled_ms]
    run(voice(3.2, 0), segmenter=segmenter)
    settled.append(segmenter.settled_ms)
    run(voice(1), START_MS + 100 * WINDOW_MS, segmenter)
    settled.append(segmenter.settled_ms)
    segmenter.flush()
    settled.append(segmenter.settled_ms)
    before_speech_ms = START_MS + 100 * WINDOW_MS - SETTINGS.pre_roll_ms
    assert settled == [None, before_speech_ms, before_speech_ms, None]


stretches = st.lists(
    st.tuples(st.sampled_from([0.0, 0.2, 0.34, 0.36, 0.49, 0.51, 0.8, 1.0]), st.integers(1, 200)), max_size=25
)
jitter = st.lists(st.integers(-6, 6), min_size=40, max_size=40)


@given(stretches, jitter)
def test_utterances_are_ordered_bounded_disjoint_and_lose_no_speech(
    parts: list[tuple[float, int]], late: list[int]
) -> None:
    segmenter = Segmenter()
    probabilities = [probability for probability, count in parts for _ in range(count)]
    times = [START_MS + index * WINDOW_MS + late[index % 40] for index in range(len(probabilities))]
    findings: list[Finding] = []
    for at_ms, probability in zip(times, probabilities, strict=True):
        settled = segmenter.settled_ms
        new = segmenter.push(at_ms, probability)
        assert all(found.start_ms >= (settled or 0) for found in new if isinstance(found, Utterance))
        findings += new
    findings += segmenter.flush()
    utterances = [found for found in findings if isinstance(found, Utterance)]
    for found in utterances:
        assert 0 < found.end_ms - found.start_ms <= SETTINGS.longest_ms
    for before, after in pairwise(utterances):
        assert before.end_ms <= after.start_ms
    covered = [found for found in findings if isinstance(found, Utterance | TooShort)]
    for at_ms, probability in zip(times, probabilities, strict=True):
        if probability >= SETTINGS.onset:
            assert any(part.start_ms <= at_ms + 12 and at_ms + WINDOW_MS - 12 <= part.end_ms for part in covered)
    kinds = [type(found) for found in findings if isinstance(found, SpeechStarted | SpeechEnded)]
    assert kinds == [SpeechStarted, SpeechEnded] * (len(kinds) // 2)
