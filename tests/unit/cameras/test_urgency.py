"""Whose speech is wanted at once, and before it is over."""

from dataclasses import replace
from typing import Any

import pytest

from wallflower.cameras.urgency import heard_early, listens, with_urgency
from wallflower.store.cameras import CameraRow
from wallflower.wire_alerts import Rule, RuleKind
from wallflower.wire_options import SpeechOptions

HALL = CameraRow(id="a", name="Hall", url="rtsp://cam/1")
LIVE = replace(HALL, speech=SpeechOptions(live=True))
HELP = Rule(id="r", name="Help", phrases=("help",), camera_ids=("a",), early=True)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [({}, True), ({"enabled": False}, False), ({"armed": False}, False), ({"kind": RuleKind.SILENCE}, False)],
)
def test_rules_that_wait_for_speech(change: dict[str, Any], *, wanted: bool) -> None:
    assert listens(replace(HELP, **change)) is wanted


def test_a_camera_that_a_rule_names_is_live() -> None:
    assert with_urgency(HALL, [HELP]) == LIVE
    assert with_urgency(LIVE, []) == LIVE
    assert with_urgency(HALL, [replace(HELP, camera_ids=()), replace(HELP, camera_ids=("b",))]) == HALL


@pytest.mark.parametrize(
    ("row", "rule", "wanted"),
    [
        (LIVE, HELP, {"a"}),
        (LIVE, replace(HELP, camera_ids=()), {"a"}),
        (LIVE, replace(HELP, camera_ids=("b",)), set()),
        (LIVE, replace(HELP, early=False), set()),
        (LIVE, replace(HELP, speakers=("anna",)), set()),
        (HALL, HELP, set()),
    ],
)
def test_live_cameras_with_an_early_rule_are_heard_early(row: CameraRow, rule: Rule, wanted: set[str]) -> None:
    assert heard_early([row], [rule]) == wanted
