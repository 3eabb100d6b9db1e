"""What keyword rules find in a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.alerts.keywords import LONGEST_PATTERN, Expression, Heard, Pattern, Phrase, SoundsLike, all_places
from wallflower.errors import InvalidRequestError
from wallflower.store.folding import clean


def finds(pattern: Pattern, text: str) -> list[str]:
    heard = Heard.of(text)
    return [text[heard.words[first][1] : heard.words[last][2]] for (first, last), _ in all_places([pattern], heard)]


def hears(phrase: str, text: str) -> bool:
    return bool(finds(Phrase.parse(phrase), text))


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


@pytest.mark.parametrize("text", ["", "  ", "*", "?!", "* *"])
def test_a_phrase_needs_a_word(text: str) -> None:
    with pytest.raises(InvalidRequestError):
        Phrase.parse(text)


@given(st.text(max_size=40))
def test_any_text_with_a_word_hears_itself(text: str) -> None:
    for kind in (Phrase, SoundsLike):
        try:
            pattern = kind.parse(text)
        except InvalidRequestError:
            continue
        assert pattern.text == clean(text)
        if "*" not in text:
            assert all_places([pattern], Heard.of(clean(text)))


@given(st.text(min_size=1, max_size=LONGEST_PATTERN), st.text(max_size=60))
@pytest.mark.parametrize("kind", [Phrase, SoundsLike, Expression])
def test_whatever_is_typed_is_refused_in_words_or_finds_places_in_the_text(
    kind: type[Phrase | SoundsLike | Expression], typed: str, text: str
) -> None:
    try:
        pattern = kind.parse(typed)
    except InvalidRequestError:
        return
    heard = Heard.of(clean(text))
    for first, last in pattern.places(heard):
        assert 0 <= first <= last < len(heard.words)


@given(st.from_regex("[a-z]{8,12}", fullmatch=True), st.data())
def test_one_wrong_letter_still_sounds_alike(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    for misheard in (
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    ):
        assert finds(SoundsLike.parse(word), f"and {misheard} yes")


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("wallflower", "the Wallflour blooms", ["Wallflour"]),
        ("wallflower", "the wall flower blooms", ["wall flower"]),
        ("wall flower", "the wallflower blooms", ["wallflower"]),
        ("Schröder", "Herr Schroeder", ["Schroeder"]),
        ("help", "kelp, hulp", ["kelp", "hulp"]),
        ("fire", "firing tires", []),
        ("dog", "dig a bog", []),
        ("dog", "a dog", ["dog"]),
        ("open the door", "opened the doors", []),
        ("open the door", "openn the doo", ["openn the doo"]),
        ("wallflower", "", []),
    ],
)
def test_what_sounds_alike(phrase: str, text: str, found: list[str]) -> None:
    assert finds(SoundsLike.parse(phrase), text) == found


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        (r"pa(ck|rc)\w+", "A Package and a parcel", ["Package", "parcel"]),
        (r"\bnumber \d+\b", "number 42, number x", ["number 42"]),
        ("straße", "die STRASSE, die Straße", ["Straße"]),
        ("ack", "a package", ["package"]),
        (r"[,.]", "one, two.", []),
        ("包裹", "有一个包裹在门口", ["包裹"]),
    ],
)
def test_what_expressions_find(expression: str, text: str, found: list[str]) -> None:
    assert finds(Expression.parse(expression), text) == found


@pytest.mark.parametrize(
    ("expression", "place", "reason"),
    [
        ("(a", 1, "missing )"),
        ("help(?=me)", 5, "perl operator"),
        (r"(x)\1", 4, "escape"),
        ("ab[z-a]", 4, "range"),
        ("a{5000}", 2, "repetition size"),
        ("((((a{99}){99}){99}){99})", 9, "repetition size"),
    ],
)
def test_a_wrong_expression_is_told_where(expression: str, place: int, reason: str) -> None:
    with pytest.raises(InvalidRequestError) as told:
        Expression.parse(expression)
    assert told.value.field == "expressions"
    assert reason in told.value.message
    if reason != "repetition size":
        assert f"at character {place}:" in told.value.message


@pytest.mark.parametrize("expression", ["a*", "x?", "(a|)", "^", ".*"])
def test_an_expression_that_needs_no_word_is_refused(expression: str) -> None:
    with pytest.raises(InvalidRequestError, match="always fire"):
        Expression.parse(expression)


@pytest.mark.parametrize("expression", ["(a+)+$", "(a|aa)+$", "(.*)*x", "(a|a?)+b", "(x+x+)+y"])
def test_expressions_that_ruin_others_take_no_time(expression: str) -> None:
    text = "a" * 50_000 + "!" + "x" * 50_000
    try:
        pattern = Expression.parse(expression)
    except InvalidRequestError:
        return
    began = time.process_time()
    list(pattern.places(Heard.of(text)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("kind", [Phrase, SoundsLike, Expression])
@pytest.mark.parametrize("text", ["x" * 100_000, "x" * (LONGEST_PATTERN + 1)])
def test_endless_patterns_are_refused(kind: type[Phrase | SoundsLike | Expression], text: str) -> None:
    with pytest.raises(InvalidRequestError, match=str(LONGEST_PATTERN)):
        kind.parse(text)


def test_a_phrase_has_a_bounded_number_of_words() -> None:
    with pytest.raises(InvalidRequestError, match="at most"):
        Phrase.parse("a " * 30)


def test_a_line_of_ten_thousand_words_is_looked_at_within_bounds() -> None:
    heard = Heard.of("door " * 10_000)
    assert len(all_places([SoundsLike.parse("door"), Phrase.parse("door")], heard)) == 200
