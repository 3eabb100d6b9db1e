"""How soon Home Assistant has something to show: its own stream worker, from its start to its first part of HLS.

Runs in an environment of Home Assistant, not of the add-on: `python ha_stream.py URL` prints seconds.
"""

import asyncio
import importlib
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any

# What Home Assistant's camera platform and its default HLS settings give: 6 s segments, 1 s parts.
_OPTIONS = {"rtsp_flags": "prefer_tcp", "timeout": "5000000"}
_SETTINGS = (True, 5.9, 1.0, 3, 10.0)
_LONGEST_S = 20.0


async def main(url: str) -> float:
    """Return the seconds until the first part."""
    worker: Any = importlib.import_module("homeassistant.components.stream.worker")
    core: Any = importlib.import_module("homeassistant.components.stream.core")
    diagnostics: Any = importlib.import_module("homeassistant.components.stream.diagnostics")
    loop = asyncio.get_running_loop()
    first, over = asyncio.Event(), threading.Event()
    core.Segment.async_add_part = lambda *_: first.set()
    state = worker.StreamState(SimpleNamespace(loop=loop), dict, diagnostics.Diagnostics())
    keyframes = SimpleNamespace(stash_keyframe_packet=lambda *_: None, create_codec_context=lambda **_: None)
    settings = core.StreamSettings(*_SETTINGS)
    arguments = (url, _OPTIONS, settings, state, keyframes, over)
    began_s = time.perf_counter()
    working = loop.run_in_executor(None, worker.stream_worker, *arguments)
    waiting = asyncio.create_task(first.wait())
    await asyncio.wait({working, waiting}, timeout=_LONGEST_S, return_when=asyncio.FIRST_COMPLETED)
    elapsed_s = time.perf_counter() - began_s
    over.set()
    await working
    if not first.is_set():
        raise TimeoutError("no part of the stream came")
    return elapsed_s


if __name__ == "__main__":
    print(asyncio.run(main(sys.argv[1])))
