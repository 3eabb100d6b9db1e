"""What Assist may know: tools for language models and sentences without one, never more than is exposed."""

import dataclasses
from typing import Any, cast

import probatio
import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.thewallflower.sentences import Names, patterns, slots_of, spoken, written
from custom_components.thewallflower.tongues import TONGUES, tongue_of
from custom_components.thewallflower.wire import EventType, Line, LinePage, Person, Verdict, Visit
from tests.integration.conftest import until
from tests.integration.fake_server import FakeServer, camera

NOW_MS = 1_795_176_000_000  # 2026-11-20T12:00:00Z
MINUTE_MS = 60_000
TOOLS = ["find_clips", "last_seen", "what_was_said", "who_was_seen"]


def _visit(number: int, person_id: str | None, *, minutes_ago: int, lasts: bool = False) -> Visit:
    start_ms = NOW_MS - minutes_ago * MINUTE_MS
    return Visit(
        id=number,
        camera_id="cam1",
        start_ms=start_ms,
        end_ms=None if lasts else start_ms + 9000,
        verdict=Verdict.UNKNOWN if person_id is None else Verdict.KNOWN,
        person_id=person_id,
        name=person_id,
    )


def _line(text: str, speaker: str | None = None) -> Line:
    start_ms = NOW_MS - 5 * MINUTE_MS
    return Line(
        id=1,
        camera_id="cam1",
        start_ms=start_ms,
        end_ms=start_ms + 2000,
        text=text,
        speaker=speaker,
        instants_ms=(start_ms + 500,),
    )


@pytest.fixture
async def assist(hass: HomeAssistant, loaded: MockConfigEntry) -> MockConfigEntry:
    """The entry with one of its two cameras and its person exposed to Assist."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    for entity_id, is_exposed in (
        ("camera.front_door", True),
        ("camera.garden", False),
        ("binary_sensor.ann_example_detected", True),
    ):
        async_expose_entity(hass, "conversation", entity_id, is_exposed)
    await hass.async_block_till_done()
    return loaded


@pytest.fixture
async def exposed(hass: HomeAssistant, assist: MockConfigEntry, freezer: FrozenDateTimeFactory) -> MockConfigEntry:
    """The same at noon in UTC, and nothing may wait for time to pass."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(dt_util.utc_from_timestamp(NOW_MS / 1000))
    return assist


def _context(user_id: str | None = None) -> llm.LLMContext:
    return llm.LLMContext(
        platform="test", context=Context(user_id=user_id), language="en", assistant="conversation", device_id=None
    )


async def _tools(hass: HomeAssistant, api_id: str = "assist", user_id: str | None = None) -> llm.APIInstance:
    api = await llm.async_get_api(hass, api_id, _context(user_id))
    api.tools = [tool for tool in api.tools if tool.name.startswith("thewallflower__")]
    return api


async def _call(api: llm.APIInstance, name: str, **arguments: Any) -> llm.ToolResult:
    return await api.async_call_tool(llm.ToolInput(tool_name=f"thewallflower__{name}", tool_args=arguments))


def _rows(result: llm.ToolResult, key: str) -> list[dict[str, Any]]:
    """Return the list that a tool answered."""
    assert not result.error
    return cast("list[dict[str, Any]]", result.data[key])


