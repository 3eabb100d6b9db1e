"""Tokens in paths that do not count: as the table in docs/api.md says, and no failed login for Home Assistant."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.thewallflower.coordinator import WallflowerCoordinator
from custom_components.thewallflower.grants import Export, Playback
from custom_components.thewallflower.views import Thumbnails, export_url, playback_url
from tests.integration.browsing import EXPORT
from tests.integration.fake_server import FakeServer

TABLE = Path(__file__).parents[2] / "docs" / "api.md"
STATES = ("expired", "revoked", "garbage", "another camera")


def playlist(coordinator: WallflowerCoordinator, user: MockUser) -> str:
    return playback_url(coordinator, Playback(user_id=user.id, camera_id="cam1", start_ms=0, end_ms=3_600_000))


def picture(coordinator: WallflowerCoordinator, user: MockUser) -> str:
    with Thumbnails(coordinator, user) as thumbnails:
        return thumbnails.live("cam1")


def clip(coordinator: WallflowerCoordinator, user: MockUser) -> str:
    return export_url(coordinator, Export(user_id=user.id, job_id="job1", camera_ids=("cam1",)), "clip.mp4")


type Lapse = Callable[[str, str], Awaitable[str]]
type Make = Callable[[WallflowerCoordinator, MockUser], str]
KINDS: dict[str, Make] = {"playlist and what it names": playlist, "picture": picture, "clip": clip}


def told(kind: str, state: str) -> int:
    """Return what the document says."""
    (line,) = [line for line in TABLE.read_text().splitlines() if line.startswith(f"| Home Assistant: {kind} |")]
    return int(dict(zip(STATES, line.split("|")[2:-1], strict=True))[state])


@pytest.fixture(autouse=True)
def no_failed_login(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail whatever test lets Home Assistant believe that somebody tried to log in."""
    yield
    assert not [record for record in caplog.records if "http.ban" in record.name]
    assert "invalid authentication" not in caplog.text


@pytest.fixture
def lapse(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_read_only_user: MockUser, freezer: FrozenDateTimeFactory
) -> Lapse:
    """Return what makes tokens end."""

    async def end(state: str, url: str) -> str:
        match state:
            case "expired":
                freezer.tick(timedelta(hours=24, seconds=1))
            case "revoked":
                assert await hass.config_entries.async_unload(loaded.entry_id)
            case "another camera":
                hass_read_only_user.mock_policy({"entities": {"entity_ids": {"camera.garden": True}}})
            case _:
                token = url.split("/")[4]
                return url.replace(token, token[:-1] + ("a" if token[-1] != "a" else "b"))
        return url

    return end


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", KINDS)
async def test_each_state_of_each_token(  # noqa: PLR0917 - fixtures
    server: FakeServer,
    loaded: MockConfigEntry,
    hass_read_only_user: MockUser,
    hass_client_no_auth: ClientSessionGenerator,
    lapse: Lapse,
    kind: str,
    state: str,
) -> None:
    server.answers["jobs/job1"] = (200, EXPORT)
    player, url = await hass_client_no_auth(), KINDS[kind](loaded.runtime_data, hass_read_only_user)
    assert (await player.get(url)).status == 200
    url = await lapse(state, url)
    asked = len(server.requests)
    assert (await player.get(url)).status == told(kind, state)
    assert not [
        request.path for request in server.requests[asked:] if "/cam1/" in request.path or "job1" in request.path
    ]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_token_of_one_kind_is_none_of_another(
    loaded: MockConfigEntry, hass_read_only_user: MockUser, hass_client_no_auth: ClientSessionGenerator, kind: str
) -> None:
    player = await hass_client_no_auth()
    urls = {name: make(loaded.runtime_data, hass_read_only_user) for name, make in KINDS.items()}
    token = urls.pop(kind).split("/")[4]
    for other in urls.values():
        assert (await player.get(other.replace(other.split("/")[4], token))).status == 404
