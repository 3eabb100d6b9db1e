"""How a camera's address is shown: what lets anyone in is replaced by three stars, and can come back as they are."""

import re
from urllib.parse import urlsplit

from wallflower.errors import InvalidRequestError

HIDDEN = "***"
# Some cameras take their password in the query, or even in the path: `/user=u_password=p_channel=1`.
_SECRET = re.compile(
    r"""(?P<key>[A-Za-z0-9_-]*(?:user|usr|login|pass|pwd|token|key|secret|auth|sig)[A-Za-z0-9-]*=)
        (?P<value>[^&;/?\#]*?)
        (?=[&;/?\#]|_[A-Za-z]+=|$)""",
    re.IGNORECASE | re.VERBOSE,
)
# Servers of SRT take user and password in the name of the stream: `streamid=read:path:user:password`, `#!::u=…,s=…`.
_STREAM_ID = re.compile(r"(?P<key>[?&]streamid=)(?P<value>(?=[^&]*(?:[:=]|%3[ad]))[^&]*)", re.IGNORECASE)


def redact(url: str) -> str:
    """Return the address without its secrets: `rtsp://***@host/path?password=***`."""
    scheme, separator, rest = url.partition("://")
    cut = min((index for mark in "/?#" if (index := rest.find(mark)) >= 0), default=len(rest))
    userinfo, at, host = rest[:cut].rpartition("@")
    shown = f"{HIDDEN}{at}{host}" if userinfo else f"{at}{host}"
    return scheme + separator + shown + _SECRET.sub(_hide, _STREAM_ID.sub(_hide, rest[cut:]))


def restore(given: str, stored: str) -> str:
    """Return the address a caller means who sends back what `redact` showed of `stored`, possibly edited.

    Hidden credentials are kept only for the same protocol, host and port: they must never travel to another machine.
    Raise `InvalidRequestError` when something hidden cannot be kept.
    """
    if given == redact(stored):
        return stored
    if HIDDEN not in given:
        return given
    old, new = urlsplit(stored), urlsplit(given)
    userinfo, _, host = old.netloc.rpartition("@")
    same_place = (new.scheme, new.netloc) == (old.scheme, f"{HIDDEN}@{host}") and bool(userinfo)
    restored = new._replace(netloc=old.netloc).geturl() if same_place else given
    if HIDDEN in restored:
        raise InvalidRequestError("the hidden parts (***) belong to the old address: give them again", field="url")
    return restored


def _hide(found: re.Match[str]) -> str:
    return found["key"] + (HIDDEN if found["value"] else "")
