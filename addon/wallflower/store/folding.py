"""Text as a search sees it: words without case and accents, the same for every database.

The databases' own tokenizers differ (and change with their version and locale), so neither is used: a line is stored
with its folded words, a search is folded in the same way, and both databases only compare them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_TERM = 64
"""Characters that count of a word."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ASCII_WORD = re.compile(r"[0-9a-z]+")
# Accents of Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic. Other marks tell words apart.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u00ad]")
# Scripts without spaces between words: every character is a word, so that parts of a sentence are found.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"})

type Token = tuple[str, int, int]
"""A folded word and the [start, end) of its characters in the text."""


def clean(text: str) -> str:
    """Return composed text without control characters and halves of characters, which no database stores."""
    return unicodedata.normalize("NFC", _CONTROLS.sub(" ", text))


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of clean text in order."""
    if text.isascii():
        yield from ((found[0][:LONGEST_TERM], *found.span()) for found in _ASCII_WORD.finditer(text.lower()))
    else:
        yield from _any_tokens(text)


def fold(text: str) -> str:
    """Return the folded words, one space between them."""
    return " ".join(term for term, _, _ in tokens(text))


def is_unspaced(term: str) -> bool:
    """Whether a folded word is one character of a script without spaces."""
    return _UNSPACED.match(term) is not None


def _any_tokens(text: str) -> Iterator[Token]:
    parts: list[str] = []
    start = 0
    for index, character in enumerate(text):
        folded = _folded(character)
        alone = _UNSPACED.match(character) is not None
        if parts and (folded is None or alone):
            yield "".join(parts)[:LONGEST_TERM], start, index
            parts = []
        if not folded:
            continue
        if alone:
            yield folded, index, index + 1
            continue
        if not parts:
            start = index
        parts.append(folded)
    if parts:
        yield "".join(parts)[:LONGEST_TERM], start, len(text)


@lru_cache(maxsize=8192)
def _folded(character: str) -> str | None:
    """Return what stands for a character, empty for an accent, None between words."""
    if _ACCENTS.fullmatch(character):
        return ""
    if not _is_of_word(character):
        return None
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", character.casefold())).translate(_LETTERS).casefold()
    return "".join(part for part in plain if _is_of_word(part))


def _is_of_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LNM" or category == "Co"
