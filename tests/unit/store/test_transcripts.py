"""Search, reading and deletion of lines."""

from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy import update

from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.forgetting import Forgetting
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.people import People
from wallflower.store.schema import line
from wallflower.store.transcripts import Order, Transcripts, Wanted
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import LinePage

SENTENCES = (
    ("a", 1_000, "The front door is open."),
    ("a", 3_000, "There is a dog in the garden"),
    ("b", 3_000, "The back door is locked"),
    ("b", 7_000, "Die Gartentür ist geschlossen, Señor Müller"),
    ("a", 9_000, "door door to the garage"),
)


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    queue = Utterances(database)
    for camera_id, start_ms, sentence in SENTENCES:
        say(queue, camera_id, start_ms, sentence)
    return Transcripts(database)


def say(queue: Utterances, camera_id: str, start_ms: int, sentence: str) -> None:
    end_ms = start_ms + 1500
    queue.add(NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=end_ms))
    (claim,) = queue.claim(1)
    queue.finish(claim.id, [NewLine(start_ms=start_ms, end_ms=end_ms, text=sentence)], Hearer(engine="e", model="m"))


def search(transcripts: Transcripts, typed: str, **filters: Any) -> LinePage:
    return transcripts.search(Wanted(text=typed, **filters))


def found(transcripts: Transcripts, typed: str, **filters: Any) -> list[str]:
    return [line.text for line in search(transcripts, typed, **filters).lines]


def test_words_phrases_and_prefixes_newest_first(transcripts: Transcripts) -> None:
    assert found(transcripts, "DOOR is") == ["The back door is locked", "The front door is open."]
    assert found(transcripts, '"front door"') == ["The front door is open."]
    assert found(transcripts, '"door front"') == []
    assert found(transcripts, "gar*") == [
        "door door to the garage",
        "Die Gartentür ist geschlossen, Señor Müller",
        "There is a dog in the garden",
    ]
    assert found(transcripts, "gar") == []


@pytest.mark.parametrize("typed", ["gartentur", "GARTENTÜR", "senor", "müller", "muller"])
def test_diacritics_and_case_do_not_matter(transcripts: Transcripts, typed: str) -> None:
    assert len(found(transcripts, typed)) == 1


@pytest.mark.parametrize(
    "typed", ["door OR dog", "NOT door", "door NEAR dog", 'text : "door', "door)", "'; DROP TABLE line; --"]
)
def test_operators_are_words(transcripts: Transcripts, typed: str) -> None:
    found(transcripts, typed)
    assert len(found(transcripts, "door")) == 3


def test_highlights_are_character_offsets(transcripts: Transcripts) -> None:
    (hit,) = search(transcripts, "senor muller").lines
    pieces = [hit.text[start:end] for start, end in zip(hit.highlights[::2], hit.highlights[1::2], strict=True)]
    assert pieces == ["Señor", "Müller"]
    (phrase,) = search(transcripts, '"front door"').lines
    assert phrase.text[slice(*phrase.highlights)] == "front door"


def test_no_word_lists_everything_newest_first(transcripts: Transcripts) -> None:
    page = search(transcripts, "")
    assert [line.start_ms for line in page.lines] == [9_000, 7_000, 3_000, 3_000, 1_000]
    assert all(line.highlights == () for line in page.lines)


@pytest.mark.parametrize("typed", ["🎉", "?", "(", "*", "%", '""', "… !"])
def test_text_without_a_letter_or_digit_finds_nothing(transcripts: Transcripts, typed: str) -> None:
    page = search(transcripts, typed)
    assert (page.lines, page.cursor) == ((), None)


def test_one_character_is_a_word_of_its_own(transcripts: Transcripts, database: Database) -> None:
    say(Utterances(database), "a", 100_000, "Take plan B, or 7 steps to 東")
    assert found(transcripts, "d") == []
    for typed in ("b", "7", "東"):
        assert len(found(transcripts, typed)) == 1, typed


@pytest.mark.parametrize("typed", ["  ", "\t\n", "\u00a0"])
def test_white_space_lists_everything(transcripts: Transcripts, typed: str) -> None:
    assert len(search(transcripts, typed).lines) == 5


def test_filters_by_camera_and_range(transcripts: Transcripts) -> None:
    assert found(transcripts, "door", camera_ids=["b"]) == ["The back door is locked"]
    assert found(transcripts, "door", camera_ids=["a", "b"], start_ms=4_400, end_ms=9_001) == [
        "door door to the garage",
        "The back door is locked",
    ]
    assert found(transcripts, "door", start_ms=4_500, end_ms=9_000) == []
    assert found(transcripts, "", camera_ids=["b"], end_ms=7_000) == ["The back door is locked"]


@pytest.mark.parametrize("typed", ["", "the", "do*"])
def test_pages_by_cursor_show_every_line_once(transcripts: Transcripts, typed: str) -> None:
    whole = search(transcripts, typed)
    assert whole.cursor is None
    seen: list[int] = []
    cursor = None
    while True:
        page = search(transcripts, typed, limit=2, cursor=cursor)
        assert len(page.lines) <= 2
        seen += [line.id for line in page.lines]
        if (cursor := page.cursor) is None:
            break
    assert seen == [line.id for line in whole.lines]


