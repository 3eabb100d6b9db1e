"""Motion at cameras that record events only."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest

from tests.support.footage import START_MS, as_camera, moved
from tests.support.waiting import until
from tests.support.yard import PER_S, film
from wallflower.cameras import motion_watch as module
from wallflower.cameras.motion_watch import MotionWatch, _Eye
from wallflower.faces.stillness import LONGEST_MS
from wallflower.media.fragment import Fragment
from wallflower.wire_options import FaceOptions, Mask, Point

COMES_S, GOES_S, LENGTH_S = 4, 6, 9

type Play = Callable[[list[Fragment]], Awaitable[None]]


@pytest.fixture(scope="module")
def yard() -> list[Fragment]:
    """Nine seconds in which something stands for two."""
    return film(LENGTH_S, range(COMES_S * PER_S, GOES_S * PER_S))


@pytest.fixture(scope="module")
def quiet_yard() -> list[Fragment]:
    """Twenty-four seconds in which something comes between two keyframes at the end."""
    return film(24, range(21 * PER_S + 2, 24 * PER_S))


class Seen:
    def __init__(self) -> None:
        self.moved: list[tuple[str, int]] = []

    def at(self, camera_id: str, at_ms: int) -> None:
        self.moved.append((camera_id, at_ms - START_MS))


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
async def watch(seen: Seen) -> AsyncIterator[MotionWatch]:
    made = MotionWatch(seen.at)
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture(autouse=True)
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What was looked at or skipped, by its time."""
    done: list[int] = []
    look, skips = _Eye.look, _Eye.skips

    def note(self: _Eye, fragment: Fragment, rate: float | None) -> bool:
        try:
            return look(self, fragment, rate)
        finally:
            done.append(fragment.start_ms)

    def note_skipped(self: _Eye, at_ms: int, rate: float | None) -> bool:
        skipped = skips(self, at_ms, rate)
        if skipped:
            done.append(at_ms)
        return skipped

    monkeypatch.setattr(_Eye, "look", note)
    monkeypatch.setattr(_Eye, "skips", note_skipped)
    return done


def _is_longer(things: list[int], than: int) -> bool:
    return len(things) > than


@pytest.fixture
def play(watch: MotionWatch, looks: list[int]) -> Play:
    """Offer fragments as slowly as they are looked at: of each camera only the newest waits."""

    async def offer(fragments: list[Fragment]) -> None:
        for fragment in fragments:
            before = len(looks)
            watch.put(fragment)
            if fragment.is_key and fragment.camera_id in watch._eyes:
                await until(partial(_is_longer, looks, before))

    return offer


async def test_what_comes_and_goes_is_motion_and_a_still_picture_is_none(
    watch: MotionWatch, seen: Seen, yard: list[Fragment], play: Play
) -> None:
    watch.follow(dict.fromkeys(("cam",), FaceOptions()))
    await play(yard)
    await until(lambda: ("cam", COMES_S * 1000) in seen.moved)
    assert {at_ms for _, at_ms in seen.moved} <= set(range(COMES_S * 1000, LENGTH_S * 1000, 1000))


async def test_only_the_wanted_cameras_are_looked_at(
    watch: MotionWatch, seen: Seen, yard: list[Fragment], play: Play
) -> None:
    watch.follow(dict.fromkeys(("cam",), FaceOptions()))
    watch.follow(dict.fromkeys(("yard",), FaceOptions()))
    await play(yard)
    assert seen.moved == []
    await play(as_camera(yard, "yard"))
    await until(lambda: bool(seen.moved))
    assert {camera_id for camera_id, _ in seen.moved} == {"yard"}


async def test_a_damaged_picture_does_not_end_the_watch(
    watch: MotionWatch, seen: Seen, yard: list[Fragment], play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE_S", 0.01)
    watch.follow(dict.fromkeys(("cam",), FaceOptions()))
    keys = [item for item in yard if item.is_key]
    broken = replace(keys[1], data=keys[1].data[:200] + bytes(len(keys[1].data) - 200))
    await play([keys[0], broken, replace(broken, start_ms=broken.start_ms + 1, data=b"")])
    await play(keys[2:])
    await until(lambda: bool(seen.moved))


async def test_what_moves_behind_a_mask_is_no_motion(
    watch: MotionWatch, seen: Seen, yard: list[Fragment], play: Play
) -> None:
    corners = tuple(Point(x=x, y=y) for x, y in ((0.25, 0.2), (0.6, 0.2), (0.6, 0.9), (0.25, 0.9)))
    watch.follow({"cam": FaceOptions(masks=(Mask(points=corners),))})
    await play(yard)
    assert seen.moved == []


def shown(eye: _Eye, fragments: list[Fragment]) -> tuple[list[int], list[int]]:
    """Return at which seconds an eye decoded, and at which of them something moved."""
    looked_s, moved_s = [], []
    for fragment in fragments:
        rate, at_s = eye.sizes.take(fragment), (fragment.start_ms - START_MS) // 1000
        if fragment.is_key and not eye.skips(fragment.start_ms, rate):
            looked_s.append(at_s)
            moved_s += [at_s] if eye.look(fragment, rate) else []
    return looked_s, moved_s


def test_a_still_camera_is_decoded_now_and_then_and_motion_at_once(quiet_yard: list[Fragment]) -> None:
    looked_s, moved_s = shown(_Eye(), quiet_yard)
    between = {later - before for before, later in pairwise(at_s for at_s in looked_s if 8 <= at_s < 22)}
    assert between == {LONGEST_MS // 1000}
    assert moved_s[0] == 22


def test_a_clock_set_back_does_not_blind_it(quiet_yard: list[Fragment]) -> None:
    eye = _Eye()
    shown(eye, quiet_yard)
    _, moved_s = shown(eye, moved(quiet_yard, -7_200_000))
    assert 22 - 7200 in moved_s
