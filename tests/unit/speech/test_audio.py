"""Where an utterance's sound comes from."""

import numpy as np
import pytest

from wallflower import clock
from wallflower.speech.audio import AudioSource, MissingAudioError, Recorded, Stretch
from wallflower.store.utterances import Claim


def claim(start_ms: int, end_ms: int, audio: bytes | None = None) -> Claim:
    return Claim(id=1, camera_id="a", start_ms=start_ms, end_ms=end_ms, attempts=1, created_ms=0, audio=audio)


def source(*covered: Stretch) -> AudioSource:
    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        return Recorded(np.full((end_ms - start_ms) * 16, 0.5, np.float32), covered)

    return AudioSource(read)


def test_memory_comes_first() -> None:
    audio = source((0, 2_000))
    audio.ring("a").write(0, np.full(2_000 * 16, 0.25, np.float32))
    samples = audio.fetch(claim(500, 1_500))
    assert samples is not None
    assert np.allclose(samples, 0.25, atol=1e-3)
    audio.forget("a")
    samples = audio.fetch(claim(500, 1_500))
    assert samples is not None
    assert samples[0] == 0.5


def test_then_the_row_then_the_recording() -> None:
    samples = source().fetch(claim(0, 100, audio=np.full(1_600, 8192, "<i2").tobytes()))
    assert samples is not None
    assert np.allclose(samples, 0.25, atol=1e-3)
    samples = source((0, 900)).fetch(claim(0, 1_000))
    assert samples is not None
    assert len(samples) == 16_000
    assert samples[0] == 0.5


def test_a_part_is_better_than_nothing_once_no_more_will_come() -> None:
    old = source((0, 400)).fetch(claim(0, 5_000))
    assert old is not None
    now_ms = clock.now_ms()
    assert source((now_ms - 5_000, now_ms - 4_000)).fetch(claim(now_ms - 5_000, now_ms - 1_000)) is None
    stalled = source((now_ms - 35_000, now_ms - 33_000))
    assert stalled.fetch(claim(now_ms - 35_000, now_ms - 30_000)) is None
    with_hole = source((now_ms - 35_000, now_ms - 33_000), (now_ms - 31_000, now_ms - 30_000))
    assert with_hole.fetch(claim(now_ms - 35_000, now_ms - 30_000)) is not None


def test_what_is_gone_is_said_to_be() -> None:
    with pytest.raises(MissingAudioError):
        source().fetch(claim(0, 5_000))
    with pytest.raises(MissingAudioError):
        source((0, 100)).fetch(claim(0, 5_000))
