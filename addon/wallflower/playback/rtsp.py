"""An RTSP/1.0 server core: the restream and the test camera are mounts on it. It belongs to one event loop."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import logging
import secrets
from typing import Protocol

from wallflower.clock import monotonic_s
from wallflower.playback import rtsp_message
from wallflower.playback.rtsp_auth import Credentials, Gate, Scheme
from wallflower.playback.rtsp_message import MalformedRequestError, Request
from wallflower.playback.rtsp_viewer import Viewer
from wallflower.playback.sdp import TrackFormat, describe

SESSION_TIMEOUT_S = 60
STALL_LIMIT_S = 20.0
SWEEP_S = 5.0
MAX_CONNECTIONS = 128
_METHODS = ("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER", "SET_PARAMETER", "TEARDOWN")
_LOGGER = logging.getLogger(__name__)

type Headers = tuple[tuple[str, str], ...]


def stream_password(secret: bytes, camera_id: str) -> str:
    """Return the password of one camera's restream: base32 of the first 20 bytes of an HMAC-SHA256."""
    digest = hmac.digest(secret, f"rtsp:{camera_id}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:20]).decode()


class Mount(Protocol):
    """A live source that viewers join and leave; called in the server's loop."""

    @property
    def tracks(self) -> tuple[TrackFormat, ...]:
        """What it sends; empty while it has nothing (503)."""

    def join(self, viewer: Viewer) -> None:
        """Start to send to a viewer whose PLAY has been answered."""

    def leave(self, viewer: Viewer) -> None:
        """Stop; called once for everyone who joined."""


class Host(Protocol):
    """Knows the mounts."""

    async def resolve(self, path: str) -> Mount | None:
        """Return the mount a path (without its track) names."""

    def credentials(self, path: str) -> Credentials | None:
        """Return who may watch it; None leaves it open."""


class RtspServer:
    """Listens, and serves each connection in a task of its own."""

    def __init__(
        self,
        host: Host,
        *,
        schemes: tuple[Scheme, ...] = (Scheme.DIGEST, Scheme.BASIC),
        allow_udp: bool = True,
    ) -> None:
        """Serve the mounts of `host`; `schemes` are offered in this order."""
        self.host = host
        self.schemes = schemes
        self.allow_udp = allow_udp
        self._server: asyncio.Server | None = None
        self._sweeper: asyncio.Task[None] | None = None
        self._connections: set[_Connection] = set()
        self.connections_total = 0

    @property
    def port(self) -> int:
        """The port that is listened on."""
        if self._server is None:
            raise RuntimeError("the server does not listen")
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    @property
    def connections(self) -> int:
        """How many clients are connected."""
        return len(self._connections)

    async def listen(self, address: str, port: int) -> int:
        """Listen and return the port; raise OSError when it is taken."""
        self._server = await asyncio.start_server(
            self._serve, address, port, limit=rtsp_message.MAX_HEAD_BYTES, reuse_address=True
        )
        if self._sweeper is None:
            self._sweeper = asyncio.get_running_loop().create_task(self._sweep())
        return self.port

    def refuse(self) -> None:
        """Stop listening and reset every connection; `listen` takes it back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.drop()

    def drop(self) -> None:
        """Reset every connection."""
        for connection in tuple(self._connections):
            connection.viewer.abort()

    async def close(self) -> None:
        """Stop for good."""
        server = self._server
        self.refuse()
        if self._sweeper is not None:
            self._sweeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeper
            self._sweeper = None
        if server is not None:
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._connections) >= MAX_CONNECTIONS:
            writer.transport.abort()
            return
        connection = _Connection(self, reader, writer)
        self._connections.add(connection)
        self.connections_total += 1
        try:
            await connection.run()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, MalformedRequestError) as error:
            _LOGGER.debug("an RTSP connection ended: %s", type(error).__name__)
        except Exception:
            _LOGGER.exception("an RTSP connection failed")
        finally:
            self._connections.discard(connection)
            connection.close()

    async def _sweep(self) -> None:
        """Reset viewers that no longer read, and datagram viewers that no longer report."""
        while True:
            await asyncio.sleep(SWEEP_S)
            for connection in tuple(self._connections):
                if connection.is_dead():
                    connection.viewer.abort()


class _Connection:
    """One client: requests are read, checked and answered strictly in order."""

    def __init__(self, server: RtspServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer
        self._gate = Gate(server.schemes)
        self._session = secrets.token_hex(8)
        self._mount: Mount | None = None
        self._path = ""
        self._is_playing = False
        self._last_request_s = monotonic_s()
        self.viewer = Viewer(writer)

    async def run(self) -> None:
        """Serve until either side hangs up."""
        while not self._writer.is_closing():
            request = await self._next_request()
            if request is None:
                return
            self._last_request_s = monotonic_s()
            await self._answer(request)
            await self._writer.drain()

    def is_dead(self) -> bool:
        """Tell whether nobody seems to be there any more."""
        if self.viewer.stalled_s > STALL_LIMIT_S:
            return True
        if self._is_playing and not self.viewer.is_udp:
            return False
        heard_s = max(self._last_request_s, self.viewer.last_report_s)
        return monotonic_s() - heard_s > SESSION_TIMEOUT_S * 1.5

    def close(self) -> None:
        """Leave the mount and free the sockets."""
        if self._is_playing and self._mount is not None:
            self._mount.leave(self.viewer)
        self._is_playing = False
        self.viewer.close()
        self._writer.close()

    async def _next_request(self) -> Request | None:
        """Skip interleaved reports and stray line ends, and read one request with its body; None at the end."""
        while True:
            first = await self._reader.read(1)
            if not first:
                return None
            if first == b"$":
                header = await self._reader.readexactly(3)
                await self._reader.readexactly(header[1] << 8 | header[2])
            elif first not in b"\r\n":
                break
        try:
            request = rtsp_message.parse_request(first + await self._reader.readuntil(b"\r\n\r\n"))
            await self._reader.readexactly(request.body_bytes)
        except MalformedRequestError as error:
            self._refuse_and_end(error.status)
            raise
        except asyncio.LimitOverrunError:
            self._refuse_and_end(413)
            raise
        return request

    def _refuse_and_end(self, status: int) -> None:
        self._writer.write(rtsp_message.build_response(status, "0", (("Connection", "close"),)))

    async def _answer(self, request: Request) -> None:
        path, _, track = request.path.rpartition("/") if "/track" in request.path else (request.path, "", "")
        mount = await self._server.host.resolve(path)
        if request.method == "OPTIONS":
            self._reply(request, 200, (("Public", ", ".join(_METHODS)),))
        elif request.method not in _METHODS:
            self._reply(request, 501)
        elif mount is None and request.path:
            self._reply(request, 404)
        elif self._is_admitted(request, path):
            await self._perform(request, mount or self._mount, track)

    def _is_admitted(self, request: Request, path: str) -> bool:
        if request.session is not None and request.session != self._session:
            self._reply(request, 454)
            return False
        credentials = self._server.host.credentials(path or self._path)
        authorization = request.headers.get("authorization", "")
        if credentials is None or self._gate.admits(request.method, authorization, credentials):
            self._path = path or self._path
            return True
        self._reply(request, 401, self._gate.challenges(authorization))
        return False

    async def _perform(self, request: Request, mount: Mount | None, track: str) -> None:
        if mount is None:
            self._reply(request, 404)
            return
        match request.method:
            case "DESCRIBE":
                self._describe(request, mount)
            case "SETUP":
                await self._setup(request, mount, track)
            case "PLAY":
                self._play(request, mount)
            case "TEARDOWN":
                self._reply(request, 200, self._session_header())
                self._writer.close()
            case _:
                self._reply(request, 200, self._session_header())

    def _describe(self, request: Request, mount: Mount) -> None:
        if not mount.tracks:
            self._reply(request, 503)
            return
        ipv6 = ":" in self._writer.get_extra_info("sockname")[0]
        body = describe(mount.tracks, "wallflower", ipv6=ipv6).encode()
        base = request.url.split("?")[0].rstrip("/") + "/"
        headers = (("Content-Base", base),)
        self._writer.write(rtsp_message.build_response(200, request.sequence, headers, body, "application/sdp"))

    async def _setup(self, request: Request, mount: Mount, track: str) -> None:
        index = _track_index(track, len(mount.tracks))
        if index is None or self._is_playing or self._mount not in {None, mount}:
            self._reply(request, 404 if index is None else 455)
            return
        header = request.headers.get("transport", "")
        transport = rtsp_message.choose_transport(header, allow_udp=self._server.allow_udp)
        if transport is None:
            self._reply(request, 461)
            return
        if transport.client_ports is None:
            self.viewer.add_tcp(index)
            value = f"RTP/AVP/TCP;unicast;interleaved={2 * index}-{2 * index + 1}"
        else:
            path = await self.viewer.add_udp(index, transport.client_ports)
            ports = [f"{first}-{second}" for first, second in (transport.client_ports, path.server_ports)]
            value = f"RTP/AVP;unicast;client_port={ports[0]};server_port={ports[1]}"
        self._mount = mount
        self._reply(request, 200, (("Transport", value), *self._session_header()))

    def _play(self, request: Request, mount: Mount) -> None:
        if self._mount is not mount or not self.viewer.tracks:
            self._reply(request, 455)
            return
        self._reply(request, 200, (*self._session_header(), ("Range", "npt=now-")))
        if not self._is_playing:
            self._is_playing = True
            mount.join(self.viewer)

    def _session_header(self) -> Headers:
        return (("Session", f"{self._session};timeout={SESSION_TIMEOUT_S}"),)

    def _reply(self, request: Request, status: int, headers: Headers = ()) -> None:
        self._writer.write(rtsp_message.build_response(status, request.sequence, headers))


def _track_index(name: str, count: int) -> int | None:
    """Read `track<n>`; no name means the only track there is."""
    if not name:
        return 0 if count == 1 else None
    digits = name.removeprefix("track")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 3:
        return None
    return int(digits) if int(digits) < count else None
