"""Keeps an engine ready: looks for a model now and then, loads it in a child process, and says why when it cannot."""

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from wallflower import clock
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech import worker
from wallflower.speech.engine import EngineSpec, Heard, Window
from wallflower.speech.models import Model, find
from wallflower.wire import Engine

ENGINE = "faster-whisper"
RECHECK_S = 10.0
RETRY_BROKEN_S = 60.0
LOAD_TIMEOUT_S = 200.0
MOST_THREADS = 4

_LOGGER = logging.getLogger(__name__)


class Pool(Protocol):
    """A child process that loads the engine once; `workers.executor.EnginePool` is one."""

    async def run[T](self, function: Callable[..., T], *args: Any, timeout_s: float) -> T:
        """Return the function's result from the child, or raise what it raised; kill the child at the time-out."""
        ...

    async def close(self) -> None:
        """End the child."""
        ...


STARTING = "the speech engine is starting"

type PoolFactory = Callable[[Callable[..., object], tuple[Any, ...], str], Pool]


class EngineHost:
    """The speech engine of this machine."""

    def __init__(self, models_directory: Path, wanted: str | None, make_pool: PoolFactory) -> None:
        """Use the wanted model, or the best one found; nothing is loaded yet."""
        self._models_directory = models_directory
        self._wanted = wanted
        self._make_pool = make_pool
        self._threads = max(1, min(MOST_THREADS, (os.cpu_count() or 2) // 2))
        self._model: Model | None = None
        self._pool: Pool | None = None
        self._is_warm = False
        self._reason: str | None = STARTING
        self._next_check_s = 0.0
        self._broken: tuple[Model, float] | None = None

    @property
    def status(self) -> Engine:
        """Whether speech can become text now, and why not."""
        model = self._model.name if self._model else None
        reason = self._reason
        return Engine(name=ENGINE, usable=reason is None, model=model, reason=reason, starting=reason == STARTING)

    @property
    def model_name(self) -> str:
        """The model in use."""
        return self._model.name if self._model else ""

    async def is_ready(self) -> bool:
        """Tell whether the engine can work now; looks for a model and loads it when it is time to."""
        if clock.monotonic_s() >= self._next_check_s:
            self._next_check_s = clock.monotonic_s() + RECHECK_S
            await self._check()
        if self._pool is not None and not self._is_warm:
            await self._warm_up(self._pool)
        return self._is_warm

    async def transcribe(self, window: Window, timeout_s: float) -> Heard:
        """Return what is said; `UnavailableError` or `TimeoutError` when the engine died over it or took too long."""
        if self._pool is None or self._model is None:
            raise UnavailableError("there is no speech engine now")
        try:
            return await self._pool.run(worker.transcribe, self._spec(self._model), window, timeout_s=timeout_s)
        except UnavailableError, TimeoutError, ModelMissingError:
            self._is_warm = False
            raise

    async def close(self) -> None:
        """End the engine's process."""
        pool, self._pool, self._is_warm = self._pool, None, False
        if pool is not None:
            await pool.close()

    async def _check(self) -> None:
        try:
            model = await asyncio.to_thread(find, self._models_directory, self._wanted)
        except ModelMissingError as error:
            if self._reason != error.message:
                _LOGGER.warning("speech waits: %s", error.message)
            self._model, self._reason = None, error.message
            await self.close()
            return
        if model != self._model and not self._is_broken(model):
            await self.close()
            self._model = model
            self._pool = self._make_pool(worker.load, (self._spec(model),), f"speech {model.name}")

    async def _warm_up(self, pool: Pool) -> None:
        try:
            await pool.run(worker.warm_up, timeout_s=LOAD_TIMEOUT_S)
        except (UnavailableError, ModelMissingError) as error:
            _LOGGER.warning("the speech engine did not start: %s", error.message)
            self._reason = error.message
            if self._model is not None:
                self._broken = (self._model, clock.monotonic_s() + RETRY_BROKEN_S)
            self._model = None
            await self.close()
        else:
            _LOGGER.info("speech is transcribed with the model %s", self.model_name)
            self._is_warm, self._reason = True, None

    def _spec(self, model: Model) -> EngineSpec:
        return EngineSpec(engine=ENGINE, model=model.name, place=str(model.directory), threads=self._threads)

    def _is_broken(self, model: Model) -> bool:
        """Tell whether these very files failed to load a moment ago."""
        return self._broken is not None and self._broken[0] == model and clock.monotonic_s() < self._broken[1]
