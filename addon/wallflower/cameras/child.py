"""Asks a process of its own, so that whatever a library does there, it ends in time and takes nothing with it."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from typing import Any

from wallflower.errors import UnavailableError, WallflowerError
from wallflower.wire import ErrorCode


async def ask_child(module: str, question: bytes, *, field: str) -> dict[str, Any]:
    """Run `module`, which reads the question from its standard input, and return the JSON object it prints.

    The question may hold secrets, hence not the command line, which anybody may read. `{"error": {code, message}}` is
    raised as a `WallflowerError` about `field`. Cancelling kills the process.
    """
    command = (sys.executable, "-m", module, str(os.getpid()))
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, start_new_session=True
    )
    try:
        output, _ = await child.communicate(question)
    finally:
        await end_child(child)
    try:
        answer: dict[str, Any] = json.loads(output)
        failure = answer.get("error")
        code, message = (ErrorCode(failure["code"]), str(failure["message"])) if failure else (None, "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnavailableError("the attempt to read the camera ended by itself: try again") from error
    if code is not None:
        raise WallflowerError(message, field=field, code=code)
    return answer


async def end_child(child: Process) -> None:
    """Kill what still runs of a child that leads its own session, and wait until it and its pipes are gone.

    Waiting for the process alone is not enough: what it started may hold its standard output open, and a pipe nobody
    reads to its end stays open with it.
    """
    if child.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    await child.communicate()
