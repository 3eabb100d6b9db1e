"""How speech becomes text, over HTTP."""

import asyncio
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.sound import mini_whisper
from wallflower.errors import UnavailableError
from wallflower.store.cameras import CameraRow
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire_speech import EngineState, PassState, Retranscription, SpeechStatus

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.api.conftest import Api
    from wallflower.config import Settings
    from wallflower.store.database import Database

__all__ = ["mini_whisper"]

STATUS = SpeechStatus(
    effort="packed",
    backlog_s=12.5,
    normal_s=12.5,
    queued=3,
    rtf=0.25,
    work_s=3.1,
    counts={"done": 7, "dropped": 2},
    drops={"no_speech": 2},
    decisions={"packed": 4},
    engines=(EngineState(engine="faster-whisper", model="base", usable=True, rtf=0.4, chosen="it was set"),),
)
PATH = "/api/transcripts/retranscribe"


@pytest.fixture
async def spoken(api: Api, database: Database) -> None:
    """Three utterances that were transcribed."""

    def speak() -> None:
        api.others.cameras.create(CameraRow(id="a", name="Hall", url="rtsp://cam/1"))
        queue = Utterances(database)
        for index in range(3):
            queue.add(NewUtterance(camera_id="a", start_ms=index * 10_000, end_ms=index * 10_000 + 2_000))
            (claim,) = queue.claim(1)
            line = NewLine(start_ms=claim.start_ms, end_ms=claim.end_ms, text="hello")
            queue.finish(claim.id, [line], Hearer(engine="faster-whisper", model="tiny", quality=1))

    await asyncio.to_thread(speak)


async def test_the_status_is_what_the_analysis_process_says(api: Api) -> None:
    api.others.answers["speech"] = STATUS.to_json()
    assert SpeechStatus.from_json(await api.get("/api/speech")) == STATUS
    api.others.answers["speech"] = UnavailableError("it is down")
    await api.error("GET", "/api/speech", 503)


@pytest.mark.usefixtures("spoken")
async def test_a_range_is_heard_again_watched_and_cancelled(api: Api, settings: Settings, mini_whisper: Path) -> None:
    await asyncio.to_thread(shutil.copytree, mini_whisper, settings.models_directory / "small")
    body = {"start": 0, "end": 15_000, "camera_ids": ["a"], "model": "small"}
    begun = Retranscription.from_json(await api.send("POST", PATH, body, status=201))
    assert (begun.state, begun.total, begun.done, begun.model) == (PassState.RUNNING, 2, 0, "small")
    assert Retranscription.from_json(await api.get(f"{PATH}/{begun.id}")) == begun
    assert [item["id"] for item in (await api.get(PATH))["retranscriptions"]] == [begun.id]
    cancelled = await api.send("POST", f"{PATH}/{begun.id}/cancel")
    assert (cancelled["state"], cancelled["done"]) == ("cancelled", 2)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"end": 0}, "end"),
        ({"end": 400 * 86_400_000}, "end"),
        ({"engine": "parrot"}, "engine"),
        ({"model": "../secret"}, "model"),
        ({"camera_ids": ["a"] * 101}, "camera_ids"),
        ({"surprise": 1}, "surprise"),
    ],
)
async def test_wrong_ranges_are_named(api: Api, change: dict[str, Any], field: str) -> None:
    error = await api.error("POST", PATH, 422, json={"start": 0, "end": 1_000} | change)
    assert error["field"] == field


@pytest.mark.usefixtures("spoken")
async def test_a_model_that_is_not_installed_is_told_at_once(api: Api) -> None:
    error = await api.error("POST", PATH, 503, json={"start": 0, "end": 15_000, "model": "enormous"})
    assert error["code"] == "model_missing"
    assert "'enormous' is not installed" in error["message"]
    assert (await api.get(PATH))["retranscriptions"] == []


async def test_unknown_ids_are_not_found(api: Api) -> None:
    await api.error("GET", f"{PATH}/7", 404)
    await api.error("POST", f"{PATH}/7/cancel", 404)
    await api.error("POST", PATH, 404, json={"start": 0, "end": 1_000, "camera_ids": ["nobody"]})
