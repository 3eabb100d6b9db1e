"""The Wyoming client, against the real server of Home Assistant's Whisper add-on and against ones that misbehave."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from wyoming.asr import Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.error import Error
from wyoming.event import Event

from tests.support.sound import Speaker, room
from tests.support.speech_servers import answering, misbehaving, offering, wyoming_faster_whisper
from tests.support.waiting import PATIENCE_S, SOON_S
from wallflower.demo.model import known_sentences
from wallflower.errors import EngineDownError, UnavailableError
from wallflower.server_address import parse_server_address
from wallflower.speech import remote, worker, wyoming_link
from wallflower.speech import wyoming_engine as module
from wallflower.speech.engine import EngineSpec, Window
from wallflower.speech.gates import Drop, judge, plain_words
from wallflower.speech.host import EngineHost
from wallflower.speech.sources import SourceSettings, make_source
from wallflower.speech.wyoming_engine import WyomingEngine, create
from wallflower.wire_options import SpeechTask
from wallflower.workers.executor import EnginePool

SENTENCES = (("the front door is open", "slt"), ("there is a dog in the garden", "rms"), ("call the police", "slt"))
SECOND = Window(samples=np.full(16_000, 0.1, np.float32), language="en")


def spec(address: str, model: str = "") -> EngineSpec:
    return EngineSpec(engine="wyoming", place=address, model=model)


@pytest.fixture(scope="module")
def server(mini_whisper: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with wyoming_faster_whisper(mini_whisper, tmp_path_factory.mktemp("wyoming")) as address:
        yield address


@pytest.mark.slow
def test_the_real_server_hears_the_words_and_they_lie_on_the_speech(
    server: str, speaker: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    engine = create(spec(server))
    assert "en" in engine.offer.languages
    assert len(engine.offer.models) == 1
    for sentence, voice in SENTENCES:
        assert sentence in known_sentences()["en"]
        speech = speaker.say(sentence, voice)
        heard = engine.transcribe(Window(samples=room(0.5, speech, 0.7), language="en"))
        (segment,) = heard.segments
        assert plain_words(segment.text) == sentence.split()
        assert (heard.language, heard.language_probability, segment.logprob, segment.no_speech) == ("en",) + (None,) * 3
        assert judge(segment) is None
        assert [word.text for word in segment.words] == segment.text.split()
        assert all(word.probability is None for word in segment.words)
        assert 0.4 <= segment.start_s < segment.end_s <= 0.7 + len(speech) / 16_000
        assert sentence not in caplog.text


@pytest.mark.slow
async def test_it_runs_in_the_executors_child(server: str, speaker: Speaker) -> None:
    description = spec(server)
    pool = EnginePool(worker.load, (description,), "speech wyoming")
    sentence, voice = SENTENCES[0]
    window = Window(samples=room(0.3, speaker.say(sentence, voice), 0.3), language="en")
    heard = await pool.run(worker.transcribe, description, window, timeout_s=60)
    assert plain_words(heard.segments[0].text) == sentence.split()
    await pool.close()


@pytest.mark.slow
async def test_a_host_uses_it_while_it_is_there_and_tells_why_not(
    mini_whisper: Path, tmp_path: Path, speaker: Speaker
) -> None:
    def host_for(address: str) -> EngineHost:
        settings = SourceSettings(models_directory=tmp_path, addresses={"wyoming": address})
        return EngineHost("wyoming", make_source(settings, "wyoming", None), EnginePool)

    with wyoming_faster_whisper(mini_whisper, tmp_path) as address:
        host = host_for(address)
        assert await host.is_ready()
        heard = await host.transcribe(Window(samples=room(0.3, speaker.say(*SENTENCES[0]), 0.3), language="en"), 60)
        assert plain_words(heard.segments[0].text) == SENTENCES[0][0].split()
    with pytest.raises(EngineDownError):
        await host.transcribe(SECOND, 60)
    await host.close()
    gone = host_for(address)
    assert not await gone.is_ready()
    assert "cannot be reached: start it" in (gone.status.reason or "")
    await gone.close()


@pytest.mark.slow
def test_a_server_that_is_killed_and_comes_back(mini_whisper: Path, tmp_path: Path, speaker: Speaker) -> None:
    window = Window(samples=room(0.3, speaker.say(*SENTENCES[0]), 0.3), language="en")
    with wyoming_faster_whisper(mini_whisper, tmp_path, "::1") as address:
        engine = create(spec(address))
        assert engine.transcribe(window).segments
    with pytest.raises(EngineDownError, match="cannot be reached: start it"):
        engine.transcribe(window)


def test_what_is_sent_is_the_sound_with_language_names_and_model() -> None:
    said: list[Event] = []
    behave = answering(
        Transcript(text=" Hi  there ").event(), info=offering("base", languages=("en", "de")), heard=said
    )
    samples = np.linspace(-1, 1, 12_345, dtype=np.float32)
    with misbehaving(behave) as address:
        engine = create(spec(address, "base"))
        heard = engine.transcribe(Window(samples=samples, language="de", hot_words=("Alice", "Bob")))
        engine.transcribe(Window(samples=samples, language="xx"))
    assert (heard.language, heard.segments[0].text) == ("de", "Hi there")
    describe, transcribe, start, *chunks, stop = said[: said.index(next(e for e in said if e.type == "audio-stop")) + 1]
    assert describe.type == "describe"
    assert transcribe.data == {"name": "base", "language": "de", "transcript_names": ["Alice", "Bob"]}
    assert start.data == {"rate": 16_000, "width": 2, "channels": 1, "timestamp": 0}
    sent = np.frombuffer(b"".join(chunk.payload or b"" for chunk in chunks), "<i2")
    assert np.abs(sent - np.round(samples * 32767)).max() <= 1
    assert stop.data == {"timestamp": 771}
    assert [event.data for event in said if event.type == "transcribe"][1] == {"name": "base"}


@pytest.mark.parametrize(
    "answers",
    [
        (Transcript(text="good night alice", language="en").event(),),
        (
            TranscriptStart(language="en").event(),
            TranscriptChunk(text="good ").event(),
            TranscriptChunk(text="night alice").event(),
            Transcript(text="good night alice").event(),
            TranscriptStop().event(),
        ),
        (
            TranscriptStart(language="en").event(),
            TranscriptChunk(text="good night").event(),
            Event("voice-stopped", {"timestamp": 3}),
            TranscriptChunk(text=" alice").event(),
            TranscriptStop().event(),
        ),
    ],
    ids=["whole", "streamed", "streamed only"],
)
def test_transcripts_come_whole_or_in_pieces(answers: tuple[Event, ...]) -> None:
    with misbehaving(answering(*answers)) as address:
        heard = create(spec(address)).transcribe(Window(samples=SECOND.samples))
    assert (heard.segments[0].text, heard.language) == ("good night alice", "en")


@pytest.mark.parametrize("text", ["", "   \n"])
def test_no_words_are_no_segment(text: str) -> None:
    with misbehaving(answering(Transcript(text=text).event())) as address:
        assert create(spec(address)).transcribe(SECOND).segments == ()


def test_ten_thousand_words_are_kept_out_by_the_gates() -> None:
    babble = " ".join(f"word{number}" for number in range(10_000))
    with misbehaving(answering(Transcript(text=babble).event())) as address:
        (segment,) = create(spec(address)).transcribe(SECOND).segments
    assert judge(segment) in {Drop.COMPRESSION, Drop.TOO_FAST}
    assert all(0 <= word.start_s <= word.end_s <= 1.0 for word in segment.words)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x00\xff\xfe" * 400 + b"\n",
        b"x" * 200_000,
        b"[]\n",
        b"7\n",
        b'{"type": 7}\n',
        b'{"data": {}}\n',
        b'{"type": "transcript"}\n',
        b'{"type": "transcript", "data": []}\n',
        b'{"type": "transcript", "data": {"text": null}}\n',
        b'{"type": "transcript", "data_length": "many"}\n',
        b'{"type": "transcript", "data_length": 50}\n{"text": "cut',
        b"[" * 60_000 + b"\n",
        b'{"type": "noise"}\n' * 25_000,
        Transcript(text="a" * 250_000).event(),
        TranscriptStart().event(),
        Error(text="secret words that were said").event(),
        b"",
    ],
)
def test_garbage_is_one_typed_error(answer: Event | bytes, caplog: pytest.LogCaptureFixture) -> None:
    with misbehaving(answering(answer)) as address:
        engine = create(spec(address))
        with pytest.raises(EngineDownError, match="does not speak the Wyoming protocol") as caught:
            engine.transcribe(SECOND)
    assert "secret" not in caplog.text + str(caught.value)


@pytest.mark.parametrize(
    "info",
    [b'{"type": "info", "data": {"asr": [7]}}\n', b'{"type": "info", "data": {"tts": []}}\n', b"SSH-2.0-OpenSSH\r\n"],
    ids=["broken", "no speech-to-text", "another protocol"],
)
def test_what_is_no_speech_to_text_server_is_refused_at_once(info: bytes) -> None:
    with misbehaving(answering(info=info)) as address, pytest.raises(EngineDownError, match="Wyoming protocol"):
        create(spec(address))


def test_a_model_that_the_server_does_not_offer_is_named() -> None:
    with (
        misbehaving(answering(info=offering("base"))) as address,
        pytest.raises(EngineDownError, match="no such model"),
    ):
        create(spec(address, "large"))


def test_a_server_that_hangs_costs_its_deadline_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DESCRIBE_TIMEOUT_S", 0.5)

    def hang(source: BinaryIO, _sink: BinaryIO) -> None:
        while source.read(1):
            pass

    began_s = time.monotonic()
    with misbehaving(hang) as address, pytest.raises(EngineDownError, match="does not answer"):
        create(spec(address))
    assert 0.4 < time.monotonic() - began_s < SOON_S


@pytest.mark.parametrize("kind", [b"data_length", b"payload_length"])
def test_a_server_that_announces_gigabytes_is_not_listened_to(kind: bytes) -> None:
    def boast(source: BinaryIO, sink: BinaryIO) -> None:
        answering(b'{"type": "transcript", "%s": 9000000000}\n' % kind)(source, sink)
        while source.read(1):
            pass

    with misbehaving(boast) as address:
        engine = create(spec(address))
        with pytest.raises(EngineDownError, match="Wyoming protocol"):
            engine.transcribe(SECOND)


def test_a_server_that_reads_nothing_costs_its_deadline_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "ANSWER_TIMEOUT_S", 0.4)
    monkeypatch.setattr(remote, "ANSWER_TIMEOUT_PER_S", 0.01)
    reading, over = answering(), threading.Event()

    def deaf(source: BinaryIO, sink: BinaryIO) -> None:
        if source.peek(1)[:200].find(b"describe") >= 0:  # type: ignore[attr-defined]
            reading(source, sink)
        else:
            over.wait(2 * PATIENCE_S)

    with misbehaving(deaf) as address:
        engine = create(spec(address))
        began_s = time.monotonic()
        with pytest.raises(EngineDownError, match="does not answer"):
            engine.transcribe(Window(samples=np.zeros(16_000 * 30, np.float32)))
        assert time.monotonic() - began_s < SOON_S
        over.set()


def test_a_server_that_closes_in_the_middle_of_the_sound() -> None:
    def leave(source: BinaryIO, sink: BinaryIO) -> None:
        if b"describe" in source.peek(1)[:200]:  # type: ignore[attr-defined]
            answering()(source, sink)
        source.read(5_000)

    with misbehaving(leave) as address:
        engine = create(spec(address))
        with pytest.raises(EngineDownError):
            engine.transcribe(Window(samples=np.zeros(16_000 * 30, np.float32)))


def test_nobody_there_is_told_at_once() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(EngineDownError, match="cannot be reached: start it"):
            create(spec(f"tcp://127.0.0.1:{held.getsockname()[1]}"))


def test_a_host_that_swallows_connections_costs_the_connection_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wyoming_link, "CONNECT_TIMEOUT_S", 0.0)
    with misbehaving(answering()) as address, pytest.raises(EngineDownError, match="does not answer"):
        create(spec(address))


@pytest.mark.parametrize("address", ["", "http://a:1", "tcp://a", "stdio://"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(UnavailableError, match="address cannot be used"):
        create(spec(address))


def test_translation_is_left_to_others() -> None:
    with misbehaving(answering()) as address, pytest.raises(UnavailableError, match="does not translate") as caught:
        WyomingEngine(parse_server_address(address, ("tcp",))).transcribe(
            Window(samples=SECOND.samples, task=SpeechTask.TRANSLATE)
        )
    assert not isinstance(caught.value, EngineDownError)
