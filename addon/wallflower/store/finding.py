"""Where in a found line the words are that were looked for, and when they were spoken."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from wallflower.store.folding import Token, tokens
from wallflower.store.fulltext import places
from wallflower.store.terms import Phrase
from wallflower.wire import Line


def highlighted(line: Line, phrases: Sequence[Phrase]) -> Line:
    """Return the line with the places of the phrases in its text and their instants."""
    text = tuple(tokens(line.text))
    found = places(text, phrases)
    if not found:
        return line
    return replace(
        line,
        highlights=tuple(offset for first, last in found for offset in (text[first][1], text[last][2])),
        instants_ms=tuple(start for start, _ in moments(line, text, [first for first, _ in found])),
    )


def moments(line: Line, text: Sequence[Token], wanted: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return from when to when tokens of the line's text were spoken, in milliseconds.

    Their words say it, or their place in the text where the words are of another. Words and text may be divided
    differently (don't, 東京), so letters are counted, not words.
    """
    words = [word.text.strip() for word in line.words]
    joined = " ".join(words)
    spoken = text if joined == line.text else tuple(tokens(joined))
    if "".join(term for term, _, _ in spoken) != "".join(term for term, _, _ in text):
        return tuple((_by_place(line, text[index][1]), _by_place(line, text[index][2])) for index in wanted)
    word_ends = tuple(accumulate(len(word) + 1 for word in words))
    before = tuple(accumulate((len(term) for term, _, _ in text), initial=0))
    behind = tuple(accumulate(len(term) for term, _, _ in spoken))
    places = (spoken[bisect_right(behind, before[index])][1] for index in wanted)
    timed = (line.words[bisect_right(word_ends, place)] for place in places)
    return tuple((word.start_ms, word.end_ms) for word in timed)


def _by_place(line: Line, offset: int) -> int:
    return line.start_ms + (line.end_ms - line.start_ms) * offset // max(1, len(line.text))
