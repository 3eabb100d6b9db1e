"""Where the sound of an utterance comes from: the memory of what was just heard, its own row, or the recording."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wallflower import clock
from wallflower.speech.sound import Ring, Samples, checked, from_pcm
from wallflower.store.utterances import Claim

RING_MS = 60_000
# A recording is on disk and indexed within 2 s or so, unless the disk stalls, which the recorder bears for 30 s; sound
# that is not there by then will not come. Longer, too, than any utterance.
SETTLING_MS = 8_000
LONGEST_SETTLING_MS = 60_000
TOLERATED_HOLE_MS = 200
LEAST_COVERED_MS = 250

type Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Recorded:
    """Sound read from recordings, silence where there is none; `covered` are the UTC stretches that are there."""

    samples: Samples
    covered: Sequence[Stretch]

    @property
    def covered_ms(self) -> int:
        """How much is there."""
        return sum(end_ms - start_ms for start_ms, end_ms in self.covered)

    def may_grow(self, end_ms: int) -> bool:
        """Whether more of what was asked for, which ends at `end_ms`, may be on disk soon."""
        age_ms = clock.now_ms() - end_ms
        reaches = bool(self.covered) and self.covered[-1][1] >= end_ms - TOLERATED_HOLE_MS
        return age_ms < SETTLING_MS or (not reaches and age_ms < LONGEST_SETTLING_MS)


type ReadRecorded = Callable[[str, int, int], Recorded]


class MissingAudioError(Exception):
    """The sound of the utterance is gone."""


class AudioSource:
    """The sound of all cameras' utterances; any thread may ask."""

    def __init__(self, read_recorded: ReadRecorded) -> None:
        """Fall back to this function of (camera_id, start_ms, end_ms)."""
        self._read_recorded = read_recorded
        self._rings: dict[str, Ring] = {}

    def ring(self, camera_id: str) -> Ring:
        """Return the memory of a camera, made when first asked for."""
        return self._rings.setdefault(camera_id, Ring(RING_MS))

    def forget(self, camera_id: str) -> None:
        """Drop the memory of a camera that is gone."""
        self._rings.pop(camera_id, None)

    def recent(self, camera_id: str, start_ms: int, end_ms: int) -> Samples | None:
        """Return what was just heard, None when some of it is not remembered."""
        ring = self._rings.get(camera_id)
        return None if ring is None else ring.read(start_ms, end_ms)

    def fetch(self, claim: Claim) -> Samples | None:
        """Return the sound, None when it should be on disk soon; raise `MissingAudioError` when it is gone.

        Raise `InvalidRequestError` for sound of another rate or kind.
        """
        length_ms = claim.end_ms - claim.start_ms
        if (samples := self.recent(claim.camera_id, claim.start_ms, claim.end_ms)) is not None:
            return samples
        if claim.audio is not None and len(claim.audio) % 2 == 0:
            return checked(from_pcm(claim.audio), length_ms)
        recorded = self._read_recorded(claim.camera_id, claim.start_ms, claim.end_ms)
        may_grow = recorded.may_grow(claim.end_ms)
        is_whole = recorded.covered_ms >= length_ms - TOLERATED_HOLE_MS
        if is_whole or (not may_grow and recorded.covered_ms >= LEAST_COVERED_MS):
            return checked(recorded.samples, length_ms)
        if may_grow:
            return None
        raise MissingAudioError
