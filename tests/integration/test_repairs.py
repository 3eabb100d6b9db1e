"""Repair issues come and go with what is wrong, and most of them can be put right; system health; logbook."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.core import Event, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events, get_system_health_info
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.thewallflower.client import WallflowerClient
from custom_components.thewallflower.const import DOMAIN, EVENT_HAPPENED
from custom_components.thewallflower.logbook import async_describe_events
from custom_components.thewallflower.repairs import async_create_fix_flow
from custom_components.thewallflower.wire import (
    ConnectionState,
    ErrorCode,
    EventType,
    Health,
    HealthReason,
    Line,
    Phase,
    Problem,
    Verdict,
    Visit,
    VisitChange,
)
from custom_components.thewallflower.wire_alerts import Alert, AlertPhase, KeywordHit, RuleKind
from custom_components.thewallflower.wire_faces import FacePack, FaceStatus
from custom_components.thewallflower.wire_models import ModelState, SpeechModel
from custom_components.thewallflower.wire_storage import Storage, StorageLoss, StoragePreview
from tests.integration.conftest import until
from tests.integration.fake_server import FakeServer, status


def issues(hass: HomeAssistant) -> set[str]:
    """Return the translation keys of what is raised."""
    return {
        str(issue.translation_key)
        for (domain, _), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active
    }


def unwell(*codes: str) -> Health:
    """Return the verdict on a server with these reasons."""
    return Health(healthy=not codes, reasons=tuple(HealthReason(code=code, message="why") for code in codes))


async def refuse_login(server: FakeServer, *, refused: bool) -> None:
    """Let the first camera refuse its login, or take it."""
    problem = Problem(code=ErrorCode.AUTH_FAILED, message="the login was refused")
    bad = dataclasses.replace(status("cam1"), connection=ConnectionState.RETRYING, problem=problem)
    await server.tell(EventType.CAMERA_STATUS, bad if refused else status("cam1"))


async def fix(hass: HomeAssistant, key: str) -> Any:
    """Return the flow of the issue of a key, ready to be used, as the repairs manager makes it."""
    issue = next(issue for issue in ir.async_get(hass).issues.values() if issue.translation_key == key)
    assert issue.is_fixable
    flow = await async_create_fix_flow(hass, issue.issue_id, issue.data)
    flow.hass, flow.handler, flow.flow_id = hass, DOMAIN, "1"
    flow.context = {"issue_id": issue.issue_id}
    return flow


class TestIssues:
    @pytest.mark.parametrize(
        ("code", "key"),
        [
            ("disk_nearly_full", "disk_full"),
            ("recording_stopped", "disk_full"),
            ("media_unavailable", "mount_wrong"),
            ("speech_model_missing", "speech_model_missing"),
            ("face_model_missing", "face_model_missing"),
            ("camera_offline", None),
        ],
    )
    async def test_come_and_go_with_the_reason(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, code: str, key: str | None
    ) -> None:
        assert issues(hass) == set()
        await server.tell(EventType.HEALTH, unwell(code))
        await until(lambda: not loaded.runtime_data.data.health.healthy)
        assert issues(hass) == ({key} if key else set())
        await server.tell(EventType.HEALTH, unwell())
        await until(lambda: loaded.runtime_data.data.health.healthy)
        assert issues(hass) == set()

    async def test_what_is_wrong_at_setup_is_told_and_ends_with_the_entry(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
    ) -> None:
        server.health = unwell("disk_nearly_full", "recording_stopped", "media_unavailable")
        await hass.config_entries.async_setup(entry.entry_id)
        assert issues(hass) == {"disk_full", "mount_wrong"}
        await hass.config_entries.async_unload(entry.entry_id)
        assert issues(hass) == set()

    async def test_a_lost_connection_leaves_them(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        await server.tell(EventType.HEALTH, unwell("media_unavailable"))
        await until(lambda: issues(hass))
        await server.stop()
        await until(lambda: not loaded.runtime_data.last_update_success)
        assert issues(hass) == {"mount_wrong"}

    @pytest.mark.parametrize(("version", "key"), [(0, "server_too_old"), (99, "server_too_new")])
    async def test_a_server_of_another_age(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry, version: int, key: str
    ) -> None:
        right = server.info
        server.info = dataclasses.replace(right, schema_version=version, min_schema_version=version)
        await hass.config_entries.async_setup(entry.entry_id)
        assert issues(hass) == {key}
        server.info = right
        await hass.config_entries.async_reload(entry.entry_id)
        assert issues(hass) == set()
        server.info = dataclasses.replace(right, schema_version=version, min_schema_version=version)
        await server.drop()
        await until(lambda: issues(hass) == {key})
        await hass.config_entries.async_remove(entry.entry_id)
        assert issues(hass) == set()


class TestFixes:
    async def test_a_refused_login_gets_another_address(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        await refuse_login(server, refused=True)
        await until(lambda: issues(hass) == {"camera_login_failed"})
        flow = await fix(hass, "camera_login_failed")
        form: RepairsFlowResult = await flow.async_step_init()
        assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "address")
        assert form["description_placeholders"] == {"camera": "Front door"}
        right = "rtsp://ann:right@192.0.2.7/main"
        for answer, key in (
            ((422, {"error": {"code": "invalid_request", "message": "no"}}), "request_failed"),
            ((200, []), "request_failed"),
        ):
            server.answers["cameras/cam1"] = answer
            assert (await flow.async_step_address({"url": right}))["errors"] == {"base": key}
        server.answers.clear()
        result = await flow.async_step_address({"url": right})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert server.orders[-1] == ("PATCH", "cameras/cam1", {"url": right})
        await refuse_login(server, refused=False)
        await until(lambda: issues(hass) == set())

    async def test_a_camera_that_is_gone_needs_no_login(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        await refuse_login(server, refused=True)
        await until(lambda: issues(hass))
        flow = await fix(hass, "camera_login_failed")
        await server.tell(EventType.CAMERA_REMOVED, {"id": "cam1"})
        await until(lambda: issues(hass) == set())
        assert (await flow.async_step_init())["reason"] == "camera_gone"

    async def test_a_missing_model_is_downloaded(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        await server.tell(EventType.HEALTH, unwell("speech_model_missing"))
        await until(lambda: issues(hass))
        flow = await fix(hass, "speech_model_missing")
        base = SpeechModel(name="base", title="Whisper base", state=ModelState.AVAILABLE, size_bytes=145_000_000)
        broken = dataclasses.replace(base, name="tiny", state=ModelState.BROKEN)
        server.answers["models"] = (200, {"models": [broken.to_json()]})
        assert (await flow.async_step_init())["reason"] == "no_models"
        server.answers["models"] = (200, {"models": [base.to_json(), broken.to_json()]})
        form = await flow.async_step_init()
        assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "model")
        (selector,) = form["data_schema"].schema.values()
        assert selector.config["options"] == [{"value": "base", "label": "Whisper base (145 MB)"}]
        server.answers["models"] = (202, {"id": "abcdefghij", "state": "queued"})
        assert (await flow.async_step_model({"model": "base"}))["type"] is FlowResultType.CREATE_ENTRY
        assert server.orders[-1] == ("POST", "models", {"name": "base"})
        await server.stop()
        assert (await flow.async_step_init())["reason"] == "cannot_connect"

    async def test_a_server_that_is_gone(self, hass: HomeAssistant) -> None:
        flow = await async_create_fix_flow(hass, "any", None)
        flow.hass, flow.handler, flow.flow_id = hass, DOMAIN, "1"
        assert (await flow.async_step_init())["reason"] == "server_gone"  # type: ignore[attr-defined] # each flow has it


class TestFullDisk:
    DAY_MS = 86_400_000

    async def _flow(self, hass: HomeAssistant, server: FakeServer, *, oldest_days: float) -> Any:
        now_ms = int(dt_util.utcnow().timestamp() * 1000)
        server.storage = Storage(oldest_ms=now_ms - int(oldest_days * self.DAY_MS))
        await server.tell(EventType.HEALTH, unwell("disk_nearly_full"))
        await until(lambda: issues(hass) == {"disk_full"})
        return await fix(hass, "disk_full")

    @staticmethod
    def _loses(**bytes_by_camera: int) -> tuple[int, Any]:
        losses = tuple(StorageLoss(camera_id=key, size_bytes=size) for key, size in bytes_by_camera.items())
        return 200, StoragePreview(cameras=losses).to_json()

    async def test_fewer_days_are_kept_once_it_is_seen_what_goes(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        flow = await self._flow(hass, server, oldest_days=9.5)
        form = await flow.async_step_init()
        assert (form["step_id"], form["description_placeholders"]) == ("days", {"oldest": "9"})
        (field,) = form["data_schema"].schema
        assert (field.default(), form["data_schema"].schema[field].config["max"]) == (8, 9)
        # The second camera keeps less than that already: it loses what a full disk takes anyway, and is left alone.
        told = iter([self._loses(cam2=7), self._loses(cam1=2_500_000_000, cam2=7)] * 2)
        asked = []

        async def preview(_client: object, cameras: list[dict[str, Any]]) -> StoragePreview:
            asked.append(cameras)
            return StoragePreview.from_json(next(told)[1])

        monkeypatch.setattr(WallflowerClient, "preview_storage", preview)
        form = await flow.async_step_days({"days": 4})
        assert asked == [[], [{"camera_id": key, "retention_days": 4} for key in ("cam1", "cam2")]]
        assert form["step_id"] == "delete"
        assert form["description_placeholders"] == {"days": "4", "gigabytes": "2.5", "cameras": "Front door"}
        assert not [order for order in server.orders if order[0] == "PATCH"], "nothing goes before it is confirmed"
        server.answers["cameras/cam1"] = (503, {"error": {"code": "unavailable", "message": "busy"}})
        assert (await flow.async_step_delete({}))["errors"] == {"base": "request_failed"}
        server.answers.clear()
        assert (await flow.async_step_delete({}))["type"] is FlowResultType.CREATE_ENTRY
        assert server.orders[-1] == ("PATCH", "cameras/cam1", {"retention_days": 4})
        assert server.cameras["cam2"].retention_days is None

    async def test_days_that_delete_nothing_help_nothing(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        flow = await self._flow(hass, server, oldest_days=3.1)
        server.answers["storage/preview"] = self._loses(cam1=5)
        assert (await flow.async_step_days({"days": 2}))["errors"] == {"base": "frees_nothing"}
        assert server.orders[-1][:2] == ("POST", "storage/preview")
        await server.stop()
        assert (await flow.async_step_init())["reason"] == "cannot_connect"

    @pytest.mark.parametrize("oldest", [0.9, None])
    async def test_footage_of_one_day(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, oldest: float | None
    ) -> None:
        flow = await self._flow(hass, server, oldest_days=oldest or 0)
        if oldest is None:
            server.storage = Storage()
        assert (await flow.async_step_init())["reason"] == "too_young"

    async def test_through_home_assistants_own_door(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
    ) -> None:
        await self._flow(hass, server, oldest_days=9.5)
        assert await async_setup_component(hass, "repairs", {})
        client, address = await hass_client(), "/api/repairs/issues/fix"
        issue = next(issue for issue in ir.async_get(hass).issues.values() if issue.translation_key == "disk_full")
        begun = await client.post(address, json={"handler": DOMAIN, "issue_id": issue.issue_id})
        form = await begun.json()
        assert (form["type"], form["step_id"]) == ("form", "days")
        assert form["data_schema"][0]["name"] == "days"
        server.answers["storage/preview"] = self._loses(cam1=5)
        answer = await (await client.post(f"{address}/{form['flow_id']}", json={"days": 2})).json()
        assert answer["errors"] == {"base": "frees_nothing"}


async def test_a_directory_that_was_mounted_is_looked_at_again(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    server.health = unwell("media_unavailable")
    await server.tell(EventType.HEALTH, server.health)
    await until(lambda: issues(hass) == {"mount_wrong"})
    flow = await fix(hass, "mount_wrong")
    assert (await flow.async_step_init())["step_id"] == "mount"
    assert (await flow.async_step_mount({}))["errors"] == {"base": "still_missing"}
    server.answers["health"] = (500, {"error": {"code": "internal_error", "message": "no"}})
    assert (await flow.async_step_mount({}))["errors"] == {"base": "request_failed"}
    server.answers.clear()
    server.health = unwell("camera_offline")
    assert (await flow.async_step_mount({}))["type"] is FlowResultType.CREATE_ENTRY
    assert issues(hass) == set()


class TestFaces:
    PACK = FacePack(
        engine="insightface",
        name="large",
        title="InsightFace large",
        state=ModelState.AVAILABLE,
        size_bytes=280_000_000,
        licence_url="the licence",
        terms="for research only",
        terms_digest="d" * 64,
    )

    async def _flow(self, hass: HomeAssistant, server: FakeServer, *packs: FacePack, engine: str = "dlib") -> Any:
        await server.tell(EventType.HEALTH, unwell("face_model_missing"))
        await until(lambda: issues(hass) == {"face_model_missing"})
        server.answers["faces"] = (200, FaceStatus(engine=engine, reason="dlib is broken").to_json())
        server.answers["faces/packs"] = (200, {"packs": [pack.to_json() for pack in packs]})
        return await fix(hass, "face_model_missing")

    @staticmethod
    def _offered(form: Any) -> list[tuple[str, str]]:
        (selector,) = form["data_schema"].schema.values()
        return [(option["value"], option["label"]) for option in selector.config["options"]]

    async def test_a_pack_is_downloaded_once_its_terms_are_accepted(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        broken = dataclasses.replace(self.PACK, name="odd", state=ModelState.BROKEN)
        flow = await self._flow(hass, server, self.PACK, broken)
        form: RepairsFlowResult = await flow.async_step_init()
        assert self._offered(form) == [("insightface/large", "InsightFace large (280 MB)")]
        assert form["description_placeholders"] == {"reason": "dlib is broken"}
        form = await flow.async_step_pack({"pack": "insightface/large"})
        assert form["step_id"] == "terms"
        assert form["description_placeholders"] == {
            "pack": "InsightFace large",
            "terms": "for research only",
            "licence": "the licence",
        }
        form = await flow.async_step_terms({"accepted": False, "name": "Ann"})
        assert form["errors"] == {"accepted": "not_accepted"}
        assert not server.orders
        terms = "faces/packs/insightface/large/terms"
        server.answers[terms] = (409, {"error": {"code": "conflict", "message": "other terms"}})
        assert (await flow.async_step_terms({"accepted": True, "name": "Ann"}))["errors"] == {"base": "request_failed"}
        server.answers[terms] = (200, self.PACK.to_json())
        server.answers["faces/packs"] = (202, {"id": "abcdefghij", "state": "queued"})
        result = await flow.async_step_terms({"accepted": True, "name": "Ann"})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert server.orders[-2:] == [
            ("PUT", terms, {"digest": "d" * 64, "by": "Ann"}),
            ("POST", "faces/packs", {"engine": "insightface", "name": "large"}),
        ]

    async def test_what_is_here_is_chosen(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        here = dataclasses.replace(self.PACK, state=ModelState.INSTALLED, accepted_ms=1)
        flow = await self._flow(hass, server, here, engine="sface")
        offered = self._offered(await flow.async_step_init())
        assert offered == [("dlib", "dlib"), ("insightface/large", "InsightFace large")]
        server.answers["faces/engine"] = (409, {"error": {"code": "model_missing", "message": "no"}})
        assert (await flow.async_step_pack({"pack": "dlib"}))["errors"] == {"base": "request_failed"}
        server.answers["faces/engine"] = (200, FaceStatus(engine="insightface").to_json())
        for key, engine, model in (("dlib", "dlib", None), ("insightface/large", "insightface", "large")):
            assert (await flow.async_step_pack({"pack": key}))["type"] is FlowResultType.CREATE_ENTRY
            order = {"engine": engine, "model": model, "by": "Home Assistant"}
            assert server.orders[-1] == ("PUT", "faces/engine", order)

    async def test_nothing_to_choose_from(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        flow = await self._flow(hass, server)
        assert (await flow.async_step_init())["reason"] == "no_packs"
        assert (await flow.async_step_terms({"accepted": True, "name": "Ann"}))["reason"] == "no_packs"
        server.answers["faces"] = (503, {"error": {"code": "unavailable", "message": "no"}})
        assert (await flow.async_step_init())["reason"] == "request_failed"


async def test_system_health_has_figures_and_no_names(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    await server.tell(EventType.HEALTH, unwell("camera_offline"))
    await until(lambda: not loaded.runtime_data.data.health.healthy)
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    assert await get_system_health_info(hass, DOMAIN) == {
        "servers": 1,
        "connected": 1,
        "versions": "0.1.0",
        "cameras": 2,
        "cameras_connected": 2,
        "cameras_recording": 2,
        "problems": "camera_offline",
    }


class TestLogbook:
    async def test_tells_what_happened(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        fired = async_capture_events(hass, EVENT_HAPPENED)
        line = Line(id=1, camera_id="cam1", start_ms=1, end_ms=2, text="a parcel for Ann")
        known = Visit(
            id=1, camera_id="cam2", start_ms=1, end_ms=None, verdict=Verdict.KNOWN, person_id="ann", name="Ann Example"
        )
        silent = Alert(id=2, rule_id="r", rule_name="Quiet", kind=RuleKind.SILENCE, camera_id="cam1", at_ms=1)
        spoken = dataclasses.replace(silent, rule_name="Ann speaks", kind=RuleKind.SPEAKER)
        for number, verdict in enumerate((Verdict.KNOWN, Verdict.UNKNOWN, Verdict.UNSURE)):
            visit = dataclasses.replace(known, id=number, verdict=verdict)
            await server.tell(EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=visit))
        withdrawn = dataclasses.replace(silent, kind=RuleKind.KEYWORD, phase=AlertPhase.WITHDRAWN)
        await server.tell(EventType.ALERT, withdrawn)
        hit = KeywordHit(rule_id="r", rule_name="Post", phrase="parcel", camera_id="cam1", at_ms=1, line=line)
        await server.tell(EventType.KEYWORD, hit)
        await server.tell(EventType.ALERT, silent)
        await server.tell(EventType.ALERT, spoken)
        await until(lambda: len(fired) == 5)
        assert "Ann Example" not in str([event.data for event in fired])
        assert "parcel" not in str([event.data for event in fired])
        assert self._read(hass, fired) == [
            ("Garden", "saw Ann Example"),
            ("Garden", "saw somebody whom nobody knows"),
            ("Front door", "heard what the rule Post listens for"),
            ("Front door", "heard nobody for as long as the rule Quiet says"),
            ("Front door", "heard somebody whom the rule Ann speaks listens for"),
        ]

    async def test_somebody_who_was_forgotten_has_no_name(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        gone = Event(EVENT_HAPPENED, {"entry_id": loaded.entry_id, "type": "recognized", "person_id": "gone"})
        odd = Event(EVENT_HAPPENED, {"type": "novelty"})
        assert self._read(hass, [gone, odd]) == [
            ("TheWallflower", "saw somebody who was known"),
            ("TheWallflower", "told something"),
        ]

    async def test_tells_it_in_the_language_of_home_assistant(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        await hass.config.async_update(language="de")
        await hass.async_block_till_done()
        known = {"entry_id": loaded.entry_id, "type": "recognized"}
        happened = (
            {**known, "person_id": "ann"},
            {**known, "person_id": "gone"},
            {"type": "unknown_face"},
            {"type": "keyword", "rule": "{Post}"},
        )
        assert [text for _, text in self._read(hass, [Event(EVENT_HAPPENED, data) for data in happened])] == [
            "hat Ann Example gesehen",
            "hat jemanden gesehen, der bekannt war",
            "hat jemanden gesehen, den niemand kennt",
            "hat gehört, worauf die Regel {Post} achtet",
        ]

    @staticmethod
    def _read(hass: HomeAssistant, fired: list[Event[Any]]) -> list[tuple[str, str]]:
        describe: dict[str, Callable[[Event[Any]], dict[str, str]]] = {}
        async_describe_events(hass, lambda domain, event, function: describe.update({f"{domain}/{event}": function}))
        told = [describe[f"{DOMAIN}/{EVENT_HAPPENED}"](event) for event in fired]
        return [(each["name"], each["message"]) for each in told]
