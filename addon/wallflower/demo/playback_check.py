"""Plays a recording as a player would: playlist, initialisation, a stretch of media, a decoder."""

import io
import re
from posixpath import dirname, join, normpath

import av

from wallflower.demo.api_client import ApiClient

_MAP = re.compile(r'#EXT-X-MAP:URI="([^"]+)"')
_RANGE = re.compile(r"#EXT-X-BYTERANGE:(\d+)@(\d+)")


async def plays(client: ApiClient, playlist_path: str) -> bool:
    """Tell whether the first entry of the playlist decodes to a picture."""
    text = (await client.read(playlist_path)).decode()
    init, entry = _MAP.search(text), _first_entry(text)
    if init is None or entry is None:
        return False
    uri, first, count = entry
    base = dirname(playlist_path)
    data = await client.read(normpath(join(base, init[1])))
    data += await client.read(normpath(join(base, uri)), first=first, count=count)
    return _decodes(data)


def _first_entry(text: str) -> tuple[str, int | None, int] | None:
    """Return the URI and the byte range (None: all) of the first media entry."""
    first: int | None = None
    count = 0
    for line in text.splitlines():
        if (found := _RANGE.match(line)) is not None:
            count, first = int(found[1]), int(found[2])
        elif line and not line.startswith("#"):
            return line, first, count
    return None


def _decodes(data: bytes) -> bool:
    try:
        with av.open(io.BytesIO(data)) as container:
            return any(True for _ in container.decode(video=0))
    except av.FFmpegError, IndexError:
        return False
