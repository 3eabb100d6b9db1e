"""What an SRT address may ask for: `srt://host:port?passphrase=…&streamid=…`; anything else is refused."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl

from wallflower.errors import SourceError
from wallflower.wire import ErrorCode

# The bounds of libsrt's socket options SRTO_PASSPHRASE (in bytes), SRTO_STREAMID and SRTO_PBKEYLEN.
_PASSPHRASE_BYTES = range(10, 80)
_STREAM_ID_BYTES = range(513)
_KEY_BYTES = (0, 16, 24, 32)
_LATENCY_MS = range(8001)
_CONNECT_MS = range(500, 10_001)
_NAMES = ("mode", "transtype", "latency", "passphrase", "pbkeylen", "streamid", "conntimeo")


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtParameters:
    """The options of a connection, checked; `key_bytes` 0 leaves the length of the key to the camera."""

    latency_ms: int = 120
    connect_ms: int = 3000
    key_bytes: int = 0
    passphrase: str = field(default="", repr=False)
    stream_id: str = field(default="", repr=False)


def parse_srt(parts: SplitResult) -> SrtParameters:
    """Read the parameters; raise `SourceError` for one that is unknown, doubled or out of bounds, without its value."""
    if parts.username is not None:
        raise _invalid("SRT has no users: give ?passphrase=…, or the user in ?streamid=…")
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query), errors="strict")
    except ValueError:
        raise _invalid("the parameters cannot be read: write them as ?name=value&name=value") from None
    given = dict(pairs)
    if len(given) != len(pairs) or not given.keys() <= set(_NAMES):
        raise _invalid(f"SRT takes each of these parameters once, and no others: {', '.join(_NAMES)}")
    if given.get("mode", "caller") != "caller" or given.get("transtype", "live") != "live":
        raise _invalid("cameras are called for live streams: mode=caller and transtype=live are the only choices")
    defaults = SrtParameters()
    return SrtParameters(
        latency_ms=_number(given, "latency", defaults.latency_ms, _LATENCY_MS, "milliseconds"),
        connect_ms=_number(given, "conntimeo", defaults.connect_ms, _CONNECT_MS, "milliseconds"),
        key_bytes=_key_bytes(given),
        passphrase=_text(given, "passphrase", _PASSPHRASE_BYTES),
        stream_id=_text(given, "streamid", _STREAM_ID_BYTES),
    )


def _number(given: dict[str, str], name: str, default: int, bounds: range, unit: str) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdecimal()) or int(text[:9]) not in bounds:
        raise _invalid(f"{name} is {bounds[0]} to {bounds[-1]} {unit}")
    return int(text)


def _key_bytes(given: dict[str, str]) -> int:
    text = given.get("pbkeylen", "0")
    if text not in {str(value) for value in _KEY_BYTES}:
        raise _invalid("pbkeylen is 16, 24 or 32")
    return int(text)


def _text(given: dict[str, str], name: str, bounds: range) -> str:
    text = given.get(name, "")
    if text and (len(text.encode()) not in bounds or "\x00" in text):
        raise _invalid(f"{name} has {bounds[0]} to {bounds[-1]} bytes")
    return text


def _invalid(message: str) -> SourceError:
    return SourceError(message, field="url", code=ErrorCode.INVALID_REQUEST)
