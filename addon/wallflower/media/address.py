"""Camera addresses: what may be opened, how, and how to speak of it without its password."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from wallflower.errors import SourceError
from wallflower.media.srt_parameters import SrtParameters, parse_srt
from wallflower.wire import ErrorCode

# libavformat asks a silent RTSP camera once more before it gives up, so it takes twice this time.
IO_TIMEOUT_S = 5
OPEN_TIMEOUT_S = 15
_IO_TIMEOUT_US = str(IO_TIMEOUT_S * 1_000_000)
_STREAM_FORMATS = "mpegts,flv,hls,matroska,webm,mov,mp4"


@dataclass(frozen=True, slots=True)
class _Scheme:
    """One protocol: its usual port, the protocols libavformat may use below it, and its own options."""

    port: int
    protocols: str
    options: tuple[tuple[str, str], ...]


# Media comes over TCP; over UDP only from a camera that refuses TCP.
_RTSP_OPTIONS = (("rtsp_transport", "tcp+udp"), ("rtsp_flags", "prefer_tcp"), ("timeout", _IO_TIMEOUT_US))
# Cameras sign their own certificates, so there is nobody who could vouch for one: encrypted, not authenticated.
_TLS_OPTIONS = (("tls_verify", "0"),)
_HTTP_OPTIONS = (("rw_timeout", _IO_TIMEOUT_US), ("format_whitelist", _STREAM_FORMATS))
_SCHEMES = {
    "rtsp": _Scheme(554, "rtsp,rtp,udp,tcp", _RTSP_OPTIONS),
    "rtsps": _Scheme(322, "rtsps,rtsp,rtp,udp,tls,tcp", _RTSP_OPTIONS + _TLS_OPTIONS),
    "http": _Scheme(80, "http,tcp", _HTTP_OPTIONS),
    "https": _Scheme(443, "https,tls,tcp", _HTTP_OPTIONS + _TLS_OPTIONS),
    "rtmp": _Scheme(1935, "rtmp,tcp", (("rw_timeout", _IO_TIMEOUT_US),)),
    "srt": _Scheme(9710, "srt", ()),
}
_TRANSPORTS = ("tcp", "udp")


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

    @property
    def location(self) -> str:
        """The address for libavformat, without the transport that was chosen."""
        return self._parts._replace(fragment="").geturl()

    @property
    def is_datagrams(self) -> bool:
        """Whether it was chosen that packets come one by one, into a buffer of the kernel's that only holds so many."""
        return self._parts.fragment == "udp"

    @property
    def srt(self) -> SrtParameters:
        """What an SRT address asks for; raise `SourceError` if that cannot be had."""
        return parse_srt(self._parts)

    def options(self) -> dict[str, str]:
        """Return libavformat's options for it, among them the only protocols it may use."""
        scheme = _SCHEMES[self.scheme]
        common = {
            "analyzeduration": "1000000",
            "fpsprobesize": "0",
            "protocol_whitelist": scheme.protocols,
        }
        chosen = {"rtsp_transport": self._parts.fragment} if self._parts.fragment else {}
        return common | dict(scheme.options) | chosen


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
    _check_fragment(parts)
    if parts.scheme.lower() == "srt":
        parse_srt(parts)
    return Address(parts.scheme.lower(), parts.hostname, port or scheme.port, parts)


def _check_fragment(parts: SplitResult) -> None:
    """Raise unless what follows # is an RTSP transport; elsewhere it is a password's own # that would cut it off."""
    is_rtsp = parts.scheme.lower() in {"rtsp", "rtsps"}
    if parts.fragment and not (is_rtsp and parts.fragment in _TRANSPORTS):
        raise SourceError(
            "write # as %23 in the address; only #tcp or #udp may end one of RTSP",
            field="url",
            code=ErrorCode.INVALID_REQUEST,
        )
