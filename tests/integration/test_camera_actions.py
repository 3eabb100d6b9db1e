"""The actions on cameras: clips, stills, what is kept, what is heard again."""

from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import camera_actions
from custom_components.thewallflower.wire_speech import PassState, Retranscription
from custom_components.thewallflower.wire_storage import Protection
from tests.integration.acting import END, END_MS, FRONT, GARDEN, RANGE, START, START_MS, act
from tests.integration.conftest import until
from tests.integration.fake_server import JPEG, FakeServer


def _files(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


class TestClips:
    JOB: ClassVar = {"id": "abcdefghij", "state": "queued", "kind": "export", "novelty": 1}

    @pytest.fixture(autouse=True)
    def _no_waiting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(camera_actions, "LOOK_EVERY_S", 0.01)

    async def test_stays_on_the_server(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        server.answers["exports"] = (202, self.JOB)
        answer = await act(hass, "export_clip", entity_id=FRONT, captions="soft", exact=True, note="why", **RANGE)
        assert answer == {FRONT: {"job_id": "abcdefghij"}}
        assert server.orders[-1] == (
            "POST",
            "exports",
            {
                "camera_ids": ["cam1"],
                "start": START_MS,
                "end": END_MS,
                "captions": "soft",
                "cut": "exact",
                "note": "why",
            },
        )

    async def test_is_saved_as_a_whole(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path
    ) -> None:
        server.answers["exports"] = (202, self.JOB)
        server.answers["jobs/abcdefghij"] = (200, self.JOB)
        target, clip = allowed / "new" / "clip.mp4", bytes(range(256)) * 9000
        server.answers["exports/abcdefghij/file"] = (200, clip)
        call = hass.async_create_task(act(hass, "export_clip", entity_id=FRONT, filename=str(target), **RANGE))
        await until(lambda: any(request.path == "/api/jobs/abcdefghij" for request in server.requests))
        assert not target.exists()
        server.answers["jobs/abcdefghij"] = (200, self.JOB | {"state": "done"})
        assert await call == {FRONT: {"job_id": "abcdefghij", "filename": str(target)}}
        assert target.read_bytes() == clip
        assert set(_files(target.parent)) == {"clip.mp4"}

    async def test_that_fails_leaves_nothing(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path
    ) -> None:
        problem = {"code": "disk", "message": "the disk broke"}
        server.answers["exports"] = (202, self.JOB | {"state": "failed", "problem": problem})
        with pytest.raises(HomeAssistantError) as caught:
            await act(hass, "export_clip", entity_id=FRONT, filename=str(allowed / "clip.mp4"), **RANGE)
        assert caught.value.translation_key == "export_failed"
        assert caught.value.translation_placeholders == {"job_id": "abcdefghij", "error": "the disk broke"}
        assert _files(allowed) == {}

    async def test_that_takes_too_long_goes_on(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        allowed: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(camera_actions, "LONGEST_WAIT_S", 0.05)
        server.answers["exports"] = (202, self.JOB)
        server.answers["jobs/abcdefghij"] = (200, self.JOB)
        with pytest.raises(HomeAssistantError) as caught:
            await act(hass, "export_clip", entity_id=FRONT, filename=str(allowed / "clip.mp4"), **RANGE)
        assert caught.value.translation_key == "export_late"

    async def test_ends_after_it_begins(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "export_clip", entity_id=FRONT, start=END, end=START)
        assert caught.value.translation_key == "end_before_start"

    async def test_is_not_written_anywhere(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path
    ) -> None:
        server.answers["exports"] = (202, self.JOB | {"state": "done"})
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "export_clip", entity_id=FRONT, filename="/etc/clip.mp4", **RANGE)
        assert caught.value.translation_key == "path_not_allowed"
        (allowed / "file").touch()
        server.answers["exports/abcdefghij/file"] = (200, b"clip")
        with pytest.raises(HomeAssistantError) as late:
            await act(hass, "export_clip", entity_id=FRONT, filename=str(allowed / "file" / "clip.mp4"), **RANGE)
        assert late.value.translation_key == "file_unwritable"

    @pytest.mark.parametrize("name", ["export_clip", "save_last", "snapshot"])
    async def test_of_several_cameras_do_not_go_into_one_file(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path, name: str
    ) -> None:
        data = RANGE if name == "export_clip" else {}
        for target in ([FRONT, GARDEN], "all"):
            with pytest.raises(ServiceValidationError) as caught:
                await act(hass, name, entity_id=target, filename=str(allowed / "clip.mp4"), **data)
            assert caught.value.translation_key == "one_file"
        assert (server.orders, _files(allowed)) == ([], {}), "nothing is made that could not be kept"

    @pytest.mark.parametrize("filename", ["/media/clip\0.mp4", "/etc/clip.mp4"])
    async def test_a_name_that_may_not_be_used_makes_no_clip(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, filename: str
    ) -> None:
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "save_last", entity_id=FRONT, filename=filename)
        assert (caught.value.translation_key, server.orders) == ("path_not_allowed", [])

    async def test_a_full_disk_leaves_the_old_file(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path
    ) -> None:
        target = allowed / "clip.mp4"
        target.write_bytes(b"old")
        server.answers["exports"] = (202, self.JOB | {"state": "done"})
        server.answers["exports/abcdefghij/file"] = (200, b"new")
        for broken in ("_write", "_finish"):
            full = patch(f"custom_components.thewallflower.files.{broken}", side_effect=OSError(28, "No space left"))
            with full, pytest.raises(HomeAssistantError) as caught:
                await act(hass, "export_clip", entity_id=FRONT, filename=str(target), **RANGE)
            assert caught.value.translation_key == "file_unwritable"
            assert _files(allowed) == {"clip.mp4": b"old"}

    async def test_of_the_last_seconds(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        server.answers["cameras/cam2/save"] = (202, self.JOB)
        assert await act(hass, "save_last", entity_id=GARDEN, seconds=10) == {GARDEN: {"job_id": "abcdefghij"}}
        assert server.orders[-1] == ("POST", "cameras/cam2/save", {"seconds": 10, "note": ""})


class TestRecording:
    async def test_a_still_of_a_moment(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path
    ) -> None:
        server.answers["cameras/cam1/snapshot.jpg"] = (200, JPEG)
        target = allowed / "still.jpg"
        answer = await act(hass, "snapshot", entity_id=FRONT, filename=str(target), at=START, blur="all")
        assert server.asked("cameras/cam1/snapshot.jpg").query == {"at": str(START_MS), "blur": "all"}
        assert answer == {FRONT: {"filename": str(target), "at": "2023-11-14T22:13:20.123+00:00"}}
        assert target.read_bytes() == JPEG
        server.answers.clear()
        assert (await act(hass, "snapshot", entity_id=FRONT, filename=str(target)))[FRONT]["at"] is None

    async def test_is_protected_and_given_back(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        kept = Protection(id=4, camera_id="cam1", start_ms=0, end_ms=1000)
        server.answers["recordings/protect"] = (201, kept.to_json())
        server.answers["recordings/unprotect"] = (200, {"protections": [kept.to_json()]})
        told = {"id": 4, "start": "1970-01-01T00:00:00.000+00:00", "end": "1970-01-01T00:00:01.000+00:00"}
        body = {"camera_id": "cam1", "start": START_MS, "end": END_MS}
        assert await act(hass, "protect", entity_id=FRONT, note="why", **RANGE) == {FRONT: told}
        assert server.orders[-1][2] == body | {"note": "why"}
        assert await act(hass, "unprotect", entity_id=FRONT, **RANGE) == {FRONT: {"protected": [told]}}
        assert server.orders[-1][2] == body

    async def test_is_heard_again(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        begun = Retranscription(
            id=2,
            state=PassState.RUNNING,
            camera_ids=("cam1",),
            start_ms=0,
            end_ms=1,
            engine="faster-whisper",
            model="medium",
            automatic=False,
            total=12,
            done=0,
            created_ms=1,
        )
        server.answers["transcripts/retranscribe"] = (200, begun.to_json())
        answer = await act(hass, "retranscribe", entity_id=FRONT, model="medium", **RANGE)
        assert answer == {FRONT: {"id": 2, "engine": "faster-whisper", "model": "medium", "utterances": 12}}
        assert server.orders[-1][2] == {"camera_ids": ["cam1"], "start": START_MS, "end": END_MS, "model": "medium"}
