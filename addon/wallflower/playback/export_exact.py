"""Clips that begin and end at the very frame: only the keyframe groups at both edges are encoded anew.

The new pictures get parameter sets of their own, under an id that the camera does not use, in the same track; all other
pictures stay as the camera made them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import av

from wallflower.errors import StorageError
from wallflower.media import mp4
from wallflower.media.decode import video_decoder
from wallflower.media.fragment import Fragment, Init
from wallflower.playback import avc
from wallflower.playback.export_muxer import Frame, Frames, delay_of, take_apart
from wallflower.wire import ErrorCode

_CLOCK = 90_000
_QUALITY = {"preset": "veryfast", "tune": "zerolatency", "crf": "18"}


@dataclass(frozen=True, slots=True)
class Edges:
    """Makes edge groups for one initialisation segment; `data` is the segment with both kinds of parameter sets."""

    init: Init
    data: bytes
    set_id: int

    @classmethod
    def of(cls, init: Init) -> Edges | None:
        """Prepare for this kind of video; None when it must be encoded anew as a whole."""
        if init.video_codec != "h264":
            return None
        try:
            sets = avc.find_sets(init.data)
            set_id = sets.free_id()
            encoder = _encoder((init.width, init.height, "yuv420p"), set_id)
            encoder.open()
            return cls(init, avc.with_sets(init.data, sets.joined(bytes(encoder.extradata or b""))), set_id)
        except mp4.Mp4Error, av.FFmpegError:
            return None

    def encode(self, group: Group, kept: set[Fraction]) -> list[Frame]:
        """Encode the pictures of a group whose times are in `kept`; raise `StorageError` if they cannot be decoded."""
        encoder: Any = None
        coded: list[Frame] = []
        sources = {round(pts * _CLOCK): pts for pts in kept}
        for picture, frame in decode_group(self.init, group.video):
            if frame.pts not in kept:
                continue
            if encoder is None:
                encoder = _encoder((picture.width, picture.height, picture.format.name), self.set_id)
            picture.pts, picture.time_base = round(frame.pts * _CLOCK), Fraction(1, _CLOCK)
            picture.pict_type = av.video.frame.PictureType.NONE
            coded += [_frame(packet, sources[packet.pts], frame.duration) for packet in encoder.encode(picture)]
        if encoder is not None:
            coded += [_frame(packet, sources[packet.pts], group.video[-1].duration) for packet in encoder.encode(None)]
        return coded


@dataclass(frozen=True, slots=True)
class Group:
    """The fragments from one keyframe to the next."""

    parts: tuple[Frames, ...]

    @property
    def video(self) -> tuple[Frame, ...]:
        """All its pictures, in the order of decoding."""
        return tuple(frame for part in self.parts for frame in part.video)

    def times(self) -> dict[Fraction, float]:
        """Return the instant (UTC, ms) of every picture by its media time."""
        return {
            frame.pts: part.fragment.start_ms + float((frame.pts - part.video[0].dts) * 1000)
            for part in self.parts
            for frame in part.video
        }

    def within(self, window: tuple[int, int]) -> set[Fraction]:
        """Return the media times of the pictures that are to be seen in [start, end), to the millisecond.

        The first of them may have appeared before: without it nothing would be seen until the next.
        """
        times = self.times()
        shown = sorted(times)
        if not shown:
            return set()
        last_s = max(frame.duration for frame in self.video if frame.pts == shown[-1])
        gone = [*(times[pts] for pts in shown[1:]), times[shown[-1]] + float(last_s * 1000)]
        start_ms, end_ms = window
        return {
            pts
            for pts, gone_ms in zip(shown, gone, strict=True)
            if times[pts] + 0.5 < end_ms and gone_ms - 0.5 > start_ms
        }

    def is_fresh(self) -> bool:
        """Whether it begins with a picture after which other parameter sets may be used."""
        video = self.video
        return bool(video) and avc.is_idr(video[0].data)


def groups(fragments: Iterator[Fragment]) -> Iterator[Group]:
    """Join fragments into keyframe groups."""
    parts: list[Frames] = []
    for fragment in fragments:
        if fragment.is_key and parts:
            yield Group(tuple(parts))
            parts = []
        parts.append(take_apart(fragment))
    if parts:
        yield Group(tuple(parts))


def cut(group: Group, window: tuple[int, int], edges: Edges) -> list[Frames]:
    """Return the parts of a group that lie in [start, end), to the frame; none if nothing does."""
    times = group.times()
    kept = group.within(window)
    if len(kept) == len(times):
        return list(group.parts)
    if not kept:
        return []
    video = [frame for frame in group.video if frame.pts in kept]
    is_prefix = video == list(group.video[: len(video)])
    if not (is_prefix and delay_of(group.video) == 0 and all(frame.pts == frame.dts for frame in group.video)):
        # As far ahead of their times as the camera's own are decoded, or what follows would be decoded before them.
        ahead = max(Fraction(0), group.video[0].pts - group.video[0].dts)
        video = [replace(frame, dts=frame.pts - ahead) for frame in edges.encode(group, kept)]
    return [one_part(group, video, times)] if video else []


def one_part(group: Group, video: Sequence[Frame], times: dict[Fraction, float]) -> Frames:
    """Make one fragment of what is left of a group, with the sound of the same time."""
    first, last = video[0], video[-1]
    begin, finish = group.parts[0].fragment, group.parts[-1].fragment
    # At its own edges a group ends and begins where its neighbours begin and end, whatever rounding says.
    start_ms = begin.start_ms if first.pts == min(times) else round(times[first.pts])
    end_ms = finish.end_ms if last.pts == max(times) else round(times[last.pts] + float(last.duration * 1000))
    fragment = replace(begin, start_ms=start_ms, duration_ms=end_ms - start_ms)
    sound = (frame for part in group.parts for frame in part.audio)
    audio = tuple(frame for frame in sound if first.pts <= frame.pts < last.pts + last.duration)
    return Frames(fragment=fragment, video=tuple(video), audio=audio)


def decode_group(init: Init, video: Sequence[Frame]) -> Iterator[tuple[av.VideoFrame, Frame]]:
    """Yield every picture of a group with the frame it comes from; raise `StorageError` if they cannot be decoded."""
    decoder = video_decoder(init)
    by_pts = {round(frame.pts * _CLOCK): frame for frame in video}
    try:
        for frame in video:
            packet = av.Packet(frame.data)
            packet.pts = packet.dts = round(frame.pts * _CLOCK)
            yield from _paired(decoder.decode(packet), by_pts)
        yield from _paired(decoder.decode(None), by_pts)
    except av.FFmpegError as error:
        raise StorageError("pictures at the edge of the clip cannot be decoded", code=ErrorCode.CODEC_ERROR) from error


def _paired(pictures: Sequence[av.VideoFrame], by_pts: dict[int, Frame]) -> Iterator[tuple[av.VideoFrame, Frame]]:
    for picture in pictures:
        frame = by_pts.get(-1 if picture.pts is None else picture.pts)
        if frame is not None:
            yield picture, frame


def _encoder(form: tuple[int, int, str], set_id: int) -> Any:
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = form
    encoder.time_base = Fraction(1, _CLOCK)
    encoder.framerate = Fraction(25, 1)
    encoder.thread_count = 1
    encoder.flags |= av.codec.context.Flags.global_header
    encoder.options = _QUALITY | {"x264-params": f"sps-id={set_id}:keyint=infinite:scenecut=0"}
    return encoder


def _frame(packet: av.Packet, pts: Fraction, duration: Fraction) -> Frame:
    return Frame(data=avc.prefixed(bytes(packet)), pts=pts, dts=pts, duration=duration, is_key=packet.is_keyframe)
