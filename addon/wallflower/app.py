"""Composition: which processes make up the server, how they are started, and how one of them begins.

The process of `serve` supervises and does nothing else, so it must stay small and unlikely to fail. Therefore this
module names the others' entry points instead of importing them: importing would load libav, numpy, onnxruntime and the
web server into the supervisor. The layer contract holds all the same, as this module lies above all it names.
"""

import asyncio
import errno
import gc
import importlib
import logging
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from wallflower.api.token import FILE_NAME, ensure_token
from wallflower.config import SUPERVISOR_TOKEN, Settings
from wallflower.errors import ConfigError, StorageError, WallflowerError
from wallflower.recorder.reserve import Reserve
from wallflower.wire import ErrorCode
from wallflower.workers import lifeline, logs, ports
from wallflower.workers.claim import claim_data, claim_media
from wallflower.workers.runtime import make_runtime, remove_abandoned
from wallflower.workers.supervisor import LIFELINE_VARIABLE, Child, Pace, Supervisor

PREPARE = "prepare"
# Each has `run(settings, runtime) -> None`, which returns after SIGTERM. The first runs alone, before the others.
WORKERS = {
    PREPARE: "wallflower.cameras.prepare",
    "ingest": "wallflower.cameras.ingest",
    "analysis": "wallflower.cameras.analysis",
    "jobs": "wallflower.cameras.jobs",
    "server": "wallflower.api.server",
}
COMMAND = (sys.executable, "-m", "wallflower", "worker")
SETTINGS_VARIABLE = "WALLFLOWER_SETTINGS_JSON"
RUNTIME_VARIABLE = "WALLFLOWER_RUNTIME"
ACCEPT_VARIABLE = "WALLFLOWER_ACCEPT_MEDIA"
EXIT_FAILED = 1
EXIT_CONFIG = 2
# Our matrices are small: with a second BLAS thread a gallery match of 0.5 ms lasts 8 ms.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

_LOGGER = logging.getLogger(__name__)


def serve(
    settings: Settings,
    announce: Callable[[str], None],
    *,
    accept_media: bool = False,
    command: tuple[str, ...] = COMMAND,
    pace: Pace | None = None,
) -> int:
    """Run the server until SIGTERM or SIGINT and return the exit code; raise `ConfigError` or `StorageError`.

    `announce` is given the API token's line when the token was made just now. `command` plus a worker's name starts
    that worker.
    """
    check_ports(settings)
    with ExitStack() as stack:
        locks = _claim(settings, stack)
        token, is_new = ensure_token(settings.data)
        logs.set_up("serve", settings.log_level, secrets=[token])
        remove_abandoned()
        runtime, in_use = make_runtime()
        stack.callback(os.close, in_use)
        stack.callback(shutil.rmtree, runtime, ignore_errors=True)
        variables = {
            **ONE_THREAD,
            SETTINGS_VARIABLE: settings.model_dump_json(),
            RUNTIME_VARIABLE: str(runtime),
            ACCEPT_VARIABLE: "1" if accept_media else "0",
        }
        children = [Child(name=name, command=(*command, name), variables=variables) for name in WORKERS]
        supervisor = Supervisor(children[1:], pace=pace, inherited=(*locks, in_use))

        def prepared(*, well: bool) -> None:
            if is_new and well:
                announce(f"API token (shown once; `wallflower token` prints it again): {token}")
            elif is_new:  # a token that was never shown must not be the one of a later start
                (settings.data / FILE_NAME).unlink(missing_ok=True)

        return asyncio.run(_supervise(children[0], supervisor, prepared))


async def _supervise(preparation: Child, supervisor: Supervisor, prepared: Callable[..., None]) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    code = await supervisor.once(preparation, stop)
    prepared(well=not code)
    if code and not stop.is_set():
        return max(code, EXIT_FAILED)
    await supervisor.run(stop)
    _LOGGER.info("stopped")
    return 0


def check_ports(settings: Settings) -> None:
    """Raise `ConfigError` unless all ports can be listened on."""
    if settings.port == settings.rtsp_port:
        raise ConfigError("--port and --rtsp-port must be two different ports", field="rtsp_port")
    if settings.ingress_port in {settings.port, settings.rtsp_port}:
        raise ConfigError("--ingress-port must be a port of its own", field="ingress_port")
    ports.check(settings.host, settings.port, "--port")
    ports.check(settings.host, settings.rtsp_port, "--rtsp-port")
    if settings.ingress_port:
        ports.check(settings.host, settings.ingress_port, "--ingress-port")


def check_directory(directory: Path, option: str) -> None:
    """Create the directory if needed and prove that it takes data; raise `StorageError` naming its flag `option`."""
    trial = directory / f".wallflower-trial-{os.getpid()}"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        try:
            with trial.open("wb") as file:
                file.write(bytes(4096))
                file.flush()
                os.fsync(file.fileno())
        finally:
            trial.unlink(missing_ok=True)
    except OSError as error:
        is_full = error.errno == errno.ENOSPC
        raise StorageError(
            f"the directory {directory} ({option}) cannot be written: {error.strerror}",
            field=option.removeprefix("--"),
            code=ErrorCode.DISK_FULL if is_full else ErrorCode.DISK,
        ) from error


def _claim(settings: Settings, stack: ExitStack) -> list[int]:
    try:
        check_directory(settings.data, "--data")
    except StorageError:
        # Recordings that fill the disk of the database are deleted by the recorder, but it has to start for that.
        if not Reserve(settings.data).release():
            raise
        check_directory(settings.data, "--data")
    handles = [claim_data(settings.data)]
    stack.callback(os.close, handles[0])
    # A full media disk is no reason to refuse: the recorder deletes the oldest of its own recordings first.
    try:
        settings.media.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the directory {settings.media} (--media) cannot be created: {error.strerror}", field="media"
        ) from error
    handles.append(claim_media(settings.media))
    stack.callback(os.close, handles[1])
    return handles


def run_worker(name: str) -> int:
    """Be one of the supervisor's children, as told by the environment; return the exit code."""
    if name not in WORKERS:
        raise ConfigError(f"there is no worker {name!r}: choose one of {', '.join(WORKERS)}")
    try:
        settings = Settings.model_validate_json(os.environ[SETTINGS_VARIABLE])
        runtime = Path(os.environ[RUNTIME_VARIABLE])
    except (KeyError, ValueError) as error:
        raise ConfigError("workers are started by `wallflower serve`") from error
    logs.set_up(name, settings.log_level, secrets=_secrets(settings))
    if (read_end := os.environ.pop(LIFELINE_VARIABLE, None)) is not None:
        lifeline.hold(int(read_end))
    try:
        module = importlib.import_module(WORKERS[name])
        gc.collect()
        gc.freeze()  # what is imported stays; to look through it for garbage again and again took 90 ms each time
        module.run(settings, runtime)
    except WallflowerError as error:
        if name == PREPARE:
            raise
        _LOGGER.error("%s", error.message)  # noqa: TRY400 - an expected failure, told in one sentence
        return exit_code(error)
    return 0


def exit_code(error: WallflowerError) -> int:
    """Return 2 for what the operator must change before another try, else 1."""
    return EXIT_CONFIG if isinstance(error, ConfigError | StorageError) else EXIT_FAILED


def _secrets(settings: Settings) -> list[str]:
    known = [urlsplit(settings.database_url).password or ""] if settings.database_url else []
    known += [token] if (token := os.environ.get(SUPERVISOR_TOKEN)) else []
    try:
        return [*known, (settings.data / FILE_NAME).read_text(encoding="ascii").strip()]
    except OSError, UnicodeDecodeError:
        return known
