"""Arithmetic with stretches of time; each is (begin, end) in milliseconds, its end not included."""

from collections.abc import Iterable, Iterator, Sequence

type Span = tuple[int, int]


def joined(spans: Iterable[Span], apart_ms: int) -> Iterator[Span]:
    """Make one of spans that overlap or are at most so far apart; they come in order of their beginnings."""
    last: Span | None = None
    for begin_ms, stop_ms in spans:
        if last is not None and begin_ms <= last[1] + apart_ms:
            last = (last[0], max(last[1], stop_ms))
            continue
        if last is not None:
            yield last
        last = (begin_ms, stop_ms)
    if last is not None:
        yield last


def without(span: Span, taken: Iterable[Span]) -> Sequence[Span]:
    """Return what is left of `span` when all of `taken` is cut out of it."""
    left: list[Span] = []
    start, end = span
    for begin, stop in sorted(taken):
        if begin >= end:
            break
        if begin > start:
            left.append((start, begin))
        start = max(start, stop)
    if start < end:
        left.append((start, end))
    return left
