"""Other people's speech servers, the real ones in an environment of their own; and ones that misbehave as told."""

import os
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, override

import pytest
from wyoming.event import Event, read_event, write_event
from wyoming.info import AsrModel, AsrProgram, Attribution, Info

from tests.support.ports import free_port
from tests.support.sound import ROOT

PYTHON = ROOT / ".venv" / "speech-servers" / "bin" / "python"
START_TIMEOUT_S = 60.0
NOBODY = Attribution(name="", url="")


@contextmanager
def running(arguments: list[str], port: int, host: str = "127.0.0.1", **variables: str) -> Iterator[str]:
    """Run a server's Python code until it listens, yield `host:port`, and end it."""
    if not PYTHON.exists():
        pytest.skip("needs the speech servers' environment (script/setup)")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", **variables}
    with subprocess.Popen(
        [str(PYTHON), *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(process, host, port)
            yield f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        finally:
            process.kill()


def _wait_for(process: subprocess.Popen[bytes], host: str, port: int) -> None:
    end_s = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end_s:
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


@contextmanager
def wyoming_faster_whisper(model: Path, data: Path, host: str = "127.0.0.1") -> Iterator[str]:
    """Run the Wyoming server of Home Assistant's Whisper add-on on a model; yield its address."""
    port = free_port()
    shown = f"[{host}]" if ":" in host else host
    arguments = ["-m", "wyoming_faster_whisper", "--uri", f"tcp://{shown}:{port}", "--model", str(model)]
    arguments += ["--stt-library", "faster-whisper", "--data-dir", str(data), "--cpu-threads", "1"]
    with running([*arguments, "--language", "en", "--local-files-only"], port, host) as address:
        yield f"tcp://{address}"


# WhisperLive asks torch one thing: whether there is a graphics card. Torch is 200 MB, and the answer is known here.
NO_TORCH = """
class cuda:
    @staticmethod
    def is_available():
        return False
"""
WHISPER_LIVE = """
import sys
from whisper_live.server import TranscriptionServer
port, model = int(sys.argv[1]), sys.argv[2]
TranscriptionServer().run(
    "127.0.0.1", port, backend="faster_whisper", faster_whisper_custom_model_path=model, single_model=True,
    max_clients=int(sys.argv[3]),
)
"""


@contextmanager
def whisper_live(model: Path, scratch: Path, most_clients: int = 4) -> Iterator[str]:
    """Run WhisperLive's server with its faster-whisper backend on a model; yield its address."""
    (scratch / "torch.py").write_text(NO_TORCH)
    port = free_port()
    arguments = ["-c", WHISPER_LIVE, str(port), str(model), str(most_clients)]
    with running(arguments, port, PYTHONPATH=str(scratch)) as address:
        yield f"ws://{address}"


type Behave = Callable[[BinaryIO, BinaryIO], None]


@contextmanager
def misbehaving(behave: Behave, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve every connection with `behave(to read from, to write to)`; yield the address."""

    class Handler(socketserver.StreamRequestHandler):
        @override
        def handle(self) -> None:
            try:
                behave(self.rfile, self.wfile)  # type: ignore[arg-type]
            except OSError:
                return

    class Server(socketserver.ThreadingTCPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    with Server((host, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"tcp://{host}:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def offering(*models: str, languages: tuple[str, ...] = ("en",)) -> Event:
    """Return a Wyoming server's description of itself."""
    kinds = [
        AsrModel(name=name, attribution=NOBODY, installed=True, description="", version="", languages=list(languages))
        for name in models
    ]
    program = AsrProgram(name="scripted", attribution=NOBODY, installed=True, description="", version="", models=kinds)
    return Info(asr=[program]).event()


def answering(*answers: Event | bytes, info: Event | bytes | None = None, heard: list[Event] | None = None) -> Behave:
    """Describe itself, listen to the end of the audio, and give these answers; `heard` takes what was said."""
    told = info or offering("scripted")

    def behave(source: BinaryIO, sink: BinaryIO) -> None:
        while (event := read_event(source)) is not None:
            if heard is not None:
                heard.append(event)
            if event.type == "describe":
                _say(sink, told)
            if event.type == "audio-stop":
                for answer in answers:
                    _say(sink, answer)
                return

    return behave


def _say(sink: BinaryIO, what: Event | bytes) -> None:
    if isinstance(what, bytes):
        sink.write(what)
        sink.flush()
    else:
        write_event(what, sink)
