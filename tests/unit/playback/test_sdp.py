from pathlib import Path

import av
import pytest

from tests.support.clips import Clips
from wallflower.errors import SourceError
from wallflower.playback.sdp import describe, parameter_sets, track_format


def lines_of(path: Path) -> list[str]:
    with av.open(str(path)) as container:
        return describe(tuple(track_format(s, i) for i, s in enumerate(container.streams)), "t").split("\r\n")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("h264_aac", ["a=rtpmap:96 H264/90000", "a=rtpmap:97 MPEG4-GENERIC/16000/1"]),
        ("h264_pcma", ["a=rtpmap:96 H264/90000", "m=audio 0 RTP/AVP 8", "a=rtpmap:8 PCMA/8000"]),
        ("h264_pcmu", ["m=audio 0 RTP/AVP 0", "a=rtpmap:0 PCMU/8000"]),
        ("h264_opus", ["a=rtpmap:97 opus/48000/2"]),
        ("h265_aac", ["a=rtpmap:96 H265/90000"]),
    ],
)
def test_every_codec_is_described(clips: Clips, name: str, expected: list[str]) -> None:
    lines = lines_of(clips.path(name))
    assert set(expected) <= set(lines)
    assert lines[-2].startswith("a=control:track")


def test_h264_parameter_sets_travel_in_the_description(clips: Clips) -> None:
    options = next(line for line in lines_of(clips.path("h264_none")) if line.startswith("a=fmtp:96"))
    assert "packetization-mode=1" in options
    assert "profile-level-id=" in options
    assert options.count(",") == 1  # one SPS, one PPS


def test_h265_has_three_parameter_sets(clips: Clips) -> None:
    options = next(line for line in lines_of(clips.path("h265_aac")) if line.startswith("a=fmtp:96"))
    assert all(f"sprop-{name}=" in options for name in ("vps", "sps", "pps"))


def test_an_ipv6_server_says_so(clips: Clips) -> None:
    assert "c=IN IP6 ::" in describe((), "t", ipv6=True)


def test_annex_b_extradata_is_split() -> None:
    data = b"\0\0\0\1\x67\x01\x02\x03\0\0\0\1\x68\x04"
    assert parameter_sets(data, "h264") == (b"\x67\x01\x02\x03", b"\x68\x04")


@pytest.mark.parametrize("codec", ["h264", "hevc"])
def test_damaged_extradata_gives_nothing(codec: str) -> None:
    assert parameter_sets(b"\x01\x64\x00\x16\xff\xe1\x00", codec) == ()
    assert parameter_sets(b"", codec) == ()


class Context:
    sample_rate, channels = 8000, 1

    def __init__(self, name: str) -> None:
        self.name, self.extradata = name, None


class Stream:
    def __init__(self, name: str) -> None:
        self.codec_context = Context(name)


def test_a_camera_may_keep_its_parameter_sets_for_the_stream() -> None:
    track = track_format(Stream("h264"), 0)
    assert track.parameter_sets == ()
    assert track.attributes[1] == "a=fmtp:96 packetization-mode=1"
    assert track_format(Stream("hevc"), 0).attributes == ("a=rtpmap:96 H265/90000",)


def test_g711_at_another_rate_has_no_static_type() -> None:
    stream = Stream("pcm_alaw")
    stream.codec_context.sample_rate = 16000
    assert track_format(stream, 1).payload_type == 97


@pytest.mark.parametrize("name", ["aac", "mjpeg"])
def test_what_rtp_cannot_carry_is_a_typed_error(name: str) -> None:
    with pytest.raises(SourceError) as caught:
        track_format(Stream(name), 1)
    assert caught.value.code == "codec_error"
