"""A camera's past, made in no time: real segment files with their rows, at any time, in any number."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wallflower.media import mp4
from wallflower.media.fragment import Fragment
from wallflower.recorder.layout import segment_path
from wallflower.recorder.segment_file import SegmentFile
from wallflower.store.recordings import Extent, InitRow, NewRecording, RecordingRow, Recordings


def looped(fragments: Sequence[Fragment], seconds: int) -> list[Fragment]:
    """Repeat a clip until it lasts so long; the result is one session."""
    init = fragments[0].init
    tracks = mp4.parse_tracks(init.data)
    result: list[Fragment] = []
    length_ms = fragments[-1].end_ms - fragments[0].start_ms
    for turn in range(-(-seconds * 1000 // length_ms)):
        ticks = turn * length_ms * init.timescale // 1000
        for fragment in fragments:
            start_ms = fragment.start_ms + turn * length_ms
            if start_ms - fragments[0].start_ms >= seconds * 1000:
                return result
            data = bytearray(fragment.data)
            mp4.shift_decode_times(data, mp4.shifts(tracks, ticks))
            result.append(
                replace(
                    fragment,
                    data=bytes(data),
                    decode_time=fragment.decode_time + ticks,
                    start_ms=start_ms,
                    sequence=len(result),
                )
            )
    return result


@dataclass(frozen=True, slots=True)
class History:
    """Writes into a media directory and its index."""

    media: Path
    recordings: Recordings
    camera_id: str

    def write(self, fragments: Sequence[Fragment], start_ms: int, *, session: str, base_ms: int = 0) -> RecordingRow:
        """Write one file that begins at `start_ms`, `base_ms` after its session did."""
        first = fragments[0]
        init = first.init
        self.recordings.save_init(InitRow(**{name: getattr(init, name) for name in InitRow.__slots__}))
        base_ticks = base_ms * init.timescale // 1000
        row_id = self._announce(init.id, session, start_ms, base_ticks)
        opening = replace(first, session_id=session, start_ms=start_ms, decode_time=base_ticks)
        file = SegmentFile.create(self.media / segment_path(self.camera_id, start_ms), row_id, opening)
        file.base_ticks = first.decode_time  # the fragments' own times, so that the file begins at 0
        for fragment in fragments:
            at_ms = fragment.start_ms - first.start_ms + start_ms
            file.append(replace(fragment, session_id=session, start_ms=at_ms))
        file.close()
        self.recordings.extend([(row_id, file.extent())], close=True)
        return self.recordings.get(row_id)

    def link(self, row: RecordingRow, start_ms: int, *, base_ms: int) -> None:
        """Let another row name the same bytes at another time: good for playing, not for making an index anew."""
        timescale = self.recordings.init(row.init_id).timescale
        path = self.media / segment_path(self.camera_id, start_ms)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(self.media / row.path, path)
        row_id = self._announce(row.init_id, row.session_id, start_ms, base_ms * timescale // 1000)
        extent = Extent(duration_ms=row.duration_ms, size_bytes=row.size_bytes, groups=row.groups)
        self.recordings.extend([(row_id, extent)], close=True)

    def _announce(self, init_id: str, session: str, start_ms: int, base_ticks: int) -> int:
        return self.recordings.add(
            NewRecording(
                camera_id=self.camera_id,
                session_id=session,
                init_id=init_id,
                path=segment_path(self.camera_id, start_ms),
                start_ms=start_ms,
                base_ticks=base_ticks,
            )
        )
