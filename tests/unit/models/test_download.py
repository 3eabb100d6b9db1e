"""Downloads of a real model from a hub that behaves, and from one that does all that servers do."""

import asyncio
import itertools
import os
import signal
import sys
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tests.support import hub as hubs
from tests.support.hub import REPOSITORY, REVISION, Hub, size_bytes
from tests.support.waiting import until
from wallflower.errors import (
    ConfigError,
    ConflictError,
    InvalidRequestError,
    ModelMissingError,
    NotFoundError,
    StorageError,
    UnavailableError,
    WallflowerError,
)
from wallflower.models.fetch import PROGRESS_BYTES
from wallflower.models.place import RECEIPT, Place
from wallflower.speech.models import find
from wallflower.wire import ErrorCode
from wallflower.wire_models import ModelOrder, Trust

if TYPE_CHECKING:
    from tests.unit.models.conftest import Desk

NAME = "faster-whisper-small"
OTHER = ModelOrder(name="my-model", repository=REPOSITORY, revision=REVISION)


async def test_a_model_is_downloaded_verified_and_usable(desk: Desk, files: dict[str, bytes]) -> None:
    outcome = await desk.download()
    directory = desk.place.of(NAME)
    assert {path.name: path.read_bytes() for path in directory.iterdir() if path.name != RECEIPT} == files
    assert (outcome.name, outcome.repository, outcome.revision) == (NAME, REPOSITORY, REVISION)
    assert {file.name: file.sha256 for file in outcome.files} == {
        name: sha256(data).hexdigest() for name, data in files.items()
    }
    assert {file.trust for file in outcome.files} == {Trust.CATALOGUE}
    assert desk.place.receipt(NAME) == outcome
    assert find(desk.place.directory).name == NAME
    assert (desk.seen, desk.remains) == ({NAME}, [])
    assert {request.path for request in desk.hub.seen} == {desk.hub.path(name) for name in files}


async def test_what_is_there_already_is_not_fetched_again(desk: Desk) -> None:
    first = await desk.download()
    asked = len(desk.hub.seen)
    assert await desk.download() == first
    assert len(desk.hub.seen) == asked


async def test_a_broken_model_is_replaced(desk: Desk, files: dict[str, bytes]) -> None:
    await desk.download()
    (desk.place.of(NAME) / "model.bin").write_bytes(b"half")
    await desk.download()
    assert (desk.place.of(NAME) / "model.bin").read_bytes() == files["model.bin"]


async def test_a_connection_that_breaks_off_is_resumed_where_it_was(desk: Desk, files: dict[str, bytes]) -> None:
    desk.hurry()
    desk.hub.next("model.bin", hubs.breaking_off(500_000), hubs.breaking_off(300_000), hubs.stalling(100_000))
    await desk.download()
    assert _climbs(desk.hub.ranges("model.bin"), 4)
    again = [request for request in desk.hub.seen if request.start]
    assert {request.headers["if-range"] for request in again} == {f'"{sha256(files["model.bin"]).hexdigest()}"'}


def _climbs(starts: list[int], count: int) -> bool:
    """Tell whether each request began further on than the one before; what a broken connection held may be lost."""
    return starts[0] == 0 and len(starts) == count and all(a < b for a, b in itertools.pairwise(starts))


async def test_a_file_that_changed_meanwhile_is_begun_anew(desk: Desk) -> None:
    """The server has another version than the part that is here: If-Range makes it send all of that."""
    desk.hub.next("model.bin", _other_version)
    await desk.download()
    assert _climbs(desk.hub.ranges("model.bin"), 2)
    assert desk.hub.seen[-1].headers["if-range"] == '"old"'


async def _other_version(hub: Hub, _request: hubs.Request, writer: asyncio.StreamWriter) -> None:
    length = len(hub.files["model.bin"])
    await hubs.send(writer, "200 OK", [f"Content-Length: {length}", 'ETag: "old"'], b"x" * 500_000)


async def test_a_server_that_forgot_how_to_resume_sends_all_again(desk: Desk) -> None:
    desk.hub.next("model.bin", hubs.without_resume(400_000), hubs.without_resume())
    await desk.download()
    assert _climbs(desk.hub.ranges("model.bin"), 2)
    assert desk.told[-1].done_bytes <= desk.catalogue[NAME].size_bytes


