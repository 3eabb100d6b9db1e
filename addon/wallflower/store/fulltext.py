"""From what a person types into a search box to an FTS5 query, and from FTS5's marks back to character offsets.

A person writes words (all must occur), "phrases", and prefix* words. Everything else is text: operators, brackets and
stray quotes of the FTS5 language never reach it, because every term is handed over as a quoted FTS5 string.
"""

import re
import unicodedata

from wallflower.errors import InvalidRequestError

LONGEST_QUERY = 500
MOST_TERMS = 32
MARK_START = "\x02"
MARK_END = "\x03"

_TERM = re.compile(r'"(?P<phrase>[^"]*)"?(?P<phrase_star>\*?)|(?P<word>[^\s"*]+)(?P<star>\*?)')
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def match_expression(typed: str) -> str | None:
    """Return the FTS5 expression for what was typed, None if it holds no word; `InvalidRequestError` if too long."""
    if len(typed) > LONGEST_QUERY:
        raise InvalidRequestError(f"a search may have at most {LONGEST_QUERY} characters", field="text")
    terms = [term for found in _TERM.finditer(clean(typed)) if (term := _term(found)) is not None]
    if len(terms) > MOST_TERMS:
        raise InvalidRequestError(f"a search may have at most {MOST_TERMS} words", field="text")
    return " AND ".join(terms) if terms else None


def clean(text: str) -> str:
    """Return text without control characters, so that the marks of a highlight stay unambiguous."""
    return _CONTROLS.sub(" ", text)


def unmark(marked: str) -> tuple[int, ...]:
    """Return the flattened (start, end) character offsets of the marked stretches, counted without the marks."""
    offsets: list[int] = []
    position = 0
    for character in marked:
        if character in {MARK_START, MARK_END}:
            offsets.append(position)
        else:
            position += 1
    return tuple(offsets)


def _term(found: re.Match[str]) -> str | None:
    body = found["phrase"] if found["phrase"] is not None else found["word"]
    if not any(_is_token_character(character) for character in body):
        return None
    star = "*" if found["phrase_star"] or found["star"] else ""
    return f'"{body}"{star}'


def _is_token_character(character: str) -> bool:
    """Tell whether FTS5's unicode61 makes it part of a word: letters, numbers and private use."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"
