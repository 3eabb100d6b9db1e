"""Packs of face engines as jobs: brought by hand or downloaded, in a real child, checked by the real engine."""

import asyncio
import shutil
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from tests.support.hub import Hub, Request, send, serving
from tests.support.jobs import working
from tests.support.waiting import until
from tests.unit.faces.pack import build_pack
from tests.unit.faces.sface_pack import build_sface
from wallflower.cameras.job_kinds import ModelCare
from wallflower.cameras.jobs import Pace, Worker
from wallflower.cameras.model_checks import check_of
from wallflower.cameras.model_places import catalogue_of, place_of
from wallflower.config import Settings
from wallflower.errors import ModelMissingError
from wallflower.faces import packs
from wallflower.models.catalogue import NAME, load_faces
from wallflower.models.download import Downloader, Source
from wallflower.models.hub import address_of, file_address
from wallflower.models.place import RESERVED
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_jobs import Job, JobKind, JobState, Transfer
from wallflower.wire_models import ModelImport, ModelOrder, Trust
from wallflower.workers.link import EventSender

PATIENCE_S = 60.0


class Events:
    """Takes what the worker tells."""

    def send(self, _kind: EventType, _data: dict[str, Any], _at_ms: int) -> bool:
        return True


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=tmp_path / "media")


async def done(settings: Settings, database: Database, order: ModelOrder | ModelImport) -> Job:
    cares = dict.fromkeys((JobKind.MODEL_DOWNLOAD, JobKind.MODEL_IMPORT), ModelCare(settings))
    worker = Worker(settings, database, cast("EventSender", Events()), cares, pace=Pace(poll_s=0.05, silence_s=30.0))
    jobs = Jobs(database)
    job = jobs.add(order)
    async with working(worker):
        await until(lambda: jobs.get(job.id).ended_ms is not None, PATIENCE_S)
    return jobs.get(job.id)


def archive_of(directory: Path, settings: Settings, name: str) -> None:
    """Put a zip of a directory with packs into the import directory."""
    imports = settings.models_directory / "import"
    imports.mkdir(parents=True)
    shutil.make_archive(str(imports / name), "zip", directory)


@pytest.mark.parametrize(("engine", "build"), [("sface", build_sface), ("insightface", build_pack)])
async def test_an_archive_becomes_a_pack(
    settings: Settings, database: Database, tmp_path: Path, engine: str, build: Any
) -> None:
    build(tmp_path / "made" / "inner")
    archive_of(tmp_path / "made", settings, "mine")
    job = await done(settings, database, ModelImport(name="mine", source="mine.zip", engine=engine))
    assert job.state is JobState.DONE, job.problem
    assert packs.present(settings.models_directory, engine) == ["mine"]
    assert job.installed is not None
    assert {file.trust for file in job.installed.files} == {Trust.NOBODY}
    check_of(settings, engine)(packs.find(settings.models_directory, engine, "mine"))


async def test_what_the_engine_cannot_load_is_not_installed(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    made = build_sface(tmp_path / "made" / "inner")
    detector = made / "face_detection_yunet_2023mar.onnx"
    detector.write_bytes(detector.read_bytes()[:500])
    archive_of(tmp_path / "made", settings, "mine")
    job = await done(settings, database, ModelImport(name="mine", source="mine.zip", engine="sface"))
    assert job.state is JobState.FAILED
    assert job.problem is not None
    assert (job.problem.code, "not whole" in job.problem.message) == (ErrorCode.MODEL_MISSING, True)
    assert packs.present(settings.models_directory, "sface") == []


async def test_no_models_of_speech_are_packs(settings: Settings, database: Database, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "model.bin").write_bytes(b"x")
    archive_of(tmp_path / "made", settings, "mine")
    job = await done(settings, database, ModelImport(name="mine", source="mine.zip", engine="sface"))
    assert job.problem is not None
    assert "no pack of a face engine" in job.problem.message


async def _garbage(_hub: Hub, _request: Request, writer: asyncio.StreamWriter) -> None:
    size = load_faces("sface")["yunet-sface"].files[0].size_bytes
    await send(writer, "200 OK", [f"Content-Length: {size}"], bytes(size))


async def test_a_file_with_another_hash_is_refused(settings: Settings, database: Database) -> None:
    async with serving({}) as hub:
        hub.always = _garbage
        mirrored = settings.model_copy(update={"models_mirror": hub.address})
        job = await done(mirrored, database, ModelOrder(name="yunet-sface", engine="sface"))
    assert job.state is JobState.FAILED
    assert job.problem is not None
    assert "another SHA-256" in job.problem.message
    assert {request.path for request in hub.seen} == {
        "/opencv/face_detection_yunet/resolve/main/face_detection_yunet_2023mar.onnx"
    }
    assert packs.present(settings.models_directory, "sface") == []


@pytest.mark.parametrize("is_whole", [True, False])
async def test_a_download_is_checked_by_the_engine(settings: Settings, tmp_path: Path, *, is_whole: bool) -> None:
    files = {path.name: path.read_bytes() for path in build_sface(tmp_path / "made").iterdir()}
    if not is_whole:
        files["face_recognition_sface_2021dec.onnx"] = b"half"
    place, told = place_of(settings.models_directory, "sface"), list[Transfer]()
    async with serving(files) as hub:
        catalogue = {"mine": hub.entry("mine")}
        downloader = Downloader(place, catalogue, Source(mirror=hub.address), check_of(settings, "sface"))
        run = partial(downloader.download, ModelOrder(name="mine"), told.append)
        if is_whole:
            assert {file.trust for file in (await run()).files} == {Trust.CATALOGUE}
        else:
            with pytest.raises(ModelMissingError, match="not whole"):
                await run()
    assert packs.present(settings.models_directory, "sface") == (["mine"] if is_whole else [])


@pytest.mark.parametrize("engine", ["insightface", "sface"])
def test_the_catalogue_s_packs_are_two_hashed_files_and_a_licence(engine: str) -> None:
    for name, entry in catalogue_of(engine).items():
        assert NAME.fullmatch(name)
        assert name not in RESERVED
        assert (entry.engine, len(entry.files)) == (engine, 2)
        assert all(part.sha256 is not None and len(part.sha256) == 64 for part in entry.files)
        assert all(part.name.endswith(".onnx") for part in entry.files)
        assert entry.licence
        assert (entry.terms is not None) == (engine == "insightface")
        addresses = {str(file_address(address_of(None), entry, part)) for part in entry.files}
        assert all("/resolve/" in address and address.endswith(".onnx") for address in addresses)
        assert len(addresses) == 2
