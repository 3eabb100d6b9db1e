"""What is looked at before a frame is handed out, and that no frame is handed out without that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.support.exports import JOB, check_sync, order
from tests.support.films import complaints, look_at
from tests.support.footage import make_footage, make_fragments, moved
from tests.support.shelf import Shelf, make_shelf
from wallflower.errors import InvalidRequestError, ModelMissingError
from wallflower.playback.export import export
from wallflower.playback.export_task import Task
from wallflower.store.database import Database
from wallflower.wire_jobs import Cut, Export, ExportKind, ExportResult, FaceBlur

WHITE = 235


@dataclass
class WhiteWall:
    """Hides everything behind white, and remembers what it was shown; frames of these greys have nothing to hide."""

    reach_ms: int = 2_000
    clear: frozenset[int] = frozenset()
    looked: list[float] = field(default_factory=list)
    hidden: list[tuple[float, float]] = field(default_factory=list)
    rule: Mapping[str, Any] = field(default_factory=lambda: {"faces": "all", "engine": "wall", "model": "white"})

    def look(self, rgb: NDArray[np.uint8], at_ms: float) -> None:
        assert rgb.shape[2] == 3
        self.looked.append(at_ms)

    def hide(self, planes: Iterable[NDArray[np.uint8]], at_ms: float) -> bool:
        self.hidden.append((at_ms, self.looked[-1]))
        assert at_ms in self.looked
        bright, *_ = planes
        if round(float(bright.mean())) in self.clear:
            return False
        bright[:] = WHITE
        return True


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("cam")
    return shelf


def run(
    shelf: Shelf, what: Export, wall: WhiteWall | None, report: Callable[[float], None] = lambda _: None
) -> tuple[ExportResult, Path]:
    task = Task(job_id=JOB, export=what, media=shelf.media, recordings=shelf.recordings, hider=wall, report=report)
    return export(task), shelf.media / "exports" / JOB / "clip.mp4"


def check_order(wall: WhiteWall) -> None:
    """Fail unless times never go back, and each frame was hidden when all behind it had been looked at."""
    assert wall.looked == sorted(wall.looked)
    times = [at_ms for at_ms, _ in wall.hidden]
    assert times == sorted(times)
    end_ms = wall.looked[-1]
    assert all(seen_ms >= min(at_ms + wall.reach_ms - 100, end_ms) for at_ms, seen_ms in wall.hidden)


@pytest.mark.parametrize("cut", [Cut.KEYFRAME, Cut.EXACT])
@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_every_frame_is_hidden_after_those_behind_it_were_looked_at(shelf: Shelf, cut: Cut, codec: str) -> None:
    shelf.record(make_fragments(make_footage(10, codec=codec)))
    wall = WhiteWall()
    result, path = run(shelf, order(1.25, 8.5, cut=cut, blur=FaceBlur.ALL), wall)
    film = look_at(path)
    assert (len(film.pictures), film.undecodable) == (73, 0)
    assert min(grey for _, grey in film.pictures) > 225
    assert len(wall.hidden) == 73
    check_order(wall)
    assert complaints(path) == ""
    assert any("wall (white)" in note for note in result.notes)


def test_a_hole_and_another_session(shelf: Shelf) -> None:
    footage = make_fragments(make_footage(10))
    second = [replace(item, session_id="session2") for item in moved(list(footage[:8]), 3_600_000)]
    shelf.record(footage[:8], second)
    wall = WhiteWall()
    _, path = run(shelf, order(0, 3_700, blur=FaceBlur.ALL), wall)
    assert len(look_at(path).pictures) == len(wall.hidden) == 80
    assert min(grey for _, grey in look_at(path).pictures) > 225
    check_order(wall)
    assert wall.looked[-1] < 10_000


def test_progress_is_told_at_every_picture_that_is_looked_at(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(4)))
    wall, told = WhiteWall(), list[int]()
    run(shelf, order(0, 4, blur=FaceBlur.ALL), wall, lambda _: told.append(len(wall.looked)))
    assert set(told) >= set(range(1, 40))


def test_pictures_with_nothing_to_hide_are_as_they_were_and_sound_stays(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(6, size=(162, 98))))
    everything = frozenset(range(256))
    _, path = run(shelf, order(0, 6, blur=FaceBlur.UNKNOWN), WhiteWall(clear=everything))
    assert [round(grey / 8) for _, grey in look_at(path).pictures] == [number // 10 for number in range(60)]
    check_sync(path)


def test_without_somebody_who_hides_nothing_is_made(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(2)))
    with pytest.raises(ModelMissingError):
        run(shelf, order(0, 2, blur=FaceBlur.ALL), None)
    assert not (shelf.media / "exports").exists()


def test_faces_of_a_timelapse_cannot_be_hidden(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(2)))
    with pytest.raises(InvalidRequestError):
        run(shelf, order(0, 2, kind=ExportKind.TIMELAPSE, blur=FaceBlur.ALL), WhiteWall())


def test_what_only_a_newer_server_can_hide_is_all() -> None:
    told = order(0, 1, blur=FaceBlur.UNKNOWN).to_json()
    assert Export.from_json(told).blur is FaceBlur.UNKNOWN
    assert Export.from_json(told | {"blur": "children"}).blur is FaceBlur.ALL
    assert Export.from_json({key: value for key, value in told.items() if key != "blur"}).blur is None
