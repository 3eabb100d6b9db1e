"""Sound files that somebody sends, in every format that text-to-speech makes, and in some that it must not."""

import io
import wave

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.errors import InvalidRequestError
from wallflower.media.sound_file import decode_sound

HZ = 440
RATE_HZ = 22_050
FORMS = {"wav": "pcm_s16le", "mp3": "libmp3lame", "ogg": "libopus", "flac": "flac", "adts": "aac", "mp4": "aac"}


def tone(seconds: float, form: str = "wav", channels: str = "mono") -> bytes:
    """Return a file of one tone."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    samples = (0.5 * np.sin(2 * np.pi * HZ * times)).astype(np.float32)
    rate = 48_000 if form in {"ogg", "webm"} else RATE_HZ
    target = io.BytesIO()
    with av.open(target, "w", format=form) as container:
        stream = container.add_stream(FORMS.get(form, "libopus"), rate=rate, layout=channels)
        resampler = av.AudioResampler(stream.codec_context.format, channels, rate, frame_size=960)
        whole = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="flt", layout="mono")
        whole.sample_rate = RATE_HZ
        for frame in [*resampler.resample(whole), *resampler.resample(None)]:
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()


def pitch(samples: np.ndarray) -> float:
    """Return the loudest frequency in Hz."""
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum)) * 16_000 / len(samples)


@pytest.mark.parametrize("form", [*FORMS, "webm"])
def test_every_format_is_heard_as_it_was_made(form: str) -> None:
    samples = decode_sound(tone(1.5, form, "stereo" if form == "flac" else "mono"), 120)
    assert samples.dtype == np.float32
    assert len(samples) / 16_000 == pytest.approx(1.5, abs=0.15)
    assert pitch(samples) == pytest.approx(HZ, abs=5)
    assert float(np.abs(samples).max()) == pytest.approx(0.5, abs=0.1)


def test_a_wave_file_of_unknown_length_is_read_to_its_end() -> None:
    """Text-to-speech that streams writes its header before it knows how much there is."""
    data = bytearray(tone(1))
    for at in (4, data.index(b"data") + 4):
        data[at : at + 4] = b"\xff\xff\xff\xff"
    assert len(decode_sound(bytes(data), 120)) == pytest.approx(16_000, abs=400)


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="longer than 2 s") as caught:
        decode_sound(tone(3), 2)
    assert caught.value.field == "body"


def silent_film() -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width = stream.height = 64
        container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))
    return target.getvalue()


def no_samples() -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(16_000)
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"hello",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"OggS" + bytes(100),
        b"\xff\xfb" + bytes(4000),
        tone(1)[:30],
        silent_film(),
        no_samples(),
    ],
)
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidRequestError, match="send") as caught:
        decode_sound(data, 120)
    assert caught.value.field == "body"


@given(st.binary(max_size=300), st.sampled_from([b"RIFF\x00\x00\x00\x00WAVE", b"OggS", b"fLaC", b"ID3", b"\xff\xfb"]))
def test_garbage_is_refused_or_read(data: bytes, mark: bytes) -> None:
    try:
        samples = decode_sound(mark + data, 1)
    except InvalidRequestError:
        return
    assert np.isfinite(samples).all()
