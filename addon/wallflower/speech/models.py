"""Which Whisper models are on disk, whether they are whole, and which one to use.

A model is a directory in CTranslate2's format. faster-whisper itself would go to the internet for a missing tokenizer
and guess the number of mel bands, so nothing is loaded that was not checked here first.
"""

import json
import re
import struct
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from wallflower.errors import ModelMissingError

WEIGHTS = "model.bin"
JSON_FILES = ("config.json", "tokenizer.json")
PREPROCESSOR = "preprocessor_config.json"
VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
SPEC = "WhisperSpec"
FIRST_LAYER = "encoder/conv1/weight"  # its shape is (width, mel bands, 3)
DEFAULT_MELS = 80  # what faster-whisper assumes where nothing tells
BINARY_VERSIONS = range(4, 7)
MOST_NAME_BYTES = 1024
# The largest int8 model that keeps up with talk on two x86 cores is about `small` (265 MB); more must be asked for.
REAL_TIME_BYTES = 320_000_000
_LANGUAGE_TOKEN = re.compile(r"<\|([a-z]{2,3})\|>")
HOW_TO_INSTALL = (
    "put the directory of a Whisper model in CTranslate2 format (model.bin, config.json, tokenizer.json, vocabulary, "
    "preprocessor_config.json; for example a copy of Systran/faster-whisper-base) into"
)


@dataclass(frozen=True, slots=True)
class Model:
    """A whole model on disk. Two are equal when their files are."""

    directory: Path
    size_bytes: int
    modified_ns: int

    @property
    def name(self) -> str:
        """What users call it."""
        return self.directory.name


def find(models_directory: Path, wanted: str | None = None, without: Collection[Model] = ()) -> Model:
    """Return the wanted model (a directory, or a name in the models directory), else the best whole one.

    `without` are taken only where there is no other. Raise `ModelMissingError` with the reason and the fix.
    """
    if wanted is not None:
        named = models_directory / wanted
        return check(named if named.is_dir() else Path(wanted), models_directory)
    whole, broken = _installed(models_directory)
    if whole:
        return _best([model for model in whole if model not in without] or whole)
    if broken:
        raise broken[0]
    raise ModelMissingError(f"no speech model is installed: {HOW_TO_INSTALL} {models_directory}")


def smaller(models_directory: Path, model: Model, without: Collection[Model] = ()) -> Model | None:
    """Return the largest whole model that is smaller and not one of `without`, None where there is none."""
    whole = _installed(models_directory)[0]
    less = [other for other in whole if other.size_bytes < model.size_bytes and other not in without]
    return max(less, key=lambda other: other.size_bytes, default=None)


def larger(models_directory: Path, model: Model) -> Model | None:
    """Return the largest whole model if it is larger, None otherwise."""
    more = [other for other in _installed(models_directory)[0] if other.size_bytes > model.size_bytes]
    return max(more, key=lambda other: other.size_bytes, default=None)


def check(directory: Path, models_directory: Path) -> Model:
    """Return the model in a directory when all its files are there and whole; raise `ModelMissingError` otherwise."""
    if not directory.is_dir():
        raise ModelMissingError(
            f"the speech model {directory.name!r} is not installed: {HOW_TO_INSTALL} {models_directory}",
            field="speech_model",
        )
    try:
        for name in JSON_FILES:
            if not isinstance(_read_json(directory, name), dict):
                raise _broken(directory, f"{name} is not that of a model: copy it again")
        if not any((directory / name).is_file() for name in VOCABULARIES):
            raise _broken(directory, "vocabulary.json is missing")
        _check_mels(directory, _mel_bands(directory))
        status = (directory / WEIGHTS).stat()
    except OSError as error:
        raise _broken(directory, f"it cannot be read ({error.strerror})") from error
    return Model(directory.resolve(), status.st_size, status.st_mtime_ns)


