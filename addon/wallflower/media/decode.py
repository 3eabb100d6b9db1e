"""Turns fragments back into sound and pictures, without ever opening a container per fragment."""

import io
from dataclasses import dataclass
from typing import Any

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray

from wallflower.errors import SourceError
from wallflower.media import mp4
from wallflower.media.fragment import Fragment, Init
from wallflower.media.picture import Rgb
from wallflower.wire import ErrorCode

SAMPLE_RATE_HZ = 16_000
# Pixel formats whose first plane is the brightness in 8 bits.
_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "gray"})


@dataclass(frozen=True, slots=True)
class Sound:
    """Float32 samples, the first of them heard at `start_ms` UTC: n of mono, or channels×n if so asked for."""

    start_ms: int
    samples: NDArray[np.float32]
    rate_hz: int = SAMPLE_RATE_HZ

    @property
    def end_ms(self) -> int:
        """UTC instant behind the last sample."""
        count: int = self.samples.shape[-1]
        return self.start_ms + count * 1000 // self.rate_hz


@dataclass(frozen=True, slots=True)
class Picture:
    """One decoded frame, H×W×3 RGB, seen at `at_ms` UTC."""

    at_ms: int
    rgb: Rgb


class AudioDecoder:
    """Sound of one camera's fragments. A new session or a hole starts the decoder anew."""

    def __init__(self, rate_hz: int = SAMPLE_RATE_HZ, *, is_stereo: bool = False) -> None:
        """Wait for the first fragment. `is_stereo` keeps two channels where there are so many; else all is mono."""
        self._rate_hz = rate_hz
        self._is_stereo = is_stereo
        self._following: tuple[str, int] | None = None
        self._init_id = ""
        self._tracks: tuple[mp4.Track, ...] = ()
        self._track: mp4.Track | None = None
        self._decoder: AudioCodecContext | None = None
        self._resampler = self._resampling(1)

    def feed(self, fragment: Fragment) -> list[Sound]:
        """Return the fragment's sound: one piece, or none without audio; what cannot be decoded is left out."""
        if self._following != (fragment.session_id, fragment.sequence) or self._init_id != fragment.init.id:
            self._start(fragment.init)
        self._following = (fragment.session_id, fragment.sequence + 1)
        if self._decoder is None or self._track is None:
            return []
        run = next((run for run in mp4.parse_fragment(fragment.data, self._tracks) if self._is_audio(run)), None)
        if run is None or not run.samples:
            return []
        pieces = [piece for sample in run.samples for piece in self._decode(self._decoder, fragment.data, sample)]
        if not pieces:
            return []
        offset_s = run.decode_time / self._track.timescale - fragment.decode_time / fragment.init.timescale
        samples = np.concatenate(pieces, axis=1)
        at_ms = fragment.start_ms + round(1000 * offset_s)
        return [Sound(at_ms, samples if self._is_stereo else samples[0], self._rate_hz)]

    def _is_audio(self, run: mp4.TrackRun) -> bool:
        return self._track is not None and run.track_id == self._track.id

    def _start(self, init: Init) -> None:
        self._init_id = init.id
        self._tracks = mp4.parse_tracks(init.data)
        self._track = next((track for track in self._tracks if track.kind == "audio"), None)
        context = _codec_context(init, "audio") if self._track else None
        self._decoder = context if isinstance(context, AudioCodecContext) else None
        self._resampler = self._resampling(_channels(self._decoder) if self._is_stereo and self._decoder else 1)

    def _resampling(self, channels: int) -> av.AudioResampler:
        layout = "stereo" if channels > 1 else "mono"
        return av.AudioResampler(format="fltp", layout=layout, rate=self._rate_hz, threads=1)

    def _decode(self, decoder: AudioCodecContext, data: bytes, sample: mp4.Sample) -> list[NDArray[np.float32]]:
        if sample.offset + sample.size > len(data) or not sample.size:
            return []  # an empty packet would end the decoder for good
        try:
            frames = decoder.decode(av.Packet(data[sample.offset : sample.offset + sample.size]))
            for frame in frames:
                frame.pts = None
            return [piece.to_ndarray() for frame in frames for piece in self._resampler.resample(frame)]
        except av.FFmpegError:
            return []


