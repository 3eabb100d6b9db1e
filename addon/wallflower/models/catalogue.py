"""The models that can be installed by name, each at one fixed revision; `catalogue.json` is the list.

No file of it was downloaded to make the list. Every SHA-256 in it was published for that revision by projects that did,
most of them by several; the sizes of eight of the ten models add up to published totals. A file whose content nobody we
can name has published has none there: it is checked against what the hub tells of that revision (see `hub`), and an
installed model says for each of its files whose word it was. `faces.json` lists the packs of face engines: what is
known of them are their files' sizes and SHA-256, which several projects published alike, so any revision will do.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from wallflower.errors import NotFoundError

FILE = "catalogue.json"
FACES_FILE = "faces.json"
# What a directory of a model may be called; a leading dot hides what is being made.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
PREFIX = "faster-whisper-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a model; `git_sha1` is git's name of a small file's content, as the hub tells it.

    `repository` and `path` say where it is when that is not the model's own repository and the file's own name.
    """

    name: str
    size_bytes: int
    sha256: str | None = None
    git_sha1: str | None = None
    repository: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A model to download. No `languages` means the about hundred ones of Whisper; `machine` says what it needs.

    `engine` is set for packs of face engines. `terms` is the text that must be accepted before it is used, if any.
    """

    name: str
    title: str
    repository: str
    revision: str
    licence: str
    licence_url: str
    languages: tuple[str, ...]
    machine: str
    files: tuple[Part, ...]
    engine: str | None = None
    terms: str | None = None

    @property
    def size_bytes(self) -> int:
        """Size of all its files."""
        return sum(part.size_bytes for part in self.files)


type Catalogue = Mapping[str, Entry]


def load(file: str = FILE) -> Catalogue:
    """Return the models by name, as they are listed."""
    listed = json.loads(files(__package__).joinpath(file).read_text(encoding="utf-8"))
    return {entry.name: entry for entry in map(_entry, listed["models"])}


def load_faces(engine: str) -> Catalogue:
    """Return the packs of a face engine by name."""
    return {name: entry for name, entry in load(FACES_FILE).items() if entry.engine == engine}


def find(catalogue: Catalogue, name: str) -> Entry:
    """Return a model by its name, with or without the usual prefix; raise `NotFoundError` naming what there is."""
    found = catalogue.get(name) or catalogue.get(PREFIX + name)
    if found is None:
        short = ", ".join(known.removeprefix(PREFIX) for known in catalogue)
        raise NotFoundError(f"the catalogue has no model of this name; it has {short}", field="name")
    return found


def _entry(values: dict[str, Any]) -> Entry:
    parts = tuple(Part(**part) for part in values["files"])
    return Entry(**(values | {"languages": tuple(values["languages"]), "files": parts}))
