"""SRT: the wheels of PyAV carry none, so Debian's libsrt fetches the bytes and libavformat reads them as a file."""

import socket
import struct
import threading
from collections.abc import Iterator
from typing import Any, cast

import av
from av.container import InputContainer

from wallflower import clock
from wallflower.errors import SourceError
from wallflower.media import libsrt
from wallflower.media.address import IO_TIMEOUT_S, OPEN_TIMEOUT_S, Address
from wallflower.media.libsrt import LostError, RejectedError, SrtSocket
from wallflower.wire import ErrorCode

# Of srt.h and access_control.h: no answer; a wrong passphrase, or none where one is needed; no such stream.
_REJ_TIMEOUT = frozenset((0, 16))
_REJ_SECRET = frozenset((10, 11, 1401, 1403))
_REJ_NOT_FOUND = 1404
# A host whose port is closed says so at once.
_KNOCK_S = 0.2


class SrtTransport:
    """A camera called over SRT, which libavformat reads like a file. All but `cancel` belongs to one thread."""

    def __init__(self, address: Address) -> None:
        """Prepare; nothing is opened yet."""
        self._address = address
        self._lock = threading.Lock()
        self._socket: SrtSocket | None = None
        self._is_over = threading.Event()
        self._deadline_s: float | None = None
        # Not as an error: one that is raised leads to all that the connection used.
        self._end: tuple[str, ErrorCode] | None = None
        self._rest = b""

    def open(self) -> InputContainer:
        """Call the camera and learn what it sends; raise `SourceError`."""
        self._deadline_s = clock.monotonic_s() + OPEN_TIMEOUT_S
        self._connect()
        try:
            container = av.open(cast("Any", self), format="mpegts", options=self._address.options())
        except av.FFmpegError, OSError, ValueError:
            message = f"{self._address.host} sends no MPEG transport stream, which SRT cameras do"
            raise self.failure() or SourceError(message, code=ErrorCode.NOT_A_STREAM) from None
        self._deadline_s = None
        return cast("InputContainer", container)

    def read(self, size: int) -> bytes:
        """Wait for what comes next, at most `size` bytes; nothing at the end."""
        data = self._rest or self._receive()
        self._rest = data[size:]
        return data[:size]

    def failure(self) -> SourceError | None:
        """Return why the stream ended, once it did."""
        return None if self._end is None else SourceError(self._end[0], code=self._end[1])

    def cancel(self) -> None:
        """End `open` and every read at once, from any thread; the camera is told."""
        with self._lock:
            self._is_over.set()
            if self._socket is not None:
                self._socket.close()

    def close(self) -> None:
        """Tell the camera good-bye."""
        self.cancel()

    def _connect(self) -> None:
        """Try each of the host's addresses in turn."""
        library = libsrt.load()
        failure = SourceError("the connection was given up")
        for family, name in self._resolve():
            call = SrtSocket(library, self._address.srt, IO_TIMEOUT_S * 1000)
            with self._lock:
                if self._is_over.is_set():
                    call.close()
                    break
                self._socket = call
            try:
                call.connect(_sockaddr(family, name))
            except RejectedError as error:
                call.close()
                if self._is_over.is_set():
                    break
                failure = self._explain(error.reason, family, name)
            else:
                return
        raise failure

    def _receive(self) -> bytes:
        if self._socket is None or self._end is not None:
            return b""  # libavformat asks more than once
        if self._deadline_s is not None and clock.monotonic_s() > self._deadline_s:
            self._end = "the camera does not describe its video in time", ErrorCode.TIMEOUT
            return b""
        try:
            return self._socket.receive()
        except LostError as error:
            silent = "the camera went silent", ErrorCode.TIMEOUT
            closed = "the camera closed the connection", ErrorCode.CONNECTION_REFUSED
            self._end = silent if error.is_silent else closed
            return b""

    def _resolve(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        host, port = self._address.host, self._address.port
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
        except OSError:
            raise SourceError(f"the host name {host} is not known", field="url") from None
        for family, _, _, _, name in found:
            yield family, name

    def _explain(self, reason: int, family: int, name: tuple[Any, ...]) -> SourceError:
        host, port = self._address.host, self._address.port
        if reason in _REJ_SECRET:
            message = "the camera refuses the passphrase, or wants none: check ?passphrase=… of the address"
            return SourceError(message, field="url", code=ErrorCode.AUTH_FAILED)
        if reason == _REJ_NOT_FOUND:
            message = "the camera has no stream of this name: check ?streamid=… of the address"
            return SourceError(message, field="url", code=ErrorCode.NOT_A_STREAM)
        if reason not in _REJ_TIMEOUT or _is_port_closed(family, name):
            message = f"{host} refuses SRT at port {port}: is the camera on, is the port right?"
            return SourceError(message, field="url")
        return SourceError(f"{host} did not answer in time", field="url", code=ErrorCode.TIMEOUT)


def _sockaddr(family: int, name: tuple[Any, ...]) -> bytes:
    """Return a `struct sockaddr_in` or `sockaddr_in6` of Linux."""
    host, port, *more = name
    head = struct.pack("=H", family) + struct.pack("!H", port)
    packed = socket.inet_pton(family, host.partition("%")[0])
    if family == socket.AF_INET:
        return head + packed + bytes(8)
    flow, scope = more
    return head + struct.pack("!I", flow) + packed + struct.pack("=I", scope)


def _is_port_closed(family: int, name: tuple[Any, ...]) -> bool:
    """Whether the host says that nobody listens there, which libsrt does not ask."""
    with socket.socket(family, socket.SOCK_DGRAM) as knocker:
        knocker.settimeout(_KNOCK_S)
        try:
            knocker.connect(name)
            knocker.send(b"\x00")
            knocker.recv(1)
        except OSError as error:
            return isinstance(error, ConnectionRefusedError)
    return False
