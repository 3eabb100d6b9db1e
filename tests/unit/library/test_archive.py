"""Archives of people: what is packed comes back, and what was tampered with is refused with the reason."""

import base64
import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.library.archives import example, manifest, packed, zipped
from wallflower.errors import InvalidRequestError
from wallflower.library import unpack
from wallflower.library.archive import MOST_EXAMPLES
from wallflower.library.unpack import PersonArchive, embedding_of
from wallflower.wire_library import Modality


def read(data: bytes) -> PersonArchive:
    return PersonArchive(io.BytesIO(data))


def reason(data: bytes) -> str:
    with pytest.raises(InvalidRequestError) as caught, read(data) as archive:
        archive.check()
    assert caught.value.field == "archive"
    return caught.value.message


def test_what_is_packed_comes_back() -> None:
    with read(packed(aliases=("Countess",))) as archive:
        archive.check()
        assert (archive.person.name, archive.person.aliases) == ("Ada", ("Countess",))
        assert [archive.content(item) for item in archive.person.examples] == [b"one", b"two"]
        assert embedding_of(archive.person.examples[1]).tolist() == [2.0] * 128


def test_a_person_without_examples() -> None:
    with read(packed(())) as archive:
        assert archive.person.examples == ()


def test_an_archive_that_somebody_packed_anew_is_taken() -> None:
    item = example(1, b"one")
    whole: dict[str | zipfile.ZipInfo, bytes] = {"faces/": b"", item.file: b"one", "person.json": manifest(item)}
    with read(zipped(whole)) as archive:
        assert archive.content(item) == b"one"


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o120777 << 16
    return entry


ITEM = example(1, b"one")
SOUND: dict[str | zipfile.ZipInfo, bytes] = {"person.json": manifest(ITEM), ITEM.file: b"one"}


@pytest.mark.parametrize(
    "name",
    ["../evil.jpg", "/etc/passwd", "faces/../../00001.jpg", "C:\\x.jpg", "faces\\00002.jpg", "faces/2.jpg", "x", "a/"],
)
def test_names_that_no_export_has(name: str) -> None:
    assert "nothing was taken" in reason(zipped({**SOUND, name: b"x"}))


def test_links_are_refused() -> None:
    assert "a link" in reason(zipped({"person.json": manifest(ITEM), link(ITEM.file): b"/etc/passwd"}))


def test_a_file_that_comes_twice() -> None:
    target = io.BytesIO(zipped(SOUND))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(ITEM.file, b"another")
    assert "twice" in reason(target.getvalue())


def test_a_wrong_hash() -> None:
    assert "SHA-256" in reason(zipped({**SOUND, ITEM.file: b"two"}))


def test_a_file_that_is_missing_and_one_too_many() -> None:
    assert "not those" in reason(zipped({"person.json": manifest(ITEM)}))
    assert "not those" in reason(zipped({**SOUND, "faces/00002.jpg": b"x"}))
    assert "has no person.json" in reason(zipped({ITEM.file: b"one"}))


@pytest.mark.parametrize("version", [0, 2, "1", None, 1.5])
def test_another_version(version: object) -> None:
    assert "update the server" in reason(zipped({**SOUND, "person.json": manifest(ITEM, version=version)}))


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"{}", b"[" * 200_000, b'{"format": "x"}'])
def test_a_manifest_that_is_none(text: bytes) -> None:
    assert reason(zipped({"person.json": text}))


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "a\u202eb"},
        {"name": 5},
        {"aliases": ["x" * 300]},
        {"aliases": ["x"] * 101},
        {"examples": {}},
        {"examples": [{}]},
    ],
)
def test_a_person_who_cannot_be(changes: Mapping[str, Any]) -> None:
    assert reason(zipped({**SOUND, "person.json": manifest(ITEM, **changes)}))


NAN = base64.b64encode(struct.pack("<2f", 1.0, float("nan"))).decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"modality": "smell"},
        {"modality": "voice"},
        {"sha256": "x"},
        {"engine": ""},
        {"engine": "a\nb"},
        {"model": "x" * 65},
        {"quality": 2.0},
        {"quality": -0.1},
        {"parts": {"pose": "high"}},
        {"parts": {str(number): 1.0 for number in range(21)}},
        {"embedding": "?"},
        {"embedding": ""},
        {"embedding": NAN},
        {"embedding": "AAA="},
        {"seconds": -1.0},
        {"refused": ""},
    ],
)
def test_an_example_that_cannot_be(changes: Mapping[str, Any]) -> None:
    values = {**ITEM.to_json(), **changes}
    assert reason(zipped({**SOUND, "person.json": manifest(ITEM, examples=[values])}))


def test_a_file_that_unpacks_to_more_than_any_has() -> None:
    bomb = bytes(unpack.MOST_CONTENT_BYTES[Modality.FACE] + 1)
    item = example(1, bomb)
    data = zipped({"person.json": manifest(item), item.file: bomb})
    assert len(data) < 20_000
    assert "larger than any" in reason(data)


def test_a_file_that_lies_about_its_size() -> None:
    bomb = bytes(unpack.MOST_CONTENT_BYTES[Modality.FACE] * 2)
    item = example(1, bomb)
    data = bytearray(zipped({"person.json": manifest(item), item.file: bomb}))
    honest = struct.pack("<L", len(bomb))
    assert data.count(honest) == 2
    data = data.replace(honest, struct.pack("<L", 3))
    assert reason(bytes(data))


def test_a_manifest_that_unpacks_to_more_than_any_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MOST_MANIFEST_BYTES", 1000)
    assert "larger than any" in reason(zipped({"person.json": b" " * 1001}))


def test_a_directory_of_too_many_files_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = zipped({f"faces/{number:05d}.jpg": b"" for number in range(MOST_EXAMPLES + 2)}, zipfile.ZIP_STORED)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the directory was read"))
    assert str(MOST_EXAMPLES) in reason(many)


def test_a_directory_that_hides_its_size_in_a_large_record_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed()
    cut = len(whole) - 22
    large = whole[:cut] + b"PK\x06\x07" + bytes(16) + whole[cut:]
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the directory was read"))
    assert "larger" in reason(large)


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 1000, packed()[:-1], packed()[:-30], packed() + b"x"])
def test_what_is_no_whole_archive(data: bytes) -> None:
    assert "ZIP" in reason(data)


def test_an_encrypted_file() -> None:
    data = bytearray(zipped(SOUND))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        position = data.index(mark)
        data[position + offset] |= 1
    assert "encrypted" in reason(bytes(data))


@given(st.integers(0, len(packed()) - 1), st.integers(1, 255))
def test_a_changed_byte_never_passes_for_another_example(position: int, change: int) -> None:
    data = bytearray(packed())
    data[position] ^= change
    try:
        with read(bytes(data)) as archive:
            contents = [archive.content(item) for item in archive.person.examples]
    except InvalidRequestError:
        return
    assert contents == [b"one", b"two"][: len(contents)]
