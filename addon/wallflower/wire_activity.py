"""What travels about a stretch of time as a whole: how much is in it, and who talked when; see `wire`."""

from dataclasses import dataclass, field

from .wire_codec import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter(Wire):
    """A quarter of an hour of a camera, by its UTC start: how much is recorded, since when, and what begins in it."""

    start_ms: int
    recorded_ms: int = 0
    first_ms: int | None = None
    visits: int = 0
    lines: int = 0


PAUSE_MS = 60_000
"""A conversation is over when nobody has spoken for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation(Wire):
    """What was said near one camera without a long pause; `text` is how it begins, `speakers` are the people known."""

    camera_id: str
    start_ms: int
    end_ms: int
    lines: int
    text: str = field(repr=False)
    speakers: tuple[str, ...] = ()
