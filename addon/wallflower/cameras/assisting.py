"""The speech engine for Home Assistant's Assist: which engine, which languages, and that it is off by default."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from wallflower.config import Settings
from wallflower.speech.assist import Assist
from wallflower.speech.host import EngineHost
from wallflower.speech.models import languages
from wallflower.speech.wyoming_server import WyomingServer

# What Assist may ask for where the engine does not tell: Whisper's most spoken languages.
USUAL_LANGUAGES = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hr", "hu", "id"),
    *("it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk", "zh"),
)


class Assisting:
    """Serves Assist while the analysis process runs, if a port was set."""

    def __init__(self, settings: Settings, host: Callable[[], EngineHost], live_waits: Callable[[], bool]) -> None:
        """Offer this engine; `live_waits` tells whether speech of a camera that goes first is waiting."""
        self._settings = settings
        self._host = host
        self._assist = Assist(host, live_waits)

    async def run(self) -> None:
        """Serve until cancelled; with no port, wait for that."""
        port = self._settings.wyoming_port
        if not port:
            await asyncio.Event().wait()
        await WyomingServer(self._assist, self._languages, (self._settings.host, port)).run()

    async def close(self) -> None:
        """Let what the engine has begun end with it."""
        await self._assist.close()

    def _languages(self) -> tuple[str, ...]:
        return languages(Path(self._host().place)) or USUAL_LANGUAGES
