"""The media browser: what it shows in each time zone, and playing an hour without logging in."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.media_player import BrowseError
from homeassistant.components.media_source import Unresolvable, async_browse_media, async_resolve_media
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.thewallflower.media_source import MediaId
from custom_components.thewallflower.wire import Recording, RecordingDay
from tests.integration.conftest import until
from tests.integration.fake_server import INIT, PLAYLIST, SEGMENT, FakeServer

ROOT = "media-source://thewallflower"
MINUTE_MS = 60_000


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _recording(number: int, start: datetime, minutes: int) -> Recording:
    start_ms = _ms(start)
    return Recording(
        id=number, camera_id="cam1", start_ms=start_ms, end_ms=start_ms + minutes * MINUTE_MS, size_bytes=9
    )


def _day(day: str) -> RecordingDay:
    return RecordingDay(date=day, start_ms=0, end_ms=1, recorded_ms=1)


async def _titles(hass: HomeAssistant, *path: str) -> list[str]:
    node = await async_browse_media(hass, "/".join((ROOT, *path)))
    assert node.children is not None
    return [child.title for child in node.children]


async def _hour(hass: HomeAssistant, entry: MockConfigEntry, start: datetime) -> str:
    """Return the identifier of the hour that starts then."""
    return f"{ROOT}/{MediaId(entry.entry_id, 'cam1', start.date(), _ms(start))}"


class TestMediaId:
    @pytest.mark.parametrize("text", ["e/c", "e/c/2026-11-20", "e/c/2026-11-20/1795132800000"])
    def test_round_trip(self, text: str) -> None:
        assert str(MediaId.parse(text)) == text

    @pytest.mark.parametrize("text", ["e", "e/", "/c", "e/c/today", "e/c/2026-11-20/x", "e/c/2026-11-20/1/2"])
    def test_nonsense(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"."):
            MediaId.parse(text)


class TestBrowse:
    async def test_cameras_then_days_newest_first(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.days = [_day("2026-11-18"), _day("2026-11-20"), _day("2026-11-19")]
        assert await _titles(hass) == ["Front door", "Garden"]
        assert await _titles(hass, loaded.entry_id, "cam1") == ["2026-11-20", "2026-11-19", "2026-11-18"]
        assert server.requests[-1].query["tz"] == hass.config.time_zone

    @pytest.mark.parametrize(
        ("zone", "expected"),
        [
            ("Europe/Berlin", ["00:00", "13:00", "14:00"]),
            ("Asia/Kolkata", ["00:00", "13:00", "14:00"]),
            ("America/Los_Angeles", ["00:00", "13:00", "14:00"]),
        ],
    )
    async def test_hours_are_the_clocks(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, zone: str, expected: list[str]
    ) -> None:
        await hass.config.async_set_time_zone(zone)
        midnight = datetime(2026, 11, 20, tzinfo=ZoneInfo(zone))
        server.recordings = [
            _recording(1, midnight - timedelta(minutes=1), 2),
            _recording(2, midnight + timedelta(hours=13, minutes=59), 2),
            _recording(3, midnight + timedelta(hours=24), 5),
        ]
        assert await _titles(hass, loaded.entry_id, "cam1", "2026-11-20") == expected

    async def test_the_hour_that_comes_twice(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        await hass.config.async_set_time_zone("Europe/Berlin")
        start = datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/Berlin"))
        server.recordings = [_recording(1, start, 25 * 60)]
        node = await async_browse_media(hass, f"{ROOT}/{loaded.entry_id}/cam1/2026-10-25")
        assert node.children is not None
        assert len(node.children) == 25
        assert [child.title for child in node.children[2:4]] == ["02:00 CEST", "02:00 CET"]
        assert all(child.can_play and child.media_content_type == "application/x-mpegURL" for child in node.children)

    async def test_an_hour_of_its_own(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        start = datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone())
        node = await async_browse_media(hass, await _hour(hass, loaded, start))
        assert (node.title, node.can_expand) == ("07:00", False)

    async def test_several_servers_are_told_apart(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        other = FakeServer()
        other.info = dataclasses.replace(other.info, server_id="server-2")
        await other.start()
        second = MockConfigEntry(domain="thewallflower", title="Cabin", unique_id="server-2", data=other.data)
        second.add_to_hass(hass)
        assert await hass.config_entries.async_setup(second.entry_id)
        titles = await _titles(hass)
        await hass.config_entries.async_unload(second.entry_id)
        await other.stop()
        assert titles == ["Front door (Home box)", "Garden (Home box)", "Front door (Cabin)", "Garden (Cabin)"]

    @pytest.mark.parametrize("path", ["nonsense", "other/cam1", "{entry}/cam9", "{entry}/cam1/2026-11-20/5"])
    async def test_what_does_not_exist(self, hass: HomeAssistant, loaded: MockConfigEntry, path: str) -> None:
        identifier = f"{ROOT}/{path.format(entry=loaded.entry_id)}"
        with pytest.raises(BrowseError) as browse:
            await async_browse_media(hass, identifier)
        with pytest.raises(Unresolvable) as resolve:
            await async_resolve_media(hass, identifier, None)
        assert browse.value.translation_key == resolve.value.translation_key == "unknown_media"

    async def test_a_day_cannot_be_played(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        with pytest.raises(Unresolvable):
            await async_resolve_media(hass, f"{ROOT}/{loaded.entry_id}/cam1/2026-11-20", None)

    async def test_the_server_is_down(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        await server.stop()
        with pytest.raises(BrowseError) as caught:
            await async_browse_media(hass, f"{ROOT}/{loaded.entry_id}/cam1")
        assert caught.value.translation_key == "cannot_connect"


@pytest.fixture
async def playlist(hass: HomeAssistant, loaded: MockConfigEntry) -> str:
    """The path of the playlist of one hour, resolved on Home Assistant's own behalf."""
    start = datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone())
    media = await async_resolve_media(hass, await _hour(hass, loaded, start), None)
    assert media.mime_type == "application/x-mpegURL"
    return media.url


