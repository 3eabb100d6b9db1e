"""Sound of any usual format."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.speech.pcm import PcmFormat, to_samples

TONE_HZ = 440.0


def tone(rate_hz: int, length_s: float = 1.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * TONE_HZ * np.arange(int(rate_hz * length_s)) / rate_hz)


def packed(values: np.ndarray, width_bytes: int) -> bytes:
    """Return the numbers as little-endian integers; a byte is unsigned."""
    if width_bytes == 1:
        return (values * 127 + 128).astype(np.uint8).tobytes()
    wide = np.round(values * (2.0**31 - 1)).astype("<i4").view(np.uint8).reshape(-1, 4)
    return wide[:, 4 - width_bytes :].tobytes()


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize(("width_bytes", "error"), [(1, 0.02), (2, 0.002), (3, 0.002), (4, 0.002)])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_a_tone_stays_what_it_is(rate_hz: int, width_bytes: int, error: float, channels: int) -> None:
    interleaved = np.repeat(tone(rate_hz), channels)
    samples = to_samples(packed(interleaved, width_bytes), PcmFormat(rate_hz, width_bytes, channels))
    assert samples.dtype == np.float32
    assert len(samples) == 16_000
    assert np.abs(samples - tone(16_000))[200:-200].max() < error


def test_channels_are_mixed_and_what_16_khz_cannot_hold_is_left_out() -> None:
    left, right = tone(48_000), 0.5 * np.sin(2 * np.pi * 11_000 * np.arange(48_000) / 48_000)
    raw = packed(np.stack((left, right), axis=1).reshape(-1), 2)
    samples = to_samples(raw, PcmFormat(48_000, 2, 2))
    assert np.abs(samples - tone(16_000) / 2)[200:-200].max() < 0.002


@given(
    raw=st.binary(max_size=5_000), width=st.integers(1, 4), channels=st.integers(1, 8), rate=st.integers(4_000, 192_000)
)
def test_any_bytes_become_sound_of_the_right_length(raw: bytes, width: int, channels: int, rate: int) -> None:
    samples = to_samples(raw, PcmFormat(rate, width, channels))
    assert len(samples) == round(len(raw) // (width * channels) * 16_000 / rate)
    assert np.isfinite(samples).all()


def test_half_a_minute_is_converted_quickly() -> None:
    raw = bytes(48_000 * 2 * 2 * 30)
    began_s = time.process_time()
    to_samples(raw, PcmFormat(48_000, 2, 2))
    assert time.process_time() - began_s < 5


@pytest.mark.parametrize(
    ("rate", "width", "channels"),
    [(0, 2, 1), (-16_000, 2, 1), (10**9, 2, 1), (16_000, 0, 1), (16_000, 5, 1), (16_000, 2, 0), (16_000, 2, 100)],
)
def test_formats_that_are_none_are_refused(rate: int, width: int, channels: int) -> None:
    with pytest.raises(ValueError, match="must be"):
        PcmFormat(rate, width, channels)


def test_a_format_of_no_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        PcmFormat("16000", 2, 1)  # type: ignore[arg-type]
