"""What transcripts tell as figures: local hours, frequent words, and the mood if somebody brings a judge of it."""

import importlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from stop_words import StopWordError, get_stop_words

from wallflower.errors import ConfigError
from wallflower.store.folding import clean, tokens
from wallflower.wire_talk import TalkDay, WordCount

HOURS = 24
LEAST_LETTERS = 2

type Said = tuple[int, str, str | None]
"""Start in UTC milliseconds, text and language of a line."""


class Sentiment(Protocol):
    """Judges moods. It is given by the setting `sentiment`; the product has none of its own."""

    def score(self, text: str, language: str | None) -> float | None:
        """Return -1 (bad) to 1 (good), None where it cannot tell. The text must not be kept or sent anywhere."""
        ...


def load_sentiment(place: str | None) -> Sentiment | None:
    """Return what `module:factory` makes, None for no place; raise `ConfigError` when there is no such thing."""
    if place is None:
        return None
    module, _, factory = place.partition(":")
    try:
        made: Sentiment = getattr(importlib.import_module(module), factory)()
    except (ImportError, AttributeError, TypeError) as error:
        raise ConfigError(
            f"option 'sentiment': {place} cannot be loaded: is it installed?", field="sentiment"
        ) from error
    return made


def talk_days(
    quarters: Mapping[int, int], zone: ZoneInfo, moods: Mapping[date, float] | None = None
) -> tuple[TalkDay, ...]:
    """Return local days from the first to the last with talk, by hour; `quarters` are by their UTC start."""
    hours: dict[date, list[int]] = defaultdict(lambda: [0] * HOURS)
    for start_ms, talk_ms in quarters.items():
        local = _local(start_ms, zone)
        hours[local.date()][local.hour] += talk_ms
    if not hours:
        return ()
    first, last = min(hours), max(hours)
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return tuple(
        TalkDay(
            date=day.isoformat(),
            weekday=day.weekday(),
            hours_ms=tuple(hours[day]),
            mood=None if moods is None else moods.get(day),
        )
        for day in dates
    )


def moods(said: Iterable[Said], zone: ZoneInfo, judge: Sentiment) -> dict[date, float]:
    """Return the mean mood of each local day on which it could be told."""
    found: dict[date, list[float]] = defaultdict(list)
    for start_ms, text, language in said:
        if (score := judge.score(text, language)) is not None:
            found[_local(start_ms, zone).date()].append(min(1.0, max(-1.0, score)))
    return {day: round(sum(scores) / len(scores), 3) for day, scores in found.items()}


def top_words(said: Iterable[Said], count: int) -> tuple[WordCount, ...]:
    """Return the most frequent words, without those that every sentence of their language has, numbers and letters."""
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for _, text, language in said:
        stop = stop_terms(language)
        for term, start, end in tokens(text):
            if len(term) >= LEAST_LETTERS and not term.isdecimal() and term not in stop:
                counts[term] += 1
                spellings[term][text[start:end].lower()] += 1
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:count]
    return tuple(WordCount(word=spellings[term].most_common(1)[0][0], count=number) for term, number in best)


@lru_cache(maxsize=64)
def stop_terms(language: str | None) -> frozenset[str]:
    """Return the folded stop words of a language by its code, none for a language without a list."""
    try:
        words = get_stop_words(language or "en")
    except StopWordError:
        return frozenset()
    return frozenset(term for word in words for term, _, _ in tokens(clean(word)))


def _local(at_ms: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)
