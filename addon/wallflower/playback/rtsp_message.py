"""RTSP/1.0 messages (RFC 2326): parsing requests, building answers, choosing a transport. No input or output here."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

MAX_HEAD_BYTES = 8192
MAX_BODY_BYTES = 16384
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

# RTSP's own codes; the rest it shares with HTTP.
_REASONS = {
    451: "Parameter Not Understood",
    454: "Session Not Found",
    455: "Method Not Valid in This State",
    459: "Aggregate Operation Not Allowed",
    461: "Unsupported Transport",
    505: "RTSP Version not supported",
}


class MalformedRequestError(ValueError):
    """Bytes that are no RTSP request; `status` is the answer they deserve."""

    def __init__(self, message: str, status: int = 400) -> None:
        """Keep the status beside the sentence."""
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; header names are lower case. `path` is the decoded path of `url` without slashes at its ends."""

    method: str
    url: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sequence(self) -> str:
        """The CSeq to echo."""
        return self.headers.get("cseq", "0")

    @property
    def session(self) -> str | None:
        """The session id without its parameters."""
        value = self.headers.get("session")
        return None if value is None else value.partition(";")[0].strip()

    @property
    def body_bytes(self) -> int:
        """Length of the body that follows; raise `MalformedRequestError` when it makes no sense."""
        text = self.headers.get("content-length", "0")
        if not (text.isascii() and text.isdigit()):
            raise MalformedRequestError("Content-Length is no number")
        if len(text) > 9 or int(text) > MAX_BODY_BYTES:
            raise MalformedRequestError("the body is too large", 413)
        return int(text)


def parse_request(head: bytes) -> Request:
    """Parse everything before the empty line; raise `MalformedRequestError` for anything but a request."""
    if len(head) > MAX_HEAD_BYTES:
        raise MalformedRequestError("the request is too large", 413)
    lines = head.decode("utf-8", "replace").replace("\r\n", "\n").strip("\n").split("\n")
    parts = lines[0].split(" ")
    if len(parts) != 3 or not _TOKEN.fullmatch(parts[0]):
        raise MalformedRequestError("not an RTSP request line")
    method, url, version = parts
    if not version.startswith("RTSP/"):
        raise MalformedRequestError("not an RTSP request line")
    if version != "RTSP/1.0":
        raise MalformedRequestError("only RTSP/1.0 is spoken here", 505)
    return Request(method=method.upper(), url=url, path=_path(url), headers=_headers(lines[1:]))


def _path(url: str) -> str:
    if url == "*":
        return ""
    try:
        return unquote(urlsplit(url).path).strip("/")
    except ValueError as error:
        raise MalformedRequestError("not a URL") from error


def _headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.strip()
        if not colon or not _TOKEN.fullmatch(name):
            raise MalformedRequestError("not a header line")
        headers[name.lower()] = value.strip()
    return headers


def build_response(
    status: int, sequence: str, headers: tuple[tuple[str, str], ...] = (), body: bytes = b"", content_type: str = ""
) -> bytes:
    """Return the bytes of one answer; the caller's headers come after CSeq."""
    lines = [f"RTSP/1.0 {status} {reason(status)}", f"CSeq: {_single_line(sequence)}"]
    lines += [f"{name}: {_single_line(value)}" for name, value in headers]
    if body:
        lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def reason(status: int) -> str:
    """Return the phrase that goes with a status code."""
    return _REASONS.get(status) or HTTPStatus(status).phrase


def _single_line(value: str) -> str:
    """What a client sent must not start a header of its own when it is echoed."""
    return re.sub(r"[\x00-\x1f\x7f]", "", value)[:512]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """What a SETUP asks for: TCP interleaved when `client_ports` is None, else UDP to that (RTP, RTCP) pair."""

    client_ports: tuple[int, int] | None = None


def choose_transport(header: str, *, allow_udp: bool = True) -> Transport | None:
    """Return the first alternative of a Transport header that can be served, None when there is none (461)."""
    for alternative in header.split(","):
        fields = [part.strip() for part in alternative.split(";")]
        profile = fields[0].upper()
        if profile == "RTP/AVP/TCP":
            return Transport()
        if profile in {"RTP/AVP", "RTP/AVP/UDP"} and allow_udp and "multicast" not in fields:
            ports = _client_ports(fields)
            if ports is not None:
                return Transport(client_ports=ports)
    return None


def _client_ports(fields: list[str]) -> tuple[int, int] | None:
    value = next((part[len("client_port=") :] for part in fields if part.startswith("client_port=")), "")
    match = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", value)
    if match is None:
        return None
    first = int(match[1])
    second = int(match[2]) if match[2] else first + 1
    return (first, second) if 0 < first <= 65535 and 0 < second <= 65535 else None
