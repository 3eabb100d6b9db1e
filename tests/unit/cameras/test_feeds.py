"""Which stream is analysed."""

from dataclasses import replace

import pytest

from tests.support.footage import START_MS, as_camera, make_footage, make_fragments, moved
from wallflower import clock
from wallflower.cameras.feeds import SILENT_S, Feeds, sub_stream
from wallflower.media.fragment import Fragment

SUB = sub_stream("cam")


class Time:
    """A clock that tests turn."""

    now_s = 100.0


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(clock, "monotonic_s", lambda: time.now_s)
    return time


@pytest.fixture(scope="module")
def main() -> list[Fragment]:
    return make_fragments(make_footage(4))


@pytest.fixture(scope="module")
def sub() -> list[Fragment]:
    return as_camera(make_fragments(make_footage(4, size=(80, 48))), SUB, session_id="small")


@pytest.fixture(scope="module")
def mute() -> list[Fragment]:
    return as_camera(make_fragments(make_footage(4, audio=None, size=(80, 48))), SUB, session_id="mute")


def test_a_camera_with_one_stream_is_heard_and_looked_at(main: list[Fragment]) -> None:
    feeds = Feeds()
    for fragment in main:
        feed = feeds.take(fragment)
        assert (feed.fragment, feed.is_main, feed.hear, feed.look) == (fragment, True, True, True)


@pytest.mark.usefixtures("time")
def test_the_smaller_stream_is_analysed_under_the_cameras_id(main: list[Fragment], sub: list[Fragment]) -> None:
    feeds = Feeds()
    for big, small in zip(main, sub, strict=True):
        feed = feeds.take(small)
        assert (feed.fragment.camera_id, feed.is_main, feed.hear, feed.look) == ("cam", False, True, True)
        feed = feeds.take(big)
        assert (feed.fragment, feed.is_main, feed.hear, feed.look) == (big, True, False, False)


@pytest.mark.usefixtures("time")
def test_a_second_stream_without_sound_is_only_looked_at(main: list[Fragment], mute: list[Fragment]) -> None:
    feeds = Feeds()
    for big, small in zip(main, mute, strict=True):
        feed = feeds.take(small)
        assert (feed.hear, feed.look) == (False, True)
        feed = feeds.take(big)
        assert (feed.hear, feed.look) == (True, False)


def test_the_main_stream_stands_in_until_the_other_is_back(
    main: list[Fragment], sub: list[Fragment], time: Time
) -> None:
    feeds = Feeds()
    feeds.take(sub[0])
    time.now_s += SILENT_S + 1
    later = moved(main, round(SILENT_S * 1000) + 1000)
    assert [feeds.take(item).hear for item in later[:4]] == [True] * 4
    back = moved(sub, later[0].start_ms - START_MS)
    heard = [feeds.take(replace(item, session_id="again")) for item in back]
    assert all(feed.look for feed in heard)
    # What the main stream gave already is not heard again, and a stream is joined at a keyframe.
    begin = next(number for number, feed in enumerate(heard) if feed.hear)
    assert heard[begin].fragment.is_key
    assert heard[begin].fragment.start_ms >= later[3].end_ms
    assert all(feed.hear for feed in heard[begin:])
    assert not feeds.take(later[4]).hear


@pytest.mark.usefixtures("time")
def test_another_stream_is_joined_at_a_keyframe(main: list[Fragment], sub: list[Fragment]) -> None:
    feeds = Feeds()
    assert feeds.take(main[0]).hear
    assert not sub[1].is_key
    assert [feeds.take(item).hear for item in sub[1:4]] == [False, True, True]


@pytest.mark.usefixtures("time")
def test_a_clock_set_back_does_not_deafen(main: list[Fragment], sub: list[Fragment]) -> None:
    feeds = Feeds()
    assert feeds.take(main[0]).hear
    assert feeds.take(moved(sub, -3_600_000)[0]).hear
    assert feeds.take(replace(moved(sub, -7_200_000)[1], session_id="next")).hear


def test_a_connection_made_anew_is_heard_at_once(main: list[Fragment]) -> None:
    feeds = Feeds()
    assert feeds.take(main[2]).hear
    assert feeds.take(replace(main[1], session_id="next")).hear


@pytest.mark.usefixtures("time")
def test_a_forgotten_camera_begins_anew(main: list[Fragment], sub: list[Fragment]) -> None:
    feeds = Feeds()
    feeds.take(sub[0])
    feeds.keep_only({"cam"})
    assert not feeds.take(main[0]).look
    feeds.keep_only({"yard"})
    assert feeds.take(main[0]).look
