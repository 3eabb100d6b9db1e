"""What a node of the media browser is, as a value; its text is the identifier that Home Assistant passes around.

An identifier names footage, not a file, and stays valid as long as the footage exists. One text stands for one value
and one value for one text, so whatever is parsed can be compared.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

_NAME: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class ServerId:
    """A server: its cameras, what was heard today, its clips and stories."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class CameraId:
    """A camera: its newest days, or those before one."""

    entry_id: str
    camera_id: str
    before: date | None = None


@dataclass(frozen=True, slots=True)
class DayId:
    """A day of a camera: its hours, who came, what was said."""

    entry_id: str
    camera_id: str
    day: date


@dataclass(frozen=True, slots=True)
class HourId:
    """An hour of a day, to be played."""

    entry_id: str
    camera_id: str
    day: date
    start_ms: int


@dataclass(frozen=True, slots=True)
class VisitsId:
    """Who came on a day, or in one hour of it."""

    entry_id: str
    camera_id: str
    day: date
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class TalkId:
    """What was said on a day, or in one hour of it."""

    entry_id: str
    camera_id: str
    day: date
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ClipId:
    """A stretch of a camera, to be played from its start on: a visit, a conversation, a word."""

    entry_id: str
    camera_id: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class HeardId:
    """What was said today near all cameras, or before an instant of today."""

    entry_id: str
    before_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ExportsId:
    """The clips that were made, from a page on."""

    entry_id: str
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class StoriesId:
    """The films of stories that were made, from a page on."""

    entry_id: str
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class ExportId:
    """A clip or story that was made, to be played."""

    entry_id: str
    job_id: str


type MadeId = ExportsId | StoriesId
type MediaId = ServerId | CameraId | DayId | HourId | VisitsId | TalkId | ClipId | HeardId | MadeId | ExportId
type CameraBound = CameraId | DayId | HourId | VisitsId | TalkId | ClipId


def _name(text: str) -> str:
    if _NAME.fullmatch(text) is None:
        raise ValueError("not a name")
    return text


def _number(text: str) -> int:
    if _NUMBER.fullmatch(text) is None:
        raise ValueError("not a number")
    return int(text)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("not a day")
    return day


@dataclass(frozen=True, slots=True)
class _Shape:
    """How what follows the entry's id and the kind is read; the last `optional` parts may be missing."""

    build: Callable[..., MediaId]
    readers: tuple[Callable[[str], Any], ...] = ()
    optional: int = 0


_SHAPES: Final[Mapping[str, _Shape]] = MappingProxyType(
    {
        "server": _Shape(ServerId),
        "camera": _Shape(CameraId, (_name, _day), optional=1),
        "day": _Shape(DayId, (_name, _day)),
        "hour": _Shape(HourId, (_name, _day, _number)),
        "visits": _Shape(VisitsId, (_name, _day, _number), optional=1),
        "talk": _Shape(TalkId, (_name, _day, _number), optional=1),
        "clip": _Shape(ClipId, (_name, _number, _number)),
        "heard": _Shape(HeardId, (_number,), optional=1),
        "exports": _Shape(ExportsId, (_name,), optional=1),
        "stories": _Shape(StoriesId, (_name,), optional=1),
        "export": _Shape(ExportId, (_name,)),
    }
)
_KINDS: Final = {shape.build: kind for kind, shape in _SHAPES.items()}


def parse_media_id(identifier: str) -> MediaId:
    """Read an identifier; raise ValueError when it is none."""
    entry_id, _, rest = identifier.partition("/")
    kind, *parts = rest.split("/")
    shape = _SHAPES.get(kind)
    if shape is None or not len(shape.readers) - shape.optional <= len(parts) <= len(shape.readers):
        raise ValueError("not an identifier")
    return shape.build(_name(entry_id), *(read(part) for read, part in zip(shape.readers, parts, strict=False)))


def format_media_id(media_id: MediaId) -> str:
    """Return the identifier; `parse_media_id` reads it."""
    entry_id, *values = (getattr(media_id, field.name) for field in dataclasses.fields(media_id))
    return "/".join([entry_id, _KINDS[type(media_id)], *(str(value) for value in values if value is not None)])