async def test_a_range_the_server_does_not_know_starts_over(desk: Desk) -> None:
    desk.hub.next("model.bin", hubs.breaking_off(500_000), hubs.telling("416 Range Not Satisfiable"))
    await desk.download()
    assert [start > 0 for start in desk.hub.ranges("model.bin")] == [False, True, False]


async def test_another_part_than_asked_for_is_not_taken(desk: Desk) -> None:
    wrong = hubs.telling("206 Partial Content", "Content-Range: bytes 0-9/99", body=b"0123456789")
    desk.hub.next("model.bin", hubs.breaking_off(500_000), wrong)
    await desk.download()
    assert [start > 0 for start in desk.hub.ranges("model.bin")] == [False, True, True]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable", "500 Oh", "502 Bad Gateway"])
async def test_a_server_that_is_busy_is_asked_again(desk: Desk, status: str) -> None:
    desk.hub.next("config.json", hubs.telling(status, "Retry-After: 0"), hubs.telling(status))
    await desk.download()
    assert len(desk.hub.ranges("config.json")) == 3


async def test_a_server_is_left_alone_as_long_as_it_asks(desk: Desk) -> None:
    desk.hub.next("config.json", hubs.telling("429 Too Many Requests", "Retry-After: 3600"))
    task = asyncio.create_task(desk.download())
    await until(lambda: desk.hub.ranges("config.json"))
    await asyncio.sleep(0.3)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    assert len(desk.hub.ranges("config.json")) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (hubs.telling("503 Busy"), "answers 503"),
        (hubs.breaking_off(0), "failed"),
        (hubs.stalling(0), "in time"),
        (hubs.saying(b"short", length=5), "of 5 bytes"),
        (hubs.elsewhere("/again"), "in a circle"),
    ],
)
async def test_a_server_that_never_recovers_is_given_up(desk: Desk, answer: hubs.Answer, reason: str) -> None:
    if reason == "in time":
        desk.hurry()
    desk.hub.always = answer
    with pytest.raises(UnavailableError, match=reason) as caught:
        await desk.download()
    assert "another mirror" in caught.value.message
    assert desk.seen == set()


async def test_a_trickle_is_a_stall(desk: Desk) -> None:
    desk.hurry()
    desk.hub.always = hubs.dripping(0.1)
    with pytest.raises(UnavailableError, match="next to nothing"):
        await desk.download()


async def test_more_than_the_file_has_is_cut_off(desk: Desk) -> None:
    desk.hub.next("model.bin", *[hubs.saying(b"x" * 3_000_000)] * 4)
    with pytest.raises(UnavailableError, match="more than the file has"):
        await desk.download()
    assert sum(path.stat().st_size for path in desk.remains) < 2_000_000


async def test_wrong_bytes_are_tried_twice_and_never_installed(desk: Desk, files: dict[str, bytes]) -> None:
    wrong = b"x" * len(files["model.bin"])
    desk.hub.next("model.bin", hubs.saying(wrong), hubs.saying(wrong))
    with pytest.raises(ModelMissingError, match=r"model\.bin .*another SHA-256") as caught:
        await desk.download()
    assert caught.value.field == "models_mirror"
    assert desk.hub.ranges("model.bin") == [0, 0]
    assert desk.seen == set()
    await desk.download()  # from a server that came to its senses
    assert desk.seen == {NAME}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("404 Not Found", ErrorCode.NOT_FOUND),
        ("410 Gone", ErrorCode.NOT_FOUND),
        ("401 Unauthorized", ErrorCode.AUTH_FAILED),
        ("403 Forbidden", ErrorCode.AUTH_FAILED),
        ("418 I am a teapot", ErrorCode.UNAVAILABLE),
    ],
)
async def test_what_will_not_change_is_not_asked_again(desk: Desk, status: str, code: ErrorCode) -> None:
    desk.hub.next("config.json", hubs.telling(status))
    with pytest.raises(WallflowerError) as caught:
        await desk.download()
    assert caught.value.code is code
    assert len(desk.hub.ranges("config.json")) == 1


