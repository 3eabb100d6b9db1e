"""Voices and speakers over HTTP."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from sqlalchemy import insert

from wallflower.cameras.voice_enrolling import VoiceSample
from wallflower.errors import SoundError, UnavailableError
from wallflower.speech.wave_file import read_wave
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.people_schema import speaker
from wallflower.store.speakers import Proposal, Speakers
from wallflower.store.voice_schema import suggestion
from wallflower.wire import ErrorCode

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

WAV = {"Content-Type": "audio/wav"}


def sample(pcm: bytes = b"\x01\x02" * 100) -> dict[str, Any]:
    return VoiceSample(
        engine="ge2e",
        model="m",
        embedding=np.ones(256, np.float32),
        quality=0.8,
        parts={"snr": 1.0},
        seconds=11.0,
        pcm=pcm,
        source="upload",
    ).to_json()


async def person(api: Api, name: str = "Ann") -> str:
    return str((await api.send("POST", "/api/people", {"name": name}, status=201))["id"])


async def test_the_life_of_a_voice(api: Api) -> None:
    api.others.answers["enrol_voice"] = sample()
    path = f"/api/people/{await person(api)}/voices"
    answer = await api.call("POST", path, data=b"RIFF", headers=WAV)
    assert answer.status == 201
    voice = await answer.json()
    assert (voice["seconds"], voice["quality"], voice["source"]) == (11.0, 0.8, "upload")
    again = await api.call("POST", path, data=b"RIFF", headers=WAV)
    assert (await again.json())["id"] == voice["id"]
    assert [each["id"] for each in (await api.get(path))["voices"]] == [voice["id"]]
    sound = await api.call("GET", f"{path}/{voice['id']}/sound.wav")
    assert sound.content_type == "audio/wav"
    assert len(read_wave(await sound.read(), 60)) == 100
    await api.error("GET", f"/api/people/{await person(api, 'Bob')}/voices/{voice['id']}/sound.wav", 404)
    removed = await api.send("DELETE", f"{path}/{voice['id']}")
    await api.error("DELETE", f"{path}/{voice['id']}", 404)
    assert (await api.get(path))["voices"] == []
    await api.send("POST", f"/api/edits/{removed['edit_id']}/undo")
    assert (await api.get(path))["voices"] == [voice | {"edit_id": None}]
    await api.send("DELETE", f"{path}/{voice['id']}")
    await api.send("POST", f"/api/edits/{removed['edit_id'] + 1}/undo")
    await api.send("POST", f"/api/edits/{voice['edit_id']}/undo")
    assert (await api.get(path))["voices"] == []
    assert len(api.others.named("reload_people")) >= 2


async def test_anothers_sound_is_a_conflict_and_a_stranger_has_no_voice(api: Api) -> None:
    api.others.answers["enrol_voice"] = sample()
    first, second = await person(api), await person(api, "Bob")
    await api.call("POST", f"/api/people/{first}/voices", data=b"RIFF", headers=WAV)
    await api.error("POST", f"/api/people/{second}/voices", 409, data=b"RIFF", headers=WAV)
    await api.error("POST", "/api/people/nobody/voices", 404, data=b"RIFF", headers=WAV)
    await api.error("GET", "/api/people/nobody/voices", 404)


async def test_a_poor_voice_is_refused_with_the_reasons(api: Api) -> None:
    api.others.answers["enrol_voice"] = SoundError("the sound is too poor to learn a voice from: it is short")
    path = f"/api/people/{await person(api)}/voices"
    error = await api.error("POST", path, 422, data=b"RIFF", headers=WAV)
    assert (error["code"], "it is short" in error["message"]) == (ErrorCode.POOR_VOICE, True)


async def test_lines_that_there_are_not_cannot_be_learnt_from(api: Api) -> None:
    path = f"/api/people/{await person(api)}/voices/lines"
    await api.error("POST", path, 404, json={"line_ids": [5]})
    assert (await api.error("POST", path, 422, json={"line_ids": []}))["field"] == "line_ids"


@pytest.fixture
def speakers(api: Api) -> Speakers:
    """Two speakers, 1 and 2."""
    database = api.services.people._database
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    with database.write() as connection:
        for number in (1, 2):
            values = {"number": number, "confirmed": True, "camera_id": "a", "last_ms": number, "created_ms": 1}
            connection.execute(insert(speaker).values(values))
    return Speakers(database)


async def test_a_speaker_gets_a_name_and_may_be_too_little_to_be_known_again(api: Api, speakers: Speakers) -> None:
    who = await person(api)
    assert [each["number"] for each in (await api.get("/api/speakers"))["speakers"]] == [2, 1]
    api.others.answers["enrol_voice_ranges"] = UnavailableError("busy")
    named = await api.send("POST", "/api/speakers/1/name", {"person_id": who})
    assert (named["person_id"], named["lines"], named["trained"]) == (who, 0, False)
    assert "later" in named["reason"]
    api.others.answers["enrol_voice_ranges"] = sample()
    assert (await api.send("POST", "/api/speakers/2/name", {"person_id": who}))["trained"]
    assert (await api.get("/api/speakers"))["speakers"] == []
    await api.error("POST", "/api/speakers/1/name", 404, json={"person_id": who})


async def test_what_is_proposed_is_done_or_never_proposed_again(api: Api, speakers: Speakers) -> None:
    proposal = Proposal(speaker_id=2, other_id=1, score=0.9, count=8)
    speakers.propose([proposal, Proposal(speaker_id=1, other_id=77, score=0.9, count=8)])
    (suggestion,) = (await api.get("/api/speakers/suggestions"))["suggestions"]
    assert (suggestion["kind"], suggestion["speaker_id"], suggestion["other_id"]) == ("same_speaker", 1, 2)
    dismissed = await api.send("DELETE", f"/api/speakers/suggestions/{suggestion['id']}")
    speakers.propose([proposal])
    assert (await api.get("/api/speakers/suggestions"))["suggestions"] == []
    await api.send("POST", f"/api/edits/{dismissed['edit_id']}/undo")
    assert (await api.get("/api/speakers/suggestions"))["suggestions"] == [suggestion]


async def test_proposals_come_in_pages(api: Api, speakers: Speakers) -> None:
    path = "/api/speakers/suggestions"
    with speakers._database.write() as connection:
        values = {"number": 3, "confirmed": True, "camera_id": "a", "last_ms": 3, "created_ms": 1}
        connection.execute(insert(speaker).values(values))
    speakers.propose([Proposal(speaker_id=3, other_id=other, score=0.9, count=8) for other in (1, 2)])
    first = await api.get(path, params={"limit": "1"})
    second = await api.get(path, params={"limit": "1", "cursor": first["cursor"]})
    assert [each["speaker_id"] for page in (first, second) for each in page["suggestions"]] == [1, 2]
    assert second["cursor"] is None
    for wrong in ({"limit": "0"}, {"limit": "501"}, {"cursor": "x"}):
        await api.error("GET", path, 422, params=wrong)


async def test_an_accepted_proposal_of_a_person_names_the_speaker(api: Api, speakers: Speakers) -> None:
    who = await person(api)
    with speakers._database.write() as connection:
        values = {"speaker_id": 2, "person_id": who, "score": 0.9, "count": 9, "against": 1, "created_ms": 1}
        connection.execute(insert(suggestion).values(values | {"dismissed": False}))
    (found,) = (await api.get("/api/speakers/suggestions"))["suggestions"]
    assert (found["kind"], found["person_id"], found["count"], found["against"]) == ("person", who, 9, 1)
    api.others.answers["enrol_voice_ranges"] = sample()
    await api.send("POST", f"/api/speakers/suggestions/{found['id']}/accept")
    assert [each["number"] for each in (await api.get("/api/speakers"))["speakers"]] == [1]
    assert len((await api.get(f"/api/people/{who}/voices"))["voices"]) == 1


async def test_an_accepted_proposal_makes_one_of_two(api: Api, speakers: Speakers) -> None:
    speakers.propose([Proposal(speaker_id=2, other_id=1, score=0.9, count=8)])
    (suggestion,) = (await api.get("/api/speakers/suggestions"))["suggestions"]
    accepted = await api.send("POST", f"/api/speakers/suggestions/{suggestion['id']}/accept")
    assert [each["number"] for each in (await api.get("/api/speakers"))["speakers"]] == [1]
    await api.error("POST", "/api/speakers/1/merge", 404, json={"into_speaker_id": 2})
    await api.send("POST", f"/api/edits/{accepted['edit_id']}/undo")
    assert [each["number"] for each in (await api.get("/api/speakers"))["speakers"]] == [2, 1]
    assert (await api.get("/api/speakers/suggestions"))["suggestions"] == [suggestion]
    merged = await api.send("POST", "/api/speakers/1/merge", {"into_speaker_id": 2})
    await api.send("POST", f"/api/edits/{merged['edit_id']}/undo")
    assert len(speakers.list()) == 2


async def test_naming_a_speaker_is_one_change_with_their_voice(api: Api, speakers: Speakers) -> None:
    who = await person(api)
    api.others.answers["enrol_voice_ranges"] = sample()
    named = await api.send("POST", "/api/speakers/1/name", {"person_id": who})
    assert named["trained"]
    assert len(speakers.list()) == 1
    edit, created = (await api.get("/api/edits"))["edits"]
    assert (edit["kind"], edit["counts"], created["kind"]) == ("assign", {"speaker": 1, "voice": 1}, "create")
    await api.send("POST", f"/api/edits/{named['edit_id']}/undo")
    assert (await api.get(f"/api/people/{who}/voices"))["voices"] == []
    assert len(speakers.list()) == 2
