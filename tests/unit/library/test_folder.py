"""Finding photographs in a folder that other people fill."""

import os
from pathlib import Path

import pytest

from wallflower.errors import ImageError, InvalidRequestError, StorageError
from wallflower.library import folder
from wallflower.library.folder import find_images, fingerprint, read_image, shown_path


def put(root: Path, path: str, data: bytes = b"x") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def test_images_by_person(tmp_path: Path) -> None:
    for path in (
        "Bob/b.PNG",
        "Ada/2.jpeg",
        "Ada/1.jpg",
        "Ada/c.webp",
        "Ada/d.Heic",
        "Ada/notes.txt",
        "Ada/.hidden.jpg",
        "top.jpg",
    ):
        put(tmp_path, path)
    put(tmp_path, "Ada/deeper/3.jpg")
    put(tmp_path, ".trash/4.jpg")
    found = find_images(tmp_path)
    assert [image.path for image in found] == ["Ada/1.jpg", "Ada/2.jpeg", "Ada/c.webp", "Ada/d.Heic", "Bob/b.PNG"]
    assert {image.person for image in found} == {"Ada", "Bob"}


def test_links_lead_nowhere(tmp_path: Path) -> None:
    secret = put(tmp_path, "elsewhere/secret.jpg")
    root = tmp_path / "people"
    real = put(root, "Ada/1.jpg")
    (root / "Ada/2.jpg").symlink_to(secret)
    (root / "Eve").symlink_to(secret.parent)
    (image,) = find_images(root)
    real.unlink()
    real.symlink_to(secret)
    with pytest.raises(ImageError):
        read_image(root, image)


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert find_images(tmp_path / "none") == ()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        find_images(put(tmp_path, "file"))
    assert caught.value.field == "people_folder"


def test_too_many_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_IMAGES", 2)
    for number in range(3):
        put(tmp_path, f"Ada/{number}.jpg")
    with pytest.raises(InvalidRequestError, match="at most 2"):
        find_images(tmp_path)


def test_a_file_that_is_too_large_or_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, "Ada/1.jpg", b"123")
    (image,) = find_images(tmp_path)
    assert read_image(tmp_path, image) == b"123"
    monkeypatch.setattr(folder, "MOST_BYTES", 2)
    with pytest.raises(ImageError, match="smaller"):
        read_image(tmp_path, image)
    file.unlink()
    with pytest.raises(ImageError, match="cannot be read"):
        read_image(tmp_path, image)


def test_names_that_are_no_text(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode(b"\xff\xfe/\xff.jpg"))
    (image,) = find_images(tmp_path)
    assert read_image(tmp_path, image) == b"x"
    assert shown_path(image).encode() == b"\xef\xbf\xbd\xef\xbf\xbd/\xef\xbf\xbd.jpg"


def test_the_fingerprint_changes_with_the_files(tmp_path: Path) -> None:
    file = put(tmp_path, "Ada/1.jpg")
    before = fingerprint(find_images(tmp_path))
    assert fingerprint(find_images(tmp_path)) == before
    os.utime(file, ns=(5, 5))
    touched = fingerprint(find_images(tmp_path))
    put(tmp_path, "Ada/2.jpg")
    assert len({before, touched, fingerprint(find_images(tmp_path)), fingerprint(())}) == 4
