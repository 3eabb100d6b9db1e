"""From typed text to phrases, and where they are in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.errors import InvalidRequestError
from wallflower.store.folding import clean, tokens
from wallflower.store.fulltext import parse, places, score
from wallflower.store.terms import Phrase


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("front door", [Phrase(("front",)), Phrase(("door",))]),
        ('"Front  DOOR" open', [Phrase(("front", "door")), Phrase(("open",))]),
        ("gar*", [Phrase(("gar",), is_prefix=True)]),
        ('"front do"*', [Phrase(("front", "do"), is_prefix=True)]),
        ('an "unfinished phrase', [Phrase(("an",)), Phrase(("unfinished", "phrase"))]),
        ("NEAR(a b) OR c", [Phrase(("near", "a")), Phrase(("b",)), Phrase(("or",)), Phrase(("c",))]),
        ("text:door -x ^y", [Phrase(("text", "door")), Phrase(("x",)), Phrase(("y",))]),
        ("don't", [Phrase(("don", "t"))]),
        ("Übergrößen", [Phrase(("ubergrossen",))]),
        ("東京", [Phrase(("東", "京"))]),
        ("東*", [Phrase(("東",))]),
        ("door door", [Phrase(("door",))]),
    ],
)
def test_words_phrases_and_prefixes(typed: str, phrases: list[Phrase]) -> None:
    assert parse(typed) == tuple(phrases)


@pytest.mark.parametrize("typed", ["", "   ", '""', "*", '"*', "()", "-- ;", "\x00", "…!?", "🎉"])
def test_without_a_word_there_is_nothing_to_match(typed: str) -> None:
    assert parse(typed) == ()


@pytest.mark.parametrize("typed", ["x" * 501, " ".join("x" * 65), "y" * 100_000, "a*", '"the d"*'])
def test_too_much_and_too_little_are_refused(typed: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        parse(typed)
    assert caught.value.field == "text"


def stretches(text: str, typed: str) -> list[str]:
    words = tuple(tokens(text))
    return [text[words[first][1] : words[last][2]] for first, last in places(words, parse(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("The front door, the FRONT door!", '"front door"', ["front door", "FRONT door"]),
        ("a a a b", '"a a"', ["a a a"]),
        ("garden garage gar", "gar*", ["garden", "garage", "gar"]),
        ("Señor Müller", "muller senor", ["Señor", "Müller"]),
        ("Don't.", "don't", ["Don't"]),
        ("我在東京住", "東京", ["東京"]),
        ("door", "doors", []),
        ("door", '"door door"', []),
    ],
)
def test_places_of_what_was_typed(text: str, typed: str, found: list[str]) -> None:
    assert stretches(text, typed) == found


def test_more_and_exact_occurrences_in_less_text_score_higher() -> None:
    def points(text: str) -> float:
        return score([tuple(tokens(text))], parse("gar*"))

    ordered = ["a cat in the yard", "the garden is behind the house over there", "the garden", "garden gar", "gar gar"]
    assert sorted(ordered, key=points) == ordered


@given(st.text(max_size=80))
def test_every_word_of_a_text_finds_it(text: str) -> None:
    stored = clean(text)
    words = tuple(tokens(stored))
    for _, start, end in words:
        assert 0 <= start < end <= len(stored)
        phrases = parse(stored[start:end])
        assert all(places(words, [phrase]) for phrase in phrases)
