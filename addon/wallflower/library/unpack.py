"""Reads the archive of a person, believing nothing that it says about itself.

An archive may name any path, hold links, say that it is small and unpack to more than any memory has, or list millions
of files. So its directory is measured before it is read, only files with the names that we give are taken, each is read
up to a bound whatever its header says, and nothing is ever written under a name of the archive's.
"""

import base64
import binascii
import hashlib
import json
import math
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, Self

import numpy as np
from numpy.typing import NDArray

from wallflower.errors import InvalidRequestError
from wallflower.library.archive import FORMAT, MANIFEST, MOST_EXAMPLES, VERSION
from wallflower.names import clean_name
from wallflower.store.names import MOST_ALIASES
from wallflower.wire_codec import WireError
from wallflower.wire_library import ArchivedExample, ArchivedPerson, Modality

MOST_MANIFEST_BYTES = 64_000_000
# Crops are 320 pixels wide; a clip is at most two minutes of 16 kHz 16-bit sound.
MOST_CONTENT_BYTES = {Modality.FACE: 2_000_000, Modality.VOICE: 3_840_000}
LARGEST_DIMENSION = 4096
CHUNK_BYTES = 1 << 16

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LARGE_MARK = b"PK\x06\x07"
_LARGE_BYTES = 20
# A directory entry of ours takes 46 bytes and the name; other programs add some dozens.
_MOST_DIRECTORY_BYTES = 300 * (MOST_EXAMPLES + 1)
_FILE = re.compile(r"faces/\d{5}\.jpg|voices/\d{5}\.pcm")
_SHA256 = re.compile("[0-9a-f]{64}")
_ENGINE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+/-]{0,31}")
_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+/-]{0,63}")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)


class PersonArchive:
    """An open archive whose manifest was read and found sound."""

    def __init__(self, source: IO[bytes]) -> None:
        """Read the directory and the manifest of a file that can be sought in; raise `InvalidRequestError`."""
        _measure(source)
        with _as_broken():
            self._archive = zipfile.ZipFile(source)
        self._entries = _entries(self._archive)
        self.person = self._manifest()

    def content(self, example: ArchivedExample) -> bytes:
        """Return the file of one example; raise `InvalidRequestError` unless it is byte for byte what was packed."""
        data = self._read(example.file, MOST_CONTENT_BYTES[example.modality])
        if hashlib.sha256(data).hexdigest() != example.sha256:
            raise _refused(f"{example.file} is not what was packed (its SHA-256 is another): export the person again")
        return data

    def check(self) -> None:
        """Read everything once; raise `InvalidRequestError` for the first example that is not whole."""
        for example in self.person.examples:
            self.content(example)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def _manifest(self) -> ArchivedPerson:
        data = self._read(MANIFEST, MOST_MANIFEST_BYTES)
        try:
            values = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise _refused(f"its {MANIFEST} is not JSON") from error
        if not isinstance(values, dict) or values.get("format") != FORMAT:
            raise _refused("it is no archive of a person: export one under People")
        if values.get("version") != VERSION:
            raise _refused(f"its format is not version {VERSION}, which this server reads: update the server")
        try:
            person = ArchivedPerson.from_json(values)
        except WireError as error:
            raise _refused(f"its {MANIFEST} is damaged") from error
        _check_person(person, self._entries)
        return person

    def _read(self, name: str, most_bytes: int) -> bytes:
        entry = self._entries.get(name)
        if entry is None:
            raise _refused(f"it has no {name}")
        data = bytearray()
        with _as_broken(), self._archive.open(entry) as source:
            while chunk := source.read(CHUNK_BYTES):
                data += chunk
                if len(data) > most_bytes:
                    break
        if len(data) > most_bytes:
            raise _refused(f"{name} is larger than any that is packed here")
        return bytes(data)


def embedding_of(example: ArchivedExample) -> NDArray[np.float32]:
    """Return an example's embedding; raise `InvalidRequestError` for what is none."""
    try:
        vector = np.frombuffer(base64.b64decode(example.embedding, validate=True), "<f4").astype(np.float32)
    except (ValueError, binascii.Error) as error:
        raise _refused(f"the embedding of {example.file} is damaged") from error
    if not 1 <= vector.size <= LARGEST_DIMENSION or not np.isfinite(vector).all():
        raise _refused(f"the embedding of {example.file} is none")
    return vector


def _measure(source: IO[bytes]) -> None:
    """Refuse an archive whose directory is too large to be read, or is not where it is looked for."""
    size = source.seek(0, 2)
    source.seek(max(0, size - _END.size - _LARGE_BYTES))
    tail = source.read()
    if len(tail) < _END.size:
        raise _refused("it is no ZIP archive")
    mark, _disk, _first, _here, count, length, _offset, comment = _END.unpack(tail[-_END.size :])
    if mark != _END_MARK or comment:
        raise _refused("it is no whole ZIP archive: copy it again")
    if tail[: -_END.size][-_LARGE_BYTES:].startswith(_LARGE_MARK):
        raise _refused("it is larger than archives of a person are")
    if count > MOST_EXAMPLES + 1 or length > _MOST_DIRECTORY_BYTES:
        raise _refused(f"it has more than {MOST_EXAMPLES} examples")
    source.seek(0)


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = entry.orig_filename
        if entry.is_dir() and name in {"faces/", "voices/"}:
            continue
        kind = stat.S_IFMT(entry.external_attr >> 16)
        plain = kind in (0, stat.S_IFREG) and not entry.flag_bits & 1
        if not plain or (name != MANIFEST and _FILE.fullmatch(name) is None):
            raise _refused("it holds a file that no export has, a link, or one that is encrypted: nothing was taken")
        if name in found:
            raise _refused(f"it holds {name} twice")
        found[name] = entry
    return found


def _check_person(person: ArchivedPerson, entries: Mapping[str, object]) -> None:
    try:
        for name in (person.name, *person.aliases):
            clean_name(name)
    except ValueError as error:
        raise _refused(f"a name in it cannot be used: {error}") from error
    if len(person.aliases) > MOST_ALIASES:
        raise _refused(f"it has more than {MOST_ALIASES} aliases")
    files = [example.file for example in person.examples]
    if len(set(files)) != len(files) or {*files, MANIFEST} != set(entries):
        raise _refused(f"its files are not those that its {MANIFEST} names")
    for example in person.examples:
        _check_example(example)


def _check_example(example: ArchivedExample) -> None:
    folder = {Modality.FACE: "faces/", Modality.VOICE: "voices/"}.get(example.modality)
    sound = (
        folder is not None
        and example.file.startswith(folder)
        and _SHA256.fullmatch(example.sha256) is not None
        and _ENGINE.fullmatch(example.engine) is not None
        and _MODEL.fullmatch(example.model) is not None
        and _is_share(example.quality)
        and len(example.parts) <= 20
        and all(len(name) <= 32 and _is_share(value) for name, value in example.parts.items())
        and math.isfinite(example.seconds)
        and 0 <= example.seconds <= 600
        and (example.refused is None or 1 <= len(example.refused) <= 300)
    )
    if not sound:
        raise _refused(f"what its {MANIFEST} says about {example.file[:20]!r} cannot be")
    embedding_of(example)


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


@contextmanager
def _as_broken() -> Iterator[None]:
    try:
        yield
    except InvalidRequestError:
        raise
    except _BROKEN as error:
        raise _refused("it is damaged: copy it again") from error


def _refused(why: str) -> InvalidRequestError:
    return InvalidRequestError(f"this archive cannot be imported: {why}", field="archive")
