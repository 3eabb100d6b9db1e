"""Makes disk and index agree again after a crash, a power cut, a hand in the media directory, or a lost database."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from wallflower.errors import StorageError
from wallflower.media.segment import Scan, SegmentError, scan
from wallflower.recorder.layout import camera_of, delete_segment, segment_files
from wallflower.recorder.reaper import Remover
from wallflower.store.adoption import Adoption, Found
from wallflower.store.database import Database
from wallflower.store.recordings import Extent, InitRow, NewRecording, RecordingRow, Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason

# Files that are written to the index in one transaction.
BATCH = 200

_LOGGER = logging.getLogger(__name__)

type Progress = Callable[[int, int], None]


@dataclass(slots=True)
class RecoveryReport:
    """What was found and done."""

    closed: int = 0
    emptied: int = 0
    adopted: int = 0
    missing: int = 0
    foreign: int = 0
    removed: int = 0


def log_progress(done: int, total: int) -> None:
    """Tell the log how far a long walk over files is."""
    _LOGGER.info("%d of %d files read", done, total)


class Recovery:
    """Runs while nobody writes: before ingest starts, never beside it."""

    def __init__(self, media: Path, database: Database) -> None:
        """Work on this directory and its index."""
        self._media = media
        self._store = Recordings(database)
        self._adoption = Adoption(database)
        self._remover = Remover(media, Shelf(database))

    def run(self, now_ms: int, cameras: set[str]) -> RecoveryReport:
        """Do everything; files of cameras not among `cameras` are left alone. Raise `StorageError`."""
        report = RecoveryReport()
        self.close_open(now_ms, report)
        files = segment_files(self._media)
        self._drop_missing(files, report)
        strange = sorted(files - self._store.paths())
        ours = [path for path in strange if camera_of(path) in cameras]
        report.foreign = len(strange) - len(ours)
        self._adopt(ours, report, log_progress)
        for camera_id in sorted(cameras):
            self._adoption.reconcile(camera_id)
        if report.foreign:
            _LOGGER.warning("recordings of unknown cameras are left alone; `wallflower index rebuild` takes them in")
        if report != RecoveryReport():
            _LOGGER.warning("recovery: %s", report)
        return report

    def rebuild(self, cameras: set[str], progress: Progress) -> RecoveryReport:
        """Read every file of these cameras anew, whatever the index says of it; raise `StorageError`."""
        report = RecoveryReport(removed=self._remover.finish())
        files = segment_files(self._media)
        self._drop_missing(files, report, are_open_too=True)
        self._adopt(sorted(path for path in files if camera_of(path) in cameras), report, progress)
        for camera_id in sorted(cameras):
            self._adoption.reconcile(camera_id)
        return report

    def close_open(self, now_ms: int, report: RecoveryReport | None = None) -> None:
        """Finish files that a crash left open or going, cut torn tails, and note from when on nothing was recorded."""
        outcome = report or RecoveryReport()
        outcome.removed += self._remover.finish()
        for row in self._store.open_rows():
            self._close(row, outcome)
        for camera_id in self._store.cameras_without_gap():
            covered_ms = self._store.covered_until(camera_id)
            self._store.open_gap(camera_id, now_ms if covered_ms is None else covered_ms, GapReason.CRASH)

    def _close(self, row: RecordingRow, report: RecoveryReport) -> None:
        found = self._scan(row.path, row.size_bytes)
        if found is None:
            delete_segment(self._media, row.path)
            self._store.forget(row.id)
            report.emptied += 1
            return
        self._adoption.adopt([_found(row.path, found)])
        report.closed += 1

    def _scan(self, path: str, durable_bytes: int | None = None) -> Scan | None:
        """Walk a file and cut its torn tail off; None if nothing in it is whole."""
        try:
            found = scan(self._media / path, durable_bytes)
            if (self._media / path).stat().st_size > found.size_bytes:
                os.truncate(self._media / path, found.size_bytes)
        except SegmentError, FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"a recording cannot be repaired: {error.strerror}", field="media") from error
        return found

    def _drop_missing(self, files: set[str], report: RecoveryReport, *, are_open_too: bool = False) -> None:
        known = [(row.id, row.path) for row in self._store.files()]
        lost = [row_id for row_id, path in known if path not in files]
        if lost and not files:
            raise StorageError(
                "the media directory holds none of the recordings in the index: is it the right one, is it mounted?",
                field="media",
            )
        for row_id in lost:
            self._store.delete(row_id, GapReason.DELETED)
        for row in self._store.open_rows() if are_open_too else ():
            if row.path not in files:
                self._store.forget(row.id)
                lost.append(row.id)
        report.missing += len(lost)

    def _adopt(self, paths: Sequence[str], report: RecoveryReport, progress: Progress) -> None:
        done = 0
        for batch in batched(paths, BATCH, strict=False):
            found = list(self._sound(batch, report))
            self._adoption.adopt(found)
            report.adopted += len(found)
            done += len(batch)
            progress(done, len(paths))

    def _sound(self, paths: Sequence[str], report: RecoveryReport) -> Iterator[Found]:
        for path in paths:
            found = self._scan(path)
            if found is None:
                self._adoption.lose(path)
                delete_segment(self._media, path)
                report.emptied += 1
            else:
                yield _found(path, found)


def _found(path: str, found: Scan) -> Found:
    return Found(
        new=NewRecording(
            camera_id=camera_of(path),
            session_id=found.session_id,
            init_id=found.init.id,
            path=path,
            start_ms=found.start_ms,
            base_ticks=found.base_ticks,
        ),
        extent=Extent(duration_ms=found.duration_ms, size_bytes=found.size_bytes, groups=found.groups),
        init=InitRow(**{name: getattr(found.init, name) for name in InitRow.__slots__}),
    )
