"""Finds words and phrases in what was heard, whatever their case, accents and punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from wallflower.errors import InvalidRequestError
from wallflower.wire import Line

PREFIX_MARK = "*"
# Scripts that put no space between words are matched character by character.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_PATTERN_TOKEN = re.compile(rf"(?:[{_UNSPACED}]|[^\W_{_UNSPACED}]+)\*?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words to listen for; a word ending in `*` stands for all that begin like it."""

    text: str
    tokens: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a phrase as a user writes it; raise `InvalidRequestError` when it has no word."""
        tokens = tuple(_PATTERN_TOKEN.findall(fold(text)))
        if not tokens:
            raise InvalidRequestError("a phrase needs at least one word", field="phrases")
        return cls(text, tokens)

    def heard_ms(self, heard: tuple[Heard, ...]) -> int | None:
        """Return when the first word of the first occurrence was spoken, or None."""
        for first in range(len(heard) - len(self.tokens) + 1):
            if all(_fits(token, heard[first + index].token) for index, token in enumerate(self.tokens)):
                return heard[first].at_ms
        return None


@dataclass(frozen=True, slots=True)
class Heard:
    """One word of a line, folded, and when it began."""

    token: str
    at_ms: int


def listen(line: Line) -> tuple[Heard, ...]:
    """Return the words of a line in order, with their own times where it has them."""
    return tuple(_words(line))


def fold(text: str) -> str:
    """Return the text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _words(line: Line) -> Iterator[Heard]:
    if not line.words:
        yield from (Heard(token, line.start_ms) for token in _TOKEN.findall(fold(line.text)))
    for word in line.words:
        yield from (Heard(token, word.start_ms) for token in _TOKEN.findall(fold(word.text)))


def _fits(pattern: str, token: str) -> bool:
    if pattern.endswith(PREFIX_MARK):
        return token.startswith(pattern[:-1])
    return token == pattern
