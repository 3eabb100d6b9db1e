"""From what a person types into a search box to phrases of folded words, and from those back to places in a text.

A person writes words (all must occur), "phrases", and prefix* words. Everything else is text: there are no operators.
A word that is several to the index, such as don't, is a phrase.
"""

import re
from collections.abc import Iterator, Sequence

from wallflower.errors import InvalidRequestError
from wallflower.store.folding import Token, clean, is_unspaced, tokens
from wallflower.store.terms import Phrase

LONGEST_QUERY = 500
MOST_TERMS = 64
LEAST_PREFIX = 2
# Words of a line of everyday speech.
_USUAL_LENGTH = 9

_TYPED = re.compile(r'"(?P<phrase>[^"]*)"?(?P<phrase_star>\*?)|(?P<word>[^\s"*]+)(?P<star>\*?)')


def parse(typed: str) -> tuple[Phrase, ...]:
    """Return what was typed, nothing if it holds no word; raise `InvalidRequestError` for too much or too little."""
    if len(typed) > LONGEST_QUERY:
        raise InvalidRequestError(f"a search may have at most {LONGEST_QUERY} characters", field="text")
    found = [phrase for part in _TYPED.finditer(clean(typed)) if (phrase := _phrase(part)).terms]
    if sum(len(phrase.terms) for phrase in found) > MOST_TERMS:
        raise InvalidRequestError(f"a search may have at most {MOST_TERMS} words", field="text")
    return tuple(dict.fromkeys(found))


def places(text: Sequence[Token], phrases: Sequence[Phrase]) -> tuple[tuple[int, int], ...]:
    """Return the [first, last] tokens of a text that match any phrase, in order, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(place for phrase in phrases for place in _occurrences(text, phrase)):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def score(texts: Sequence[Sequence[Token]], phrases: Sequence[Phrase]) -> float:
    """Return how well texts fit: more and exact occurrences in less text count more.

    It is BM25 (k1 1.2, b 0.75) without a word's rarity: every line that is found holds all of them.
    """
    length = sum(len(text) for text in texts)
    norm = 1.2 * (0.25 + 0.75 * length / _USUAL_LENGTH)
    total = 0.0
    for phrase in phrases:
        count = sum(_worth(text, place, phrase) for text in texts for place in _occurrences(text, phrase))
        total += count / (count + norm)
    return total


def _worth(text: Sequence[Token], place: tuple[int, int], phrase: Phrase) -> float:
    return 1.0 if text[place[1]][0] == phrase.terms[-1] else 0.5


def _occurrences(text: Sequence[Token], phrase: Phrase) -> Iterator[tuple[int, int]]:
    *body, last = phrase.terms
    for first in range(len(text) - len(body)):
        end = first + len(body)
        if not _is_last(text[end][0], last, is_prefix=phrase.is_prefix):
            continue
        if all(text[first + index][0] == term for index, term in enumerate(body)):
            yield first, end


def _is_last(term: str, wanted: str, *, is_prefix: bool) -> bool:
    return term.startswith(wanted) if is_prefix else term == wanted


def _phrase(found: re.Match[str]) -> Phrase:
    body = found["phrase"] if found["phrase"] is not None else found["word"]
    terms = tuple(term for term, _, _ in tokens(body))
    is_prefix = bool(terms and (found["phrase_star"] or found["star"])) and not is_unspaced(terms[-1])
    if is_prefix and len(terms[-1]) < LEAST_PREFIX:
        raise InvalidRequestError(f"give at least {LEAST_PREFIX} letters before a *", field="text")
    return Phrase(terms, is_prefix)
