import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.names import LONGEST_NAME, clean_name

REORDERING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("  Front   door ", "Front door"),
        ("A\u0308rne", "Ärne"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("玄関", "玄関"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("نام‌ها", "نام‌ها"),
        ("?", "?"),
    ],
)
def test_names_as_they_are_kept(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "x" * (LONGEST_NAME + 1),
        "a\nb",
        "a\x00b",
        "a\x7f",
        "\ud800",
        "a\u2028b",
        *(f"a{c}b" for c in REORDERING),
    ],
)
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="a name"):
        clean_name(name)


@pytest.mark.parametrize("name", ["\u200b", "\u200d\u200d", "\ufeff", "\u3164", "\u2800", "\u0301", "\ufe0f"])
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="can be seen"):
        clean_name(name)


@given(st.text(max_size=120))
def test_a_clean_name_is_clean_already(text: str) -> None:
    try:
        clean = clean_name(text)
    except ValueError:
        return
    assert clean_name(clean) == clean
    assert 1 <= len(clean) <= LONGEST_NAME
