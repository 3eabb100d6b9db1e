"""Writes one MP4 file from frames that are already encoded, on a timeline that begins at 0 and has no holes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from wallflower.errors import StorageError
from wallflower.media import mp4
from wallflower.media.fragment import Fragment, Init
from wallflower.playback.export_timeline import Caption, Timeline
from wallflower.wire import ErrorCode

# Video times that differ less follow each other; more is missing time, which is cut out.
JOINT_S = Fraction(1, 10)
_MS = Fraction(1, 1000)
_OPTIONS = {"movflags": "+faststart"}
_STYLE = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour\n"
    "Style: Default,Sans,18,&Hffffff\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n"
)


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


class ExportMuxer:
    """One file; `with_video` False keeps the sound alone. Its `timeline` tells where every instant went."""

    def __init__(
        self, path: Path, init: Init, *, with_video: bool = True, extradata: bytes | None = None, captions: bool = False
    ) -> None:
        """Create the file with the tracks of `init`, video with other parameter sets when `extradata` is given."""
        self.path = path
        self.init_id = init.id
        self.timeline = Timeline()
        self._file = av.open(str(path), "w", format="mp4", options=_OPTIONS)
        with av.open(io.BytesIO(init.data), format="mp4") as template:
            self._video = self._copy(template.streams.video[0]) if with_video else None
            has_audio = bool(template.streams.audio)
            self._audio = self._copy(template.streams.audio[0]) if has_audio else None
        if extradata is not None and self._video is not None:
            self._video.codec_context.extradata = extradata
        self._texts = self._add_texts() if captions else None
        self._session = ""
        self._shift = Fraction(0)
        self._expected = Fraction(0)
        self._end = Fraction(0)
        self._last_dts = {True: Fraction(-1000), False: Fraction(-1000)}

    @property
    def has_audio(self) -> bool:
        """Whether there is a track of sound."""
        return self._audio is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return self.timeline.length_ms == 0

    def add(self, frames: Frames) -> None:
        """Append a fragment; one that does not follow the last one follows it now."""
        fragment = frames.fragment
        if frames.video:
            self._join(fragment.session_id, frames.video)
            start = min(frame.pts for frame in frames.video) + self._shift
            self.timeline.add(fragment.start_ms, fragment.end_ms, float(start * 1000))
            self._end = max(frame.pts + frame.duration for frame in frames.video) + self._shift
            self._expected = frames.video[-1].dts + frames.video[-1].duration
        for frame in frames.video if self._video is not None else ():
            self._write(frame, self._video, is_video=True)
        for frame in frames.audio if self._audio is not None else ():
            if frame.pts + self._shift >= 0:
                self._write(frame, self._audio, is_video=False)

    def add_captions(self, captions: Sequence[Caption]) -> None:
        """Write the captions, whose times are the film's, into their track."""
        at_ms = 0
        for caption in captions:
            if caption.start_ms > at_ms:
                self._write_text("", at_ms, caption.start_ms)
            self._write_text("\n".join(caption.rows), caption.start_ms, caption.end_ms)
            at_ms = caption.end_ms
        if at_ms < self.timeline.length_ms:
            self._write_text("", at_ms, self.timeline.length_ms)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def _copy(self, stream: Any) -> Any:
        copy = self._file.add_stream_from_template(stream, opaque=stream.type == "video")
        copy.time_base = stream.time_base
        return copy

    def _add_texts(self) -> Any:
        stream = self._file.add_stream("mov_text")
        stream.codec_context.subtitle_header = _STYLE.encode()
        stream.codec_context.time_base = stream.time_base = _MS
        return stream

    def _join(self, session: str, video: Sequence[Frame]) -> None:
        """Let the timeline go on without a hole where a session or a stretch of it begins."""
        if session == self._session and abs(video[0].dts - self._expected) <= JOINT_S:
            return
        self._session = session
        self._shift = self._end - min(frame.pts for frame in video)
        late = self._last_dts[True] - (video[0].dts + self._shift)
        if late >= 0:
            self._shift += late + _MS

    def _write(self, frame: Frame, stream: Any, *, is_video: bool) -> None:
        dts = frame.dts + self._shift
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

    def _write_text(self, text: str, start_ms: int, end_ms: int) -> None:
        data = text.encode()
        packet = av.Packet(len(data).to_bytes(2) + data)
        packet.stream = self._texts
        packet.time_base = _MS
        packet.pts = packet.dts = start_ms
        packet.duration = end_ms - start_ms
        packet.is_keyframe = True
        self._mux(packet)

    def _mux(self, packet: av.Packet) -> None:
        try:
            self._file.mux(packet)
        except av.FFmpegError as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise StorageError("frames of the recording do not fit into MP4", code=ErrorCode.CODEC_ERROR) from error
