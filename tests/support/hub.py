"""A model hub on the loopback, written byte by byte so that it can misbehave as real servers do."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha1, sha256
from pathlib import Path

from wallflower.models.catalogue import Entry, Part

REVISION = "0123456789abcdef0123456789abcdef01234567"
REPOSITORY = "somebody/whisper-small"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent."""

    path: str
    headers: dict[str, str]

    @property
    def start(self) -> int:
        """Where the wanted range begins."""
        return int(self.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))


def size_bytes(path: Path) -> int:
    """Return how large a file is, 0 if the process that downloads it has just renamed it."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


type Answer = Callable[["Hub", Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Hub:
    """What it has, what it was asked, and how it answers next; each path's answers are used up in turn."""

    files: dict[str, bytes]
    port: int = 0
    seen: list[Request] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    always: Answer | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def path(self, name: str) -> str:
        return f"/{REPOSITORY}/resolve/{REVISION}/{name}"

    def next(self, name: str, *answers: Answer) -> None:
        """Answer the next requests for a file like this."""
        self.answers[self.path(name)] += answers

    def ranges(self, name: str) -> list[int]:
        """Where the requests for a file began."""
        return [request.start for request in self.seen if request.path == self.path(name)]

    def content(self, path: str) -> bytes | None:
        if path == f"/api/models/{REPOSITORY}/tree/{REVISION}":
            return json.dumps([_listed(name, data) for name, data in self.files.items()]).encode()
        name = path.rpartition("/")[2]
        return self.files.get(name) if path == self.path(name) else None

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            fields = (line.partition(":") for line in head[1:] if line)
            request = Request(head[0].split(" ")[1], {name.lower(): value.strip() for name, _, value in fields})
            self.seen.append(request)
            waiting = self.answers[request.path]
            await (waiting.pop(0) if waiting else self.always or honestly)(self, request, writer)
        except ConnectionError, asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    def entry(self, name: str = "faster-whisper-small", *, known: bool = True) -> Entry:
        """Return the catalogue's entry for what it has; without hashes if they are not known."""
        parts = (
            Part(name=file, size_bytes=len(data), sha256=sha256(data).hexdigest() if known else None)
            for file, data in self.files.items()
        )
        return Entry(
            name=name,
            title="small",
            repository=REPOSITORY,
            revision=REVISION,
            licence="MIT",
            licence_url="https://example.invalid",
            languages=(),
            machine="any",
            files=tuple(parts),
        )


def _listed(name: str, data: bytes) -> dict[str, object]:
    blob = sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    large = {"lfs": {"oid": sha256(data).hexdigest(), "size": len(data)}} if name == "model.bin" else {}
    return {"type": "file", "path": name, "size": len(data), "oid": blob, **large}


def model_files(directory: Path) -> dict[str, bytes]:
    """Return the files of a model as a hub has them."""
    return {path.name: path.read_bytes() for path in directory.iterdir() if path.suffix in (".bin", ".json")}


@asynccontextmanager
async def serving(files: dict[str, bytes]) -> AsyncIterator[Hub]:
    hub = Hub(files)
    server = await asyncio.start_server(hub.handle, "127.0.0.1", 0)
    hub.port = server.sockets[0].getsockname()[1]
    try:
        yield hub
    finally:
        server.close()
        server.close_clients()
        await server.wait_closed()


async def send(writer: asyncio.StreamWriter, status: str, headers: Iterable[str], body: bytes = b"") -> None:
    writer.write("\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *headers, "", ""]).encode() + body)
    await writer.drain()


async def honestly(hub: Hub, request: Request, writer: asyncio.StreamWriter) -> None:
    """Send what is asked for, from where it is asked for."""
    data = hub.content(request.path)
    if data is None:
        await send(writer, "404 Not Found", ["Content-Length: 0"])
        return
    etag = f'"{sha256(data).hexdigest()}"'
    start = request.start if request.headers.get("if-range", etag) == etag else 0
    status = "206 Partial Content" if start else "200 OK"
    headers = [f"Content-Length: {len(data) - start}", f"ETag: {etag}"]
    if start:
        headers.append(f"Content-Range: bytes {start}-{len(data) - 1}/{len(data)}")
    await send(writer, status, headers, data[start:])


def breaking_off(after: int) -> Answer:
    """End the connection after some bytes of what is left."""

    async def answer(hub: Hub, request: Request, writer: asyncio.StreamWriter) -> None:
        data = hub.content(request.path) or b""
        start = request.start
        status = "206 Partial Content" if start else "200 OK"
        headers = [f"Content-Length: {len(data) - start}", f'ETag: "{sha256(data).hexdigest()}"']
        if start:
            headers.append(f"Content-Range: bytes {start}-{len(data) - 1}/{len(data)}")
        await send(writer, status, headers, data[start : start + after])

    return answer


def stalling(after: int, for_s: float = 60.0) -> Answer:
    """Send some bytes and then nothing."""

    async def answer(hub: Hub, request: Request, writer: asyncio.StreamWriter) -> None:
        await breaking_off(after)(hub, request, writer)
        await asyncio.sleep(for_s)

    return answer


def dripping(pause_s: float) -> Answer:
    """Send one byte now and then, for ever."""

    async def answer(hub: Hub, request: Request, writer: asyncio.StreamWriter) -> None:
        await breaking_off(0)(hub, request, writer)
        for byte in (hub.content(request.path) or b"")[request.start :]:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(pause_s)

    return answer


def without_resume(cut: int | None = None) -> Answer:
    """Send the whole file whatever part is asked for, without an ETag; or its beginning."""

    async def answer(hub: Hub, request: Request, writer: asyncio.StreamWriter) -> None:
        data = hub.content(request.path) or b""
        await send(writer, "200 OK", [f"Content-Length: {len(data)}"], data[:cut])

    return answer


def telling(status: str, *headers: str, body: bytes = b"") -> Answer:
    """Answer just this."""

    async def answer(_hub: Hub, _request: Request, writer: asyncio.StreamWriter) -> None:
        await send(writer, status, [f"Content-Length: {len(body)}", *headers], body)

    return answer


def saying(body: bytes, *, length: int | None = None) -> Answer:
    """Send other bytes than the file's, and maybe lie about how many."""

    async def answer(_hub: Hub, _request: Request, writer: asyncio.StreamWriter) -> None:
        headers = [] if length is None else [f"Content-Length: {length}"]
        await send(writer, "200 OK", headers, body)

    return answer


def elsewhere(address: str) -> Answer:
    """Redirect."""
    return telling("302 Found", f"Location: {address}")
