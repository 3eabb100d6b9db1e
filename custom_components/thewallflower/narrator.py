"""Speaks what stories of the server are narrated with, by Home Assistant's text-to-speech.

The text goes to the chosen text-to-speech entity only. Nothing here logs or keeps it; Home Assistant's own log has the
beginning of a text that could not be spoken.
"""

import asyncio
from typing import Final

from homeassistant.components import tts
from homeassistant.components.tts.media_source import generate_media_source_id
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.start import async_at_started

from .const import LOGGER
from .coordinator import WallflowerCoordinator
from .errors import WallflowerError, WallflowerResponseError
from .wire_narration import MOST_SOUND_BYTES, Narration, NarrationFailure

LONGEST_SPEAKING_S: Final = 90


class CannotSpeakError(Exception):
    """There is no sound of a text; the failure tells why, as the server is told."""

    def __init__(self, failure: NarrationFailure) -> None:
        """Keep the reason."""
        super().__init__(failure.value)
        self.failure = failure


async def async_narrate(hass: HomeAssistant, coordinator: WallflowerCoordinator) -> None:
    """Speak whatever is wanted, once Home Assistant has started and whenever the server says so, until cancelled."""
    started = asyncio.Event()

    async def go_on(_: HomeAssistant) -> None:
        started.set()

    # Before that, engines are missing that are about to come.
    coordinator.config_entry.async_on_unload(async_at_started(hass, go_on))
    await started.wait()
    while True:
        await coordinator.narrations_wanted.wait()
        coordinator.narrations_wanted.clear()
        try:
            for narration in await coordinator.client.wanted_narrations():
                await _async_serve(hass, coordinator, narration)
        except WallflowerError as error:
            # Whether the server is there is the event socket's to say, and it tells again what is still wanted.
            LOGGER.debug("Narration has to wait: %s", error)


async def _async_serve(hass: HomeAssistant, coordinator: WallflowerCoordinator, narration: Narration) -> None:
    try:
        try:
            sound = await _async_spoken(hass, coordinator.options.tts_entity, narration.text)
        except CannotSpeakError as error:
            await coordinator.client.fail_narration(narration.id, error.failure)
        else:
            await coordinator.client.keep_narration(narration.id, sound)
    except WallflowerResponseError as error:
        # What the server does not take of one says nothing about the next.
        LOGGER.debug("A narration was not taken: %s", error)


async def _async_spoken(hass: HomeAssistant, chosen: str | None, text: str) -> bytes:
    """Return the sound of a text; raise `CannotSpeakError`."""
    engine = chosen or first_engine(hass)
    if engine is None:
        raise CannotSpeakError(NarrationFailure.NO_ENGINE)
    try:
        async with asyncio.timeout(LONGEST_SPEAKING_S):
            source = generate_media_source_id(hass, text, engine=engine, cache=False)
            _, sound = await tts.async_get_media_source_audio(hass, source)
    except Exception as error:  # noqa: BLE001 - an engine is somebody else's code and may raise anything
        # Only the kind of error: its message may have the text in it.
        LOGGER.warning("%s could not speak the narration of a story (%s)", engine, type(error).__name__)
        raise CannotSpeakError(NarrationFailure.FAILED) from None
    if not sound or len(sound) > MOST_SOUND_BYTES:
        raise CannotSpeakError(NarrationFailure.UNUSABLE)
    return sound


def first_engine(hass: HomeAssistant) -> str | None:
    """Return the first text-to-speech entity that works, by its id; None without any."""
    states = sorted(hass.states.async_all(tts.DOMAIN), key=lambda state: state.entity_id)
    return next((state.entity_id for state in states if state.state != STATE_UNAVAILABLE), None)
