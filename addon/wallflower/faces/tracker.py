"""Which sightings belong together: one track per face in front of one camera."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from wallflower.faces.analysis import AnalysedFace
from wallflower.faces.engine import MatchProfile
from wallflower.faces.gallery import Gallery, likeness
from wallflower.faces.trail import Seen, Trail
from wallflower.faces.verdict import Decision, Vote, decide
from wallflower.wire import Verdict

# Evidence that is kept: the newest sightings that may vote.
EVIDENCE = 32
# Where faces overlap this much, within this time, they are taken for one even when they look somewhat different.
SAME_PLACE = 0.3
SAME_PLACE_MS = 3000
# A jump of the clock backwards by more than this ends every track.
CLOCK_STEP_MS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """A face that may vote, and what it says."""

    face: AnalysedFace
    vote: Vote


class Track:
    """The sightings of one face; `number` is unique within its tracker."""

    def __init__(self, number: int, at_ms: int, face: AnalysedFace) -> None:
        """Begin with a first sighting, still to be added."""
        self.number = number
        self.start_ms = at_ms
        self.last_ms = at_ms
        self.last = face
        self.best = face
        self.sightings = 0
        self.zones: set[str] = set()
        self.trail = Trail()
        self._evidence: deque[Sighting] = deque(maxlen=EVIDENCE)

    def add(self, at_ms: int, face: AnalysedFace, gallery: Gallery) -> None:
        """Take in one more sighting; it votes if its quality allows."""
        self.last_ms = max(self.last_ms, at_ms)
        self.last = face
        self.sightings += 1
        self.zones.update(face.zones)
        quality = face.quality
        self.trail.add(Seen(at_ms=at_ms, box=face.place, quality=quality.score, detector=quality.detector))
        if face.quality.score > self.best.quality.score:
            self.best = face
        if face.quality.is_recognisable:
            self._evidence.append(_sighting(face, gallery))

    def absorb(self, other: Track) -> None:
        """Take over the sightings of a track that turned out to be the same person."""
        self.start_ms = min(self.start_ms, other.start_ms)
        self.last_ms = max(self.last_ms, other.last_ms)
        self.last = other.last
        self.sightings += other.sightings
        self.zones |= other.zones
        self.trail.absorb(other.trail)
        self.best = max(self.best, other.best, key=lambda face: face.quality.score)
        self._evidence.extend(other._evidence)

    def reconsider(self, gallery: Gallery) -> None:
        """Let all kept sightings vote anew, after the gallery has changed."""
        self._evidence = deque((_sighting(seen.face, gallery) for seen in self._evidence), maxlen=EVIDENCE)

    def decide(self, profile: MatchProfile) -> Decision:
        """Return who this is as far as one can tell."""
        return decide(profile, [seen.vote for seen in self._evidence])

    def affinity(self, profile: MatchProfile, face: AnalysedFace, at_ms: int) -> float:
        """Return how well a face continues this track, 0 to 2; 0 means not at all."""
        alike = max(likeness(profile, face.embedding, mine.embedding) for mine in (self.last, self.best))
        overlap = self.last.box.overlap(face.box) if at_ms - self.last_ms <= SAME_PLACE_MS else 0.0
        if alike >= profile.maybe:
            return alike + overlap
        # A bad view says little about who it is, so there the place alone decides.
        contradicts = face.quality.is_recognisable and alike < profile.maybe - profile.margin
        return overlap if overlap >= SAME_PLACE and not contradicts else 0.0


class Tracker:
    """All tracks of one camera."""

    def __init__(self) -> None:
        """Begin without tracks."""
        self._tracks: dict[int, Track] = {}
        self._next = 1

    @property
    def is_busy(self) -> bool:
        """Whether somebody is, or was a moment ago, in front of the camera."""
        return bool(self._tracks)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks, oldest first."""
        return tuple(self._tracks.values())

    def take(self, faces: Iterable[AnalysedFace], at_ms: int, gallery: Gallery) -> None:
        """Add the faces of one picture to the tracks they continue; good ones that continue none begin their own."""
        left = list(faces)
        pairs = [
            (track.affinity(gallery.profile, face, at_ms), track.number, index)
            for track in self._tracks.values()
            for index, face in enumerate(left)
        ]
        taken_tracks: set[int] = set()
        taken_faces: set[int] = set()
        for affinity, number, index in sorted(pairs, reverse=True):
            if affinity > 0 and number not in taken_tracks and index not in taken_faces:
                taken_tracks.add(number)
                taken_faces.add(index)
                self._tracks[number].add(at_ms, left[index], gallery)
        for index, face in enumerate(left):
            if index not in taken_faces and face.quality.is_recognisable:
                self._begin(at_ms, face, gallery)

    def merge(self, profile: MatchProfile, keep: Iterable[int]) -> None:
        """Fold tracks of the same known person into one, if possible one of those in `keep`; these all stay."""
        kept = set(keep)
        first: dict[str, Track] = {}
        for track in sorted(self.tracks, key=lambda track: track.number not in kept):
            decision = track.decide(profile)
            if decision.verdict is not Verdict.KNOWN or decision.person_id is None:
                continue
            older = first.setdefault(decision.person_id, track)
            if older is not track and track.number not in kept:
                older.absorb(self._tracks.pop(track.number))

    def absent(self, at_ms: int, absence_ms: int) -> tuple[Track, ...]:
        """Return the tracks whose face has not been seen for `absence_ms`."""
        return tuple(track for track in self.tracks if not -CLOCK_STEP_MS <= at_ms - track.last_ms <= absence_ms)

    def drop(self, tracks: Iterable[Track]) -> None:
        """Forget these tracks."""
        for track in tracks:
            del self._tracks[track.number]

    def clear(self) -> tuple[Track, ...]:
        """Drop and return all tracks."""
        gone = self.tracks
        self._tracks.clear()
        return gone

    def reconsider(self, gallery: Gallery) -> None:
        """Judge every track by a changed gallery."""
        for track in self.tracks:
            track.reconsider(gallery)

    def _begin(self, at_ms: int, face: AnalysedFace, gallery: Gallery) -> None:
        track = Track(self._next, at_ms, face)
        self._tracks[track.number] = track
        self._next += 1
        track.add(at_ms, face, gallery)


def _sighting(face: AnalysedFace, gallery: Gallery) -> Sighting:
    return Sighting(face, Vote(gallery.match(face.embedding), face.quality.score))
