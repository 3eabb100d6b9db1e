"""Hours of a camera's life with random faults: every moment ends up recorded or explained, and every file plays."""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest

from tests.support.decoding import undecodable
from tests.support.footage import START_MS, make_footage, make_fragments
from tests.support.ledgers import (
    FAR_MS,
    assert_index_tells_the_files,
    assert_whole_life_is_told,
    gap_spans,
    recorded_spans,
)
from wallflower.errors import StorageError
from wallflower.media.fragment import Fragment
from wallflower.recorder import segment_file
from wallflower.recorder.reaper import Reaper, Remover
from wallflower.recorder.recovery import Recovery
from wallflower.recorder.reserve import Reserve
from wallflower.recorder.retention import DAY_MS, Limits, Policy
from wallflower.recorder.segments import Segments
from wallflower.store.database import Database
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason

HOURS = 3
CAMERA_REASONS = (GapReason.CAMERA_OFFLINE, GapReason.AUTH_FAILED, GapReason.STREAM_ERROR, GapReason.TURNED_OFF)
SESSION_S = 400


@pytest.fixture(scope="session")
def session_fragments() -> tuple[Fragment, ...]:
    """One long connection, 800 fragments."""
    return tuple(make_fragments(make_footage(SESSION_S, audio=None, size=(64, 48))))


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Work in memory where the system has a disk there: ten thousand transactions wait long for a busy one."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as directory:
        yield Path(directory)


class History:
    """A camera's life in fast motion; `clock_ms` is what its clock shows."""

    def __init__(self, media: Path, database: Database, source: Sequence[Fragment], seed: int) -> None:
        self.random = Random(seed)
        self.media, self.database, self.store = media, database, Recordings(database)
        self.shelf, self.protections = Shelf(database), Protections(database)
        self.clock_ms = START_MS
        self.latest_ms = START_MS
        self.kept = media.with_name("kept")
        self.kept.mkdir()
        self._source = source
        self._sessions = 0
        self._at = 0
        self._shift_ms = 0
        self._segments = self._boot(GapReason.CAMERA_OFFLINE)
        self._connect()

    def _boot(self, reason: GapReason) -> Segments:
        segments = Segments(self.media, self.store, "cam", lambda: 1 << 40)
        segments.begin(START_MS, reason)
        return segments

    def _connect(self) -> None:
        """Begin a new session now."""
        self._sessions += 1
        self._at = 0
        self._shift_ms = self.clock_ms - self._source[0].start_ms

    def deliver(self, count: int) -> None:
        """Let the camera send fragments."""
        for _ in range(count):
            if self._at == len(self._source):
                self._segments.missing(GapReason.CAMERA_OFFLINE, self.clock_ms)
                self._connect()
            fragment = self._source[self._at]
            start_ms = fragment.start_ms + self._shift_ms
            self._segments._retry_s = 0.0  # the pause between two tries is real time
            self._segments.accept(replace(fragment, start_ms=start_ms, session_id=f"session{self._sessions}"))
            self._at += 1
            self._pass(start_ms + fragment.duration_ms)
            if self._at % 4 == 0 and (extent := self._segments.sync()) is not None:
                self.store.extend([extent])

    def _pass(self, to_ms: int) -> None:
        self.clock_ms = to_ms
        self.latest_ms = max(self.latest_ms, to_ms)

    def wait(self, seconds: float = 20) -> None:
        """Let time pass in which nothing comes."""
        self._pass(self.clock_ms + 1 + int(self.random.expovariate(1 / (seconds * 1000))))

    def drop(self) -> None:
        """Lose the connection, maybe for another reason after a while."""
        for _ in range(self.random.randint(1, 2)):
            self._segments.missing(self.random.choice(CAMERA_REASONS), self.clock_ms)
            self.wait()
        self._connect()

    def hole(self) -> None:
        """Lose fragments on the way."""
        self._at = min(len(self._source), self._at + self.random.randint(1, 9))

    def step_clock(self) -> None:
        """Set the clock, forwards or back."""
        self._shift_ms += self.random.randint(-60_000, 60_000)

    def refuse(self) -> None:
        """Let the disk be full for a while."""
        with _failing_writes(self.random):
            self.deliver(self.random.randint(1, 30))

    def lock_database(self) -> None:
        """Let the database refuse some of what it is asked."""
        real = Database.write
        random = self.random

        def write(database: Database) -> AbstractContextManager[object]:
            if random.random() < 0.5:
                raise StorageError("the database cannot be read or written")
            return real(database)

        with patch.object(Database, "write", write):
            try:
                self.deliver(self.random.randint(1, 130))
            except StorageError:
                self._pass(self.clock_ms + 1)  # the test's own sync
        self.restart()

    def restart(self) -> None:
        """Stop in good order and start again."""
        self._segments.end(self.clock_ms)
        self.wait(60)
        self._recover()

    def kill(self) -> None:
        """Die, maybe with a torn file."""
        for row in self.store.open_rows():
            path = self.media / row.path
            # Either the end is missing, or something else is there: both at once would make a whole box of two halves.
            if self.random.random() < 1 / 3:
                os.truncate(path, max(0, path.stat().st_size - self.random.randint(1, 30_000)))
                continue
            with path.open("ab") as file:
                file.write(self.random.choice([b"", bytes(3000), b"\0\0\1\0moof" + bytes(7)]))
        self.wait(60)
        self._recover()

    def _recover(self) -> None:
        Recovery(self.media, self.database).run(self.clock_ms, {"cam"})
        self._segments = self._boot(GapReason.CAMERA_OFFLINE)
        self._connect()

    def keep(self) -> None:
        """Let finished files live on under another name, before anything deletes some of them."""
        for file in self.store.files():
            kept = self.kept / f"{file.id}.mp4"
            if not kept.exists():
                kept.hardlink_to(self.media / file.path)

    def vandalise(self) -> None:
        """Delete a file behind the recorder's back; it notices when it starts."""
        self.keep()
        files = self.store.files()
        if len(files) > 1:
            (self.media / self.random.choice(files).path).unlink()
        self.restart()

    def delete(self) -> None:
        """Delete some recordings as a user does."""
        self.keep()
        ids = [file.id for file in self.store.files()]
        chosen = self.random.sample(ids, min(len(ids), 2))
        Remover(self.media, self.shelf).remove(chosen, GapReason.DELETED)

    def protect(self) -> None:
        """Protect a minute somewhere."""
        start_ms = self.random.randint(START_MS, self.latest_ms)
        self.protections.protect("cam", start_ms, start_ms + 60_000, None, 0)

    def reap(self) -> None:
        """Keep an hour, or so many bytes."""
        self.keep()
        quota = self.random.choice([None, 1_000_000])
        policy = Policy(default=Limits(keep_ms=DAY_MS, quota_bytes=quota))
        reserve = Reserve(self.media.parent)
        reaper = Reaper(
            self.media, self.shelf, self.protections, lambda: policy, reserve=reserve, free_bytes=lambda: 1 << 40
        )
        reaper.reap(self.clock_ms + DAY_MS - 3_600_000)

    def play(self) -> None:
        """Live the hours, a fault every minute or so, and stop."""
        faults: list[Callable[[], None]] = [
            self.drop,
            self.hole,
            self.step_clock,
            self.refuse,
            self.lock_database,
            self.restart,
            self.kill,
            self.vandalise,
            self.delete,
            self.protect,
            self.reap,
        ]
        while self.latest_ms < START_MS + HOURS * 3_600_000:
            self.deliver(1 + int(self.random.expovariate(1 / 120)))
            self.random.choice(faults)()
        self.restart()
        self._segments.end(self.clock_ms)
        self.keep()


