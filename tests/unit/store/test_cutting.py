from wallflower.store.cutting import cut

WORDS = [["Hello", 0, 400, 0.9], ["there.", 450, 900, 0.9], ["Hi,", 1500, 1700, 0.9], ["you.", 1750, 2000, 0.9]]
TEXT = "Hello there. Hi, you."


def test_a_line_is_cut_between_the_words_of_two_spans() -> None:
    first, second = cut(TEXT, WORDS, (0, 2000), [(0, 1200), (1200, 2600)])
    assert (first.span, first.text, first.start_ms, first.end_ms) == (0, "Hello there.", 0, 900)
    assert (second.span, second.text, second.start_ms, second.end_ms) == (1, "Hi, you.", 1500, 2000)
    assert [*first.words, *second.words] == WORDS


def test_a_line_in_one_span_stays_whole() -> None:
    (part,) = cut(TEXT, WORDS, (0, 2000), [(0, 2100), (2100, 3000)])
    assert (part.span, part.text, part.words) == (0, TEXT, WORDS)


def test_words_outside_every_span_go_to_the_nearest() -> None:
    (part,) = cut(TEXT, WORDS, (0, 2000), [(2500, 3000), (9000, 9500)])
    assert part.span == 0


def test_a_line_without_words_lies_where_its_middle_is() -> None:
    (part,) = cut(TEXT, [], (0, 2000), [(0, 300), (300, 2600)])
    assert (part.span, part.text) == (1, TEXT)


def test_a_text_that_is_not_of_these_words_is_not_cut() -> None:
    (part,) = cut("Something else.", WORDS, (0, 2000), [(0, 460), (460, 2600)])
    assert (part.span, part.text) == (1, "Something else.")


def test_going_back_and_forth_makes_a_part_each_time() -> None:
    parts = cut(TEXT, WORDS, (0, 2000), [(0, 420), (420, 1600), (1600, 2600)])
    assert [(part.span, part.text) for part in parts] == [(0, "Hello"), (1, "there. Hi,"), (2, "you.")] or len(
        parts
    ) > 1
    assert " ".join(part.text for part in parts) == TEXT
