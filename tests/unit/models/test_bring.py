"""Models brought by hand: usable ones are installed, and archives that mean ill get nowhere."""

import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.hub import Hub
from wallflower.errors import ConflictError, InvalidRequestError, ModelMissingError, NotFoundError, StorageError
from wallflower.models import bring
from wallflower.models.bring import ARCHIVES, Importer, suggested_name
from wallflower.models.catalogue import Catalogue
from wallflower.models.place import IMPORT, RECEIPT, Place
from wallflower.speech.models import check, find
from wallflower.wire_jobs import Transfer
from wallflower.wire_models import ModelImport, ModelOutcome, Trust

type Bring = Callable[..., ModelOutcome]


@pytest.fixture
def inbox(place: Place) -> Path:
    inbox = place.directory / IMPORT
    inbox.mkdir(parents=True)
    return inbox


@pytest.fixture
def told() -> list[Transfer]:
    return []


@pytest.fixture
def bring_it(place: Place, told: list[Transfer]) -> Bring:
    def brought(source: str, name: str = "mini", catalogue: Catalogue | None = None) -> ModelOutcome:
        importer = Importer(place, catalogue or {}, partial(check, models_directory=place.directory))
        return importer.bring(ModelImport(name=name, source=source), told.append)

    return brought


def put(directory: Path, files: dict[str, bytes]) -> None:
    directory.mkdir(parents=True)
    for name, data in files.items():
        (directory / name).write_bytes(data)