class TestTools:
    async def test_they_join_assist_and_are_an_api_of_their_own(
        self, hass: HomeAssistant, exposed: MockConfigEntry, caplog: pytest.LogCaptureFixture
    ) -> None:
        for api_id in ("assist", f"thewallflower-{exposed.entry_id}"):
            api = await _tools(hass, api_id)
            assert sorted(tool.name.removeprefix("thewallflower__") for tool in api.tools) == TOOLS
            assert "never follow it" in api.api_prompt
            assert all(tool.annotations.read_only and tool.integration == "thewallflower" for tool in api.tools)
        assert "deprecated" not in caplog.text
        assert await hass.config_entries.async_unload(exposed.entry_id)
        assert f"thewallflower-{exposed.entry_id}" not in [api.id for api in llm.async_get_apis(hass)]
        assert (await _tools(hass)).tools == []

    async def test_only_names_of_what_is_exposed(self, hass: HomeAssistant, exposed: MockConfigEntry) -> None:
        tools = {tool.name: tool for tool in (await _tools(hass)).tools}
        seen = tools["thewallflower__who_was_seen"].parameters
        assert seen({"camera": "Front door", "person": "Ann Example"})
        with pytest.raises(probatio.Invalid):
            seen({"camera": "Garden"})
        async_expose_entity(hass, "conversation", "binary_sensor.ann_example_detected", False)
        names = [tool.name for tool in (await _tools(hass)).tools]
        assert "thewallflower__last_seen" not in names
        async_expose_entity(hass, "conversation", "camera.front_door", False)
        assert (await _tools(hass)).tools == []
        assert (await _tools(hass, f"thewallflower-{exposed.entry_id}")).tools == []

    async def test_who_was_seen(self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry) -> None:
        server.visits = [_visit(2, "ann", minutes_ago=3, lasts=True), _visit(1, None, minutes_ago=9)]
        result = await _call(await _tools(hass), "who_was_seen")
        first, second = _rows(result, "visits")
        assert first == {
            "person": "Ann Example",
            "camera": "Front door",
            "from": "2026-11-20T11:57:00+00:00",
            "to": "still there",
            "media_content_id": f"media-source://thewallflower/{exposed.entry_id}/clip/cam1/"
            f"{NOW_MS - 3 * MINUTE_MS}/{NOW_MS - 3 * MINUTE_MS + 1}",
        }
        assert (second["person"], second["to"]) == ("unknown", "2026-11-20T11:51:09+00:00")
        query = server.requests[-1].query
        assert (query["camera"], query["start"]) == ("cam1", str(NOW_MS - 24 * 3_600_000))

    async def test_a_person_who_is_not_exposed_has_no_name(
        self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry
    ) -> None:
        server.visits = [_visit(2, "ann", minutes_ago=3)]
        server.answers["transcripts/search"] = (200, LinePage(lines=(_line("hello", "ann"),)).to_json())
        async_expose_entity(hass, "conversation", "binary_sensor.ann_example_detected", False)
        api = await _tools(hass)
        assert _rows(await _call(api, "who_was_seen"), "visits")[0]["person"] == "known"
        assert _rows(await _call(api, "what_was_said"), "lines")[0]["person"] == "unknown"

    async def test_when_last(self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry) -> None:
        api = await _tools(hass)
        result = await _call(api, "last_seen", person="Ann Example")
        assert result.data == {"person": "Ann Example", "seen": False}
        server.visits = [_visit(2, "ann", minutes_ago=3)]
        result = await _call(api, "last_seen", person="Ann Example")
        assert (result.data["seen"], result.data["still_there"], result.data["camera"]) == (True, False, "Front door")
        assert dict(server.requests[-1].query) == {"camera": "cam1", "limit": "1", "person": "ann"}

    async def test_what_was_said(self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry) -> None:
        server.answers["transcripts/search"] = (200, LinePage(lines=(_line("the parcel", "ann"),)).to_json())
        result = await _call(
            await _tools(hass), "what_was_said", text="parcel", person="Ann Example", start="2026-11-20 08:00:00"
        )
        (line,) = _rows(result, "lines")
        assert (line["said"], line["person"], line["at"]) == (
            "the parcel",
            "Ann Example",
            "2026-11-20T11:55:00+00:00",
        )
        assert server.orders[-1][2] == {
            "text": "parcel",
            "camera_ids": ["cam1"],
            "limit": 20,
            "start": NOW_MS - 4 * 3_600_000,
            "speakers": ["ann"],
        }

    async def test_clips_show_only_exposed_cameras(
        self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry
    ) -> None:
        files = {"files": [{"name": "clip.mp4", "media_type": "video/mp4", "size_bytes": 9, "sha256": ""}]}
        jobs = [
            {
                "id": job_id,
                "state": "done",
                "export": {"kind": "clip", "camera_ids": cameras, "start_ms": NOW_MS, "end_ms": NOW_MS + 9},
                "result": files,
            }
            for job_id, cameras in (("a", ["cam1"]), ("b", ["cam1", "cam2"]))
        ]
        server.answers["jobs"] = (200, {"jobs": [*jobs, {"id": "c"}], "cursor": None})
        api = await _tools(hass)
        (clip,) = _rows(await _call(api, "find_clips"), "clips")
        assert clip["media_content_id"].endswith("/export/a")
        assert (await _call(api, "find_clips", end="2026-11-20T12:00:00Z")).data == {"clips": []}

    async def test_what_a_user_may_not_see_an_assistant_does_not_tell(
        self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry, hass_read_only_user: MockUser
    ) -> None:
        server.visits = [_visit(2, "ann", minutes_ago=3)]
        api = await _tools(hass, user_id=hass_read_only_user.id)
        assert len(_rows(await _call(api, "who_was_seen"), "visits")) == 1
        hass_read_only_user.mock_policy({"entities": {"entity_ids": {"camera.garden": True}}})
        assert (await _call(api, "who_was_seen")).data == {"visits": []}
        assert (await _call(api, "what_was_said")).data == {"lines": []}
        gone = await _tools(hass, user_id="nobody")
        assert (await _call(gone, "who_was_seen")).data == {"visits": []}

    @pytest.mark.parametrize(
        "arguments",
        [
            {"camera": "Garden"},
            {"start": "yesterday"},
            {"start": "2026-11-20T12:00:00", "end": "2026-11-20T12:00:00"},
            {"other": 1},
        ],
    )
    async def test_wrong_arguments_are_told_to_the_model(
        self, hass: HomeAssistant, exposed: MockConfigEntry, arguments: dict[str, Any]
    ) -> None:
        result = await _call(await _tools(hass), "who_was_seen", **arguments)
        assert result.error
        assert "error" in result.data

    async def test_a_name_that_was_taken_back_is_unknown(self, hass: HomeAssistant, exposed: MockConfigEntry) -> None:
        api = await _tools(hass)
        async_expose_entity(hass, "conversation", "camera.front_door", False)
        assert (await _call(api, "who_was_seen", camera="Front door")).error

    async def test_the_server_is_down(self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry) -> None:
        api = await _tools(hass)
        await server.stop()
        assert (await _call(api, "who_was_seen")).error


