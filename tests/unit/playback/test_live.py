"""The live hub: what viewers get, in which order, and what a slow one loses."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from tests.support.footage import as_camera, make_footage, make_fragments
from tests.support.waiting import PATIENCE_S
from wallflower import clock
from wallflower.media.fragment import Fragment
from wallflower.playback import live
from wallflower.playback.live import LiveHub, LiveViewer, messages


@pytest.fixture(scope="module")
def real() -> tuple[Fragment, ...]:
    return tuple(make_fragments(make_footage(12)))


def stream(first: Fragment, count: int, group: int = 4, size: int = 1000) -> list[Fragment]:
    """Half-second fragments with a keyframe every `group` of them."""
    return [
        replace(
            first,
            sequence=number,
            is_key=number % group == 0,
            start_ms=first.start_ms + 500 * number,
            duration_ms=500,
            decode_time=first.init.timescale * number // 2,
            data=bytes(size),
        )
        for number in range(count)
    ]


async def take(viewer: LiveViewer, count: int) -> list[int]:
    got = [await asyncio.wait_for(viewer.next(), PATIENCE_S) for _ in range(count)]
    return [item.sequence for item in got if item is not None]


async def everything(viewer: LiveViewer) -> list[int]:
    viewer.end()
    got = []
    while (fragment := await viewer.next()) is not None:
        got.append(fragment.sequence)
    return got


async def test_a_newcomer_gets_the_current_group_at_once(real: tuple[Fragment, ...]) -> None:
    hub = LiveHub()
    fragments = stream(real[0], 12)
    for fragment in fragments[:7]:
        hub.publish(fragment)
    viewer = hub.join("cam")
    assert await take(viewer, 3) == [4, 5, 6]
    hub.publish(fragments[7])
    assert await take(viewer, 1) == [7]


async def test_who_joins_in_the_middle_of_the_first_group_waits_for_a_key(real: tuple[Fragment, ...]) -> None:
    hub = LiveHub()
    fragments = stream(real[0], 6)
    hub.publish(fragments[1])
    viewer = hub.join("cam")
    for fragment in fragments[2:]:
        hub.publish(fragment)
    assert await everything(viewer) == [4, 5]


async def test_cameras_do_not_mix(real: tuple[Fragment, ...]) -> None:
    hub = LiveHub()
    viewer = hub.join("cam")
    hub.publish(as_camera([real[0]], "other")[0])
    assert await everything(viewer) == []


async def test_a_hole_in_what_arrives_waits_for_the_next_key(real: tuple[Fragment, ...]) -> None:
    hub = LiveHub()
    viewer = hub.join("cam")
    for fragment in stream(real[0], 10):
        if fragment.sequence != 1:
            hub.publish(fragment)
    newcomer = hub.join("cam")
    assert await everything(viewer) == [0, 4, 5, 6, 7, 8, 9]
    assert await everything(newcomer) == [8, 9]


async def test_a_slow_viewer_loses_whole_groups_and_nobody_else_does(real: tuple[Fragment, ...]) -> None:
    hub = LiveHub()
    slow, quick = hub.join("cam"), hub.join("cam")
    seen = []
    for fragment in stream(real[0], 60):
        hub.publish(fragment)
        seen += await take(quick, 1)
    assert seen == list(range(60))
    late = await everything(slow)
    assert late == list(range(late[0], 60))
    assert late[0] % 4 == 0
    assert 60 - late[0] <= 2 * live.MAX_BEHIND_MS // 500


async def test_a_queue_is_bounded_in_bytes(real: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MAX_QUEUE_BYTES", 5_500)
    hub = LiveHub()
    viewer = hub.join("cam")
    fragments = stream(real[0], 12)
    for fragment in fragments[:6]:
        hub.publish(fragment)
    assert await take(viewer, 0) == []
    for fragment in fragments[6:]:
        hub.publish(fragment)
    assert await everything(viewer) == [8, 9, 10, 11]


async def test_an_endless_group_is_not_kept(real: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MAX_GROUP_BYTES", 5_500)
    hub = LiveHub()
    for fragment in stream(real[0], 10, group=100):
        hub.publish(fragment)
    assert await everything(hub.join("cam")) == []


async def test_what_is_not_of_now_is_not_shown_as_live(
    real: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = LiveHub()
    hub.publish(real[0])
    later_s = clock.monotonic_s() + live.FRESH_S + 1
    monkeypatch.setattr(live, "monotonic_s", lambda: later_s)
    assert await everything(hub.join("cam")) == []


async def test_a_camera_that_is_gone_costs_nothing(real: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    hub = LiveHub()
    watched = hub.join("watched")
    for camera_id in ("watched", "gone"):
        hub.publish(as_camera([real[0]], camera_id)[0])
    later_s = clock.monotonic_s() + live.FORGET_S + 1
    monkeypatch.setattr(live, "monotonic_s", lambda: later_s)
    hub.publish(real[0])
    assert set(hub._rooms) == {"watched", "cam"}
    watched.close()
    assert hub.viewers == 0


async def test_the_end_ends_everybody(real: tuple[Fragment, ...]) -> None:
    hub = LiveHub()
    viewer = hub.join("cam")
    waiting = asyncio.create_task(viewer.next())
    await asyncio.sleep(0)
    hub.close()
    assert await asyncio.wait_for(waiting, PATIENCE_S) is None
    assert await hub.join("cam").next() is None


def told(before: Fragment | None, fragment: Fragment) -> list[Any]:
    return [json.loads(item) if isinstance(item, str) else item for item in messages(before, fragment)]


def test_a_session_begins_with_its_type_and_initialisation(real: tuple[Fragment, ...]) -> None:
    start, init, data = told(None, real[3])
    assert (init, data) == (real[3].init.data, real[3].data)
    assert start == {
        "type": "start",
        "mime": 'video/mp4; codecs="avc1.42c00a,mp4a.40.2"',
        "width": 160,
        "height": 96,
        "start_ms": real[3].start_ms,
        "decode_s": real[3].decode_time / real[3].init.timescale,
    }
    assert told(real[3], real[4]) == [real[4].data]


def test_another_session_begins_anew(real: tuple[Fragment, ...]) -> None:
    assert told(real[3], replace(real[4], session_id="next"))[0]["type"] == "start"


def test_what_was_lost_is_told(real: tuple[Fragment, ...]) -> None:
    skip, data = told(real[3], real[6])
    assert data == real[6].data
    assert skip["type"] == "skip"
    assert skip["skipped_ms"] == real[6].start_ms - real[3].end_ms
