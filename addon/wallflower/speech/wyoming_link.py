"""One connection that speaks the Wyoming protocol, with an end to everything a peer may say or leave unsaid."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from wyoming.event import Event, Eventable, async_read_event, async_write_event

from wallflower.server_address import ServerAddress
from wallflower.speech.remote import CLOSE_TIMEOUT_S, CONNECT_TIMEOUT_S

MOST_LINE_BYTES = 65_536
MOST_PART_BYTES = 2_000_000  # ten times 10,000 words, or a minute of sound at 16 kHz


class ProtocolError(Exception):
    """The peer says what is no Wyoming event, too much, or nothing more."""


class Link:
    """Events over a stream."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Use this stream, whose limit should be `MOST_LINE_BYTES`."""
        self._reader = _Bounded(reader)
        self._writer = writer

    async def send(self, message: Eventable) -> None:
        """Send a message; raise `OSError` when the peer is gone."""
        await async_write_event(message.event(), self._writer)

    async def receive(self) -> Event | None:
        """Return the next event, None at a clean end; raise `ProtocolError` for what is none."""
        if await self._reader.at_eof():
            return None
        try:
            # It duck-types the two methods of a StreamReader that are used.
            event = await async_read_event(self._reader)  # type: ignore[arg-type]
        except (AttributeError, KeyError, TypeError, RecursionError, asyncio.IncompleteReadError) as error:
            raise ProtocolError(type(error).__name__) from error
        if event is None or not _is_sound(event.type, event.data):
            raise ProtocolError("no event")
        return event


class _Bounded:
    """A stream's reader that refuses parts of any length the peer likes to announce."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._first = b""

    async def at_eof(self) -> bool:
        """Wait for the next byte; True when the peer ended instead."""
        if not self._first:
            self._first = await self._reader.read(1)
        return not self._first

    async def readline(self) -> bytes:
        first, self._first = self._first, b""
        return first + await self._reader.readline() if first != b"\n" else first

    async def readexactly(self, count: int) -> bytes:
        if count > MOST_PART_BYTES:
            raise TypeError("too long")
        return await self._reader.readexactly(count)


def _is_sound(kind: Any, data: Any) -> bool:
    """Whether the library was told what it declares: it believes the peer."""
    return isinstance(kind, str) and isinstance(data, dict)


@asynccontextmanager
async def connect(address: ServerAddress) -> AsyncIterator[Link]:
    """Connect within `CONNECT_TIMEOUT_S`; raise `OSError`, also a `TimeoutError`, when there is nobody."""
    async with asyncio.timeout(CONNECT_TIMEOUT_S):
        if address.scheme == "unix":
            reader, writer = await asyncio.open_unix_connection(address.path, limit=MOST_LINE_BYTES)
        else:
            reader, writer = await asyncio.open_connection(address.host, address.port, limit=MOST_LINE_BYTES)
    try:
        yield Link(reader, writer)
    finally:
        await hang_up(writer)


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a stream; a peer that does not take part is not waited for."""
    writer.close()
    try:
        async with asyncio.timeout(CLOSE_TIMEOUT_S):
            await writer.wait_closed()
    except OSError:
        writer.transport.abort()
