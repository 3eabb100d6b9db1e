"""Tries a camera's address in a process of its own: whatever libavformat does there, it ends in time."""

import asyncio
import json
import os
import sys
from typing import Any

from wallflower.errors import SourceError, UnavailableError, WallflowerError
from wallflower.media.address import parse_address
from wallflower.wire import ErrorCode, StreamReport
from wallflower.wire_codec import WireError

TIMEOUT_S = 20.0
AT_ONCE = 2
CHILD = "wallflower.cameras.probe_child"


class Prober:
    """Looks at addresses, a few at a time."""

    def __init__(self, *, timeout_s: float = TIMEOUT_S, at_once: int = AT_ONCE) -> None:
        """Give each attempt this long, its wait for a free place included."""
        self._timeout_s = timeout_s
        self._places = asyncio.Semaphore(at_once)

    async def probe(self, url: str) -> StreamReport:
        """Return what the camera sends; raise `SourceError` with the reason it cannot be read."""
        checked = parse_address(url).url
        try:
            async with asyncio.timeout(self._timeout_s), self._places:
                output = await _ask(checked)
        except TimeoutError as error:
            raise SourceError("the camera did not answer in time", field="url", code=ErrorCode.TIMEOUT) from error
        return _report(output)


async def _ask(url: str) -> bytes:
    """Run the child; the address goes through its standard input, since anybody may read a command line."""
    command = (sys.executable, "-m", CHILD, str(os.getpid()))
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, start_new_session=True
    )
    try:
        output, _ = await child.communicate(url.encode())
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return output


def _report(output: bytes) -> StreamReport:
    try:
        answer: dict[str, Any] = json.loads(output)
        if (failure := answer.get("error")) is None:
            return StreamReport.from_json(answer["report"])
        code, message = ErrorCode(failure["code"]), str(failure["message"])
    except (ValueError, KeyError, TypeError, WireError) as error:
        raise UnavailableError("the attempt to read the camera ended by itself: try again") from error
    raise WallflowerError(message, field="url", code=code)
