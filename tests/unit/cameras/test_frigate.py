"""Reading Frigate's configuration."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.cameras.frigate import FrigateCamera, read_config
from wallflower.errors import InvalidRequestError
from wallflower.wire import ErrorCode, RecordMode

WHOLE = """
mqtt: {host: broker}
record:
  enabled: true
  retain: {days: 3, mode: all}
go2rtc:
  streams:
    front:
      - rtsp://admin:{FRIGATE_RTSP_PASSWORD}@10.0.0.5:554/main#backchannel=0
      - "ffmpeg:front#audio=opus"
    front_sub: ffmpeg:rtsp://admin:{FRIGATE_RTSP_PASSWORD}@10.0.0.5:554/sub#video=copy
    loop: loop
    command: exec:cat /etc/passwd
cameras:
  front_door:
    friendly_name: Front door
    ffmpeg:
      inputs:
        - path: rtsp://127.0.0.1:8554/front
          input_args: preset-rtsp-restream
          roles: [record]
        - path: rtsp://127.0.0.1:8554/front_sub
          roles: [detect, audio]
    zones: {porch: {coordinates: "0,0,1,1"}}
  garage:
    enabled: false
    ffmpeg:
      input_args: preset-rtsp-udp
      inputs:
        - path: rtsp://10.0.0.6/stream
          roles: [detect, record]
    record:
      retain: {days: 0}
      alerts: {pre_capture: 8, post_capture: 900, retain: {days: 30}}
      detections: {pre_capture: 3, retain: {days: 14}}
  yard:
    ffmpeg: {inputs: [{path: "http://10.0.0.7/video.ts", roles: [detect]}]}
    record: {enabled: false}
  broken: {ffmpeg: {inputs: []}}
  loop: {ffmpeg: {inputs: [{path: "rtsp://localhost:8554/loop", roles: [record]}]}}
  command: {ffmpeg: {inputs: [{path: "rtsp://localhost:8554/command", roles: [record]}]}}
