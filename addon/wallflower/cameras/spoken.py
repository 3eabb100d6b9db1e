"""What a camera heard, with the names of who said it: as files and films tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wallflower.cameras.hours import telling_voices
from wallflower.config import Settings
from wallflower.speech.export import Names
from wallflower.store.callings import Callings
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.store.transcripts import Transcripts
from wallflower.wire import Line


@dataclass(frozen=True, slots=True)
class Spoken:
    """Lines, oldest first, and what those are called who speak in them."""

    lines: tuple[Line, ...]
    names: Names


class SpokenLines:
    """Reads lines to be written into files, with names only as far as the camera's voices may be told."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Read here; hours are those of the settings' time zone."""
        self._time_zone = settings.time_zone
        self._cameras = Cameras(database)
        self._transcripts = Transcripts(database)
        self._callings = Callings(database)

    def read(self, camera_id: str, start_ms: int, end_ms: int) -> Spoken:
        """Return what was said in [start_ms, end_ms); raise `NotFoundError` for an unknown camera.

        Where the camera is not to tell people by their voice, lines name nobody, whoever said before who it was.
        """
        may_tell = telling_voices(self._cameras.get(camera_id), self._time_zone)
        lines = tuple(
            line if may_tell(line.start_ms) else replace(line, speaker=None, speaker_id=None)
            for line in self._transcripts.lines(camera_id, start_ms, end_ms)
        )
        return Spoken(lines, self._names(lines))

    def _names(self, lines: Iterable[Line]) -> Names:
        people = {line.speaker for line in lines if line.speaker is not None}
        speakers = {line.speaker_id for line in lines if line.speaker_id is not None}
        numbers = self._callings.speakers(speakers)
        return self._callings.people(people) | {key: f"Speaker {number}" for key, number in numbers.items()}
