"""The few functions of libsrt that a caller of live streams needs; the numbers are those of srt.h, version 1.5."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

from wallflower.errors import SourceError
from wallflower.media.srt_parameters import SrtParameters
from wallflower.wire import ErrorCode

PACKAGE = "libsrt1.5-gnutls"
# Debian's builds with GnuTLS and with OpenSSL; 1.5 is the version of their interface.
LIBRARIES = ("libsrt-gnutls.so.1.5", "libsrt.so.1.5")
_RCVSYN, _RCVTIMEO, _LATENCY, _PASSPHRASE, _PBKEYLEN, _CONNTIMEO, _STREAMID, _TRANSTYPE = 2, 14, 23, 26, 27, 36, 46, 50
_PEERIDLETIMEO = 55
_LIVE = 0
_OUT, _ERR = 0x4, 0x8
_CONNECTED = 5
_ETIMEOUT = 6003
_LOG_CRITICAL = 2
# A message of a live stream fits into one datagram.
_MESSAGE_BYTES = 1500
# Our own time runs out after libsrt's when connecting, and before it when receiving: so each end is told as what it is.
_SLACK_MS = 1000


class RejectedError(Exception):
    """No connection came about; `reason` is one of SRT_REJECT_REASON or a server's code of access_control.h."""

    def __init__(self, reason: int) -> None:
        """Keep libsrt's number."""
        super().__init__(f"rejected ({reason})")
        self.reason = reason


class LostError(Exception):
    """The connection ended; `is_silent`: nothing came for as long as one waits."""

    def __init__(self, *, is_silent: bool) -> None:
        """Keep the kind of end."""
        super().__init__("silent" if is_silent else "closed")
        self.is_silent = is_silent


class _Event(ctypes.Structure):
    _fields_ = (("socket", ctypes.c_int), ("events", ctypes.c_int))


def load(names: tuple[str, ...] = LIBRARIES) -> ctypes.CDLL:
    """Return the library, started; raise `SourceError` where it is not installed.

    It is never shut down, because other cameras may be using it; to start it again does nothing.
    """
    for name in names:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.srt_epoll_uwait.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64]
        library.srt_startup()
        library.srt_setloglevel(_LOG_CRITICAL)
        return library
    message = (
        f"this installation cannot read SRT: install the Debian package {PACKAGE}, or take the camera's RTSP address"
    )
    raise SourceError(message, field="url", code=ErrorCode.FORBIDDEN_PROTOCOL)


class SrtSocket:
    """A socket for one call; `close` ends it from any thread, all else belongs to one."""

    def __init__(self, library: ctypes.CDLL, wanted: SrtParameters, silence_ms: int) -> None:
        """Make it, with the wanted options; a camera may be silent for `silence_ms`."""
        self._library = library
        self._wait_ms = wanted.connect_ms + _SLACK_MS
        self._message = ctypes.create_string_buffer(_MESSAGE_BYTES)
        self._handle: int = library.srt_create_socket()
        numbers = ((_TRANSTYPE, _LIVE), (_RCVSYN, 0), (_RCVTIMEO, silence_ms), (_PEERIDLETIMEO, silence_ms + _SLACK_MS))
        chosen = ((_CONNTIMEO, wanted.connect_ms), (_LATENCY, wanted.latency_ms), (_PBKEYLEN, wanted.key_bytes))
        for option, number in numbers + chosen:
            self._set(option, number)
        for option, text in ((_PASSPHRASE, wanted.passphrase), (_STREAMID, wanted.stream_id)):
            if text:
                data = text.encode()
                library.srt_setsockflag(self._handle, option, data, len(data))

    def connect(self, name: bytes) -> None:
        """Call a `struct sockaddr`; raise `RejectedError`.

        It does not block in libsrt, because to close a socket that does takes seconds.
        """
        with self._poll() as poll:
            if self._library.srt_connect(self._handle, name, len(name)) == 0:
                self._library.srt_epoll_uwait(poll, (_Event * 1)(), 1, self._wait_ms)
        if self._library.srt_getsockstate(self._handle) != _CONNECTED:
            raise RejectedError(self._library.srt_getrejectreason(self._handle))
        self._set(_RCVSYN, 1)

    def receive(self) -> bytes:
        """Wait for the next message; raise `LostError`."""
        length = self._library.srt_recvmsg(self._handle, self._message, _MESSAGE_BYTES)
        if length <= 0:
            raise LostError(is_silent=self._library.srt_getlasterror(None) == _ETIMEOUT)
        return ctypes.string_at(self._message, length)

    def close(self) -> None:
        """End `connect` and `receive` at once; the other side is told."""
        self._library.srt_close(self._handle)

    def _set(self, option: int, number: int) -> None:
        value = ctypes.c_int(number)
        self._library.srt_setsockflag(self._handle, option, ctypes.byref(value), ctypes.sizeof(value))

    @contextmanager
    def _poll(self) -> Iterator[int]:
        """Watch the socket for being connected or broken."""
        poll: int = self._library.srt_epoll_create()
        try:
            self._library.srt_epoll_add_usock(poll, self._handle, ctypes.byref(ctypes.c_int(_OUT | _ERR)))
            yield poll
        finally:
            self._library.srt_epoll_release(poll)
