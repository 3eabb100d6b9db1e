"""Writes one MP4 file from frames that are already encoded, on a timeline that begins at 0 and has no holes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from wallflower.errors import StorageError
from wallflower.media import mp4
from wallflower.media.fragment import Fragment, Init
from wallflower.playback.export_plan import FRAMES_PER_S
from wallflower.playback.export_texts import TextTrack
from wallflower.playback.export_timeline import Caption, Timeline
from wallflower.wire import ErrorCode

# Video times that differ less follow each other; more is missing time, which is cut out.
JOINT_S = Fraction(1, 10)
_MS = Fraction(1, 1000)
_CLOCK = 90_000
_QUALITY = {"preset": "veryfast", "crf": "21"}
_OPTIONS = {"movflags": "+faststart"}


class Video(Enum):
    """What becomes of the pictures."""

    COPIED = auto()
    ENCODED = auto()
    LEFT_OUT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One coded frame at its place in its session, times in seconds."""

    data: bytes
    pts: Fraction
    dts: Fraction
    duration: Fraction
    is_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """A fragment taken apart."""

    fragment: Fragment
    video: tuple[Frame, ...]
    audio: tuple[Frame, ...]


def take_apart(fragment: Fragment) -> Frames:
    """Return the frames of a checked fragment."""
    tracks = mp4.parse_tracks(fragment.init.data)
    found: dict[str, list[Frame]] = {"video": [], "audio": []}
    for run in mp4.parse_fragment(fragment.data, tracks):
        track = next(track for track in tracks if track.id == run.track_id)
        at = run.decode_time
        for sample in run.samples:
            frame = Frame(
                data=fragment.data[sample.offset : sample.offset + sample.size],
                pts=Fraction(at + sample.composition_offset, track.timescale),
                dts=Fraction(at, track.timescale),
                duration=Fraction(sample.duration, track.timescale),
                is_key=sample.is_sync,
            )
            at += sample.duration
            found.setdefault(track.kind, []).append(frame)
    return Frames(fragment=fragment, video=tuple(found["video"]), audio=tuple(found["audio"]))


def delay_of(video: Sequence[Frame]) -> Fraction:
    """Return how far ahead of their times pictures are decoded: recordings keep decode times that are too late."""
    return max([Fraction(0), *(frame.dts - frame.pts for frame in video)])


class ExportMuxer:
    """One file; `with_video` False keeps the sound alone. Its `timeline` tells where every instant went.

    `delay` is how far ahead of their times pictures must be decoded; set it before the first is written.
    """

    def __init__(
        self, path: Path, init: Init, *, video: Video = Video.COPIED, captions: bool = False, data: bytes | None = None
    ) -> None:
        """Create the file with the tracks of `init`, or as `data`, another form of it, describes them."""
        self.path = path
        self.init_id = init.id
        self.delay = Fraction(0)
        self.timeline = Timeline()
        self._file = av.open(str(path), "w", format="mp4", options=_OPTIONS)
        with av.open(io.BytesIO(data or init.data), format="mp4") as template:
            self._video = self._copy(template.streams.video[0]) if video is Video.COPIED else None
            has_audio = bool(template.streams.audio)
            self._audio = self._copy(template.streams.audio[0]) if has_audio else None
        self._encoded = self._add_encoder(init) if video is Video.ENCODED else None
        self._texts = TextTrack(self._file, self._mux) if captions else None
        self._session = ""
        self._shift = Fraction(0)
        self._expected = Fraction(0)
        self._end = Fraction(0)
        self._last_pts = -1
        self._last_dts = {True: Fraction(-1000), False: Fraction(-1000)}

    @property
    def has_audio(self) -> bool:
        """Whether there is a track of sound."""
        return self._audio is not None

    @property
    def length_ms(self) -> int:
        """How long the film is so far."""
        return round(self._end * 1000)

    def add(self, frames: Frames, pictures: Iterable[tuple[av.VideoFrame, Fraction]] = ()) -> None:
        """Append a fragment; one that does not follow the last one follows it now.

        Where video is encoded anew, these are its pictures with their times in the session.
        """
        fragment = frames.fragment
        if frames.video:
            self.delay = max(self.delay, delay_of(frames.video))
            self._join(fragment.session_id, frames.video)
            start = frames.video[0].dts + self._shift
            self.timeline.add(fragment.start_ms, fragment.end_ms, float(start * 1000))
            self._end = max(frame.pts + frame.duration for frame in frames.video) + self._shift
            self._expected = frames.video[-1].dts + frames.video[-1].duration
        for frame in frames.video if self._video is not None else ():
            self._write(frame, self._video, is_video=True)
        for picture, pts in pictures:
            self._encode(picture, round((pts + self._shift) * _CLOCK))
        for frame in frames.audio if self._audio is not None else ():
            if frame.pts + self._shift >= 0:
                self._write(frame, self._audio, is_video=False)

    def add_captions(self, captions: Sequence[Caption]) -> None:
        """Write the captions, whose times are the film's, into their track."""
        if self._texts is not None:
            self._texts.write(captions, self.timeline.length_ms)

    def close(self) -> None:
        """Finish the file."""
        if self._encoded is not None:
            self._file.mux(self._encoded.encode(None))
        self._file.close()

    def _add_encoder(self, init: Init) -> Any:
        stream = self._file.add_stream("libx264", rate=FRAMES_PER_S, options=_QUALITY)
        stream.width, stream.height = init.width // 2 * 2, init.height // 2 * 2
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, _CLOCK)
        return stream

    def _encode(self, picture: av.VideoFrame, pts: int) -> None:
        if self._encoded is None or pts <= self._last_pts:
            return
        self._last_pts = pts
        frame = picture.reformat(width=self._encoded.width, height=self._encoded.height, format="yuv420p")
        frame.pts, frame.time_base = pts, Fraction(1, _CLOCK)
        frame.pict_type = av.video.frame.PictureType.NONE
        self._file.mux(self._encoded.encode(frame))

    def _copy(self, stream: Any) -> Any:
        copy = self._file.add_stream_from_template(stream, opaque=stream.type == "video")
        copy.time_base = stream.time_base
        return copy

    def _join(self, session: str, video: Sequence[Frame]) -> None:
        """Let the timeline go on without a hole where a session or a stretch of it begins."""
        if session == self._session and abs(video[0].dts - self._expected) <= JOINT_S:
            return
        self._session = session
        self._shift = self._end - min(frame.pts for frame in video)
        late = self._last_dts[True] - (video[0].dts - self.delay + self._shift)
        if late >= 0:
            self._shift += late + _MS

    def _write(self, frame: Frame, stream: Any, *, is_video: bool) -> None:
        dts = frame.dts + self._shift - (self.delay if is_video else 0)
        if dts <= self._last_dts[is_video]:
            return  # sound of both sides of a joint: the later one waits
        self._last_dts[is_video] = dts
        packet = av.Packet(frame.data)
        base = Fraction(1, 1_000_000)
        packet.stream = stream
        packet.time_base = base
        packet.pts = round((frame.pts + self._shift) / base)
        packet.dts = round(dts / base)
        packet.duration = round(frame.duration / base)
        packet.is_keyframe = frame.is_key
        self._mux(packet)

    def _mux(self, packet: av.Packet) -> None:
        try:
            self._file.mux(packet)
        except av.FFmpegError as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise StorageError("frames of the recording do not fit into MP4", code=ErrorCode.CODEC_ERROR) from error
