"""The table of samples."""

import pytest

from wallflower.errors import ConflictError, NotFoundError
from wallflower.store import samples as module
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.samples import NewSample, TuningSamples
from wallflower.wire_tuning import SampleSource

RECORDED = NewSample(camera_id="a", start_ms=1_000, length_ms=3_000, text="what the transcript says")
UPLOADED = NewSample(camera_id="a", length_ms=100, audio=bytes(3_200))


@pytest.fixture
def samples(database: Database) -> TuningSamples:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return TuningSamples(database)


def test_samples_come_back_in_order_with_where_their_sound_is(samples: TuningSamples) -> None:
    first, second = samples.add(RECORDED), samples.add(UPLOADED)
    assert samples.list("a") == (first, second)
    assert samples.list("b") == ()
    assert (first.source, first.start_ms, first.length_ms) == (SampleSource.RECORDING, 1_000, 3_000)
    assert (second.source, second.start_ms) == (SampleSource.UPLOAD, None)
    assert first.text == "what the transcript says"
    assert samples.audio(second.id) == bytes(3_200)
    assert samples.audio(first.id) is None


def test_only_corrected_ones_are_used(samples: TuningSamples) -> None:
    first, second = samples.add(RECORDED), samples.add(UPLOADED)
    assert samples.list("a", corrected=True) == ()
    changed = samples.correct("a", second.id, "  what is\x00 really said ")
    assert (changed.text, changed.corrected) == ("what is  really said", True)
    assert samples.list("a", corrected=True) == (changed,)
    assert samples.get("a", first.id).corrected is False
    assert "really" not in repr(changed), "words of samples are in no log"


def test_a_camera_has_only_so_many(samples: TuningSamples, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SAMPLES", 2)
    samples.add(RECORDED)
    samples.add(UPLOADED)
    with pytest.raises(ConflictError, match="at most 2"):
        samples.add(RECORDED)
    samples.add(NewSample(camera_id="b", length_ms=100, audio=bytes(2)))


def test_samples_go_one_by_one_or_with_their_camera(samples: TuningSamples, database: Database) -> None:
    first, second = samples.add(RECORDED), samples.add(UPLOADED)
    samples.delete("a", first.id)
    assert samples.list("a") == (second,)
    Cameras(database).delete("a")
    assert samples.list("a") == ()
    assert samples.audio(second.id) is None


def test_unknown_ones_are_typed(samples: TuningSamples) -> None:
    sample = samples.add(RECORDED)
    with pytest.raises(NotFoundError):
        samples.add(NewSample(camera_id="gone", length_ms=100, audio=b""))
    for camera_id, sample_id in (("b", sample.id), ("a", 2**62)):
        with pytest.raises(NotFoundError):
            samples.get(camera_id, sample_id)
        with pytest.raises(NotFoundError):
            samples.correct(camera_id, sample_id, "words")
        with pytest.raises(NotFoundError):
            samples.delete(camera_id, sample_id)
    assert samples.get("a", sample.id) == sample
