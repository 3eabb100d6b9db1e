"""Samples and tunings over HTTP."""

import asyncio
import io
import wave
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.shelf import make_shelf
from tests.support.sound import Speaker, room, speaker
from tests.support.talking import fragments
from wallflower import clock
from wallflower.store.database import Database
from wallflower.wire_options import GateOptions, SpeechOptions, VoiceOptions
from wallflower.wire_tuning import TunedOptions, TuningOutcome, TuningTrial

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.api.conftest import Api

__all__ = ["speaker"]

WAVE = {"Content-Type": "application/octet-stream"}


def wave_file(seconds: float, rate_hz: int = 16_000) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setframerate(rate_hz)
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.writeframes(bytes(2 * int(seconds * rate_hz)))
    return file.getvalue()


@pytest.fixture
async def hall(api: Api) -> str:
    body = {"name": "Hall", "url": "rtsp://192.0.2.1/1", "language": "en", "speech": {"hot_words": ["Rex"]}}
    return str((await api.send("POST", "/api/cameras", body, 201))["id"])


async def upload(api: Api, camera_id: str, data: bytes, status: int = 201) -> dict[str, Any]:
    path = f"/api/cameras/{camera_id}/tuning/samples/upload"
    answer = await api.call("POST", path, data=io.BytesIO(data), headers=WAVE)
    assert answer.status == status, await answer.text()
    found: dict[str, Any] = await answer.json()
    return found


async def corrected(api: Api, camera_id: str) -> dict[str, Any]:
    sample = await upload(api, camera_id, wave_file(1.0))
    path = f"/api/cameras/{camera_id}/tuning/samples/{sample['id']}"
    found: dict[str, Any] = await api.send("PATCH", path, {"text": "Hello there"})
    return found


async def test_an_upload_is_listed_corrected_and_deleted(api: Api, hall: str) -> None:
    sample = await corrected(api, hall)
    assert (sample["source"], sample["length_ms"], sample["corrected"]) == ("upload", 1000, True)
    path = f"/api/cameras/{hall}/tuning/samples"
    assert (await api.get(path))["samples"] == [sample]
    await api.send("DELETE", f"{path}/{sample['id']}", status=204)
    assert (await api.get(path))["samples"] == []
    await api.error("DELETE", f"{path}/{sample['id']}", 404)
    await api.error("GET", "/api/cameras/nobody/tuning/samples", 404)


async def test_a_stretch_of_the_recordings_is_kept(
    api: Api, hall: str, database: Database, tmp_path: Path, speaker: Speaker
) -> None:
    start_ms = clock.now_ms() - 60_000
    sound = room(1.0, speaker.say("the front door is open"), 1.0)
    await asyncio.to_thread(make_shelf(database, tmp_path).record, fragments(sound, hall, start_ms))
    path = f"/api/cameras/{hall}/tuning/samples"
    span = {"start": start_ms, "end": start_ms + 3_000}
    untold = await api.send("POST", path, span, 201)
    assert (untold["source"], untold["start_ms"], untold["text"], untold["corrected"]) == (
        "recording",
        start_ms,
        "",
        False,
    )
    told = await api.send("POST", path, span | {"text": "The front door is open."}, 201)
    assert (told["text"], told["corrected"]) == ("The front door is open.", True)
    error = await api.error("POST", path, 404, json={"start": 1_000, "end": 4_000})
    assert "nothing was recorded" in error["message"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"end": 5_000 + 60_001}, "end"),
        ({"end": 5_400}, "end"),
        ({"end": 4_000}, "end"),
        ({"end": 4_000_000_000_000, "start": 3_999_999_999_000}, "end"),
        ({"text": ""}, "text"),
        ({"text": " …!? "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"start": "NaN"}, "start"),
    ],
)
async def test_stretches_that_cannot_be_samples(api: Api, hall: str, change: dict[str, Any], field: str) -> None:
    body = {"start": 5_000, "end": 8_000} | change
    error = await api.error("POST", f"/api/cameras/{hall}/tuning/samples", 422, json=body)
    assert error["field"] == field


async def test_uploads_that_cannot_be_samples(api: Api, hall: str) -> None:
    assert "no WAV file" in (await upload(api, hall, b"ID3 no wave", 422))["error"]["message"]
    assert "at most 60 s" in (await upload(api, hall, wave_file(61), 422))["error"]["message"]
    assert "half a second" in (await upload(api, hall, wave_file(0.1), 422))["error"]["message"]
    assert (await upload(api, hall, bytes(16_000_001), 413))["error"]["code"] == "too_large"
    await upload(api, "nobody", wave_file(1), 404)
    sample = await upload(api, hall, wave_file(1))
    error = await api.error("PATCH", f"/api/cameras/{hall}/tuning/samples/{sample['id']}", 422, json={"text": "…"})
    assert "at least one" in error["message"]


async def test_a_tuning_is_ordered_once_and_only_with_samples(api: Api, hall: str) -> None:
    path = f"/api/cameras/{hall}/tuning"
    await upload(api, hall, wave_file(1))
    error = await api.error("POST", path, 422, json={})
    assert "no corrected samples" in error["message"]
    await corrected(api, hall)
    for body in ({"most_trials": 0}, {"most_s": 1}, {"most_s": 1e99}, {"unknown": 1}):
        await api.error("POST", path, 422, json=body)
    job = await api.send("POST", path, {"most_trials": 7}, 202)
    assert (job["kind"], job["state"]) == ("tuning", "queued")
    assert job["tuning"] == {"camera_id": hall, "most_trials": 7, "most_s": 3600}
    assert "Hello" not in str(job)
    assert (await api.get("/api/jobs?kind=tuning"))["jobs"] == [job]
    await api.error("POST", path, 409, json={})
    await api.error("POST", f"{path}/{job['id']}/apply", 409)
    await api.send("POST", f"/api/jobs/{job['id']}/cancel")
    await api.send("POST", path, {}, 202)


async def test_the_best_becomes_the_settings_of_the_camera(api: Api, hall: str) -> None:
    await corrected(api, hall)
    job = await api.send("POST", f"/api/cameras/{hall}/tuning", {}, 202)
    better = TunedOptions(
        beam=1, temperatures=(0.0,), vad=VoiceOptions(onset=0.35, offset=0.2), gates=GateOptions(weak_logprob=-0.8)
    )
    trials = tuple(
        TuningTrial(options=options, changed=(), wer=wer, wrong=0, missing=0, invented=0, seconds=1.0)
        for options, wer in ((TunedOptions.of(SpeechOptions()), 0.5), (better, 0.1))
    )
    found = TuningOutcome(
        camera_id=hall,
        engine="w",
        model="m",
        samples=1,
        skipped=0,
        words=2,
        length_s=1.0,
        trials=trials,
        best=1,
        complete=True,
    )
    await asyncio.to_thread(api.services.jobs.jobs.finish, job["id"], found)
    camera = await api.send("POST", f"/api/cameras/{hall}/tuning/{job['id']}/apply")
    speech = SpeechOptions.from_json(camera["speech"])
    assert TunedOptions.of(speech) == better
    assert speech.hot_words == ("Rex",), "what is not tuned stays"
    assert (await api.get(f"/api/cameras/{hall}"))["speech"] == camera["speech"]
    other = (await api.send("POST", "/api/cameras", {"name": "Door", "url": "rtsp://192.0.2.2/1"}, 201))["id"]
    await api.error("POST", f"/api/cameras/{other}/tuning/{job['id']}/apply", 404)
