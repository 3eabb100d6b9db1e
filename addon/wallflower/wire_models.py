"""What travels about models: what there is to install, what is installed, and how it came here.

Standard library only, like `wire`, whose rules hold here, too.
"""

from dataclasses import dataclass

from wallflower.wire_codec import TolerantEnum, Wire


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
    what it will be called here.
    """

    name: str
    repository: str | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOutcome(Wire):
    """A model that a job installed; where it came from is null when it was brought by hand."""

    name: str
    size_bytes: int
    files: tuple[ModelFile, ...]
    repository: str | None = None
    revision: str | None = None
