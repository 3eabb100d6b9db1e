"""Pictures of alerts."""

from typing import TYPE_CHECKING

import pytest

from wallflower import clock
from wallflower.alerts import pictures as module
from wallflower.alerts.pictures import AlertPictures
from wallflower.errors import NotFoundError, UnavailableError
from wallflower.store.alerts import AlertFilter, NewAlert
from wallflower.wire_alerts import RuleKind

if TYPE_CHECKING:
    from tests.unit.alerts.conftest import House


class Camera:
    """The edge: what the process with the codecs answers."""

    def __init__(self) -> None:
        self.answer: bytes | Exception = b"jpeg"
        self.asked: list[tuple[str, int]] = []

    async def take(self, camera_id: str, at_ms: int) -> bytes:
        self.asked.append((camera_id, at_ms))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
async def alert_id(house: House) -> int:
    rule = await house.keeper.create({"name": "Help", "phrases": ("help",)})
    new = NewAlert(
        rule_id=rule.id,
        rule_name=rule.name,
        kind=RuleKind.KEYWORD,
        camera_id="a",
        at_ms=5,
        clip_start_ms=0,
        clip_end_ms=9,
    )
    alert = house.alerts.add(new)
    assert alert is not None
    return alert.id


async def test_a_picture_is_taken_of_the_alerts_own_moment(house: House, alert_id: int) -> None:
    camera = Camera()
    assert await AlertPictures(house.alerts, camera.take).take_due()
    assert camera.asked == [("a", 5)]
    assert house.alerts.picture(alert_id) == b"jpeg"
    assert house.alerts.list(AlertFilter()).alerts[0].has_picture


async def test_footage_that_is_not_there_yet_is_waited_for_a_while(
    house: House, alert_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = Camera()
    camera.answer = NotFoundError("no picture")
    pictures = AlertPictures(house.alerts, camera.take)
    assert await pictures.take_due()
    assert house.alerts.due(1)
    later_ms = clock.now_ms() + module.PATIENCE_MS + 1
    monkeypatch.setattr(clock, "now_ms", lambda: later_ms)
    assert await pictures.take_due()
    assert not house.alerts.due(1)
    with pytest.raises(NotFoundError):
        house.alerts.picture(alert_id)


async def test_a_process_that_is_down_is_asked_again_but_not_for_ever(
    house: House, alert_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = Camera()
    camera.answer = UnavailableError("down")
    pictures = AlertPictures(house.alerts, camera.take)
    assert not await pictures.take_due()
    later_ms = clock.now_ms() + module.PATIENCE_MS + 1
    monkeypatch.setattr(clock, "now_ms", lambda: later_ms)
    assert not await pictures.take_due()
    assert house.alerts.due(1)
    camera.answer = b"late"
    assert await pictures.take_due()
    assert house.alerts.picture(alert_id) == b"late"


async def test_nobody_waits_for_ever(house: House, alert_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    camera = Camera()
    camera.answer = UnavailableError("down")
    later_ms = clock.now_ms() + module.GIVE_UP_MS + 1
    monkeypatch.setattr(clock, "now_ms", lambda: later_ms)
    assert not await AlertPictures(house.alerts, camera.take).take_due()
    assert not house.alerts.due(1)
