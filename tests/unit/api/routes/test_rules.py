"""Rules over HTTP."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

HELP = {"name": "Help", "phrases": ["help me", "fire*"]}


@pytest.fixture
async def camera(api: Api) -> str:
    made = await api.send("POST", "/api/cameras", {"name": "Door", "url": "rtsp://192.0.2.1/"}, status=201)
    camera_id: str = made["id"]
    return camera_id


async def test_the_life_of_a_rule(api: Api, camera: str) -> None:
    rule = await api.send("POST", "/api/rules", HELP, status=201)
    assert (rule["phrases"], rule["cooldown_s"], rule["camera_ids"]) == (["help me", "fire*"], 10, [])
    assert await api.get("/api/rules") == {"rules": [rule]}
    changed = await api.send("PATCH", f"/api/rules/{rule['id']}", {"cooldown_s": 0, "camera_ids": [camera]})
    assert changed == rule | {"cooldown_s": 0, "camera_ids": [camera]}
    await api.send("DELETE", f"/api/rules/{rule['id']}", status=204)
    await api.error("DELETE", f"/api/rules/{rule['id']}", 404)
    await api.error("PATCH", f"/api/rules/{rule['id']}", 404, json={"enabled": False})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"phrases": []}, "phrases"),
        ({"phrases": ["!"]}, "phrases"),
        ({"phrases": ["x" * 201]}, "phrases.0"),
        ({"phrases": ["x" * 100_000]}, "phrases.0"),
        ({"sounds_like": ["x" * 100_000]}, "sounds_like.0"),
        ({"expressions": ["x" * 100_000]}, "expressions.0"),
        ({"expressions": ["a(?=b)"]}, "expressions"),
        ({"expressions": [".*"]}, "expressions"),
        ({"languages": ["German"]}, "languages.0"),
        ({"kind": "speaker"}, "speakers"),
        ({"kind": "silence"}, "silence_minutes"),
        ({"kind": "noise"}, "kind"),
        ({"schedule": [{"weekdays": [7], "start_minute": 0, "end_minute": 1}]}, "schedule.0.weekdays.0"),
        ({"phrases": "help"}, "phrases"),
        ({"cooldown_s": -1}, "cooldown_s"),
        ({"cooldown_s": 1e9}, "cooldown_s"),
        ({"cooldown_s": "5"}, "cooldown_s"),
        ({"enabled": 1}, "enabled"),
    ],
)
async def test_wrong_values_are_named(api: Api, values: dict[str, Any], field: str) -> None:
    assert (await api.error("POST", "/api/rules", 422, json=HELP | values))["field"] == field


async def test_a_rule_keeps_a_camera_that_is_gone_but_takes_no_other_unknown_one(api: Api, camera: str) -> None:
    rule = await api.send("POST", "/api/rules", HELP | {"camera_ids": [camera]}, status=201)
    await api.send("DELETE", f"/api/cameras/{camera}", status=204)
    changed = await api.send("PATCH", f"/api/rules/{rule['id']}", {"camera_ids": [camera], "armed": False})
    assert changed["camera_ids"] == [camera]
    await api.error("PATCH", f"/api/rules/{rule['id']}", 404, json={"camera_ids": [camera, "nowhere"]})


@pytest.mark.parametrize("values", [{"kind": "speaker", "speakers": ["nobody"]}, {"camera_ids": ["nowhere"]}])
async def test_a_rule_for_nobody_and_nowhere_is_refused(api: Api, values: dict[str, Any]) -> None:
    await api.error("POST", "/api/rules", 404, json=HELP | values)
    assert await api.get("/api/rules") == {"rules": []}


async def test_choices_are_named_in_plain_words(api: Api) -> None:
    camera = {"name": "Door", "url": "rtsp://192.0.2.1/", "speech": {"task": "dance"}}
    error = await api.error("POST", "/api/cameras", 422, json=camera)
    assert "'transcribe'" in error["message"]
    assert "<" not in error["message"]


async def test_every_kind_of_rule_comes_back_as_it_was_given(api: Api) -> None:
    anna = await api.send("POST", "/api/people", {"name": "Anna"}, status=201)
    slot = {"weekdays": [0, 6], "start_minute": 60, "end_minute": 0}
    given = [
        HELP | {"sounds_like": ["wallflower"], "expressions": ["a+"], "languages": ["de"], "schedule": [slot]},
        {"name": "Anna", "kind": "speaker", "speakers": [anna["id"]], "armed": False},
        {"name": "Quiet", "kind": "silence", "silence_minutes": 30, "enabled": False},
    ]
    for values in given:
        rule = await api.send("POST", "/api/rules", values, status=201)
        assert rule | values == rule
    assert len((await api.get("/api/rules"))["rules"]) == 3


async def test_arming(api: Api) -> None:
    first, _ = [await api.send("POST", "/api/rules", HELP, status=201) for _ in range(2)]
    answer = await api.send("POST", "/api/rules/arm", {"armed": False, "rule_ids": [first["id"]]})
    assert [rule["armed"] for rule in answer["rules"]] == [False, True]
    answer = await api.send("POST", "/api/rules/arm", {"armed": False})
    assert [rule["armed"] for rule in answer["rules"]] == [False, False]
    await api.error("POST", "/api/rules/arm", 404, json={"armed": True, "rule_ids": ["x"]})


async def test_trying_a_rule(api: Api) -> None:
    rule = {"phrases": ["open* the door"], "sounds_like": ["wallflower"], "expressions": ["[0-9]{3}"]}
    text = "She opened the door; a wall flower, 112!"
    answer = await api.send("POST", "/api/rules/try", {"rule": rule, "text": text})
    found = [(match["pattern"], text[match["start"] : match["end"]]) for match in answer["matches"]]
    assert found == [("open* the door", "opened the door"), ("wallflower", "wall flower"), ("[0-9]{3}", "112")]
    german = {"rule": rule | {"languages": ["de"]}, "text": text, "language": "en"}
    assert await api.send("POST", "/api/rules/try", german) == {"matches": []}
    assert await api.get("/api/rules") == {"rules": []}


async def test_trying_a_wrong_rule_says_where(api: Api) -> None:
    error = await api.error("POST", "/api/rules/try", 422, json={"rule": {"expressions": ["ab(c"]}, "text": "x"})
    assert error["field"] == "expressions"
    assert "at character 1: missing )" in error["message"]
    for body in ({"rule": {}, "text": "x"}, {"rule": {"phrases": ["a"]}, "text": "x" * 20_001}):
        await api.error("POST", "/api/rules/try", 422, json=body)
