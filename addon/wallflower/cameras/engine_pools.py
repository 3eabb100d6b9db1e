"""The engines of this machine in children of their own, under one budget of memory."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wallflower.config import Settings
from wallflower.errors import ModelMissingError
from wallflower.faces.analysis import find_pack, load_engine
from wallflower.wire_models import EngineHolding, EngineMemory
from wallflower.workers.budget import MB, MemoryBudget, default_limit_bytes, estimate_bytes
from wallflower.workers.executor import EnginePool
from wallflower.workers.lending import Lending
from wallflower.workers.shared_memory import SharingPool

# Most that a child with dlib held over photographs of up to 3840 × 2160: 190 MB.
DLIB_BYTES = 200 * MB
# Faces and the speech that nobody has heard yet are worth the same; what is heard again stands back behind both.
FACES_NICENESS = 10
# Between them: a tuning goes for what is heard and seen, and what is heard again goes for a tuning.
TUNING_NICENESS = 15
WEIGHTS = (".bin", ".onnx")


class EnginePools:
    """Makes pools whose engines share memory."""

    def __init__(self, settings: Settings) -> None:
        """Hand out what the settings say, or half of what there is."""
        limit = settings.engine_memory_mb * MB if settings.engine_memory_mb else default_limit_bytes()
        self._settings = settings
        self._budget = MemoryBudget(limit)
        self._lending = Lending(self._budget)
        self._made: Counter[str] = Counter()

    def speech(self, initializer: Callable[..., object], initargs: tuple[Any, ...], name: str) -> SharingPool:
        """Return a pool for the engine that `initargs` begins with the spec of."""
        pool, spec = EnginePool(initializer, initargs, name), initargs[0]
        return SharingPool(pool, self._budget, self._own(name), lambda: speech_bytes(spec.place), spec.niceness)

    def faces(self, engine: str, model: str | None) -> SharingPool:
        """Return the pool of an engine for faces with a pack of it, the best one for None."""
        models = self._settings.models_directory
        pool = EnginePool(load_engine, (engine, models, model), f"faces {engine}")
        name = self._own(f"faces {engine}")
        return SharingPool(pool, self._budget, name, lambda: face_bytes(engine, models, model), FACES_NICENESS)

    async def lend(self, pid: int, model: str, place: str) -> None:
        """Count the engine of a tuning, in a process of its own, until that ends; raise `EngineDownError`."""
        if size := await asyncio.to_thread(speech_bytes, place):
            await self._lending.lend(f"tuning {model}".strip(), size, pid, TUNING_NICENESS)

    def _own(self, name: str) -> str:
        """Return a name that no other pool had: two may work with the same model at once."""
        self._made[name] += 1
        return name if self._made[name] == 1 else f"{name} ({self._made[name]})"

    def memory(self) -> EngineMemory:
        """Return who holds how much."""
        return EngineMemory(
            limit_bytes=self._budget.limit_bytes,
            used_bytes=self._budget.used_bytes,
            unloaded=self._budget.unloaded,
            engines=tuple(
                EngineHolding(name=holding.name, size_bytes=holding.size_bytes, busy=holding.busy)
                for holding in self._budget.holdings()
            ),
        )


def speech_bytes(place: str) -> int:
    """Return about what an engine takes here; nothing, when it works on another machine."""
    return estimate_bytes(_weights(Path(place))) if place.startswith("/") else 0


def face_bytes(engine: str, models: Path, model: str | None = None) -> int:
    """Return about what an engine for faces takes."""
    if engine == "dlib":
        return DLIB_BYTES
    try:
        return estimate_bytes(_weights(find_pack(engine, models, model)))
    except ModelMissingError:
        return 0


def _weights(directory: Path) -> int:
    try:
        return sum(path.stat().st_size for path in directory.iterdir() if path.suffix in WEIGHTS)
    except OSError:
        return 0
