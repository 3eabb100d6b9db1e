"""What nodes look like, from values alone: pages, counts, titles; every node is bounded."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from homeassistant.components.media_player import BrowseMedia
from homeassistant.components.media_source import BrowseMediaSource

from custom_components.thewallflower.archive import ExportFile, ExportJob, ExportOrder, ExportResult
from custom_components.thewallflower.hours import BusyHour, Hour, busy_hours, hours_of
from custom_components.thewallflower.media_ids import CameraId, DayId, VisitsId, parse_media_id
from custom_components.thewallflower.media_nodes import (
    DAYS_PER_PAGE,
    LONGEST_TITLE,
    Words,
    camera_node,
    conversation_item,
    day_node,
    divided_node,
    export_item,
    line_item,
    neighbours,
    visit_item,
)
from custom_components.thewallflower.wire import Line, Verdict, Visit
from custom_components.thewallflower.wire_activity import Conversation, Quarter

HOUR_MS = 3_600_000
BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 20)
START_MS = int(datetime(2026, 11, 20, 7, 41, 12, tzinfo=BERLIN).timestamp() * 1000)
WORDS = Words({"visits": "Visits ({count})", "later_hour": "Later: {hour}"}, BERLIN)


def still(camera_id: str, at_ms: int) -> str:
    return f"/{camera_id}/{at_ms}"


def identifier(node: BrowseMedia) -> str:
    return node.media_content_id.removeprefix("media-source://thewallflower/")


def titles(node: BrowseMediaSource) -> list[str]:
    return [child.title for child in node.children or ()]


def hour(number: int, *, recorded_ms: int = 0, visits: int = 0, lines: int = 0) -> BusyHour:
    hour = Hour(number * HOUR_MS, (number + 1) * HOUR_MS, f"{number:02}:00")
    return BusyHour(hour, recorded_ms, first_ms=number * HOUR_MS + 7, visits=visits, lines=lines)


class TestDays:
    def node(self, count: int, before: date | None = None) -> BrowseMediaSource:
        days = [DAY - timedelta(days=number) for number in range(count)]
        return camera_node(CameraId("e", "c", before), "Door", days, WORDS)

    def test_a_month_is_one_page(self) -> None:
        shown = titles(self.node(DAYS_PER_PAGE))
        assert (shown[0], len(shown)) == ("2026-11-20", DAYS_PER_PAGE)

    def test_pages_lead_there_and_back(self) -> None:
        """Every day is on exactly one of the pages that `earlier` leads to, and `later` leads back to the same."""
        seen: list[str] = []
        nodes = [self.node(100)]
        while titles(nodes[-1])[-1] == "earlier":
            assert nodes[-1].children is not None
            following = parse_media_id(identifier(nodes[-1].children[-1]))
            assert isinstance(following, CameraId)
            nodes.append(self.node(100, following.before))
        for node in nodes:
            seen += [title for title in titles(node) if title[0].isdigit()]
        assert seen == [(DAY - timedelta(days=number)).isoformat() for number in range(100)]
        for node, before in zip(nodes[1:], nodes, strict=False):
            assert node.children is not None
            assert node.children[0].title == "later"
            assert identifier(node.children[0]) == identifier(before)

    def test_days_that_are_gone_leave_an_empty_page(self) -> None:
        assert titles(self.node(0)) == []
        assert titles(self.node(5, date(2020, 1, 1))) == ["later"]


class TestDay:
    def test_what_there_is_and_no_more(self) -> None:
        media_id = DayId("e", "c", DAY)
        busy = [hour(7, recorded_ms=5, visits=2), hour(8, lines=3), hour(9, recorded_ms=1)]
        assert titles(day_node(media_id, busy, WORDS, still)) == ["Visits (2)", "conversations", "07:00", "09:00"]
        assert titles(day_node(media_id, busy[2:], WORDS, still)) == ["09:00"]

    def test_hours_have_pictures(self) -> None:
        node = day_node(DayId("e", "c", DAY), [hour(7, recorded_ms=5)], WORDS, still)
        assert node.children is not None
        assert (node.children[0].thumbnail, node.children[0].can_play) == (f"/c/{7 * HOUR_MS + 7}", True)

    def test_a_busy_day_is_divided(self) -> None:
        node = divided_node(VisitsId("e", "c", DAY), "t", [hour(7, visits=2), hour(8)], lambda busy: busy.visits)
        assert titles(node) == ["07:00 (2)"]
        assert node.children is not None
        assert identifier(node.children[0]) == f"e/visits/c/2026-11-20/{7 * HOUR_MS}"

    def test_an_hour_leads_to_the_next_that_is_not_empty(self) -> None:
        busy = [hour(5, visits=1), hour(7, visits=2), hour(8), hour(9, visits=3)]
        above, below = neighbours(VisitsId("e", "c", DAY, 7 * HOUR_MS), busy, lambda each: each.visits, WORDS)
        assert [link.title for link in above] == ["Later: 09:00 (3)"]
        assert [link.identifier for link in below] == [f"e/visits/c/2026-11-20/{5 * HOUR_MS}"]
        assert neighbours(VisitsId("e", "c", DAY), busy, lambda each: each.visits, WORDS) == ([], [])


class TestItems:
    @pytest.mark.parametrize(
        ("verdict", "name", "title"),
        [
            (Verdict.KNOWN, "Ann", "07:41 Ann"),
            (Verdict.UNSURE, "Ann", "07:41 unsure_face"),
            (Verdict.UNKNOWN, None, "07:41 unknown_face"),
        ],
    )
    def test_a_visit_begins_at_the_face(self, verdict: Verdict, name: str | None, title: str) -> None:
        visit = Visit(id=3, camera_id="c", start_ms=START_MS, end_ms=START_MS + 9, verdict=verdict, name=name)
        item = visit_item("e", visit, START_MS + 60_000, WORDS, "/p")
        assert (item.title, item.identifier) == (title, f"e/clip/c/{START_MS}/{START_MS + 9}")

    def test_one_that_lasts_reaches_until_now(self) -> None:
        visit = Visit(id=3, camera_id="c", start_ms=START_MS, end_ms=None, verdict=Verdict.UNKNOWN)
        assert visit_item("e", visit, START_MS + 60, WORDS, "").identifier == f"e/clip/c/{START_MS}/{START_MS + 60}"

    def test_a_conversation_begins_at_its_first_word(self) -> None:
        talk = Conversation(camera_id="c", start_ms=START_MS, end_ms=START_MS + 7, lines=2, text="x" * 500)
        item = conversation_item("e", talk, WORDS, still, "Door")
        assert item.title.startswith("07:41 Door: xxx")
        assert len(item.title) == len("07:41 Door: ") + LONGEST_TITLE
        assert (item.identifier, item.thumbnail) == (f"e/clip/c/{START_MS}/{START_MS + 7}", f"/c/{START_MS}")

    def test_a_hit_begins_at_the_word(self) -> None:
        line = Line(
            id=1,
            camera_id="c",
            start_ms=START_MS,
            end_ms=START_MS + 9000,
            text="a parcel",
            instants_ms=(START_MS + 500,),
        )
        item = line_item("e", line, "Door", WORDS, still)
        assert item.identifier == f"e/clip/c/{START_MS + 500}/{START_MS + 9000}"
        assert item.title == "a parcel – Door, 2026-11-20 07:41:12"

    @pytest.mark.parametrize(("media_type", "media_class"), [("video/mp4", "video"), ("audio/mp4", "music")])
    def test_an_export(self, media_type: str, media_class: str) -> None:
        order = ExportOrder(camera_ids=("c",), start_ms=START_MS, end_ms=START_MS + 9, note="parcel")
        done = ExportJob(
            id="j", export=order, result=ExportResult(files=(ExportFile(name="clip.mp4", media_type=media_type),))
        )
        item = export_item("e", done, "Door", WORDS)
        assert item is not None
        assert (item.title, item.identifier) == ("2026-11-20 07:41:12 Door: parcel", "e/export/j")
        assert (item.media_content_type, item.media_class) == (media_type, media_class)
        assert export_item("e", ExportJob(id="j", export=order), "Door", WORDS) is None


class TestBusyHours:
    @pytest.mark.parametrize(
        ("zone", "day"),
        [
            ("Europe/Berlin", date(2026, 10, 25)),
            ("Asia/Kathmandu", date(2026, 11, 20)),
            ("Australia/Lord_Howe", date(2026, 4, 5)),
        ],
    )
    def test_quarters_fall_into_the_hours_of_every_zone(self, zone: str, day: date) -> None:
        hours = hours_of(day, ZoneInfo(zone))
        starts_ms = range(hours[0].start_ms - HOUR_MS, hours[-1].end_ms + HOUR_MS, HOUR_MS // 4)
        busy = busy_hours(
            hours,
            [Quarter(start_ms=at_ms, recorded_ms=900_000, first_ms=at_ms, visits=1, lines=2) for at_ms in starts_ms],
        )
        assert [each.hour for each in busy] == list(hours)
        assert all(each.recorded_ms == each.hour.end_ms - each.hour.start_ms for each in busy)
        assert all(each.lines == 2 * each.visits for each in busy)
        assert all(each.first_ms == each.hour.start_ms for each in busy)

    def test_empty_hours_are_left_out(self) -> None:
        assert busy_hours(hours_of(date(2026, 11, 20), UTC), []) == ()
