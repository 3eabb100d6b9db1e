"""Offers the speech engine to Home Assistant's Assist, and to any other client of the Wyoming protocol.

It knows nothing of the cameras: a client sends sound and gets its text. The protocol has no password.
"""

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info
from wyoming.ping import Ping, Pong

from wallflower import __version__
from wallflower.errors import UnavailableError
from wallflower.speech.engine import Heard, Window
from wallflower.speech.gates import judge
from wallflower.speech.pcm import PcmFormat, to_samples
from wallflower.speech.sound import RATE_HZ
from wallflower.speech.wyoming_link import MOST_LINE_BYTES, Link, ProtocolError, hang_up
from wallflower.wire import Engine

NAME = "TheWallflower"
LONGEST_S = 30.0
LEAST_SAMPLES = RATE_HZ // 10
MOST_CLIENTS = 32
IDLE_TIMEOUT_S = 60.0
MOST_HOT_WORDS, LONGEST_HOT_WORD = 40, 60
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)

_LOGGER = logging.getLogger(__name__)


class Hearing(Protocol):
    """What transcribes; `speech.assist.Assist` does."""

    @property
    def status(self) -> Engine:
        """Whether it can, and with which model."""
        ...

    async def transcribe_now(self, window: Window) -> Heard:
        """Return what is said, or raise `UnavailableError`."""
        ...


class WyomingServer:
    """Listens for clients until cancelled."""

    def __init__(self, hearing: Hearing, languages: Callable[[], tuple[str, ...]], place: tuple[str, int]) -> None:
        """Serve at this host and port; `languages`, which may block, are those of the model in use."""
        self._hearing = hearing
        self._languages = languages
        self._place = place
        self._clients: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serve; raise `UnavailableError` when the port cannot be had."""
        host, port = self._place
        try:
            server = await asyncio.start_server(self._serve, host, port, limit=MOST_LINE_BYTES)
        except OSError as error:
            message = f"the port {port} for Assist cannot be used ({error.strerror}): choose another `wyoming_port`"
            raise UnavailableError(message) from error
        _LOGGER.info("Assist can use the speech engine at port %d", port)
        try:
            async with server:
                await server.serve_forever()
        finally:
            for client in self._clients:
                client.cancel()
            await asyncio.gather(*self._clients, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._clients) >= MOST_CLIENTS:
            writer.transport.abort()
            return
        self._clients.add(task)
        link = Link(reader, writer)
        try:
            await self._talk(link)
        except (ProtocolError, OSError) as error:
            _LOGGER.debug("a client of Assist ended (%s)", type(error).__name__)
        finally:
            self._clients.discard(task)
            await hang_up(writer)

    async def _talk(self, link: Link) -> None:
        request = _Request()
        while True:
            async with asyncio.timeout(IDLE_TIMEOUT_S):
                event = await link.receive()
            if event is None:
                return
            if Describe.is_type(event.type):
                await link.send(await self._describe())
            elif Ping.is_type(event.type):
                await link.send(Pong(text=_text(event.data.get("text"))))
            elif Transcribe.is_type(event.type):
                request = _begun(event)
            elif AudioStart.is_type(event.type):
                request.sound = bytearray()
            elif AudioChunk.is_type(event.type):
                request.add(event)
            elif AudioStop.is_type(event.type):
                await link.send(request.trouble or await self._answer(request))
                request = _Request()

    async def _answer(self, request: _Request) -> Transcript | Error:
        if request.form is None:
            return Transcript(text="")
        samples = await asyncio.to_thread(to_samples, bytes(request.sound), request.form)
        if len(samples) < LEAST_SAMPLES:
            return Transcript(text="")
        window = Window(samples=samples, language=request.language, hot_words=request.hot_words)
        try:
            heard = await self._hearing.transcribe_now(window)
        except (UnavailableError, TimeoutError) as error:
            message = error.message if isinstance(error, UnavailableError) else "the speech engine took too long"
            return Error(text=message, code="unavailable")
        text = " ".join(segment.text for segment in heard.segments if judge(segment) is None)
        return Transcript(text=text, language=heard.language)

    async def _describe(self) -> Info:
        status = self._hearing.status
        nobody = Attribution(name=NAME, url="")
        languages = await asyncio.to_thread(self._languages) if status.usable else ()
        model = AsrModel(
            name=status.model or status.name,
            description=None,
            attribution=nobody,
            installed=status.usable,
            version=None,
            languages=list(languages),
        )
        program = AsrProgram(
            name=NAME,
            description="Speech-to-text on this machine",
            attribution=nobody,
            installed=status.usable,
            version=__version__,
            models=[model],
        )
        return Info(asr=[program])


@dataclass(slots=True)
class _Request:
    """What a client has said of one command so far."""

    language: str | None = None
    hot_words: tuple[str, ...] = ()
    form: PcmFormat | None = None
    sound: bytearray = field(default_factory=bytearray, repr=False)
    trouble: Error | None = None

    def add(self, event: Event) -> None:
        """Take a piece of sound. What is wrong with it is told when all is sent: before, no client reads."""
        if self.trouble is None and (trouble := self._take(event)) is not None:
            self.trouble = trouble
            self.sound.clear()

    def _take(self, event: Event) -> Error | None:
        told = [event.data.get(name, 0) for name in ("rate", "width", "channels")]
        if not all(isinstance(number, int) for number in told):
            raise ProtocolError("a format that is no numbers")
        try:
            form = PcmFormat(*told)
        except ValueError as error:
            return Error(text=f"the sound cannot be used: {error}", code="format")
        if self.sound and form != self.form:
            return Error(text="the sound cannot be used: its format changes", code="format")
        self.form = form
        self.sound += event.payload or b""
        if len(self.sound) > LONGEST_S * form.bytes_per_s:
            return Error(text=f"the sound is longer than {LONGEST_S:g} s: speak shorter commands", code="too-long")
        return None


def _begun(event: Event) -> _Request:
    told = _LANGUAGE.fullmatch(_text(event.data.get("language")) or "")
    words = [
        word
        for key in ("transcript_names", "transcript_terms")
        for word in _list(event.data.get(key))
        if isinstance(word, str) and len(word) <= LONGEST_HOT_WORD
    ]
    return _Request(language=told[1].lower() if told else None, hot_words=tuple(words[:MOST_HOT_WORDS]))


def _text(told: Any) -> str | None:
    return told if isinstance(told, str) else None


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []
