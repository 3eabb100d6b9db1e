"""Nobody speaks."""

from typing import TYPE_CHECKING

import pytest

from wallflower.alerts.silence import SilenceWatch
from wallflower.wire import Phase, Speech
from wallflower.wire_alerts import RuleKind

if TYPE_CHECKING:
    from tests.unit.alerts.conftest import House

QUIET = {"name": "Quiet", "kind": "silence", "silence_minutes": 2, "camera_ids": ("a",), "cooldown_s": 0}
NOON_MS = 12 * 3_600_000


class Ward:
    """A house whose clocks a test moves."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.heard: tuple[str, ...] | None = ("a", "b")
        self.at_s = 1000.0
        self.now_ms = NOON_MS
        self.restart()

    def restart(self) -> None:
        self.watch = SilenceWatch(self.house.desk, self.house.keeper, self.listening)

    async def listening(self) -> tuple[str, ...] | None:
        return self.heard

    async def wait(self, seconds: int, *, step_s: int = 5) -> int:
        """Let time pass, looking every few seconds; return how many alerts there were in it."""
        before = len(await self.house.told())
        for _ in range(0, seconds, step_s):
            await self.watch.look(self.at_s, self.now_ms)
            self.at_s += step_s
            self.now_ms += step_s * 1000
        await self.watch.look(self.at_s, self.now_ms)
        return len(await self.house.told()) - before

    def speech(self, phase: Phase, camera_id: str = "a") -> None:
        self.watch.speech(Speech(camera_id=camera_id, phase=phase, at_ms=self.now_ms))


@pytest.fixture
def ward(house: House) -> Ward:
    return Ward(house)


async def test_a_silence_is_told_once_when_it_is_long_enough(house: House, ward: Ward) -> None:
    rule = await house.keeper.create(QUIET)
    assert await ward.wait(115) == 0
    assert await ward.wait(10) == 1
    assert await ward.wait(1000) == 0
    (alert,) = await house.told()
    assert (alert.rule_id, alert.kind, alert.camera_id, alert.line) == (rule.id, RuleKind.SILENCE, "a", None)
    assert alert.at_ms == NOON_MS + 120_000
    ward.speech(Phase.STARTED)
    ward.speech(Phase.ENDED)
    assert await ward.wait(115) == 0
    assert await ward.wait(10) == 1


async def test_talk_that_goes_on_is_no_silence(house: House, ward: Ward) -> None:
    await house.keeper.create(QUIET)
    ward.speech(Phase.STARTED)
    assert await ward.wait(600) == 0
    ward.speech(Phase.ENDED)
    assert await ward.wait(110) == 0
    ward.speech(Phase.STARTED, "b")
    assert await ward.wait(15) == 1


async def test_time_without_sound_does_not_count(house: House, ward: Ward) -> None:
    await house.keeper.create(QUIET)
    await ward.wait(100)
    ward.heard = ()
    assert await ward.wait(600) == 0
    ward.heard = ("a",)
    assert await ward.wait(110) == 0
    assert await ward.wait(15) == 1


@pytest.mark.parametrize(("doubt_s", "alerts"), [(15, 1), (30, 0)])
async def test_a_moment_in_which_nobody_knows_who_is_listened_to_begins_no_silence_anew(
    house: House, ward: Ward, doubt_s: int, alerts: int
) -> None:
    await house.keeper.create(QUIET)
    await ward.wait(80)
    ward.heard = None
    assert await ward.wait(doubt_s) == 0
    ward.heard = ("a",)
    assert await ward.wait(40) == alerts


async def test_what_was_said_while_nobody_listened_is_no_silence(house: House, ward: Ward) -> None:
    await house.keeper.create(QUIET)
    await ward.wait(80)
    ward.heard = None
    await ward.wait(10)
    house.say("hello", ward.now_ms)
    ward.heard = ("a",)
    assert await ward.wait(100) == 0
    assert await ward.wait(60) == 1


async def test_who_was_cut_off_is_not_taken_to_talk_for_ever(house: House, ward: Ward) -> None:
    await house.keeper.create(QUIET)
    ward.speech(Phase.STARTED)
    ward.heard = ()
    await ward.wait(10)
    ward.heard = ("a",)
    assert await ward.wait(125) == 1


async def test_a_clock_that_steps_changes_nothing(house: House, ward: Ward) -> None:
    await house.keeper.create(QUIET)
    await ward.wait(60)
    ward.now_ms += 86_400_000
    assert await ward.wait(50) == 0
    ward.now_ms -= 2 * 86_400_000
    assert await ward.wait(15) == 1


async def test_a_schedule_bounds_a_silence(house: House, ward: Ward) -> None:
    slot = {"weekdays": (3,), "start_minute": 12 * 60 + 10, "end_minute": 12 * 60 + 20}
    await house.keeper.create(QUIET | {"schedule": (slot,)})
    assert await ward.wait(600) == 0
    assert await ward.wait(115) == 0
    assert await ward.wait(10) == 1


@pytest.mark.parametrize("change", [{"armed": False}, {"enabled": False}])
async def test_a_rule_that_is_off_counts_nothing(house: House, ward: Ward, change: dict[str, bool]) -> None:
    rule = await house.keeper.create(QUIET)
    await ward.wait(100)
    await house.keeper.update(rule.id, change)
    assert await ward.wait(300) == 0
    await house.keeper.update(rule.id, {"armed": True, "enabled": True})
    assert await ward.wait(115) == 0
    assert await ward.wait(10) == 1


@pytest.mark.parametrize("spoke", [False, True])
async def test_a_restart_tells_no_silence_again(house: House, ward: Ward, *, spoke: bool) -> None:
    await house.keeper.create(QUIET)
    assert await ward.wait(125) == 1
    if spoke:
        house.say("hello", ward.now_ms + 1)
        ward.now_ms += 5000
    house.restart()
    await house.keeper.load()
    ward.restart()
    assert await ward.wait(600) == int(spoke)


async def test_the_next_night_is_another_silence_after_a_restart_too(house: House, ward: Ward) -> None:
    slot = {"weekdays": tuple(range(7)), "start_minute": 12 * 60, "end_minute": 13 * 60}
    await house.keeper.create(QUIET | {"schedule": (slot,)})
    assert await ward.wait(125) == 1
    house.restart()
    await house.keeper.load()
    ward.restart()
    ward.now_ms = NOON_MS + 86_400_000
    assert await ward.wait(125) == 1


async def test_a_long_rest_delays_it(house: House, ward: Ward) -> None:
    await house.keeper.create(QUIET | {"cooldown_s": 1000})
    assert await ward.wait(125) == 1
    ward.speech(Phase.STARTED)
    ward.speech(Phase.ENDED)
    assert await ward.wait(600) == 0
    assert await ward.wait(600) == 1
