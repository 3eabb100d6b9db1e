"""Makes disk and index agree again after a crash, a power cut or a hand in the media directory."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from wallflower.errors import StorageError
from wallflower.media.segment import Scan, SegmentError, scan
from wallflower.recorder.layout import camera_of, delete_segment, segment_files
from wallflower.store.recordings import Extent, InitRow, NewRecording, RecordingRow, Recordings
from wallflower.wire import GapReason

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class RecoveryReport:
    """What was found and done."""

    closed: int = 0
    emptied: int = 0
    adopted: int = 0
    missing: int = 0
    foreign: int = 0


class Recovery:
    """Runs while nobody writes: before ingest starts, never beside it."""

    def __init__(self, media: Path, store: Recordings) -> None:
        """Work on this directory and its index."""
        self._media = media
        self._store = store

    def run(self, now_ms: int, cameras: set[str]) -> RecoveryReport:
        """Do everything; files of cameras not among `cameras` are left alone. Raise `StorageError`."""
        report = RecoveryReport()
        self.close_open(now_ms, report)
        files = segment_files(self._media)
        self._drop_missing(files, report)
        for path in sorted(files - self._store.paths()):
            if camera_of(path) in cameras:
                self._adopt(path, report)
            else:
                report.foreign += 1
        if report != RecoveryReport():
            _LOGGER.warning("recovery: %s", report)
        return report

    def close_open(self, now_ms: int, report: RecoveryReport | None = None) -> None:
        """Finish files that a crash left open, cut their torn tails, and note from when on nothing was recorded."""
        outcome = report or RecoveryReport()
        for row in self._store.open_rows():
            self._close(row, outcome)
        for camera_id in self._store.cameras_without_gap():
            covered_ms = self._store.covered_until(camera_id)
            self._store.open_gap(camera_id, now_ms if covered_ms is None else covered_ms, GapReason.CRASH)

    def _close(self, row: RecordingRow, report: RecoveryReport) -> None:
        found = self._scan(row.path)
        if found is None:
            delete_segment(self._media, row.path)
            self._store.forget(row.id)
            report.emptied += 1
            return
        extent = Extent(
            duration_ms=max(0, found.start_ms + found.duration_ms - row.start_ms),
            size_bytes=found.size_bytes,
            groups=found.groups,
        )
        self._store.extend([(row.id, extent)], close=True)
        report.closed += 1

    def _scan(self, path: str) -> Scan | None:
        """Walk a file and cut its torn tail off; None if nothing in it is whole."""
        try:
            found = scan(self._media / path)
            if (self._media / path).stat().st_size > found.size_bytes:
                os.truncate(self._media / path, found.size_bytes)
        except SegmentError, FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"a recording cannot be repaired: {error.strerror}", field="media") from error
        return found

    def _drop_missing(self, files: set[str], report: RecoveryReport) -> None:
        rows = [row for row in self._store.files() if row.path not in files]
        if rows and not files:
            raise StorageError(
                "the media directory holds none of the recordings in the index: is it the right one, is it mounted?",
                field="media",
            )
        for row in rows:
            self._store.delete(row.id, GapReason.DELETED)
            report.missing += 1

    def _adopt(self, path: str, report: RecoveryReport) -> None:
        found = self._scan(path)
        if found is None:
            delete_segment(self._media, path)
            report.emptied += 1
            return
        camera_id = camera_of(path)
        self._store.save_init(InitRow(**{name: getattr(found.init, name) for name in InitRow.__slots__}))
        row_id = self._store.add(
            NewRecording(
                camera_id=camera_id,
                session_id=found.session_id,
                init_id=found.init.id,
                path=path,
                start_ms=found.start_ms,
                base_ticks=found.base_ticks,
            )
        )
        extent = Extent(duration_ms=found.duration_ms, size_bytes=found.size_bytes, groups=found.groups)
        self._store.extend([(row_id, extent)], close=True)
        self._store.carve_gaps(camera_id, found.start_ms, found.start_ms + found.duration_ms)
        report.adopted += 1
