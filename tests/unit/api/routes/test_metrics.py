"""Figures for Prometheus."""

import asyncio
from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families

from tests.unit.api.routes.test_speech import STATUS
from wallflower.errors import UnavailableError
from wallflower.store.cameras import CameraRow
from wallflower.wire import GapReason
from wallflower.wire_tuning import MicrophoneReport

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

type Samples = dict[tuple[str, tuple[str, ...]], float]


async def scrape(api: Api) -> Samples:
    """Return values by name and labels."""
    answer = await api.call("GET", "/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    families = text_string_to_metric_families(await answer.text())
    return {
        (sample.name.removeprefix("thewallflower_"), tuple(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


async def test_the_figures_are_those_of_the_parts(api: Api) -> None:
    hall, door = [
        (await api.send("POST", "/api/cameras", {"name": name, "url": "rtsp://192.0.2.1/1", "enabled": on}, 201))["id"]
        for name, on in (("Hall", True), ("Door", False))
    ]
    await asyncio.to_thread(api.services.recordings.open_gap, door, 1_000, GapReason.TURNED_OFF)
    api.others.answers["speech"] = STATUS.to_json()
    api.others.answers["faces"] = {"looked": 9, "dropped_pictures": 1}
    microphone = MicrophoneReport(camera_id=hall, level_db=-61.5, floor_db=-70.0, clipping=0.01, speech=0.2)
    api.others.answers["microphones"] = {"microphones": [microphone.to_json()]}
    await api.get("/api/info")
    await api.error("GET", "/api/cameras/nobody", 404)
    found = await scrape(api)
    assert found["camera_connected", (hall,)] == 1
    assert found["camera_connected", (door,)] == 0
    assert found["camera_recorded_seconds", (hall,)] == 0
    assert found["camera_moves", (hall,)] == 0
    assert ("camera_moves", (door,)) not in found, "nobody looks there"
    assert found["camera_gap", (door, "turned_off")] == 1
    assert found["speech_backlog_seconds", ("normal",)] == 12.5
    assert found["speech_real_time_factor", ()] == 0.25
    assert found["speech_utterances_total", ("done",)] == 7
    assert found["speech_dropped_total", ("no_speech",)] == 2
    assert found["speech_decisions_total", ("packed",)] == 4
    assert found["speech_utterances_waiting", ("queued",)] == 3
    assert found["speech_engine_up", ("faster-whisper", "base")] == 1
    assert found["faces_pictures_total", ("looked",)] == 9
    assert found["microphone_decibels", (hall, "floor")] == -70.0
    assert ("microphone_decibels", (hall, "speech")) not in found, "nobody spoke"
    assert found["microphone_share", (hall, "speech")] == 0.2
    assert found["http_requests_total", ("GET", "/api/info", "200")] == 1
    assert found["http_requests_total", ("GET", "/api/cameras/{camera_id}", "404")] == 1
    assert found["analysis_up", ()] == 1
    assert found["healthy", ()] == 1


async def test_a_process_that_is_down_leaves_the_rest(api: Api) -> None:
    api.others.answers["speech"] = UnavailableError("it is down")
    found = await scrape(api)
    assert found["analysis_up", ()] == 0
    assert ("healthy", ()) in found
    assert not [name for name, _ in found if name.startswith(("speech", "faces"))]


async def test_they_hold_no_names_addresses_or_paths_and_need_the_token(api: Api) -> None:
    api.others.cameras.create(CameraRow(id="a", name="Hall", url="rtsp://u:secret@cam/1"))
    await api.error("GET", "/api/cameras/my-secret-path", 404)
    text = await (await api.call("GET", "/metrics")).text()
    assert not [word for word in ("Hall", "secret", "my-secret-path") if word in text]
    await api.error("GET", "/metrics", 401, headers={"Authorization": "Bearer wrong"})
