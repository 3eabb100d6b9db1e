"""From typed text to FTS5 and back."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.errors import InvalidRequestError
from wallflower.store.fulltext import MARK_END, MARK_START, clean, match_expression, unmark


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("front door", '"front" AND "door"'),
        ('"front door" open', '"front door" AND "open"'),
        ("gar*", '"gar"*'),
        ('"front do"*', '"front do"*'),
        ('an "unfinished phrase', '"an" AND "unfinished phrase"'),
        ("NEAR(a b) OR c", '"NEAR(a" AND "b)" AND "OR" AND "c"'),
        ("text:door -x ^y", '"text:door" AND "-x" AND "^y"'),
        ("über", '"über"'),
    ],
)
def test_words_phrases_and_prefixes(typed: str, expression: str) -> None:
    assert match_expression(typed) == expression


@pytest.mark.parametrize("typed", ["", "   ", '""', "*", '"*', "()", "-- ;", "\x00", "…!?"])
def test_without_a_word_there_is_nothing_to_match(typed: str) -> None:
    assert match_expression(typed) is None


@pytest.mark.parametrize("typed", ["x" * 501, " ".join("x" * 33), "y" * 100_000])
def test_overlong_searches_are_refused(typed: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        match_expression(typed)
    assert caught.value.field == "text"


@given(st.text(max_size=60))
def test_no_text_is_ever_a_syntax_error(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    connection.execute("INSERT INTO t VALUES (?)", (clean(typed),))
    expression = match_expression(typed.encode(errors="replace").decode())
    if expression is not None:
        connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()
    connection.close()


def test_marks_become_offsets_without_the_marks() -> None:
    marked = f"the {MARK_START}front{MARK_END} {MARK_START}door{MARK_END}"
    assert unmark(marked) == (4, 9, 10, 14)
    assert unmark("") == ()


def test_control_characters_cannot_fake_a_mark() -> None:
    assert clean(f"a{MARK_START}b{MARK_END}c\nd") == "a b c\nd"
