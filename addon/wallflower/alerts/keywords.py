"""Finds what keyword rules listen for in what was heard, whatever its case, accents and punctuation.

Words are those of the search (`store.folding`), so a rule hears what a search finds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any, Protocol, Self

import re2
from rapidfuzz.distance import OSA

from wallflower.errors import InvalidRequestError
from wallflower.store.folding import Token, clean, tokens

LONGEST_PATTERN = 200
"""Characters of a phrase or an expression."""
MOST_PHRASE_WORDS = 20
MOST_HEARD_WORDS = 5_000
"""So many words of a line are looked at: nobody says more in a minute."""
MOST_PLACES = 100
EXPRESSION_MEMORY_BYTES = 1 << 20

type Place = tuple[int, int]
"""The first and the last of the words of a match."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text and its words."""

    text: str = field(repr=False)
    words: tuple[Token, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """Take a text apart; its offsets are those of the text."""
        return cls(text, tuple(islice(tokens(text), MOST_HEARD_WORDS)))

    def run(self, first: int, count: int) -> str:
        """Return the letters of consecutive words."""
        return "".join(word[0] for word in self.words[first : first + count])


class Pattern(Protocol):
    """Something to listen for."""

    @property
    def text(self) -> str:
        """What the user wrote, without what no database stores."""

    def places(self, heard: Heard) -> Iterator[Place]:
        """Yield where it occurs, in order."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words; one that ended in `*` stands for all that begin like it."""

    text: str
    terms: tuple[tuple[str, bool], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a phrase; raise `InvalidRequestError` when it has no word, or too many."""
        written = _checked(text, "phrases")
        terms = tuple((term, written[end : end + 1] == "*") for term, _, end in tokens(written))
        return cls(written, _bounded(terms, "phrases"))

    def places(self, heard: Heard) -> Iterator[Place]:
        """Yield where the words follow each other."""
        count = len(self.terms)
        for first in range(len(heard.words) - count + 1):
            if all(_fits(term, heard.words[first + index][0]) for index, term in enumerate(self.terms)):
                yield first, first + count - 1


@dataclass(frozen=True, slots=True)
class SoundsLike:
    """Consecutive words that may be misheard a little, or written together or apart (wall flower)."""

    text: str
    terms: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a phrase; raise `InvalidRequestError` when it has no word, or too many."""
        written = _checked(text, "sounds_like")
        terms = tuple(term for term, _, _ in tokens(written))
        return cls(written, _bounded(terms, "sounds_like"))

    def places(self, heard: Heard) -> Iterator[Place]:
        """Yield where each word sounds alike, or all of them written together with one space more or less."""
        count = len(self.terms)
        whole = "".join(self.terms)
        for first in range(len(heard.words)):
            if self._each_sounds(heard, first):
                yield first, first + count - 1
                continue
            for other in (count - 1, count + 1):
                if 0 < other <= len(heard.words) - first and _sounds(whole, heard.run(first, other)):
                    yield first, first + other - 1
                    break

    def _each_sounds(self, heard: Heard, first: int) -> bool:
        if first + len(self.terms) > len(heard.words):
            return False
        return all(_sounds(term, heard.words[first + index][0]) for index, term in enumerate(self.terms))


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression over the text, whatever its case; the time it takes grows with the text only.

    RE2 knows no look-around and no references back, which are what makes others take forever.
    """

    text: str
    _compiled: Any = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Compile an expression; raise `InvalidRequestError` that says where it is wrong."""
        written = _checked(text, "expressions")
        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        options.max_mem = EXPRESSION_MEMORY_BYTES
        try:
            compiled = re2.compile(written, options)
        except re2.error as error:
            raise InvalidRequestError(_why(written, error), field="expressions") from None
        if compiled.search("") is not None:
            raise InvalidRequestError(
                "the expression matches no words at all, too: it would always fire", field="expressions"
            )
        return cls(written, compiled)

    def places(self, heard: Heard) -> Iterator[Place]:
        """Yield the words that its matches touch; a match between words is none."""
        for found in islice(self._compiled.finditer(heard.text), MOST_PLACES):
            start, end = found.span()
            first = bisect_right(heard.words, start, key=itemgetter(2))
            behind = bisect_left(heard.words, end, key=itemgetter(1))
            if first < behind:
                yield first, behind - 1


def _checked(text: str, name: str) -> str:
    if len(text) > LONGEST_PATTERN:
        raise InvalidRequestError(f"a phrase or expression has at most {LONGEST_PATTERN} characters", field=name)
    return clean(text)


def _bounded[T](terms: tuple[T, ...], name: str) -> tuple[T, ...]:
    if not 0 < len(terms) <= MOST_PHRASE_WORDS:
        raise InvalidRequestError(f"a phrase needs at least one word and at most {MOST_PHRASE_WORDS}", field=name)
    return terms


def _fits(term: tuple[str, bool], heard: str) -> bool:
    wanted, is_prefix = term
    return heard.startswith(wanted) if is_prefix else heard == wanted


def _sounds(wanted: str, heard: str) -> bool:
    allowed = _mistakes(len(wanted))
    return OSA.distance(wanted, heard, score_cutoff=allowed) <= allowed


def _mistakes(letters: int) -> int:
    """Return how many letters may be wrong, left out, added or swapped: none in short words, which are all alike."""
    if letters < 4:
        return 0
    return 1 if letters < 8 else 2


def _why(written: str, error: Exception) -> str:
    """Return the library's reason with the place of the part it complains of."""
    raw = error.args[0] if error.args else b""
    reason, _, part = (raw.decode(errors="replace") if isinstance(raw, bytes) else str(raw)).partition(": ")
    place = max(0, written.find(part)) + 1
    return f"the expression is wrong at character {place}: {reason}"


def all_places(patterns: Sequence[Pattern], heard: Heard) -> list[tuple[Place, Pattern]]:
    """Return where any of the patterns occurs, in the text's order, a bounded number of each."""
    found = [(place, pattern) for pattern in patterns for place in islice(pattern.places(heard), MOST_PLACES)]
    return sorted(found, key=lambda item: item[0])
