"""The engine of somebody else: a WhisperLive server, over its WebSocket.

The protocol is a live stream's, and has no word for "that was all": the server transcribes again and again what it was
sent and has not settled. Here it is sent a whole utterance at once, so that one of its first answers is about all of
it; the connection then ends, before it goes on to make text of the silence that follows. Its voice activity detection
and its no-speech gate are off: the gate holds speech back behind a silent segment. It says nothing of silence.
"""

import asyncio
import uuid
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType

from wallflower.server_address import WHISPER_LIVE_SCHEMES, ServerAddress
from wallflower.speech.engine import EngineSpec, Heard, Window
from wallflower.speech.remote import (
    CLOSE_TIMEOUT_S,
    CONNECT_TIMEOUT_S,
    AnswerError,
    RemoteEngine,
    answer_timeout_s,
    place_of,
)
from wallflower.speech.sound import RATE_HZ
from wallflower.speech.whisper_live_answer import read_message, read_segments

KIND = "WhisperLive"
# The server says nothing when it hears nothing; its own client waits as long. One that needs longer for an utterance is
# of no use for live speech.
SILENCE_S = 15.0
DEFAULT_MODEL = "small"  # as in WhisperLive's own client
# Its WebSocket refuses messages above 1 MiB: 16 s of float32.
MOST_MESSAGE_BYTES = 1_000_000
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
                autoping=False,  # its pong tells that it has received all
            )

    async def _transcribe(self, window: Window) -> Heard:
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
            message = await self._next()
            if message is not None and message.get("message") == READY:
                return

    async def hear(self) -> Heard:
        """Send the sound and return what the server makes of all of it."""
        # A single message is heard as a whole. Of several, the first answer may have been begun too early.
        answers_needed = 1 if await self._send() == 1 else 2
        told: Any = []
        try:
            while answers_needed:
                async with asyncio.timeout(SILENCE_S):
                    message = await self._next()
                if message is not None and "segments" in message:
                    told = message["segments"]
                    answers_needed -= 1
        except TimeoutError:
            pass  # it heard nothing, or nothing more
        segments = read_segments(told, self._window.samples)
        return Heard(language=self._language, language_probability=self._language_probability, segments=segments)

    async def _send(self) -> int:
        """Send the sound and wait until it was received; return in how many messages."""
        samples = self._window.samples
        padding = bytes(4 * max(0, LEAST_SAMPLES - len(samples)))
        sound = samples.astype("<f4").tobytes() + padding
        pieces = [sound[start : start + MOST_MESSAGE_BYTES] for start in range(0, len(sound), MOST_MESSAGE_BYTES)]
        for piece in pieces:
            await self._socket.send_bytes(piece)
        if len(pieces) > 1:
            await self._socket.ping()
            while await self._next() is not None:
                continue
        return len(pieces)

    async def _next(self) -> dict[str, Any] | None:
        """Return the next message that is for this talk, None for a pong; raise `AnswerError` for one that ends it."""
        while True:
            received = await self._socket.receive()
            if received.type is WSMsgType.PONG:
                return None
            if received.type is WSMsgType.PING:
                await self._socket.pong(received.data)
                continue
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


def create(spec: EngineSpec) -> WhisperLiveEngine:
    """Connect to the server at `spec.place`."""
    return WhisperLiveEngine(place_of(KIND, spec.place, WHISPER_LIVE_SCHEMES), spec.model)