"""
VARIABLES = {"FRIGATE_RTSP_PASSWORD": "p@ss/%2F#1"}


def cameras(text: str, **variables: str) -> dict[str, FrigateCamera]:
    return {camera.name: camera for camera in read_config(text, variables)}


def one(record: str, common: str = "{}") -> dict[str, Any]:
    """Return the values of a camera with these rules of recording."""
    camera = f"{{ffmpeg: {{inputs: [{{path: 'rtsp://h/', roles: [record]}}]}}, record: {record}}}"
    text = f"record: {common}\ncameras: {{a: {camera}}}"
    return dict(cameras(text)["a"].values)


def test_streams_are_followed_to_the_camera() -> None:
    front = cameras(WHOLE, **VARIABLES)["Front door"]
    assert front.values["url"] == "rtsp://admin:p%40ss%2F%2F%231@10.0.0.5:554/main"
    assert front.values["sub_url"] == "rtsp://admin:p%40ss%2F%2F%231@10.0.0.5:554/sub"
    assert (front.values["record"], front.values["mode"]) == (True, RecordMode.CONTINUOUS)
    assert front.values["retention_days"] == 3
    assert "zones" in front.notes[-1]
    assert "p%40ss" not in repr(front)


def test_events_become_pre_and_post_roll() -> None:
    garage = cameras(WHOLE, **VARIABLES)["garage"].values
    assert garage["url"] == "rtsp://10.0.0.6/stream#udp"
    assert garage["sub_url"] is None
    assert garage["enabled"] is False
    assert (garage["mode"], garage["retention_days"]) == (RecordMode.EVENTS, 30)
    assert (garage["pre_roll_s"], garage["post_roll_s"]) == (8, 600)


def test_a_camera_that_is_not_recorded_stays_so() -> None:
    assert cameras(WHOLE, **VARIABLES)["yard"].values["record"] is False
    assert one("{}")["record"] is False
    assert one("{enabled: true, events: {retain: {default: 0}}}")["record"] is False


@pytest.mark.parametrize(
    ("record", "mode", "days"),
    [
        ("{enabled: true}", RecordMode.EVENTS, 10),
        ("{enabled: true, retain: {days: 2.5}}", RecordMode.CONTINUOUS, 3),
        ("{enabled: true, retain: {days: 7, mode: motion}}", RecordMode.EVENTS, 10),
        ("{enabled: true, continuous: {days: 4}}", RecordMode.CONTINUOUS, 4),
        ("{enabled: true, continuous: {days: 0}, motion: {days: 60}}", RecordMode.EVENTS, 60),
        ("{enabled: true, alerts: {retain: {days: 2}}}", RecordMode.EVENTS, 10),
        ("{enabled: true, alerts: {retain: {days: 2}}, detections: {retain: {days: 1}}}", RecordMode.EVENTS, 2),
        ("{enabled: true, events: {retain: {default: 12}}}", RecordMode.EVENTS, 12),
        ("{enabled: true, retain: {days: 99999}}", RecordMode.CONTINUOUS, 3650),
        ("{enabled: true, retain: {days: many}}", RecordMode.EVENTS, 10),
    ],
)
def test_old_and_new_rules_of_recording(record: str, mode: RecordMode, days: int) -> None:
    values = one(record)
    assert (values["mode"], values["retention_days"]) == (mode, days)


def test_a_cameras_own_rules_win() -> None:
    values = one("{retain: {days: 1}}", "{enabled: true, retain: {days: 9, mode: all}, alerts: {pre_capture: 7}}")
    assert (values["record"], values["retention_days"], values["pre_roll_s"]) == (True, 1, 7)


def test_what_is_kept_shorter_here_is_said() -> None:
    text = "{enabled: true, retain: {days: 1}, alerts: {retain: {days: 30}}}"
    document = f"cameras: {{a: {{ffmpeg: {{inputs: [{{path: 'rtsp://h/'}}]}}, record: {text}}}}}"
    assert "30 days" in cameras(document)["a"].notes[0]


@pytest.mark.parametrize("name", ["broken", "loop", "command"])
def test_what_is_no_camera_is_told_and_harms_no_other(name: str) -> None:
    camera = cameras(WHOLE, **VARIABLES)[name]
    assert camera.problem is not None
    assert camera.values == {}


def test_a_missing_variable_is_named() -> None:
    problem = cameras(WHOLE)["Front door"].problem
    assert problem is not None
    assert (problem.code, problem.field) == (ErrorCode.INVALID_REQUEST, "variables")
    assert "FRIGATE_RTSP_PASSWORD" in problem.message


@pytest.mark.parametrize(
    "text",
    ["", "just text", "[1, 2]", "cameras:", "cameras: [1]", "a: [", "a: !include b.yaml", "a: \x00", "[" * 5000],
)
def test_what_is_no_configuration_is_told(text: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        read_config(text, {})
    assert caught.value.field == "config"


def test_the_line_of_a_mistake_is_told() -> None:
    with pytest.raises(InvalidRequestError, match="line 2"):
        read_config("cameras:\n  a: b: c\n", {})


def test_names_are_one_line() -> None:
    text = 'cameras: {a: {friendly_name: "Front\\n  door\\u0007", ffmpeg: {inputs: [{path: "rtsp://h/"}]}}}'
    assert list(cameras(text)) == ["Front door"]


WORDS = st.sampled_from(["cameras", "ffmpeg", "inputs", "path", "roles", "record", "retain", "days", "mode", "streams"])
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.integers(), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(WORDS, TREES, max_size=4), TREES)
def test_any_tree_of_values_is_read_or_refused(camera: dict[str, Any], common: Any) -> None:
    text = json.dumps({"cameras": {"a": camera}, "record": common, "go2rtc": common}, allow_nan=True)
    for found in read_config(text, {}):
        assert found.problem is not None or found.values["url"]


@pytest.mark.parametrize("name", ["\\u200b", "door\\u202e", "\\u2066"])
def test_a_name_that_no_camera_may_have_is_replaced(name: str) -> None:
    text = f'cameras: {{a: {{friendly_name: "{name}", ffmpeg: {{inputs: [{{path: "rtsp://h/"}}]}}}}}}'
    (camera,) = read_config(text, {})
    assert camera.name == "camera"
