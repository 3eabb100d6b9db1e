"""How long a camera keeps transcripts."""

from wallflower.cameras.speech_options import DAY_MS, oldest_kept_ms

NOW_MS = 100 * DAY_MS


def test_a_cameras_own_days_go_before_the_servers() -> None:
    assert oldest_kept_ms({"a": None, "b": 3}, 10, NOW_MS) == {"a": 90 * DAY_MS, "b": 97 * DAY_MS}


def test_without_days_everything_is_kept() -> None:
    assert oldest_kept_ms({"a": None, "b": 3}, None, NOW_MS) == {"b": 97 * DAY_MS}
