"""Keeps an engine ready: looks for a model now and then, loads it in a child process, and says why when it cannot."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Protocol

from wallflower import clock
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech import worker
from wallflower.speech.breaker import Breaker, BreakerState
from wallflower.speech.engine import Calibration, EngineSpec, Heard, Window
from wallflower.speech.sanity import checked
from wallflower.speech.sources import Choice, Source
from wallflower.wire import Engine
from wallflower.wire_speech import EngineState

RECHECK_S = 10.0
RETRY_BROKEN_S = 60.0
# A model may be loaded from a slow disk within `workers.executor.LOAD_TIMEOUT_S`; the trial begins afterwards.
TRIAL_TIMEOUT_S = 60.0
STARTING = "the speech engine is starting"

_LOGGER = logging.getLogger(__name__)


class Pool(Protocol):
    """A child process that loads the engine once; `workers.executor.EnginePool` is one."""

    async def run[T](self, function: Callable[..., T], *args: Any, timeout_s: float) -> T:
        """Return the function's result from the child, or raise what it raised; kill the child at the time-out."""
        ...

    async def close(self) -> None:
        """End the child."""
        ...


type PoolFactory = Callable[[Callable[..., object], tuple[Any, ...], str], Pool]


class EngineHost:
    """One speech engine with one model."""

    def __init__(self, name: str, source: Source, make_pool: PoolFactory) -> None:
        """Create the engine from what `source` says; nothing is loaded yet."""
        self.breaker = Breaker()
        self.transcribed = 0
        self._name = name
        self._source = source
        self._make_pool = make_pool
        self._choice: Choice | None = None
        self._pool: Pool | None = None
        self._calibration: Calibration | None = None
        self._is_warm = False
        self._calls = 0
        self._reason: str | None = STARTING
        self._next_check_s = 0.0
        self._broken: tuple[EngineSpec, float] | None = None

    @property
    def status(self) -> Engine:
        """Whether speech can become text now, and why not."""
        reason = self._reason
        model = self.model_name or None
        return Engine(name=self._name, usable=reason is None, model=model, reason=reason, starting=reason == STARTING)

    @property
    def state(self) -> EngineState:
        """Everything there is to tell about the engine."""
        runs = self._calibration.runs if self._calibration else None
        return EngineState(
            engine=self._name,
            model=self.model_name or None,
            usable=self.is_usable,
            starting=self._reason == STARTING,
            reason=self._reason,
            chosen=self._choice.why if self._choice else None,
            device=runs.device if runs else None,
            compute_type=runs.compute_type if runs else None,
            threads=runs.threads if runs else 0,
            rtf=round(self._calibration.rtf, 4) if self._calibration else None,
            breaker=self.breaker.state.value,
            failures=self.breaker.failures,
            transcribed=self.transcribed,
        )

    @property
    def name(self) -> str:
        """What the engine is called."""
        return self._name

    @property
    def model_name(self) -> str:
        """The model in use."""
        return self._choice.spec.model if self._choice else ""

    @property
    def place(self) -> str:
        """The directory of the model in use, or the address of its server."""
        return self._choice.spec.place if self._choice else ""

    @property
    def quality(self) -> int:
        """How good the model is, on the server's scale."""
        return self._choice.quality if self._choice else 0

    @property
    def calibration(self) -> Calibration | None:
        """How the engine fared at its trial; None before."""
        return self._calibration

    @property
    def is_usable(self) -> bool:
        """Whether the engine can be given work."""
        return self._is_warm and self.breaker.state is BreakerState.CLOSED

    @property
    def is_busy(self) -> bool:
        """Whether the engine works on something, or somebody waits for that."""
        return self._calls > 0

    @property
    def is_starting(self) -> bool:
        """Whether the engine has yet to tell whether it can work."""
        return self._reason == STARTING

    async def is_ready(self) -> bool:
        """Tell whether the engine can work now; looks for a model, loads and tries it when it is time to."""
        if clock.monotonic_s() >= self._next_check_s:
            self._next_check_s = clock.monotonic_s() + RECHECK_S
            await self._check()
        if self._pool is None or self.breaker.state is BreakerState.OPEN:
            return False
        if not self._is_warm or self.breaker.state is BreakerState.HALF_OPEN:
            await self._warm_up(self._pool)
        return self.is_usable

    async def transcribe(self, window: Window, timeout_s: float) -> Heard:
        """Return what is said; `UnavailableError` or `TimeoutError` when the engine died over it or took too long."""
        if self._pool is None or self._choice is None:
            raise UnavailableError("there is no speech engine now")
        self._calls += 1
        try:
            heard = await self._pool.run(worker.transcribe, self._choice.spec, window, timeout_s=timeout_s)
            return checked(heard, window)
        except ModelMissingError:
            self._is_warm = False
            raise
        finally:
            self._calls -= 1

    async def is_well(self) -> bool:
        """Find out after a failure whose fault it was: whether the engine still does what it did at its trial."""
        if self._pool is None:
            return False
        try:
            await self._try(self._pool)
        except (UnavailableError, ModelMissingError, TimeoutError) as error:
            self.breaker.failed()
            self._is_warm = False
            self._reason = f"the engine {self._name} does not work: {_why(error)}"
            if self.breaker.state is BreakerState.OPEN:
                _LOGGER.warning("the engine %s failed again and again and is left alone for a while", self._name)
            return False
        self.breaker.worked()
        return True

    async def close(self) -> None:
        """End the engine's process."""
        pool, self._pool, self._is_warm = self._pool, None, False
        if pool is not None:
            await pool.close()

    async def _check(self) -> None:
        try:
            choice = await asyncio.to_thread(self._source)
        except ModelMissingError as error:
            if self._reason != error.message:
                _LOGGER.warning("the engine %s waits: %s", self._name, error.message)
            self._choice, self._reason = None, error.message
            await self.close()
            return
        if (self._choice is None or choice.spec != self._choice.spec) and not self._is_broken(choice.spec):
            await self._open(choice)

    async def _open(self, choice: Choice) -> None:
        await self.close()
        self._choice, self._calibration = choice, None
        self.breaker.worked()
        label = f"{self._name} {choice.spec.model}".strip()
        self._pool = self._make_pool(worker.load, (choice.spec,), label)

    async def _warm_up(self, pool: Pool) -> None:
        try:
            calibration = await self._try(pool)
        except (UnavailableError, TimeoutError) as error:
            self._reason = f"the engine {self._name} does not work: {_why(error)}"
            _LOGGER.warning("%s", self._reason)
            self.breaker.failed()
            self._is_warm = False
        except ModelMissingError as error:
            _LOGGER.warning("the engine %s did not start: %s", self._name, error.message)
            self._reason = error.message
            if self._choice is not None:
                self._broken = (self._choice.spec, clock.monotonic_s() + RETRY_BROKEN_S)
                if await asyncio.to_thread(self._source.refuse, self._choice.spec):
                    self._next_check_s = 0.0
            self._choice = None
            await self.close()
        else:
            self.breaker.worked()
            await self._judge(calibration)

    async def _judge(self, calibration: Calibration) -> None:
        """Use the engine, or a smaller model if this one turned out too slow for this machine."""
        if self._choice is None:
            return
        self._calibration = calibration
        if await asyncio.to_thread(self._source.judge, self._choice.spec, calibration):
            _LOGGER.warning("the model %s is too slow for this machine", self.model_name)
            self._next_check_s = 0.0
            return
        runs = calibration.runs
        _LOGGER.info(
            "speech is transcribed by %s %s on %s (%s, %d threads): %.2f s of work for a second of talk",
            self._name,
            self.model_name,
            runs.device,
            runs.compute_type,
            runs.threads,
            calibration.rtf,
        )
        self._is_warm, self._reason = True, None

    async def _try(self, pool: Pool) -> Calibration:
        if self._choice is None:
            raise UnavailableError("there is no speech engine now")
        return await pool.run(worker.calibrate, self._choice.spec, timeout_s=TRIAL_TIMEOUT_S)

    def _is_broken(self, spec: EngineSpec) -> bool:
        """Tell whether these very files failed to load a moment ago."""
        return self._broken is not None and self._broken[0] == spec and clock.monotonic_s() < self._broken[1]


def _why(error: Exception) -> str:
    return str(error) or "it took too long"
