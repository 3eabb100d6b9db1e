"""Identifiers are values: one text for each, one value for each text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.thewallflower.media_ids import (
    CameraId,
    ClipId,
    DayId,
    ExportId,
    ExportsId,
    HeardId,
    HourId,
    MediaId,
    ServerId,
    StoriesId,
    TalkId,
    VisitsId,
    format_media_id,
    parse_media_id,
)

NAMES = st.from_regex(r"[0-9A-Za-z_-]{1,64}", fullmatch=True)
INSTANTS = st.integers(0, 4_102_444_800_000)
DAYS = st.dates()
IDS: st.SearchStrategy[MediaId] = st.one_of(
    st.builds(ServerId, NAMES),
    st.builds(CameraId, NAMES, NAMES, st.none() | DAYS),
    st.builds(DayId, NAMES, NAMES, DAYS),
    st.builds(HourId, NAMES, NAMES, DAYS, INSTANTS),
    st.builds(VisitsId, NAMES, NAMES, DAYS, st.none() | INSTANTS),
    st.builds(TalkId, NAMES, NAMES, DAYS, st.none() | INSTANTS),
    st.builds(ClipId, NAMES, NAMES, INSTANTS, INSTANTS),
    st.builds(HeardId, NAMES, st.none() | INSTANTS),
    st.builds(ExportsId, NAMES, st.none() | NAMES),
    st.builds(StoriesId, NAMES, st.none() | NAMES),
    st.builds(ExportId, NAMES, NAMES),
)


@given(IDS)
def test_what_is_formatted_is_parsed(media_id: MediaId) -> None:
    assert parse_media_id(format_media_id(media_id)) == media_id


@given(IDS.map(format_media_id), st.text("/09aZ-_.% é", max_size=3), st.integers(0, 60))
def test_what_is_parsed_is_formatted(text: str, other: str, place: int) -> None:
    """Also of texts that are nearly identifiers: whatever is understood stands for itself alone."""
    damaged = text[:place] + other + text[place:]
    try:
        media_id = parse_media_id(damaged)
    except ValueError:
        return
    assert format_media_id(media_id) == damaged


def test_a_day_is_readable() -> None:
    assert format_media_id(DayId("e", "c", date(2026, 10, 25))) == "e/day/c/2026-10-25"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "e",
        "e/",
        "/server",
        "e/server/",
        "e/camera",
        "e/camera/c/today",
        "e/day/c",
        "e/day/c/20261120",
        "e/hour/c/2026-11-20/x",
        "e/hour/c/2026-11-20/01",
        "e/hour/c/2026-11-20/-1",
        "e/hour/c/2026-11-20/1/2",
        "e/clip/../1/2",
        "e/clip/c/1",
        "e/other/c",
    ],
)
def test_nonsense(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_media_id(text)