def _failing_writes(random: Random) -> AbstractContextManager[object]:
    """Refuse some writes after a part of them."""

    def write_all(descriptor: int, *parts: bytes | memoryview) -> None:
        if random.random() < 0.5:
            os.write(descriptor, bytes(parts[0])[: random.randint(0, 40)])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.writev(descriptor, parts)

    return patch.object(segment_file, "_write_all", write_all)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("seed", range(2))
def test_recorded_and_gaps_are_the_whole_life(
    media: Path, database: Database, session_fragments: tuple[Fragment, ...], seed: int
) -> None:
    history = History(media, database, session_fragments, seed)
    history.play()
    assert_index_tells_the_files(database, media)
    assert_whole_life_is_told(history.store, "cam", START_MS)
    recorded, gaps = recorded_spans(history.store, "cam"), gap_spans(history.store, "cam")
    assert sum(end - start for start, end in recorded) > 600_000
    for _ in range(50):  # any window is told exactly
        start = history.random.randint(START_MS, history.latest_ms)
        end = history.random.randint(start + 1, history.latest_ms + 1)
        assert sum(max(0, min(end, right) - max(start, left)) for left, right in [*recorded, *gaps]) == end - start
    reasons = {gap.reason for gap in history.store.gaps("cam", 0, FAR_MS)}
    assert reasons >= {GapReason.EXPIRED, GapReason.DELETED, GapReason.DISK_FULL, GapReason.SERVER_STOPPED}
    files = sorted(history.kept.iterdir())
    assert len(files) > len(history.store.files())  # also those that were deleted since
    assert undecodable(files) == {}


def test_what_does_not_play_is_found_among_what_does(tmp_path: Path, session_fragments: tuple[Fragment, ...]) -> None:
    """The check of the histories can fail: of a damaged picture, of a missing one, and only of that file."""
    first = session_fragments[0]
    files = [tmp_path / f"{name}.mp4" for name in ("whole", "damaged", "short", "also-whole")]
    for path in files:
        file = segment_file.SegmentFile.create(path, 1, first)
        for fragment in session_fragments[:20]:
            file.append(fragment)
        file.close()
    assert undecodable(files) == {}
    data = bytearray(files[1].read_bytes())
    at = data.index(b"mdat") + 12
    data[at : at + 40] = bytes(40)
    files[1].write_bytes(data)
    os.truncate(files[2], files[2].stat().st_size - 40)
    assert set(undecodable(files)) == {files[1], files[2]}
