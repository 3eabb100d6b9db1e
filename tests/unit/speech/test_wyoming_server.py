"""The engine for Assist, asked by the Wyoming library's client and by Home Assistant's own."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong

from tests.support.engines import real_host, said
from tests.support.hass import PYTHON
from tests.support.ports import free_port
from tests.support.sound import ROOT, Speaker, room
from tests.support.waiting import PATIENCE_S, until
from wallflower.errors import UnavailableError
from wallflower.speech import wyoming_server as module
from wallflower.speech.assist import Assist
from wallflower.speech.engine import Heard, HeardSegment, Window
from wallflower.speech.gates import plain_words
from wallflower.speech.models import languages
from wallflower.speech.sound import Samples, to_pcm
from wallflower.speech.wyoming_link import hang_up
from wallflower.speech.wyoming_server import WyomingServer
from wallflower.wire import Engine

SENTENCES = (("the front door is open", "slt"), ("there is a dog in the garden", "rms"), ("call the police", "slt"))
CLIENT = ROOT / "tests" / "support" / "assist_client.py"


class Hearing:
    """Answers with what a test says."""

    def __init__(self) -> None:
        self.status = Engine(name="scripted", usable=True, model="mini")
        self.windows: list[Window] = []
        self.heard = said("hello")
        self.error: UnavailableError | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def transcribe_now(self, window: Window) -> Heard:
        self.windows.append(window)
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return self.heard


class Running:
    def __init__(self) -> None:
        self.hearing = Hearing()
        self.port = free_port()
        self.server = WyomingServer(self.hearing, lambda: ("de", "en"), ("127.0.0.1", self.port))

    def client(self) -> AsyncTcpClient:
        return AsyncTcpClient("127.0.0.1", self.port, read_timeout=PATIENCE_S)


async def listening(port: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                await hang_up(writer)
                return


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    made = Running()
    task = asyncio.create_task(made.server.run())
    await listening(made.port)
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def say(
    client: AsyncTcpClient, samples: Samples, language: str | None = "en", form: tuple[int, int, int] = (16_000, 2, 1)
) -> None:
    rate, width, channels = form
    await client.write_event(Transcribe(language=language).event())
    await client.write_event(AudioStart(rate=rate, width=width, channels=channels).event())
    pcm = to_pcm(samples).tobytes()
    for start in range(0, len(pcm), 4_096):
        chunk = AudioChunk(rate=rate, width=width, channels=channels, audio=pcm[start : start + 4_096])
        await client.write_event(chunk.event())
    await client.write_event(AudioStop().event())


async def answer(client: AsyncTcpClient) -> Event:
    event = await client.read_event()
    assert event is not None
    return event


def tone(length_s: float = 1.0) -> Samples:
    return (0.3 * np.sin(np.arange(int(16_000 * length_s)) * 0.2)).astype(np.float32)


@pytest.mark.slow
async def test_home_assistant_and_several_clients_get_their_words(
    mini_whisper: Path, tmp_path: Path, speaker: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    host = real_host(mini_whisper)
    assert await host.is_ready()
    port = free_port()
    assist = Assist(lambda: host, lambda: False)
    task = asyncio.create_task(WyomingServer(assist, lambda: languages(mini_whisper), ("127.0.0.1", port)).run())
    await listening(port)

    async def ask(sentence: str, voice: str) -> list[str]:
        async with AsyncTcpClient("127.0.0.1", port, read_timeout=PATIENCE_S) as client:
            await say(client, room(0.3, speaker.say(sentence, voice), 0.4))
            return plain_words(Transcript.from_event(await answer(client)).text)

    heard = await asyncio.gather(*(ask(*spoken) for spoken in SENTENCES))
    assert heard == [sentence.split() for sentence, _ in SENTENCES]
    assert not any(sentence in caplog.text for sentence, _ in SENTENCES)
    if not PYTHON.exists():
        pytest.skip("needs Home Assistant's environment (script/setup)")
    sound = tmp_path / "command.pcm"
    sound.write_bytes(to_pcm(room(0.3, speaker.say(*SENTENCES[0]), 0.4)).tobytes())
    process = await asyncio.create_subprocess_exec(
        str(PYTHON), str(CLIENT), "127.0.0.1", str(port), "en", str(sound), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    told = json.loads(out)
    assert (told["platforms"], told["name"], told["result"]) == (["stt"], "TheWallflower", "success")
    assert {"en", "de"} <= set(told["languages"])
    assert plain_words(told["text"]) == SENTENCES[0][0].split()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await assist.close()
    await host.close()


async def test_it_describes_the_model_and_its_languages(running: Running) -> None:
    async with running.client() as client:
        await client.write_event(Describe().event())
        (program,) = Info.from_event(await answer(client)).asr
        (model,) = program.models
        assert (program.name, program.installed, model.name, model.languages) == (
            "TheWallflower",
            True,
            "mini",
            ["de", "en"],
        )
        running.hearing.status = Engine(name="scripted", usable=False, reason="no model")
        await client.write_event(Describe().event())
        assert not Info.from_event(await answer(client)).asr[0].installed
        await client.write_event(Ping(text="still there").event())
        assert Pong.from_event(await answer(client)).text == "still there"


@pytest.mark.parametrize(
    ("told", "language"), [("en", "en"), ("de-DE", "de"), ("EN_us", "en"), ("", None), ("klingon", None), (None, None)]
)
async def test_the_language_goes_to_the_engine(running: Running, told: str | None, language: str | None) -> None:
    async with running.client() as client:
        await say(client, tone(), told)
        transcript = Transcript.from_event(await answer(client))
    assert (transcript.text, transcript.language) == ("hello", "en")
    (window,) = running.hearing.windows
    assert window.language == language
    assert np.abs(window.samples - tone()).max() < 0.001


async def test_names_go_to_the_engine_and_any_format_is_taken(running: Running) -> None:
    async with running.client() as client:
        words = Transcribe(transcript_names=["Alice", "x" * 100], transcript_terms=["porch"])
        await client.write_event(words.event())
        left = np.repeat(tone(1.0), 3)
        stereo = to_pcm(np.stack((left, left), axis=1).reshape(-1)).tobytes()
        await client.write_event(AudioStart(rate=48_000, width=2, channels=2).event())
        await client.write_event(AudioChunk(rate=48_000, width=2, channels=2, audio=stereo).event())
        await client.write_event(AudioStop().event())
        assert Transcript.from_event(await answer(client)).text == "hello"
        await say(client, tone(0.5))  # a connection serves several commands
        assert Transcript.from_event(await answer(client)).text == "hello"
    first, second = running.hearing.windows
    assert first.hot_words == ("Alice", "porch")
    assert (len(first.samples), len(second.samples), second.hot_words) == (16_000, 8_000, ())


async def test_invented_text_is_kept_from_assist_too(running: Running) -> None:
    invented = HeardSegment(text="Thanks for watching!", start_s=0, end_s=1, logprob=-0.9, no_speech=0.95)
    spoken = HeardSegment(text="turn on the light", start_s=1, end_s=2, logprob=-0.1, no_speech=0.0)
    running.hearing.heard = Heard(language="en", segments=(invented, spoken))
    async with running.client() as client:
        await say(client, tone())
        assert Transcript.from_event(await answer(client)).text == "turn on the light"


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(800, np.float32)])
async def test_hardly_any_sound_has_no_words(running: Running, samples: Samples) -> None:
    async with running.client() as client:
        await say(client, samples)
        assert Transcript.from_event(await answer(client)).text == ""
    assert running.hearing.windows == []


async def test_an_engine_that_is_not_ready_is_an_error_to_the_client(running: Running) -> None:
    running.hearing.error = UnavailableError("no speech model is installed")
    async with running.client() as client:
        await say(client, tone())
        error = Error.from_event(await answer(client))
        assert (error.text, error.code) == ("no speech model is installed", "unavailable")
        running.hearing.error = None
        await say(client, tone())
        assert Transcript.from_event(await answer(client)).text == "hello"


async def test_too_long_a_command_is_refused_once_it_is_sent(running: Running) -> None:
    async with running.client() as client:
        for _ in range(80):  # a client that is still sending reads nothing
            await client.write_event(AudioChunk(rate=16_000, width=2, channels=1, audio=bytes(500_000)).event())
        await client.write_event(AudioStop().event())
        assert Error.from_event(await answer(client)).code == "too-long"
        await say(client, tone())
        assert Transcript.from_event(await answer(client)).text == "hello"
    assert len(running.hearing.windows) == 1


@pytest.mark.parametrize(
    "chunks",
    [
        [AudioChunk(rate=0, width=2, channels=1, audio=b"1234")],
        [AudioChunk(rate=16_000, width=9, channels=1, audio=b"1234")],
        [
            AudioChunk(rate=16_000, width=2, channels=1, audio=b"1234"),
            AudioChunk(rate=8_000, width=2, channels=1, audio=b"1234"),
        ],
    ],
)
async def test_formats_that_are_none_are_told(running: Running, chunks: list[AudioChunk]) -> None:
    async with running.client() as client:
        for chunk in chunks:
            await client.write_event(chunk.event())
        await client.write_event(AudioStop().event())
        error = Error.from_event(await answer(client))
        assert error.code == "format"
        assert "cannot be used" in error.text


@pytest.mark.parametrize(
    "garbage",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x00\xff\n",
        b"x" * 200_000,
        b"{}\n",
        b'{"type": "audio-chunk", "payload_length": 9000000000}\n',
        b'{"type": "audio-chunk", "data": {"rate": "fast"}}\n',
        b'{"type": "transcribe", "data": {"language": 7, "transcript_names": 7}}\n{"type": "?"}\nnothing\n',
    ],
)
async def test_garbage_ends_that_connection_only(running: Running, garbage: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
    writer.write(garbage)
    async with asyncio.timeout(PATIENCE_S):
        with suppress(ConnectionResetError):
            await reader.read()
    await hang_up(writer)
    async with running.client() as client:
        await say(client, tone())
        assert Transcript.from_event(await answer(client)).text == "hello"


async def test_whoever_leaves_in_the_middle_leaves_nothing_behind(running: Running) -> None:
    for piece in (b"", b'{"type": "audio-chunk", "payload_length": 1000}\nhalf', b'{"type": "audio-st'):
        _, writer = await asyncio.open_connection("127.0.0.1", running.port)
        writer.write(piece)
        await hang_up(writer)
    running.hearing.gate.clear()
    client = running.client()
    await client.connect()
    await say(client, tone())
    await until(lambda: running.hearing.windows)
    await client.disconnect()
    running.hearing.gate.set()
    await until(lambda: not running.server._clients)


async def test_silent_clients_are_hung_up_on(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_TIMEOUT_S", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
    assert await asyncio.wait_for(reader.read(), PATIENCE_S) == b""
    await hang_up(writer)


async def test_only_so_many_connect(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CLIENTS", 2)
    held = [await asyncio.open_connection("127.0.0.1", running.port) for _ in range(2)]
    await until(lambda: len(running.server._clients) == 2)
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await asyncio.wait_for(reader.readexactly(1), PATIENCE_S)
    for _, other in (*held, (reader, writer)):
        await hang_up(other)


async def test_a_port_in_use_is_told(running: Running) -> None:
    other = WyomingServer(running.hearing, tuple, ("127.0.0.1", running.port))
    with pytest.raises(UnavailableError, match="choose another `wyoming_port`"):
        await other.run()
