"""A MediaSource in Chromium plays the live socket, joined in the middle of a session."""

import asyncio
import json

import pytest

from tests.support.browser import Page
from tests.support.footage import GREY_PER_S, make_footage, make_fragments
from tests.support.history import looped
from tests.support.waiting import until
from tests.web.conftest import CAMERA
from wallflower.api.services import Services
from wallflower.media.fragment import Fragment

CLIP_S = 12
JOINED_S = 4


@pytest.fixture(scope="module")
def session() -> list[Fragment]:
    return looped(make_fragments(make_footage(CLIP_S), camera_id=CAMERA), 3 * CLIP_S)


async def test_it_plays_from_the_group_that_is_under_way(
    page: Page, services: Services, session: list[Fragment]
) -> None:
    joined = next(index for index, item in enumerate(session) if item.decode_time >= JOINED_S * item.init.timescale)
    services.live.publish(session[joined])

    async def send() -> None:
        """Go on as soon as somebody watches, who joins in the group that was begun."""
        await until(lambda: services.live.viewers)
        for fragment in session[joined + 1 :]:
            services.live.publish(fragment)
            await asyncio.sleep(0.2)

    sending = asyncio.create_task(send())
    try:
        shown = await page.evaluate(f"watch({json.dumps(f'proxy/api/cameras/{CAMERA}/live')})")
        (start,) = shown["told"]
        assert start["type"] == "start"
        assert start["decode_s"] == pytest.approx(JOINED_S, abs=0.2)
        # Nothing is there of what was before; a busy browser may show a later picture first.
        assert await page.evaluate("video.buffered.start(0)") == pytest.approx(start["decode_s"], abs=0.2)
        assert shown["media"] > start["decode_s"] - 0.2
        # Of a second's last picture the next one may be seen already.
        inside = "nextFrame(({mediaTime}) => mediaTime > 7 && mediaTime % 1 < 0.85)"
        later = await page.evaluate(f"{inside}.then((frame) => [frame.mediaTime, brightness()])")
        assert later[1] == pytest.approx(int(later[0]) % CLIP_S * GREY_PER_S, abs=GREY_PER_S * 0.6)
    finally:
        sending.cancel()
