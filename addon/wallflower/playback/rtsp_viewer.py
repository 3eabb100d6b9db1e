"""One client's media path: interleaved in its RTSP connection, or UDP; a slow one loses whole groups of pictures."""

import asyncio
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, override

from wallflower.clock import monotonic_s
from wallflower.errors import UnavailableError

HIGH_WATER_BYTES = 4 << 20
LOW_WATER_BYTES = 256 << 10
_PAIR_ATTEMPTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """RTP packets that belong together, interleaved on their track's channel. `is_key`: a decoder can start here."""

    track: int
    data: bytes
    is_key: bool
    number: int = 0


class _Datagrams(asyncio.DatagramProtocol):
    """Notes that the client still reports; what it says does not matter."""

    def __init__(self, on_report: Callable[[], None]) -> None:
        self._on_report = on_report

    @override
    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self._on_report()


@dataclass(frozen=True, slots=True)
class UdpPath:
    """A pair of sockets and where their packets go."""

    rtp: asyncio.DatagramTransport
    rtcp: asyncio.DatagramTransport
    address: str
    client_ports: tuple[int, int]

    @property
    def server_ports(self) -> tuple[int, int]:
        """Our own even/odd pair."""
        return self.rtp.get_extra_info("sockname")[1], self.rtcp.get_extra_info("sockname")[1]

    def close(self) -> None:
        """Free both sockets."""
        self.rtp.close()
        self.rtcp.close()


class Viewer:
    """Belongs to the event loop of its server; `send` never blocks and keeps at most `HIGH_WATER_BYTES`."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        """Write interleaved packets to `writer`."""
        self._writer = writer
        self._paths: dict[int, UdpPath | None] = {}
        self._waits_for_key = False
        self._stalled_since: float | None = None
        self.last_report_s = monotonic_s()
        self.sent_bytes = 0
        self.dropped_bursts = 0

    @property
    def tracks(self) -> tuple[int, ...]:
        """The tracks that were set up."""
        return tuple(self._paths)

    @property
    def is_udp(self) -> bool:
        """Whether any track travels in datagrams, so that an open connection proves nothing."""
        return any(path is not None for path in self._paths.values())

    @property
    def stalled_s(self) -> float:
        """How long the client has not taken what it was sent."""
        return 0.0 if self._stalled_since is None else monotonic_s() - self._stalled_since

    def add_tcp(self, track: int) -> None:
        """Send a track interleaved, on channels 2n and 2n + 1."""
        self._replace(track, None)

    async def add_udp(self, track: int, client_ports: tuple[int, int]) -> UdpPath:
        """Send a track to the client's ports, from a fresh even/odd pair on the address it connected to."""
        local = self._writer.get_extra_info("sockname")[0]
        address = self._writer.get_extra_info("peername")[0]
        rtp, rtcp = await _socket_pair(local, self._on_report)
        path = UdpPath(rtp, rtcp, address, client_ports)
        self._replace(track, path)
        return path

    def wait_for_key(self) -> None:
        """Send nothing before a decoder can start, if the viewer takes video at all."""
        self._waits_for_key = True

    def send(self, burst: Burst, *, has_video: bool = True) -> None:
        """Send a burst, or drop it when the viewer lags or still waits for a group of pictures to start."""
        if burst.track not in self._paths:
            return
        if self._is_stalled() or (self._waits_for_key and has_video and not burst.is_key):
            self.dropped_bursts += 1
            return
        self._waits_for_key = False
        self.sent_bytes += len(burst.data)
        path = self._paths[burst.track]
        if path is None:
            self._writer.write(burst.data)
        else:
            for packet in _packets(burst.data):
                path.rtp.sendto(packet, (path.address, path.client_ports[0]))

    def send_report(self, track: int, report: bytes) -> None:
        """Send an RTCP packet on a track's control channel."""
        if track not in self._paths:
            return
        path = self._paths[track]
        if path is not None:
            path.rtcp.sendto(report, (path.address, path.client_ports[1]))
        elif self._stalled_since is None:
            self._writer.write(struct.pack(">BBH", 0x24, 2 * track + 1, len(report)) + report)

    def abort(self) -> None:
        """Reset the connection without a word."""
        self._writer.transport.abort()

    def close(self) -> None:
        """Free the datagram sockets."""
        for path in self._paths.values():
            if path is not None:
                path.close()
        self._paths.clear()

    def _replace(self, track: int, path: UdpPath | None) -> None:
        old = self._paths.get(track)
        if old is not None:
            old.close()
        self._paths[track] = path

    def _is_stalled(self) -> bool:
        waiting = self._writer.transport.get_write_buffer_size()
        if self._stalled_since is not None and waiting <= LOW_WATER_BYTES:
            self._stalled_since = None
            self._waits_for_key = True
        elif self._stalled_since is None and waiting > HIGH_WATER_BYTES:
            self._stalled_since = monotonic_s()
        return self._stalled_since is not None

    def _on_report(self) -> None:
        self.last_report_s = monotonic_s()


def _packets(data: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(data):
        length = data[position + 2] << 8 | data[position + 3]
        yield data[position + 4 : position + 4 + length]
        position += 4 + length


async def _socket_pair(
    address: str, on_report: Callable[[], None]
) -> tuple[asyncio.DatagramTransport, asyncio.DatagramTransport]:
    """Bind an even port and the odd one after it, as RFC 3550 asks; some clients derive one from the other."""
    loop = asyncio.get_running_loop()
    for _ in range(_PAIR_ATTEMPTS):
        first, _protocol = await loop.create_datagram_endpoint(lambda: _Datagrams(on_report), local_addr=(address, 0))
        port = first.get_extra_info("sockname")[1]
        if port % 2 == 0:
            try:
                second, _protocol = await loop.create_datagram_endpoint(
                    lambda: _Datagrams(on_report), local_addr=(address, port + 1)
                )
            except OSError:
                pass
            else:
                return first, second
        first.close()
    raise UnavailableError("no pair of free UDP ports was found")
