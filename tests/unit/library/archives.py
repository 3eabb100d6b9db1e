"""Archives of people to import, whole and broken."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from wallflower.library.archive import FORMAT, VERSION, file_name, write_archive
from wallflower.wire_library import ArchivedExample, ArchivedPerson, Modality


def example(number: int, content: bytes, modality: Modality = Modality.FACE, **changes: Any) -> ArchivedExample:
    """Describe one example with this content."""
    whole = ArchivedExample(
        file=file_name(modality, number),
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        modality=modality,
        engine="dlib",
        model="resnet_v1",
        embedding=base64.b64encode(np.full(128, number, "<f4").tobytes()).decode(),
        quality=0.8,
        parts={"pose": 1.0},
    )
    return replace(whole, **changes)


def person(*examples: ArchivedExample, **changes: Any) -> ArchivedPerson:
    whole = ArchivedPerson(format=FORMAT, version=VERSION, name="Ada", kind="household", examples=examples)
    return replace(whole, **changes)


def packed(contents: Sequence[bytes] = (b"one", b"two"), **changes: Any) -> bytes:
    """Return a whole archive."""
    target = io.BytesIO()
    examples = [example(number, content) for number, content in enumerate(contents, 1)]
    write_archive(target, person(*examples, **changes), contents)
    return target.getvalue()


def zipped(files: Mapping[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of anything."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def manifest(*examples: ArchivedExample, **changes: Any) -> bytes:
    """Return a manifest with keys of any value."""
    return json.dumps(person(*examples).to_json() | changes).encode()
