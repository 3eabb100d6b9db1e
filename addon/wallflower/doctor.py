"""What a machine can do with the server: everything `serve` needs or could use, looked at without changing anything."""

import ctypes
import importlib
import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from wallflower import __version__, clock
from wallflower.config import Settings
from wallflower.errors import WallflowerError
from wallflower.faces import insightface_engine, sface_engine
from wallflower.faces.dlib_engine import find_weights
from wallflower.media import libsrt
from wallflower.recorder.layout import IDENTITY_FILE
from wallflower.speech import models
from wallflower.workers import ports
from wallflower.workers.claim import is_claimed

# Distribution → module whose native parts have to load here.
NEEDED = {
    "aiohttp": "aiohttp",
    "av": "av",
    "ctranslate2": "ctranslate2",
    "faster-whisper": "faster_whisper",
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "opencv-python-headless": "cv2",
    "pebble": "pebble",
    "pillow": "PIL.Image",
    "pyzmq": "zmq",
    "sqlalchemy": "sqlalchemy",
}
# A clock before this release was made is wrong.
RELEASED_MS = clock.from_rfc3339("2026-11-01T00:00:00Z")
TIME_ERROR = 5  # linux/timex.h: the kernel's clock is not synchronised
LEAST_FREE_BYTES = 100_000_000


class Status(StrEnum):
    """How a thing looks: fine, a limit to know of, something needed that is missing, or not looked at."""

    OK = "ok"
    NOTE = "note"
    BAD = "bad"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    status: Status
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings; `ok` unless something needed is missing."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether the server can work."""
        return all(finding.status is not Status.BAD for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return `{"ok", "findings": [{"name", "status", "detail"}]}`."""
        return {"ok": self.ok, "findings": [asdict(finding) for finding in self.findings]}

    def to_text(self) -> str:
        """Return a line per finding."""
        width = max(len(finding.name) for finding in self.findings)
        lines = [f"{finding.status:<8}{finding.name:<{width}}  {finding.detail}" for finding in self.findings]
        return "\n".join([*lines, "", "Everything needed is there." if self.ok else "Something needed is missing."])


def examine(settings: Settings, unknown: Collection[str] = ()) -> Report:
    """Look at everything; `unknown` names the directories among `data` and `media` that nobody told."""
    return Report(tuple(_findings(settings, unknown)))


def _findings(settings: Settings, unknown: Collection[str]) -> Iterator[Finding]:
    yield Finding("wallflower", Status.OK, f"{__version__} on Python {platform.python_version()} ({sys.executable})")
    yield Finding("machine", Status.OK, _machine())
    for distribution, module in NEEDED.items():
        yield _package(distribution, module)
    yield _srt()
    yield _speech(settings, unknown)
    yield _faces("dlib", settings, find_weights)
    yield _faces("insightface", settings, lambda: insightface_engine.find_pack(settings.models_directory))
    yield _faces("sface", settings, lambda: sface_engine.find_pack(settings.models_directory))
    for name, directory in (("data", settings.data), ("media", settings.media)):
        if name in unknown:
            yield Finding(name, Status.SKIPPED, f"not looked at: give --{name}")
        else:
            yield _directory(name, directory)
    yield _clock()
    is_running = "data" not in unknown and is_claimed(settings.data)
    ports = (("--port", settings.port), ("--rtsp-port", settings.rtsp_port), ("--wyoming-port", settings.wyoming_port))
    for option, port in ports:
        if not port:
            continue
        yield _port(option, settings.host, port, is_running=is_running)


def _machine() -> str:
    memory_gb = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    return f"{platform.machine()}, {os.process_cpu_count()} processors ({_processor()}), {memory_gb:.1f} GB of memory"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith(("model name", "Model")):
            return line.partition(":")[2].strip()
    return "unknown model"


def _package(distribution: str, module: str) -> Finding:
    try:
        version = importlib.metadata.version(distribution)
        importlib.import_module(module)
    except importlib.metadata.PackageNotFoundError:
        return Finding(distribution, Status.BAD, "not installed")
    except (ImportError, OSError) as error:
        return Finding(distribution, Status.BAD, f"installed, but cannot be loaded: {error}")
    return Finding(distribution, Status.OK, version)


def _srt() -> Finding:
    try:
        libsrt.load()
    except WallflowerError as error:
        return Finding("SRT", Status.NOTE, error.message)
    return Finding("SRT", Status.OK, "cameras can be read over SRT")


def _speech(settings: Settings, unknown: Collection[str]) -> Finding:
    if "data" in unknown and settings.models is None:
        return Finding("speech model", Status.SKIPPED, "not looked at: give --data or --models")
    try:
        model = models.find(settings.models_directory, settings.speech_model)
    except WallflowerError as error:
        wanted = settings.speech_model is not None
        return Finding("speech model", Status.BAD if wanted else Status.NOTE, error.message)
    return Finding("speech model", Status.OK, f"{model.name}, {model.size_bytes / 1e6:.0f} MB, in {model.directory}")


def _faces(engine: str, settings: Settings, find: Callable[[], Path]) -> Finding:
    chosen = settings.face_engine == engine
    name = f"face engine {engine}"
    try:
        place = find()
    except WallflowerError as error:
        return Finding(name, Status.BAD if chosen else Status.NOTE, error.message)
    return Finding(name, Status.OK, f"{'chosen, ' if chosen else ''}{place}")


def _directory(name: str, directory: Path) -> Finding:
    if not directory.exists():
        return Finding(name, Status.NOTE, f"{directory} does not exist yet: serve will try to create it")
    if not directory.is_dir() or not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
        return Finding(name, Status.BAD, f"{directory} is not a directory that can be written")
    free_bytes = shutil.disk_usage(directory).free
    marker = f", marked {_marker(directory)}" if name == "media" else ""
    detail = f"{directory}, {free_bytes / 1e9:.1f} GB free, {_mount(directory)}{marker}"
    return Finding(name, Status.BAD if free_bytes < LEAST_FREE_BYTES else Status.OK, detail)


def _marker(media: Path) -> str:
    try:
        return (media / IDENTITY_FILE).read_text(encoding="ascii")[:8]
    except OSError, UnicodeDecodeError:
        return "as nobody's"


def _mount(directory: Path) -> str:
    """Return the file system that the directory lies on; see proc_pid_mountinfo(5)."""
    best = ("", "an unknown file system")
    for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ")
        if directory.resolve().is_relative_to(point) and len(point) >= len(best[0]):
            best = (point, f"{after.split(' ')[0]} mounted at {point}")
    return best[1]


def _clock() -> Finding:
    now_ms = clock.now_ms()
    text = clock.to_rfc3339(now_ms)
    if now_ms < RELEASED_MS:
        return Finding("clock", Status.BAD, f"{text} is in the past: recordings would be filed under wrong days")
    if _clock_drifts():
        return Finding("clock", Status.NOTE, f"{text}, not synchronised with a time server as far as the kernel knows")
    return Finding("clock", Status.OK, text)


def _clock_drifts() -> bool:
    # A zeroed `struct timex` (208 bytes on 64 bit) only asks.
    return bool(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)) == TIME_ERROR)


def _port(option: str, host: str, port: int, *, is_running: bool) -> Finding:
    name = f"port {port}"
    try:
        ports.check(host, port, option)
    except WallflowerError as error:
        if is_running:
            return Finding(name, Status.OK, "in use, as a server is running on this data directory")
        return Finding(name, Status.BAD, error.message)
    return Finding(name, Status.OK, f"free on {host}")
