import logging

import pytest

from wallflower import clock
from wallflower.cameras.state import KEPT_PROBLEMS, RECENT_PROBLEMS, CameraState
from wallflower.errors import SourceError, StorageError
from wallflower.recorder.writer import RecordingState
from wallflower.wire import CameraStatus, ConnectionState, ErrorCode, StreamReport

REPORT = StreamReport(video_codec="h264", width=640, height=360)


@pytest.fixture
def published() -> list[CameraStatus]:
    return []


@pytest.fixture
def state(published: list[CameraStatus]) -> CameraState:
    return CameraState("cam", published.append)


def test_a_camera_goes_through_its_states(state: CameraState, published: list[CameraStatus]) -> None:
    state.connecting()
    state.connected(REPORT)
    state.recording(RecordingState("cam", is_recording=True, trouble=None))
    state.failed(SourceError("gone", code=ErrorCode.TIMEOUT), 1.0)
    state.stopped()
    assert [(item.connection, item.running, item.recording) for item in published] == [
        (ConnectionState.CONNECTING, True, False),
        (ConnectionState.CONNECTED, True, False),
        (ConnectionState.CONNECTED, True, True),
        (ConnectionState.RETRYING, True, True),
        (ConnectionState.STOPPED, False, False),
    ]


def test_a_problem_stays_until_it_is_solved(state: CameraState) -> None:
    state.failed(SourceError("gone", code=ErrorCode.TIMEOUT), 1.0)
    state.connecting()
    problem = state.status().problem
    assert problem is not None
    assert (problem.code, problem.message) == (ErrorCode.TIMEOUT, "gone")
    state.connected(REPORT)
    assert state.status().problem is None
    assert len(state.status().recent_problems) == 1


def test_only_the_last_problems_are_kept(state: CameraState) -> None:
    for number in range(9):
        state.failed(SourceError(str(number)), 1.0)
    recent = state.status().recent_problems
    assert [item.message for item in recent] == ["4", "5", "6", "7", "8"]
    assert len(recent) == RECENT_PROBLEMS


def test_the_last_fifty_problems_can_be_asked_for(state: CameraState) -> None:
    for number in range(KEPT_PROBLEMS + 3):
        state.failed(SourceError(str(number)), 1.0)
    problems = state.problems()
    assert (problems[0].message, problems[-1].message, len(problems)) == ("3", "52", 50)


def test_failures_are_counted_until_the_camera_is_turned_off(state: CameraState) -> None:
    state.failed(SourceError("x"), 300.0, failures=20)
    status = state.status()
    assert status.failures == 20
    assert status.retry_ms is not None
    assert 299_000 < status.retry_ms - clock.now_ms() <= 300_000
    state.connected(REPORT)
    assert (state.status().failures, state.status().retry_ms) == (20, None)
    state.stopped()
    assert state.status().failures == 0


def test_a_full_disk_is_a_problem_of_a_connected_camera(state: CameraState) -> None:
    state.connected(REPORT)
    trouble = StorageError("the disk is full", code=ErrorCode.DISK_FULL)
    state.recording(RecordingState("cam", is_recording=False, trouble=trouble))
    problem = state.status().problem
    assert problem is not None
    assert problem.code is ErrorCode.DISK_FULL
    state.recording(RecordingState("cam", is_recording=True, trouble=None))
    assert state.status().problem is None


def test_media_alone_is_not_published(state: CameraState, published: list[CameraStatus]) -> None:
    state.media(123)
    assert published == []
    assert state.status().last_media_ms == 123


def test_one_line_is_logged_per_change(state: CameraState, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        state.connecting()
        state.connected(REPORT)
        state.failed(SourceError("gone"), 1.0)
        state.stopped()
    assert len(caplog.records) == 3
