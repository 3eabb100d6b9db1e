"""The report of a camera's microphone over HTTP."""

from typing import TYPE_CHECKING

from wallflower.errors import UnavailableError
from wallflower.wire import CameraStatus, ConnectionState, StreamReport
from wallflower.wire_tuning import Figure, Judgement, MicrophoneReport, Verdict

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api


async def new_camera(api: Api) -> str:
    body = {"name": "Hall", "url": "rtsp://192.0.2.1/1"}
    return str((await api.send("POST", "/api/cameras", body, 201))["id"])


async def test_the_report_of_the_camera_is_answered(api: Api) -> None:
    hall = await new_camera(api)
    loud = Judgement(figure=Figure.LEVEL, verdict=Verdict.GOOD, advice="speech is loud enough")
    known = MicrophoneReport(camera_id=hall, heard_s=600.0, speech_db=-31.0, judgements=(loud,))
    other = MicrophoneReport(camera_id="other", heard_s=5.0)
    api.others.answers["microphones"] = {"microphones": [other.to_json(), known.to_json()]}
    assert MicrophoneReport.from_json(await api.get(f"/api/cameras/{hall}/microphone")) == known


async def test_a_camera_that_was_not_heard_says_so(api: Api) -> None:
    found = await api.get(f"/api/cameras/{await new_camera(api)}/microphone")
    assert found["level_db"] is None
    assert {item["verdict"] for item in found["judgements"]} == {"unknown"}
    assert "too little was heard" in found["judgements"][0]["advice"]


async def test_a_camera_without_a_sound_track_says_so(api: Api) -> None:
    hall = await new_camera(api)
    stream = StreamReport(video_codec="h264", width=640, height=360, audio_codec=None)
    api.board.learn(
        CameraStatus(camera_id=hall, running=True, connection=ConnectionState.CONNECTED, stream=stream, since_ms=2**50)
    )
    (only,) = (await api.get(f"/api/cameras/{hall}/microphone"))["judgements"]
    assert (only["figure"], only["verdict"]) == ("track", "poor")
    assert only["advice"].startswith("the camera sends no sound")


async def test_what_cannot_be_answered(api: Api) -> None:
    await api.error("GET", "/api/cameras/nobody/microphone", 404)
    api.others.answers["microphones"] = UnavailableError("it is down")
    await api.error("GET", f"/api/cameras/{await new_camera(api)}/microphone", 503)
