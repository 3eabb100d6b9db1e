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
        instants_ms=_instants(line, text, [first for first, _ in found]),
    )


def _instants(line: Line, text: Sequence[Token], wanted: Sequence[int]) -> tuple[int, ...]:
    """Return when tokens were spoken: as their words say, or by their place in the text where those are of another.

    Words and text may be divided differently (don't, 東京), so letters are counted, not words.
    """
    spoken = tuple(tokens(" ".join(word.text for word in line.words)))
    if "".join(term for term, _, _ in spoken) != "".join(term for term, _, _ in text):
        span = line.end_ms - line.start_ms
        return tuple(line.start_ms + span * text[index][1] // max(1, len(line.text)) for index in wanted)
    word_ends = tuple(accumulate(len(word.text) + 1 for word in line.words))
    before = tuple(accumulate((len(term) for term, _, _ in text), initial=0))
    behind = tuple(accumulate(len(term) for term, _, _ in spoken))
    places = (spoken[bisect_right(behind, before[index])][1] for index in wanted)
    return tuple(line.words[bisect_right(word_ends, place)].start_ms for place in places)