def languages(directory: Path) -> tuple[str, ...]:
    """Return the codes of the languages in a model's vocabulary; none where it cannot be read."""
    for name in VOCABULARIES:
        with suppress(OSError, ValueError):
            return tuple(sorted(set(_LANGUAGE_TOKEN.findall((directory / name).read_text(encoding="utf-8")))))
    return ()


def _installed(models_directory: Path) -> tuple[list[Model], list[ModelMissingError]]:
    """Return the whole models, and why others are not."""
    whole: list[Model] = []
    broken: list[ModelMissingError] = []
    for directory in _candidates(models_directory):
        try:
            whole.append(check(directory, models_directory))
        except ModelMissingError as error:
            broken.append(error)
    return whole, broken


def _candidates(models_directory: Path) -> list[Path]:
    try:
        entries = sorted(models_directory.iterdir())
    except OSError:
        return []
    return [entry for entry in entries if not entry.name.startswith(".") and (entry / WEIGHTS).is_file()]


def _best(models: list[Model]) -> Model:
    """Return the largest that keeps up in real time, or the smallest where none does."""
    quick = [model for model in models if model.size_bytes <= REAL_TIME_BYTES]
    if quick:
        return max(quick, key=lambda model: model.size_bytes)
    return min(models, key=lambda model: model.size_bytes)


def _broken(directory: Path, what: str) -> ModelMissingError:
    return ModelMissingError(f"the speech model {directory.name!r} cannot be used: {what}", field="speech_model")


def _read_json(directory: Path, name: str) -> Any:
    path = directory / name
    if not path.is_file():
        raise _broken(directory, f"{name} is missing")
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _broken(directory, f"{name} is incomplete or damaged") from error


def _check_mels(directory: Path, mels: int) -> None:
    if (directory / PREPROCESSOR).is_file():
        told = _read_json(directory, PREPROCESSOR)
        if not isinstance(told, dict) or told.get("feature_size", DEFAULT_MELS) != mels:
            raise _broken(directory, f"{PREPROCESSOR} is not the one of this model ({mels} mel bands)")
    elif mels != DEFAULT_MELS:
        raise _broken(directory, f"{PREPROCESSOR} is missing, and this model needs it ({mels} mel bands)")


def _mel_bands(directory: Path) -> int:
    """Walk through the weights' table without reading them; return the mel bands, raise when the file is cut short."""
    path = directory / WEIGHTS
    if not path.is_file():
        raise _broken(directory, f"{WEIGHTS} is missing")
    with path.open("rb") as file, _as_incomplete(directory):
        shapes = dict(_variables(file))
        if FIRST_LAYER not in shapes:
            raise _broken(directory, f"{WEIGHTS} holds no Whisper model")
        return shapes[FIRST_LAYER][1]


@contextmanager
def _as_incomplete(directory: Path) -> Iterator[None]:
    try:
        yield
    except (struct.error, UnicodeDecodeError, ValueError, IndexError) as error:
        raise _broken(directory, f"{WEIGHTS} is incomplete or of another format; copy it again") from error


def _variables(file: IO[bytes]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield name and shape of each variable (CTranslate2's binary version 4 and later)."""
    (version,) = _unpack(file, "<I")
    if version not in BINARY_VERSIONS or _name(file) != SPEC:
        raise ValueError("not a Whisper model")
    _revision, count = _unpack(file, "<II")
    for _ in range(count):
        name = _name(file)
        (rank,) = _unpack(file, "<B")
        shape = _unpack(file, f"<{rank}I")
        _kind, length = _unpack(file, "<BI")
        file.seek(length, 1)  # past the end of a file that was cut short: the next read will tell
        yield name, shape
    (aliases,) = _unpack(file, "<I")
    for _ in range(2 * aliases):
        _name(file)


def _unpack(file: IO[bytes], layout: str) -> tuple[int, ...]:
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _name(file: IO[bytes]) -> str:
    (length,) = _unpack(file, "<H")
    if length > MOST_NAME_BYTES:
        raise ValueError("not a name")
    read = file.read(length)
    if len(read) < length:
        raise ValueError("the file ends in a name")
    return read.rstrip(b"\0").decode()