async def test_redirects_are_followed_but_not_out_of_tls(desk: Desk) -> None:
    desk.hub.next("model.bin", hubs.elsewhere(f"{desk.hub.address}{desk.hub.path('model.bin')}"))
    desk.hub.next("config.json", *[hubs.elsewhere("ftp://127.0.0.1/x")] * 4)
    with pytest.raises(UnavailableError, match="not secure"):
        await desk.download()
    await desk.download()
    assert desk.hub.ranges("model.bin") == [0, 0]


async def test_nobody_at_home_is_told(desk: Desk) -> None:
    desk.source = replace(desk.source, mirror="http://127.0.0.1:1")
    with pytest.raises(UnavailableError, match="failed"):
        await desk.download()


async def test_a_model_that_does_not_fit_is_refused_with_the_figures(desk: Desk) -> None:
    desk.place = Place(desk.place.directory, lambda _path: 200_400_000)
    with pytest.raises(StorageError, match=r"needs 1\.\d MB, but only 0\.4 MB") as caught:
        await desk.download()
    assert caught.value.code is ErrorCode.DISK_FULL
    assert desk.hub.seen == []


async def test_a_disk_that_becomes_full_is_freed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.write

    def write(descriptor: int, data: bytes) -> int:
        if len(data) > 100_000:
            raise OSError(28, "No space left on device")
        return really(descriptor, data)

    monkeypatch.setattr("wallflower.models.fetch.os.write", write)
    with pytest.raises(StorageError, match="became full") as caught:
        await desk.download()
    assert caught.value.code is ErrorCode.DISK_FULL
    assert (desk.seen, desk.remains) == (set(), [])


async def test_two_at_once_do_not_meet(desk: Desk) -> None:
    desk.hub.next("config.json", hubs.stalling(1, 0.2))
    results = await asyncio.gather(desk.download(), desk.download(), return_exceptions=True)
    assert sum(isinstance(result, ConflictError) for result in results) == 1
    assert find(desk.place.directory).name == NAME


async def test_a_stopped_download_goes_on_where_it_was(desk: Desk, files: dict[str, bytes]) -> None:
    desk.hub.next("model.bin", hubs.stalling(700_000))
    task = asyncio.create_task(desk.download())
    await until(lambda: any(path.stat().st_size == 700_000 for path in desk.remains))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert desk.seen == set()
    await desk.download()
    assert desk.hub.ranges("model.bin") == [0, 700_000]
    assert len(desk.hub.ranges("config.json")) == 1
    assert (desk.place.of(NAME) / "model.bin").read_bytes() == files["model.bin"]


async def test_progress_tells_bytes_speed_and_what_is_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallflower.models.download.REPORT_S", 0.02)
    desk.hub.next("model.bin", hubs.breaking_off(600_000))
    await desk.download()
    total = desk.catalogue[NAME].size_bytes
    assert {transfer.total_bytes for transfer in desk.told} == {total}
    assert [transfer.done_bytes for transfer in desk.told] == sorted(transfer.done_bytes for transfer in desk.told)
    moving = [transfer for transfer in desk.told if transfer.bytes_per_s]
    assert moving
    assert all(transfer.left_s is not None for transfer in moving)


async def test_what_cannot_be_used_is_not_installed(desk: Desk, files: dict[str, bytes]) -> None:
    """All bytes are those of the catalogue, but they are no model."""
    desk.hub.files = files | {"model.bin": b"not a model"}
    desk.catalogue = {NAME: desk.hub.entry()}
    with pytest.raises(ModelMissingError, match="incomplete or of another format"):
        await desk.download()
    assert desk.seen == set()


async def test_a_hash_the_catalogue_lacks_is_the_hubs_and_said_so(desk: Desk) -> None:
    entry = desk.hub.entry()
    (first, *others) = entry.files
    desk.catalogue = {NAME: replace(entry, files=(replace(first, sha256=None), *others))}
    outcome = await desk.download()
    assert {file.name for file in outcome.files if file.trust is Trust.HUB} == {first.name}


