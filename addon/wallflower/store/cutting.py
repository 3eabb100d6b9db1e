"""Cuts a line of text between its words, at times."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

type Word = Sequence[Any]
"""As the database has it: text, start_ms, end_ms, confidence."""
type Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a line, and the number of the span it lies in."""

    span: int
    start_ms: int
    end_ms: int
    text: str = field(repr=False)
    words: Sequence[Word] = field(repr=False)


def cut(text: str, words: Sequence[Word], line: Span, spans: Sequence[Span]) -> list[Part]:
    """Return the line in parts by which span each word lies in, or whole in the span it lies in most.

    It stays whole without words, and where they are not found in the text in their order.
    """
    owners = [nearest(spans, (word[1] + word[2]) // 2) for word in words]
    begins = _begins(text, words)
    if not owners or begins is None or len(set(owners)) == 1:
        whole = max(set(owners), key=owners.count) if owners else nearest(spans, sum(line) // 2)
        return [Part(span=whole, start_ms=line[0], end_ms=line[1], text=text, words=words)]
    firsts = [0, *(index for index in range(1, len(owners)) if owners[index] != owners[index - 1])]
    return [
        Part(
            span=owners[first],
            start_ms=line[0] if not first else words[first][1],
            end_ms=line[1] if last == len(words) else max(words[last - 1][2], words[first][1] + 1),
            text=text[begins[first] if first else 0 : begins[last] if last < len(words) else None].strip(),
            words=words[first:last],
        )
        for first, last in zip(firsts, [*firsts[1:], len(words)], strict=True)
    ]


def nearest(spans: Sequence[Span], at_ms: int) -> int:
    """Return the number of the span this instant lies in, or else is nearest to."""
    return min(range(len(spans)), key=lambda index: max(spans[index][0] - at_ms, at_ms - spans[index][1], 0))


def _begins(text: str, words: Sequence[Word]) -> list[int] | None:
    begins: list[int] = []
    at = 0
    for word in words:
        at = text.find(str(word[0]).strip(), at)
        if at < 0:
            return None
        begins.append(at)
        at += len(str(word[0]).strip())
    return begins