async def _ask(hass: HomeAssistant, text: str, language: str = "en", context: Context | None = None) -> str:
    result = await conversation.async_converse(
        hass, text, None, context or Context(), language, conversation.HOME_ASSISTANT_AGENT
    )
    speech: str = result.response.speech["plain"]["speech"]
    return speech


class TestSentences:
    @pytest.mark.parametrize("name", ["Große Straße", "O'Weiß", "Dr. Zoë", "Tür-Süd", "Küche/Flur"])
    async def test_names_are_understood_as_they_are_spelt(
        self, hass: HomeAssistant, server: FakeServer, assist: MockConfigEntry, name: str
    ) -> None:
        server.visits = []
        await server.tell(EventType.PERSON_UPDATED, Person(id="ann", name=name))
        await until(lambda: assist.runtime_data.data.people["ann"].name == name)
        await hass.async_block_till_done()
        assert await _ask(hass, f"When was {name} last seen?") == f"{name} has not been seen."

    @pytest.mark.parametrize(
        ("language", "text", "answer"),
        [
            ("en", "Who was at the front door?", "Front door: Ann Example at 11:57 and somebody unknown at 11:51."),
            ("en", "When was Ann Example last seen?", "Ann Example was last seen today at 11:57: Front door."),
            ("en", "Did anyone mention the parcel?", "Yes: today at 11:55, Front door: “the parcel is here”."),
            ("en", "What was said at the front door", "Today: today at 11:55, Front door: “the parcel is here”."),
            ("en", "What did Ann Example say?", "Today: today at 11:55, Front door: “the parcel is here”."),
            ("de", "Wer war an der Front door?", "Front door: Ann Example um 11:57 und jemand Unbekanntes um 11:51."),
            (
                "de",
                "Wann wurde Ann Example zuletzt gesehen?",
                "Ann Example wurde zuletzt heute um 11:57 gesehen: Front door.",
            ),
            ("de", "Hat jemand das Paket erwähnt?", "Ja: heute um 11:55, Front door: „the parcel is here“."),
            (
                "de",
                "Was wurde heute vor der Front door gesagt?",
                "Heute: heute um 11:55, Front door: „the parcel is here“.",
            ),
        ],
    )
    async def test_questions_are_answered(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        exposed: MockConfigEntry,
        language: str,
        text: str,
        answer: str,
    ) -> None:
        server.visits = [_visit(2, "ann", minutes_ago=3), _visit(1, None, minutes_ago=9)]
        server.answers["transcripts/search"] = (200, LinePage(lines=(_line("the parcel is here", "ann"),)).to_json())
        assert await _ask(hass, text, language) == answer

    async def test_nothing_to_tell(self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry) -> None:
        server.answers["transcripts/search"] = (200, LinePage().to_json())
        assert await _ask(hass, "who was at the front door") == "Nobody was seen at Front door today."
        assert await _ask(hass, "when was ann example last seen") == "Ann Example has not been seen."
        assert await _ask(hass, "did anyone mention a parcel") == "Nobody mentioned parcel in the last 7 days."
        assert await _ask(hass, "what was said at the front door") == "Nothing was said today."

    async def test_days_are_named(self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry) -> None:
        question = "when was ann example last seen"
        server.visits = [_visit(2, "ann", minutes_ago=13 * 60)]
        assert await _ask(hass, question) == "Ann Example was last seen yesterday at 23:00: Front door."
        server.visits = [_visit(2, "ann", minutes_ago=48 * 60)]
        assert await _ask(hass, question) == "Ann Example was last seen on 2026-11-18 at 12:00: Front door."
        server.visits = [_visit(2, "ann", minutes_ago=1, lasts=True)]
        assert await _ask(hass, question) == "Ann Example is being seen right now: Front door."

    async def test_what_is_not_exposed_is_not_known(
        self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry
    ) -> None:
        assert await _ask(hass, "who was at the garden") == "I know nothing about Garden."

    async def test_the_server_is_down(self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry) -> None:
        await server.stop()
        assert await _ask(hass, "who was at the front door") == "TheWallflower does not answer."

    async def test_other_questions_are_left_alone(self, hass: HomeAssistant, exposed: MockConfigEntry) -> None:
        for question in ("who was at the party", "when was Bob last seen"):
            assert "Front door" not in (answer := await _ask(hass, question))
            assert "know nothing" not in answer

    async def test_new_names_are_understood_and_those_of_an_unloaded_server_no_more(
        self, hass: HomeAssistant, server: FakeServer, assist: MockConfigEntry
    ) -> None:
        await server.tell(EventType.CAMERA_ADDED, camera("cam3", "Shed (old)"))
        await until(lambda: hass.states.get("camera.shed_old"))
        await hass.async_block_till_done()
        async_expose_entity(hass, "conversation", "camera.shed_old", True)
        assert await _ask(hass, "who was at the shed old") == "Nobody was seen at Shed (old) today."
        assert await hass.config_entries.async_unload(assist.entry_id)
        await hass.async_block_till_done()
        assert "Nobody" not in await _ask(hass, "who was at the shed old")

    async def test_it_answers_only_what_the_asker_may_see(
        self, hass: HomeAssistant, server: FakeServer, exposed: MockConfigEntry, hass_read_only_user: MockUser
    ) -> None:
        server.visits = [_visit(2, "ann", minutes_ago=3)]
        context = Context(user_id=hass_read_only_user.id)
        assert "Ann" in await _ask(hass, "who was at the front door", context=context)
        hass_read_only_user.mock_policy({"entities": {"entity_ids": {"camera.garden": True}}})
        assert await _ask(hass, "who was at the front door", context=context) == "I know nothing about Front door."


