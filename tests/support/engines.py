"""An engine that does what a test says, behind the real host; and the real one in its child process."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wallflower.speech import worker
from wallflower.speech.engine import Calibration, Heard, HeardSegment, HeardWord, Runs, Window
from wallflower.speech.host import EngineHost
from wallflower.speech.sources import LocalSource
from wallflower.workers.executor import EnginePool

type Script = Callable[[Window], Heard]

LOCAL = "faster-whisper"


def said(text: str, start_s: float = 0.3, end_s: float = 1.5, no_speech: float = 0.0, language: str = "en") -> Heard:
    """Return a confident answer."""
    return Heard(language=language, language_probability=0.99, segments=(spoken(text, start_s, end_s, no_speech),))


def spoken(text: str, start_s: float, end_s: float, no_speech: float = 0.0, probability: float = 0.9) -> HeardSegment:
    """Return a confident segment of one word."""
    word = HeardWord(text=text, start_s=start_s, end_s=end_s, probability=probability)
    return HeardSegment(
        text=text, start_s=start_s, end_s=end_s, words=(word,), logprob=-0.2, no_speech=no_speech, compression=1.0
    )


class ScriptedPool:
    """Stands in for the executor's child."""

    def __init__(self, script: Script, load_error: Exception | None = None) -> None:
        self.closed = False
        self.load_error = load_error
        self.rtf = 0.1
        self.runs = Runs(compute_type="int8", threads=1)
        self.trials = 0
        self._script = script

    async def run(self, function: Callable[..., Any], *args: Any, timeout_s: float) -> Any:
        """Load and try, or answer by the script."""
        await asyncio.sleep(0)
        if function is worker.calibrate:
            self.trials += 1
        if self.load_error is not None:
            raise self.load_error
        return Calibration(runs=self.runs, rtf=self.rtf) if function is worker.calibrate else self._script(args[-1])

    async def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


def scripted_host(model: Path, script: Script, pool: ScriptedPool | None = None) -> EngineHost:
    """Return a host whose engine follows a script."""
    made = pool or ScriptedPool(script)
    return EngineHost(LOCAL, LocalSource(model.parent, str(model)), lambda _load, _arguments, _name: made)


def real_host(model: Path) -> EngineHost:
    """Return a host with faster-whisper in a child process."""
    return EngineHost(LOCAL, LocalSource(model.parent, str(model)), EnginePool)
