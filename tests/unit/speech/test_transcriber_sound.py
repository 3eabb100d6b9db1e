"""What the queue's worker does about sound that is gone, late, or of another kind."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.engines import said, scripted_host
from tests.support.transcribing import START_MS, Rig, nothing_recorded
from wallflower import clock
from wallflower.speech.audio import Recorded
from wallflower.speech.treatment import Treatment
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.utterances import NewUtterance

TREATMENTS = {"a": Treatment()}


@pytest.fixture(autouse=True)
def camera(database: Database) -> None:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))


async def test_sound_that_is_gone_is_dropped_and_sound_on_its_way_is_awaited(
    database: Database, mini_whisper: Path
) -> None:
    rig = Rig(database, read_recorded=nothing_recorded, treatments=dict(TREATMENTS))
    rig.add("a", 0)
    now_ms = clock.now_ms()
    rig.queue.add(NewUtterance(camera_id="a", start_ms=now_ms - 3_000, end_ms=now_ms - 1_000))
    await rig.drain(scripted_host(mini_whisper, lambda _window: said("x")))
    assert rig.states() == [("dropped", "audio_missing"), ("queued", None)]


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros((32_000, 2), np.float32),
        np.zeros(96_000, np.float32),
        np.zeros(32_000, np.uint8),
        np.zeros(32_000, np.int16),
    ],
    ids=["stereo", "48 kHz", "8 bit", "16 bit"],
)
async def test_sound_of_another_kind_is_told_and_harms_no_other(
    database: Database, mini_whisper: Path, samples: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        is_odd = start_ms == START_MS
        return Recorded(samples if is_odd else np.zeros(32_000, np.float32), [(start_ms, end_ms)])

    rig = Rig(database, read_recorded=read, treatments=dict(TREATMENTS))
    rig.add("a", 0)
    rig.add("a", 10)
    await rig.drain(scripted_host(mini_whisper, lambda _window: said("x")))
    assert rig.states() == [("dropped", "audio_invalid"), ("done", None)]
    assert "cannot be used" in caplog.text


async def test_samples_that_are_no_numbers_are_silence(database: Database, mini_whisper: Path) -> None:
    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        return Recorded(np.full(32_000, np.nan, np.float32), [(start_ms, end_ms)])

    rig = Rig(database, read_recorded=read, treatments=dict(TREATMENTS))
    rig.add("a", 0)
    await rig.drain(scripted_host(mini_whisper, lambda window: said("quiet" if not window.samples.any() else "noise")))
    assert [line.text for line in rig.lines] == ["quiet"]
