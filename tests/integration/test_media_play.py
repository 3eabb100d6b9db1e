"""What the media browser hands out is fetched without logging in, by whom and for as long as it was meant."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from aiohttp import ClientPayloadError
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.media_source import (
    async_resolve_media,
)
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.thewallflower.media_ids import ClipId, ExportId, format_media_id
from custom_components.thewallflower.wire_activity import Quarter
from tests.integration.browsing import (
    DAY,
    EXPORT,
    EXPORT_ORDER,
    ROOT,
    STORY,
    STORY_ORDER,
    hour_of,
    let_answer,
    ms,
    open_node,
    visit,
)
from tests.integration.conftest import until
from tests.integration.fake_server import INIT, JPEG, PLAYLIST, SEGMENT, FakeServer


class TestThumbnails:
    async def test_they_are_fetched_without_logging_in_and_nothing_else(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        hass_client_no_auth: ClientSessionGenerator,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        start_ms = ms(datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone()))
        let_answer(server, "cameras/cam1/activity", "quarters", Quarter(start_ms=start_ms, recorded_ms=1, visits=1))
        server.visits = [visit(2, start_ms)]
        server.answers["visits/2/image.jpg"] = (200, "face")
        browser = await hass_client_no_auth()
        day = await open_node(hass, loaded.entry_id, "day", "cam1", DAY)
        visits = await open_node(hass, loaded.entry_id, "visits", "cam1", DAY)
        root = await open_node(hass)
        found = [(root, 0, JPEG), (day, -1, JPEG), (visits, 0, b"face")]
        for node, place, picture in found:
            assert node.children is not None
            answer = await browser.get(str(node.children[place].thumbnail))
            assert (answer.status, answer.content_type, await answer.read()) == (200, "image/jpeg", picture)
        assert day.children is not None
        still = str(day.children[-1].thumbnail)
        stills = [request for request in server.requests if request.path.endswith("cam1/snapshot.jpg")]
        assert dict(stills[-1].query) == {"width": "320", "at": str(start_ms)}
        asked = len(server.requests)
        for other in (f"cam1/{start_ms + 1}.jpg", "cam2/live.jpg", "cam1/visit-3.jpg", "cam1/", "../x"):
            assert (await browser.get(urljoin(still, f"../{other}"))).status == 404
        assert (await browser.get(still.replace("/picture/", "/picture/x"))).status == 404
        assert len(server.requests) == asked
        server.answers["cameras/cam1/snapshot.jpg"] = (404, "")
        assert (await browser.get(still)).status == 404
        _assert_no_failed_login(caplog)

    async def test_a_user_who_lost_the_right_sees_none(
        self,
        hass: HomeAssistant,
        loaded: MockConfigEntry,
        hass_ws_client: WebSocketGenerator,
        hass_read_only_access_token: str,
        hass_read_only_user: MockUser,
        hass_client_no_auth: ClientSessionGenerator,
    ) -> None:
        socket = await hass_ws_client(hass, hass_read_only_access_token)
        await socket.send_json_auto_id({"type": "media_source/browse_media", "media_content_id": ROOT})
        thumbnail = (await socket.receive_json())["result"]["children"][0]["thumbnail"]
        browser = await hass_client_no_auth()
        assert (await browser.get(thumbnail)).status == 200
        hass_read_only_user.mock_policy({"entities": {"entity_ids": {"camera.garden": True}}})
        assert (await browser.get(thumbnail)).status == 403


class TestClips:
    async def test_they_and_thumbnails_end_with_time_and_with_the_entry(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        hass_client_no_auth: ClientSessionGenerator,
        freezer: FrozenDateTimeFactory,
    ) -> None:
        server.answers["jobs/job1"] = (200, EXPORT)
        player = await hass_client_no_auth()

        async def urls() -> list[str]:
            root = await open_node(hass)
            media = await async_resolve_media(hass, f"{ROOT}/{loaded.entry_id}/export/job1", None)
            return [str((root.children or ())[0].thumbnail), media.url]

        early = await urls()
        assert [(await player.get(url)).status for url in early] == [200, 200]
        freezer.tick(timedelta(hours=24, seconds=1))
        assert [(await player.get(url)).status for url in early] == [404, 404]
        late = await urls()
        assert [(await player.get(url)).status for url in late] == [200, 200]
        assert await hass.config_entries.async_unload(loaded.entry_id)
        assert [(await player.get(url)).status for url in late] == [404, 404]

    async def test_a_clip_begins_at_its_instant(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        hass_client_no_auth: ClientSessionGenerator,
    ) -> None:
        identifier = format_media_id(ClipId(loaded.entry_id, "cam1", 100_000, 104_000))
        media = await async_resolve_media(hass, f"{ROOT}/{identifier}", None)
        assert (await (await hass_client_no_auth()).get(media.url)).status == 200
        asked = server.requests[-1]
        assert (asked.path, asked.query["at"]) == ("/api/cameras/cam1/hls/97000/109000/index.m3u8", "100000")

    async def test_an_export_is_sent_whole_and_in_parts(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        hass_client_no_auth: ClientSessionGenerator,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        server.answers["jobs/job1"] = (200, EXPORT)
        identifier = format_media_id(ExportId(loaded.entry_id, "job1"))
        media = await async_resolve_media(hass, f"{ROOT}/{identifier}", None)
        assert (media.mime_type, media.url.rsplit("/", 1)[1]) == ("video/mp4", "clip.mp4")
        player = await hass_client_no_auth()
        answer = await player.get(media.url)
        assert (answer.status, answer.headers["Accept-Ranges"], await answer.read()) == (200, "bytes", SEGMENT)
        answer = await player.get(media.url, headers={"Range": "bytes=256-511"})
        assert (answer.status, answer.headers["Content-Range"]) == (206, "bytes 256-511/1024")
        assert await answer.read() == SEGMENT[256:512]
        assert (await player.get(media.url.replace("/clip/", "/clip/x"))).status == 404
        server.answers["exports/job1/file"] = (404, "")
        assert (await player.get(media.url)).status == 404
        await server.stop()
        assert (await player.get(media.url)).status == 502
        _assert_no_failed_login(caplog)

    async def test_what_the_server_breaks_off_ends_there(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        hass_client_no_auth: ClientSessionGenerator,
    ) -> None:
        """The player learns that it has not all, and gets nothing that is not of the file."""
        server.answers["jobs/job1"] = (200, EXPORT)
        server.breaks_off = True
        identifier = format_media_id(ExportId(loaded.entry_id, "job1"))
        media = await async_resolve_media(hass, f"{ROOT}/{identifier}", None)
        answer = await (await hass_client_no_auth()).get(media.url)
        assert answer.status == 200
        assert await answer.content.readexactly(len(SEGMENT) // 2) == SEGMENT[: len(SEGMENT) // 2]
        with pytest.raises(ClientPayloadError):
            await answer.content.read()

    @pytest.mark.usefixtures("loaded")
    async def test_an_export_shows_no_camera_that_its_viewer_may_not_see(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        hass_ws_client: WebSocketGenerator,
        hass_read_only_access_token: str,
        hass_read_only_user: MockUser,
        hass_client_no_auth: ClientSessionGenerator,
    ) -> None:
        both = {**EXPORT, "export": {**EXPORT_ORDER, "camera_ids": ["cam1", "cam2"]}}
        server.answers["jobs/job1"] = (200, both)
        server.answers["jobs"] = (200, {"jobs": [both], "cursor": None})
        socket = await hass_ws_client(hass, hass_read_only_access_token)
        (entry,) = hass.config_entries.async_entries("thewallflower")
        identifier = f"{ROOT}/{entry.entry_id}/export/job1"
        await socket.send_json_auto_id({"type": "media_source/resolve_media", "media_content_id": identifier})
        url = (await socket.receive_json())["result"]["url"]
        hass_read_only_user.mock_policy({"entities": {"entity_ids": {"camera.garden": True}}})
        assert (await (await hass_client_no_auth()).get(url)).status == 403
        await socket.send_json_auto_id({"type": "media_source/resolve_media", "media_content_id": identifier})
        assert not (await socket.receive_json())["success"]
        story = {**STORY, "export": {**STORY_ORDER, "camera_ids": ["cam1", "cam2"]}}
        server.answers["jobs"] = (200, {"jobs": [both, story], "cursor": None})
        for kind in ("exports", "stories"):
            node = f"{ROOT}/{entry.entry_id}/{kind}"
            await socket.send_json_auto_id({"type": "media_source/browse_media", "media_content_id": node})
            assert (await socket.receive_json())["result"]["children"] == []


@pytest.fixture
async def playlist(hass: HomeAssistant, loaded: MockConfigEntry) -> str:
    """The path of the playlist of one hour, resolved on Home Assistant's own behalf."""
    start = datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone())
    media = await async_resolve_media(hass, hour_of(loaded, start), None)
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
        start_ms = ms(datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone()))
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

    async def test_a_part_behind_the_end_is_told_from_a_file_that_is_gone(
        self, server: FakeServer, playlist: str, hass_client_no_auth: ClientSessionGenerator
    ) -> None:
        player = await hass_client_no_auth()
        assert (await player.get(playlist)).status == 200
        segment = playlist.replace("index.m3u8", "seg/7.mp4")
        answer = await player.get(segment, headers={"Range": f"bytes={len(SEGMENT)}-{len(SEGMENT) + 9}"})
        assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(SEGMENT)}")

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
            {"type": "media_source/resolve_media", "media_content_id": hour_of(loaded, start)}
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
        assert [child["title"] for child in children] == ["Garden", "Heard today", "Clips", "Stories"]
        start = datetime(2026, 11, 20, 7, tzinfo=dt_util.get_default_time_zone())
        await socket.send_json_auto_id(
            {"type": "media_source/resolve_media", "media_content_id": hour_of(loaded, start)}
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
        assert [child["title"] for child in children][:2] == ["Front door", "Garden"]


def _assert_no_failed_login(caplog: pytest.LogCaptureFixture) -> None:
    for record in caplog.records:
        assert "http.ban" not in record.name
        assert "invalid authentication" not in record.getMessage()
        assert "deprecated" not in record.getMessage()
