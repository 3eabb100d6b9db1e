"""One camera's faces: which keyframes are looked at, and what its tracks and visits are. Runs off the event loop."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wallflower.faces.analysis import AnalysedFace, AnalysedImage
from wallflower.faces.areas import Areas
from wallflower.faces.gallery import Gallery
from wallflower.faces.motion import COLUMNS, ROWS, MotionGate
from wallflower.faces.stillness import Stillness
from wallflower.faces.tracker import Tracker
from wallflower.faces.visiting import VisitBook
from wallflower.media.decode import KeyframeDecoder, Picture
from wallflower.media.fragment import Fragment
from wallflower.store.visits import Visits
from wallflower.wire import VisitChange
from wallflower.wire_options import FaceOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """The pace and patience of the watcher.

    A quiet camera's keyframes are compared every `idle_ms`; with motion, and `hold_ms` after it, one picture every
    `active_ms` is analysed; while somebody sits still, one every `still_ms`. A visit ends `absence_ms` after its last
    sighting (cameras with rare keyframes: after two and a half keyframes). Wider pictures are scaled to `width`.
    """

    idle_ms: int = 1000
    active_ms: int = 500
    still_ms: int = 2000
    hold_ms: int = 5000
    absence_ms: int = 10_000
    width: int = 1920


class CameraWatch:
    """One camera. `look` may run beside the other methods, which wait for each other."""

    def __init__(self, camera_id: str, visits: Visits, options: WatchOptions) -> None:
        """Begin with nothing seen."""
        self._options = options
        self._decoder = KeyframeDecoder(width=options.width)
        self._gate = MotionGate(options.hold_ms)
        self._areas = Areas(FaceOptions())
        self._stillness = Stillness()
        self._tracker = Tracker()
        self._book = VisitBook(camera_id, visits)
        self._judging = threading.Lock()
        self._ended = False
        self._looked_ms: int | None = None
        self._picked_ms = 0
        self._moving = self._moved = False
        self._keyframe_ms = 0
        self._missed = False

    @property
    def moves(self) -> bool:
        """Whether the last keyframe was looked at and something moved in it."""
        return self._moved

    def follow(self, options: FaceOptions) -> None:
        """Heed the camera's masks, zones and least size of a face from now on."""
        self._areas = Areas(options)
        self._gate.mask(self._areas.open_cells(COLUMNS, ROWS))

    def skips(self, fragment: Fragment, rate: float | None = None) -> bool:
        """Tell, without decoding it, that a key fragment is not due or has nothing new in it; never waits.

        `rate` is what was stored between the keyframe before and this one (see `stillness`).
        """
        self._moved = False
        at_ms = fragment.start_ms
        if not self._is_due(at_ms):
            return True
        if self._looked_ms is not None:
            self._keyframe_ms = min(abs(at_ms - self._looked_ms), 2 * self._options.absence_ms)
        if not (self._is_quiet and self._stillness.is_still(rate, at_ms)):
            return False
        self._looked_ms = at_ms
        return True

    def look(self, fragment: Fragment, rate: float | None = None) -> Picture | None:
        """Decode a key fragment unless it is one to skip; return its picture if it is worth analysing.

        Raise `SourceError` when the camera's codec is not known.
        """
        if self.skips(fragment, rate):
            return None
        at_ms = fragment.start_ms
        keyframe = self._decoder.decode(fragment)
        if keyframe is None:
            return None
        self._looked_ms = at_ms
        self._moving = self._gate.look(keyframe.grey(), at_ms)
        self._moved = self._gate.moves
        self._stillness.learn(rate, at_ms, moved=self._moved)
        sitting = self._tracker.is_busy and abs(at_ms - self._picked_ms) >= self._options.still_ms
        if not (self._moving or sitting or self._missed):
            return None
        self._missed = False
        self._picked_ms = at_ms
        return Picture(at_ms, keyframe.rgb())

    def miss(self) -> None:
        """Ask for another picture, because the last one could not be analysed: who stands still may be in it."""
        self._missed = True

    def judge(self, image: AnalysedImage, at_ms: int, gallery: Gallery) -> list[VisitChange]:
        """Take in the faces of a picture; return what changed about the visits."""
        with self._judging:
            if self._ended:
                return []
            self._tracker.take(self._wanted(image), at_ms, gallery)
            self._tracker.merge(gallery.profile, self._book.numbers)
            gone = self._tracker.absent(at_ms, max(self._options.absence_ms, self._keyframe_ms * 5 // 2))
            ended = self._book.end(gone, gallery.profile)
            self._tracker.drop(gone)  # not before they are stored: on a full disk they are ended later
            return [*ended, *self._book.settle(self._tracker.tracks, gallery.profile)]

    def reconsider(self, gallery: Gallery) -> list[VisitChange]:
        """Judge everybody by a changed gallery; return what changed about the visits."""
        with self._judging:
            self._tracker.reconsider(gallery)
            return self._book.settle(self._tracker.tracks, gallery.profile)

    def end(self, gallery: Gallery) -> list[VisitChange]:
        """End all visits for good, because the camera or its watching stops."""
        with self._judging:
            self._ended = True
            return self._book.end(self._tracker.clear(), gallery.profile)

    def _wanted(self, image: AnalysedImage) -> Iterator[AnalysedFace]:
        """Yield the faces that no mask covers and that are large enough, each with its zones and its place."""
        width, height = max(image.width, 1), max(image.height, 1)
        for face in image.faces:
            zones = self._areas.zones_of(face.box, image.width, image.height)
            if zones is not None and face.quality.face_px >= self._areas.least_face_px:
                box = face.box
                place = (box.x / width, box.y / height, box.width / width, box.height / height)
                yield replace(face, zones=zones, place=place)

    @property
    def _is_quiet(self) -> bool:
        return not (self._moving or self._tracker.is_busy or self._missed)

    def _is_due(self, at_ms: int) -> bool:
        wait_ms = self._options.active_ms if self._moving or self._tracker.is_busy else self._options.idle_ms
        # A little early counts, lest keyframes every 500 ms be taken every second one; abs() for a clock set back.
        return self._looked_ms is None or abs(at_ms - self._looked_ms) >= wait_ms * 0.9
