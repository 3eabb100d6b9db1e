"""What is told to the ingest process, and how often."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.waiting import until
from wallflower import clock
from wallflower.cameras import occurrences as module
from wallflower.cameras.events import METHOD, read_occurrence
from wallflower.cameras.occurrences import Occurrences
from wallflower.errors import ConflictError, UnavailableError, WallflowerError
from wallflower.recorder.keeper import Occurrence
from wallflower.store.cameras import CameraRow
from wallflower.wire import Phase, RecordMode, Speech, Verdict, Visit, VisitChange

DOOR = CameraRow(id="door", name="Door", url="rtsp://cam/", mode=RecordMode.EVENTS)


class Ingest:
    """Takes calls, or fails."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Occurrence]] = []
        self.failure: WallflowerError | None = None

    async def call(
        self, method: str, params: dict[str, Any], blob: bytes = b"", timeout_s: float = 5.0
    ) -> dict[str, Any]:
        assert method == METHOD
        if self.failure is not None:
            raise self.failure
        self.told.append(read_occurrence(params))
        return {}

    async def until(self, count: int) -> list[tuple[str, Occurrence]]:
        await until(lambda: len(self.told) >= count)
        return self.told


@pytest.fixture
def ingest() -> Ingest:
    return Ingest()


@pytest.fixture
async def occurrences(ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Occurrences]:
    monkeypatch.setattr(module, "RENEW_S", 0.05)
    made = Occurrences(ingest)
    task = asyncio.create_task(made.run())
    assert made.follow([DOOR]) == {"door"}
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def speech(phase: Phase, at_ms: int, camera_id: str = "door") -> Speech:
    return Speech(camera_id=camera_id, phase=phase, at_ms=at_ms)


def visit(visit_id: int, start_ms: int, end_ms: int | None = None) -> VisitChange:
    stay = Visit(id=visit_id, camera_id="door", start_ms=start_ms, end_ms=end_ms, verdict=Verdict.UNSURE)
    return VisitChange(phase=Phase.STARTED if end_ms is None else Phase.ENDED, visit=stay)


async def test_speech_is_renewed_until_it_ends(occurrences: Occurrences, ingest: Ingest) -> None:
    began_ms = clock.now_ms() - 1000
    await asyncio.to_thread(occurrences.speech, speech(Phase.STARTED, began_ms))
    first, *renewed = [item for _, item in await ingest.until(3)]
    assert first == Occurrence(kind="speech", start_ms=began_ms, end_ms=began_ms, is_going=True)
    assert all(item.is_going and item.start_ms == began_ms and item.end_ms > began_ms for item in renewed)
    occurrences.speech(speech(Phase.ENDED, began_ms + 500))
    await until(lambda: not ingest.told[-1][1].is_going)
    told = len(ingest.told)
    await asyncio.sleep(0.2)
    assert len(ingest.told) == told
    assert ingest.told[-1][1] == Occurrence(kind="speech", start_ms=began_ms + 500, end_ms=began_ms + 500)


async def test_visits_are_told_apart(occurrences: Occurrences, ingest: Ingest) -> None:
    now_ms = clock.now_ms()
    occurrences.visit(visit(1, now_ms))
    occurrences.visit(visit(2, now_ms))
    occurrences.visit(visit(1, now_ms, now_ms + 5))
    await ingest.until(5)
    assert [(item.kind, item.is_going) for _, item in ingest.told[:3]] == [
        ("visit 1", True),
        ("visit 2", True),
        ("visit 1", False),
    ]
    assert {item.kind for _, item in ingest.told[3:]} == {"visit 2"}


async def test_motion_is_told_once(occurrences: Occurrences, ingest: Ingest) -> None:
    occurrences.motion("door", 5)
    await ingest.until(1)
    await asyncio.sleep(0.15)
    assert ingest.told == [("door", Occurrence(kind="motion", start_ms=5, end_ms=5))]


@pytest.mark.parametrize(
    "change", [{"mode": RecordMode.CONTINUOUS}, {"enabled": False}, {"record": False}, {"id": "yard"}]
)
async def test_only_cameras_that_record_events_matter(
    occurrences: Occurrences, ingest: Ingest, change: dict[str, Any]
) -> None:
    occurrences.speech(speech(Phase.STARTED, clock.now_ms()))
    await ingest.until(1)
    values = {name: getattr(DOOR, name) for name in CameraRow.__slots__} | change
    occurrences.follow([CameraRow(**values)])
    await asyncio.sleep(0.1)
    ingest.told.clear()
    occurrences.motion("door", 5)
    await asyncio.sleep(0.15)
    assert ingest.told == []


@pytest.mark.parametrize(("failure", "is_logged"), [(ConflictError("off"), False), (UnavailableError("down"), True)])
async def test_ingest_may_refuse_or_be_down(
    occurrences: Occurrences,
    ingest: Ingest,
    failure: WallflowerError,
    is_logged: bool,  # noqa: FBT001 - a table
    caplog: pytest.LogCaptureFixture,
) -> None:
    ingest.failure = failure
    occurrences.motion("door", 5)
    await asyncio.sleep(0.05)
    ingest.failure = None
    occurrences.motion("door", 6)
    assert (await ingest.until(1))[0][1].start_ms == 6
    assert ("could not be told" in caplog.text) is is_logged


async def test_a_flood_drops_the_oldest(ingest: Ingest) -> None:
    occurrences = Occurrences(ingest)
    occurrences.follow([DOOR])
    for at_ms in range(module.MOST_WAITING + 10):
        occurrences.motion("door", at_ms)
    await asyncio.sleep(0.05)
    assert occurrences.dropped == 10
