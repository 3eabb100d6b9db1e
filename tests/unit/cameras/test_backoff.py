from wallflower.cameras.backoff import BackOff


def test_pauses_grow_to_a_minute_and_begin_anew() -> None:
    back_off = BackOff(chance=lambda: 0.0)
    assert [back_off.next_s() for _ in range(8)] == [1, 2, 5, 10, 30, 60, 60, 60]
    back_off.reset()
    assert back_off.next_s() == 1


def test_cameras_do_not_come_back_together() -> None:
    assert BackOff(chance=lambda: 1.0).next_s() == 1.2
    assert 1.0 <= BackOff().next_s() <= 1.2
