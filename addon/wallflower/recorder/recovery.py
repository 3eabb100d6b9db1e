"""Makes disk and index agree again after a crash, a power cut, a hand in the media directory, or a lost database."""

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from wallflower.errors import StorageError
from wallflower.media.segment import Scan, SegmentError, scan
from wallflower.recorder.layout import camera_of, delete_segment, recorded_cameras, segment_files
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
    unreadable: int = 0


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
        strangers = self._check_media() - cameras
        for camera_id in sorted(cameras):
            files, known = segment_files(self._media, camera_id), self._store.paths(camera_id)
            self._drop_missing(files, known, report)
            strange = sorted(files - known.keys())
            self._adopt(strange, {}, report, _Walk(log_progress, len(strange)))
            self._adoption.reconcile(camera_id)
        report.foreign = sum(len(segment_files(self._media, name)) for name in strangers)
        if report.foreign:
            _LOGGER.warning("recordings of unknown cameras are left alone; `wallflower index rebuild` takes them in")
        if report != RecoveryReport():
            _LOGGER.warning("recovery: %s", report)
        return report

    def rebuild(self, cameras: set[str], progress: Progress) -> RecoveryReport:
        """Read every file of these cameras anew, whatever the index says of it; raise `StorageError`."""
        report = RecoveryReport()
        self._finish_removals(report)
        self._check_media()
        walk = _Walk(progress, sum(len(segment_files(self._media, camera_id)) for camera_id in cameras))
        for camera_id in sorted(cameras):
            files = segment_files(self._media, camera_id)
            known = self._store.paths(camera_id)
            self._drop_missing(files, known, report)
            self._adopt(sorted(files), known, report, walk)
            self._adoption.reconcile(camera_id)
        return report

    def close_open(self, now_ms: int, report: RecoveryReport | None = None) -> None:
        """Finish files that a crash left open or going, cut torn tails, and note from when on nothing was recorded."""
        outcome = report or RecoveryReport()
        self._finish_removals(outcome)
        for row in self._store.open_rows():
            self._close(row, outcome)
        for camera_id in self._store.cameras_without_gap():
            covered_ms = self._store.covered_until(camera_id)
            self._store.open_gap(camera_id, now_ms if covered_ms is None else covered_ms, GapReason.CRASH)

    def _close(self, row: RecordingRow, report: RecoveryReport) -> None:
        try:
            found = self._scan(row.path, row.size_bytes)
        except OSError as error:
            self._pass_over(row.path, error, report)
            self._store.extend([(row.id, _extent(row))], close=True)
            return
        if found is None:
            self._remove_empty(row.path, report)
            self._store.forget(row.id)
            return
        self._adoption.adopt([_found(row.path, found)])
        report.closed += 1

    def _scan(self, path: str, durable_bytes: int | None = None) -> Scan | None:
        """Walk a file and cut its torn tail off; None if nothing in it is whole. Raise OSError."""
        try:
            found = scan(self._media / path, durable_bytes)
        except SegmentError, FileNotFoundError:
            return None
        if (self._media / path).stat().st_size > found.size_bytes:
            os.truncate(self._media / path, found.size_bytes)
        return found

    def _check_media(self) -> set[str]:
        """Return which cameras have files; raise `StorageError` where files are expected and there is none."""
        found = recorded_cameras(self._media)
        if not found and not self._store.is_empty():
            raise StorageError(
                "the media directory holds none of the recordings in the index: is it the right one, is it mounted?",
                field="media",
            )
        return found

    def _finish_removals(self, report: RecoveryReport) -> None:
        try:
            report.removed += self._remover.finish()
        except StorageError:
            report.unreadable += 1  # the log says more; a file that cannot be deleted must not stop the recorder

    def _drop_missing(self, files: set[str], known: Mapping[str, int], report: RecoveryReport) -> None:
        lost = [row_id for path, row_id in known.items() if path not in files]
        for ids in batched(lost, BATCH, strict=False):
            self._adoption.lose(ids, GapReason.DELETED)
        report.missing += len(lost)

    def _adopt(self, paths: Sequence[str], known: Mapping[str, int], report: RecoveryReport, walk: _Walk) -> None:
        for batch in batched(paths, BATCH, strict=False):
            found = list(self._sound(batch, known, report))
            self._adoption.adopt(found)
            report.adopted += len(found)
            walk.step(len(batch))

    def _sound(self, paths: Sequence[str], known: Mapping[str, int], report: RecoveryReport) -> Iterator[Found]:
        for path in paths:
            try:
                found = self._scan(path)
            except OSError as error:
                self._pass_over(path, error, report)
                continue
            if found is not None:
                yield _found(path, found)
                continue
            if path in known:
                self._adoption.lose([known[path]], GapReason.DAMAGED)
            self._remove_empty(path, report)

    def _remove_empty(self, path: str, report: RecoveryReport) -> None:
        """Delete a file in which nothing can be played; where the disk refuses, the next start tries again."""
        try:
            delete_segment(self._media, path)
        except StorageError as error:
            _LOGGER.warning("%s: %s", path, error.message)
            report.unreadable += 1
        else:
            report.emptied += 1

    def _pass_over(self, path: str, error: OSError, report: RecoveryReport) -> None:
        """One file that the disk does not give back must not keep everything else from being recorded."""
        _LOGGER.warning("%s cannot be read and is left as it is: %s", path, error.strerror)
        report.unreadable += 1


class _Walk:
    """How far a walk over many files is."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def step(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self._total)


def _extent(known: Scan | RecordingRow) -> Extent:
    return Extent(duration_ms=known.duration_ms, size_bytes=known.size_bytes, groups=known.groups)


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
        extent=_extent(found),
        init=InitRow(**{name: getattr(found.init, name) for name in InitRow.__slots__}),
    )