class Keyframe:
    """A decoded keyframe that is converted only as far as somebody looks at it."""

    def __init__(self, at_ms: int, frame: av.VideoFrame, width: int | None) -> None:
        """`width` bounds what `rgb` returns."""
        self.at_ms = at_ms
        self._frame = frame
        self._width = width

    def grey(self) -> NDArray[np.uint8]:
        """Return the brightness of the whole frame, H×W, read-only and where possible without copying it."""
        frame = self._frame
        if frame.format.name not in _PLANAR:
            return np.asarray(frame.to_ndarray(format="gray"))
        plane = frame.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        return rows[: frame.height, : frame.width]

    def rgb(self) -> Rgb:
        """Return the frame in colours, scaled down if it is too wide."""
        return to_rgb(self._frame, self._width)


class KeyframeDecoder:
    """Pictures of one camera's keyframes, scaled down to `width` if wider."""

    def __init__(self, width: int | None = None) -> None:
        """Wait for the first keyframe; `width` None keeps the camera's size."""
        self._width = width
        self._init_id = ""
        self._tracks: tuple[mp4.Track, ...] = ()
        self._decoder: VideoCodecContext | None = None

    def feed(self, fragment: Fragment) -> Picture | None:
        """Return the fragment's keyframe if it has one that can be decoded."""
        keyframe = self.decode(fragment)
        return None if keyframe is None else Picture(keyframe.at_ms, keyframe.rgb())

    def decode(self, fragment: Fragment) -> Keyframe | None:
        """Return what `feed` does, but not converted yet."""
        if not fragment.is_key:
            return None
        if self._init_id != fragment.init.id:
            self._init_id = fragment.init.id
            self._tracks = mp4.parse_tracks(fragment.init.data)
            context = _codec_context(fragment.init, "video")
            self._decoder = context if isinstance(context, VideoCodecContext) else None
        runs = mp4.parse_fragment(fragment.data, self._tracks)
        run = next((run for run in runs if run.track_id == fragment.init.video_track), None)
        if self._decoder is None or run is None or not run.samples:
            return None
        sample = run.samples[0]
        frame = _decode_alone(self._decoder, fragment.data[sample.offset : sample.offset + sample.size])
        return None if frame is None else Keyframe(fragment.start_ms, frame, self._width)


def video_decoder(init: Init) -> VideoCodecContext:
    """Return a fresh decoder of an initialisation segment's video; raise `SourceError` (codec)."""
    context = _codec_context(init, "video")
    if not isinstance(context, VideoCodecContext):
        raise SourceError("the recording's codec is not known here", code=ErrorCode.CODEC_ERROR)
    return context


def channels(init: Init) -> int:
    """Return how many channels to keep of what an initialisation segment's sound has: 0 without any, 2 at most."""
    context = None if init.audio_codec is None else _codec_context(init, "audio")
    return _channels(context) if isinstance(context, AudioCodecContext) else 0


def to_rgb(frame: av.VideoFrame, width: int | None) -> Rgb:
    """Convert a frame, scaled down to `width` if it is wider."""
    if width is not None and frame.width > width:
        height = max(2, frame.height * width // frame.width // 2 * 2)
        frame = frame.reformat(width=width, height=height, format="rgb24")
    rgb: Rgb = frame.to_ndarray(format="rgb24")
    return rgb


def _decode_alone(decoder: VideoCodecContext, data: bytes) -> av.VideoFrame | None:
    """Decode one keyframe at once: without the flush it would come out one keyframe late."""
    try:
        frames = [*decoder.decode(av.Packet(data)), *decoder.decode(None)]
    except av.FFmpegError:
        frames = []
    decoder.flush_buffers()
    return frames[0] if frames else None


def _codec_context(init: Init, kind: str) -> Any:
    """Let libavformat read the codec's set-up from the initialisation segment, then make a decoder of our own."""
    try:
        with av.open(io.BytesIO(init.data), format="mp4") as container:
            template = next(stream for stream in container.streams if stream.type == kind).codec_context
            context = av.CodecContext.create(template.name, "r")
            context.extradata = template.extradata
            if isinstance(context, AudioCodecContext):
                context.sample_rate = template.sample_rate
                context.layout = template.layout
            else:
                context.thread_count = 1
            return context
    except (av.FFmpegError, StopIteration, ValueError) as error:
        raise SourceError("the recording's codec is not known here", code=ErrorCode.CODEC_ERROR) from error


def _channels(context: AudioCodecContext) -> int:
    return min(2, context.layout.nb_channels)
