"""What travels about models: what there is to install, what is installed, and how it came here.

Standard library only, like `wire`, whose rules hold here, too.
"""

from dataclasses import dataclass

from .wire_codec import TolerantEnum, Wire


class Trust(TolerantEnum):
    """Whose word a file was checked against: this version's catalogue, the hub's for a fixed revision, or nobody's."""

    CATALOGUE = "catalogue"
    HUB = "hub"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile(Wire):
    """One file of a model; `trust` says what its content was checked against."""

    name: str
    size_bytes: int
    sha256: str
    trust: Trust = Trust.NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOrder(Wire):
    """A model to download: `name` is its name in the catalogue.

    With a repository of the hub and the 40 digits of a revision of it, it is one that no catalogue knows, and `name` is
    what it will be called here. `engine` is set for a pack of a face engine.
    """

    name: str
    repository: str | None = None
    revision: str | None = None
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOutcome(Wire):
    """A model that a job installed; where it came from is null when it was brought by hand."""

    name: str
    size_bytes: int
    files: tuple[ModelFile, ...]
    repository: str | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelImport(Wire):
    """A model that somebody brings: `source` is a directory or an archive in the import directory, or an `upload`'s id.

    `name` is what it will be called. `engine` is set for a pack of a face engine.
    """

    name: str
    source: str = ""
    upload: str | None = None
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUpload(Wire):
    """An archive on its way here; the next piece begins at `received_bytes`."""

    id: str
    size_bytes: int
    received_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Importable(Wire):
    """What lies in the import directory; the size of a directory is 0."""

    name: str
    size_bytes: int = 0


class ModelState(TolerantEnum):
    """Whether a model can be used, is being installed, could be, or is there but of no use."""

    AVAILABLE = "available"
    INSTALLING = "installing"
    INSTALLED = "installed"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechModel(Wire):
    """A model for speech that is installed or can be.

    `size_bytes` is what it takes or would take on the disk, `memory_bytes` about what it takes when it is loaded.
    `reason` says why a broken one is broken, `job_id` which job installs it. No `languages` means about a hundred.
    `trust` is the least of its files'; null before it is installed.
    """

    name: str
    title: str
    state: ModelState
    size_bytes: int
    memory_bytes: int = 0
    reason: str | None = None
    in_use: bool = False
    job_id: str | None = None
    languages: tuple[str, ...] = ()
    machine: str | None = None
    licence: str | None = None
    licence_url: str | None = None
    repository: str | None = None
    revision: str | None = None
    trust: Trust | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineHolding(Wire):
    """What one engine that is loaded takes, as it was estimated; a busy one is at work."""

    name: str
    size_bytes: int
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineMemory(Wire):
    """The memory that engines share; `unloaded` counts how often one had to go for another."""

    limit_bytes: int
    used_bytes: int = 0
    unloaded: int = 0
    engines: tuple[EngineHolding, ...] = ()
