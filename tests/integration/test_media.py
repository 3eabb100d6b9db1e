"""The media browser: what it shows in each time zone, in pages, and what is found in it."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.media_player import BrowseError, MediaClass, SearchMediaQuery
from homeassistant.components.media_source import (
    BrowseMediaSource,
    Unresolvable,
    async_browse_media,
    async_resolve_media,
    async_search_media,
)
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.wire import Line, LinePage, RecordingDay
from custom_components.thewallflower.wire_activity import Conversation, Quarter
from tests.integration.browsing import (
    DAY,
    EXPORT,
    EXPORT_ORDER,
    HOUR_MS,
    ROOT,
    STORY,
    hour_of,
    let_answer,
    ms,
    open_node,
    visit,
)
from tests.integration.fake_server import FakeServer

QUARTER_MS = 900_000


def _day(day: str) -> RecordingDay:
    return RecordingDay(date=day, start_ms=0, end_ms=1, recorded_ms=1)


def _titles(node: BrowseMediaSource) -> list[str]:
    return [child.title for child in node.children or ()]


class TestBrowse:
    async def test_cameras_then_days_newest_first(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.days = [_day("2026-11-18"), _day("2026-11-20"), _day("2026-11-19")]
        root = await open_node(hass)
        assert _titles(root) == ["Front door", "Garden", "Heard today", "Clips", "Stories"]
        assert root.can_search
        camera = await open_node(hass, loaded.entry_id, "camera", "cam1")
        assert _titles(camera) == ["2026-11-20", "2026-11-19", "2026-11-18"]
        assert server.requests[-1].query["tz"] == hass.config.time_zone

    async def test_titles_are_in_the_language_of_home_assistant(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        hass.config.language = "de"
        assert _titles(await open_node(hass)) == ["Front door", "Garden", "Heute gehört", "Clips", "Geschichten"]
        start_ms = ms(datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone()))
        let_answer(server, "cameras/cam1/activity", "quarters", Quarter(start_ms=start_ms, visits=2, lines=3))
        node = await open_node(hass, loaded.entry_id, "day", "cam1", DAY)
        assert _titles(node) == ["Besuche (2)", "Gespräche (3 Zeilen)"]
        hass.config.language = "eo"
        assert _titles(await open_node(hass))[2:] == ["Heard today", "Clips", "Stories"]

    @pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles"])
    async def test_hours_are_the_clocks(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, zone: str
    ) -> None:
        await hass.config.async_set_time_zone(zone)
        midnight_ms = ms(datetime(2026, 11, 20, tzinfo=ZoneInfo(zone)))
        at_ms = [midnight_ms - QUARTER_MS, midnight_ms, midnight_ms + 55 * QUARTER_MS, midnight_ms + 96 * QUARTER_MS]
        quarters = [Quarter(start_ms=each, recorded_ms=5, visits=1, lines=2) for each in at_ms]
        let_answer(server, "cameras/cam1/activity", "quarters", *quarters)
        node = await open_node(hass, loaded.entry_id, "day", "cam1", DAY)
        assert _titles(node) == ["Visits (2)", "Conversations (4 lines)", "00:00", "13:00"]
        query = server.requests[-1].query
        assert (int(query["start"]), int(query["end"])) == (midnight_ms, midnight_ms + 24 * HOUR_MS)

    @pytest.mark.usefixtures("loaded")
    @pytest.mark.parametrize(
        ("zone", "day", "count", "around"),
        [
            ("Europe/Berlin", "2026-10-25", 25, ["01:00", "02:00 CEST", "02:00 CET", "03:00"]),
            ("America/New_York", "2026-11-01", 25, ["00:00", "01:00 EDT", "01:00 EST", "02:00"]),
            ("Australia/Sydney", "2026-04-05", 25, ["01:00", "02:00 AEDT", "02:00 AEST", "03:00"]),
            ("Europe/Berlin", "2026-03-29", 23, ["00:00", "01:00", "03:00", "04:00"]),
        ],
    )
    async def test_days_on_which_the_clock_changes(
        self, hass: HomeAssistant, server: FakeServer, zone: str, day: str, count: int, around: list[str]
    ) -> None:
        """Each hour is shown once, with its own name, and played from where it begins to where the next one does."""
        await hass.config.async_set_time_zone(zone)
        (entry,) = hass.config_entries.async_entries("thewallflower")
        start_ms = ms(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)))
        quarters = [Quarter(start_ms=start_ms + at * QUARTER_MS, recorded_ms=QUARTER_MS) for at in range(-4, 104)]
        let_answer(server, "cameras/cam1/activity", "quarters", *quarters)
        node = await open_node(hass, entry.entry_id, "day", "cam1", day)
        titles = _titles(node)
        assert len(titles) == len(set(titles)) == count
        first = titles.index(around[0])
        assert titles[first : first + 4] == around
        for at, child in enumerate(node.children or ()):
            assert child.media_content_type == "application/x-mpegURL"
            media = await async_resolve_media(hass, child.media_content_id, None)
            grant = entry.runtime_data.grants.playbacks.find(media.url.split("/")[-2], 0)
            assert (grant.start_ms, grant.end_ms) == (start_ms + at * HOUR_MS, start_ms + (at + 1) * HOUR_MS)

    async def test_what_can_be_played_shows_itself(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        start = datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone())
        node = await async_browse_media(hass, hour_of(loaded, start))
        assert (node.title, node.can_expand) == ("07:00", False)
        for path in (("clip", "cam1", str(ms(start)), str(ms(start) + 9)), ("export", "job1")):
            assert (await open_node(hass, loaded.entry_id, *path)).can_play

    async def test_a_quiet_day_shows_its_visits(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        start_ms = ms(datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone()))
        let_answer(server, "cameras/cam1/activity", "quarters", Quarter(start_ms=start_ms, visits=1))
        server.visits = [visit(2, start_ms)]
        node = await open_node(hass, loaded.entry_id, "visits", "cam1", DAY)
        assert _titles(node) == ["07:00 Unknown face"]
        assert server.requests[-1].query["begins"] == "true"
        assert node.not_shown == 0

    async def test_a_busy_day_shows_its_hours_and_an_hour_what_it_leaves_out(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        start_ms = ms(datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone()))
        quarters = [Quarter(start_ms=start_ms, visits=300), Quarter(start_ms=start_ms + HOUR_MS, visits=1)]
        let_answer(server, "cameras/cam1/activity", "quarters", *quarters)
        server.visits = [visit(number, start_ms + number) for number in range(200)]
        assert _titles(await open_node(hass, loaded.entry_id, "visits", "cam1", DAY)) == ["07:00 (300)", "08:00 (1)"]
        node = await open_node(hass, loaded.entry_id, "visits", "cam1", DAY, str(start_ms))
        assert _titles(node)[:2] == ["Later: 08:00 (1)", "07:00 Unknown face"]
        assert (len(_titles(node)), node.not_shown) == (201, 100)

    async def test_conversations_of_a_day_and_of_an_hour(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        start_ms = ms(datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone()))
        talk = Conversation(camera_id="cam1", start_ms=start_ms, end_ms=start_ms + 9, lines=1, text="hello")
        let_answer(server, "transcripts/conversations", "conversations", talk)
        let_answer(server, "cameras/cam1/activity", "quarters", Quarter(start_ms=start_ms, lines=1))
        assert _titles(await open_node(hass, loaded.entry_id, "talk", "cam1", DAY)) == ["07:00: hello"]
        let_answer(server, "cameras/cam1/activity", "quarters", Quarter(start_ms=start_ms, lines=101))
        assert _titles(await open_node(hass, loaded.entry_id, "talk", "cam1", DAY)) == ["07:00 (101)"]
        hour = await open_node(hass, loaded.entry_id, "talk", "cam1", DAY, str(start_ms))
        assert _titles(hour) == ["07:00: hello"]
        # What the front end draws as lines, not as cards that cut the words off.
        assert hour.as_dict()["children_media_class"] == MediaClass.TRACK

    async def test_heard_today_comes_in_pages_and_loses_nothing(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, freezer: FrozenDateTimeFactory
    ) -> None:
        noon = datetime(2026, 11, 20, 12, tzinfo=dt_util.get_default_time_zone())
        freezer.move_to(noon)
        talks = [
            Conversation(camera_id=camera, start_ms=ms(noon) - 1000 * at, end_ms=ms(noon) + 1, lines=1, text=str(at))
            for at in range(30)
            for camera in ("cam1", "cam2")
        ]
        let_answer(server, "transcripts/conversations", "conversations", *talks[:52])
        node = await open_node(hass, loaded.entry_id, "heard")
        # All cameras are asked for at once; what was said at one instant stays together.
        assert [asked.get("camera") for asked in self._asked_for_a_page(server)] == [None]
        assert len(_titles(node)) == 51
        assert _titles(node)[0].endswith("12:00 Front door: 0")
        assert node.children is not None
        earlier = node.children[-1]
        assert (earlier.title, earlier.media_content_id.split("/")[-1]) == ("Earlier", str(talks[49].start_ms))
        let_answer(server, "transcripts/conversations", "conversations", *talks[50:])
        node = await open_node(hass, loaded.entry_id, "heard", str(talks[49].start_ms))
        assert _titles(node)[0] == "Newest"
        assert len(_titles(node)) == 11
        assert self._asked_for_a_page(server)[-1]["end"] == str(talks[49].start_ms)
        assert _titles(await open_node(hass, loaded.entry_id, "heard", "5")) == ["Newest"]

    @staticmethod
    def _asked_for_a_page(server: FakeServer) -> list[Mapping[str, str]]:
        """Return the questions for a page of 50 conversations, and two more of as many cameras."""
        return [asked.query for asked in server.requests if asked.query.get("limit") == "52"]

    async def test_clips_come_in_pages(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        gone = {**EXPORT, "export": {**EXPORT_ORDER, "camera_ids": ["gone"]}}
        server.answers["jobs"] = (200, {"jobs": [EXPORT, gone, {"id": "x"}], "cursor": "7-job1"})
        node = await open_node(hass, loaded.entry_id, "exports")
        assert [title.split(" ", 2)[2] for title in _titles(node)[:2]] == ["Front door: parcel", "gone: parcel"]
        assert _titles(node)[2:] == ["Earlier"]
        server.answers["jobs"] = (200, {"jobs": [], "cursor": None})
        assert _titles(await open_node(hass, loaded.entry_id, "exports", "7-job1")) == ["Newest"]
        assert server.requests[-1].query["cursor"] == "7-job1"

    async def test_stories_have_a_picture_of_their_first_clip(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.answers["jobs"] = (200, {"jobs": [STORY, {"id": "x"}], "cursor": "7-job2"})
        node = await open_node(hass, loaded.entry_id, "stories")
        assert (node.title, _titles(node)) == ("Stories", ["The parcel", "Earlier"])
        assert server.requests[-1].query["export"] == "story"
        assert node.children is not None
        film, earlier = node.children
        assert film.media_content_id.endswith(f"{loaded.entry_id}/export/job2")
        assert (film.can_play, film.media_content_type) == (True, "video/mp4")
        assert film.thumbnail is not None
        assert film.thumbnail.endswith("/cam1/5.jpg")
        assert earlier.media_content_id.endswith(f"{loaded.entry_id}/stories/7-job2")
        assert _titles(await open_node(hass, loaded.entry_id, "stories", "7-job2"))[0] == "Newest"
        server.answers["jobs"] = (200, {"jobs": [EXPORT, STORY], "cursor": None})
        (clip,) = _titles(await open_node(hass, loaded.entry_id, "exports"))
        assert clip.endswith("Front door: parcel")

    async def test_several_servers_are_told_apart(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        other = FakeServer()
        other.info = dataclasses.replace(other.info, server_id="server-2")
        await other.start()
        second = MockConfigEntry(domain="thewallflower", title="Cabin", unique_id="server-2", data=other.data)
        second.add_to_hass(hass)
        assert await hass.config_entries.async_setup(second.entry_id)
        root = await open_node(hass)
        below = await open_node(hass, second.entry_id, "server")
        await hass.config_entries.async_unload(second.entry_id)
        await other.stop()
        assert _titles(root) == ["Home box", "Cabin"]
        assert (below.title, _titles(below)[:2]) == ("Cabin", ["Front door", "Garden"])

    @pytest.mark.parametrize(
        "path",
        [
            "nonsense",
            "other/camera/cam1",
            "{entry}/camera/cam9",
            f"{{entry}}/hour/cam1/{DAY}/5",
            f"{{entry}}/visits/cam1/{DAY}/5",
        ],
    )
    async def test_what_does_not_exist(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, path: str
    ) -> None:
        let_answer(server, "cameras/cam1/activity", "quarters")
        identifier = f"{ROOT}/{path.format(entry=loaded.entry_id)}"
        with pytest.raises(BrowseError) as browse:
            await async_browse_media(hass, identifier)
        with pytest.raises(Unresolvable) as resolve:
            await async_resolve_media(hass, identifier, None)
        assert browse.value.translation_key == resolve.value.translation_key == "unknown_media"

    @pytest.mark.parametrize(
        "path", [f"day/cam1/{DAY}", "clip/cam1/9/9", "clip/cam1/0/99999999", "export/none", "server"]
    )
    async def test_what_cannot_be_played(self, hass: HomeAssistant, loaded: MockConfigEntry, path: str) -> None:
        with pytest.raises(Unresolvable) as caught:
            await async_resolve_media(hass, f"{ROOT}/{loaded.entry_id}/{path}", None)
        assert caught.value.translation_key == "unknown_media"

    async def test_the_server_is_down(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        await server.stop()
        with pytest.raises(BrowseError) as caught:
            await open_node(hass, loaded.entry_id, "camera", "cam1")
        assert caught.value.translation_key == "cannot_connect"

    @pytest.mark.parametrize("status", [401, 422])
    async def test_the_server_refuses(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, status: int
    ) -> None:
        problem = {"error": {"code": "invalid_request", "message": "no"}}
        server.answers["cameras/cam1/recordings/days"] = (status, problem)
        with pytest.raises(BrowseError) as caught:
            await open_node(hass, loaded.entry_id, "camera", "cam1")
        assert caught.value.translation_key == "request_failed"


class TestSearch:
    async def test_hits_begin_at_the_word_and_rights_hold(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        hit = Line(id=1, camera_id="cam1", start_ms=0, end_ms=9000, text="a parcel", instants_ms=(500,))
        gone = dataclasses.replace(hit, camera_id="gone")
        server.answers["transcripts/search"] = (200, LinePage(lines=(hit, gone)).to_json())
        for path in ("", f"/{loaded.entry_id}/server", f"/{loaded.entry_id}/day/cam1/{DAY}"):
            found = await async_search_media(hass, ROOT + path, SearchMediaQuery(search_query="parcel"))
            assert [item.media_content_id for item in found.result] == [f"{ROOT}/{loaded.entry_id}/clip/cam1/500/9000"]
            assert found.result[0].title.startswith("a parcel – Front door, ")
        asked = server.orders[-1][2]
        day_ms = ms(datetime(2026, 11, 20, tzinfo=dt_util.get_default_time_zone()))
        assert asked == {
            "text": "parcel",
            "limit": 50,
            "camera_ids": ["cam1"],
            "start": day_ms,
            "end": day_ms + 24 * HOUR_MS,
        }

    async def test_music_is_not_looked_for(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        asked = len(server.requests)
        query = SearchMediaQuery(search_query="parcel", media_filter_classes=[MediaClass.MUSIC])
        assert (await async_search_media(hass, ROOT, query)).result == []
        assert len(server.requests) == asked

    async def test_what_cannot_be_looked_for(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        problem = {"error": {"code": "invalid_request", "message": "give at least 2 letters before a *"}}
        server.answers["transcripts/search"] = (422, problem)
        with pytest.raises(BrowseError) as caught:
            await async_search_media(hass, ROOT, SearchMediaQuery(search_query="a*"))
        assert caught.value.translation_key == "request_failed"
