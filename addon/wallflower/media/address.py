"""Camera addresses: what may be opened, how, and how to speak of it without its password."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from wallflower.errors import SourceError
from wallflower.wire import ErrorCode

IO_TIMEOUT_S = 10
_IO_TIMEOUT_US = str(IO_TIMEOUT_S * 1_000_000)
_STREAM_FORMATS = "mpegts,flv,hls,matroska,webm,mov,mp4"


@dataclass(frozen=True, slots=True)
class _Scheme:
    """One protocol: its usual port, the protocols libavformat may use below it, and its own options."""

    port: int
    protocols: str
    options: tuple[tuple[str, str], ...]


_RTSP_OPTIONS = (("rtsp_transport", "tcp"), ("timeout", _IO_TIMEOUT_US))
_HTTP_OPTIONS = (("rw_timeout", _IO_TIMEOUT_US), ("format_whitelist", _STREAM_FORMATS))
_SCHEMES = {
    "rtsp": _Scheme(554, "rtsp,rtp,udp,tcp", _RTSP_OPTIONS),
    "rtsps": _Scheme(322, "rtsps,rtsp,rtp,udp,tls,tcp", _RTSP_OPTIONS),
    "http": _Scheme(80, "http,tcp", _HTTP_OPTIONS),
    "https": _Scheme(443, "https,tls,tcp", _HTTP_OPTIONS),
    "rtmp": _Scheme(1935, "rtmp,tcp", (("rw_timeout", _IO_TIMEOUT_US),)),
    "srt": _Scheme(9710, "srt", (("timeout", _IO_TIMEOUT_US),)),
}


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address; only `url` holds the credentials, so it is kept out of any representation."""

    scheme: str
    host: str
    port: int
    _parts: SplitResult = field(repr=False)

    @property
    def url(self) -> str:
        """The address as it was given, with its credentials."""
        return self._parts.geturl()

    def options(self) -> dict[str, str]:
        """Return libavformat's options for it, among them the only protocols it may use."""
        scheme = _SCHEMES[self.scheme]
        common = {
            "analyzeduration": "1000000",
            "fpsprobesize": "0",
            "protocol_whitelist": scheme.protocols,
        }
        return common | dict(scheme.options)


def parse_address(url: str) -> Address:
    """Check a camera's address before anything is opened; raise `SourceError` for a protocol that is not a camera's."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise SourceError(
            "the address cannot be read: write it as rtsp://user:password@host/path",
            field="url",
            code=ErrorCode.INVALID_REQUEST,
        ) from None
    scheme = _SCHEMES.get(parts.scheme.lower())
    if scheme is None:
        raise SourceError(
            f"cameras are read over {', '.join(_SCHEMES)} only", field="url", code=ErrorCode.FORBIDDEN_PROTOCOL
        )
    if not parts.hostname:
        raise SourceError("the address names no host", field="url", code=ErrorCode.INVALID_REQUEST)
    return Address(parts.scheme.lower(), parts.hostname, port or scheme.port, parts)
