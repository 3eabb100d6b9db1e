import base64
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from wallflower import clock
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.media.fragment import Fragment
from wallflower.playback import snapshot as snapshot_module
from wallflower.playback.snapshot import FRESH_MS, Snapshot, SnapshotCache, Snapshots
from wallflower.wire import GapReason


@pytest.fixture
def snapshots(footage: Any) -> Snapshots:
    return Snapshots(footage.media, footage.recordings)


def second(snapshot: Snapshot) -> int:
    """Which second of the footage a picture shows: its brightness grows by 10 each second."""
    pixels = np.asarray(Image.open(io.BytesIO(snapshot.jpeg)).convert("L"))
    return round((float(pixels.mean()) - 40) / 10)


@pytest.mark.parametrize(("offset_ms", "expected"), [(0, 0), (4_999, 4), (5_000, 5), (6_500, 6), (11_999, 11)])
def test_an_instant_shows_its_keyframe(footage: Any, snapshots: Snapshots, offset_ms: int, expected: int) -> None:
    start_ms = footage.rows[0].start_ms
    snapshot = snapshots.take(footage.rows[0].camera_id, start_ms + offset_ms)
    assert second(snapshot) == expected
    assert snapshot.at_ms == start_ms + expected * 1000


def test_before_the_first_recording_there_is_nothing(footage: Any, snapshots: Snapshots) -> None:
    with pytest.raises(NotFoundError, match="no picture"):
        snapshots.take(footage.rows[0].camera_id, footage.rows[0].start_ms - 1)


def test_another_camera_has_no_picture(snapshots: Snapshots) -> None:
    with pytest.raises(NotFoundError):
        snapshots.take("camera0002")


def test_a_camera_that_went_away_shows_its_last_picture(footage: Any, snapshots: Snapshots) -> None:
    row = footage.rows[-1]
    footage.recordings.open_gap(row.camera_id, row.end_ms, GapReason.CAMERA_OFFLINE)
    assert second(snapshots.take(row.camera_id)) == 11


def live(fragment: Fragment, age_ms: int) -> Fragment:
    return replace(fragment, start_ms=clock.now_ms() - age_ms, camera_id="camera0009")


def test_the_newest_comes_from_what_just_arrived(snapshots: Snapshots, fragments: tuple[Fragment, ...]) -> None:
    snapshots.on_fragment(live(fragments[3], 2_000))
    snapshots.on_fragment(latest := live(fragments[4], 1_000))
    snapshots.on_fragment(replace(live(fragments[5], 0), is_key=False))
    snapshot = snapshots.take("camera0009")
    assert (second(snapshot), snapshot.at_ms) == (4, latest.start_ms)


def test_what_arrived_long_ago_is_not_the_newest(snapshots: Snapshots, fragments: tuple[Fragment, ...]) -> None:
    snapshots.on_fragment(live(fragments[3], FRESH_MS + 1_000))
    with pytest.raises(NotFoundError):
        snapshots.take("camera0009")


def test_a_camera_that_is_gone_is_forgotten(snapshots: Snapshots, fragments: tuple[Fragment, ...]) -> None:
    snapshots.on_fragment(live(fragments[3], 0))
    snapshots.keep_only({"camera0009"})
    assert second(snapshots.take("camera0009")) == 3
    snapshots.keep_only({"camera0001"})
    with pytest.raises(NotFoundError):
        snapshots.take("camera0009")


def test_width_scales_down_and_never_up(footage: Any, snapshots: Snapshots) -> None:
    row = footage.rows[0]
    for width, expected in ((32, (32, 24)), (640, (64, 48))):
        snapshot = snapshots.take(row.camera_id, row.start_ms, width)
        assert Image.open(io.BytesIO(snapshot.jpeg)).size == expected


async def test_the_call_answers_with_base64(footage: Any, snapshots: Snapshots) -> None:
    row = footage.rows[0]
    answer = await snapshots.answer({"camera_id": row.camera_id, "at_ms": row.start_ms + 3_100}, b"")
    assert second(Snapshot(answer["at_ms"], base64.b64decode(answer["jpeg"]))) == 3


@pytest.mark.parametrize(
    "params", [{}, {"camera_id": 3}, {"camera_id": "c", "at_ms": "now"}, {"camera_id": "c", "width": 1.5}]
)
async def test_a_call_of_another_shape_is_refused(snapshots: Snapshots, params: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequestError):
        await snapshots.answer(params, b"")


def test_a_picture_is_decoded_once(footage: Any, snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    row = footage.rows[0]
    first = snapshots.take(row.camera_id, row.start_ms + 3_100)
    monkeypatch.setattr(snapshot_module, "KeyframeDecoder", None)  # whoever decodes now fails
    assert snapshots.take(row.camera_id, row.start_ms + 3_900) is first
    with pytest.raises(TypeError):
        snapshots.take(row.camera_id, row.start_ms + 3_100, width=32)


def test_the_latest_picture_is_also_that_of_a_moment_ago(snapshots: Snapshots, fragments: tuple[Fragment, ...]) -> None:
    snapshots.on_fragment(latest := live(fragments[4], 1_000))
    assert snapshots.take("camera0009", latest.start_ms + 500).at_ms == latest.start_ms
    with pytest.raises(NotFoundError):
        snapshots.take("camera0009", latest.start_ms - 1)


def key(number: int, camera_id: str = "cam") -> tuple[str, str, int, int | None]:
    return (camera_id, "session", number, None)


def test_the_cache_keeps_what_was_used_last_within_its_bounds() -> None:
    cache = SnapshotCache(limit_bytes=1000)
    for number in range(4):
        cache.put(key(number), Snapshot(number, bytes(250)))
    assert cache.get(key(0)) is not None
    cache.put(key(4), Snapshot(4, bytes(300)))
    assert [number for number in range(5) if cache.get(key(number))] == [0, 3, 4]
    cache.put(key(4), Snapshot(4, bytes(100)))
    assert cache.size_bytes == 600
    cache.put(key(5), Snapshot(5, bytes(2000)))
    assert cache.size_bytes == 0


def test_the_cache_forgets_cameras() -> None:
    cache = SnapshotCache()
    cache.put(key(1), Snapshot(1, bytes(10)))
    cache.put(key(1, "gone"), Snapshot(1, bytes(10)))
    cache.keep_only({"cam"})
    assert (cache.get(key(1, "gone")), cache.size_bytes) == (None, 10)
