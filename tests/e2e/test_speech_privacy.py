"""Nothing that is said, searched for or listened for stands in a log or in the list of processes.

Everything that has to do with speech is used once, with and without success, while the server logs all it can.
"""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any

import pytest
import pytest_asyncio
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient

from tests.e2e.speaking import Heard, speaking
from tests.support.ports import free_port
from tests.support.privacy import found_in, watched_commands
from tests.support.server import ApiError
from tests.support.sound import room
from tests.support.talk import Talk, make_talk
from tests.support.waiting import eventually
from wallflower.demo.model import unpack_model
from wallflower.speech.sound import RATE_HZ, to_pcm

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

# Nobody says these words: only their writer can have brought them into a log.
NAME = "Zebulon Quux"
SOUGHT = "xylophone marmalade"
HOT_WORD = "Kvothe"
NOTE = "quillwort ledger"


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Eight sentences."""
    return make_talk("en", 8, seed=11)


@pytest.fixture(scope="module")
def port() -> int:
    """Where Assist finds the engine."""
    return free_port()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def heard(tmp_path_factory: pytest.TempPathFactory, talk: Talk, port: int) -> AsyncIterator[Heard]:
    directory = tmp_path_factory.mktemp("privacy")
    (directory / "models").mkdir()
    model = unpack_model(directory / "models")
    async with speaking(directory, {"talk": talk.samples}, model, "--wyoming-port", str(port)) as cameras:
        yield cameras["talk"]


@pytest.mark.asyncio(loop_scope="module")
async def test_nothing_that_is_said_is_logged_or_listed(heard: Heard, talk: Talk, port: int) -> None:
    lines = await heard.lines(0, heard.length_ms / 1000)
    secrets = {line["text"].strip() for line in lines} | {NAME, SOUGHT, HOT_WORD, NOTE}
    assert len(secrets) > 6
    assert heard.server.process is not None
    async with watched_commands(heard.server.process.pid) as commands:
        secrets.add(await assist(talk, port))
        await settings(heard, lines[0]["text"].strip())
        await searches(heard, lines)
        await transcripts(heard, lines)
        await exports(heard)
    await heard.server.stop()
    log, console = heard.server.log(), heard.server.console_file.read_text()
    assert "DEBUG" in log
    assert len(commands) > 4
    assert found_in(log, secrets) == []
    assert found_in(console, secrets) == []
    assert found_in("\n".join(commands), secrets) == []


async def refused(call: Callable[[], Awaitable[Any]]) -> None:
    """Make a call that is wrong."""
    with pytest.raises(ApiError) as caught:
        await call()
    assert 400 <= caught.value.status < 500


async def assist(talk: Talk, port: int) -> str:
    """Ask the engine as Home Assistant's Assist does, and return what it heard."""
    client = AsyncTcpClient("127.0.0.1", port, read_timeout=60)
    async with client:
        await client.write_event(Transcribe(language="en").event())
        form = {"rate": RATE_HZ, "width": 2, "channels": 1}
        await client.write_event(AudioStart(**form).event())
        pcm = to_pcm(room(0.3, talk.cut(talk.sentences[0], 0.0), 0.3)).tobytes()
        await client.write_event(AudioChunk(**form, audio=pcm).event())
        await client.write_event(AudioStop().event())
        while (event := await client.read_event()) is not None and not Transcript.is_type(event.type):
            pass
    assert event is not None
    text = Transcript.from_event(event).text.strip()
    assert text
    return text


async def settings(heard: Heard, phrase: str) -> None:
    """Teach the server whom and what to listen for, rightly and wrongly."""
    server = heard.server
    await server.post("/api/people", {"name": NAME})
    await server.post("/api/rules", {"name": SOUGHT, "phrases": [phrase, SOUGHT]})
    await refused(partial(server.post, "/api/rules", {"name": SOUGHT, "phrases": [SOUGHT * 6_000]}))
    path = f"/api/cameras/{heard.camera_id}"
    await server.request("PATCH", path, json={"speech": {"hot_words": [HOT_WORD, NAME]}})
    await refused(partial(server.request, "PATCH", path, json={"speech": {"hot_words": [HOT_WORD * 100]}}))


async def searches(heard: Heard, lines: list[dict[str, Any]]) -> None:
    """Look for words, also in ways that are refused."""
    for text in (SOUGHT, f'"{SOUGHT}"', f"{SOUGHT} OR NEAR(", lines[0]["text"], "x", ""):
        await heard.server.post("/api/transcripts/search", {"text": text})
    for text in (SOUGHT * 40, SOUGHT * 6_000):
        await refused(partial(heard.server.post, "/api/transcripts/search", {"text": text}))
    await refused(partial(heard.server.post, "/api/transcripts/search", {"text": SOUGHT, "cursor": SOUGHT}))
    await heard.server.get(f"/api/transcripts/figures?start={heard.start_ms}&end={heard.start_ms + heard.length_ms}")


async def transcripts(heard: Heard, lines: list[dict[str, Any]]) -> None:
    """Hear it again, look at its versions, and delete a line."""
    start, end = heard.start_ms, heard.start_ms + heard.length_ms
    server = heard.server
    with contextlib.suppress(ApiError):  # a better model there is none
        await server.post("/api/transcripts/retranscribe", {"start": start, "end": end})
    await server.get(f"/api/utterances/{lines[0]['utterance_id']}/transcriptions")
    for form in ("txt", "srt", "vtt"):
        await server.get(f"/api/transcripts/export?camera={heard.camera_id}&start={start}&end={end}&format={form}")
    await server.request("DELETE", f"/api/transcripts/lines/{lines[-1]['id']}")


async def exports(heard: Heard) -> None:
    """Export clips with captions, which a process of their own makes."""
    window = {"camera_ids": [heard.camera_id], "start": heard.start_ms, "end": heard.start_ms + 15_000}
    for captions in ("soft", "burned_in", "sidecar"):
        order = window | {"kind": "clip", "captions": captions, "note": NOTE}
        job = await heard.server.post("/api/exports", order)
        done = await eventually(
            partial(heard.server.get, f"/api/jobs/{job['id']}"), lambda job: job["state"] in {"done", "failed"}, 200
        )
        assert done["state"] == "done"
