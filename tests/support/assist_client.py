"""Home Assistant's own Wyoming client, run with its environment: what it makes of a speech-to-text server.

    python assist_client.py HOST PORT LANGUAGE FILE_OF_16_KHZ_PCM

Prints one JSON object. The component's package is not imported as a whole: its satellite half needs libraries that
exist for no CPython 3.14. The two modules that are used, `data` and `stt`, are Home Assistant's, unchanged.
"""

import asyncio
import json
import sys
import types
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path
from typing import Any

COMPONENT = "homeassistant.components.wyoming"
CHUNK_BYTES = 2048


def load(name: str) -> Any:
    """Import a module of the component without the rest of it."""
    if COMPONENT not in sys.modules:
        package = types.ModuleType(COMPONENT)
        package.__path__ = [str(Path(import_module("homeassistant.components").__path__[0]) / "wyoming")]
        models = types.ModuleType(f"{COMPONENT}.models")
        models.__dict__["WyomingConfigEntry"] = object
        sys.modules |= {COMPONENT: package, models.__name__: models}
    return import_module(f"{COMPONENT}.{name}")


async def stream(pcm: bytes) -> AsyncIterator[bytes]:
    """Yield sound as a microphone does."""
    for start in range(0, len(pcm), CHUNK_BYTES):
        yield pcm[start : start + CHUNK_BYTES]


async def main(host: str, port: str, language: str, pcm: bytes) -> None:
    """Ask for the description, as the configuration flow does, and for a command's text, as Assist does."""
    service = await load("data").WyomingService.create(host, int(port))
    provider = load("stt").WyomingSttProvider(types.SimpleNamespace(entry_id="1"), service)
    metadata = types.SimpleNamespace(language=language)
    result = await provider.async_process_audio_stream(metadata, stream(pcm))
    told = {
        "platforms": [str(platform) for platform in service.platforms],
        "name": service.get_name(),
        "languages": provider.supported_languages,
        "result": str(result.result),
        "text": result.text,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    host, port, language, file = sys.argv[1:]
    asyncio.run(main(host, port, language, Path(file).read_bytes()))
