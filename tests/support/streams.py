"""Streams in other protocols than the test camera's: relays in front of it, and servers made of ffmpeg."""

import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import override

from tests.support.ports import free_port
from tests.support.waiting import until_true

CHUNK_BYTES = 65_536


class Relay:
    """Passes TCP connections on to a port of this machine; `sent` is what the clients said."""

    def __init__(
        self,
        port: int,
        *,
        host: str = "127.0.0.1",
        at_port: int = 0,
        to: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
        change: Callable[[bytes], bytes] = bytes,
    ) -> None:
        """`change` may alter what clients say; without `at_port` any free port is taken."""
        self._target, self._tls, self._change = (to, port), tls, change
        self.sent = bytearray()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._server = socket.create_server((host, at_port), family=family)
        self.port: int = self._server.getsockname()[1]
        self._open: list[socket.socket] = [self._server]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """End everything."""
        for item in self._open:
            with suppress(OSError):
                item.shutdown(socket.SHUT_RDWR)
            item.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                self._open.append(client)
                if self._tls is not None:
                    client = self._tls.wrap_socket(client, server_side=True)
                    self._open.append(client)
                target = socket.create_connection(self._target)
                self._open.append(target)
                threading.Thread(target=self._pump, args=(client, target, self._heard), daemon=True).start()
                threading.Thread(target=self._pump, args=(target, client, bytes), daemon=True).start()

    def _heard(self, data: bytes) -> bytes:
        self.sent += data
        return self._change(data)

    def _pump(self, source: socket.socket, target: socket.socket, change: Callable[[bytes], bytes]) -> None:
        with suppress(OSError, ValueError):
            while data := source.recv(CHUNK_BYTES):
                target.sendall(change(data))
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)


def make_certificate(directory: Path) -> ssl.SSLContext:
    """Return the server's half of TLS with a certificate that nobody vouches for, as a camera has it."""
    key, certificate = directory / "key.pem", directory / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=camera"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


@contextmanager
def http_stream(clip: Path, *options: str, authorization: str | None = None) -> Iterator[int]:
    """Serve a clip for ever over HTTP in ffmpeg's format `options`; yield the port."""

    class Handler(BaseHTTPRequestHandler):
        @override
        def log_message(self, format: str, *args: object) -> None:
            """Be silent."""

        def do_GET(self) -> None:
            if authorization is not None and self.headers.get("Authorization") != authorization:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="camera"')
                self.end_headers()
                return
            self.send_response(200)
            self.end_headers()
            with loop_clip(clip, *options, "-", stdout=subprocess.PIPE) as process, suppress(OSError):
                while process.stdout is not None and (data := os.read(process.stdout.fileno(), CHUNK_BYTES)):
                    self.wfile.write(data)

    with _serving(Handler) as port:
        yield port


@contextmanager
def http_files(directory: Path) -> Iterator[str]:
    """Serve the files of a directory over HTTP, from any offset, as fast as they are read; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        @override
        def log_message(self, format: str, *args: object) -> None:
            """Be silent."""

        def do_GET(self) -> None:
            data = (directory / Path(self.path).name).read_bytes()
            wanted = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").split("-")
            begin = int(wanted[0])
            self.send_response(206 if "Range" in self.headers else 200)
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
            self.send_header("Content-Length", str(len(data) - begin))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(data[begin:])

    with _serving(Handler) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def rtmp_stream(clip: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a clip for ever over RTMP, to one client; yield its address and its process."""
    port = free_port()
    address = f"rtmp://127.0.0.1:{port}/live/door"
    with loop_clip(clip, "-f", "flv", "-listen", "1", address) as process:
        until_true(lambda: _listens(port))
        yield address, process


@contextmanager
def srt_stream(
    clip: Path, options: str = "", *output: str, host: str = "127.0.0.1"
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a clip for ever over SRT, to one caller; yield its address without any options, and its process."""
    port = free_port()
    address = f"srt://{host}:{port}"
    with loop_clip(clip, *(output or ("-f", "mpegts")), f"{address}?mode=listener{options}") as process:
        until_true(lambda: _listens(port, "udp6" if ":" in host else "udp"))
        yield address, process


@contextmanager
def loop_clip(clip: Path, *output: str, stdout: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[bytes]]:
    """Run ffmpeg over a clip, again and again, in real time."""
    command = ["ffmpeg", "-v", "quiet", "-re", "-stream_loop", "-1", "-i", str(clip), "-c", "copy", *output]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _listens(port: int, protocol: str = "tcp") -> bool:
    wanted = f":{port:04X}"
    rows = (line.split() for line in Path(f"/proc/net/{protocol}").read_text(encoding="ascii").splitlines()[1:])
    return any(row[1].endswith(wanted) and row[3] == ("0A" if protocol == "tcp" else "07") for row in rows)
