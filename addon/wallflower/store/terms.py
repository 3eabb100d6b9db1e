"""The column type of folded words, and searches for them, in each database's own language of full-text search.

SQLite keeps the words as text, which its FTS5 index reads; PostgreSQL keeps them as a `tsvector` under a GIN index.
Both are written word by word here, so neither's tokenizer, dictionaries or query operators ever see what people typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, override

from sqlalchemy import Dialect, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine

# PostgreSQL counts places up to here.
_LAST_PLACE = 16_383
# More than any phrase is long, so that none reaches from a text into its translation.
_APART = 100
# The same for SQLite: a word that nobody can type.
_SEPARATOR = " \uffff "


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other; with `is_prefix` the last may go on."""

    terms: tuple[str, ...]
    is_prefix: bool = False


class Terms(TypeDecorator[tuple[str, ...]]):
    """Folded texts of a line, each with spaces between its words; written, never read."""

    impl = Text
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    @override
    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _vector(value) if dialect.name == "postgresql" else _SEPARATOR.join(value)


def fts5(phrases: Iterable[Phrase]) -> str:
    """Return the FTS5 expression that all phrases match."""
    return " AND ".join(f'"{" ".join(phrase.terms)}"{"*" if phrase.is_prefix else ""}' for phrase in phrases)


def tsquery(phrases: Iterable[Phrase]) -> str:
    """Return the text of PostgreSQL's `tsquery` that all phrases match."""
    return " & ".join(f"({_follow(phrase)})" for phrase in phrases)


def _follow(phrase: Phrase) -> str:
    return " <-> ".join(f"'{term}'" for term in phrase.terms) + (":*" if phrase.is_prefix else "")


def _vector(texts: Iterable[str]) -> str:
    places: dict[str, list[str]] = {}
    place = 0
    for text in texts:
        for term in text.split():
            place += 1
            places.setdefault(term, []).append(str(min(place, _LAST_PLACE)))
        place += _APART
    return " ".join(f"'{term}':{','.join(found)}" for term, found in places.items())
