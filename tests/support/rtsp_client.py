"""A bare RTSP client that shows every byte: for what PyAV and ffprobe hide."""

import asyncio
import base64
import hashlib
import re
import socket
from dataclasses import dataclass
from typing import Self

from tests.support.waiting import PATIENCE_S


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str

    @property
    def session(self) -> str:
        return self.headers["session"].partition(";")[0]


class RtspClient:
    """One connection; interleaved packets that arrive between answers are kept in `packets` as (channel, data)."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, base: str) -> None:
        self.reader = reader
        self.writer = writer
        self.base = base
        self.packets: list[tuple[int, bytes]] = []
        self._sequence = 0

    @classmethod
    async def connect(
        cls, port: int, path: str = "door", host: str = "127.0.0.1", limit: int = 1 << 16, buffer_bytes: int = 0
    ) -> Self:
        """Connect; what arrives unread fills `limit` and the system's buffer, which `buffer_bytes` makes smaller."""
        connection = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        if buffer_bytes:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        connection.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(connection, (host, port))
        except OSError:
            connection.close()
            raise
        reader, writer = await asyncio.open_connection(sock=connection, limit=limit)
        address = f"[{host}]" if ":" in host else host
        return cls(reader, writer, f"rtsp://{address}:{port}/{path}")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.writer.transport.abort()

    async def ask(self, method: str, suffix: str = "", **headers: str) -> Answer:
        self._sequence += 1
        lines = [f"{method} {self.base}{suffix} RTSP/1.0", f"CSeq: {self._sequence}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return await self.send("\r\n".join(lines) + "\r\n\r\n")

    async def send(self, text: str) -> Answer:
        self.writer.write(text.encode())
        return await self.answer()

    async def answer(self) -> Answer:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                first = await self.reader.readexactly(1)
                if first != b"$":
                    return await self._rest_of_answer(first)
                self.packets.append(await self._packet())

    async def packet(self) -> tuple[int, bytes]:
        async with asyncio.timeout(PATIENCE_S):
            if self.packets:
                return self.packets.pop(0)
            assert await self.reader.readexactly(1) == b"$"
            return await self._packet()

    async def play_tcp(self, tracks: int = 1, session: str = "") -> None:
        for index in range(tracks):
            extra = {"Session": session} if session else {}
            answer = await self.ask("SETUP", f"/track{index}", Transport="RTP/AVP/TCP;unicast", **extra)
            assert answer.status == 200
            session = answer.session
        assert (await self.ask("PLAY", Session=session)).status == 200

    async def _packet(self) -> tuple[int, bytes]:
        header = await self.reader.readexactly(3)
        return header[0], await self.reader.readexactly(header[1] << 8 | header[2])

    async def _rest_of_answer(self, first: bytes) -> Answer:
        head = (first + await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            key = name.lower()
            headers[key] = f"{headers[key]}\n{value}" if key in headers else value
        body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return Answer(int(head[0].split(" ")[1]), headers, body.decode())


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def digest(challenge: str, method: str, uri: str, user: str, password: str) -> str:
    """Answer a digest challenge as RFC 2069 clients do."""
    realm = re.search(r'Digest realm="([^"]*)"', challenge)
    nonce = re.search(r'nonce="([^"]*)"', challenge)
    assert realm is not None
    assert nonce is not None
    secret = hashlib.md5(f"{user}:{realm[1]}:{password}".encode()).hexdigest()
    request = hashlib.md5(f"{method}:{uri}".encode()).hexdigest()
    response = hashlib.md5(f"{secret}:{nonce[1]}:{request}".encode()).hexdigest()
    return f'Digest username="{user}", realm="{realm[1]}", nonce="{nonce[1]}", uri="{uri}", response="{response}"'
