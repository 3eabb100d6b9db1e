"""What the server forgets of narrations, and what it keeps."""

from typing import Any

import pytest
from sqlalchemy import update

from wallflower.cameras.narrating import METHOD, NarrationDesk
from wallflower.errors import UnavailableError
from wallflower.events import EventBus
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.narrations import Narrations, narration_id
from wallflower.store.schema import narration as table
from wallflower.store.stories import Stories
from wallflower.wire import EventType
from wallflower.wire_jobs import Export, ExportKind, StoryClip, StoryOrder
from wallflower.wire_narration import NarrationState
from wallflower.wire_stories import Story


class Analysis:
    """Answers as it is told."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] = {}

    async def call(
        self, method: str, params: dict[str, Any], blob: bytes = b"", timeout_s: float = 5.0
    ) -> dict[str, Any]:
        assert (method, params, bool(blob), timeout_s > 0) == (METHOD, {}, True, True)
        return self.answer


@pytest.fixture
def bus() -> EventBus:
    return EventBus()


@pytest.fixture
def analysis() -> Analysis:
    return Analysis()


@pytest.fixture
def desk(database: Database, bus: EventBus, analysis: Analysis) -> NarrationDesk:
    return NarrationDesk(Narrations(database), Stories(database), Jobs(database), analysis, bus)


def clip(text: str) -> StoryClip:
    return StoryClip(id="a", camera_id="door", start_ms=0, end_ms=1000, narration=text)


def order(text: str) -> Export:
    story = StoryOrder(story_id="s", version=1, clips=(clip(text), clip("")))
    return Export(kind=ExportKind.STORY, camera_ids=("door",), start_ms=0, end_ms=1000, story=story)


def test_what_no_story_and_no_export_wants_goes_after_a_while(database: Database, desk: NarrationDesk) -> None:
    Stories(database).create(Story(id="s", title="T", version=1, clips=(clip("story"), clip(""))))
    jobs = Jobs(database)
    jobs.add(order("waits"))
    jobs.cancel(jobs.add(order("over")).id)
    jobs.add(Export(kind=ExportKind.CLIP, camera_ids=("door",), start_ms=0, end_ms=1000))
    texts = {"story", "waits", "over", "tried"}
    desk.narrations.want(texts)
    assert desk.expire() == 0
    with database.write() as connection:
        connection.execute(update(table).values(wanted_ms=5))
    desk.narrations.want(["tried just now"])
    assert desk.expire() == 2
    assert {each.text for each in desk.narrations.list()} == {"story", "waits", "tried just now"}


async def test_an_analysis_process_that_answers_nonsense(desk: NarrationDesk, analysis: Analysis) -> None:
    wanted = await desk.want("Hello", again=False)
    for analysis.answer in ({}, {"pcm": 5}, {"pcm": "no base64"}):
        with pytest.raises(UnavailableError, match="restart the server"):
            await desk.keep(wanted.id, b"sound")
    assert desk.narrations.get(wanted.id).state is NarrationState.WANTED


async def test_events_tell_what_became_of_one_but_not_its_text(
    desk: NarrationDesk, analysis: Analysis, bus: EventBus
) -> None:
    analysis.answer = {"pcm": "AAA="}
    wanted = await desk.want("Hello", again=False)
    await desk.keep(wanted.id, b"sound")
    await desk.keep(wanted.id, b"another, too late")
    await desk.want("Hello", again=False)
    await desk.want("Hello", again=True)
    told = bus.after(0)
    assert told is not None
    assert [event.type for event in told] == [EventType.NARRATION] * 3
    assert [event.data for event in told] == [
        {"id": narration_id("Hello"), "state": state} for state in ("wanted", "ready", "wanted")
    ]