class TestPlay:
    async def test_everything_is_fetched_without_logging_in(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        playlist: str,
        hass_client_no_auth: ClientSessionGenerator,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        player, base = await hass_client_no_auth(), playlist.removesuffix("index.m3u8")
        answer = await player.get(playlist)
        assert (answer.status, await answer.text()) == (200, PLAYLIST)
        start_ms = _ms(datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone()))
        assert server.requests[-1].path == f"/api/cameras/cam1/hls/{start_ms}/{start_ms + 3_600_000}/index.m3u8"
        answer = await player.get(f"{base}init/3.mp4")
        assert (answer.status, await answer.read()) == (200, INIT)
        answer = await player.get(f"{base}seg/7.mp4")
        assert (answer.headers["Accept-Ranges"], await answer.read()) == ("bytes", SEGMENT)
        answer = await player.get(f"{base}seg/7.mp4", headers={"Range": "bytes=256-1023"})
        assert (answer.status, await answer.read()) == (206, SEGMENT[256:])
        assert answer.headers["Content-Range"] == "bytes 256-1023/1024"
        assert answer.headers["Content-Type"] == "video/mp4"
        _assert_no_failed_login(caplog)

    @pytest.mark.parametrize(
        "tail", ["", "index.html", "seg/../../../info", "seg/%2e%2e/info", "init/3.mp4/x", "seg/9.mp4"]
    )
    async def test_nothing_else_is_asked_for(
        self, server: FakeServer, playlist: str, hass_client_no_auth: ClientSessionGenerator, tail: str
    ) -> None:
        player = await hass_client_no_auth()
        assert (await player.get(playlist)).status == 200
        asked = len(server.requests)
        assert (await player.get(playlist.removesuffix("index.m3u8") + tail)).status in (400, 404)
        assert len(server.requests) == asked

    async def test_nothing_before_its_playlist(
        self, server: FakeServer, playlist: str, hass_client_no_auth: ClientSessionGenerator
    ) -> None:
        player, asked = await hass_client_no_auth(), len(server.requests)
        assert (await player.get(playlist.replace("index.m3u8", "seg/7.mp4"))).status == 404
        assert len(server.requests) == asked

    async def test_a_foreign_token(
        self, playlist: str, hass_client_no_auth: ClientSessionGenerator, caplog: pytest.LogCaptureFixture
    ) -> None:
        player = await hass_client_no_auth()
        assert (await player.get("/api/thewallflower/hls/guessed/index.m3u8")).status == 404
        _assert_no_failed_login(caplog)

    async def test_an_expired_token(
        self,
        playlist: str,
        hass_client_no_auth: ClientSessionGenerator,
        freezer: FrozenDateTimeFactory,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        player = await hass_client_no_auth()
        assert (await player.get(playlist)).status == 200
        freezer.tick(timedelta(hours=24, seconds=1))
        assert (await player.get(playlist)).status == 404
        _assert_no_failed_login(caplog)

    async def test_unloading_revokes(
        self, hass: HomeAssistant, loaded: MockConfigEntry, playlist: str, hass_client_no_auth: ClientSessionGenerator
    ) -> None:
        player = await hass_client_no_auth()
        assert await hass.config_entries.async_unload(loaded.entry_id)
        assert loaded.state is ConfigEntryState.NOT_LOADED
        assert (await player.get(playlist)).status == 404
        assert await hass.config_entries.async_setup(loaded.entry_id)
        assert (await player.get(playlist)).status == 404

    @pytest.mark.parametrize(
        ("answer", "shown"),
        [
            ((401, ""), 403),
            ((404, {"error": {"code": "not_found", "message": "expired"}}), 404),
            ((500, ""), 404),
        ],
    )
    async def test_the_servers_refusals_are_never_401(
        self,
        server: FakeServer,
        playlist: str,
        hass_client_no_auth: ClientSessionGenerator,
        answer: tuple[int, Any],
        shown: int,
    ) -> None:
        player = await hass_client_no_auth()
        assert (await player.get(playlist)).status == 200
        server.answers[server.requests[-1].path.removeprefix("/api/")] = answer
        assert (await player.get(playlist)).status == shown

    async def test_the_server_is_down(
        self, server: FakeServer, playlist: str, hass_client_no_auth: ClientSessionGenerator
    ) -> None:
        player = await hass_client_no_auth()
        await server.stop()
        assert (await player.get(playlist)).status == 502

    async def test_a_player_that_goes_away_is_no_fault(
        self,
        server: FakeServer,
        playlist: str,
        hass_client_no_auth: ClientSessionGenerator,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        player = await hass_client_no_auth()
        assert (await player.get(playlist)).status == 200
        answer = await player.get(playlist.replace("index.m3u8", "seg/8.mp4"))
        await answer.content.read(1000)
        answer.close()
        assert (await player.get(playlist)).status == 200
        await until(
            lambda: any("seg/8.mp4" in record.getMessage() for record in caplog.records if "access" in record.name)
        )
        assert not [
            record
            for record in caplog.records
            if record.levelname in ("ERROR", "WARNING") and "handling" in record.getMessage()
        ]


class TestRights:
    async def test_a_user_who_may_see_plays_until_the_right_is_lost(
        self,
        hass: HomeAssistant,
        loaded: MockConfigEntry,
        hass_ws_client: WebSocketGenerator,
        hass_read_only_access_token: str,
        hass_read_only_user: MockUser,
        hass_client_no_auth: ClientSessionGenerator,
    ) -> None:
        socket = await hass_ws_client(hass, hass_read_only_access_token)
        start = datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone())
        await socket.send_json_auto_id(
            {"type": "media_source/resolve_media", "media_content_id": await _hour(hass, loaded, start)}
        )
        url = (await socket.receive_json())["result"]["url"]
        player = await hass_client_no_auth()
        assert (await player.get(url)).status == 200
        hass_read_only_user.mock_policy({"entities": {"entity_ids": {"camera.garden": True}}})
        assert (await player.get(url)).status == 403
        hass_read_only_user.mock_policy({"entities": True})
        assert (await player.get(url)).status == 200
        await hass.auth.async_remove_user(hass_read_only_user)
        assert (await player.get(url)).status == 403

    async def test_a_user_sees_and_plays_only_their_cameras(
        self,
        hass: HomeAssistant,
        loaded: MockConfigEntry,
        hass_ws_client: WebSocketGenerator,
        hass_read_only_access_token: str,
        hass_read_only_user: MockUser,
    ) -> None:
        hass_read_only_user.mock_policy({"entities": {"entity_ids": {"camera.garden": True}}})
        socket = await hass_ws_client(hass, hass_read_only_access_token)
        await socket.send_json_auto_id({"type": "media_source/browse_media", "media_content_id": ROOT})
        children = (await socket.receive_json())["result"]["children"]
        assert [child["title"] for child in children] == ["Garden"]
        start = datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone())
        await socket.send_json_auto_id(
            {"type": "media_source/resolve_media", "media_content_id": await _hour(hass, loaded, start)}
        )
        answer = await socket.receive_json()
        assert (answer["success"], answer["error"]["code"]) == (False, "resolve_media_failed")

    async def test_an_administrator_sees_all_even_without_entities(
        self, hass: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
    ) -> None:
        er.async_get(hass).async_remove("camera.front_door")
        socket = await hass_ws_client(hass)
        await socket.send_json_auto_id({"type": "media_source/browse_media", "media_content_id": ROOT})
        children = (await socket.receive_json())["result"]["children"]
        assert [child["title"] for child in children] == ["Front door", "Garden"]


def _assert_no_failed_login(caplog: pytest.LogCaptureFixture) -> None:
    for record in caplog.records:
        assert "http.ban" not in record.name
        assert "invalid authentication" not in record.getMessage()
        assert "deprecated" not in record.getMessage()


def test_the_identifier_names_the_local_day() -> None:
    assert str(MediaId("e", "c").on(date(2026, 10, 25))) == "e/c/2026-10-25"
