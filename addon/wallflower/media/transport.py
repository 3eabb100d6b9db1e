"""How the bytes of a camera come: by libavformat's own protocols, or over SRT."""

from typing import Protocol, cast

import av
from av.container import InputContainer

from wallflower import clock
from wallflower.errors import SourceError
from wallflower.media.address import OPEN_TIMEOUT_S, Address
from wallflower.media.diagnose import explain
from wallflower.media.sockets import SocketTable
from wallflower.media.srt import SrtTransport

# libavformat waits for a live HLS list that stands still for half an hour, without a socket that could be shut down.
# Segments are shorter than this.
HLS_SILENCE_S = 20


class Transport(Protocol):
    """One connection below the packets. All but `cancel` belongs to one thread."""

    def open(self) -> InputContainer:
        """Connect and learn what comes; raise `SourceError` with the reason."""

    def failure(self) -> SourceError | None:
        """Return why the stream ended, if the transport knows."""

    def cancel(self) -> None:
        """End `open` and every read at once, from any thread."""

    def close(self) -> None:
        """Let go; the container is closed next."""


class AvTransport:
    """A connection of libavformat's, whose sockets are found to be shut down."""

    def __init__(self, address: Address, sockets: SocketTable) -> None:
        """Prepare; nothing is opened yet."""
        self._address = address
        self._sockets = sockets
        self._before = frozenset[int]()

    def open(self) -> InputContainer:
        """Connect; raise `SourceError`."""
        started = clock.monotonic_s()
        self._before = self._sockets.snapshot()
        try:
            container = self._dial(None)
            if container.format.name == "hls":
                container.close()
                container = self._dial(HLS_SILENCE_S)
        except (av.FFmpegError, OSError, ValueError) as error:
            # Not chained: libavformat's messages carry the address with its password.
            raise explain(error, self._address, clock.monotonic_s() - started) from None
        self._sockets.claim(id(self), self._address.port, self._before)
        return container

    def _dial(self, silence_s: float | None) -> InputContainer:
        """Open the address; a limit of silence costs processor time with every read."""
        timeout = (OPEN_TIMEOUT_S, silence_s)
        container = av.open(self._address.location, options=self._address.options(), timeout=timeout)
        return cast("InputContainer", container)

    def failure(self) -> SourceError | None:
        """Return nothing: libavformat does not tell."""

    def cancel(self) -> None:
        """End reading within about a millisecond."""
        self._sockets.shut_down(id(self), self._address.port, self._before)

    def close(self) -> None:
        """Forget the sockets, which libavformat closes."""
        self._sockets.release(id(self))


def transport(address: Address, sockets: SocketTable) -> Transport:
    """Return the one for the address's protocol."""
    return SrtTransport(address) if address.scheme == "srt" else AvTransport(address, sockets)
