"""The actions on servers, and what holds for all: what each asks, what it answers, and how it fails."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import files
from custom_components.thewallflower.const import DOMAIN
from custom_components.thewallflower.services import SERVER_ACTIONS
from custom_components.thewallflower.wire import Line, LinePage, Person, Verdict, Visit
from custom_components.thewallflower.wire_alerts import Rule
from custom_components.thewallflower.wire_people import Face, Label
from tests.integration.acting import END, END_MS, FRONT, GARDEN, RANGE, START, START_MS, act
from tests.integration.fake_server import JPEG, FakeServer

REFUSED = {"error": {"code": "not_found", "message": "nothing was recorded then"}}


class TestSearch:
    async def test_returns_lines_with_names(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        line = Line(id=7, camera_id="cam1", start_ms=1500, end_ms=2500, text="a parcel", speaker="ann", language="en")
        gone = Line(id=6, camera_id="cam9", start_ms=500, end_ms=900, text="a parcel", speaker="nobody")
        server.answers["transcripts/search"] = (200, LinePage(lines=(line, gone), cursor="c", backlog_s=3.0).to_json())
        found = await act(
            hass, "search_transcripts", text="parcel", person="ANN example", start=START, end=END, limit=5
        )
        assert server.orders[-1] == (
            "POST",
            "transcripts/search",
            {
                "text": "parcel",
                "camera_ids": [],
                "order": "newest",
                "limit": 5,
                "start": START_MS,
                "end": END_MS,
                "speakers": ["ann"],
            },
        )
        assert (found["more"], found["backlog_seconds"]) == (True, 3.0)
        assert found["lines"][0] == {
            "id": 7,
            "entity_id": FRONT,
            "camera": "Front door",
            "start": "1970-01-01T00:00:01.500+00:00",
            "end": "1970-01-01T00:00:02.500+00:00",
            "text": "a parcel",
            "speaker": "Ann Example",
            "language": "en",
            "confidence": None,
        }
        assert (found["lines"][1]["camera"], found["lines"][1]["entity_id"], found["lines"][1]["speaker"]) == (
            None,
            None,
            None,
        )

    async def test_keeps_to_the_users_cameras(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, reader: User
    ) -> None:
        server.answers["transcripts/search"] = (200, LinePage().to_json())
        await act(hass, "search_transcripts", reader)
        assert server.orders[-1][2]["camera_ids"] == ["cam1"]
        await act(hass, "search_transcripts", cameras=[GARDEN])
        assert server.orders[-1][2]["camera_ids"] == ["cam2"]
        reader.mock_policy({"entities": True})  # type: ignore[attr-defined] # the harness's user
        await act(hass, "search_transcripts", reader)
        assert server.orders[-1][2]["camera_ids"] == ["cam1", "cam2"], "and none that is gone"
        reader.mock_policy({"entities": {"entity_ids": {FRONT: True}}})  # type: ignore[attr-defined] # as above
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "search_transcripts", reader, cameras=[GARDEN])
        assert caught.value.translation_key == "unknown_camera"
        reader.mock_policy({})  # type: ignore[attr-defined] # the harness's user
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "search_transcripts", reader)
        assert caught.value.translation_key == "no_camera_visible"

    async def test_nobody_of_that_name(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "search_transcripts", person="Zoe")
        assert caught.value.translation_key == "unknown_person"


class TestVisits:
    async def test_are_filtered_and_newest_first(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, reader: User
    ) -> None:
        server.visits = [
            Visit(
                id=5,
                camera_id="cam1",
                start_ms=1000,
                end_ms=None,
                verdict=Verdict.KNOWN,
                person_id="ann",
                name="Ann Example",
                score=0.5,
                zones=("path",),
            ),
            Visit(id=4, camera_id="cam2", start_ms=2000, end_ms=3000, verdict=Verdict.UNKNOWN),
        ]
        found = await act(hass, "list_visits", person="ann", verdict="known", start=START, limit=1)
        asked = server.asked("visits").query
        assert asked == {"limit": "1", "start": str(START_MS), "person": "ann", "verdict": "known"}
        assert [visit["id"] for visit in found["visits"]] == [4]
        found = await act(hass, "list_visits", reader)
        assert server.asked("visits").query["camera"] == "cam1"
        assert found["visits"][1] == {
            "id": 5,
            "entity_id": FRONT,
            "camera": "Front door",
            "start": "1970-01-01T00:00:01.000+00:00",
            "end": None,
            "verdict": "known",
            "person": "Ann Example",
            "score": 0.5,
            "decided": False,
            "zones": ["path"],
        }

    @pytest.mark.parametrize(
        ("action", "data", "order"),
        [
            ("confirm_visit", {}, {"action": "confirm", "person_id": None}),
            ("confirm_visit", {"person": "Ann Example"}, {"action": "assign", "person_id": "ann"}),
            ("reject_visit", {}, {"action": "reject", "person_id": None}),
            ("reject_visit", {"person": "ann"}, {"action": "reject", "person_id": "ann"}),
        ],
    )
    async def test_are_confirmed_and_rejected(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        action: str,
        data: dict[str, Any],
        order: dict[str, Any],
    ) -> None:
        label = Label(visit_id=3, person_id="ann", trained=True)
        server.answers["visits/label"] = (200, {"labels": [label.to_json()]})
        answer = await act(hass, action, visits=3, **data)
        assert server.orders[-1] == ("POST", "visits/label", {**order, "visit_ids": [3]})
        assert answer == {"visits": [{"id": 3, "person": "Ann Example", "trained": True, "reason": None}]}


class TestPeople:
    FACE = Face(id=9, person_id="ann", quality=0.75, engine="dlib", created_ms=1)

    async def test_learns_a_face_from_a_file(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, allowed: Path
    ) -> None:
        server.answers["people/ann/faces"] = (201, self.FACE.to_json())
        (allowed / "ann.jpg").write_bytes(JPEG)
        answer = await act(hass, "enrol_face", person="Ann Example", filename=str(allowed / "ann.jpg"), face=1)
        assert server.orders[-1] == ("POST", "people/ann/faces", JPEG)
        assert server.asked("people/ann/faces").query == {"index": "1"}
        assert server.asked("people/ann/faces").content_type == "image/jpeg"
        assert answer == {
            "person_id": "ann",
            "name": "Ann Example",
            "face_id": 9,
            "quality": 0.75,
            "trained": True,
            "refused": None,
        }
        with pytest.raises(HomeAssistantError) as caught:
            await act(hass, "enrol_face", person="Ann Example", filename=str(allowed / "nobody.jpg"))
        assert caught.value.translation_key == "file_unreadable"

    async def test_adds_somebody_only_when_told_to(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.answers["people/bob/faces"] = (201, self.FACE.to_json())
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "enrol_face", person="Bob", entity_id=FRONT)
        assert caught.value.translation_key == "unknown_person"
        server.answers["people"] = (201, Person(id="bob", name="Bob").to_json())
        answer = await act(hass, "enrol_face", person="Bob", entity_id=FRONT, create=True)
        assert [order[:2] for order in server.orders] == [("POST", "people"), ("POST", "people/bob/faces")]
        assert (answer["person_id"], server.orders[-1][2]) == ("bob", JPEG)

    async def test_learns_a_face_from_an_image_entity(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
    ) -> None:
        server.visits = [Visit(id=5, camera_id="cam1", start_ms=1, end_ms=2, verdict=Verdict.UNKNOWN)]
        server.answers = {
            "visits/5/image.jpg": (200, b"\xff\xd8a face"),
            "people/ann/faces": (201, self.FACE.to_json()),
        }
        await hass.config_entries.async_setup(entry.entry_id)
        await act(hass, "enrol_face", person="ann", entity_id="image.front_door_last_face")
        assert server.orders[-1] == ("POST", "people/ann/faces", b"\xff\xd8a face")
        await hass.config_entries.async_unload(entry.entry_id)

    async def test_reads_no_more_than_a_picture_can_be(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        allowed: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(files, "MOST_READ_BYTES", 1000)
        (allowed / "film").write_bytes(bytes(1001))
        for name, key in (("film", "file_too_large"), ("", "file_unreadable"), ("gone", "file_unreadable")):
            with pytest.raises(HomeAssistantError) as caught:
                await act(hass, "enrol_face", person="Ann Example", filename=str(allowed / name))
            assert caught.value.translation_key == key
        with pytest.raises(ServiceValidationError) as odd:
            await act(hass, "enrol_face", person="Ann Example", filename=f"{allowed}/a\0b")
        assert odd.value.translation_key == "path_not_allowed"
        assert server.orders == []

    async def test_needs_a_picture(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "enrol_face", person="Ann Example")
        assert caught.value.translation_key == "no_picture"

    async def test_is_told_why_a_picture_will_not_do(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.answers["people/ann/faces"] = (422, {"error": {"code": "no_face", "message": "there is no face"}})
        with pytest.raises(ServiceValidationError, match="there is no face"):
            await act(hass, "enrol_face", person="ann", entity_id=FRONT)
        assert [order[0] for order in server.orders] == ["POST"]

    @pytest.mark.parametrize("removed", [(204, b""), (500, b"")])
    async def test_adds_nobody_whose_picture_will_not_do(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, removed: tuple[int, bytes]
    ) -> None:
        server.answers["people"] = (201, Person(id="bob", name="Bob").to_json())
        server.answers["people/bob/faces"] = (422, {"error": {"code": "no_face", "message": "there is no face"}})
        server.answers["people/bob"] = removed
        with pytest.raises(ServiceValidationError, match="there is no face"):
            await act(hass, "enrol_face", person="Bob", entity_id=FRONT, create=True)
        assert server.orders[-1][:2] == ("DELETE", "people/bob")

    async def test_forgets_for_good(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        server.answers["people/ann/forget"] = (204, b"")
        await hass.services.async_call(DOMAIN, "forget_person", {"person": "Ann Example"}, blocking=True)
        assert server.orders[-1] == ("POST", "people/ann/forget", None)


class TestRules:
    async def test_who_may_only_look_arms_none(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, reader: User
    ) -> None:
        server.answers["rules/arm"] = (200, {"rules": []})
        for policy in ({"camera.front_door": True}, {"camera.front_door": True, "camera.garden": {"read": True}}):
            reader.mock_policy({"entities": {"entity_ids": policy}})  # type: ignore[attr-defined] # the harness's user
            with pytest.raises(Unauthorized):
                await act(hass, "disarm_rule", reader)
        assert server.orders == []
        reader.mock_policy({"entities": {"domains": {"camera": True}}})  # type: ignore[attr-defined] # the same
        await act(hass, "disarm_rule", reader)
        assert server.orders[-1][1] == "rules/arm"

    @pytest.mark.parametrize(("action", "armed"), [("arm_rule", True), ("disarm_rule", False)])
    async def test_are_armed_by_name(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, action: str, *, armed: bool
    ) -> None:
        rule = Rule(id="r1", name="Parcel", armed=armed)
        server.answers["rules"] = (200, {"rules": [rule.to_json()]})
        server.answers["rules/arm"] = (200, {"rules": [rule.to_json()]})
        answer = await act(hass, action, rules="parcel")
        assert server.orders[-1] == ("POST", "rules/arm", {"rule_ids": ["r1"], "armed": armed})
        assert answer == {"rules": [{"id": "r1", "name": "Parcel", "armed": armed}]}
        await act(hass, action)
        assert server.orders[-1][2] == {"rule_ids": [], "armed": armed}
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, action, rules=["Parcel", "Fire"])
        assert caught.value.translation_placeholders == {"name": "Fire"}


class TestAll:
    async def test_a_refusal_is_told_in_the_servers_words(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.answers["exports"] = (404, REFUSED)
        with pytest.raises(ServiceValidationError, match="nothing was recorded then"):
            await act(hass, "export_clip", entity_id=FRONT, **RANGE)
        server.answers["exports"] = (503, {"error": {"code": "unavailable", "message": "busy"}})
        with pytest.raises(HomeAssistantError, match="busy") as caught:
            await act(hass, "export_clip", entity_id=FRONT, **RANGE)
        assert not isinstance(caught.value, ServiceValidationError)
        await server.stop()
        with pytest.raises(HomeAssistantError) as lost:
            await act(hass, "list_visits")
        assert lost.value.translation_key == "cannot_connect"

    @pytest.mark.parametrize("name", sorted(name for name, action in SERVER_ACTIONS.items() if action.admin))
    async def test_some_are_for_administrators_only(
        self, hass: HomeAssistant, loaded: MockConfigEntry, reader: User, name: str
    ) -> None:
        data: dict[str, Any] = {"person": "ann"} if name in {"enrol_face", "forget_person"} else {"visits": 1}
        if name == "record_camera":
            data = {"camera": FRONT}
        with pytest.raises(Unauthorized):
            await hass.services.async_call(DOMAIN, name, data, blocking=True, context=Context(user_id=reader.id))

    @pytest.mark.parametrize("name", ["protect", "unprotect"])
    async def test_protecting_is_for_administrators_only(
        self, hass: HomeAssistant, loaded: MockConfigEntry, reader: User, name: str
    ) -> None:
        reader.mock_policy({"entities": True})  # type: ignore[attr-defined] # the harness's user
        with pytest.raises(Unauthorized):
            await act(hass, name, reader, entity_id=FRONT, **RANGE)

    async def test_of_several_servers_one_is_named(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        cabin = FakeServer()
        cabin.info = dataclasses.replace(cabin.info, server_id="server-2", name="Cabin")
        await cabin.start()
        other = MockConfigEntry(domain=DOMAIN, title="Cabin", unique_id="server-2", data=cabin.data)
        other.add_to_hass(hass)
        assert await hass.config_entries.async_setup(other.entry_id)
        with pytest.raises(ServiceValidationError):
            await act(hass, "arm_rule")
        rule = Rule(id="r1", name="Parcel")
        cabin.answers["rules/arm"] = (200, {"rules": [rule.to_json()]})
        await act(hass, "arm_rule", config_entry_id=other.entry_id)
        assert (len(cabin.orders), server.orders) == (1, [])
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "list_visits", config_entry_id=other.entry_id, cameras=[FRONT])
        assert caught.value.translation_key == "unknown_camera"
        await hass.config_entries.async_unload(other.entry_id)
        await cabin.stop()

    async def test_are_there_before_any_server(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        assert await async_setup_component(hass, DOMAIN, {})
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "list_visits", config_entry_id="nonsense")
        assert caught.value.translation_key == "service_config_entry_not_found"
        await hass.config_entries.async_unload(entry.entry_id)
