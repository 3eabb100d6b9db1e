"""What the worker of exports brings to a story: every clip what was said near its own camera."""

from pathlib import Path

import pytest

from tests.support.exports import JOB
from tests.support.films import captions_in
from tests.support.footage import START_MS, as_camera, make_footage, make_fragments
from tests.support.saying import say
from tests.support.shelf import Shelf, make_shelf
from wallflower.cameras.export_work import create
from wallflower.config import Settings
from wallflower.store.database import Database
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, Job, JobState, StoryClip, StoryOrder

CLIPS = (
    StoryClip(id="a", camera_id="yard", start_ms=START_MS + 2000, end_ms=START_MS + 4000),
    StoryClip(id="b", camera_id="door", start_ms=START_MS + 1000, end_ms=START_MS + 3000),
)


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    for name in ("door", "yard"):
        shelf.add_camera(name)
        shelf.record(as_camera(make_fragments(make_footage(5)), name))
    return shelf


def test_captions_are_those_of_each_clips_camera(shelf: Shelf, tmp_path: Path) -> None:
    say(shelf.database, "door", START_MS + 1000, "at the door", "still there")
    say(shelf.database, "yard", START_MS + 2500, "in the yard")
    order = Export(
        kind=ExportKind.STORY,
        camera_ids=("yard", "door"),
        start_ms=START_MS + 1000,
        end_ms=START_MS + 4000,
        cut=Cut.EXACT,
        captions=Captions.SOFT,
        story=StoryOrder(story_id="s", version=1, clips=CLIPS),
    )
    told: list[float] = []
    work = create(Settings(data=tmp_path, media=shelf.media), shelf.database, None)
    result = work.do(Job(id=JOB, state=JobState.RUNNING, export=order), told.append)
    assert result.files[0].duration_ms == 4000
    found = captions_in(shelf.media / "exports" / JOB / "story.mp4")
    assert [("yard" in text, "door" in text, "still" in text) for _, _, text in found] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert [round(start, 1) for start, _, _ in found] == [0.5, 2.0, 3.0]
    assert told
