"""Where in a found line the words are that were looked for, and when they were spoken."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from wallflower.store.folding import Token, fold, tokens
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
    """Return when tokens were spoken: as their words say, or by their place in the text where those are of another."""
    letters = ["".join(fold(word.text).split()) for word in line.words]
    if "".join(letters) != "".join(term for term, _, _ in text):
        span = line.end_ms - line.start_ms
        return tuple(line.start_ms + span * text[index][1] // max(1, len(line.text)) for index in wanted)
    ends = tuple(accumulate(len(part) for part in letters))
    begins = tuple(accumulate((len(term) for term, _, _ in text), initial=0))
    return tuple(
        next(word.start_ms for word, end in zip(line.words, ends, strict=True) if begins[index] < end)
        for index in wanted
    )
