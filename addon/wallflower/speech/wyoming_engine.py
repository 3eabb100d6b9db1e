"""The engine of somebody else: any Wyoming speech-to-text server, such as Home Assistant's Whisper add-on.

It answers with bare text: words get probable times, and nothing is known of its confidence.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe, Info

from wallflower.errors import EngineDownError, UnavailableError
from wallflower.server_address import WYOMING_SCHEMES, ServerAddress
from wallflower.speech.engine import EngineSpec, Heard, Window
from wallflower.speech.inference import from_text
from wallflower.speech.remote import AnswerError, RemoteEngine, answer_timeout_s, place_of
from wallflower.speech.sound import RATE_HZ, to_pcm
from wallflower.speech.wyoming_link import Link, ProtocolError, connect
from wallflower.wire_options import SpeechTask

KIND = "Wyoming"
DESCRIBE_TIMEOUT_S = 10.0
CHUNK = RATE_HZ // 4
WIDTH = 2
MOST_CHARACTERS = 200_000
MOST_EVENTS = 20_000


@dataclass(frozen=True, slots=True)
class Offer:
    """What a server says of itself: names of installed models, and their languages; none where it tells none."""

    models: tuple[str, ...]
    languages: frozenset[str]


class WyomingEngine(RemoteEngine):
    """A connection for each window."""

    def __init__(self, address: ServerAddress, model: str = "") -> None:
        """Ask the server what it offers; raise `EngineDownError` when nobody is there, or no speech-to-text."""
        super().__init__(KIND, address)
        self._model = model
        self._offer = self._ask(self._describe(), DESCRIBE_TIMEOUT_S)
        if model and model not in self._offer.models:
            raise EngineDownError(f"the Wyoming server {address.url} has no such model: choose one that it offers")

    @property
    def offer(self) -> Offer:
        """What the server said of itself."""
        return self._offer

    def transcribe(self, window: Window) -> Heard:
        """Return what is said; `EngineDownError` when the server fails, `UnavailableError` for what it cannot do."""
        if window.task is not SpeechTask.TRANSCRIBE:
            raise UnavailableError("a Wyoming server does not translate: choose another engine for this camera")
        return self._ask(self._transcribe(window), answer_timeout_s(window))

    async def _describe(self) -> Offer:
        async with self._link() as link:
            await link.send(Describe())
            async for event in _events(link):
                if Info.is_type(event.type):
                    return _offer(event)
        raise ProtocolError("no answer")

    async def _transcribe(self, window: Window) -> Heard:
        language = self._language(window.language)
        async with self._link() as link:
            await self._send(link, window, language)
            text, told = await _hear(link)
        segment = from_text(text, window.samples)
        return Heard(language=told or language, segments=(segment,) if segment else ())

    @asynccontextmanager
    async def _link(self) -> AsyncIterator[Link]:
        try:
            async with connect(self._address) as link:
                yield link
        except ProtocolError as error:
            raise AnswerError("does not speak the Wyoming protocol to the end: see its log") from error

    def _language(self, wanted: str | None) -> str | None:
        """Return the language to ask for: one the server does not list is left to it."""
        languages = self._offer.languages
        return wanted if not languages or wanted in languages else None

    async def _send(self, link: Link, window: Window, language: str | None) -> None:
        names = list(window.hot_words) or None
        await link.send(Transcribe(name=self._model or None, language=language, transcript_names=names))
        await link.send(AudioStart(rate=RATE_HZ, width=WIDTH, channels=1, timestamp=0))
        pcm = to_pcm(window.samples)
        for start in range(0, len(pcm), CHUNK):
            audio = pcm[start : start + CHUNK].tobytes()
            at_ms = start * 1000 // RATE_HZ
            await link.send(AudioChunk(rate=RATE_HZ, width=WIDTH, channels=1, audio=audio, timestamp=at_ms))
        await link.send(AudioStop(timestamp=len(pcm) * 1000 // RATE_HZ))


def create(spec: EngineSpec) -> WyomingEngine:
    """Connect to the server at `spec.place`."""
    return WyomingEngine(place_of(KIND, spec.place, WYOMING_SCHEMES), spec.model)


async def _events(link: Link) -> AsyncIterator[Event]:
    """Yield what the server says; raise `ProtocolError` when it ends, reports its own error or goes on forever."""
    for _ in range(MOST_EVENTS):
        event = await link.receive()
        if event is None or Error.is_type(event.type):
            raise ProtocolError("it ended" if event is None else "its own error")
        yield event
    raise ProtocolError("too many events")


async def _hear(link: Link) -> tuple[str, str | None]:
    """Return text and language: the transcript, or the pieces of a server that only streams them."""
    pieces: list[str] = []
    length = 0
    language: str | None = None
    async for event in _events(link):
        if TranscriptStart.is_type(event.type):
            language = _text(event, "language")
        elif TranscriptChunk.is_type(event.type):
            pieces.append(_text(event, "text") or "")
            length += len(pieces[-1])
        elif Transcript.is_type(event.type):
            text = _text(event, "text")
            if text is None or len(text) > MOST_CHARACTERS:
                break
            return text, _text(event, "language") or language
        elif TranscriptStop.is_type(event.type):
            return "".join(pieces), language
        if length > MOST_CHARACTERS:
            break
    raise ProtocolError("no transcript")


def _text(event: Event, key: str) -> str | None:
    value = event.data.get(key)
    return value if isinstance(value, str) else None


def _offer(event: Event) -> Offer:
    try:
        programs = Info.from_event(event).asr
        models = [model for program in programs if program.installed for model in program.models if model.installed]
        names = tuple(str(model.name) for model in models)
        languages = frozenset(str(language) for model in models for language in model.languages)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProtocolError("no such description") from error
    if not programs:
        raise ProtocolError("no speech-to-text")
    return Offer(names, languages)
