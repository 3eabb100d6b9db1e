"""Which rules fire."""

from dataclasses import replace
from typing import Any

import pytest

from wallflower.alerts.rules import RuleBook, Watch, matches
from wallflower.errors import InvalidRequestError
from wallflower.wire import Line, Word
from wallflower.wire_alerts import Rule, RuleKind
from wallflower.wire_options import ScheduleSlot

PARCEL = Rule(id="p", name="Parcel", phrases=("parcel", "package"), cooldown_s=10)


def line(text: str, at_ms: int = 100_000, camera_id: str = "a") -> Line:
    words = tuple(
        Word(text=w, start_ms=at_ms + i * 100, end_ms=at_ms + i * 100 + 90) for i, w in enumerate(text.split())
    )
    return Line(id=1, camera_id=camera_id, start_ms=at_ms, end_ms=at_ms + 5000, text=text, words=words)


def fire(book: RuleBook, said: Line) -> list[str]:
    """Return the rules that fire, and let them rest."""
    fired = book.fired(said)
    for each in fired:
        book.rest(each.rule.id, each.camera_id, each.at_ms)
    return [each.rule.id for each in fired]


def test_a_hit_names_rule_phrase_camera_and_moments() -> None:
    (fired,) = RuleBook([PARCEL]).fired(line("your package or parcel"))
    assert (fired.rule, fired.phrase, fired.camera_id) == (PARCEL, "package", "a")
    assert (fired.at_ms, fired.words_ms) == (100_100, (100_100, 100_190))


def test_each_word_of_a_phrase_has_its_moment() -> None:
    rule = replace(PARCEL, phrases=("big dog",))
    (fired,) = RuleBook([rule]).fired(line("a big, dog"))
    assert fired.words_ms == (100_100, 100_190, 100_200, 100_290)


def test_a_line_without_words_gives_moments_by_place() -> None:
    said = replace(line("a parcel"), words=())
    (fired,) = RuleBook([PARCEL]).fired(said)
    assert fired.words_ms == (101_250, 105_000)


def test_the_cooldown_is_per_rule_and_camera() -> None:
    book = RuleBook([PARCEL, Rule(id="q", name="Other", phrases=("parcel",), cooldown_s=0)])
    assert fire(book, line("parcel")) == ["p", "q"]
    assert fire(book, line("parcel", 105_000)) == ["q"]
    assert fire(book, line("parcel", 105_000, "b")) == ["p", "q"]
    assert fire(book, line("parcel", 110_000)) == ["p", "q"]


def test_late_lines_rest_around_the_moment_that_fired() -> None:
    book = RuleBook([PARCEL], rests={("p", "a"): 100_000})
    assert not book.fired(line("parcel", 95_000))
    assert book.fired(line("parcel", 50_000))


def test_rules_that_are_off_or_elsewhere_are_silent() -> None:
    off = Rule(id="o", name="Off", phrases=("parcel",), enabled=False)
    disarmed = Rule(id="d", name="Off", phrases=("parcel",), armed=False)
    elsewhere = Rule(id="e", name="Elsewhere", phrases=("parcel",), camera_ids=("b",))
    book = RuleBook([off, disarmed, elsewhere])
    assert book.fired(line("parcel")) == ()
    assert fire(book, line("parcel", camera_id="b")) == ["e"]


def test_replacing_rules_keeps_the_rest_of_those_that_stay() -> None:
    book = RuleBook([PARCEL])
    fire(book, line("parcel"))
    book.replace([PARCEL, Rule(id="n", name="New", phrases=("parcel",))])
    assert fire(book, line("parcel", 101_000)) == ["n"]


def test_the_schedule_is_that_of_the_moment_in_the_households_time() -> None:
    # 100 s into 1970: a Thursday, past midnight in UTC and past one in Berlin.
    night = replace(PARCEL, schedule=(ScheduleSlot(weekdays=(3,), start_minute=0, end_minute=60),))
    assert RuleBook([night], "UTC").fired(line("parcel"))
    assert not RuleBook([night], "Europe/Berlin").fired(line("parcel"))
    assert not RuleBook([night], "UTC").fired(line("parcel", 100_000 + 3_600_000))


def test_languages() -> None:
    book = RuleBook([replace(PARCEL, languages=("de", "en"))])
    assert book.fired(replace(line("parcel"), language="en"))
    assert not book.fired(replace(line("parcel"), language="fr"))
    assert not book.fired(line("parcel"))


def test_a_translation_is_english_and_has_the_times_of_the_line() -> None:
    said = replace(line("un colis"), language="fr", translation="a parcel")
    (fired,) = RuleBook([PARCEL]).fired(said)
    assert 100_000 <= fired.at_ms <= 105_000
    assert RuleBook([replace(PARCEL, languages=("en",))]).fired(said)
    assert not RuleBook([replace(PARCEL, languages=("fr",))]).fired(said)


def test_speakers() -> None:
    anna = replace(line("hello"), speaker="anna")
    speaker = Rule(id="s", name="Anna", kind=RuleKind.SPEAKER, speakers=("anna", "bob"))
    (fired,) = RuleBook([speaker]).fired(anna)
    assert (fired.at_ms, fired.phrase, fired.words_ms) == (anna.start_ms, None, ())
    assert not RuleBook([speaker]).fired(replace(anna, speaker="eve"))
    assert not RuleBook([speaker]).fired(line("hello"))
    book = RuleBook([replace(PARCEL, speakers=("anna",))])
    assert book.fired(replace(line("parcel"), speaker="anna"))
    assert not book.fired(line("parcel"))


def test_a_silence_rule_hears_no_line() -> None:
    silence = Rule(id="s", name="Quiet", kind=RuleKind.SILENCE, silence_minutes=1, phrases=("parcel",))
    assert RuleBook([silence]).fired(line("parcel")) == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "phrases"),
        ({"phrases": ("?",)}, "phrases"),
        ({"sounds_like": ("?",)}, "sounds_like"),
        ({"expressions": ("(",)}, "expressions"),
        ({"kind": RuleKind.SPEAKER}, "speakers"),
        ({"kind": RuleKind.SILENCE}, "silence_minutes"),
    ],
)
def test_rules_that_could_never_fire_are_refused(values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRequestError) as told:
        Watch.of(Rule(id="x", name="x", **values))
    assert told.value.field == field


def test_a_trial_tells_every_place_in_order() -> None:
    rule = Rule(id="", name="", phrases=("front door",), sounds_like=("parcel",), expressions=("d..r",))
    found = matches(rule, "The parcell at the Front, door!", None)
    assert [(match.pattern, match.start, match.end) for match in found] == [
        ("parcel", 4, 11),
        ("front door", 19, 30),
        ("d..r", 26, 30),
    ]
    assert matches(replace(rule, languages=("de",)), "parcel", "en") == ()
