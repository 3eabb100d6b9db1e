"""The directory of models: what is half made is hidden, what is seen is whole.

MODELS/<name>/                     a model; `wallflower.json` in it tells where its files came from
MODELS/.work/<name>.lock           held by whoever installs or removes this model, on any server that shares MODELS
MODELS/.work/<key>/<name>/         being made; renamed to its place at the end
MODELS/import/                     where users put what is to be imported
"""

import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from wallflower import clock
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError, StorageError
from wallflower.models.catalogue import NAME
from wallflower.names import size_text
from wallflower.wire import ErrorCode
from wallflower.wire_codec import WireError
from wallflower.wire_models import ModelOutcome

UPLOAD = re.compile(r"[0-9a-f]{16}")
WORK = ".work"
IMPORT = "import"
RECEIPT = "wallflower.json"
IMPORTING = "import-"
GONE = "gone-"
UPLOADING = "upload-"
_USELESS = (IMPORTING, GONE)
# Names in the directory that are not a model's: those of ours, and of the engines that recognise faces.
RESERVED = frozenset({IMPORT, "insightface", "sface"})
# What stays free on the disk of the models: a database and logs may lie there, too.
KEPT_FREE_BYTES = 200_000_000
# What an interrupted download left is kept this long for another try.
KEPT_S = 7 * 86_400.0


type Free = Callable[[Path], int]


def free_bytes(directory: Path) -> int:
    """Return how much of the disk of a directory is free."""
    return shutil.disk_usage(directory).free


class Place:
    """One directory of models, which several servers may share."""

    def __init__(self, directory: Path, free: Free = free_bytes) -> None:
        """Nothing is touched yet."""
        self.directory = directory
        self._free = free

    @property
    def work(self) -> Path:
        """Where models are made; on the same file system as their place."""
        return self.directory / WORK

    def of(self, name: str) -> Path:
        """Return a model's directory; raise `InvalidRequestError` for what cannot be the name of one."""
        if not NAME.fullmatch(name) or name in RESERVED:
            message = "a model's name has letters, digits, dots, dashes and underscores, 64 at most"
            raise InvalidRequestError(message, field="name")
        return self.directory / name

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Have this model to oneself; raise `ConflictError` when somebody else is at it."""
        self.of(name)
        with _as_storage_error():
            self.work.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.work / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise ConflictError("this model is being installed or removed just now: wait for it") from error
        try:
            yield
        finally:
            os.close(handle)

    def check_room(self, needed: int) -> None:
        """Raise `StorageError` (disk full) with the figures when so much does not fit beside what must stay free."""
        with _as_storage_error():
            self.work.mkdir(parents=True, exist_ok=True)
            free = max(0, self._free(self.work) - KEPT_FREE_BYTES)
        if needed > free:
            message = (
                f"this needs {size_text(needed)}, but only {size_text(free)} of the disk of the models can be used"
            )
            raise StorageError(f"{message}: free some space", code=ErrorCode.DISK_FULL, field="models")

    def workshop(self, key: str, name: str) -> Path:
        """Return the directory to make a model in, creating it; what an earlier attempt left there is kept."""
        made = self.work / key / self.of(name).name
        with _as_storage_error():
            made.mkdir(parents=True, exist_ok=True)
            os.utime(made.parent)
        return made

    def upload_file(self, upload_id: str) -> Path:
        """Return where an upload's archive is or will be."""
        return self.work / f"{UPLOADING}{upload_id}" / "archive"

    def upload(self, upload_id: str) -> Path:
        """Return an upload's archive; raise `NotFoundError`."""
        archive = self.upload_file(upload_id)
        if not UPLOAD.fullmatch(upload_id) or not archive.is_file():
            raise NotFoundError("no upload has this id", field="upload_id")
        return archive

    def names(self) -> list[str]:
        """Return what models there are by the look of it, whole or not."""
        try:
            entries = sorted(self.directory.iterdir())
        except OSError:
            return []
        named = [path for path in entries if NAME.fullmatch(path.name) and path.name not in RESERVED]
        return [path.name for path in named if (path / "model.bin").is_file() or (path / RECEIPT).is_file()]

    def install(self, made: Path, outcome: ModelOutcome) -> None:
        """Put a model that was made at its place, whole and durable, instead of one that may be there."""
        with _as_storage_error():
            receipt = made / RECEIPT
            receipt.write_text(json.dumps(outcome.to_json(), indent=2) + "\n", encoding="utf-8")
            for path in (*made.iterdir(), made):
                _sync(path)
            self._hide(outcome.name)
            made.rename(self.of(outcome.name))
            _sync(self.directory)
        shutil.rmtree(made.parent, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Delete a model; raise `NotFoundError`, `ConflictError` while it is being installed."""
        if not self.of(name).is_dir():
            raise NotFoundError("no model of this name is installed", field="name")
        with self.locked(name), _as_storage_error():
            self._hide(name)

    def receipt(self, name: str) -> ModelOutcome | None:
        """Return how a model came here; None when nobody wrote it down."""
        try:
            return ModelOutcome.from_json(json.loads((self.of(name) / RECEIPT).read_bytes()))
        except OSError, ValueError, RecursionError, WireError:
            return None

    def discard(self, name: str) -> None:
        """Delete what attempts at a model left behind, unless somebody is at it."""
        with suppress(ConflictError), self.locked(name):
            for made in self.work.glob(f"*/{name}"):
                shutil.rmtree(made.parent, ignore_errors=True)

    def tidy(self) -> int:
        """Delete what nobody has worked at for days, and return how many; somebody is at what is locked."""
        removed = 0
        for made in self._remains():
            names = [path.name for path in made.iterdir()] or [made.name]
            with suppress(ConflictError, InvalidRequestError), self.locked(names[0]):
                shutil.rmtree(made, ignore_errors=True)
                removed += 1
        return removed

    def _remains(self) -> list[Path]:
        """Return what is of no use any more: of imports and removals that died at once, of the rest after days.

        Uploads know themselves how old they are.
        """
        try:
            entries = [path for path in self.work.iterdir() if path.is_dir() and not path.name.startswith(UPLOADING)]
        except OSError:
            return []
        oldest_s = clock.now_ms() / 1000 - KEPT_S
        return [path for path in entries if path.name.startswith(_USELESS) or path.stat().st_mtime < oldest_s]

    def _hide(self, name: str) -> None:
        """Move a model away in one step, then delete it: a reader sees all of it or nothing."""
        gone = self.work / f"{GONE}{token_hex(8)}"
        try:
            self.of(name).rename(gone)
        except FileNotFoundError:
            return
        shutil.rmtree(gone, ignore_errors=True)


@contextmanager
def writing() -> Iterator[None]:
    """Tell a disk that fails while a model is written as `StorageError`, a full one as such."""
    with _as_storage_error():
        yield


@contextmanager
def _as_storage_error() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = "the disk of the models became full: free some space and try again"
            raise StorageError(message, code=ErrorCode.DISK_FULL, field="models") from error
        raise StorageError(f"the directory of the models cannot be used: {error.strerror}", field="models") from error


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
