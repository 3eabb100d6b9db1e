"""An engine that does what a test says, behind the real host; and the real one in its child process."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wallflower.speech import worker
from wallflower.speech.engine import Heard, HeardSegment, HeardWord, Window
from wallflower.speech.host import EngineHost
from wallflower.workers.executor import EnginePool

type Script = Callable[[Window], Heard]


def said(text: str, start_s: float = 0.3, end_s: float = 1.5, no_speech: float = 0.0) -> Heard:
    """Return a confident answer."""
    word = HeardWord(text=text, start_s=start_s, end_s=end_s, probability=0.9)
    segment = HeardSegment(
        text=text, start_s=start_s, end_s=end_s, words=(word,), logprob=-0.2, no_speech=no_speech, compression=1.0
    )
    return Heard(language="en", language_probability=0.99, segments=(segment,))


class ScriptedPool:
    """Stands in for the executor's child."""

    def __init__(self, script: Script, load_error: Exception | None = None) -> None:
        self.closed = False
        self.load_error = load_error
        self._script = script

    async def run(self, function: Callable[..., Any], *args: Any, timeout_s: float) -> Any:
        """Load, or answer by the script."""
        await asyncio.sleep(0)
        if self.load_error is not None:
            raise self.load_error
        return None if function is worker.warm_up else self._script(args[-1])

    async def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


def scripted_host(model: Path, script: Script) -> EngineHost:
    """Return a host whose engine follows a script."""
    return EngineHost(model.parent, str(model), lambda _load, _arguments, _name: ScriptedPool(script))


def real_host(model: Path) -> EngineHost:
    """Return a host with faster-whisper in a child process."""
    return EngineHost(model.parent, str(model), EnginePool)
