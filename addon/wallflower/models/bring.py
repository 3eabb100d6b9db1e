"""Bringing a model by hand: a directory or an archive, of which nothing is believed before it was looked at.

An archive may name any path, hold links and devices, and unpack to more than any disk has. Only plain files are taken,
only those beside `model.bin`, only so many and so much, and each under its own bare name.
"""

import hashlib
import lzma
import os
import shutil
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from compression import zstd
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import IO

from wallflower.errors import ConflictError, InvalidRequestError, ModelMissingError, NotFoundError
from wallflower.models.catalogue import Catalogue
from wallflower.models.download import Check, Gauge, Report
from wallflower.models.place import IMPORT, IMPORTING, RECEIPT, Place, writing
from wallflower.names import size_text
from wallflower.wire_models import ModelFile, ModelImport, ModelOutcome, Trust

WEIGHTS = "model.bin"
FACE_WEIGHTS = ".onnx"
MOST_MEMBERS = 1000
MOST_FILES = 64
MOST_BYTES = 8_000_000_000
CHUNK_BYTES = 1 << 20
# What the readers of archives raise over broken ones, besides errors of the disk.
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst")


@dataclass(frozen=True, slots=True)
class Member:
    """One plain file of what is brought, and how to read it."""

    path: PurePosixPath
    size_bytes: int
    open: Callable[[], IO[bytes]]


class Importer:
    """Installs models that somebody put into the import directory or uploaded."""

    def __init__(self, place: Place, catalogue: Catalogue, check: Check, imports: Place | None = None) -> None:
        """`check` has the last word; the catalogue tells whether a model is one it knows.

        With `imports`, what is brought lies there, and it is a pack of a face engine.
        """
        self._weights = WEIGHTS if imports is None else FACE_WEIGHTS
        self._imports = imports or place
        self._place = place
        self._catalogue = catalogue
        self._check = check

    def bring(self, order: ModelImport, report: Report) -> ModelOutcome:
        """Install the model and return what it is made of.

        Raises `NotFoundError`, `InvalidRequestError` for what is no model or not safe to unpack, `ModelMissingError`
        for one that cannot be used, `ConflictError` when a usable one of this name is there, and `StorageError`.
        """
        source = source_of(self._imports, order)
        try:
            outcome = self._bring(order, source, report)
        except InvalidRequestError:
            _forget(order, source)  # no other try makes it a model
            raise
        _forget(order, source)
        return outcome

    def _bring(self, order: ModelImport, source: Path, report: Report) -> ModelOutcome:
        with self._place.locked(order.name), _opened(source) as members:
            self._check_name(order.name)
            wanted = _beside_weights(members, self._weights)
            total = sum(member.size_bytes for member in wanted)
            made = self._place.workshop(f"{IMPORTING}{token_hex(6)}", order.name)
            try:
                self._place.check_room(total)
                outcome = self._outcome(order.name, self._copy(wanted, made, Gauge(total), report))
                self._check(made)
                self._place.install(made, outcome)
            finally:
                shutil.rmtree(made.parent, ignore_errors=True)
        return outcome

    def _check_name(self, name: str) -> None:
        try:
            self._check(self._place.of(name))
        except ModelMissingError:
            return
        raise ConflictError("a model of this name is installed: remove it first, or choose another name")

    def _copy(self, wanted: list[Member], made: Path, gauge: Gauge, report: Report) -> list[ModelFile]:
        files = []
        for member in wanted:
            sha256 = hashlib.sha256()
            with member.open() as source, writing(), (made / member.path.name).open("xb") as goal:
                for chunk in _chunks(source, member):
                    goal.write(chunk)
                    sha256.update(chunk)
                    gauge.add(len(chunk))
                    report(gauge.read())
            files.append(ModelFile(name=member.path.name, size_bytes=member.size_bytes, sha256=sha256.hexdigest()))
        return files

    def _outcome(self, name: str, files: list[ModelFile]) -> ModelOutcome:
        """Tell which model this is, if it is one of the catalogue's, byte for byte."""
        size = sum(file.size_bytes for file in files)
        hashes = {file.name: file.sha256 for file in files}
        for entry in self._catalogue.values():
            if all(part.sha256 is not None and hashes.get(part.name) == part.sha256 for part in entry.files):
                known = {part.name for part in entry.files}
                proven = tuple(
                    ModelFile.from_json(file.to_json() | {"trust": Trust.CATALOGUE}) if file.name in known else file
                    for file in files
                )
                return ModelOutcome(
                    name=name,
                    size_bytes=size,
                    files=proven,
                    repository=entry.repository,
                    revision=entry.revision,
                )
        return ModelOutcome(name=name, size_bytes=size, files=tuple(files))


def source_of(place: Place, order: ModelImport) -> Path:
    """Return what is to be imported; raise `NotFoundError`, `InvalidRequestError` for a name that leads elsewhere."""
    if order.upload is not None:
        return place.upload(order.upload)
    root = place.directory / IMPORT
    if order.source in ("", ".", "..") or PurePosixPath(order.source).name != order.source:
        raise InvalidRequestError(f"name a file or directory in {root}", field="source")
    source = root / order.source
    if not os.path.lexists(source):
        raise NotFoundError(f"there is no {order.source} in {root}: put it there first", field="source")
    return source


