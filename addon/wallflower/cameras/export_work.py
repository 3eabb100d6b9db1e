"""One export from its order to its files: brings the transcript and the cameras' names to the film makers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from wallflower import clock
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
from wallflower.store.recordings import Recordings
from wallflower.wire_jobs import Captions, Export, ExportResult, FaceBlur, Job

REPORT_S = 0.5

type MakeHider = Callable[[], FaceHider]
type Hiding = Callable[[FaceBlur], MakeHider]


def create(settings: Settings, database: Database, _runtime: Path | None) -> ExportWork:
    """Return who does export jobs."""
    return ExportWork(settings, database)


class ExportWork:
    """Does export jobs."""

    def __init__(self, settings: Settings, database: Database, hiding: Hiding | None = None) -> None:
        """Read and write below the settings' media directory; without `hiding` no faces can be hidden."""
        self._hiding = hiding
        self._media = settings.media
        self._recordings = Recordings(database)
        self._cameras = Cameras(database)
        self._spoken = SpokenLines(settings, database)

    def do(self, job: Job, report: Callable[[float], None]) -> ExportResult:
        """Make the files; raise `WallflowerError` when that is impossible."""
        order = job.export
        if order is None:
            raise InvalidRequestError("this job does not say what to export", field="export")
        hide = self._hiding(order.blur) if order.blur is not None and self._hiding is not None else None
        told = Throttle(report)
        task = self._task(job.id, order, hide, told)
        if order.story is not None:
            task = replace(task, pieces=tuple(self._task(job.id, piece, hide, told) for piece in pieces(order)))
        return export(task)

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
