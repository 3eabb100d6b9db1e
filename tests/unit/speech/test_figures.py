"""Local hours, frequent words, moods."""

from datetime import UTC, datetime
from typing import override
from zoneinfo import ZoneInfo

import pytest

from wallflower.errors import ConfigError
from wallflower.speech.figures import Sentiment, load_sentiment, moods, stop_terms, talk_days, top_words

BERLIN = ZoneInfo("Europe/Berlin")


def at_ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


class Grump(Sentiment):
    """Dislikes everything that it can tell."""

    @override
    def score(self, text: str, language: str | None) -> float | None:
        return -7.0 if language == "en" else None


def test_hours_are_local_and_days_between_are_shown() -> None:
    days = talk_days({at_ms("2026-07-01T22:15"): 500, at_ms("2026-07-03T10:00"): 7}, BERLIN)
    assert [(day.date, day.weekday, sum(day.hours_ms)) for day in days] == [
        ("2026-07-02", 3, 500),
        ("2026-07-03", 4, 7),
    ]
    assert days[0].hours_ms[0] == 500
    assert days[1].hours_ms[12] == 7
    assert [day.date for day in talk_days({at_ms("2026-07-01T00:00"): 1, at_ms("2026-07-03T00:00"): 1}, BERLIN)] == [
        "2026-07-01",
        "2026-07-02",
        "2026-07-03",
    ]


def test_clock_changes_lose_nothing() -> None:
    autumn = {at_ms("2026-10-25T00:00"): 1, at_ms("2026-10-25T01:00"): 2, at_ms("2026-10-25T02:00"): 4}
    (day,) = talk_days(autumn, BERLIN)
    assert day.hours_ms[2:4] == (3, 4)
    spring = {at_ms("2026-03-29T00:45"): 1, at_ms("2026-03-29T01:00"): 2}
    (day,) = talk_days(spring, BERLIN)
    assert day.hours_ms[1:4] == (1, 0, 2)


def test_zones_of_half_and_quarter_hours_are_right() -> None:
    (day,) = talk_days({at_ms("2026-01-01T18:15"): 9}, ZoneInfo("Asia/Kathmandu"))
    assert (day.date, day.hours_ms[0]) == ("2026-01-02", 9)


def test_without_talk_there_is_no_day() -> None:
    assert talk_days({}, BERLIN) == ()


def test_frequent_words_without_stop_words_numbers_and_letters() -> None:
    said = [
        (0, "The Garden and the garden, 42 x", "en"),
        (1, "Die Gärten und der GARTEN, die Gärten", "de"),
        (2, "garden", None),
        (3, "the", "xx"),
    ]
    assert [(found.word, found.count) for found in top_words(said, 2)] == [("garden", 3), ("gärten", 3)]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "the"), ("de", "fur"), ("fr", "etre"), ("es", "mas"), (None, "the")]
)
def test_stop_words_are_folded_as_text_is(language: str | None, word: str) -> None:
    assert word in stop_terms(language)


def test_a_language_without_a_list_has_no_stop_words() -> None:
    assert stop_terms("xx") == frozenset()


def test_moods_are_means_within_bounds_of_what_could_be_told() -> None:
    said = [(at_ms("2026-07-01T23:00"), "bad", "en"), (at_ms("2026-07-01T23:01"), "?", "de"), (0, "?", "de")]
    found = moods(said, BERLIN, Grump())
    assert {day.isoformat(): mood for day, mood in found.items()} == {"2026-07-02": -1.0}
    (day,) = talk_days({at_ms("2026-07-01T23:00"): 5}, BERLIN, found)
    assert day.mood == -1.0


def test_a_judge_of_moods_is_loaded_by_name() -> None:
    assert load_sentiment(None) is None
    assert load_sentiment("collections:Counter") is not None


@pytest.mark.parametrize("place", ["no.such.module:thing", "json:nothing", "math:pi"])
def test_one_that_is_not_there_is_told(place: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_sentiment(place)
    assert caught.value.field == "sentiment"
