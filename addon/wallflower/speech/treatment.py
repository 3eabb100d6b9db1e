"""How the speech of each camera is to be treated: its settings, and the names that are offered to the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wallflower.wire_options import LanguageMode, SpeechOptions

# A prompt costs time and takes room in the engine's context: Whisper's has 224 tokens for it.
MOST_HOT_WORDS = 40
MOST_HOT_CHARACTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is needed to know of one camera."""

    language: str | None = None
    options: SpeechOptions = field(default_factory=SpeechOptions)
    hot_words: tuple[str, ...] = field(default=(), repr=False)

    @property
    def setting(self) -> str:
        """What a locked language depends on."""
        return f"{self.options.language_mode}:{self.options.lock_after}:{self.language or ''}"

    @property
    def is_locking(self) -> bool:
        """Whether the language is to be found out once."""
        return self.options.language_mode is LanguageMode.LOCKED


type Treatments = Mapping[str, Treatment]

DEFAULT = Treatment()


def hot_words(own: Iterable[str], people: Iterable[str], cameras: Iterable[str]) -> tuple[str, ...]:
    """Return the words to offer, a camera's own first, without doubles and bounded."""
    words: dict[str, str] = {}
    length = 0
    for word in (*own, *people, *cameras):
        key = word.casefold().strip()
        if not key or key in words:
            continue
        length += len(word) + 2
        if len(words) >= MOST_HOT_WORDS or length > MOST_HOT_CHARACTERS:
            break
        words[key] = word.strip()
    return tuple(words.values())
