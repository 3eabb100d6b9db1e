from dataclasses import replace

from wallflower.playback.export_plan import CONTAINER_BYTES, estimate_bytes, has_footage
from wallflower.store.recordings import RecordingRow, pack_groups
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, FaceBlur

ROW = RecordingRow(
    id=1,
    camera_id="cam",
    session_id="s",
    init_id="i",
    path="p",
    start_ms=10_000,
    duration_ms=3_000,
    size_bytes=1_000,
    base_ticks=0,
    packed_groups=pack_groups(((100, 1_000), (400, 1_000), (600, 1_000))),
    is_open=False,
)


def order(start_ms: int, end_ms: int, kind: ExportKind = ExportKind.CLIP) -> Export:
    return Export(kind=kind, camera_ids=("cam",), start_ms=start_ms, end_ms=end_ms)


def test_a_copy_needs_what_its_groups_need() -> None:
    assert estimate_bytes((ROW,), order(0, 20_000)) == 900 + CONTAINER_BYTES
    assert estimate_bytes((ROW,), order(11_500, 12_000)) == 200 + CONTAINER_BYTES
    assert estimate_bytes((ROW,), order(13_000, 14_000)) == CONTAINER_BYTES


def test_encoding_may_need_more() -> None:
    for changes in ({"captions": Captions.BURNED_IN}, {"cut": Cut.EXACT}, {"blur": FaceBlur.ALL}):
        assert estimate_bytes((ROW,), replace(order(0, 20_000), **changes)) == 1_800 + CONTAINER_BYTES


def test_sound_and_timelapses_depend_on_their_length() -> None:
    hour = 3_600_000
    assert 50e6 < estimate_bytes((ROW,), order(0, hour, ExportKind.AUDIO)) < 100e6
    lapse = order(0, hour, ExportKind.TIMELAPSE)
    assert estimate_bytes((ROW,), lapse) > estimate_bytes((ROW,), replace(lapse, speed=600))


def test_footage_in_a_range() -> None:
    assert has_footage([ROW], order(0, 20_000))
    assert has_footage([ROW], order(12_999, 20_000))
    assert not has_footage([ROW], order(13_000, 20_000))
    assert not has_footage([ROW], order(0, 10_000))
    assert not has_footage([], order(0, 20_000))
    assert has_footage([replace(ROW, is_open=True)], order(13_000, 20_000))
