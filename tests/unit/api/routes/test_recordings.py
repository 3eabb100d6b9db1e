"""Recordings, gaps and HLS over HTTP."""

import asyncio
import os
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientError

from tests.support.footage import START_MS, as_camera, make_footage, make_fragments
from tests.support.shelf import Shelf as Footage
from tests.support.waiting import PATIENCE_S
from wallflower.clock import to_rfc3339
from wallflower.errors import ConflictError
from wallflower.store.recordings import Extent, InitRow, NewRecording, RecordingRow
from wallflower.wire import GapReason

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database

NOON = 1_795_000_000_000
DATA = bytes(range(256)) * 4


class Shelf:
    """A camera with one recording on disk."""

    def __init__(self, camera: str, recording: int) -> None:
        self.camera = f"/api/cameras/{camera}"
        self.camera_id = camera
        self.file = f"/api/recordings/{recording}/file"
        self.recording = recording


@pytest.fixture
async def shelf(api: Api, tmp_path: Path) -> Shelf:
    camera = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    init = InitRow(
        id="0" * 32,
        data=b"init",
        video_codec="h264",
        audio_codec=None,
        width=1,
        height=1,
        video_track=1,
        timescale=1000,
    )
    api.services.recordings.save_init(init)
    path = f"{camera['id']}/a.mp4"
    (tmp_path / "media" / camera["id"]).mkdir()
    (tmp_path / "media" / path).write_bytes(DATA)
    new = NewRecording(camera_id=camera["id"], session_id="s", init_id=init.id, path=path, start_ms=NOON, base_ticks=0)
    row = api.services.recordings.add(new)
    extent = Extent(duration_ms=60_000, size_bytes=len(DATA), groups=((0, 60_000),))
    api.services.recordings.extend([(row, extent)], close=True)
    api.services.recordings.add_gap(camera["id"], NOON + 60_000, NOON + 90_000, GapReason.CRASH)
    return Shelf(camera["id"], row)


async def test_lists(api: Api, shelf: Shelf) -> None:
    window = {"start": str(NOON), "end": str(NOON + 3_600_000)}
    (recording,) = (await api.get(f"{shelf.camera}/recordings", params=window))["recordings"]
    assert (recording["id"], recording["end_ms"], recording["size_bytes"]) == (shelf.recording, NOON + 60_000, 1024)
    (gap,) = (await api.get(f"{shelf.camera}/gaps", params=window))["gaps"]
    assert (gap["reason"], gap["end_ms"]) == ("crash", NOON + 90_000)
    (day,) = (await api.get(f"{shelf.camera}/recordings/days", params={"tz": "Europe/Berlin"}))["days"]
    assert day["recorded_ms"] == 60_000
    params = {"tz": "Europe/Berlin", "measured": "false"}
    assert (await api.get(f"{shelf.camera}/recordings/days", params=params))["days"] == [day | {"recorded_ms": None}]


@pytest.mark.parametrize("part", ["recordings", "gaps"])
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "start"),
        ("?start=2", "end"),
        ("?start=2&end=1", "end"),
        ("?start=0&end=315360000000", "end"),
        ("?start=x&end=1", "start"),
        ("?start=-5&end=1", "start"),
        ("?start=1&end=99999999999999999999", "end"),
    ],
)
async def test_wrong_ranges_are_named(api: Api, shelf: Shelf, part: str, query: str, field: str) -> None:
    assert (await api.error("GET", f"{shelf.camera}/{part}{query}", 422))["field"] == field


async def test_unknown_time_zones(api: Api, shelf: Shelf) -> None:
    for zone in ("Nowhere/Land", "../../etc/passwd", "/etc/passwd", "\x00"):
        assert (await api.error("GET", f"{shelf.camera}/recordings/days", 422, params={"tz": zone}))["field"] == "tz"


async def test_the_file_and_its_ranges(api: Api, shelf: Shelf) -> None:
    answer = await api.call("GET", shelf.file)
    assert (answer.status, answer.content_type, await answer.read()) == (200, "video/mp4", DATA)
    answer = await api.call("GET", shelf.file, headers={"Range": "bytes=10-19"})
    assert (answer.status, await answer.read()) == (206, DATA[10:20])
    assert answer.headers["Content-Range"] == "bytes 10-19/1024"
    answer = await api.call("GET", shelf.file, headers={"Range": "bytes=-5"})
    assert (answer.status, await answer.read()) == (206, DATA[-5:])
    await api.error("GET", shelf.file, 416, headers={"Range": "bytes=5000-"})


IGNORED_RANGES = ["lines=1-2", "bytes=5-2", "bytes=0-1,5-6", "bytes=-", "bytes=x-y", "5-6", f"bytes={'9' * 5000}-"]


@pytest.mark.parametrize("header", IGNORED_RANGES)
async def test_a_range_of_another_form_is_ignored(api: Api, shelf: Shelf, header: str) -> None:
    answer = await api.call("GET", shelf.file, headers={"Range": header})
    assert (answer.status, await answer.read()) == (200, DATA)
    assert "Content-Range" not in answer.headers
    assert answer.headers["X-Request-Id"]


