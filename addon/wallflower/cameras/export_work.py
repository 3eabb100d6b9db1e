"""One export from its order to its files: brings the transcript and the cameras' names to the film makers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wallflower import clock
from wallflower.cameras.narration_wait import NarrationWait, Patience
from wallflower.cameras.spoken import SpokenLines
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.playback.export import export
from wallflower.playback.export_task import FaceHider, Task
from wallflower.playback.export_timeline import Caption
from wallflower.playback.story_plan import pieces
from wallflower.speech.export import cues
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.store.narrations import Narrations
from wallflower.store.recordings import Recordings
from wallflower.wire import EventType
from wallflower.wire_jobs import Captions, Export, ExportResult, FaceBlur, Job, JobWait, StoryClip
from wallflower.wire_narration import Narration, NarrationNews
from wallflower.workers.link import EventSender

REPORT_S = 0.5

type MakeHider = Callable[[], FaceHider]
type Hiding = Callable[[FaceBlur], MakeHider]
# Takes how far the work is, from 0 to 1, and of a story that waits for its narration `waits_for`.
type Report = Callable[..., None]


def create(settings: Settings, database: Database, runtime: Path | None) -> ExportWork:
    """Return who does export jobs."""
    return ExportWork(settings, database, runtime=runtime)


class ExportWork:
    """Does export jobs."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        hiding: Hiding | None = None,
        *,
        runtime: Path | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Read and write below the settings' media directory; without `hiding` no faces can be hidden.

        In `runtime` there is the link to the server, which asks others to speak what is narrated.
        """
        self._hiding = hiding
        self._runtime = runtime
        self._patience = patience or Patience()
        self._narrations = Narrations(database)
        self._media = settings.media
        self._recordings = Recordings(database)
        self._cameras = Cameras(database)
        self._spoken = SpokenLines(settings, database)

    def do(self, job: Job, report: Report) -> ExportResult:
        """Make the files; raise `WallflowerError` when that is impossible."""
        order = job.export
        if order is None:
            raise InvalidRequestError("this job does not say what to export", field="export")
        hide = self._hiding(order.blur) if order.blur is not None and self._hiding is not None else None
        told = Throttle(report)
        task = self._task(job.id, order, hide, told)
        if order.story is not None:
            spoken = self._spoken_over(order.story.clips, report)
            tasks = tuple(
                replace(self._task(job.id, piece, hide, told), narration=spoken.get(clip.narration))
                for piece, clip in zip(pieces(order), order.story.clips, strict=True)
            )
            task = replace(task, pieces=tasks)
        return export(task)

    def _spoken_over(self, clips: tuple[StoryClip, ...], report: Report) -> Mapping[str, NDArray[np.float32]]:
        """Return what is spoken by its text, once all of it was; raise `UnavailableError` when nobody does."""
        if not any(clip.narration for clip in clips):
            return {}
        events = None if self._runtime is None else EventSender(self._runtime)

        def tell(narration: Narration) -> None:
            if events is not None:
                news = NarrationNews(id=narration.id, state=narration.state)
                events.send(EventType.NARRATION, news.to_json(), clock.now_ms())

        wait = NarrationWait(self._narrations, tell, self._patience)
        try:
            return wait.sounds(clips, lambda: report(0.0, waits_for=JobWait.NARRATION))
        finally:
            if events is not None:
                events.close()

    def _task(self, job_id: str, order: Export, hide: MakeHider | None, told: Callable[[float], None]) -> Task:
        return Task(
            job_id=job_id,
            export=order,
            media=self._media,
            recordings=self._recordings,
            names={camera_id: self._name(camera_id) for camera_id in order.camera_ids},
            captions=self._captions(order),
            hider=None if hide is None else hide(),
            report=told,
        )

    def _captions(self, order: Export) -> tuple[Caption, ...]:
        if order.captions is Captions.NONE or order.story is not None:
            return ()
        spoken = self._spoken.read(order.camera_ids[0], order.start_ms, order.end_ms)
        return tuple(Caption(cue.start_ms, cue.end_ms, cue.rows) for cue in cues(spoken.lines, spoken.names))

    def _name(self, camera_id: str) -> str:
        try:
            return self._cameras.get(camera_id).name
        except NotFoundError:
            return ""


class Throttle:
    """Passes progress on a few times a second at most."""

    def __init__(self, report: Callable[[float], None]) -> None:
        """Pass it on to `report`."""
        self._report = report
        self._last_s = -REPORT_S

    def __call__(self, progress: float) -> None:
        """Take one figure."""
        if clock.monotonic_s() - self._last_s >= REPORT_S:
            self._last_s = clock.monotonic_s()
            self._report(progress)
