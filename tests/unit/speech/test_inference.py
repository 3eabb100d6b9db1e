"""Words without times, laid over the speech."""

import subprocess

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.sound import Speaker, room
from wallflower.speech.inference import compression, from_text
from wallflower.speech.sound import RATE_HZ

NOISE = np.random.default_rng(3)


# The words with their numbers of phones; the synthesiser tells when each phone ends.
SENTENCES: tuple[dict[str, int], ...] = (
    {"there": 3, "is": 2, "a": 1, "dog": 3, "in": 2, "the": 2, "garden": 6},
    {"call": 3, "the": 2, "police": 5},
    {"good": 3, "night": 3, "alice": 4},
)


def phone_ends(voice: str, text: str) -> list[float]:
    """Return when the silence before and each phone end."""
    command = ["flite", "-voice", voice, "-psdur", "-t", text, "-o", "none"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout
    return [float(item.split(":")[1]) for item in told.split()]


def tone(length_s: float) -> np.ndarray:
    return (0.2 * np.sin(np.arange(int(length_s * RATE_HZ)) * 0.2)).astype(np.float32)


def test_words_lie_on_the_loud_parts_and_leave_the_pause_between_them() -> None:
    segment = from_text("one two", room(0.5, tone(0.4), 0.6, tone(0.4), 0.5))
    assert segment is not None
    first, second = segment.words
    assert (first.start_s, first.end_s) == pytest.approx((0.5, 0.9), abs=0.05)
    assert (second.start_s, second.end_s) == pytest.approx((1.5, 1.9), abs=0.05)
    assert (segment.start_s, segment.end_s) == (first.start_s, second.end_s)
    assert (segment.logprob, segment.no_speech, first.probability) == (None, None, None)


@pytest.mark.parametrize("voice", ["slt", "rms", "kal"])
def test_spoken_words_are_found_within_300_ms(speaker: Speaker, voice: str) -> None:
    errors: list[float] = []
    for sentence in SENTENCES:
        samples = room(0.4, speaker.say(" ".join(sentence), voice, 1.0), 0.4)
        segment = from_text(" ".join(sentence), samples)
        assert segment is not None
        ends_s = phone_ends(voice, " ".join(sentence))
        at_s = ends_s.pop(0)
        for word, phones in zip(segment.words, sentence.values(), strict=True):
            end_s = ends_s[phones - 1]
            errors.append(abs((word.start_s + word.end_s) / 2 - (0.4 + (at_s + end_s) / 2)))
            ends_s, at_s = ends_s[phones:], end_s
    assert np.percentile(errors, 90) <= 0.3, errors


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(100), np.zeros(32_000), NOISE.standard_normal(32_000) * 0.1])
def test_where_nothing_stands_out_words_fill_the_utterance(samples: np.ndarray) -> None:
    segment = from_text("a b", samples.astype(np.float32))
    assert segment is not None
    assert 0.0 <= segment.start_s < segment.end_s <= max(0.02, len(samples) / RATE_HZ)


@given(
    texts=st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30), min_size=1, max_size=300),
    length=st.integers(0, 50_000),
    seed=st.integers(0, 9),
)
def test_words_never_run_backwards_or_out_of_the_window(texts: list[str], length: int, seed: int) -> None:
    samples = (np.random.default_rng(seed).standard_normal(length) * np.sin(np.arange(length) / 4000)).astype(
        np.float32
    )
    segment = from_text(" ".join(texts), samples)
    assert segment is not None
    starts = [word.start_s for word in segment.words]
    assert len(starts) == len(segment.text.split())
    assert starts == sorted(starts)
    assert all(0 <= word.start_s < word.end_s <= max(0.02, length / RATE_HZ) for word in segment.words)


def test_compression_is_whispers_and_tells_loops() -> None:
    assert from_text(" \n", tone(1.0)) is None
    assert compression("") == 0.0
    assert compression("the front door is open") < 1.2
    assert compression("and so on " * 30) > 2.4
