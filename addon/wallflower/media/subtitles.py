"""SubRip files, and how subtitles write times.

SubRip has no way to escape, and players obey more than one kind of markup in it: tags, ASS overrides in braces,
MicroDVD's styles, backslashes, entities. So the characters that begin them are replaced by their full-width forms,
which look alike and fold back to them (NFKC): what was said is shown and never interpreted.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

_SHOWN = {ord(plain): chr(ord(plain) - 0x20 + 0xFF00) for plain in "<>{}\\"}
_ENTITY = re.compile(r"&(?=#?\w+;)")


class Caption(Protocol):
    """Rows of text, and from when to when they are seen."""

    @property
    def start_ms(self) -> int:
        """When it appears."""
        ...

    @property
    def end_ms(self) -> int:
        """When it goes."""
        ...

    @property
    def rows(self) -> Sequence[str]:
        """What is seen, none of it empty."""
        ...


def srt(captions: Iterable[Caption]) -> str:
    """Return the text of a SubRip file with these captions; their times count from its beginning."""
    return "\n".join(
        f"{number}\n{stamp(caption.start_ms, ',')} --> {stamp(caption.end_ms, ',')}\n"
        + "".join(f"{_plain(row)}\n" for row in caption.rows)
        for number, caption in enumerate(captions, start=1)
    )


def stamp(milliseconds: int, point: str) -> str:
    """Return a time as subtitles write it; `point` is in front of the milliseconds."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"


def _plain(row: str) -> str:
    return _ENTITY.sub("\N{FULLWIDTH AMPERSAND}", row.translate(_SHOWN))