def _forget(order: ModelImport, source: Path) -> None:
    """Delete an upload that nobody needs any more."""
    if order.upload is not None:
        shutil.rmtree(source.parent, ignore_errors=True)


def suggested_name(source: str) -> str:
    """Return what a model is called if nobody says: the name of its directory or archive."""
    for ending in ARCHIVES:
        source = source.removesuffix(ending)
    return source


@contextmanager
def _opened(source: Path) -> Iterator[list[Member]]:
    """Give the plain files of a directory or an archive; raise `InvalidRequestError` when it holds other things."""
    mode = source.lstat().st_mode
    if stat.S_ISDIR(mode):
        yield _bounded(_of_directory(source))
    elif not stat.S_ISREG(mode):
        raise InvalidRequestError("a link cannot be imported: copy what it leads to", field="source")
    elif zipfile.is_zipfile(source):
        with _as_broken(), zipfile.ZipFile(source) as archive:
            yield _bounded(_of_zip(archive))
    else:
        with _as_broken(), tarfile.open(source) as archive:
            yield _bounded(_of_tar(archive))


@contextmanager
def _as_broken() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        message = "this is no whole zip or tar archive: copy it again, or unpack it and import the directory"
        raise InvalidRequestError(message, field="source") from error


def _of_directory(source: Path) -> Iterator[Member]:
    for entry in sorted(source.iterdir()):
        status = entry.lstat()
        if stat.S_ISDIR(status.st_mode):
            continue
        if not stat.S_ISREG(status.st_mode):
            message = f"{entry.name} is a link or a device: copy the model with its links followed (cp -rL)"
            raise InvalidRequestError(message, field="source")
        yield Member(PurePosixPath(entry.name), status.st_size, lambda entry=entry: entry.open("rb"))  # type: ignore[misc]


def _of_zip(archive: zipfile.ZipFile) -> Iterator[Member]:
    for item in archive.infolist():
        if item.is_dir():
            continue
        kind = stat.S_IFMT(item.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or item.flag_bits & 1:
            raise _unsafe(item.filename)
        yield Member(_inside(item.filename), item.file_size, lambda item=item: archive.open(item))  # type: ignore[misc]


def _of_tar(archive: tarfile.TarFile) -> Iterator[Member]:
    for item in archive:
        if item.isdir():
            continue
        if not item.isreg():
            raise _unsafe(item.name)
        yield Member(_inside(item.name), item.size, lambda item=item: _of_member(archive, item))  # type: ignore[misc]


def _of_member(archive: tarfile.TarFile, item: tarfile.TarInfo) -> IO[bytes]:
    source = archive.extractfile(item)
    if source is None:
        raise _unsafe(item.name)
    return source


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or not path.name:
        raise _unsafe(name)
    return path


def _unsafe(name: str) -> InvalidRequestError:
    shown = "".join(character if character.isprintable() else "?" for character in name[-60:])
    return InvalidRequestError(
        f"the archive holds {shown!r}, which is a link, a device, encrypted, or leads out of it: nothing was unpacked",
        field="source",
    )


def _bounded(members: Iterator[Member]) -> list[Member]:
    found: list[Member] = []
    total = 0
    for member in members:
        found.append(member)
        total += member.size_bytes
        if len(found) > MOST_MEMBERS or total > MOST_BYTES:
            message = f"a model has at most {MOST_MEMBERS} files and {size_text(MOST_BYTES)}: this is more"
            raise InvalidRequestError(message, field="source")
    return found


def _beside_weights(members: list[Member], weights: str) -> list[Member]:
    """Return the files of the one directory that holds a model."""
    homes = {member.path.parent for member in members if member.path.name.endswith(weights)}
    if len(homes) != 1:
        kind = "Whisper model" if weights == WEIGHTS else "pack of a face engine"
        found = "several models: import them one by one" if homes else f"no {weights} file: it is no {kind}"
        raise InvalidRequestError(f"this holds {found}", field="source")
    home = homes.pop()
    wanted = [
        member
        for member in members
        if member.path.parent == home and not member.path.name.startswith(".") and member.path.name != RECEIPT
    ]
    names = {member.path.name for member in wanted}
    if len(wanted) > MOST_FILES or len(names) != len(wanted):
        raise InvalidRequestError("this holds a file twice, or more files than a model has", field="source")
    return wanted


def _chunks(source: IO[bytes], member: Member) -> Iterator[bytes]:
    """Read a file; never more of it than it said it has."""
    left = member.size_bytes
    while left:
        with _as_broken():
            try:
                chunk = source.read(min(CHUNK_BYTES, left))
            except OSError as error:
                raise EOFError from error
        if not chunk:
            raise InvalidRequestError(f"{member.path.name} ends early: copy it again", field="source")
        left -= len(chunk)
        yield chunk
    if source.read(1):
        raise InvalidRequestError(f"{member.path.name} is larger than it says: copy it again", field="source")