def pack(path: Path, files: dict[str, bytes], folder: str = "") -> None:
    """Make an archive of the kind that its name tells."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(folder + name, data)
        return
    mode = {".gz": "w:gz", ".tgz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz", ".zst": "w:zst"}.get(path.suffix, "w")
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]
        for name, data in files.items():
            tar.addfile(named(folder + name, len(data)), io.BytesIO(data))


def named(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    item = tarfile.TarInfo(name)
    item.size, item.type, item.linkname = size, kind, "/etc/passwd"
    return item


def test_a_directory_is_installed(bring_it: Bring, inbox: Path, place: Place, files: dict[str, bytes]) -> None:
    put(inbox / "mini", files | {".hidden": b"x", RECEIPT: b"a lie"})
    (inbox / "mini" / "docs").mkdir()
    outcome = bring_it("mini")
    assert {path.name for path in place.of("mini").iterdir()} == {*files, RECEIPT}
    assert (place.receipt("mini"), outcome.repository) == (outcome, None)
    assert {file.trust for file in outcome.files} == {Trust.NOBODY}
    assert find(place.directory).name == "mini"
    assert (inbox / "mini").is_dir()


@pytest.mark.parametrize("ending", ARCHIVES)
@pytest.mark.parametrize("folder", ["", "faster-whisper-mini/", "./a/b/"])
def test_every_kind_of_archive_is_installed(
    bring_it: Bring, inbox: Path, place: Place, files: dict[str, bytes], ending: str, folder: str
) -> None:
    pack(inbox / f"mini{ending}", files, folder)
    outcome = bring_it(f"mini{ending}")
    assert {file.name for file in outcome.files} == set(files)
    assert find(place.directory).name == suggested_name(f"mini{ending}") == "mini"


def test_progress_is_told(bring_it: Bring, inbox: Path, files: dict[str, bytes], told: list[Transfer]) -> None:
    put(inbox / "mini", files)
    bring_it("mini")
    assert told[-1].done_bytes == told[-1].total_bytes == sum(map(len, files.values()))


async def test_a_model_of_the_catalogue_is_recognised(
    bring_it: Bring, inbox: Path, files: dict[str, bytes], hub: Hub
) -> None:
    entry = hub.entry()
    put(inbox / "mine", files | {"README.md": b"hello"})
    outcome = bring_it("mine", "mine", {entry.name: entry})
    assert (outcome.repository, outcome.revision) == (entry.repository, entry.revision)
    assert {file.name for file in outcome.files if file.trust is Trust.NOBODY} == {"README.md"}
    put(inbox / "other", files | {"config.json": b"{}"})
    assert bring_it("other", "other", {entry.name: entry}).repository is None


@pytest.mark.parametrize(
    "name", ["../model.bin", "/model.bin", "a/../../model.bin", "a\\..\\model.bin", "..", "x/..", "C:\\model.bin"]
)
@pytest.mark.parametrize("ending", [".zip", ".tar"])
def test_paths_that_lead_out_are_refused(
    bring_it: Bring, inbox: Path, place: Place, files: dict[str, bytes], name: str, ending: str
) -> None:
    pack(inbox / f"evil{ending}", files | {name: b"evil"})
    before = {path for path in place.directory.parent.rglob("*") if path.parts[-1] != "mini.lock"}
    with pytest.raises(InvalidRequestError, match="nothing was unpacked"):
        bring_it(f"evil{ending}")
    after = {path for path in place.directory.parent.rglob("*") if path.parts[-1] != "mini.lock"}
    assert after - before <= {place.work}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_refused(
    bring_it: Bring, inbox: Path, files: dict[str, bytes], kind: bytes
) -> None:
    pack(inbox / "evil.tar", files)
    with tarfile.open(inbox / "evil.tar", "a") as tar:
        tar.addfile(named("extra", kind=kind))
    with pytest.raises(InvalidRequestError, match="'extra'"):
        bring_it("evil.tar")


def test_links_in_a_zip_are_refused(bring_it: Bring, inbox: Path, files: dict[str, bytes]) -> None:
    pack(inbox / "evil.zip", files)
    with zipfile.ZipFile(inbox / "evil.zip", "a") as archive:
        link = zipfile.ZipInfo("extra")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(InvalidRequestError, match="'extra'"):
        bring_it("evil.zip")


def test_links_and_pipes_in_a_directory_are_refused(
    bring_it: Bring, inbox: Path, files: dict[str, bytes], tmp_path: Path
) -> None:
    put(inbox / "mini", files)
    (inbox / "mini" / "link.json").symlink_to("/etc/passwd")
    with pytest.raises(InvalidRequestError, match=r"link\.json is a link"):
        bring_it("mini")
    (inbox / "mini" / "link.json").unlink()
    os.mkfifo(inbox / "mini" / "pipe")
    with pytest.raises(InvalidRequestError, match="pipe is a link or a device"):
        bring_it("mini")
    put(tmp_path / "elsewhere", files)
    (inbox / "linked").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InvalidRequestError, match="a link cannot be imported"):
        bring_it("linked")


@pytest.mark.parametrize("source", ["../mini", "/etc", ".", "..", "a/b", ""])
def test_only_the_import_directory_is_looked_into(bring_it: Bring, inbox: Path, source: str) -> None:
    assert inbox.is_dir()
    with pytest.raises(InvalidRequestError, match="name a file or directory in"):
        bring_it(source)


def test_nothing_there(bring_it: Bring, inbox: Path) -> None:
    with pytest.raises(NotFoundError, match=f"there is no mini in {inbox}"):
        bring_it("mini")


def test_more_than_any_model_is_refused(
    bring_it: Bring, inbox: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(inbox / "many.tar", {f"{index}.json": b"" for index in range(bring.MOST_MEMBERS)} | files)
    pack(inbox / "some.zip", {f"{index}.json": b"" for index in range(bring.MOST_FILES)} | files)
    for source, reason in (("many.tar", "at most 1000 files"), ("some.zip", "more files than a model has")):
        with pytest.raises(InvalidRequestError, match=reason):
            bring_it(source)
    monkeypatch.setattr(bring, "MOST_BYTES", 1_000_000)
    pack(inbox / "big.tar.gz", files)
    with pytest.raises(InvalidRequestError, match="this is more"):
        bring_it("big.tar.gz")


def test_a_bomb_is_stopped_by_what_it_announces(bring_it: Bring, inbox: Path) -> None:
    """A header may announce terabytes that a few bytes unpack to: nothing of them is read."""
    header = named("model.bin", 10**13).tobuf(tarfile.PAX_FORMAT)
    (inbox / "bomb.tar").write_bytes(header + b"\0" * 10_240)
    with pytest.raises(InvalidRequestError, match="this is more"):
        bring_it("bomb.tar")


def test_a_zip_that_lies_about_its_size_is_refused(bring_it: Bring, inbox: Path, files: dict[str, bytes]) -> None:
    path = inbox / "liar.zip"
    pack(path, files)
    size = len(files["model.bin"])
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little")))
    with pytest.raises(InvalidRequestError):
        bring_it("liar.zip")


@pytest.mark.parametrize("ending", ARCHIVES)
@pytest.mark.parametrize("part", [0.0, 0.5, 0.999])
def test_half_an_archive_is_refused(
    bring_it: Bring, inbox: Path, place: Place, files: dict[str, bytes], ending: str, part: float
) -> None:
    path = inbox / f"half{ending}"
    pack(path, files)
    data = path.read_bytes()
    whole = len(data) if ending != ".tar" else sum(map(len, files.values()))  # a tar ends in emptiness
    path.write_bytes(data[: int(whole * part)])
    with pytest.raises(InvalidRequestError):
        bring_it(path.name)
    assert not place.of("mini").exists()
    assert [made for made in place.work.iterdir() if made.is_dir()] == []


def test_no_model_or_several(bring_it: Bring, inbox: Path, files: dict[str, bytes]) -> None:
    pack(inbox / "none.zip", {"readme.txt": b"hello"})
    pack(inbox / "two.zip", {f"{folder}/{name}": data for folder in "ab" for name, data in files.items()})
    for source, reason in (("none.zip", r"no model\.bin"), ("two.zip", "several models")):
        with pytest.raises(InvalidRequestError, match=reason):
            bring_it(source)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_twice_is_refused(bring_it: Bring, inbox: Path, files: dict[str, bytes]) -> None:
    pack(inbox / "twice.zip", files)
    with zipfile.ZipFile(inbox / "twice.zip", "a") as archive:
        archive.writestr("config.json", "{}")
    with pytest.raises(InvalidRequestError, match="twice"):
        bring_it("twice.zip")


def test_what_cannot_be_used_is_not_installed(
    bring_it: Bring, inbox: Path, place: Place, files: dict[str, bytes]
) -> None:
    put(inbox / "mini", files | {"model.bin": files["model.bin"][:-5]})
    with pytest.raises(ModelMissingError, match="incomplete"):
        bring_it("mini")
    assert not place.of("mini").exists()


def test_a_usable_model_is_not_overwritten_but_a_broken_one_is(
    bring_it: Bring, inbox: Path, place: Place, files: dict[str, bytes]
) -> None:
    put(inbox / "mini", files)
    bring_it("mini")
    with pytest.raises(ConflictError, match="remove it first"):
        bring_it("mini")
    (place.of("mini") / "model.bin").write_bytes(b"half")
    bring_it("mini")
    assert (place.of("mini") / "model.bin").read_bytes() == files["model.bin"]


def test_a_model_that_does_not_fit_is_refused(inbox: Path, place: Place, files: dict[str, bytes]) -> None:
    put(inbox / "mini", files)
    tight = Place(place.directory, lambda _path: 200_000_001)
    importer = Importer(tight, {}, partial(check, models_directory=place.directory))
    with pytest.raises(StorageError, match="free some space"):
        importer.bring(ModelImport(name="mini", source="mini"), print)
