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
class Spans(Wire):
    """Many stretches of time, oldest first and small to send.

    Each begins `after_ms` after the one before it did, the first after the start of what was asked for, and lasts
    `lasts_ms`.
    """

    after_ms: tuple[int, ...] = ()
    lasts_ms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes(Wire):
    """What there is of a camera in a range, as a timeline draws it: footage, what was said, and whose faces came.

    `motion` is when something moved; null where nobody looks for it, as at a camera that records all the time and is
    not looked at for faces.
    """

    camera_id: str
    start_ms: int
    end_ms: int
    recorded: Spans = Spans()
    motion: Spans | None = None
    speech: Spans = Spans()
    visits: Spans = Spans()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation(Wire):
    """What was said near one camera without a long pause; `text` is how it begins, `speakers` are the people known."""

    camera_id: str
    start_ms: int
    end_ms: int
    lines: int
    text: str = field(repr=False)
    speakers: tuple[str, ...] = ()
