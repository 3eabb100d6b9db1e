"""A clip file, cut into RTP packets once, with the instants at which a camera would send them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import av

from wallflower.playback.rtp import Packetizer, Payload, Sample, sample_of, single_unit
from wallflower.playback.sdp import TrackFormat, track_format

_HALF = 1 << 31


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipEvent:
    """Packets sent together, `at_s` after the clip's start. `is_key`: a video decoder can start here."""

    at_s: float
    track: int
    payloads: list[Payload]
    is_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """What is looped: the events in order of sending; `duration_s` is that of the video."""

    tracks: tuple[TrackFormat, ...]
    events: tuple[ClipEvent, ...]
    duration_s: float

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file whose first track kind is video; raise what libav raises for anything unreadable."""
        with av.open(str(path)) as container:
            streams = [*container.streams.video[:1], *container.streams.audio[:1]]
            tracks = tuple(track_format(stream, index) for index, stream in enumerate(streams))
            start_s, samples = _read(container, streams)
            loaders = [
                _TrackLoader(stream, track, index, start_s)
                for index, (stream, track) in enumerate(zip(streams, tracks, strict=True))
            ]
            events = [event for index, sample in samples for event in loaders[index].load(sample)]
            for loader in loaders:
                events += loader.finish()
        duration_s = max(loader.end_s for loader in loaders if loader.track.kind == "video")
        kept = sorted((event for event in events if event.at_s < duration_s), key=lambda event: event.at_s)
        return cls(tracks=tracks, events=tuple(kept), duration_s=duration_s)


def _read(container: Any, streams: list[Any]) -> tuple[float, list[tuple[int, Sample]]]:
    """Return the earliest decode time and all samples with the index of their stream."""
    samples: list[tuple[int, Sample]] = []
    start_s = float("inf")
    for packet in container.demux(streams):
        sample = sample_of(packet)
        if sample is not None:
            start_s = min(start_s, sample.dts_s)
            samples.append((streams.index(packet.stream), sample))
    return start_s, samples


class _TrackLoader:
    """Packetises one track. Video is due at its decode time, audio at its presentation time."""

    def __init__(self, stream: Any, track: TrackFormat, index: int, start_s: float) -> None:
        self.track = track
        self.end_s = 0.0
        self._index = index
        self._start_s = start_s
        self._packetizer = Packetizer(stream, track)
        self._last: Sample | None = None

    def load(self, sample: Sample) -> list[ClipEvent]:
        """Return what is complete now."""
        self._last = sample
        at_s = sample.dts_s - self._start_s
        self.end_s = max(self.end_s, at_s + float(sample.duration * sample.time_base))
        payloads = self._packetizer.pack(sample)
        if self.track.kind == "video":
            return [self._video(sample, payloads, at_s)]
        return [self._audio(payload) for payload in payloads]

    def finish(self) -> list[ClipEvent]:
        """Push the last audio frame out of the muxer by packing it a second time."""
        out: list[ClipEvent] = []
        if self.track.kind == "audio" and self._last is not None:
            last = self._last
            step = max(last.duration, 1)
            extra = last._replace(pts=last.pts + step, dts=last.dts + step)
            out = [self._audio(payload) for payload in self._packetizer.pack(extra)]
        self._packetizer.close()
        return out

    def _video(self, sample: Sample, payloads: list[Payload], at_s: float) -> ClipEvent:
        """As real cameras do, repeat the parameter sets before every keyframe."""
        if sample.is_key and payloads:
            sets = [single_unit(unit, self.track, payloads[0].ticks) for unit in self.track.parameter_sets]
            payloads = sets + payloads
        return ClipEvent(at_s=at_s, track=self._index, payloads=payloads, is_key=sample.is_key)

    def _audio(self, payload: Payload) -> ClipEvent:
        ticks = payload.ticks - 2 * _HALF if payload.ticks >= _HALF else payload.ticks
        at_s = max(0.0, ticks / self.track.clock_hz - self._start_s)
        return ClipEvent(at_s=at_s, track=self._index, payloads=[payload], is_key=False)
