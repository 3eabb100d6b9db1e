"""The recorder dies in every step of creating, rotating and deleting files; a restart makes all of it true again."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.footage import START_MS, moved
from tests.support.killing import Killed, killed_at
from tests.support.ledgers import (
    assert_index_tells_the_files,
    assert_whole_life_is_told,
    gap_spans,
    recorded_spans,
)
from wallflower.media.fragment import Fragment
from wallflower.recorder.reaper import Reaper
from wallflower.recorder.recovery import Recovery, RecoveryReport
from wallflower.recorder.reserve import Reserve
from wallflower.recorder.retention import DAY_MS, STOPPED_BYTES, Limits, Policy
from wallflower.recorder.segments import Segments
from wallflower.store.database import Database
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason

BORN_MS = START_MS - 60_000
ROTATIONS = 2


@dataclass
class House:
    """One camera's files and index."""

    media: Path
    database: Database
    accepted: list[Fragment] = field(default_factory=list)

    def live(self, fragments: Sequence[Fragment]) -> None:
        """Record, rotate, sync, end, and delete the first file because it is old."""
        store = Recordings(self.database)
        segments = Segments(self.media, store, "cam", lambda: 1 << 40)
        segments.begin(BORN_MS, GapReason.CAMERA_OFFLINE)
        for number, fragment in enumerate(fragments):
            segments.accept(fragment)
            self.accepted.append(fragment)
            if number % 3 == 2 and (extent := segments.sync()) is not None:
                store.extend([extent])
        segments.end(fragments[-1].end_ms)
        reaper = Reaper(
            self.media,
            Shelf(self.database),
            Protections(self.database),
            lambda: Policy(default=Limits(keep_ms=DAY_MS)),
            reserve=Reserve(self.media.parent),
            free_bytes=lambda: STOPPED_BYTES,
        )
        reaper.reap(store.files()[0].end_ms + DAY_MS)

    def recover(self, now_ms: int) -> RecoveryReport:
        return Recovery(self.media, self.database).run(now_ms, {"cam"})

    def check(self, now_ms: int) -> None:
        store = Recordings(self.database)
        assert_index_tells_the_files(self.database, self.media)
        if store.covered_until("cam") is not None:
            assert_whole_life_is_told(store, "cam", BORN_MS)
        kept = sorted([*recorded_spans(store, "cam"), *gap_spans(store, "cam", GapReason.EXPIRED)])
        for fragment in self.accepted:
            assert any(start <= fragment.start_ms and fragment.end_ms <= end for start, end in kept)
        assert {gap.reason for gap in store.gaps("cam", 0, now_ms)} <= {
            GapReason.CAMERA_OFFLINE,
            GapReason.CRASH,
            GapReason.SERVER_STOPPED,
            GapReason.EXPIRED,
        }


@pytest.fixture
def rotating(fragments: tuple[Fragment, ...], tmp_path: Path, store: Recordings) -> list[Fragment]:
    """Six seconds of footage in the middle of which the file changes."""
    stagger_ms = Segments(tmp_path, store, "cam", lambda: 0)._stagger_ms
    middle_ms = (START_MS // 60_000 + 1) * 60_000 - stagger_ms
    return moved(list(fragments), middle_ms - 3000 - START_MS)


def new_house(tmp_path: Path, name: object) -> House:
    """Return a house with a copy of the test's empty index."""
    place = tmp_path / f"house-{name}"
    (place / "media").mkdir(parents=True)
    shutil.copyfile(tmp_path / "wallflower.db", place / "wallflower.db")
    return House(place / "media", Database(place / "wallflower.db"))


def count_steps(tmp_path: Path, fragments: Sequence[Fragment]) -> int:
    """Return how many steps a whole life takes."""
    house = new_house(tmp_path, "alive")
    with killed_at(None) as steps:
        house.live(fragments)
    assert len(list(house.media.rglob("*.mp4"))) == ROTATIONS - 1
    house.check(fragments[-1].end_ms)
    house.database.close()
    return steps.count


@pytest.mark.usefixtures("store")
def test_a_death_in_any_step_loses_nothing_that_was_written(
    tmp_path: Path, rotating: list[Fragment], database: Database
) -> None:
    database.close()  # it is copied
    now_ms = rotating[-1].end_ms + 10_000
    for last in range(count_steps(tmp_path, rotating)):
        house = new_house(tmp_path, last)
        with killed_at(last), pytest.raises(Killed):
            house.live(rotating)
        house.recover(now_ms)
        house.check(now_ms)
        assert house.recover(now_ms) == RecoveryReport(), f"step {last}: the second start found more to do"
        house.database.close()


@pytest.mark.usefixtures("store")
def test_deaths_in_every_step_of_the_recovery_are_recovered_from(
    tmp_path: Path, rotating: list[Fragment], database: Database
) -> None:
    database.close()
    now_ms = rotating[-1].end_ms + 10_000
    for last in range(2, count_steps(tmp_path, rotating), 3):
        house = new_house(tmp_path, last)
        with killed_at(last), pytest.raises(Killed):
            house.live(rotating)
        for step in range(1000):
            try:
                with killed_at(step):
                    house.recover(now_ms)
                break
            except Killed:
                continue
        house.check(now_ms)
        house.database.close()
