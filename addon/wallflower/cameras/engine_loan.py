"""How a process that loads an engine of its own asks the analysis process, which keeps the engines' memory."""

import asyncio
import os
from pathlib import Path

from wallflower.speech.engine import EngineSpec
from wallflower.workers.link import ControlClient

LEND_METHOD = "lend_memory"
# The analysis process may just be starting again.
ASK_TIMEOUT_S = 60.0


def borrow(runtime: Path, spec: EngineSpec) -> None:
    """Take room for an engine until this process ends; blocks, and may be done again.

    Raise `UnavailableError`, with the figures and the fix when there is too little memory.
    """
    asyncio.run(_borrow(runtime, spec))


async def _borrow(runtime: Path, spec: EngineSpec) -> None:
    question = {"pid": os.getpid(), "model": spec.model, "place": spec.place}
    async with ControlClient(runtime, "analysis") as client:
        await client.call(LEND_METHOD, question, timeout_s=ASK_TIMEOUT_S)
