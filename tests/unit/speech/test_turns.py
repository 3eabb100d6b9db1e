"""Whose turn it is."""

from hypothesis import given
from hypothesis import strategies as st

from wallflower.speech.turns import PATIENCE_WINDOWS, Turns
from wallflower.store.utterances import FIRST_TIME, Priority


def test_urgent_speech_goes_first_and_the_latest_served_camera_last() -> None:
    turns = Turns()
    assert turns.order == FIRST_TIME
    for camera_id in ("a", "b", "a"):
        turns.served(camera_id, Priority.LIVE)
    assert turns.recent == ("b", "a")


@given(st.lists(st.sets(st.sampled_from(FIRST_TIME), min_size=1), min_size=60, max_size=60))
def test_nobody_is_passed_over_for_ever(waiting: list[set[Priority]]) -> None:
    """Whatever else waits, speech of a priority that waits all the time is served within its patience."""
    for always in (Priority.NORMAL, Priority.BACKFILL):
        turns = Turns()
        passed = 0
        for others in waiting:
            served = next(priority for priority in turns.order if priority in others | {always})
            turns.served("a", served)
            passed = 0 if served is always else passed + 1
            assert passed <= PATIENCE_WINDOWS[always] + len(PATIENCE_WINDOWS)


def test_live_speech_is_held_up_by_one_window_at_a_time() -> None:
    turns = Turns()
    served = []
    for _ in range(60):
        priority = turns.order[0]
        turns.served("a", priority)
        served.append(priority)
    urgent = served.count(Priority.LIVE)
    assert urgent >= 50
    longest = max(len(run) for run in "".join("L" if p is Priority.LIVE else "x" for p in served).split("L"))
    assert longest <= 2
