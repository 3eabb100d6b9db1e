"""One camera's ear: fragments in, utterances in the queue and speech events out."""

import logging
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from wallflower import clock
from wallflower.errors import NotFoundError, SourceError, WallflowerError
from wallflower.media.decode import AudioDecoder, Sound
from wallflower.media.fragment import Fragment
from wallflower.speech.ear import Ear
from wallflower.speech.hearing import Hearing
from wallflower.speech.microphone import Microphone
from wallflower.speech.segmenter import Finding, Growing, SpeechEnded, SpeechStarted, TooShort, Utterance
from wallflower.speech.sound import Ring, to_pcm
from wallflower.speech.vad import VoiceModel
from wallflower.store.utterances import NewUtterance, Priority, Utterances
from wallflower.wire import Phase, Speech
from wallflower.wire_options import VoiceOptions

# While the database cannot be written to: a week of talk, or 35 minutes of sound that is kept nowhere else.
MOST_UNSAVED = 50_000
MOST_UNSAVED_BYTES = 64_000_000

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """How to listen to a camera: whether all its sound is recorded, when speech begins and ends, how urgent it is."""

    is_recorded: bool = True
    voice: VoiceOptions = field(default_factory=VoiceOptions)
    priority: Priority = Priority.NORMAL


class Listener:
    """Listens to one camera. Its methods block and are called by one thread at a time."""

    def __init__(
        self,
        camera_id: str,
        model: VoiceModel,
        queue: Utterances,
        ring: Ring,
        on_speech: Callable[[Speech], None],
        microphone: Microphone | None = None,
    ) -> None:
        """Remember sound in `ring`, put utterances into `queue`, tell `on_speech` when talk begins and ends.

        What is heard is measured by `microphone`.
        """
        self.hearing = Hearing(queue, camera_id)
        self.undecodable = 0
        self.sounded_s = clock.monotonic_s()
        self._how = Listening()
        self._camera_id = camera_id
        self._queue = queue
        self._ring = ring
        self._on_speech = on_speech
        self._decoder = AudioDecoder()
        self._ear = Ear(model, microphone=microphone)
        self._unsaved: deque[NewUtterance] = deque()
        self._unsaved_bytes = 0
        self._overflowed: Counter[str] = Counter()

    @property
    def dropped(self) -> Counter[str]:
        """Counts by reason what was not searched, was no speech or could not be kept."""
        return self._ear.dropped + self._overflowed

    @property
    def growing(self) -> Growing | None:
        """What is being said and not over yet; ask between calls of `hear`."""
        return self._ear.growing

    def follow(self, how: Listening) -> None:
        """Listen like this from now on."""
        before, self._how = self._how, how
        if before.voice != how.voice:
            self._act(self._ear.change(how.voice))

    def hear(self, fragment: Fragment) -> bool:
        """Listen to a fragment; True when utterances were queued."""
        for sound in self._decode(fragment):
            self.sounded_s = clock.monotonic_s()
            self.hearing.arrived(sound.start_ms, sound.end_ms, is_recorded=self._how.is_recorded)
            self._ring.write(sound.start_ms, sound.samples)
            self._act(self._ear.hear(sound.start_ms, sound.samples))
        return self._store()

    def rest(self, recorded_until_ms: int | None) -> bool:
        """End what is being said: no more sound arrives. True when utterances were queued.

        What was recorded and not heard, as far as recordings reach, is to be read back; so is what it is the rest of.
        """
        if recorded_until_ms is not None and self._how.is_recorded:
            self.hearing.missed(recorded_until_ms)
        self._act(self._ear.flush())
        found = self._store()
        if not self._unsaved:
            self.hearing.rested()
            self._save()
        return found

    def close(self, *, is_pause: bool = False) -> None:
        """Store how far was heard. What is being said ends here.

        In a pause, before this process starts again, it does not where all is recorded: it is found whole then.
        """
        if not (is_pause and self._how.is_recorded):
            self._act(self._ear.flush())
        self._store()
        self._save()

    def _save(self) -> None:
        with suppress(WallflowerError):  # then the last seconds are searched again
            self.hearing.save()

    def _decode(self, fragment: Fragment) -> list[Sound]:
        try:
            return self._decoder.feed(fragment)
        except ValueError, KeyError, IndexError, SourceError:  # a damaged fragment: its neighbours are fine
            self.undecodable += 1
            _LOGGER.debug("camera %s sent a fragment whose sound cannot be read", self._camera_id)
            return []

    def _act(self, findings: list[Finding]) -> None:
        for finding in findings:
            match finding:
                case SpeechStarted(at_ms):
                    self._tell(Phase.STARTED, at_ms)
                case SpeechEnded(at_ms):
                    self._tell(Phase.ENDED, at_ms)
                case Utterance(start_ms, end_ms):
                    new = self._utterance(start_ms, end_ms)
                    if not (self._how.is_recorded and self.hearing.defer(new)):
                        self._keep(new)
                case TooShort():
                    pass

    def _utterance(self, start_ms: int, end_ms: int) -> NewUtterance:
        samples = None if self._how.is_recorded else self._ring.read(start_ms, end_ms)
        return NewUtterance(
            camera_id=self._camera_id,
            start_ms=start_ms,
            end_ms=end_ms,
            priority=self._how.priority,
            audio=None if samples is None else to_pcm(samples).tobytes(),
        )

    def _keep(self, new: NewUtterance) -> None:
        """Hold it until it is stored; the oldest goes where the database is away for too long."""
        self._unsaved.append(new)
        self._unsaved_bytes += len(new.audio or b"")
        while len(self._unsaved) > MOST_UNSAVED or self._unsaved_bytes > MOST_UNSAVED_BYTES:
            self._let_go()
            self._overflowed["unsaved"] += 1

    def _let_go(self) -> None:
        self._unsaved_bytes -= len(self._unsaved.popleft().audio or b"")

    def _store(self) -> bool:
        """Queue what was found, then move on; a database that fails now is tried again with the next fragment."""
        found = False
        try:
            while self._unsaved:
                found = self._queue.add(self._unsaved[0]) > 0 or found
                self._let_go()
            self.hearing.settled(self._ear.settled_ms)
        except NotFoundError:
            self._unsaved.clear()
            self._unsaved_bytes = 0
        except WallflowerError as error:
            _LOGGER.warning("what was heard at camera %s waits: %s", self._camera_id, error.message)
        return found

    def _tell(self, phase: Phase, at_ms: int) -> None:
        self._on_speech(Speech(camera_id=self._camera_id, phase=phase, at_ms=at_ms))
