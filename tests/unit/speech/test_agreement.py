"""What is sure of speech that is not over yet."""

from wallflower.speech.agreement import SAME_PLACE_MS, agreed
from wallflower.store.lines import NewLine
from wallflower.wire import Word


def heard(text: str, *, later_ms: int = 0, words: str | None = None) -> NewLine:
    """Return a line with a word every 300 ms."""
    spoken = tuple(
        Word(text=word, start_ms=1_000 + later_ms + 300 * index, end_ms=1_250 + later_ms + 300 * index)
        for index, word in enumerate((words or text).split())
    )
    return NewLine(start_ms=spoken[0].start_ms, end_ms=spoken[-1].end_ms, text=text, words=spoken, language="en")


def test_nothing_is_sure_that_was_heard_once() -> None:
    assert agreed([heard("somebody is at the door")], []) == ()


def test_what_was_heard_twice_is_sure_up_to_what_was_not() -> None:
    (sure,) = agreed([heard("Somebody is at the front door, now.")], [heard("somebody is at the frown")])
    assert sure.text == "Somebody is at the"
    assert [word.text for word in sure.words] == ["Somebody", "is", "at", "the"]
    assert (sure.start_ms, sure.end_ms, sure.language) == (1_000, 2_150, "en")


def test_words_that_do_not_follow_each_other_do_not_become_neighbours() -> None:
    sure = agreed([heard("call the police now please")], [heard("call a police now please")])
    assert [part.text for part in sure] == ["call", "police now please"]


def test_the_same_word_elsewhere_is_another() -> None:
    assert agreed([heard("help")], [heard("help", later_ms=SAME_PLACE_MS + 1)]) == ()
    assert agreed([heard("help")], [heard("help", later_ms=SAME_PLACE_MS)]) != ()


def test_lines_stay_apart_and_may_be_divided_differently_before() -> None:
    now = [heard("one two"), heard("three four", later_ms=600)]
    assert [part.text for part in agreed(now, [heard("one two three four")])] == ["one two", "three four"]


def test_text_of_other_words_tells_nothing() -> None:
    line = heard("twenty one", words="20 1")
    assert agreed([line], [line]) == ()
    silent = NewLine(start_ms=0, end_ms=1, text="something")
    assert agreed([silent], [silent]) == ()
