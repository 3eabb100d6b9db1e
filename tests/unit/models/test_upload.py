"""Archives that come piece by piece."""

import os
from functools import partial

import pytest

from tests.unit.models.test_bring import pack
from wallflower import clock
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError, StorageError
from wallflower.models.bring import Importer
from wallflower.models.place import KEPT_S, Place
from wallflower.models.upload import KEPT_PART_S, MOST_UPLOADS, Uploads
from wallflower.speech.models import check, find
from wallflower.wire_models import ModelImport, ModelUpload


@pytest.fixture
def uploads(place: Place) -> Uploads:
    return Uploads(place)


def test_an_archive_arrives_in_pieces_and_is_installed(uploads: Uploads, place: Place, files: dict[str, bytes]) -> None:
    place.directory.mkdir()
    path = place.directory.with_name("model.tar.gz")
    pack(path, files)
    data = path.read_bytes()
    upload = uploads.begin(len(data))
    for start in range(0, len(data), 300_000):
        upload = uploads.add(upload.id, start, data[start : start + 300_000])
    assert upload == uploads.get(upload.id)
    assert upload.received_bytes == upload.size_bytes == len(data)
    importer = Importer(place, {}, partial(check, models_directory=place.directory))
    importer.bring(ModelImport(name="mine", upload=upload.id), print)
    assert find(place.directory).name == "mine"
    with pytest.raises(NotFoundError):
        uploads.get(upload.id)


def test_pieces_follow_each_other_and_a_repeated_one_changes_nothing(uploads: Uploads) -> None:
    upload = uploads.begin(10)
    assert uploads.add(upload.id, 0, b"01234").received_bytes == 5
    assert uploads.add(upload.id, 0, b"01234").received_bytes == 5
    for offset in (3, 6):
        with pytest.raises(ConflictError, match="go on at 5"):
            uploads.add(upload.id, offset, b"56") if offset == 6 else uploads.add(upload.id, offset, b"3456")
    with pytest.raises(InvalidRequestError, match="more than was announced"):
        uploads.add(upload.id, 5, b"567890")
    assert uploads.add(upload.id, 5, b"56789").received_bytes == 10


def test_an_upload_can_be_forgotten_and_only_so_many_are_kept(uploads: Uploads, place: Place) -> None:
    first, *_ = [uploads.begin(10) for _ in range(MOST_UPLOADS)]
    with pytest.raises(ConflictError, match="too many"):
        uploads.begin(10)
    uploads.delete(first.id)
    assert not place.upload_file(first.id).parent.exists()
    uploads.begin(10)
    with pytest.raises(NotFoundError):
        uploads.delete(first.id)


def test_what_nobody_goes_on_with_makes_room(uploads: Uploads, place: Place) -> None:
    part, whole, fresh, torn = [uploads.begin(4) for _ in range(MOST_UPLOADS)]
    uploads.add(whole.id, 0, b"0123")
    place.upload_file(torn.id).with_name("total").unlink()
    now_s = clock.now_ms() / 1000
    for upload in (part, whole, torn):
        age(place, upload, now_s - KEPT_PART_S - 60)
    uploads.begin(4)
    assert {path.name.removeprefix("upload-") for path in place.work.iterdir()} >= {whole.id, fresh.id}
    for upload in (part, torn):
        assert not place.upload_file(upload.id).parent.exists()
    assert uploads.tidy() == 0
    age(place, whole, now_s - KEPT_S - 60)
    assert place.tidy() == 0, "uploads know themselves how old they are"
    assert uploads.tidy() == 1


def age(place: Place, upload: ModelUpload, touched_s: float) -> None:
    """Let the last piece of an upload have come then."""
    for path in (place.upload_file(upload.id), place.upload_file(upload.id).parent):
        os.utime(path, (touched_s, touched_s))


def test_an_archive_that_is_none_is_not_kept(uploads: Uploads, place: Place, files: dict[str, bytes]) -> None:
    importer = Importer(place, {}, partial(check, models_directory=place.directory))
    upload = uploads.begin(4)
    uploads.add(upload.id, 0, b"noi")
    with pytest.raises(InvalidRequestError, match="go on at 3 of 4"):
        uploads.check_whole(upload.id)
    uploads.add(upload.id, 3, b"s")
    uploads.check_whole(upload.id)
    with pytest.raises(InvalidRequestError, match="no whole zip or tar"):
        importer.bring(ModelImport(name="mine", upload=upload.id), print)
    with pytest.raises(NotFoundError):
        uploads.get(upload.id)
    # One whose name is taken is brought again under another.
    path = place.directory.with_name("model.tar.gz")
    pack(path, files)
    upload = uploads.begin(path.stat().st_size)
    uploads.add(upload.id, 0, path.read_bytes())
    pack_directory(place, files)
    with pytest.raises(ConflictError, match="another name"):
        importer.bring(ModelImport(name="mine", upload=upload.id), print)
    importer.bring(ModelImport(name="other", upload=upload.id), print)
    assert find(place.directory, "other").name == "other"


def pack_directory(place: Place, files: dict[str, bytes]) -> None:
    """Let a model of the name be there."""
    place.of("mine").mkdir(parents=True)
    for name, data in files.items():
        (place.of("mine") / name).write_bytes(data)


def test_an_upload_that_does_not_fit_is_refused_at_once(place: Place) -> None:
    tight = Uploads(Place(place.directory, lambda _path: 200_000_100))
    with pytest.raises(StorageError, match="free some space"):
        tight.begin(60)
    tight.begin(50)


@pytest.mark.parametrize("upload_id", ["", "..", "0" * 16, "../../../etc/passwd", "A" * 16])
def test_ids_that_name_nothing(uploads: Uploads, upload_id: str) -> None:
    for action in (uploads.get, uploads.delete, lambda wrong: uploads.add(wrong, 0, b"x")):
        with pytest.raises(NotFoundError):
            action(upload_id)
