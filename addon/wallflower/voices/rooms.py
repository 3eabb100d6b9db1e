"""The rooms that voices are heard in: the noise of each camera's, learnt from what is said there."""

from hashlib import sha256

from wallflower import clock
from wallflower.store.room_noise import RoomNoise, RoomNoises
from wallflower.voices.mel import Samples
from wallflower.voices.noise import BANDS, RoomEar, Spectrum, distance_db
from wallflower.voices.trim import speech_of

# Voices are learnt in the noise of so many rooms at most: each costs work and makes all comparisons longer.
MOST_ROOMS = 8
# A room sounds different by so much, and not oftener than so: then voices are learnt in its noise anew.
CHANGED_DB = 6.0
CHANGED_MS = 86_400_000


class Rooms:
    """Used by one thread."""

    def __init__(self, store: RoomNoises) -> None:
        """Keep what is learnt there."""
        self._store = store
        self._ears: dict[str, RoomEar] = {}
        self._read: dict[str, RoomNoise] | None = None

    def hear(self, camera_id: str, samples: Samples) -> None:
        """Take in what an utterance at a camera had beside its speech."""
        ear = self._ears.setdefault(camera_id, RoomEar())
        ear.hear(speech_of(samples).noise)
        colour, now_ms = ear.colour, clock.now_ms()
        if colour is None or not self._is_news(camera_id, colour, now_ms):
            return
        new = RoomNoise(camera_id, colour, now_ms)
        self._store.put(new)
        self._known[camera_id] = new

    def colours(self) -> tuple[Spectrum, ...]:
        """Return what the noise of the rooms is like."""
        return tuple(noise.colour for noise in self._chosen())

    def digest(self) -> str:
        """Return what tells these rooms from others; nothing without any."""
        parts = [f"{noise.camera_id} {noise.learnt_ms}" for noise in self._chosen()]
        return sha256("\n".join(parts).encode()).hexdigest()[:16] if parts else ""

    @property
    def _known(self) -> dict[str, RoomNoise]:
        if self._read is None:
            self._read = {noise.camera_id: noise for noise in self._store.list() if noise.colour.size == BANDS}
        return self._read

    def _chosen(self) -> list[RoomNoise]:
        return [self._known[camera_id] for camera_id in sorted(self._known)[:MOST_ROOMS]]

    def _is_news(self, camera_id: str, colour: Spectrum, now_ms: int) -> bool:
        before = self._known.get(camera_id)
        if before is None:
            return True
        is_due = abs(now_ms - before.learnt_ms) >= CHANGED_MS
        return is_due and distance_db(before.colour, colour) >= CHANGED_DB
