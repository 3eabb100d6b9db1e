"""When a word that was found was spoken."""

import pytest

from wallflower.store.finding import highlighted
from wallflower.store.fulltext import parse
from wallflower.wire import Line, Word


def line(text: str, *words: str) -> Line:
    """Return a line whose words last 100 ms each."""
    timed = tuple(Word(text=word, start_ms=1000 + 100 * n, end_ms=1100 + 100 * n) for n, word in enumerate(words))
    return Line(id=1, camera_id="a", start_ms=1000, end_ms=2000, text=text, words=timed)


@pytest.mark.parametrize(
    ("found", "typed", "pieces", "instants"),
    [
        (line("The front door", " The", " front", " door"), "door the", ["The", "door"], [1000, 1200]),
        (line("The front door.", "the", "front", "door"), '"front door"', ["front door"], [1100]),
        (line("I don't, Señor!", " I", " don", "'t,", " Señor!"), "don't senor", ["don't", "Señor"], [1100, 1300]),
        (line("我在東京", "我", "在", "東京"), "京", ["京"], [1200]),
        (line("Haus Tür", "Haus", "Tür"), "tu*", ["Tür"], [1100]),
        (line("- door -", "-", "door", "-"), "door", ["door"], [1100]),
    ],
)
def test_words_tell_their_instant(found: Line, typed: str, pieces: list[str], instants: list[int]) -> None:
    hit = highlighted(found, parse(typed))
    pairs = zip(hit.highlights[::2], hit.highlights[1::2], strict=True)
    assert [hit.text[start:end] for start, end in pairs] == pieces
    assert list(hit.instants_ms) == instants


@pytest.mark.parametrize("words", [(), ("something", "else")])
def test_text_without_its_words_is_spoken_evenly(words: tuple[str, ...]) -> None:
    hit = highlighted(line("0123456789 door 6789", *words), parse("door"))
    assert hit.instants_ms == (1550,)


def test_what_is_only_in_the_translation_has_no_place() -> None:
    assert highlighted(line("die Tür"), parse("door")).highlights == ()
