"""hls.js in Chromium plays what the server serves, across every kind of boundary and after a seek to each."""

import json
from typing import Any

import pytest

from tests.support.browser import Page
from tests.support.footage import GREY_PER_S, make_footage, make_fragments
from tests.support.history import History
from tests.web.conftest import CAMERA
from wallflower.wire import GapReason

START_MS = 1_795_132_800_000
FILE_S = 12
# (begins s, session, of the larger camera): two files of a session, one of another connection, one of another size,
# and after a gap of half an hour one more.
FILES = (
    (0, "1" * 32, False),
    (12, "1" * 32, False),
    (24, "2" * 32, False),
    (36, "3" * 32, True),
    (1848, "3" * 32, True),
)
BOUNDARIES = {"segment": 12, "connection": 24, "resolution": 36, "gap": 1848}
# How fast it is played: so slowly that a picture which a busy browser shows late is one of the same second, and that
# none is left out but those that are missing.
RATE = 0.25


@pytest.fixture(scope="session")
def clips() -> dict[bool, Any]:
    return {
        is_large: make_fragments(make_footage(FILE_S, size=(320, 192) if is_large else (160, 96)))
        for is_large in (False, True)
    }


@pytest.fixture
def playlist(history: History, clips: dict[bool, Any]) -> str:
    for begin_s, session, is_large in FILES:
        first_s = next(begin for begin, other, _ in FILES if other == session)
        start_ms = START_MS + begin_s * 1000
        history.write(clips[is_large], start_ms, session=session, base_ms=(begin_s - first_s) * 1000)
    history.recordings.add_gap(CAMERA, START_MS + 48_000, START_MS + 1_848_000, GapReason.CAMERA_OFFLINE)
    return f"proxy/api/cameras/{CAMERA}/hls/{START_MS}/{START_MS + 3_600_000}/index.m3u8"


async def call(page: Page, function: str, *arguments: Any) -> Any:
    await page.evaluate(f"video.defaultPlaybackRate = video.playbackRate = {RATE}")
    return await page.evaluate(f"{function}({', '.join(map(json.dumps, arguments))})")


def expect_second(shown: dict[str, Any], second: int) -> None:
    """Check that the picture is that of a second of its file: its grey tells. The encoder is off by a few steps."""
    assert shown["grey"] == pytest.approx(second % FILE_S * GREY_PER_S, abs=GREY_PER_S * 0.6), shown


async def fatal_problems(page: Page) -> list[dict[str, Any]]:
    return [problem for problem in await page.evaluate("problems") if problem["fatal"]]


async def test_it_plays_across_every_boundary(page: Page, playlist: str) -> None:
    first = await call(page, "open", playlist)
    expect_second(first, 0)
    for name, second in BOUNDARIES.items():
        before = START_MS + (second if name != "gap" else 48) * 1000 - 1500
        await call(page, "seek", before)
        played = await call(page, "playTo", START_MS + second * 1000 + 600, RATE)
        assert played["longest"] < 0.35, name
        expect_second(played, second)
    assert await fatal_problems(page) == []


@pytest.mark.parametrize("name", BOUNDARIES)
@pytest.mark.parametrize("beside_ms", [-600, 200])
async def test_it_seeks_to_both_sides_of_every_boundary(page: Page, playlist: str, name: str, beside_ms: int) -> None:
    second = BOUNDARIES[name]
    await call(page, "open", playlist, START_MS + 5_000)
    at_ms = START_MS + second * 1000 + beside_ms
    shown = await call(page, "seek", at_ms)
    if name == "gap" and beside_ms < 0:
        expect_second(shown, 47)
    else:
        expect_second(shown, (second * 1000 + beside_ms) // 1000)
        assert shown["wall"] == pytest.approx(at_ms, abs=300)
    played = await call(page, "playTo", START_MS + second * 1000 + 1200, RATE)
    assert played["longest"] < 0.35
    expect_second(played, second + 1)
    assert await fatal_problems(page) == []


async def test_it_begins_at_an_instant(page: Page, playlist: str) -> None:
    shown = await call(page, "open", playlist, START_MS + 1_853_200)
    assert shown["wall"] == pytest.approx(START_MS + 1_853_200, abs=500)
    expect_second(shown, 5)
