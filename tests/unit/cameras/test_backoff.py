from wallflower.cameras.backoff import BackOff, is_hopeless
from wallflower.wire import ErrorCode

OFF = ErrorCode.CONNECTION_REFUSED


def test_pauses_grow_to_a_minute_and_begin_anew() -> None:
    back_off = BackOff(chance=lambda: 0.0)
    assert [back_off.next_s(OFF) for _ in range(8)] == [1, 2, 5, 10, 30, 60, 60, 60]
    back_off.reset()
    assert back_off.next_s(OFF) == 1


def test_cameras_do_not_come_back_together() -> None:
    assert BackOff(chance=lambda: 1.0).next_s(OFF) == 1.2
    assert 1.0 <= BackOff().next_s(OFF) <= 1.2


def test_a_camera_that_only_fails_is_asked_rarely() -> None:
    back_off = BackOff(chance=lambda: 0.0)
    assert [back_off.next_s(OFF) for _ in range(22)][-5:] == [60, 60, 300, 300, 300]
    assert is_hopeless(back_off.failures, OFF)
    back_off.reset()
    assert back_off.next_s(OFF) == 1


def test_a_wrong_password_is_not_tried_until_the_camera_locks_us_out() -> None:
    back_off = BackOff(chance=lambda: 0.0)
    assert [back_off.next_s(ErrorCode.AUTH_FAILED) for _ in range(6)] == [1, 2, 5, 10, 300, 300]
    assert is_hopeless(5, ErrorCode.AUTH_FAILED)
    assert not is_hopeless(5, OFF)


def test_a_camera_that_comes_and_goes_is_tried_soon_and_never_given_up() -> None:
    back_off = BackOff(chance=lambda: 0.0)
    pauses = []
    for _ in range(100):
        back_off.relax()
        pauses.append(back_off.next_s(OFF))
    assert pauses == [1, 2] + [5] * 98
    assert not is_hopeless(back_off.failures, OFF)
