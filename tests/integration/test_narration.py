"""Narration of stories, spoken by a real text-to-speech entity for a server that asks for it."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any, override

import pytest
from homeassistant.components import tts
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import narrator
from custom_components.thewallflower.wire import EventType
from custom_components.thewallflower.wire_narration import Narration, NarrationNews, NarrationState
from tests.integration.conftest import until
from tests.integration.fake_server import FakeServer

TEXT = "A parcel comes."
KEY, OTHER = "a" * 32, "b" * 32
SOUND = b"ID3" + bytes(900_000)


class Voice(tts.TextToSpeechEntity):
    """Says what it is told to."""

    _attr_default_language = "en"

    def __init__(self, name: str) -> None:
        """Speak as `tts.NAME`."""
        self.entity_id = f"tts.{name}"
        self._attr_unique_id = self._attr_name = name
        self._attr_supported_languages = ["en", "de"]
        self.said: list[tuple[str, str]] = []
        self.sound: bytes | Exception | None = SOUND

    @override
    async def async_get_tts_audio(self, message: str, language: str, options: dict[str, Any]) -> tts.TtsAudioType:
        self.said.append((message, language))
        if isinstance(self.sound, Exception):
            raise self.sound
        return ("mp3", self.sound) if self.sound is not None else (None, None)


@pytest.fixture
async def voices(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[dict[str, Voice]]:
    """Two voices, in the order of their names."""
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, "tts", {})
    found = {name: Voice(name) for name in ("bob", "ann")}
    await hass.data[tts.DATA_COMPONENT].async_add_entities(found.values())
    await hass.async_block_till_done()
    yield found
    assert not await hass.async_add_executor_job(_files, tmp_path), "what was spoken does not lie in Home Assistant"


def _files(directory: Path) -> list[str]:
    return [path.name for path in directory.rglob("*") if path.suffix in {".wav", ".mp3"}]


def is_asked(server: FakeServer, before: int) -> bool:
    return any(each.path == "/api/narrations" for each in server.requests[before:])


@pytest.fixture
async def connected(server: FakeServer, loaded: MockConfigEntry) -> MockConfigEntry:
    """Connected, and told that nothing is wanted yet: what is wanted before that would be spoken twice."""
    await until(partial(is_asked, server, 0))
    return loaded


def want(server: FakeServer, *keys: str) -> None:
    """Have the server want texts, and take what is said of them."""
    wanted = [Narration(id=key, state=NarrationState.WANTED, text=TEXT).to_json() for key in keys]
    server.answers["narrations"] = (200, {"narrations": wanted})
    for key in keys:
        for path in (f"narrations/{key}", f"narrations/{key}/failed"):
            server.answers[path] = (200, wanted[0])


async def ask(server: FakeServer) -> None:
    await server.tell(EventType.NARRATION, NarrationNews(id=KEY, state=NarrationState.WANTED))


def told(server: FakeServer) -> list[tuple[str, str, Any]]:
    return [order for order in server.orders if order[1].startswith("narrations/")]


async def test_what_is_wanted_is_spoken(
    hass: HomeAssistant,
    server: FakeServer,
    connected: MockConfigEntry,
    voices: dict[str, Voice],
    caplog: pytest.LogCaptureFixture,
) -> None:
    want(server, KEY)
    await ask(server)
    await until(lambda: told(server))
    assert told(server) == [("PUT", f"narrations/{KEY}", SOUND)]
    assert server.asked(f"narrations/{KEY}").content_type == "application/octet-stream"
    assert server.asked("narrations").query["state"] == "wanted"
    assert (voices["ann"].said, voices["bob"].said) == ([(TEXT, "en")], [])
    ours = [record.getMessage() for record in caplog.records if "thewallflower" in record.name]
    assert not [text for text in ours if "parcel" in text]


async def test_what_was_wanted_before_it_connected_is_spoken(
    hass: HomeAssistant, server: FakeServer, voices: dict[str, Voice], entry: MockConfigEntry
) -> None:
    want(server, KEY, OTHER)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: len(told(server)) == 2)
    assert [path for _, path, _ in told(server)] == [f"narrations/{KEY}", f"narrations/{OTHER}"]
    await server.drop()
    await until(lambda: len(told(server)) == 4)


async def test_nobody_is_asked_before_home_assistant_has_started(
    hass: HomeAssistant, server: FakeServer, voices: dict[str, Voice], entry: MockConfigEntry
) -> None:
    """What speaks may be set up after us."""
    hass.set_state(CoreState.starting)
    want(server, KEY)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: entry.runtime_data._position is not None)
    await ask(server)
    assert told(server) == []
    hass.set_state(CoreState.running)
    hass.bus.async_fire("homeassistant_started")
    await until(lambda: told(server))
    assert voices["ann"].said == [(TEXT, "en")]


async def test_the_chosen_one_speaks(
    hass: HomeAssistant, server: FakeServer, voices: dict[str, Voice], entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(entry, options={"narration": {"tts_entity": "tts.bob"}})
    want(server, KEY)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: told(server))
    assert (voices["ann"].said, voices["bob"].said) == ([], [(TEXT, "en")])


async def test_another_does_not_speak_for_one_that_was_chosen_and_is_gone(
    hass: HomeAssistant, server: FakeServer, voices: dict[str, Voice], entry: MockConfigEntry
) -> None:
    """It may be a service on the internet."""
    hass.config_entries.async_update_entry(entry, options={"narration": {"tts_entity": "tts.gone"}})
    want(server, KEY)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: told(server))
    assert told(server) == [("POST", f"narrations/{KEY}/failed", {"failure": "failed"})]
    assert (voices["ann"].said, voices["bob"].said) == ([], [])


async def test_without_text_to_speech_that_is_said(
    hass: HomeAssistant, server: FakeServer, connected: MockConfigEntry
) -> None:
    want(server, KEY)
    await ask(server)
    await until(lambda: told(server))
    assert told(server) == [("POST", f"narrations/{KEY}/failed", {"failure": "no_engine"})]


async def test_one_that_is_unavailable_is_none(
    hass: HomeAssistant, server: FakeServer, connected: MockConfigEntry, voices: dict[str, Voice]
) -> None:
    for name in voices:
        hass.states.async_set(f"tts.{name}", "unavailable")
    want(server, KEY)
    await ask(server)
    await until(lambda: told(server))
    assert told(server)[0][2] == {"failure": "no_engine"}


@pytest.mark.parametrize(
    ("sound", "failure"),
    [
        pytest.param(HomeAssistantError(f"cannot say {TEXT}"), "failed", id="refused"),
        pytest.param(RuntimeError(TEXT), "failed", id="broken"),
        pytest.param(None, "failed", id="nothing"),
        pytest.param(b"ID3" + bytes(4_000_000), "unusable", id="large"),
    ],
)
async def test_what_fails_is_said_at_once(
    hass: HomeAssistant,
    server: FakeServer,
    connected: MockConfigEntry,
    voices: dict[str, Voice],
    caplog: pytest.LogCaptureFixture,
    *,
    sound: Exception | bytes | None,
    failure: str,
) -> None:
    voices["ann"].sound = sound
    want(server, KEY)
    await ask(server)
    await until(lambda: told(server))
    assert told(server) == [("POST", f"narrations/{KEY}/failed", {"failure": failure})]
    ours = [record.getMessage() for record in caplog.records if "custom_components" in record.name]
    assert not [text for text in ours if TEXT in text]


async def test_one_that_hangs_is_given_up(
    hass: HomeAssistant,
    server: FakeServer,
    connected: MockConfigEntry,
    voices: dict[str, Voice],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def hang(*_: Any) -> tts.TtsAudioType:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(narrator, "LONGEST_SPEAKING_S", 0.05)
    monkeypatch.setattr(voices["ann"], "async_get_tts_audio", hang)
    want(server, KEY)
    await ask(server)
    await until(lambda: told(server))
    assert told(server)[0][2] == {"failure": "failed"}


async def test_a_server_that_does_not_know_narration_or_fails(
    hass: HomeAssistant, server: FakeServer, connected: MockConfigEntry, voices: dict[str, Voice]
) -> None:
    problem = {"error": {"code": "internal_error", "message": "it failed"}}
    for answer in ((404, {"error": {"code": "not_found", "message": "no"}}), (500, problem)):
        server.answers["narrations"] = answer
        asked = len(server.requests)
        await ask(server)
        await until(partial(is_asked, server, asked))
    want(server, KEY, OTHER)
    server.answers[f"narrations/{KEY}"] = (500, problem)
    await ask(server)
    await until(lambda: len(told(server)) == 2)  # what is refused of the first is nothing to the second
    assert told(server)[-1][:2] == ("PUT", f"narrations/{OTHER}")


async def test_what_became_of_one_is_nothing_to_do(
    hass: HomeAssistant, server: FakeServer, connected: MockConfigEntry, voices: dict[str, Voice]
) -> None:
    asked = len(server.requests)
    await server.tell(EventType.NARRATION, NarrationNews(id=KEY, state=NarrationState.READY))
    await until(lambda: connected.runtime_data._position.sequence == server.sequence)
    assert not connected.runtime_data.narrations_wanted.is_set()
    assert not [each for each in server.requests[asked:] if each.path == "/api/narrations"]
