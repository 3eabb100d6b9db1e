"""Real footage made in this process: encoded pictures and sound, as packets and as fragments, without any camera.

Pictures are 160x96 at 10 frames/s with a keyframe a second, all of one grey that tells the second: 8 × second. The
sound is silence but for a beep in the last half of every second, or at other instants if asked for.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import av
import numpy as np

from wallflower.media.fragment import Fragment
from wallflower.media.muxer import FragmentMuxer

FRAMES_PER_S = 10
GREY_PER_S = 8
BEEP_HZ = 1000
BEEP_S = 0.4
FRAGMENT_MS = 500  # two to a group of pictures: easy to count
START_MS = 1_795_132_820_000  # 2026-11-20T00:00:20Z; the test cameras change their files later in the minute
_RATES = {"aac": 16_000, "pcm_alaw": 8_000, "pcm_mulaw": 8_000, "libopus": 48_000, "opus": 48_000}


@dataclass(frozen=True, slots=True)
class Footage:
    """An encoded clip in memory."""

    data: bytes

    def open(self) -> av.container.InputContainer:
        """Open it as a source of packets."""
        return av.open(io.BytesIO(self.data))


def make_footage(
    seconds: int = 6,
    *,
    audio: str | None = "aac",
    codec: str = "libx264",
    size: tuple[int, int] = (160, 96),
    b_frames: int = 0,
    beeps_s: Sequence[float] | None = None,
    frames_per_s: int = FRAMES_PER_S,
    layout: str = "mono",
    is_left_only: bool = False,
) -> Footage:
    """Encode a clip; `audio` None leaves the sound out; `b_frames` (H.264 only) lie between any two others.

    With `beeps_s`, a beep begins at each of these seconds and nowhere else; of stereo the right may be silent.
    """
    target = io.BytesIO()
    with av.open(target, "w", format="nut") as container:
        video = container.add_stream(codec, rate=frames_per_s)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        video.gop_size = frames_per_s
        video.options = _encoder_options(codec) if not b_frames else {"bf": str(b_frames), "sc_threshold": "0"}
        sound = None
        if audio is not None:
            sound = container.add_stream(audio, rate=_RATES[audio], layout=layout)
        packets = [
            *_pictures(video, seconds, frames_per_s),
            *(_sounds(sound, seconds, beeps_s, is_left_only=is_left_only) if sound is not None else ()),
        ]
        container.start_encoding()
        for packet in sorted(packets, key=_seconds):
            container.mux(packet)
    return Footage(target.getvalue())


def make_fragments(
    footage: Footage,
    *,
    camera_id: str = "cam",
    session_id: str = "session1",
    start_ms: int = START_MS,
    fragment_ms: int = FRAGMENT_MS,
) -> list[Fragment]:
    """Mux a clip into the fragments that a perfect camera would have given."""
    fragments: list[Fragment] = []
    with footage.open() as container:
        video = container.streams.video[0]
        audio = next(iter(container.streams.audio), None)
        identity = (camera_id, session_id)
        wall_ms = partial(_wall_ms, start_ms)
        muxer = FragmentMuxer(identity, video, audio, wall_ms, fragments.append, fragment_ms=fragment_ms)
        for packet in _from_the_first_picture(container, video):
            muxer.mux(packet, is_video=packet.stream_index == video.index)
        muxer.close()
    return fragments


def _wall_ms(start_ms: int, at_s: float) -> int:
    return start_ms + round(at_s * 1000)


def _from_the_first_picture(container: av.container.InputContainer, video: av.VideoStream) -> Iterator[av.Packet]:
    """Yield the packets with times that count from the first picture, as a session's do, and none before it."""
    packets = [packet for packet in container.demux() if packet.dts is not None]
    first_s = min(_at_s(packet.pts, packet) for packet in packets if packet.stream_index == video.index)
    for packet in packets:
        shift = round(first_s / packet.time_base)
        packet.pts, packet.dts = packet.pts - shift, packet.dts - shift
        if packet.pts >= 0:
            yield packet


def _at_s(ticks: int, packet: av.Packet) -> Fraction:
    return Fraction(ticks) * Fraction(packet.time_base.numerator, packet.time_base.denominator)


def as_camera(fragments: list[Fragment], camera_id: str, *, session_id: str | None = None) -> list[Fragment]:
    """Return the same footage as if another camera, or another session, had sent it."""
    return [replace(item, camera_id=camera_id, session_id=session_id or item.session_id) for item in fragments]


def moved(fragments: list[Fragment], by_ms: int) -> list[Fragment]:
    """Return the same footage at another time."""
    return [replace(item, start_ms=item.start_ms + by_ms) for item in fragments]


def _encoder_options(codec: str) -> dict[str, str]:
    if codec == "libx265":
        return {"preset": "ultrafast", "x265-params": "keyint=10:min-keyint=10:bframes=0:scenecut=0:log-level=none"}
    return {"preset": "ultrafast", "tune": "zerolatency", "sc_threshold": "0"}


def _pictures(stream: av.VideoStream, seconds: int, frames_per_s: int) -> Iterator[av.Packet]:
    for number in range(seconds * frames_per_s):
        grey = number // frames_per_s * GREY_PER_S % 256
        pixels = np.full((stream.height, stream.width, 3), grey, dtype=np.uint8)
        frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
        frame.pts, frame.time_base = number, Fraction(1, frames_per_s)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _sounds(
    stream: av.AudioStream, seconds: int, beeps_s: Sequence[float] | None, *, is_left_only: bool
) -> Iterator[av.Packet]:
    rate = stream.codec_context.sample_rate
    times = np.arange(seconds * rate) / rate
    loud = times % 1 >= 0.5
    if beeps_s is not None:
        loud = np.any([(times >= at_s) & (times < at_s + BEEP_S) for at_s in beeps_s], axis=0)
    wave = (0.5 * np.sin(2 * np.pi * BEEP_HZ * times) * loud).astype(np.float32)
    waves = np.stack([wave, np.zeros_like(wave)]) if is_left_only else wave[np.newaxis, :]
    whole = av.AudioFrame.from_ndarray(waves, format="fltp", layout="stereo" if is_left_only else "mono")
    whole.sample_rate, whole.pts, whole.time_base = rate, 0, Fraction(1, rate)
    size = stream.codec_context.frame_size or rate // 50
    resampler = av.AudioResampler(stream.codec_context.format, stream.layout, rate, frame_size=size)
    for frame in [*resampler.resample(whole), *resampler.resample(None)]:
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _seconds(packet: av.Packet) -> float:
    return float(packet.dts * packet.time_base.numerator / packet.time_base.denominator)
