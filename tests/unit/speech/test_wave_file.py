"""WAV files of strangers."""

import io
import struct
import wave
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.errors import InvalidRequestError
from wallflower.speech.wave_file import read_wave


def written(seconds: float, rate_hz: int = 16_000, channels: int = 1, width_bytes: int = 2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setframerate(rate_hz)
        writer.setnchannels(channels)
        writer.setsampwidth(width_bytes)
        times = np.arange(int(seconds * rate_hz)) / rate_hz
        tone = np.sin(2 * np.pi * 440 * times) * 0.5 * (2 ** (8 * width_bytes - 1) - 1)
        values = tone.astype({2: "<i2", 4: "<i4"}[width_bytes])
        writer.writeframes(np.repeat(values, channels).tobytes())
    return file.getvalue()


@pytest.mark.parametrize(("rate_hz", "channels", "width_bytes"), [(16_000, 1, 2), (48_000, 2, 2), (44_100, 1, 4)])
def test_usual_files_become_samples(rate_hz: int, channels: int, width_bytes: int) -> None:
    samples = read_wave(written(1.0, rate_hz, channels, width_bytes), 60.0)
    assert samples.dtype == np.float32
    assert len(samples) == 16_000
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.01)
    assert np.argmax(np.abs(np.fft.rfft(samples))) == 440


def test_what_is_too_long_or_too_much_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="at most 2 s"):
        read_wave(written(2.1), 2.0)
    with pytest.raises(InvalidRequestError, match="one or two channels"):
        read_wave(written(0.1, channels=3), 60.0)
    with pytest.raises(InvalidRequestError, match="48 kHz"):
        read_wave(written(0.1, rate_hz=96_000), 60.0)


def test_numbers_with_a_point_are_refused() -> None:
    """They may hold NaN, and the standard library does not read them."""
    data = np.array([np.nan, np.inf, 0.5], "<f4").tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, 16_000, 64_000, 4, 32)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(data)) + data
    with pytest.raises(InvalidRequestError, match="whole numbers"):
        read_wave(b"RIFF" + struct.pack("<I", len(body)) + body, 60.0)


@given(st.integers(0, 60), st.binary(max_size=8), st.binary(max_size=64))
def test_garbage_is_refused_or_read(place: int, put: bytes, other: bytes) -> None:
    whole = written(0.01)
    for data in (other, whole[:place], whole[:place] + put + whole[place + len(put) :]):
        with suppress(InvalidRequestError):
            assert np.isfinite(read_wave(data, 60.0)).all()
