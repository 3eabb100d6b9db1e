"""Kinds of input."""

from typing import Any

import pytest
from faster_whisper import tokenizer
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from wallflower.api.fields import LATEST_MS, Change, Instant, Label, Language, LongRange, Range
from wallflower.api.speech_fields import LONGEST_HOT_WORD, SpeechFields
from wallflower.clock import to_rfc3339

LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
INSTANT: TypeAdapter[int] = TypeAdapter(Instant)
DAY = 86_400_000


@given(st.integers(0, LATEST_MS))
def test_both_ways_to_write_an_instant_mean_the_same(at_ms: int) -> None:
    assert INSTANT.validate_python(at_ms) == at_ms
    assert INSTANT.validate_python(str(at_ms)) == at_ms
    assert INSTANT.validate_python(to_rfc3339(at_ms)) == at_ms


def test_offsets_count_even_when_the_plus_became_a_space() -> None:
    assert INSTANT.validate_python("1970-01-01T01:00:00 01:00") == 0


@pytest.mark.parametrize(
    "value",
    [
        "",
        "now",
        "-2",
        -1,
        LATEST_MS + 1,
        "9" * 30,
        "1970-01-01",
        "1970-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
        None,
        "\ud800",
        1.5,
    ],
)
def test_what_is_no_instant(value: Any) -> None:
    with pytest.raises(ValidationError):
        INSTANT.validate_python(value)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Range, {"start": 5, "end": 5}),
        (Range, {"start": 5, "end": 4}),
        (Range, {"start": 0, "end": 31 * DAY + 1}),
        (Range, {"start": 0}),
        (Range, {"start": 0, "end": 1, "token": "x"}),
        (LongRange, {"start": 0, "end": 3650 * DAY}),
    ],
)
def test_wrong_ranges(model: type[Range], values: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(values)


def test_right_ranges() -> None:
    assert Range.model_validate({"start": "0", "end": str(31 * DAY)}).end == 31 * DAY
    assert LongRange.model_validate({"start": 0, "end": 366 * DAY}).end == 366 * DAY


@pytest.mark.parametrize(
    "text", ["", " ", "a\nb", "a\x00b", "a\x7f", "\x00", "x" * 101, "\ud800", "a\u202eb", "a\u2066b", "\u200b"]
)
def test_what_is_no_label(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Label).validate_python(text)


@pytest.mark.parametrize("text", ["a", "Front door", "Außen 2", "x" * 100, "玄関"])
def test_labels(text: str) -> None:
    assert TypeAdapter(Label).validate_python(text) == text
    assert TypeAdapter(Label).validate_python(f" {text} ") == text


class Rename(Change):
    name: Label = ""
    note: str | None = None


def test_a_change_knows_what_was_given() -> None:
    assert Rename.model_validate_json('{"note": null}').given() == {"note": None}
    with pytest.raises(ValidationError):
        Rename.model_validate_json("{}")


def test_a_change_shows_no_defaults() -> None:
    assert all("default" not in field for field in Rename.model_json_schema()["properties"].values())


def test_every_language_of_the_models_can_be_chosen_and_no_other() -> None:
    for code in tokenizer._LANGUAGE_CODES:
        assert LANGUAGE.validate_python(code) == code
    for other in ("zzz", "EN", "english", "", "e"):
        with pytest.raises(ValidationError, match="write a code such as en"):
            LANGUAGE.validate_python(other)


def test_a_hot_word_that_is_too_long_is_told_in_plain_words() -> None:
    SpeechFields(hot_words=("x" * LONGEST_HOT_WORD,))
    with pytest.raises(ValidationError, match="at most 60 characters"):
        SpeechFields(hot_words=("x" * (LONGEST_HOT_WORD + 1),))
