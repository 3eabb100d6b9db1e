"""Reads the cameras of a Frigate configuration: what they would be here, and what has no counterpart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from urllib.parse import quote, urlsplit

import yaml

from wallflower.errors import InvalidRequestError, SourceError, WallflowerError
from wallflower.media.address import parse_address
from wallflower.names import LONGEST_NAME, clean_name
from wallflower.wire import RecordMode

MAX_CAMERAS = 200
# Frigate's own defaults where a configuration says nothing.
DEFAULT_DAYS = 10
DEFAULT_CAPTURE_S = 5
MAX_DAYS, MAX_PRE_ROLL_S, MAX_POST_ROLL_S = 3650, 60, 600
# A go2rtc stream may name another one, which may name another one.
MAX_HOPS = 5
# Only what cannot be part of an encoded password; a % is taken as encoded already.
_SAFE = "%-._~!$&'()*+,;="

_PLACEHOLDER = re.compile(r"\$?\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)\}")
_RESTREAM = re.compile(r"^rtsp://(?:[^@/]*@)?(?:127\.0\.0\.1|localhost|\[::1\]):8554/(?P<name>[^?#]+)", re.IGNORECASE)
_KINDS, _OLD_KINDS = ("alerts", "detections"), ("events",)

type Section = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrigateCamera:
    """A camera of the configuration: the values of a new camera of ours, or the problem why it cannot be one."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()
    problem: WallflowerError | None = None


def read_config(text: str, variables: Mapping[str, str]) -> tuple[FrigateCamera, ...]:
    """Return the cameras of a Frigate configuration; raise `InvalidRequestError` when it is none.

    `variables` are the values of its `{FRIGATE_…}` placeholders.
    """
    try:
        config = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InvalidRequestError(f"line {line} is no YAML that Frigate reads", field="config") from None
    except yaml.YAMLError, RecursionError, ValueError:
        raise InvalidRequestError("this is no YAML that can be read", field="config") from None
    cameras = _section(_section(config), "cameras")
    if not cameras:
        raise InvalidRequestError("this is no Frigate configuration: it has no cameras", field="config")
    if len(cameras) > MAX_CAMERAS:
        raise InvalidRequestError(f"there are more than {MAX_CAMERAS} cameras", field="config")
    reader = _Reader(_section(config), variables)
    return tuple(reader.camera(str(name), _section(camera)) for name, camera in cameras.items())


class _Reader:
    """Reads one camera after another; what all share is at the top of the configuration."""

    def __init__(self, config: Section, variables: Mapping[str, str]) -> None:
        self._record = _section(config, "record")
        self._streams = _section(_section(config, "go2rtc"), "streams")
        self._variables = variables

    def camera(self, name: str, camera: Section) -> FrigateCamera:
        shown = _label(camera.get("friendly_name") or name)
        try:
            main, sub = self._addresses(_section(camera, "ffmpeg"))
        except WallflowerError as error:
            return FrigateCamera(name=shown, problem=error)
        recording, notes = _recording(_merged(self._record, _section(camera, "record")))
        values = {"name": shown, "url": main, "sub_url": sub, "enabled": camera.get("enabled") is not False} | recording
        left_out = [key for key in ("zones", "motion", "objects", "onvif") if camera.get(key)]
        if left_out:
            notes.append(f"Left out, because there is no counterpart: {', '.join(left_out)}.")
        return FrigateCamera(name=shown, values=values, notes=tuple(notes))

    def _addresses(self, ffmpeg: Section) -> tuple[str, str | None]:
        """Return the stream to record and the one to analyse, None when that is the same."""
        inputs = [item for item in _list(ffmpeg.get("inputs")) if isinstance(item, Mapping) and item.get("path")]
        if not inputs:
            raise SourceError("the camera has no ffmpeg input with a path", field="config")
        main = next((item for item in inputs if "record" in _list(item.get("roles"))), inputs[0])
        sub = next((item for item in inputs if "detect" in _list(item.get("roles"))), main)
        addresses = [self._address(item, ffmpeg) for item in (main, sub)]
        return addresses[0], addresses[1] if addresses[1] != addresses[0] else None

    def _address(self, item: Section, ffmpeg: Section) -> str:
        address = self._source(str(item["path"]), MAX_HOPS)
        parse_address(address)
        arguments = item.get("input_args") or ffmpeg.get("input_args")
        is_udp = arguments == "preset-rtsp-udp" and urlsplit(address).scheme == "rtsp"
        return f"{address}#udp" if is_udp else address

    def _source(self, path: str, hops: int) -> str:
        """Follow Frigate's own restream to the camera behind it."""
        name = self._restreamed(path)
        if name is None:
            return self._filled(path)
        sources = _list(self._streams.get(name))
        if hops == 0 or not sources:
            raise SourceError(f"the go2rtc stream {_label(name)} has no camera", field="config")
        problem: WallflowerError | None = None
        for source in sources:
            try:
                address = self._source(str(source).removeprefix("ffmpeg:").partition("#")[0], hops - 1)
                parse_address(address)
            except WallflowerError as error:
                problem = problem or error
            else:
                return address
        raise problem or SourceError(f"the go2rtc stream {_label(name)} has no camera", field="config")

    def _restreamed(self, path: str) -> str | None:
        match = _RESTREAM.match(path)
        if match is not None:
            return match["name"]
        return path if path in self._streams else None

    def _filled(self, path: str) -> str:
        """Put the variables in, as parts of an address."""

        def value(match: re.Match[str]) -> str:
            if match["name"] not in self._variables:
                message = f"the address needs the value of {match['name']}: give it in variables"
                raise InvalidRequestError(message, field="variables")
            return quote(self._variables[match["name"]], safe=_SAFE)

        return _PLACEHOLDER.sub(value, path)


