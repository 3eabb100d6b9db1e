"""Kinds of input that several routes share: bounded, trimmed, and described once for validation and for OpenAPI."""

from typing import Annotated, Any, Self
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from wallflower.clock import from_rfc3339
from wallflower.names import LONGEST_NAME, clean_name
from wallflower.speech.codes import LANGUAGES
from wallflower.wire_narration import LONGEST_TEXT

# The year 2100: far enough for every recording, near enough for every calendar.
LATEST_MS = 4_102_444_800_000
DAY_MS = 86_400_000
MAX_ROW_ID = 2**63 - 1
# Control characters and halves of others. What joins letters, or turns their direction, belongs to some scripts.
_UNSPOKEN = frozenset({"Cc", "Cs"})


class Nothing(BaseModel):
    """No input: anything given is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Query(Nothing):
    """Base of query and path parameters: text, converted."""


class Body(BaseModel):
    """Base of JSON bodies: no conversions, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _without_defaults(schema: dict[str, Any]) -> None:
    for field in schema["properties"].values():
        field.pop("default", None)


class Change(Body):
    """Base of bodies that change something: keys left out stay, so their defaults mean nothing and are not shown."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("empty", "name at least one thing to change")
        return self

    def given(self) -> dict[str, Any]:
        """Return only the keys the caller sent."""
        return self.model_dump(exclude_unset=True)


class Slot(Body):
    """A stretch of the week in local minutes of the day; an end that is not after the start lies on the next day."""

    weekdays: Weekdays
    start_minute: Annotated[int, Field(ge=0, le=1439)]
    end_minute: Annotated[int, Field(ge=0, le=1440)]


type Schedule = Annotated[tuple[Slot, ...], Field(max_length=50, description="Empty: always.")]


def _instant(value: object) -> object:
    if not isinstance(value, str) or value.lstrip("-").isdecimal():
        return value
    try:
        # A `+` of an offset that was not percent-encoded arrives as a space.
        return from_rfc3339(value.replace(" ", "+"))
    except ValueError, OverflowError:
        message = "give milliseconds since 1970 or an RFC 3339 instant such as 2026-11-20T07:41:12.345Z"
        raise PydanticCustomError("instant", message) from None


def one_line(value: str, longest: int = LONGEST_NAME) -> str:
    """Return a text as names are kept; raise where it is none."""
    try:
        return clean_name(value, longest)
    except ValueError as error:
        raise PydanticCustomError("name", "{why}", {"why": str(error)}) from error


def _spoken(value: str) -> str:
    text = " ".join(value.split())
    if len(text) > LONGEST_TEXT:
        raise PydanticCustomError("spoken", "write at most {most} characters", {"most": LONGEST_TEXT})
    if any(category(letter) in _UNSPOKEN for letter in text):
        raise PydanticCustomError("spoken", "write text without control characters")
    return text


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise PydanticCustomError("language", "this is no language of speech models: write a code such as en or de")
    return value


type Instant = Annotated[
    int,
    Field(ge=0, le=LATEST_MS),
    BeforeValidator(_instant),
    WithJsonSchema(
        {
            "description": "Milliseconds since 1970 or an RFC 3339 instant.",
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": LATEST_MS},
                {"type": "string", "format": "date-time"},
            ],
        }
    ),
]
type Identifier = Annotated[str, Field(min_length=1, max_length=32)]
type RowId = Annotated[int, Field(ge=1, le=MAX_ROW_ID)]
type Label = Annotated[
    str,
    AfterValidator(one_line),
    WithJsonSchema(
        {
            "description": "One line of text that can be seen; it is trimmed.",
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_NAME,
        }
    ),
]
type Language = Annotated[
    str,
    AfterValidator(_language),
    WithJsonSchema(
        {
            "description": "Language code of Whisper, such as `en`; null detects it.",
            "type": "string",
            "pattern": "^[a-z]{2,3}$",
        }
    ),
]
type NarrationText = Annotated[
    str,
    AfterValidator(_spoken),
    WithJsonSchema(
        {
            "description": "What text-to-speech is to say; white space counts once, at the ends not at all.",
            "type": "string",
            "maxLength": LONGEST_TEXT,
        }
    ),
]
type TimeZone = Annotated[str, Field(min_length=1, max_length=64, description="IANA name, such as Europe/Berlin.")]
type Limit = Annotated[int, Field(ge=1, le=500)]
type PictureWidth = Annotated[
    int, Field(ge=16, le=7680, description="Scale pictures down to this many pixels if they are wider.")
]
type Weekdays = Annotated[
    tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(min_length=1, max_length=7, description="0 is Monday.")
]
type Cursor = Annotated[str, Field(min_length=1, max_length=200)]


class Pages(Query):
    """Which page is wanted."""

    limit: Limit = 100
    cursor: Cursor | None = None


def check_order(start: int | None, end: int | None, longest_ms: int | None = None) -> None:
    """Raise unless `start` is before `end` and the range not longer than allowed."""
    if start is None or end is None:
        return
    if end <= start:
        raise PydanticCustomError("range_order", "the end must be after the start")
    if longest_ms is not None and end - start > longest_ms:
        days = longest_ms // DAY_MS
        raise PydanticCustomError("range_length", "the range must not be longer than {days} days", {"days": days})


class Range(Query):
    """A stretch of time of at most a month."""

    start: Instant
    end: Instant

    @field_validator("end")
    @classmethod
    def _order(cls, end: int, info: ValidationInfo) -> int:
        check_order(info.data.get("start"), end, 31 * DAY_MS)
        return end


class LongRange(Query):
    """A stretch of time of at most a year."""

    start: Instant
    end: Instant

    @field_validator("end")
    @classmethod
    def _order(cls, end: int, info: ValidationInfo) -> int:
        check_order(info.data.get("start"), end, 366 * DAY_MS)
        return end


class OpenRange(Query):
    """A stretch of time that may be open at either end."""

    start: Instant | None = None
    end: Instant | None = None

    @field_validator("end")
    @classmethod
    def _order(cls, end: int | None, info: ValidationInfo) -> int | None:
        check_order(info.data.get("start"), end)
        return end


class CameraPath(Query):
    """Names a camera."""

    camera_id: Identifier


class PersonPath(Query):
    """Names a person."""

    person_id: Identifier


class JobPath(Query):
    """Names a job."""

    job_id: Annotated[str, Field(pattern="^[a-z2-7]{10}$")]
