"""Motion at cameras that record events only."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest

from tests.support.footage import START_MS, Footage, as_camera, make_fragments
from wallflower.cameras.motion_watch import MotionWatch
from wallflower.media.fragment import Fragment
from wallflower.wire_options import FaceOptions, Mask, Point

PER_S = 5
COMES_S, GOES_S, LENGTH_S = 4, 6, 9


@pytest.fixture(scope="module")
def yard() -> list[Fragment]:
    """Nine seconds of a still yard, a keyframe a second, where something stands for two seconds."""
    noise = np.random.default_rng(7)
    still = noise.integers(60, 120, (180, 320, 3), dtype=np.uint8)
    target = io.BytesIO()
    with av.open(target, "w", format="nut") as container:
        stream = container.add_stream("libx264", rate=PER_S)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 320, 180, "yuv420p", PER_S
        stream.options = {"preset": "ultrafast", "tune": "zerolatency", "sc_threshold": "0"}
        for number in range(LENGTH_S * PER_S):
            rgb = still.copy()
            if COMES_S * PER_S <= number < GOES_S * PER_S:
                rgb[60:140, 100:160] = 230
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, PER_S)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return make_fragments(Footage(target.getvalue()))


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


async def play(watch: MotionWatch, fragments: list[Fragment]) -> None:
    for fragment in fragments:
        watch.put(fragment)
        if fragment.is_key:
            await asyncio.sleep(0.05)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - nothing to wait for
            await asyncio.sleep(0.01)


async def test_what_comes_and_goes_is_motion_and_a_still_picture_is_none(
    watch: MotionWatch, seen: Seen, yard: list[Fragment]
) -> None:
    watch.follow(dict.fromkeys(("cam",), FaceOptions()))
    await play(watch, yard)
    await until(lambda: ("cam", COMES_S * 1000) in seen.moved)
    assert {at_ms for _, at_ms in seen.moved} <= set(range(COMES_S * 1000, LENGTH_S * 1000, 1000))


async def test_only_the_wanted_cameras_are_looked_at(watch: MotionWatch, seen: Seen, yard: list[Fragment]) -> None:
    watch.follow(dict.fromkeys(("cam",), FaceOptions()))
    watch.follow(dict.fromkeys(("yard",), FaceOptions()))
    await play(watch, yard)
    assert seen.moved == []
    await play(watch, as_camera(yard, "yard"))
    await until(lambda: bool(seen.moved))
    assert {camera_id for camera_id, _ in seen.moved} == {"yard"}


async def test_a_damaged_picture_does_not_end_the_watch(watch: MotionWatch, seen: Seen, yard: list[Fragment]) -> None:
    watch.follow(dict.fromkeys(("cam",), FaceOptions()))
    keys = [item for item in yard if item.is_key]
    broken = replace(keys[1], data=keys[1].data[:200] + bytes(len(keys[1].data) - 200))
    await play(watch, [keys[0], broken, replace(broken, start_ms=broken.start_ms + 1, data=b"")])
    await asyncio.sleep(1.2)
    await play(watch, keys[2:])
    await until(lambda: bool(seen.moved))


async def test_what_moves_behind_a_mask_is_no_motion(watch: MotionWatch, seen: Seen, yard: list[Fragment]) -> None:
    corners = tuple(Point(x=x, y=y) for x, y in ((0.25, 0.2), (0.6, 0.2), (0.6, 0.9), (0.25, 0.9)))
    watch.follow({"cam": FaceOptions(masks=(Mask(points=corners),))})
    await play(watch, yard)
    assert seen.moved == []
