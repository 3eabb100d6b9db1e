"""Tries a camera's address in a process of its own: whatever libavformat does there, it ends in time."""

import asyncio

from wallflower.cameras.child import ask_child
from wallflower.errors import SourceError, UnavailableError
from wallflower.media.address import parse_address
from wallflower.wire import ErrorCode, StreamReport
from wallflower.wire_codec import WireError

# A camera that does not answer is told by the child, much sooner; a small machine takes its time to start that.
TIMEOUT_S = 40.0
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
                answer = await ask_child(CHILD, checked.encode(), field="url")
        except TimeoutError as error:
            raise SourceError("the camera did not answer in time", field="url", code=ErrorCode.TIMEOUT) from error
        try:
            return StreamReport.from_json(answer["report"])
        except (KeyError, WireError) as error:
            raise UnavailableError("the attempt to read the camera ended by itself: try again") from error
