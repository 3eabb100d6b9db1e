"""Text without case and accents."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.store.folding import LONGEST_TERM, clean, fold, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The FRONT door.", "the front door"),
        ("Señor Müller, GARTENTÜR straße", "senor muller gartentur strasse"),
        ("ŁÓDŹ Øyvind Ægir İstanbul ılık", "lodz oyvind aegir istanbul ilik"),
        ("Αθήνα ΑΘΗΝΑΣ", "αθηνα αθηνασ"),
        ("שָׁלוֹם مُحَمَّد", "שלום محمد"),
        ("हिन्दी का कि", "हिन्दी का कि"),
        ("私は東京", "私 は 東 京"),
        ("한국어 ok", unicodedata.normalize("NFKD", "한국어 ok")),
        ("don't e-mail snake_case 3.14", "don t e mail snake case 3 14"),
        ("so\u00adft ﬁne", "soft fine"),
        ("🎉 — …", ""),
    ],
)
def test_words_without_case_and_accents(text: str, folded: str) -> None:
    assert fold(clean(text)) == folded


def test_an_accent_of_its_own_is_the_same_letter() -> None:
    assert clean("Cafe\u0301") == "Café"
    assert fold(clean("Cafe\u0301s")) == fold("Cafés") == "cafes"


def test_what_no_database_stores_is_cleaned() -> None:
    assert clean("a\x00b\x02c\ud800d\ne") == "a b c d\ne"


def test_a_word_has_a_limit() -> None:
    ((term, start, end),) = tokens("ä" * 10_000)
    assert (term, start, end) == ("a" * LONGEST_TERM, 0, 10_000)


@given(st.text(max_size=60))
def test_sqlite_splits_folded_words_only_where_we_do(text: str) -> None:
    terms = fold(clean(text)).split()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(terms, tokenize='ascii')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    connection.execute("INSERT INTO t VALUES (?)", (" ".join(terms),))
    kept = [row[0] for row in connection.execute('SELECT term FROM v ORDER BY "offset"')]
    connection.close()
    assert kept == terms
