"""Which rules fire."""

from wallflower.alerts.rules import RuleBook
from wallflower.wire import KeywordRule, Line, Word

PARCEL = KeywordRule(id="p", name="Parcel", phrases=("parcel", "package"), cooldown_s=10)


def line(text: str, at_ms: int = 100_000, camera_id: str = "a") -> Line:
    words = tuple(
        Word(text=w, start_ms=at_ms + i * 100, end_ms=at_ms + i * 100 + 90) for i, w in enumerate(text.split())
    )
    return Line(id=1, camera_id=camera_id, start_ms=at_ms, end_ms=at_ms + 5000, text=text, words=words)


def test_a_hit_names_rule_phrase_camera_and_moment() -> None:
    said = line("your package or parcel")
    (hit,) = RuleBook([PARCEL]).hits(said)
    assert (hit.rule_id, hit.rule_name, hit.phrase, hit.camera_id) == ("p", "Parcel", "package", "a")
    assert hit.at_ms == 100_100
    assert hit.line == said


def test_the_cooldown_is_per_rule_and_camera() -> None:
    other = KeywordRule(id="q", name="Other", phrases=("parcel",), cooldown_s=0)
    book = RuleBook([PARCEL, other])
    assert [hit.rule_id for hit in book.hits(line("parcel"))] == ["p", "q"]
    assert [hit.rule_id for hit in book.hits(line("parcel", 105_000))] == ["q"]
    assert [hit.rule_id for hit in book.hits(line("parcel", 105_000, "b"))] == ["p", "q"]
    assert [hit.rule_id for hit in book.hits(line("parcel", 110_000))] == ["p", "q"]


def test_late_lines_rest_around_the_moment_that_fired() -> None:
    book = RuleBook([PARCEL])
    assert book.hits(line("parcel", 100_000))
    assert not book.hits(line("parcel", 95_000))
    assert book.hits(line("parcel", 50_000))


def test_disabled_rules_and_other_cameras_are_silent() -> None:
    off = KeywordRule(id="o", name="Off", phrases=("parcel",), enabled=False)
    elsewhere = KeywordRule(id="e", name="Elsewhere", phrases=("parcel",), camera_ids=("b",))
    book = RuleBook([off, elsewhere])
    assert book.hits(line("parcel")) == ()
    assert [hit.rule_id for hit in book.hits(line("parcel", camera_id="b"))] == ["e"]


def test_replacing_rules_keeps_the_rest_of_those_that_stay() -> None:
    book = RuleBook([PARCEL])
    book.hits(line("parcel"))
    book.replace([PARCEL, KeywordRule(id="n", name="New", phrases=("parcel",))])
    assert [hit.rule_id for hit in book.hits(line("parcel", 101_000))] == ["n"]
