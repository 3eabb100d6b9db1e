"""The archive of a person: `person.json` (`ArchivedPerson`), then each face and voice as a plain file.

    person.json            faces/00001.jpg …            voices/00001.pcm …

Everything is stored as it is: pictures do not get smaller, and whoever reads it need not inflate anything.
"""

import json
import zipfile
from collections.abc import Iterable
from typing import IO, Final

from wallflower.wire_library import ArchivedPerson, Modality

FORMAT: Final = "thewallflower-person"
VERSION: Final = 1
MANIFEST: Final = "person.json"
MOST_EXAMPLES: Final = 5000
# The largest archive that is taken; 500 photographs take some 10 MB, a minute of a voice 2 MB.
MOST_BYTES: Final = 256_000_000
# A ZIP file cannot tell of times before 1980; this one tells of none.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def file_name(modality: Modality, number: int) -> str:
    """Return what the example of this number is called in an archive."""
    return f"voices/{number:05d}.pcm" if modality is Modality.VOICE else f"faces/{number:05d}.jpg"


def write_archive(target: IO[bytes], person: ArchivedPerson, contents: Iterable[bytes]) -> None:
    """Write an archive with the content of each of the person's examples, in their order, one in memory at a time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(MANIFEST), json.dumps(person.to_json(), ensure_ascii=False, indent=1))
        for example, content in zip(person.examples, contents, strict=True):
            archive.writestr(_entry(example.file), content)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.external_attr = 0o100600 << 16
    return entry
