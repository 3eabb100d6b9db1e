"""What the server knows of cameras."""

from wallflower.cameras.status import StatusBoard
from wallflower.store.cameras import CameraRow
from wallflower.wire import CameraStatus, ConnectionState, ErrorCode

DOOR = CameraRow(id="a", name="Door", url="rtsp://cam/", created_ms=7)
OFF = CameraRow(id="b", name="Off", url="rtsp://cam/", enabled=False)


def status(camera_id: str = "a", state: ConnectionState = ConnectionState.CONNECTED) -> CameraStatus:
    return CameraStatus(camera_id=camera_id, running=True, connection=state)


def test_before_any_news_nothing_is_claimed() -> None:
    board = StatusBoard()
    assert board.get(DOOR).connection is ConnectionState.UNKNOWN
    assert board.get(OFF).connection is ConnectionState.STOPPED


def test_only_news_is_news() -> None:
    board = StatusBoard()
    assert board.learn(status())
    assert not board.learn(status())
    assert board.get(DOOR) == status()
    retrying = status(state=ConnectionState.RETRYING)
    assert board.replace([retrying]) == (retrying,)
    assert board.replace([retrying]) == ()


def test_a_silent_ingest_makes_everything_unknown_with_a_reason() -> None:
    board = StatusBoard()
    board.learn(status())
    assert board.lose()
    assert not board.lose()
    shown = board.get(DOOR)
    assert (shown.running, shown.connection, shown.recording) == (True, ConnectionState.UNKNOWN, False)
    assert shown.problem is not None
    assert shown.problem.code is ErrorCode.UNAVAILABLE


def test_the_first_answer_after_silence_is_news_even_if_nothing_changed() -> None:
    board = StatusBoard()
    board.learn(status())
    board.lose()
    assert not board.learn(status(state=ConnectionState.RETRYING))
    assert board.is_lost
    assert board.replace([status()]) == (status(),)
    assert board.get(DOOR) == status()


def test_doubt_lasts_until_ingest_answers() -> None:
    board = StatusBoard()
    assert not board.is_stale(-1)
    board.replace([status()])
    assert board.is_stale(-1)
    assert not board.is_stale(60)
    board.doubt()
    assert board.get(DOOR).connection is ConnectionState.UNKNOWN
    board.learn(status())
    assert board.get(DOOR).connection is ConnectionState.UNKNOWN
    # Whoever asked meanwhile was told that it is not known.
    assert board.replace([status()]) == (status(),)
    assert board.get(DOOR) == status()
    assert board.replace([status()]) == ()


def test_a_forgotten_camera() -> None:
    board = StatusBoard()
    board.learn(status())
    board.forget("a")
    board.forget("a")
    assert board.get(DOOR).connection is ConnectionState.UNKNOWN
