"""The folder of photographs, `<name of a person>/<any name>.jpg`: read only, nothing in it is ever changed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wallflower.errors import ImageError, InvalidRequestError, StorageError

READ = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".bmp", ".gif", ".tif", ".tiff")
# What telephones make: nobody can read it here, but its owner is told so.
REFUSED = (".heic", ".heif")
ENDINGS = frozenset((*READ, *REFUSED))
MOST_IMAGES = 20_000
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundImage:
    """A file that may be a photograph of `person`; `path` is below the folder, and `key` names that for good."""

    person: str = field(repr=False)
    path: str = field(repr=False)
    key: str
    size_bytes: int
    changed_ns: int


def find_images(folder: Path) -> tuple[FoundImage, ...]:
    """Return the images of everybody, in the order of their paths; none where there is no folder.

    Links are not followed and hidden files not taken. Raises `StorageError` when the folder cannot be read, and
    `InvalidRequestError` for too many images.
    """
    try:
        found = tuple(image for person in _entries(folder) for image in _images(person))
    except FileNotFoundError:
        return ()
    except OSError as error:
        message = f"the folder of photographs cannot be read ({error.strerror}): check its owner and mode"
        raise StorageError(message, field="people_folder") from error
    if len(found) > MOST_IMAGES:
        message = f"the folder of photographs has {len(found)} images: at most {MOST_IMAGES} are taken"
        raise InvalidRequestError(message, field="people_folder")
    return found


def fingerprint(images: Iterable[FoundImage]) -> str:
    """Return what changes when an image comes, goes or changes."""
    digest = hashlib.sha256()
    for image in images:
        digest.update(f"{image.key} {image.size_bytes} {image.changed_ns}\n".encode())
    return digest.hexdigest()


def read_image(folder: Path, image: FoundImage) -> bytes:
    """Return a file's content; raise `ImageError` when it cannot be read or is too large."""
    try:
        # A link that was put in the place of the file since it was found must not lead anywhere.
        descriptor = os.open(os.fsencode(folder / os.fsdecode(_bytes_of(image))), os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ImageError(f"the file cannot be read ({error.strerror}): check its owner and mode") from error
    if len(data) > MOST_BYTES:
        raise ImageError(f"the file is larger than {MOST_BYTES // 1_000_000} MB: make it smaller")
    return data


def shown_path(image: FoundImage) -> str:
    """Return the path as text that every database takes."""
    return _shown(_bytes_of(image))


def _shown(path: bytes) -> str:
    return path.decode(errors="replace").replace("\0", "?")


def shown_folder(image: FoundImage) -> str:
    """Return the folder of an image as `shown_path` has it."""
    return shown_path(image).partition("/")[0]


def folder_names(folder: Path) -> tuple[str, ...]:
    """Return what the folders of everybody are called, as `shown_path` has them; none where that cannot be read."""
    try:
        names = [entry.name for entry in _entries(folder) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return ()
    return tuple(_shown(os.fsencode(name)) for name in names)


def _bytes_of(image: FoundImage) -> bytes:
    return os.fsencode(image.path)


def _images(person: os.DirEntry[str]) -> Iterator[FoundImage]:
    if not person.is_dir(follow_symlinks=False):
        return
    for entry in _entries(Path(person.path)):
        if Path(entry.name).suffix.lower() in ENDINGS and entry.is_file(follow_symlinks=False):
            path = f"{person.name}/{entry.name}"
            status = entry.stat(follow_symlinks=False)
            yield FoundImage(
                person=person.name,
                path=path,
                key=hashlib.sha256(os.fsencode(path)).hexdigest(),
                size_bytes=status.st_size,
                changed_ns=status.st_mtime_ns,
            )


def _entries(directory: Path) -> list[os.DirEntry[str]]:
    with os.scandir(directory) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