def _recording(record: Section) -> tuple[dict[str, Any], list[str]]:
    """Return the camera's values and notes for Frigate's rules of recording, old and new."""
    if record.get("enabled") is not True:
        return {"record": False}, []
    retain = _section(record, "retain")
    always = max(_number(_section(record, "continuous"), "days"), _number(retain, "days", mode="all"))
    motion = max(_number(_section(record, "motion"), "days"), _number(retain, "days", mode="motion"))
    kinds = [_section(record, kind) for kind in (_OLD_KINDS if "events" in record else _KINDS)]
    events = max([motion, *(_event_days(kind) for kind in kinds)])
    kept = always or events
    if not kept:
        return {"record": False}, ["Frigate keeps no recording of this camera for any day."]
    notes = []
    if 0 < always < events:
        notes.append(f"Frigate keeps events for {events:g} days; here all is kept for {always:g}, and you can protect.")
    values: dict[str, Any] = {
        "record": True,
        "mode": RecordMode.CONTINUOUS if always else RecordMode.EVENTS,
        "pre_roll_s": _capture(kinds, "pre_capture", MAX_PRE_ROLL_S),
        "post_roll_s": _capture(kinds, "post_capture", MAX_POST_ROLL_S),
        "retention_days": min(MAX_DAYS, ceil(kept)),
    }
    return values, notes


def _event_days(kind: Section) -> float:
    retain = _section(kind, "retain")
    return max(_number(retain, name) for name in ("days", "default")) if retain else DEFAULT_DAYS


def _capture(kinds: list[Section], name: str, longest: int) -> int:
    given = [_number(kind, name) if kind.get(name) is not None else DEFAULT_CAPTURE_S for kind in kinds]
    return min(longest, ceil(max(given)))


def _number(section: Section, name: str, *, mode: str | None = None) -> float:
    """Return a number of a section, or 0: also when the section is for another mode (Frigate's default is all)."""
    if mode is not None and (section.get("mode", "all") == "all") != (mode == "all"):
        return 0.0
    value = section.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6
    return float(value) if is_number and value is not None else 0.0


def _merged(common: Section, own: Section) -> dict[str, Any]:
    """Return what holds for a camera: its own settings over those of all."""
    merged = dict(common)
    for key, value in own.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = _merged(merged[key], value) if both else value
    return merged


def _section(value: Any, key: str | None = None) -> Section:
    found = value if key is None or not isinstance(value, Mapping) else value.get(key)
    return found if isinstance(found, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _label(name: Any) -> str:
    """Return one line of text, as names of cameras are."""
    try:
        return clean_name(re.sub(r"[\x00-\x1f\x7f]", " ", str(name))[:LONGEST_NAME])
    except ValueError:
        return "camera"
