"""What every way of exporting is given, and what it gives back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from wallflower.errors import NotFoundError
from wallflower.media.fragment import Fragment
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_timeline import Caption, Timeline
from wallflower.store.recordings import Recordings
from wallflower.wire_jobs import Export, ExportHole


class FaceHider(Protocol):
    """Makes faces in a film unrecognisable; its frames are looked at and then hidden, in order of their film times."""

    @property
    def reach_ms(self) -> int:
        """How much of the film behind a frame must be looked at before the frame is hidden."""
        ...

    @property
    def rule(self) -> Mapping[str, Any]:
        """What is hidden (`faces`: all or unknown) by which `engine` and `model`, for the manifest."""
        ...

    def look(self, rgb: NDArray[np.uint8], at_ms: float) -> None:
        """Find the faces of a frame."""
        ...

    def hide(self, planes: Iterable[NDArray[np.uint8]], at_ms: float) -> bool:
        """Hide what must not be seen in the planes of a frame, in place; return whether that is anything."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One export; `captions` are in UTC, `report` is told the progress from 0 to 1, `hider` hides faces if ordered.

    Of a story, `pieces` are its clips as exports of their own, each with a hider of its own, and perhaps with
    `narration` that is spoken over it: mono samples at 16 kHz.
    """

    job_id: str
    export: Export
    media: Path
    recordings: Recordings
    names: dict[str, str] = field(default_factory=dict)
    captions: tuple[Caption, ...] = ()
    hider: FaceHider | None = None
    report: Callable[[float], None] = lambda _: None
    pieces: tuple[Task, ...] = ()
    narration: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)

    @property
    def window(self) -> tuple[int, int]:
        """The range in time, [start, end)."""
        return self.export.start_ms, self.export.end_ms

    def sources(self) -> tuple[ExportSource, ...]:
        """Return the footage of every camera; that of a story is its pieces'."""
        if self.export.story is not None:
            return ()
        return tuple(
            ExportSource(self.recordings, self.media, camera_id, self.window) for camera_id in self.export.camera_ids
        )

    def fragments(self, source: ExportSource) -> Iterator[Fragment]:
        """Yield a camera's fragments and report how far they are."""
        for fragment in source.fragments():
            yield fragment
            self.reached(fragment.end_ms)

    def reached(self, at_ms: float) -> None:
        """Report that everything before an instant is done; who is silent for long is taken for dead."""
        start_ms, end_ms = self.window
        self.report(min(0.99, max(0.0, (at_ms - start_ms) / (end_ms - start_ms))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made; a film that shows every instant has a `timeline`, others may tell what they show."""

    path: Path
    timeline: Timeline | None = None
    start_ms: int = 0
    duration_ms: int = 0


@dataclass(slots=True)
class Product:
    """What became of a task; `covered` is in the camera's order of the task.

    Of a story: everything that was read, what lacks, and what the manifest says of each clip.
    """

    made: list[Made] = field(default_factory=list)
    covered: list[list[tuple[int, int]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: tuple[ExportSource, ...] = ()
    missing: list[ExportHole] = field(default_factory=list)
    clips: list[dict[str, Any]] = field(default_factory=list)


def nothing() -> NotFoundError:
    """Return the error for a range without a single frame."""
    return NotFoundError("nothing of this range can be exported: nothing was recorded, or none of it can be read")
