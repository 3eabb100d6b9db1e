"""Session descriptions (RFC 8866) of what libavformat's RTP muxer sends: H.264, H.265, AAC, G.711, Opus."""

import base64
from dataclasses import dataclass
from typing import Any

from wallflower.errors import SourceError
from wallflower.wire import ErrorCode

H264_SPS, H264_PPS = 7, 8
HEVC_VPS, HEVC_SPS, HEVC_PPS = 32, 33, 34
_FIRST_DYNAMIC_PAYLOAD = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFormat:
    """How one track travels: its RTP payload type, its clock, its media lines, and its parameter sets (NAL units)."""

    kind: str
    codec: str
    payload_type: int
    clock_hz: int
    attributes: tuple[str, ...]
    parameter_sets: tuple[bytes, ...] = ()


def describe(tracks: tuple[TrackFormat, ...], title: str, *, ipv6: bool = False) -> str:
    """Return the SDP text of a live session; track n is controlled as `track<n>`."""
    address = "IP6 ::" if ipv6 else "IP4 0.0.0.0"
    lines = [
        "v=0",
        f"o=- 1 1 IN {address}",
        f"s={title}",
        f"c=IN {address}",
        "t=0 0",
        "a=control:*",
        "a=range:npt=now-",
    ]
    for index, track in enumerate(tracks):
        lines.append(f"m={track.kind} 0 RTP/AVP {track.payload_type}")
        lines += [*track.attributes, f"a=control:track{index}"]
    return "\r\n".join(lines) + "\r\n"


def track_format(stream: Any, index: int) -> TrackFormat:
    """Describe a libav stream as track `index`; raise `SourceError` (codec_error) when RTP is not offered for it."""
    context = stream.codec_context
    extradata = bytes(context.extradata or b"")
    payload_type = _FIRST_DYNAMIC_PAYLOAD + index
    match context.name:
        case "h264":
            return _h264(payload_type, extradata)
        case "hevc":
            return _hevc(payload_type, extradata)
        case "aac":
            return _aac(payload_type, context.sample_rate, context.channels, extradata)
        case "pcm_alaw" | "pcm_mulaw":
            return _g711(context.name, payload_type, context.sample_rate, context.channels)
        case "opus" | "libopus":
            return _audio("opus", payload_type, 48000, "opus/48000/2", ())
        case name:
            raise SourceError(f"the codec {name} cannot be sent over RTSP", code=ErrorCode.CODEC_ERROR)


def parameter_sets(extradata: bytes, codec: str) -> tuple[bytes, ...]:
    """Return the NAL units in avcC, hvcC or Annex B extradata; nothing when it is damaged."""
    if extradata[:1] != b"\x01":
        return tuple(unit.rstrip(b"\0") for unit in extradata.split(b"\0\0\1") if unit.rstrip(b"\0"))
    try:
        return tuple(_avcc(extradata) if codec == "h264" else _hvcc(extradata))
    except IndexError:
        return ()


def _avcc(data: bytes) -> list[bytes]:
    """ISO 14496-15, 5.3.3.1: counted sets of SPS, then of PPS."""
    units: list[bytes] = []
    position = 5
    for mask in (31, 255):
        count = data[position] & mask
        position = _counted(data, position + 1, count, units)
    return units


def _hvcc(data: bytes) -> list[bytes]:
    """ISO 14496-15, 8.3.3.1: arrays of one NAL unit type each."""
    units: list[bytes] = []
    position = 23
    for _ in range(data[22]):
        count = data[position + 1] << 8 | data[position + 2]
        position = _counted(data, position + 3, count, units)
    return units


def _counted(data: bytes, position: int, count: int, units: list[bytes]) -> int:
    for _ in range(count):
        length = data[position] << 8 | data[position + 1]
        units.append(data[position + 2 : position + 2 + length])
        position += 2 + length
    return position


def _h264(payload_type: int, extradata: bytes) -> TrackFormat:
    units = tuple(unit for unit in parameter_sets(extradata, "h264") if unit[0] & 31 in {H264_SPS, H264_PPS})
    options = ["packetization-mode=1"]
    sps = next((unit for unit in units if unit[0] & 31 == H264_SPS and len(unit) > 3), None)
    if sps is not None:
        options.append(f"profile-level-id={sps[1:4].hex().upper()}")
        options.append("sprop-parameter-sets=" + ",".join(_base64(unit) for unit in units))
    return _video("h264", payload_type, "H264", options, units)


def _hevc(payload_type: int, extradata: bytes) -> TrackFormat:
    names = {HEVC_VPS: "sprop-vps", HEVC_SPS: "sprop-sps", HEVC_PPS: "sprop-pps"}
    units = tuple(unit for unit in parameter_sets(extradata, "hevc") if unit[0] >> 1 & 63 in names)
    found = {names[unit[0] >> 1 & 63]: _base64(unit) for unit in units}
    return _video("hevc", payload_type, "H265", [f"{name}={value}" for name, value in found.items()], units)


def _video(codec: str, payload_type: int, name: str, options: list[str], units: tuple[bytes, ...]) -> TrackFormat:
    attributes = [f"a=rtpmap:{payload_type} {name}/90000"]
    if options:
        attributes.append(f"a=fmtp:{payload_type} " + ";".join(options))
    return TrackFormat(
        kind="video",
        codec=codec,
        payload_type=payload_type,
        clock_hz=90000,
        attributes=tuple(attributes),
        parameter_sets=units,
    )


def _aac(payload_type: int, rate: int, channels: int, extradata: bytes) -> TrackFormat:
    if not extradata:
        raise SourceError("the AAC track does not tell its configuration", code=ErrorCode.CODEC_ERROR)
    options = (
        "profile-level-id=1",
        "mode=AAC-hbr",
        "sizelength=13",
        "indexlength=3",
        "indexdeltalength=3",
        f"config={extradata.hex()}",
    )
    return _audio("aac", payload_type, rate, f"MPEG4-GENERIC/{rate}/{channels}", options)


def _g711(codec: str, payload_type: int, rate: int, channels: int) -> TrackFormat:
    """The static types 8 and 0 stand for 8 kHz mono only (RFC 3551)."""
    name = "PCMA" if codec == "pcm_alaw" else "PCMU"
    if (rate, channels) == (8000, 1):
        payload_type = 8 if codec == "pcm_alaw" else 0
    return _audio(codec, payload_type, rate, f"{name}/{rate}" + (f"/{channels}" if channels > 1 else ""), ())


def _audio(codec: str, payload_type: int, rate: int, encoding: str, options: tuple[str, ...]) -> TrackFormat:
    attributes = [f"a=rtpmap:{payload_type} {encoding}"]
    if options:
        attributes.append(f"a=fmtp:{payload_type} " + ";".join(options))
    return TrackFormat(
        kind="audio", codec=codec, payload_type=payload_type, clock_hz=rate, attributes=tuple(attributes)
    )


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
