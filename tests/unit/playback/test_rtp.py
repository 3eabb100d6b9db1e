import struct
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.support.clips import Clips
from wallflower.playback.rtp import (
    MAX_PACKET_BYTES,
    NTP_EPOCH_S,
    Packetizer,
    Payload,
    RtpState,
    Sample,
    interleave,
    sample_of,
    single_unit,
)
from wallflower.playback.sdp import track_format


def packed(path: Path, index: int) -> list[tuple[Sample, list[Payload]]]:
    with av.open(str(path)) as container:
        stream = container.streams[index]
        packetizer = Packetizer(stream, track_format(stream, index))
        samples = [sample for packet in container.demux(stream) if (sample := sample_of(packet)) is not None]
        out = [(sample, packetizer.pack(sample)) for sample in samples]
        packetizer.close()
        return out


@pytest.mark.parametrize("name", ["h264_bframes", "h265_aac"])
def test_video_packets_carry_the_presentation_time(clips: Clips, name: str) -> None:
    for sample, payloads in packed(clips.path(name), 0):
        assert payloads
        assert {payload.ticks for payload in payloads} == {round(sample.pts * sample.time_base * 90000)}
        assert all(len(payload.data) <= MAX_PACKET_BYTES for payload in payloads)
        markers = [payload.data[1] >> 7 for payload in payloads]
        assert markers == [0] * (len(payloads) - 1) + [1]


@pytest.mark.parametrize(("name", "clock_hz"), [("h264_aac", 16000), ("h264_pcma", 8000), ("h264_opus", 48000)])
def test_audio_packets_keep_their_own_time_even_when_held_back(clips: Clips, name: str, clock_hz: int) -> None:
    result = packed(clips.path(name), 1)
    expected = [round(sample.pts * sample.time_base * clock_hz) % 2**32 for sample, _ in result]
    seen = [payload.ticks for _, payloads in result for payload in payloads]
    assert len(seen) >= len(expected) - 1
    assert seen[: len(expected) - 1] == expected[: len(seen)][: len(expected) - 1]


def test_the_muxer_sends_no_reports_of_its_own(clips: Clips) -> None:
    types = {payload.data[1] & 127 for _, payloads in packed(clips.path("h264_none"), 0) for payload in payloads}
    assert types == {96}


class FakePacket:
    dts: int | None = 5
    pts: int | None = None
    size, duration, is_keyframe, time_base = 1, None, True, Fraction(1, 1000)

    def __bytes__(self) -> bytes:
        return b"x"


def test_a_packet_without_presentation_time_takes_its_decode_time() -> None:
    sample = sample_of(FakePacket())
    assert sample is not None
    assert (sample.pts, sample.duration, sample.dts_s) == (5, 0, 0.005)


def test_a_packet_without_any_time_is_left_out() -> None:
    packet = FakePacket()
    packet.dts = None
    assert sample_of(packet) is None


def test_stamping_numbers_and_interleaves() -> None:
    state = RtpState(1, 90000, ssrc=7, base=2**32 - 10, sequence=0xFFFF)
    blank = Payload(20, bytes([0x80, 96]) + bytes(10) + b"ab")
    data = state.stamp([blank, blank], shift_ticks=5)
    assert data[:4] == b"\x24\x02\x00\x0e"
    assert struct.unpack_from(">HII", data, 6) == (0xFFFF, 15, 7)
    assert struct.unpack_from(">HII", data, 18 + 6) == (0, 15, 7)
    assert (state.sequence, state.packets, state.octets) == (1, 2, 4)


def test_a_sender_report_ties_media_to_the_wall() -> None:
    state = RtpState(0, 90000, ssrc=7, base=100, packets=3, octets=50)
    report = state.sender_report(2.0, 1_700_000_000.5)
    assert len(report) % 4 == 0
    values = struct.unpack_from(">BBHIIIIII", report)
    assert values == (0x80, 200, 6, 7, 1_700_000_000 + NTP_EPOCH_S, 2**31, 180100, 3, 50)
    assert struct.unpack_from(">BBH", report, 28) == (0x81, 202, len(report) // 4 - 7 - 1)


def test_a_parameter_set_travels_alone(clips: Clips) -> None:
    with av.open(str(clips.path("h264_none"))) as container:
        track = track_format(container.streams.video[0], 0)
    payload = single_unit(track.parameter_sets[0], track, 9)
    assert payload.data[1] == 96
    assert payload.data[12:] == track.parameter_sets[0]


def test_interleaving_prefixes_the_length() -> None:
    assert interleave(b"abc", 5) == b"\x24\x05\x00\x03abc"
