"""Hides faces in a film, so that nobody is to be seen for a moment between two frames in which the engine finds them.

Detectors lose a face now and then: when somebody turns, or the picture is smeared. So every frame is looked at, and
before one is handed out also those of the next two seconds; faces are `followed` through them, and where one is
not found, all of where it may be is hidden. A frame that nobody looked at is hidden as a whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.faces.area import Area
from wallflower.faces.blur import GROWN, smear
from wallflower.faces.engine import FaceEngine, Rgb
from wallflower.faces.followed import BRIDGE_MS, HOLD_MS, Followed, Seen
from wallflower.faces.gallery import Gallery
from wallflower.faces.quality import measure
from wallflower.faces.verdict import Vote

type Plane = NDArray[np.uint8]

# A frame that differs nowhere from the last one that was analysed needs no engine, for so long.
REPEAT_MS = 200
STILL = 2
COLUMNS, ROWS = 96, 54
WHOLE: Final = Area(0, 0, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What the engine found in a frame, and how that looks from afar."""

    at_ms: float
    cells: NDArray[np.int16]
    faces: tuple[tuple[Area, Vote | None], ...]


class Veil:
    """Hides the faces of one film: all of them, or those of people who are not in a gallery.

    Frames are looked at in order, then hidden in the same order, each when all within `reach_ms` behind it were looked
    at. Their times never go back.
    """

    reach_ms = BRIDGE_MS

    def __init__(self, engine: FaceEngine, known: Gallery | None = None) -> None:
        """Find faces with this engine; with `known`, leave those alone who surely are in it."""
        self._engine = engine
        self._known = known
        self._faces: list[Followed] = []
        self._looked: set[float] = set()
        self._last: _Look | None = None

    @property
    def rule(self) -> MappingProxyType[str, Any]:
        """What is hidden and how, to be told beside the film."""
        return MappingProxyType(
            {
                "faces": "all" if self._known is None else "unknown",
                "engine": self._engine.profile.engine,
                "model": self._engine.profile.model,
                "bridged_ms": BRIDGE_MS,
                "held_ms": HOLD_MS,
            }
        )

    def look(self, rgb: Rgb, at_ms: float) -> None:
        """Find the faces of a frame."""
        cells = _cells(rgb)
        last = self._last
        is_new = last is None or not _is_same(last, cells, at_ms)
        if last is None or is_new:
            last = self._last = _Look(at_ms, cells, tuple(self._analysed(rgb)))
        self._follow(last.faces, at_ms, is_new=is_new)
        self._looked.add(at_ms)

    def hide(self, planes: Iterable[Plane], at_ms: float) -> bool:
        """Hide what must not be seen in the planes of a frame, in place; return whether that is anything."""
        self._faces = [one for one in self._faces if at_ms - one.last.at_ms <= HOLD_MS]
        for one in self._faces:
            one.forget(at_ms)
        areas = self._hidden(at_ms) if at_ms in self._looked else [WHOLE]
        self._looked.discard(at_ms)
        for plane in planes:
            height, width = plane.shape[:2]
            for area in areas:
                left, top = int(np.floor(area.left * width)), int(np.floor(area.top * height))
                smear(plane, left, top, int(np.ceil(area.right * width)), int(np.ceil(area.bottom * height)))
        return bool(areas)

    def _analysed(self, rgb: Rgb) -> Iterable[tuple[Area, Vote | None]]:
        height, width = rgb.shape[:2]
        for face in self._engine.analyse(rgb):
            vote = None
            if self._known is not None and (quality := measure(rgb, face)).is_recognisable:
                vote = Vote(self._known.match(face.embedding), quality.score)
            yield Area.of(face.box, width, height), vote

    def _follow(self, faces: tuple[tuple[Area, Vote | None], ...], at_ms: float, *, is_new: bool) -> None:
        """Add each face to the followed one that it goes on with, the nearest first, or begin to follow it."""
        pairs = [
            (distance, number, index)
            for number, one in enumerate(self._faces)
            for index, (area, _vote) in enumerate(faces)
            if (distance := one.distance(area, at_ms)) is not None
        ]
        goes_on: dict[int, Followed] = {}
        taken: set[int] = set()
        for _distance, number, index in sorted(pairs):
            if index not in goes_on and number not in taken:
                goes_on[index] = self._faces[number]
                taken.add(number)
        for index, (area, vote) in enumerate(faces):
            one = goes_on.get(index)
            if one is None:
                one = Followed()
                self._faces.append(one)
            one.add(Seen(at_ms, area, vote), is_new=is_new)

    def _hidden(self, at_ms: float) -> list[Area]:
        found = (one.cover(at_ms) for one in self._faces if not self._may_be_seen(one, at_ms))
        return [area.grown(GROWN) for area in found if area is not None]

    def _may_be_seen(self, one: Followed, at_ms: float) -> bool:
        """Return whether this is somebody known: by all that was seen of them, and by what is seen about then."""
        if self._known is None:
            return False
        profile = self._known.profile
        who, floor = one.known(profile), profile.maybe - profile.margin
        return who is not None and one.is_vouched_for(
            at_ms, lambda vote: vote.match.person_id == who and vote.match.score > floor
        )


def _cells(rgb: Rgb) -> NDArray[np.int16]:
    return np.asarray(cv2.resize(rgb, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA), dtype=np.int16)


def _is_same(last: _Look, cells: NDArray[np.int16], at_ms: float) -> bool:
    """Return whether nothing moved since a frame was analysed, which is not long ago."""
    is_fresh = 0 <= at_ms - last.at_ms < REPEAT_MS
    return is_fresh and bool(np.abs(cells - last.cells).max() <= STILL)
