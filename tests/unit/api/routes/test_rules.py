"""Keyword rules over HTTP."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

HELP = {"name": "Help", "phrases": ["help me", "fire*"]}


async def test_the_life_of_a_rule(api: Api) -> None:
    rule = await api.send("POST", "/api/rules", HELP, status=201)
    assert (rule["phrases"], rule["cooldown_s"], rule["camera_ids"]) == (["help me", "fire*"], 10, [])
    assert await api.get("/api/rules") == {"rules": [rule]}
    changed = await api.send("PATCH", f"/api/rules/{rule['id']}", {"cooldown_s": 0, "camera_ids": ["a"]})
    assert changed == rule | {"cooldown_s": 0, "camera_ids": ["a"]}
    await api.send("DELETE", f"/api/rules/{rule['id']}", status=204)
    await api.error("DELETE", f"/api/rules/{rule['id']}", 404)
    await api.error("PATCH", f"/api/rules/{rule['id']}", 404, json={"enabled": False})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"phrases": []}, "phrases"),
        ({"phrases": ["!"]}, "phrases"),
        ({"phrases": ["x" * 101]}, "phrases.0"),
        ({"phrases": "help"}, "phrases"),
        ({"cooldown_s": -1}, "cooldown_s"),
        ({"cooldown_s": 1e9}, "cooldown_s"),
        ({"cooldown_s": "5"}, "cooldown_s"),
        ({"enabled": 1}, "enabled"),
    ],
)
async def test_wrong_values_are_named(api: Api, values: dict[str, Any], field: str) -> None:
    assert (await api.error("POST", "/api/rules", 422, json=HELP | values))["field"] == field
