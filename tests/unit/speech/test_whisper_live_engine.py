"""The WhisperLive client, against the released server and against ones that misbehave."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pytest
from aiohttp import ClientSession, WSMsgType, web

from tests.support.sound import Speaker, room
from tests.support.speech_servers import misbehaving, whisper_live
from tests.support.waiting import PATIENCE_S, SOON_S
from wallflower.demo.model import known_sentences
from wallflower.errors import EngineDownError, UnavailableError
from wallflower.speech import remote
from wallflower.speech import whisper_live_engine as module
from wallflower.speech.engine import EngineSpec, Window
from wallflower.speech.gates import Drop, judge, plain_words
from wallflower.speech.whisper_live_engine import create
from wallflower.wire_options import SpeechTask

SENTENCES = (("the front door is open", "slt"), ("there is a dog in the garden", "rms"), ("call the police", "slt"))
SECONDS = Window(samples=np.full(32_000, 0.1, np.float32), language="en")
WORD = {"word": " hi", "start": "0.500", "end": "0.900", "probability": 0.5}
SEGMENT: dict[str, Any] = {"start": "0.500", "end": "1.000", "text": " hi", "completed": False, "words": [WORD]}

type Behave = Callable[[web.WebSocketResponse], Awaitable[None]]


def spec(address: str, model: str = "") -> EngineSpec:
    return EngineSpec(engine="whisper-live", place=address, model=model)


@pytest.fixture(scope="module")
def server(mini_whisper: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with whisper_live(mini_whisper, tmp_path_factory.mktemp("whisper-live")) as address:
        yield address


@pytest.mark.slow
def test_the_real_server_hears_words_with_their_times(
    server: str, speaker: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    engine = create(spec(server))
    for sentence, voice in SENTENCES:
        assert sentence in known_sentences()["en"]
        heard = engine.transcribe(Window(samples=room(0.3, speaker.say(sentence, voice), 0.6), language="en"))
        (segment,) = heard.segments
        assert plain_words(segment.text) == sentence.split()
        assert [word.text for word in segment.words] == sentence.split()
        assert all(word.probability is not None and word.start_s < word.end_s for word in segment.words)
        assert segment.logprob is not None
        assert judge(segment) is None
        assert sentence not in caplog.text


@pytest.mark.slow
def test_the_real_server_hears_a_window_that_is_too_long_for_a_message(server: str, speaker: Speaker) -> None:
    (early, voice), (late, other) = SENTENCES[0], SENTENCES[2]
    samples = room(0.3, speaker.say(early, voice), 13.5, speaker.say(late, other), 1.0)
    assert len(samples) > module.MOST_MESSAGE_SAMPLES
    heard = create(spec(server)).transcribe(Window(samples=samples, language="en"))
    assert plain_words(heard.segments[0].text)[:5] == early.split()
    said = plain_words(heard.segments[-1].text)
    assert said == late.split()
    assert heard.segments[-1].words[-1].end_s > 14


@pytest.mark.slow
def test_the_real_server_detects_the_language(server: str, speaker: Speaker) -> None:
    heard = create(spec(server)).transcribe(Window(samples=room(0.3, speaker.say(*SENTENCES[0]), 0.4)))
    assert heard.language == "en"
    assert (heard.language_probability or 0) > 0.5


@pytest.mark.slow
def test_the_real_server_says_nothing_of_silence(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE_S", 6.0)
    assert create(spec(server)).transcribe(Window(samples=room(2.0), language="en")).segments == ()


@pytest.mark.slow
async def test_the_real_server_tells_when_it_is_full(mini_whisper: Path, tmp_path: Path) -> None:
    with whisper_live(mini_whisper, tmp_path, most_clients=1) as address:
        engine = await asyncio.to_thread(create, spec(address))
        async with ClientSession() as session, session.ws_connect(address) as other:
            await other.send_json(
                {"uid": "other", "language": "en", "task": "transcribe", "model": "", "use_vad": False}
            )
            assert (await other.receive_json())["message"] == "SERVER_READY"
            with pytest.raises(EngineDownError, match="is full"):
                await asyncio.to_thread(engine.transcribe, SECONDS)


@contextmanager
def websocket(behave: Behave) -> Iterator[str]:
    """Serve every WebSocket with `behave` in a thread of its own; yield the address."""
    loop = asyncio.new_event_loop()

    async def handle(request: web.Request) -> web.WebSocketResponse:
        answer = web.WebSocketResponse(max_msg_size=2**20, autoping=True)
        await answer.prepare(request)
        await behave(answer)
        return answer

    async def serve() -> tuple[web.AppRunner, str]:
        app = web.Application()
        app.router.add_get("/{path:.*}", handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner, f"ws://127.0.0.1:{runner.addresses[0][1]}"

    runner, address = loop.run_until_complete(serve())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield address
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(PATIENCE_S)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


class Scripted:
    """Gets ready, takes the sound until `wanted` bytes are there, and answers; keeps what it was told."""

    def __init__(self, *answers: Any, wanted: int = SECONDS.samples.nbytes) -> None:
        self.options: dict[str, Any] = {}
        self.sound = b""
        self.last = b""
        self._answers = answers
        self._wanted = wanted

    async def __call__(self, client: web.WebSocketResponse) -> None:
        first = await client.receive()
        if first.type is not WSMsgType.TEXT:
            return
        self.options = json.loads(first.data)
        await client.send_json({"uid": "somebody else's", "message": "DISCONNECT"})
        await client.send_json({"uid": self.options["uid"], "message": "SERVER_READY", "backend": "faster_whisper"})
        while len(self.sound) < self._wanted:
            self.sound += await client.receive_bytes()
        for answer in self._answers:
            await self._say(client, answer)
        message = await client.receive()
        self.last = message.data if message.type is WSMsgType.BINARY else b""

    async def _say(self, client: web.WebSocketResponse, answer: Any) -> None:
        if isinstance(answer, bytes):
            await client.send_bytes(answer)
        elif isinstance(answer, str):
            await client.send_str(answer)
        elif answer is None:
            await client.close()
        else:
            await client.send_json({"uid": self.options["uid"], **answer})


def test_what_is_sent_is_the_whole_sound_with_its_options() -> None:
    server = Scripted({"language": "de", "language_prob": 0.8}, {"segments": [SEGMENT]}, wanted=19_200 * 4)
    samples = np.linspace(-1, 1, 8_000, dtype=np.float32)
    window = Window(samples=samples, hot_words=("Alice", "Bob"), task=SpeechTask.TRANSLATE)
    with websocket(server) as address:
        heard = create(spec(address, "large-v3")).transcribe(window)
    told = {name: server.options[name] for name in ("language", "task", "model", "use_vad", "hotwords")}
    assert told == {
        "language": None,
        "task": "translate",
        "model": "large-v3",
        "use_vad": False,
        "hotwords": "Alice Bob",
    }
    sound = np.frombuffer(server.sound, "<f4")
    assert len(sound) == 19_200  # the server looks at nothing shorter than a second
    assert np.array_equal(sound[:8_000], samples)
    assert not sound[8_000:].any()
    assert (heard.language, heard.language_probability) == ("de", 0.8)
    (segment,) = heard.segments
    assert (segment.text, segment.start_s, segment.end_s) == ("hi", 0.5, 0.5)
    assert segment.logprob == pytest.approx(-0.693, abs=0.001)
    assert segment.no_speech is None


def test_long_sound_is_cut_where_it_is_quiet_and_joined_again() -> None:
    loud = np.full(480_000, 0.3, np.float32)
    loud[230_000:234_000] = 0.0
    pieces = list(module._pieces(loud))
    assert [len(piece) for piece in pieces] == [pytest.approx(232_000, abs=2_000), pytest.approx(248_000, abs=2_000)]
    assert np.array_equal(np.concatenate(pieces), loud)
    with websocket(Scripted({"segments": [SEGMENT]}, wanted=4 * 200_000)) as address:
        heard = create(spec(address)).transcribe(Window(samples=loud, language="en"))
    first, second = heard.segments
    assert (first.start_s, first.words[0].end_s) == (0.5, 0.9)
    assert second.start_s == pytest.approx(0.5 + len(pieces[0]) / 16_000)
    assert second.words[0].end_s == pytest.approx(0.9 + len(pieces[0]) / 16_000)


def test_the_server_is_told_when_it_is_over() -> None:
    server = Scripted({"segments": [SEGMENT]})
    with websocket(server) as address:
        create(spec(address)).transcribe(SECONDS)
    assert server.last == b"END_OF_AUDIO"


def test_an_older_server_without_words_gets_probable_ones() -> None:
    plain = {"start": "0.500", "end": "1.500", "text": " good night alice", "completed": True}
    with websocket(Scripted({"segments": [plain, {"start": 1.5, "end": 1.6, "text": " "}]})) as address:
        (segment,) = create(spec(address)).transcribe(SECONDS).segments
    assert [word.text for word in segment.words] == ["good", "night", "alice"]
    assert (segment.start_s, segment.end_s, segment.logprob) == (0.5, 1.5, None)
    assert all(0.5 <= word.start_s < word.end_s <= 1.5 for word in segment.words)


def test_ten_thousand_words_are_kept_out_by_the_gates() -> None:
    babble = {"start": "0", "end": "2", "text": " ".join(f"word{number}" for number in range(10_000))}
    with websocket(Scripted({"segments": [babble]})) as address:
        (segment,) = create(spec(address)).transcribe(SECONDS).segments
    assert judge(segment) in {Drop.COMPRESSION, Drop.TOO_FAST}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("no JSON", "sent no JSON"),
        ("[" * 100_000, "sent no JSON"),
        ("[]", "sent no message"),
        (b"\x00\x01", "closed the connection"),
        (None, "closed the connection"),
        ("x" * 5_000_000, "closed the connection"),
        ({"status": "ERROR", "message": "secret words"}, "reports an error"),
        ({"message": "DISCONNECT"}, "ended the connection"),
        ({"segments": {}}, "sent no segments"),
        ({"segments": [7]}, "sent no segments"),
        ({"segments": [{"text": 7}]}, "sent no segments"),
        ({"segments": [{"text": "hi"}]}, "sent no times"),
        ({"segments": [SEGMENT | {"start": "nan"}]}, "sent no times"),
        ({"segments": [SEGMENT | {"end": "later"}]}, "sent no times"),
        ({"segments": [SEGMENT | {"words": [{"word": 7}]}]}, "sent no words"),
        ({"segments": [SEGMENT] * 2_000}, "sent no segments"),
        ({"segments": [SEGMENT | {"text": "a" * 250_000}]}, "sent too much text"),
    ],
)
def test_garbage_is_one_typed_error(answer: Any, reason: str, caplog: pytest.LogCaptureFixture) -> None:
    with websocket(Scripted(answer)) as address:
        engine = create(spec(address))
        with pytest.raises(EngineDownError, match=reason) as caught:
            engine.transcribe(SECONDS)
    assert "secret" not in caplog.text + str(caught.value)


def test_a_server_that_never_gets_ready_costs_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(client: web.WebSocketResponse) -> None:
        async for _ in client:
            pass

    monkeypatch.setattr(remote, "ANSWER_TIMEOUT_S", 0.3)
    monkeypatch.setattr(remote, "ANSWER_TIMEOUT_PER_S", 0.1)
    with websocket(hang) as address:
        engine = create(spec(address))
        began_s = time.monotonic()
        with pytest.raises(EngineDownError, match="does not answer"):
            engine.transcribe(SECONDS)
    assert time.monotonic() - began_s < SOON_S


def test_a_server_that_hears_nothing_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE_S", 0.3)
    with websocket(Scripted()) as address:
        assert create(spec(address)).transcribe(SECONDS).segments == ()


def test_another_protocol_is_told() -> None:
    def greet(_source: BinaryIO, sink: BinaryIO) -> None:
        sink.write(b"SSH-2.0-OpenSSH\r\n")

    with misbehaving(greet) as address, pytest.raises(EngineDownError, match="cannot be reached"):
        create(spec(address.replace("tcp", "ws")))


def test_nobody_there_is_told_at_once() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(EngineDownError, match="cannot be reached: start it"):
            create(spec(f"ws://127.0.0.1:{held.getsockname()[1]}"))


def test_what_is_no_address_is_told() -> None:
    with pytest.raises(UnavailableError, match="address cannot be used: write the address as ws"):
        create(spec("tcp://a:1"))
