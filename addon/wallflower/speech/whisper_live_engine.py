"""The engine of somebody else: a WhisperLive server, over its WebSocket.

The protocol is a live stream's, and has no word for "that was all": the server transcribes again and again what it was
sent and has not settled. Here it is sent a whole utterance at once, so that one of its first answers is about all of
it; the connection then ends, before it goes on to make text of the silence that follows. Its voice activity detection
and its no-speech gate are off: the gate holds speech back behind a silent segment. It says nothing of silence.
"""

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
from aiohttp import ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType

from wallflower.server_address import WHISPER_LIVE_SCHEMES, ServerAddress
from wallflower.speech.engine import EngineSpec, Heard, HeardSegment, Window
from wallflower.speech.remote import (
    CLOSE_TIMEOUT_S,
    CONNECT_TIMEOUT_S,
    AnswerError,
    RemoteEngine,
    answer_timeout_s,
    place_of,
)
from wallflower.speech.sound import RATE_HZ, Samples
from wallflower.speech.whisper_live_answer import read_message, read_segments

KIND = "WhisperLive"
# The server says nothing when it hears nothing. One that needs longer for an utterance is of no use for live speech.
SILENCE_S = 30.0
DEFAULT_MODEL = "small"  # as in WhisperLive's own client
# Its WebSocket refuses messages above 1 MiB: 16 s of float32. Of several messages it may have heard only the first when
# it answers, so longer sound is cut where it is quietest.
MOST_MESSAGE_SAMPLES = 250_000
CUT_FROM = 200_000
QUIET = RATE_HZ // 10
# It looks at nothing shorter than a second.
LEAST_SAMPLES = RATE_HZ * 6 // 5
MOST_ANSWER_BYTES = 4_000_000
END = b"END_OF_AUDIO"
READY = "SERVER_READY"


class WhisperLiveEngine(RemoteEngine):
    """A connection for each window."""

    def __init__(self, address: ServerAddress, model: str = "") -> None:
        """See whether there is a WebSocket; raise `EngineDownError` when not."""
        super().__init__(KIND, address)
        self._model = model or DEFAULT_MODEL
        self._ask(self._knock(), CONNECT_TIMEOUT_S + CLOSE_TIMEOUT_S)

    def transcribe(self, window: Window) -> Heard:
        """Return what is said, or its English translation; raise `EngineDownError` when the server fails."""
        return self._ask(self._transcribe(window), answer_timeout_s(window))

    async def _knock(self) -> None:
        async with ClientSession() as session, await self._connect(session):
            return

    async def _connect(self, session: ClientSession) -> ClientWebSocketResponse:
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            return await session.ws_connect(
                self._address.url,
                timeout=ClientWSTimeout(ws_close=CLOSE_TIMEOUT_S),
                max_msg_size=MOST_ANSWER_BYTES,
            )

    async def _transcribe(self, window: Window) -> Heard:
        segments: list[HeardSegment] = []
        heard = Heard(language=window.language)
        start_s = 0.0
        for samples in _pieces(window.samples):
            heard = await self._transcribe_piece(replace(window, samples=samples))
            segments += (_later(segment, start_s) for segment in heard.segments)
            start_s += len(samples) / RATE_HZ
        return replace(heard, segments=tuple(segments))

    async def _transcribe_piece(self, window: Window) -> Heard:
        async with ClientSession() as session, await self._connect(session) as socket:
            talk = _Talk(socket, window)
            await talk.begin(self._model)
            heard = await talk.hear()
            await socket.send_bytes(END)
            return heard


class _Talk:
    """One window's exchange."""

    def __init__(self, socket: ClientWebSocketResponse, window: Window) -> None:
        self._socket = socket
        self._window = window
        self._id = str(uuid.uuid4())
        self._language: str | None = window.language
        self._language_probability: float | None = None

    async def begin(self, model: str) -> None:
        """Introduce the window and wait until the server is ready for it."""
        await self._socket.send_json(
            {
                "uid": self._id,
                "language": self._window.language,
                "task": self._window.task.value,
                "model": model,
                "use_vad": False,
                "no_speech_thresh": 1.0,
                "send_last_n_segments": 500,
                "word_timestamps": True,
                "hotwords": " ".join(self._window.hot_words) or None,
            }
        )
        while True:
            if (await self._next()).get("message") == READY:
                return

    async def hear(self) -> Heard:
        """Send the sound and return what the server makes of it."""
        samples = self._window.samples
        padding = bytes(4 * max(0, LEAST_SAMPLES - len(samples)))
        await self._socket.send_bytes(samples.astype("<f4").tobytes() + padding)
        told: Any = []
        # Without an answer it heard nothing.
        with suppress(TimeoutError):
            async with asyncio.timeout(SILENCE_S):
                while "segments" not in (message := await self._next()):
                    continue
                told = message["segments"]
        segments = read_segments(told, samples)
        return Heard(language=self._language, language_probability=self._language_probability, segments=segments)

    async def _next(self) -> dict[str, Any]:
        """Return the next message that is for this talk; raise `AnswerError` for one that ends it."""
        while True:
            received = await self._socket.receive()
            if received.type is not WSMsgType.TEXT:
                raise AnswerError("closed the connection")
            message = read_message(received.data)
            if message.get("uid") == self._id:
                self._learn(message)
                return message

    def _learn(self, message: dict[str, Any]) -> None:
        match message:
            case {"status": "WAIT"}:
                raise AnswerError("is full: give it room for more clients")
            case {"status": "ERROR"}:
                raise AnswerError("reports an error: see its log")
            case {"message": "DISCONNECT"}:
                raise AnswerError("ended the connection for its length")
            case {"language": str(language), "language_prob": float(probability)}:
                self._language, self._language_probability = language, probability
            case _:
                return


def _pieces(samples: Samples) -> Iterator[Samples]:
    """Cut sound that is too long for a message where it is quietest."""
    while len(samples) > MOST_MESSAGE_SAMPLES:
        near = samples[CUT_FROM:MOST_MESSAGE_SAMPLES]
        powers = np.square(near[: len(near) // QUIET * QUIET]).reshape(-1, QUIET).mean(axis=1)
        end = CUT_FROM + int(powers.argmin()) * QUIET + QUIET // 2
        yield samples[:end]
        samples = samples[end:]
    yield samples


def _later(segment: HeardSegment, by_s: float) -> HeardSegment:
    words = tuple(replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in segment.words)
    return replace(segment, start_s=segment.start_s + by_s, end_s=segment.end_s + by_s, words=words)


def create(spec: EngineSpec) -> WhisperLiveEngine:
    """Connect to the server at `spec.place`."""
    return WhisperLiveEngine(place_of(KIND, spec.place, WHISPER_LIVE_SCHEMES), spec.model)
