"""Words in lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.alerts.keywords import Phrase, fold, listen
from wallflower.errors import InvalidRequestError
from wallflower.wire import Line, Word


def line(text: str) -> Line:
    return Line(id=1, camera_id="a", start_ms=1000, end_ms=9000, text=text)


def hears(phrase: str, text: str) -> bool:
    return Phrase.parse(phrase).heard_ms(listen(line(text))) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("parcel", "There is a PARCEL."),
        ("café", "Meet me at the Cafe"),
        ("cafe", "Meet me at the cafe\u0301!"),
        ("front door", "the front, door!"),
        ("front-door", "the front door"),
        ("parcel*", "two parcels"),
        ("parcel*", "a parcel"),
        ("open* the door", "I opened the door"),
        ("don't", "I don\u2019t know"),
        ("straße", "in der STRASSE"),
        ("包裹", "有一个包裹在门口"),
        ("42", "number 42"),
        ("привет", "Привет, мир"),
    ],
)
def test_what_is_heard(phrase: str, text: str) -> None:
    assert hears(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("car", "a parcel in the cart"),
        ("parcel", "parcels"),
        ("front door", "the front green door"),
        ("door front", "front door"),
        ("cel*", "parcel"),
        ("包里", "包裹"),
        ("help", ""),
    ],
)
def test_what_is_not_heard(phrase: str, text: str) -> None:
    assert not hears(phrase, text)


def test_the_time_is_that_of_the_first_matched_word() -> None:
    words = tuple(
        Word(text=f" {text}", start_ms=at, end_ms=at + 100) for text, at in (("A", 1), ("big,", 2), ("dog", 3))
    )
    heard = listen(Line(id=1, camera_id="a", start_ms=0, end_ms=9, text="A big, dog", words=words))
    assert Phrase.parse("big dog").heard_ms(heard) == 2


def test_a_line_without_words_gives_its_own_start() -> None:
    assert Phrase.parse("dog").heard_ms(listen(line("a dog"))) == 1000


@pytest.mark.parametrize("text", ["", "  ", "*", "?!", "* *"])
def test_a_phrase_needs_a_word(text: str) -> None:
    with pytest.raises(InvalidRequestError):
        Phrase.parse(text)


@given(st.text(max_size=40))
def test_any_text_with_a_word_hears_itself(text: str) -> None:
    try:
        phrase = Phrase.parse(text.replace("*", " "))
    except InvalidRequestError:
        return
    assert phrase.heard_ms(listen(line(text.replace("*", " ")))) == 1000


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
