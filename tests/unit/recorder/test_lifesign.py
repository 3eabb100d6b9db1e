"""What a crash leaves in the ledger where nothing was being recorded anyway."""

from pathlib import Path

import pytest

from wallflower.recorder.lifesign import LifeSign
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.recordings import Recordings
from wallflower.wire import GapReason


@pytest.fixture
def sign(database: Database, store: Recordings) -> LifeSign:
    return LifeSign(Meta(database), store)


def gaps(store: Recordings) -> list[tuple[int, int | None, GapReason]]:
    return [(gap.start_ms, gap.end_ms, gap.reason) for gap in store.gaps("cam", 0, 1 << 60)]


@pytest.mark.parametrize("reason", [GapReason.NO_EVENT, GapReason.CAMERA_OFFLINE, GapReason.OFF_SCHEDULE])
def test_nobody_saw_that_it_went_on(sign: LifeSign, store: Recordings, reason: GapReason) -> None:
    store.open_gap("cam", 1000, reason)
    sign.give(3000)
    sign.give(5000)
    sign.correct(["cam", "yard"], 90_000)
    assert gaps(store) == [(1000, 5000, reason), (5000, None, GapReason.CRASH)]
    sign.correct(["cam"], 90_000)
    assert len(gaps(store)) == 2


def test_what_began_after_the_last_sign_is_not_believed_at_all(sign: LifeSign, store: Recordings) -> None:
    sign.give(3000)
    store.open_gap("cam", 4000, GapReason.NO_EVENT)
    sign.correct(["cam"], 90_000)
    assert gaps(store) == [(4000, None, GapReason.CRASH)]


@pytest.mark.parametrize("reason", [GapReason.TURNED_OFF, GapReason.SERVER_STOPPED, GapReason.CRASH])
def test_what_needs_no_witness_stays(sign: LifeSign, store: Recordings, reason: GapReason) -> None:
    store.open_gap("cam", 1000, reason)
    sign.give(3000)
    sign.correct(["cam"], 90_000)
    assert gaps(store) == [(1000, None, reason)]


def test_without_a_sign_or_with_one_of_the_future_nothing_changes(sign: LifeSign, store: Recordings) -> None:
    store.open_gap("cam", 1000, GapReason.NO_EVENT)
    sign.correct(["cam"], 90_000)
    sign.give(91_000)
    sign.correct(["cam"], 90_000)
    assert gaps(store) == [(1000, None, GapReason.NO_EVENT)]


def test_a_failing_database_is_survived(store: Recordings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "broken").write_bytes(b"nothing of the kind" * 100)
    broken = Database(tmp_path / "broken")
    LifeSign(Meta(broken), store).give(5)
    assert "could not be stored" in caplog.text
    broken.close()
