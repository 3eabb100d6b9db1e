import pytest

from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.protections import Protections


@pytest.fixture
def protections(database: Database) -> Protections:
    for name in ("cam", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=0))
    return Protections(database)


def spans(protections: Protections, camera_id: str = "cam") -> list[tuple[int, int, str | None]]:
    return [(item.start_ms, item.end_ms, item.note) for item in protections.list(camera_id)]


def test_a_protection_is_kept_as_given(protections: Protections) -> None:
    given = protections.protect("cam", 100, 200, "the parcel", 5)
    assert protections.list("cam") == (given,)
    assert (given.start_ms, given.end_ms, given.note, given.created_ms) == (100, 200, "the parcel", 5)
    assert protections.list("yard") == ()
    assert protections.ranges() == {"cam": [(100, 200)]}


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ((120, 150), [(100, 120), (150, 200)]),
        ((0, 150), [(150, 200)]),
        ((150, 900), [(100, 150)]),
        ((100, 200), []),
        ((200, 300), [(100, 200)]),
        ((0, 100), [(100, 200)]),
    ],
)
def test_a_part_of_a_protection_is_taken_back(
    protections: Protections, taken: tuple[int, int], left: list[tuple[int, int]]
) -> None:
    protections.protect("cam", 100, 200, "note", 5)
    protections.protect("yard", 100, 200, None, 5)
    protections.unprotect("cam", *taken)
    assert spans(protections) == [(start, end, "note") for start, end in left]
    assert spans(protections, "yard") == [(100, 200, None)]


def test_overlapping_protections_are_taken_back_together(protections: Protections) -> None:
    protections.protect("cam", 100, 200, "a", 5)
    protections.protect("cam", 150, 250, "b", 5)
    protections.unprotect("cam", 160, 170)
    assert spans(protections) == [(100, 160, "a"), (150, 160, "b"), (170, 200, "a"), (170, 250, "b")]


def test_a_deleted_camera_takes_its_protections_along(protections: Protections, database: Database) -> None:
    protections.protect("cam", 100, 200, None, 5)
    Cameras(database).delete("cam")
    assert protections.ranges() == {}
