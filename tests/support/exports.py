"""Making exports in a test: orders relative to the footage's start, and checks of sound against picture."""

from pathlib import Path
from typing import Any

from tests.support.films import look_at
from tests.support.footage import START_MS
from tests.support.shelf import Shelf
from wallflower.playback.export import export
from wallflower.playback.export_task import Task
from wallflower.playback.export_timeline import Caption
from wallflower.wire_jobs import Export, ExportKind, ExportResult

JOB = "abcdefghij"
SYNC_S = 0.04


def order(start_s: float, end_s: float, **options: Any) -> Export:
    """Return an order for seconds of the footage of `cam`."""
    start_ms, end_ms = START_MS + round(start_s * 1000), START_MS + round(end_s * 1000)
    chosen = {"kind": ExportKind.CLIP, "camera_ids": ("cam",)} | options
    return Export(start_ms=start_ms, end_ms=end_ms, **chosen)


def run_export(shelf: Shelf, what: Export, *captions: Caption) -> tuple[ExportResult, Path]:
    """Return the result of an order and the directory of its files."""
    task = Task(job_id=JOB, export=what, media=shelf.media, recordings=shelf.recordings, captions=captions)
    return export(task), shelf.media / "exports" / JOB


def said(start_s: float, end_s: float, text: str) -> Caption:
    """Return what was said in these seconds of the footage."""
    return Caption(START_MS + round(start_s * 1000), START_MS + round(end_s * 1000), (text,))


def check_sync(path: Path) -> None:
    """Fail unless a beep begins half a second after each change of the picture."""
    film = look_at(path)
    changes = [at for at in film.changes() if at + 0.6 < film.sound_s]
    assert len(changes) > 2
    for change in changes:
        assert min(abs(beep - change - 0.5) for beep in film.beeps) <= SYNC_S
