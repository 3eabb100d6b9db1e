"""What a user chose about a server's place in Home Assistant; all else is a setting of the server itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

TRANSCRIPTS: Final = "transcripts"
SHOW_TEXT: Final = "show_text"
PEOPLE: Final = "people"
ENTITIES: Final = "entities"
MEDIA: Final = "media"
DAYS: Final = "days"
NARRATION: Final = "narration"
TTS_ENTITY: Final = "tts_entity"


@dataclass(frozen=True, slots=True)
class Options:
    """Whether entities carry what was said, whether people have any, how many days of media are listed, who narrates.

    `media_days` None lists every day that has footage; `tts_entity` None is the first text-to-speech entity.
    """

    show_text: bool = True
    people_entities: bool = True
    media_days: int | None = None
    tts_entity: str | None = None

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Read what the options flow stored, section by section; what it did not is as by default."""
        days = stored.get(MEDIA, {}).get(DAYS)
        return cls(
            show_text=stored.get(TRANSCRIPTS, {}).get(SHOW_TEXT, True),
            people_entities=stored.get(PEOPLE, {}).get(ENTITIES, True),
            media_days=None if days is None else int(days),
            tts_entity=stored.get(NARRATION, {}).get(TTS_ENTITY),
        )
