"""The ingest process of the fault bench: the real one, on a clock that the bench can set."""

import mmap
import struct
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from unittest.mock import patch

from wallflower import clock
from wallflower.cameras import ingest, session
from wallflower.cameras.backoff import BackOff
from wallflower.config import Settings

CLOCK_FILE = "clock_offset_ms"
_OFFSET = struct.Struct("<q")


def main(directory: Path, quick_s: float) -> None:
    """Record; a `quick_s` above 0 is the whole pause before a camera is tried again."""
    with (directory / CLOCK_FILE).open("r+b") as file:
        shared = mmap.mmap(file.fileno(), _OFFSET.size)
    real_ms = clock.now_ms
    settings = Settings.model_validate_json((directory / "settings.json").read_text(encoding="utf-8"))
    with ExitStack() as stack:
        now_ms = patch.object(clock, "now_ms", lambda: real_ms() + _OFFSET.unpack_from(shared)[0])
        stack.enter_context(now_ms)
        if quick_s:
            stack.enter_context(patch.object(session, "BackOff", partial(BackOff, (quick_s,))))
        ingest.run(settings, directory / "run")


def set_clock(directory: Path, offset_ms: int) -> None:
    """Set the clock of the ingest process so much beside the machine's."""
    with (directory / CLOCK_FILE).open("r+b") as file:
        file.write(_OFFSET.pack(offset_ms))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
