"""In which language a camera is listened to: a fixed one, whichever is heard, or the first that was heard for sure."""

import logging
from dataclasses import dataclass

from wallflower.speech.engine import Heard
from wallflower.speech.gates import judge
from wallflower.speech.treatment import Treatment
from wallflower.store.languages import Languages
from wallflower.wire_options import LanguageMode

# Below this, Whisper's idea of the language of a short utterance is often wrong.
SURE = 0.8

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Finding:
    setting: str
    language: str
    heard: int


class LanguageKeeper:
    """Remembers what was found, also over a restart; another setting of the camera begins anew."""

    def __init__(self, store: Languages) -> None:
        """Keep findings here."""
        self._store = store
        self._found: dict[str, _Finding] | None = None

    def choose(self, camera_id: str, treatment: Treatment) -> str | None:
        """Return the language to listen for, None to detect it. Blocks at its first call."""
        match treatment.options.language_mode:
            case LanguageMode.FIXED:
                return treatment.language
            case LanguageMode.LOCKED:
                found = self._finding(camera_id, treatment)
                return found.language if found and found.heard >= treatment.options.lock_after else None
            case _:
                return None

    def learn(self, camera_id: str, treatment: Treatment, heard: Heard) -> None:
        """Count confident segments in one language; those in another begin anew. Blocks."""
        if not treatment.is_locking or self.choose(camera_id, treatment) is not None:
            return
        confident = sum(judge(segment, treatment.options.gates) is None for segment in heard.segments)
        if not confident or not heard.language or (heard.language_probability or 0.0) < SURE:
            return
        before = self._finding(camera_id, treatment)
        count = confident + (before.heard if before and before.language == heard.language else 0)
        self._all()[camera_id] = _Finding(treatment.setting, heard.language, count)
        self._store.note(camera_id, treatment.setting, heard.language, count)
        if count >= treatment.options.lock_after:
            _LOGGER.info("camera %s is listened to in %r from now on", camera_id, heard.language)

    def _finding(self, camera_id: str, treatment: Treatment) -> _Finding | None:
        found = self._all().get(camera_id)
        return found if found and found.setting == treatment.setting else None

    def _all(self) -> dict[str, _Finding]:
        if self._found is None:
            self._found = {name: _Finding(*values) for name, values in self._store.all().items()}
        return self._found
