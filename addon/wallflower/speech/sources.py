"""What each engine is created from: a model that is found on disk and fits this machine, or a server's address."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wallflower.errors import ModelMissingError
from wallflower.speech.engine import Calibration, EngineSpec
from wallflower.speech.models import Model, find, smaller
from wallflower.speech.worker import MODULES, TRAITS

LOCAL = "faster-whisper"
MOST_THREADS = 4
# With a higher share of real time there is nothing left for several cameras, or for words.
HIGHEST_RTF = 0.8
REMOTE_QUALITY = 10_000
BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine to create, why this one, and how good it is compared with others.

    `quality` is the size of a model in megabytes. Of a server elsewhere it is not known; who runs one has a reason.
    """

    spec: EngineSpec
    why: str
    quality: int


class LocalSource:
    """Chooses a Whisper model on disk. Its methods block."""

    def __init__(self, models_directory: Path, wanted: str | None, niceness: int = 10) -> None:
        """Use the wanted model, or the largest that keeps up with talk here."""
        self._models_directory = models_directory
        self._wanted = wanted
        self._niceness = niceness
        self._threads = _threads()
        self._limit: tuple[Model, float] | None = None
        self._refused: set[Model] = set()

    def __call__(self) -> Choice:
        """Return the choice now; raise `ModelMissingError` with the fix."""
        if self._wanted is not None:
            return self._choice(find(self._models_directory, self._wanted), "it is the one that was set")
        if self._limit is not None:
            slow, rtf = self._limit
            if (model := smaller(self._models_directory, slow, self._refused)) is not None:
                why = f"the largest that keeps up: {slow.name} needed {rtf:.1f} s for a second of speech"
                return self._choice(model, why)
        model = find(self._models_directory, without=self._refused)
        why = "the largest that should keep up with talk on this machine"
        if self._refused and model not in self._refused:
            why += f" and can be loaded: {', '.join(sorted(other.name for other in self._refused))} cannot"
        return self._choice(model, why)

    def judge(self, spec: EngineSpec, calibration: Calibration) -> bool:
        """Return whether another model should be tried, as this one turned out too slow."""
        if self._wanted is not None or calibration.rtf <= HIGHEST_RTF:
            return False
        model = find(self._models_directory, spec.place)
        if smaller(self._models_directory, model, self._refused) is None:
            return False
        self._limit = (model, calibration.rtf)
        return True

    def refuse(self, spec: EngineSpec) -> bool:
        """Return whether another model should be tried, as this one cannot be loaded; its files may yet change."""
        if self._wanted is not None:
            return False
        try:
            self._refused.add(find(self._models_directory, spec.place))
            return find(self._models_directory, without=self._refused) not in self._refused
        except ModelMissingError:
            return True

    def _choice(self, model: Model, why: str) -> Choice:
        return Choice(
            EngineSpec(
                engine=LOCAL,
                model=model.name,
                place=str(model.directory),
                threads=self._threads,
                # Changed files are another engine, even under the same name.
                options=(("files", f"{model.size_bytes}-{model.modified_ns}"),),
                niceness=self._niceness,
            ),
            why,
            model.size_bytes // BYTES_PER_MB,
        )


class _FixedSource:
    """Has nothing else to offer."""

    def judge(self, _spec: EngineSpec, _calibration: Calibration) -> bool:
        """Return false: it is the one that was asked for, however slow."""
        return False

    def refuse(self, _spec: EngineSpec) -> bool:
        """Return false: there is no other to try."""
        return False


class RemoteSource(_FixedSource):
    """An engine that is a server elsewhere."""

    def __init__(self, engine: str, address: str | None, model: str | None) -> None:
        """Ask this server for this model, or for its own default."""
        self._engine = engine
        self._address = address
        self._model = model

    def __call__(self) -> Choice:
        """Return the choice; raise `ModelMissingError` for an engine that does not exist or has no address."""
        if self._engine not in MODULES:
            message = f"there is no engine {self._engine!r}: choose from {', '.join(sorted(MODULES))}"
            raise ModelMissingError(message, field="speech_engines")
        if not self._address:
            message = f"the engine {self._engine} has no address: set it in `speech_addresses`"
            raise ModelMissingError(message, field="speech_addresses")
        spec = EngineSpec(engine=self._engine, model=self._model or "", place=self._address, device="remote")
        return Choice(spec, "it is the one that was set", REMOTE_QUALITY)


class DirectorySource(_FixedSource):
    """An engine with models of its own kind on disk. Its methods block."""

    def __init__(self, engine: str, models_directory: Path, model: str | None) -> None:
        """Use the model of this name, or the directory of this path."""
        self._engine = engine
        self._models_directory = models_directory
        self._model = model

    def __call__(self) -> Choice:
        """Return the choice; raise `ModelMissingError` with the fix."""
        if not self._model:
            message = f"the engine {self._engine} has no model: name its directory in `speech_addresses`"
            raise ModelMissingError(message, field="speech_addresses")
        directory = self._models_directory / self._model
        if not directory.is_dir():
            message = f"the speech model {directory.name!r} is not installed: put its directory into {directory.parent}"
            raise ModelMissingError(message, field="speech_addresses")
        size_bytes = sum(path.stat().st_size for path in directory.iterdir() if path.is_file())
        spec = EngineSpec(engine=self._engine, model=directory.name, place=str(directory), threads=_threads())
        return Choice(spec, "it is the one that was set", size_bytes // BYTES_PER_MB)


type Source = LocalSource | RemoteSource | DirectorySource


def _threads() -> int:
    """Leave half of the machine to recording and the rest of the house."""
    return max(1, min(MOST_THREADS, (os.cpu_count() or 2) // 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """Where engines come from. `addresses` are those of servers, or names of model directories, by engine."""

    models_directory: Path
    model: str | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    niceness: int = 10


type MakeSource = Callable[[str, str | None], Source]


def make_source(settings: SourceSettings, engine: str, model: str | None) -> Source:
    """Return where this engine comes from; `model` None is the default one."""
    if engine == LOCAL:
        return LocalSource(settings.models_directory, model or settings.model, settings.niceness)
    place = settings.addresses.get(engine)
    if engine in TRAITS and not TRAITS[engine].remote:
        return DirectorySource(engine, settings.models_directory, model or place)
    return RemoteSource(engine, place, model)