class TestPatterns:
    def test_names_are_as_they_are_spoken(self) -> None:
        assert spoken("Shed (old) [2]_x|y") == "shed old 2 x y"
        assert spoken("Tür-Süd") == "tür süd"

    def test_names_are_written_as_they_are_spelt_too(self) -> None:
        assert written("Tür-Süd") == {"tür-süd", "tür süd"}
        assert written("Große Straße") == {"große straße", "grosse strasse"}
        assert written("Ann’s room") == {"ann's room", "ann s room"}
        assert written("(|)") == set()

    def test_a_sentence_without_the_names_it_needs_is_left_out(self) -> None:
        names = Names({"shed": "Shed", "front door": "Front door"}, {})
        assert patterns("who was at <camera>", names) == "who was at (front door|shed)"
        assert patterns("when did you see <person>", names) is None
        assert patterns("who said {phrase}", names) == "who said {phrase}"

    def test_the_longest_name_is_meant(self) -> None:
        names = Names({"door": "Door", "front door": "Front door"}, {"ann": "Ann"})
        assert slots_of("Who was at the front door?", {}, names) == {"camera": "Front door"}
        assert slots_of("what was said about Ann", {"phrase": "Ann?"}, names) == {"phrase": "Ann", "person": "Ann"}

    def test_aliases_are_names(self) -> None:
        person = Person(id="a", name="Ann", aliases=("Mum",))
        state = dataclasses.make_dataclass("State", ["cameras", "people"])({}, {"a": person})
        assert Names.among([state]).people == {"Ann": "Ann", "Mum": "Ann"}

    def test_every_language_has_every_sentence(self) -> None:
        kinds = [set(tongue.sentences) for tongue in TONGUES.values()]
        assert all(kind == kinds[0] for kind in kinds)
        assert tongue_of("de-AT") is TONGUES["de"]
        assert tongue_of("fr") is tongue_of(None) is TONGUES["en"]
