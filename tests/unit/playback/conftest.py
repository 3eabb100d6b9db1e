"""Recorded footage as the recorder leaves it: two segment files of one session, with their rows."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest

from wallflower.media import mp4, segment
from wallflower.media.fragment import Fragment, Init
from wallflower.recorder.layout import segment_path
from wallflower.recorder.segment_file import SegmentFile
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import InitRow, NewRecording, RecordingRow, Recordings

CAMERA = "camera0001"
SESSION = "s" * 32
START_MS = 1_700_000_000_000
FRAMES_PER_S = 10
MOVFLAGS = "empty_moov+default_base_moof+frag_keyframe+skip_trailer"


@dataclass(frozen=True, slots=True)
class Footage:
    """A media directory with what is in it; `fragments[i]` are those that file `i` was written from."""

    media: Path
    recordings: Recordings
    rows: tuple[RecordingRow, ...]
    fragments: tuple[tuple[Fragment, ...], ...]


@pytest.fixture(scope="session")
def fragments() -> tuple[Fragment, ...]:
    """Twelve seconds whose brightness grows by 10 every second, a keyframe each second."""
    sink = io.BytesIO()
    with av.open(sink, "w", format="mp4", options={"movflags": MOVFLAGS}) as container:
        stream = container.add_stream("libx264", rate=FRAMES_PER_S, options={"preset": "ultrafast", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.gop_size = FRAMES_PER_S
        for number in range(12 * FRAMES_PER_S):
            pixels = np.full((48, 64, 3), 40 + number // FRAMES_PER_S * 10, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode())
    return tuple(_fragments(sink.getvalue()))


def _fragments(data: bytes) -> Iterator[Fragment]:
    boxes = list(mp4.boxes(data))
    init = mp4.parse_init(data[: next(box.end for box in boxes if box.kind == b"moov")])
    tracks = mp4.parse_tracks(init.data)
    moofs = [index for index, box in enumerate(boxes) if box.kind == b"moof"]
    for sequence, index in enumerate(moofs):
        moof, mdat = boxes[index : index + 2]
        (run,) = mp4.parse_fragment(data[moof.start : mdat.end], tracks)
        yield Fragment(
            camera_id=CAMERA,
            session_id=SESSION,
            sequence=sequence,
            init=init,
            is_key=run.is_key,
            start_ms=START_MS + run.decode_time * 1000 // init.timescale,
            duration_ms=run.duration * 1000 // init.timescale,
            decode_time=run.decode_time,
            moof_bytes=moof.end - moof.start,
            data=data[moof.start : mdat.end],
        )


@pytest.fixture
def footage(database: Database, tmp_path: Path, fragments: tuple[Fragment, ...]) -> Footage:
    media = tmp_path / "media"
    Cameras(database).create(CameraRow(id=CAMERA, name="Door", url="rtsp://camera/"))
    recordings = Recordings(database)
    halves = (fragments[:6], fragments[6:])
    recordings.save_init(_init_row(fragments[0].init))
    for half in halves:
        _write(media, recordings, half)
    rows = recordings.list(CAMERA, START_MS, START_MS + 60_000)
    return Footage(media, recordings, rows, halves)


def _init_row(init: Init) -> InitRow:
    return InitRow(**{name: getattr(init, name) for name in InitRow.__slots__})


def _write(media: Path, recordings: Recordings, fragments: tuple[Fragment, ...]) -> None:
    first = fragments[0]
    path = segment_path(CAMERA, first.start_ms)
    row_id = recordings.add(
        NewRecording(
            camera_id=CAMERA,
            session_id=SESSION,
            init_id=first.init.id,
            path=path,
            start_ms=first.start_ms,
            base_ticks=segment.base_ticks(first),
        )
    )
    file = SegmentFile.create(media / path, row_id, first)
    for fragment in fragments:
        file.append(fragment)
    file.close()
    recordings.extend([(row_id, file.extent())], close=True)
