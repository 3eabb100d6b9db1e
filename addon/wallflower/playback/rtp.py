"""RTP packets (RFC 3550) made by libavformat's muxer, and the headers we write ourselves."""

import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import av

from wallflower.playback.sdp import TrackFormat

MAX_PACKET_BYTES = 1440
NTP_EPOCH_S = 2208988800  # seconds from 1900 to 1970
_MASK = 0xFFFFFFFF
_SENDER_REPORT, _SOURCE_DESCRIPTION = 200, 202


class Sample(NamedTuple):
    """One encoded frame, copied out of libav; times in ticks of `time_base` seconds.

    A tuple, because one is made of every packet of every camera.
    """

    data: bytes
    pts: int
    dts: int
    duration: int
    time_base: Fraction
    is_key: bool

    @property
    def dts_s(self) -> float:
        """Decode time in seconds."""
        return self.dts * self.time_base.numerator / self.time_base.denominator


def sample_of(packet: Any, time_base: Fraction | None = None) -> Sample | None:
    """Copy a libav packet; None when it is empty or carries no time. A known `time_base` saves making a fraction."""
    dts, pts = packet.dts, packet.pts
    if dts is None or not packet.size:
        return None
    base = time_base or packet.time_base
    return Sample(bytes(packet), dts if pts is None else pts, dts, packet.duration or 0, base, packet.is_keyframe)


@dataclass(frozen=True, slots=True)
class Payload:
    """One RTP packet whose sequence number, timestamp and SSRC are still to be stamped.

    `ticks` is its presentation time on the track's RTP clock, modulo 2³².
    """

    ticks: int
    data: bytes


class _Sink:
    """Receives each packet that the muxer flushes."""

    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.packets.append(bytes(data))
        return len(data)

    def seekable(self) -> bool:
        return False


class Packetizer:
    """Cuts the samples of one stream into RTP packets.

    The muxer may hold a small audio frame back until the next one, so packets can belong to an earlier sample; `ticks`
    tells. Not thread-safe.
    """

    def __init__(self, stream: Any, track: TrackFormat) -> None:
        """Take the codec parameters from a libav input stream."""
        self._sink = _Sink()
        options = {
            "packetsize": str(MAX_PACKET_BYTES),
            "payload_type": str(track.payload_type),
            "rtpflags": "skip_rtcp",
        }
        self._output = av.open(self._sink, "w", format="rtp", buffer_size=MAX_PACKET_BYTES, container_options=options)
        self._stream = self._output.add_stream_from_template(stream, opaque=True)
        self._output.start_encoding()
        self._origin: int | None = None
        self._first_ticks: int | None = None

    def pack(self, sample: Sample) -> list[Payload]:
        """Return the packets that are complete now."""
        packet = av.Packet(sample.data)
        packet.pts, packet.dts, packet.duration = sample.pts, sample.dts, sample.duration
        packet.time_base, packet.is_keyframe = sample.time_base, sample.is_key
        packet.stream = self._stream
        self._sink.packets.clear()
        self._output.mux_one(packet)
        if self._first_ticks is None:
            self._first_ticks = packet.pts  # muxing has put it onto the RTP clock
        return [self._payload(data) for data in self._sink.packets]

    def close(self) -> None:
        """Free the muxer."""
        self._output.close()

    def _payload(self, data: bytes) -> Payload:
        timestamp = struct.unpack_from(">I", data, 4)[0]
        if self._origin is None:
            # The muxer adds a random offset; its first packet always belongs to the first sample.
            self._origin = timestamp - (self._first_ticks or 0)
        return Payload((timestamp - self._origin) & _MASK, data)


def single_unit(unit: bytes, track: TrackFormat, ticks: int) -> Payload:
    """Wrap one small NAL unit (a parameter set) into a packet of its own, without the marker bit."""
    return Payload(ticks, struct.pack(">BBHII", 0x80, track.payload_type, 0, 0, 0) + unit)


def interleave(packet: bytes, channel: int) -> bytes:
    """Prefix a packet for RTSP's TCP transport (RFC 2326, 10.12)."""
    return struct.pack(">BBH", 0x24, channel, len(packet)) + packet


@dataclass(slots=True)
class RtpState:
    """What one sender has sent on one track."""

    track: int
    clock_hz: int
    ssrc: int
    base: int
    sequence: int = 0
    packets: int = 0
    octets: int = 0

    def stamp(self, payloads: list[Payload], shift_ticks: int = 0) -> bytes:
        """Number and stamp the packets, and return them interleaved on the track's channel."""
        out = bytearray()
        for payload in payloads:
            start = len(out) + 4
            out += interleave(payload.data, 2 * self.track)
            timestamp = (self.base + payload.ticks + shift_ticks) & _MASK
            struct.pack_into(">HII", out, start + 2, self.sequence, timestamp, self.ssrc)
            self.sequence = (self.sequence + 1) & 0xFFFF
            self.packets += 1
            self.octets += len(payload.data) - 12
        return bytes(out)

    def sender_report(self, media_s: float, wall_s: float) -> bytes:
        """Return the RTCP packet that ties media time to the wall clock (RFC 3550, 6.4.1), with the SDES it needs."""
        seconds = int(wall_s)
        report = struct.pack(
            ">BBHIIIIII",
            0x80,
            _SENDER_REPORT,
            6,
            self.ssrc,
            (seconds + NTP_EPOCH_S) & _MASK,
            int((wall_s - seconds) * 2**32) & _MASK,
            (self.base + round(media_s * self.clock_hz)) & _MASK,
            self.packets & _MASK,
            self.octets & _MASK,
        )
        # One chunk, one CNAME item of one character, padded with the terminating zero to 32 bits.
        return report + struct.pack(">BBHIBBcB", 0x81, _SOURCE_DESCRIPTION, 2, self.ssrc, 1, 1, b"w", 0)
