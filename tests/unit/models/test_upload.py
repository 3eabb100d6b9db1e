"""Archives that come piece by piece."""

from functools import partial

import pytest

from tests.unit.models.test_bring import pack
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError, StorageError
from wallflower.models.bring import Importer
from wallflower.models.place import Place
from wallflower.models.upload import MOST_UPLOADS, Uploads
from wallflower.speech.models import check, find
from wallflower.wire_models import ModelImport


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