async def test_a_range_outside_tells_the_size(api: Api, shelf: Shelf) -> None:
    segment = f"{shelf.camera}/hls/{NOON}/{NOON + 60_000}/seg/{shelf.recording}.mp4"
    for path in (shelf.file, segment):
        answer = await api.call("GET", path, headers={"Range": "bytes=5000-"})
        assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */1024")
        assert (await answer.json())["error"]["code"] == "invalid_request"


async def test_a_file_that_is_gone_or_elsewhere(api: Api, shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "media" / shelf.camera_id / "a.mp4"
    file.unlink()
    await api.error("GET", shelf.file, 404)
    (tmp_path / "outside").write_text("private")
    file.symlink_to(tmp_path / "outside")
    await api.error("GET", shelf.file, 404)
    for recording in ("0", "-1", "999", "x", str(2**70)):
        await api.error("GET", f"/api/recordings/{recording}/file", 404)


async def test_delete_is_done_by_ingest(api: Api, shelf: Shelf) -> None:
    await api.send("DELETE", f"/api/recordings/{shelf.recording}", status=204)
    assert api.others.named("delete_recording") == [{"id": shelf.recording}]
    api.others.answers["delete_recording"] = ConflictError("still being written")
    assert (await api.error("DELETE", f"/api/recordings/{shelf.recording}", 409))["code"] == "conflict"
    await api.error("DELETE", "/api/recordings/999", 404)


async def test_a_playlist_and_its_initialisation(api: Api, shelf: Shelf) -> None:
    base = f"{shelf.camera}/hls/{NOON}/{NOON + 3_600_000}"
    answer = await api.call("GET", f"{base}/index.m3u8")
    text = await answer.text()
    assert answer.content_type == "application/vnd.apple.mpegurl"
    assert f"seg/{shelf.recording}.mp4" in text
    init = await api.call("GET", f"{base}/init/{'0' * 32}.mp4")
    assert await init.read() == b"init"
    assert "immutable" in init.headers["Cache-Control"]
    await api.error("GET", f"{base}/init/{'1' * 32}.mp4", 404)
    await api.error("GET", f"{base}/init/..%2f..%2fsecret.mp4", 404)
    await api.error("GET", f"{base}/seg/999.mp4", 404)


async def test_a_playlist_tells_where_to_begin(api: Api, shelf: Shelf) -> None:
    path = f"{shelf.camera}/hls/{NOON - 60_000}/{NOON + 3_600_000}/index.m3u8"
    for at in (str(NOON + 20_500), to_rfc3339(NOON + 20_500)):
        answer = await api.call("GET", f"{path}?at={at}")
        assert "#EXT-X-START:TIME-OFFSET=20.500,PRECISE=YES" in await answer.text()
    for outside_ms in (NOON - 60_001, NOON + 3_600_000):
        assert (await api.error("GET", f"{path}?at={outside_ms}", 422))["field"] == "at"


async def test_windows_that_make_no_sense(api: Api, shelf: Shelf) -> None:
    for start, end in ((NOON, NOON), (NOON, NOON - 1), (0, NOON)):
        assert (await api.error("GET", f"{shelf.camera}/hls/{start}/{end}/index.m3u8", 422))["field"] == "end_ms"
    await api.error("GET", f"{shelf.camera}/hls/x/y/index.m3u8", 404)
    await api.error("GET", "/api/cameras/nobody/hls/0/1/index.m3u8", 404)


class Cut:
    """A real recording whose file is cut; `segment` is its address in a playlist."""

    def __init__(self, media: Path, camera: str, row: RecordingRow) -> None:
        self.segment = f"/api/cameras/{camera}/hls/{row.start_ms}/{row.end_ms}/seg/{row.id}.mp4"
        self.path, self.size_bytes = media / row.path, row.size_bytes
        self.row = row


@pytest.fixture
async def cut(api: Api, database: Database, tmp_path: Path) -> Cut:
    camera = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    Footage(database, tmp_path / "media").record(as_camera(make_fragments(make_footage(3)), camera["id"]))
    rows = api.services.recordings.list(camera["id"], START_MS, START_MS + 60_000)  # two if the minute ended in it
    return Cut(tmp_path / "media", camera["id"], max(rows, key=lambda row: row.size_bytes))


async def test_a_file_that_was_cut_never_lets_a_player_wait(api: Api, cut: Cut) -> None:
    for size in (cut.size_bytes - 1, *range(cut.size_bytes - 2, 0, -997), 0):
        os.truncate(cut.path, size)
        async with asyncio.timeout(PATIENCE_S):
            last = cut.size_bytes - 1
            await api.error("GET", cut.segment, 404, headers={"Range": f"bytes={size}-{last}"})
            if not size:
                await api.error("GET", cut.segment, 404)
                continue
            answer = await api.call("GET", cut.segment)
            assert (answer.status, len(await answer.read())) == (200, size)
            answer = await api.call("GET", cut.segment, headers={"Range": f"bytes=0-{last}"})
            assert (answer.status, len(await answer.read())) == (206, size)
            assert answer.headers["Content-Range"] == f"bytes 0-{size - 1}/{size}"


async def test_a_file_that_shrinks_while_it_is_sent_ends_the_connection(
    api: Api, cut: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.truncate(cut.path, cut.size_bytes - 1000)
    monkeypatch.setattr(api.services.segments, "size_bytes", lambda row: row.size_bytes)  # as it was a moment ago
    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(ClientError):
            await (await api.call("GET", cut.segment)).read()
