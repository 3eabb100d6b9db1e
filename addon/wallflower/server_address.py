"""Addresses of other people's speech servers: which protocols may be used, and how they are written."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LONGEST_ADDRESS = 300
LONGEST_SOCKET_PATH_BYTES = 107  # a Unix socket's address has room for 108 bytes, one of them ends it
WYOMING_SCHEMES = ("tcp", "unix")
WHISPER_LIVE_SCHEMES = ("ws", "wss")
_EXAMPLES = {"tcp": "tcp://192.168.1.5:10300", "ws": "ws://192.168.1.5:9090"}


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A checked address: host and port, or the `path` of a Unix socket."""

    scheme: str
    host: str = ""
    port: int = 0
    path: str = ""

    @property
    def url(self) -> str:
        """The address as text; an IPv6 host stands in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}" if self.port else f"{self.scheme}://{self.path}"


def parse_server_address(text: str, schemes: tuple[str, ...]) -> ServerAddress:
    """Check an address against the schemes of its protocol; raise `ValueError` with the sentence that names the fix."""
    wrong = ValueError(f"write the address as {_EXAMPLES[schemes[0]]}")
    if len(text) > LONGEST_ADDRESS or not text.isprintable() or " " in text:
        raise wrong
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in schemes or parts.username is not None or parts.query or parts.fragment:
        raise wrong
    if parts.scheme == "unix":
        return _socket(parts)
    if not parts.hostname or not port:
        raise wrong
    if parts.path not in {"", "/"} and parts.scheme == "tcp":
        raise wrong
    return ServerAddress(parts.scheme, parts.hostname, port, parts.path)


def _socket(parts: SplitResult) -> ServerAddress:
    path = parts.path
    if parts.netloc or not path.startswith("/") or len(path.encode()) > LONGEST_SOCKET_PATH_BYTES:
        raise ValueError(
            f"write a Unix socket's address as unix:///path, with at most {LONGEST_SOCKET_PATH_BYTES} bytes of path"
        )
    return ServerAddress("unix", path=path)