def test_a_line_stored_late_takes_its_place_in_time(transcripts: Transcripts, database: Database) -> None:
    say(Utterances(database), "b", 5_000, "a late door")
    assert found(transcripts, "door")[1] == "a late door"


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "9" * 30}, "cursor"),
        ({"cursor": "-1"}, "cursor"),
        ({"cursor": "9" * 19}, "cursor"),
        ({"cursor": "1", "order": Order.BEST}, "cursor"),
        ({"start_ms": 5, "end_ms": 4}, "end"),
    ],
)
def test_bad_input_names_its_field(transcripts: Transcripts, filters: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        search(transcripts, "door", **filters)
    assert caught.value.field == field


def test_extreme_ranges_and_limits_are_harmless(transcripts: Transcripts) -> None:
    assert len(found(transcripts, "door", start_ms=-5, end_ms=10**18)) == 3
    assert len(found(transcripts, "door", limit=0)) == 1
    assert len(found(transcripts, "door", limit=10**9)) == 3


def test_reading_a_range_is_oldest_first_and_half_open(transcripts: Transcripts) -> None:
    assert [line.start_ms for line in transcripts.lines("a", 2_400, 9_000)] == [1_000, 3_000]
    assert [line.start_ms for line in transcripts.lines("a", 2_500, 9_001)] == [3_000, 9_000]
    line = transcripts.lines("b", 0, 10**13)[0]
    assert transcripts.get(line.id) == line


def test_deleting_removes_from_the_index(transcripts: Transcripts, database: Database, *, is_sqlite: bool) -> None:
    (hit,) = search(transcripts, "dog").lines
    Forgetting(database).line(hit.id)
    assert found(transcripts, "dog") == []
    with pytest.raises(NotFoundError):
        Forgetting(database).line(hit.id)
    with pytest.raises(NotFoundError):
        transcripts.get(hit.id)
    assert Forgetting(database).range(0, 100_000, "b") == 2
    assert found(transcripts, "locked") == found(transcripts, "gart*") == []
    Cameras(database).delete("a")
    assert found(transcripts, "door") == found(transcripts, "") == []
    if is_sqlite:
        with database.write() as connection:  # raises when the index and the table disagree
            connection.execute(sql("INSERT INTO line_text(line_text, rank) VALUES ('integrity-check', 1)"))


def test_the_backlog_is_told_with_each_page(transcripts: Transcripts, database: Database) -> None:
    Utterances(database).add(NewUtterance(camera_id="a", start_ms=50_000, end_ms=54_000))
    assert search(transcripts, "door").backlog_s == transcripts.backlog_s() == 4.0
    Forgetting(database).range(50_000, 50_001, "a")
    assert transcripts.backlog_s() == 0


def test_ranking_prefers_more_in_less_text_and_pages_show_every_line_once(transcripts: Transcripts) -> None:
    best = found(transcripts, "door", order=Order.BEST)
    assert best == ["door door to the garage", "The back door is locked", "The front door is open."]
    seen: list[str] = []
    cursor = None
    while True:
        page = search(transcripts, "the", order=Order.BEST, limit=2, cursor=cursor)
        seen += [line.text for line in page.lines]
        if (cursor := page.cursor) is None:
            break
    assert seen == found(transcripts, "the", order=Order.BEST)
    assert len(seen) == len(set(seen)) == 4


def test_lines_spoken_meanwhile_shift_no_ranked_page(transcripts: Transcripts, database: Database) -> None:
    whole = found(transcripts, "door", order=Order.BEST)
    first = search(transcripts, "door", order=Order.BEST, limit=1)
    say(Utterances(database), "a", 90_000, "door door door")
    second = search(transcripts, "door", order=Order.BEST, limit=5, cursor=first.cursor)
    assert [line.text for line in (*first.lines, *second.lines)] == whole


def test_context_is_of_the_same_camera_in_order(transcripts: Transcripts) -> None:
    page = search(transcripts, "dog", context=2)
    (around,) = page.context
    assert around.line_id == page.lines[0].id
    assert [line.text for line in around.before] == ["The front door is open."]
    assert [line.text for line in around.after] == ["door door to the garage"]
    assert search(transcripts, "dog").context == ()


def test_speaker_and_confidence_narrow(transcripts: Transcripts, database: Database) -> None:
    ada = People(database).create("Ada").id
    with database.write() as connection:
        connection.execute(update(line).where(line.c.start_ms == 3_000).values(person_id=ada))
        connection.execute(update(line).where(line.c.start_ms == 9_000).values(confidence=0.9))
    assert sorted(found(transcripts, "the", person_ids=[ada])) == [
        "The back door is locked",
        "There is a dog in the garden",
    ]
    assert found(transcripts, "door", person_ids=[ada], camera_ids=["b"]) == ["The back door is locked"]
    assert found(transcripts, "", least_confidence=0.5) == ["door door to the garage"]
    People(database).delete(ada)
    assert found(transcripts, "", person_ids=[ada]) == []


@pytest.mark.parametrize("typed", ["x" * 501, "y" * 100_000, '"' + "z " * 300 + '"', "a*", "x " * 65])
def test_what_cannot_be_looked_for_is_a_typed_error(transcripts: Transcripts, typed: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        search(transcripts, typed)
    assert caught.value.field == "text"


@pytest.mark.parametrize(
    "typed",
    ["'", "''", "\\", "door' | 'dog", "a & b", "!door", "door:*", "(((", "<->", "door <-> is", "\x00door", "%s"],
)
def test_no_operator_of_any_database_is_one(transcripts: Transcripts, typed: str) -> None:
    assert len(found(transcripts, typed)) <= 3


def test_a_word_may_be_of_any_length_and_script(transcripts: Transcripts, database: Database) -> None:
    say(Utterances(database), "a", 100_000, f"{'ä' * 5000} 我在東京住 हिन्दी 한국어")
    for typed in ("a" * 400, "東京", '"在東"', "हिन्दी", "한국어", "한국*"):
        assert len(found(transcripts, typed)) == 1, typed
