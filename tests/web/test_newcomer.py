"""Somebody who has just installed it, in a real browser before the real server and a real camera, start to end.

They know the panel by what it says: everything is done by roles and labels, and nothing else.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.world import CAMERA_USER
from tests.support import screens
from tests.support.browser import Page, chromium, open_page
from tests.support.panel import TOOLS
from tests.support.player import behind_proxy
from tests.support.server import Server, running_server
from tests.support.visitor import Thing, Visitor
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS
from wallflower.clock import now_ms
from wallflower.demo import scene
from wallflower.demo.camera_process import CameraProcess
from wallflower.demo.model import unpack_model

NAME, PASSWORD = "Front door", "an open secret"
SENTENCE, WORD = "please open the gate", "gate"
SOMEBODY = "Alice"
# Some rounds of the scene, of which a busy machine hears and sees all in the end, and does the jobs in between.
LONG_S = 200.0
# What the browser itself writes down when somebody errs; it is meant to be refused.
REFUSED = "422 (Unprocessable Content)"


class Newcomer(Visitor):
    """Somebody at the panel below `root`, who keeps a picture of every step."""

    def __init__(self, page: Page, root: str, server: Server, camera: CameraProcess) -> None:
        super().__init__(page)
        self.root, self.server, self.camera = root, server, camera
        self._steps = 0

    async def comes(self, role: str, name: str) -> None:
        """Wait for what is there in the end."""
        await eventually(lambda: self.things(role, name), bool, LONG_S)

    async def spoken(self) -> list[Thing]:
        """Return the words of the sentence where it was said first, as the timeline shows them."""
        words = SENTENCE.split()
        buttons = await self.things("button")
        names = [button.name.strip() for button in buttons]
        begins = [at for at in range(len(names)) if names[at : at + len(words)] == words]
        return buttons[begins[0] : begins[0] + len(words)] if begins else []

    async def click_word(self, word: str) -> None:
        """Click on one of its words."""

        async def clicked() -> bool | str:
            words = await self.spoken()
            return await self.attempt(words[SENTENCE.split().index(word)]) if words else "not said"

        await eventually(clicked, lambda done: done is True)

    async def keep(self, what: str) -> None:
        """Keep a picture of what they see."""
        self._steps += 1
        await self.page.screenshot(ARTIFACTS / f"newcomer-{self._steps:02}-{what}.png")


@pytest.fixture
async def newcomer(tmp_path: Path) -> AsyncIterator[Newcomer]:
    if chromium() is None:
        pytest.skip("needs chromium")
    (tmp_path / "models").mkdir()
    model = await asyncio.to_thread(unpack_model, tmp_path / "models")
    clip = await asyncio.to_thread(scene.build)
    with CameraProcess({"door": clip}, user=CAMERA_USER, password=PASSWORD) as camera:
        async with (
            running_server(tmp_path / "server", "--speech-model", str(model)) as server,
            behind_proxy(server.url, server.headers) as url,
            open_page("about:blank") as page,
        ):
            await page.prepare(TOOLS)
            somebody = Newcomer(page, f"{url}proxy/", server, camera)
            try:
                yield somebody
            finally:
                await somebody.keep("end")
                await page.open("about:blank")


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_from_nothing_to_a_named_visit(newcomer: Newcomer) -> None:
    await newcomer.page.open(newcomer.root)
    await add_the_camera(newcomer)
    await see_it_live(newcomer)
    await watch_the_timeline_fill(newcomer)
    await find_a_sentence_and_play_its_word(newcomer)
    await cut_it_out_and_take_it_home(newcomer)
    await name_somebody(newcomer)
    await see_the_next_visit_named(newcomer)
    problems = [problem for problem in newcomer.page.problems if not screens.is_late(problem)]
    assert [problem for problem in problems if REFUSED not in problem] == []


async def add_the_camera(newcomer: Newcomer) -> None:
    """Err once in the password, which is told; then it is shown what the camera sends, and added."""
    await newcomer.reads("No camera yet")
    await newcomer.keep("nothing")
    await newcomer.click("link", "Add your first camera")
    await newcomer.fill("Name", NAME)
    right = newcomer.camera.url("door")
    await newcomer.fill("Address of the stream", right.replace(f"{CAMERA_USER}:", f"{CAMERA_USER}:not-"))
    await newcomer.click("button", "Test")
    await newcomer.reads("Wrong user name or password")
    await newcomer.keep("refused")
    await newcomer.fill("Address of the stream", right)
    await newcomer.click("button", "Test")
    await newcomer.reads(f"H264, {scene.WIDTH} × {scene.HEIGHT}, {scene.FRAMES_PER_S} pictures a second")
    await newcomer.keep("report")
    await newcomer.click("button", "Add a camera")
    await newcomer.find("heading", NAME)


async def see_it_live(newcomer: Newcomer) -> None:
    began_s = await newcomer.sees("deep('video')?.videoWidth > 0 && deep('video').currentTime")
    await newcomer.sees(f"deep('video').currentTime > {began_s} + 1 && deep('.cover') === null")
    await newcomer.keep("live")


async def watch_the_timeline_fill(newcomer: Newcomer) -> None:
    """Footage, speech and faces come to the day by themselves, and so does what was said."""
    await newcomer.click("link", "Timeline")
    await newcomer.sees("deep('wf-recording >> video')?.videoWidth > 0")
    began_ms = await recorded_until_ms(newcomer)
    await eventually(newcomer.spoken, bool, LONG_S)
    await newcomer.keep("timeline")
    await eventually(lambda: recorded_until_ms(newcomer), lambda end_ms: end_ms > began_ms, LONG_S)
    await newcomer.click("button", "List of the day")
    await newcomer.find("button", "Recording")
    await newcomer.find("button", "Speech")
    await newcomer.comes("button", "Somebody unknown")
    await newcomer.keep("list")


async def recorded_until_ms(newcomer: Newcomer) -> float:
    return float(await newcomer.sees("deep('wf-lanes')?.lanes.recorded.ends.at(-1)"))


async def find_a_sentence_and_play_its_word(newcomer: Newcomer) -> None:
    await newcomer.click("link", "Search")
    await newcomer.fill("Words to look for", WORD, role="searchbox")
    await newcomer.reads_no_more("Looking …")
    await newcomer.find("button", SENTENCE)
    await newcomer.keep("found")
    await newcomer.click("button", SENTENCE)
    await newcomer.sees("deep('wf-moment-player >> video')?.readyState >= 3")
    said_ms = await words_ms(newcomer)
    # It begins a second before the word.
    began_ms = await newcomer.sees("deep('wf-moment-player').moment.at_ms")
    assert round(began_ms + 1000) in said_ms
    await newcomer.keep("played")
    await newcomer.click("link", "Show on the timeline")
    await newcomer.sees("deep('wf-recording >> video')?.videoWidth > 0")
    await newcomer.click_word(WORD)
    # The clock of what is shown is the word's, give or take a picture; it may have been said before what was found.
    shown_ms = await newcomer.sees("deep('wf-recording')?.positionMs", lambda at: at and abs(at - began_ms) > 900)
    assert min(abs(shown_ms - at_ms) for at_ms in said_ms) <= 1000
    await newcomer.keep("word")


async def words_ms(newcomer: Newcomer) -> list[int]:
    """When the word was said in the sentence, each time, as the server knows it."""
    lines = (await newcomer.server.post("/api/transcripts/search", {"text": WORD, "limit": 50}))["lines"]
    words = [word for line in lines if SENTENCE in line["text"] for word in line["words"]]
    return [round(word["start_ms"]) for word in words if WORD in word["text"]]


async def cut_it_out_and_take_it_home(newcomer: Newcomer) -> None:
    """Choose the sentence by its first and its last word, export it, and download what comes of it."""
    first, *_, last = SENTENCE.split()
    await newcomer.click("button", "Select clip")
    await newcomer.click_word(first)
    await newcomer.click_word(last)
    await newcomer.find("button", "Forget the selection")
    await newcomer.keep("selected")
    await newcomer.click("button", "Export…")
    await newcomer.reads("Exactly here")
    await newcomer.keep("export")
    await newcomer.click_in("dialog", "button", "Export")
    await newcomer.click("button", "running")
    await newcomer.comes("link", "Download")
    await newcomer.keep("exported")
    kind, size = await newcomer.page.evaluate(
        "fetch(deep('wf-jobs-tray >> a[download]').href).then((got) => got.blob()).then(({type, size}) => [type, size])"
    )
    assert kind == "video/mp4"
    assert size > 10_000
    await newcomer.page.press("Escape")


async def name_somebody(newcomer: Newcomer) -> None:
    """The faces that came by are there, sorted into people; one of them is given a name."""
    await newcomer.click("link", "People")
    await newcomer.click("link", "Name a face that was seen")
    await newcomer.comes("button", "Picture 1")
    await newcomer.keep("unknown")
    await newcomer.fill("Who is it?", SOMEBODY, role="combobox")
    await newcomer.click("button", "Name them")
    await newcomer.reads(SOMEBODY)
    await newcomer.keep("named")


async def see_the_next_visit_named(newcomer: Newcomer) -> None:
    named_ms = now_ms()
    await newcomer.click("link", "Everybody")
    await newcomer.click("link", SOMEBODY)
    await newcomer.find("heading", SOMEBODY)

    async def visits() -> list[dict[str, object]]:
        found = (await newcomer.server.get(f"/api/visits?start={named_ms}"))["visits"]
        return [visit for visit in found if visit["name"] == SOMEBODY and visit["start_ms"] > named_ms]

    await eventually(visits, bool, LONG_S)
    await newcomer.keep("known")
    await newcomer.click("link", "Timeline")
    await newcomer.click("button", "List of the day")
    await newcomer.find("button", SOMEBODY)
    await newcomer.keep("visit")