async def test_a_model_of_no_catalogue_is_what_the_hub_says(desk: Desk) -> None:
    outcome = await desk.download(OTHER)
    assert (outcome.name, outcome.revision, desk.seen) == ("my-model", REVISION, {"my-model"})
    assert {file.trust for file in outcome.files} == {Trust.HUB}
    assert find(desk.place.directory, "my-model").name == "my-model"


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
async def test_the_hubs_word_is_held_against_what_it_sends(desk: Desk, files: dict[str, bytes], name: str) -> None:
    wrong = bytes(reversed(files[name]))
    desk.hub.next(name, hubs.saying(wrong), hubs.saying(wrong))
    with pytest.raises(ModelMissingError, match="another SHA-256"):
        await desk.download(OTHER)


@pytest.mark.parametrize(
    ("order", "error"),
    [
        (ModelOrder(name="gigantic"), NotFoundError),
        (replace(OTHER, repository="nobody/nothing"), NotFoundError),
        (replace(OTHER, repository="../../x"), InvalidRequestError),
        (replace(OTHER, revision="main"), InvalidRequestError),
        (replace(OTHER, name="../x"), InvalidRequestError),
        (replace(OTHER, name="insightface"), InvalidRequestError),
    ],
)
async def test_orders_that_name_nothing(desk: Desk, order: ModelOrder, error: type[Exception]) -> None:
    with pytest.raises(error):
        await desk.download(order)
    assert desk.seen == set()


async def test_a_hub_whose_word_could_be_forged_is_not_asked(desk: Desk) -> None:
    desk.source = replace(desk.source, mirror="http://mirror.example")
    with pytest.raises(ConfigError, match="https"):
        await desk.download(OTHER)


@pytest.mark.parametrize("mirror", ["ftp://mirror.example", "mirror.example", "https://", "http://[::1"])
async def test_a_mirror_that_is_none(desk: Desk, mirror: str) -> None:
    desk.source = replace(desk.source, mirror=mirror)
    with pytest.raises(ConfigError):
        await desk.download()


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'[{"type": "file", "path": "model.bin", "size": "many"}]', b"[" * 900_000, b"[" * 2_000_000]
)
async def test_a_list_of_files_that_is_none(desk: Desk, body: bytes) -> None:
    path = f"/api/models/{REPOSITORY}/tree/{REVISION}"
    desk.hub.answers[path].append(hubs.telling("200 OK", body=body))
    with pytest.raises(UnavailableError):
        await desk.download(OTHER)


async def test_a_proxy_is_asked_for_everything(desk: Desk, files: dict[str, bytes]) -> None:
    """A proxy sees whole addresses; ours answers for a mirror whose name nobody knows."""
    desk.source = replace(desk.source, mirror="http://mirror.invalid", proxy=desk.hub.address)
    desk.hub.always = _as_proxy
    await desk.download()
    assert {request.headers["host"] for request in desk.hub.seen} == {"mirror.invalid"}
    assert len(desk.hub.seen) == len(files)


async def _as_proxy(hub: Hub, request: hubs.Request, writer: asyncio.StreamWriter) -> None:
    await hubs.honestly(hub, hubs.Request(request.path.removeprefix("http://mirror.invalid"), request.headers), writer)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1", "127.0.0.1:3128", "http://"])
async def test_a_proxy_that_is_none(desk: Desk, proxy: str) -> None:
    desk.source = replace(desk.source, proxy=proxy)
    with pytest.raises(ConfigError):
        await desk.download()


KILLED = """
import asyncio, sys
from pathlib import Path
from wallflower.models.download import Downloader, Source
from wallflower.models.place import Place
from wallflower.wire_models import ModelOrder
order = ModelOrder(name="x", repository=sys.argv[3], revision=sys.argv[4])
downloader = Downloader(Place(Path(sys.argv[1])), {}, Source(mirror=sys.argv[2]), lambda made: None)
asyncio.run(downloader.download(order, lambda transfer: None))
"""


async def test_a_killed_download_leaves_nothing_to_see_and_no_lock(desk: Desk) -> None:
    desk.hub.next("model.bin", hubs.stalling(PROGRESS_BYTES // 2))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, str(desk.place.directory), desk.hub.address, REPOSITORY, REVISION
    )
    await until(lambda: PROGRESS_BYTES // 2 in map(size_bytes, desk.remains))
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert desk.seen == set()
    await desk.download(replace(OTHER, name="x"))
    assert desk.hub.ranges("model.bin") == [0, PROGRESS_BYTES // 2]
    assert desk.seen == {"x"}
