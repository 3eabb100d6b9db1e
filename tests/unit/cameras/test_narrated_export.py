"""A story with narration from its order to its film, by the real worker and its children."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from tests.support.films import look_at
from tests.support.footage import START_MS, make_footage, make_fragments
from tests.support.jobs import working
from tests.support.shelf import Shelf, make_shelf
from tests.support.waiting import PATIENCE_S, until
from tests.unit.cameras.test_jobs import FAST, Events
from wallflower.cameras.job_kinds import make_cares
from wallflower.cameras.jobs import Starting, Worker
from wallflower.config import Settings
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.narrations import Narrations, narration_id
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_jobs import Cut, Export, ExportKind, JobState, JobWait, StoryClip, StoryOrder
from wallflower.wire_narration import NarrationFailure
from wallflower.workers.link import EventReceiver, EventSender

KEY = narration_id("It rings.")
CLIP = StoryClip(id="a", camera_id="cam", start_ms=START_MS, end_ms=START_MS + 1000, narration="It rings.")
ORDER = Export(
    kind=ExportKind.STORY,
    camera_ids=("cam",),
    start_ms=CLIP.start_ms,
    end_ms=CLIP.end_ms,
    cut=Cut.EXACT,
    story=StoryOrder(story_id="s", version=1, clips=(CLIP,)),
)
TWO_SECONDS = np.zeros(32_000, "<i2").tobytes()


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("cam")
    shelf.record(make_fragments(make_footage(2)))
    return shelf


@pytest.fixture
def settings(shelf: Shelf, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=shelf.media, minimum_free_gb=0)


@pytest.fixture
async def link(runtime: Path) -> AsyncIterator[EventReceiver]:
    """The server's end of the link by which children tell what happens."""
    with EventReceiver(runtime) as receiver:
        yield receiver


def worker_of(settings: Settings, database: Database, runtime: Path) -> Worker:
    sender, cares = cast("EventSender", Events()), make_cares(settings, database)
    return Worker(settings, database, sender, cares, starting=Starting(runtime=runtime), pace=FAST)


async def test_it_waits_across_a_restart_until_it_was_spoken(
    shelf: Shelf, settings: Settings, runtime: Path, link: EventReceiver
) -> None:
    jobs, narrations = Jobs(shelf.database), Narrations(shelf.database)
    job = jobs.add(ORDER)
    for _ in range(2):
        async with working(worker_of(settings, shelf.database, runtime)):
            kind, _, data = await anext(link)
            assert (kind, data) == (EventType.NARRATION, {"id": KEY, "state": "wanted"})
            await until(lambda: jobs.get(job.id).waits_for is JobWait.NARRATION)
            assert jobs.get(job.id).progress == 0
        assert jobs.get(job.id).state is JobState.RUNNING
    async with working(worker_of(settings, shelf.database, runtime)):
        narrations.keep(KEY, TWO_SECONDS)
        await until(lambda: jobs.get(job.id).state is JobState.DONE, PATIENCE_S)
    done = jobs.get(job.id)
    assert (done.waits_for, done.attempts) == (None, 1)
    assert look_at(settings.media / "exports" / job.id / "story.mp4").length_s == pytest.approx(2, abs=0.15)


async def test_it_is_cancelled_while_it_waits(
    shelf: Shelf, settings: Settings, runtime: Path, link: EventReceiver
) -> None:
    jobs = Jobs(shelf.database)
    job = jobs.add(ORDER)
    async with working(worker_of(settings, shelf.database, runtime)):
        await until(lambda: jobs.get(job.id).waits_for is JobWait.NARRATION)
        jobs.cancel(job.id)
        await until(lambda: jobs.get(job.id).state is JobState.CANCELLED, PATIENCE_S)
    assert jobs.get(job.id).waits_for is None


async def test_it_fails_with_what_to_do_and_can_be_tried_again(
    shelf: Shelf, settings: Settings, runtime: Path, link: EventReceiver
) -> None:
    jobs, narrations = Jobs(shelf.database), Narrations(shelf.database)
    job = jobs.add(ORDER)
    async with working(worker_of(settings, shelf.database, runtime)):
        await until(lambda: jobs.get(job.id).waits_for is JobWait.NARRATION)
        narrations.fail(KEY, NarrationFailure.NO_ENGINE)
        await until(lambda: jobs.get(job.id).state is JobState.FAILED, PATIENCE_S)
        failed = jobs.get(job.id)
        assert failed.problem is not None
        assert failed.problem.code is ErrorCode.UNAVAILABLE
        assert "clip 1 cannot be heard: Home Assistant has no text-to-speech entity" in failed.problem.message
        assert not list((settings.media / "exports").glob("*"))
        narrations.keep(KEY, TWO_SECONDS)
        jobs.retry(job.id)
        await until(lambda: jobs.get(job.id).state is JobState.DONE, PATIENCE_S)
