"""What a story is made of, from the index alone: what there is of every clip, and whether streams can be copied."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wallflower.errors import NotFoundError
from wallflower.playback.export_timeline import holes, join
from wallflower.store.recordings import InitRow, RecordingRow, Recordings
from wallflower.wire import GapReason
from wallflower.wire_jobs import Captions, Export, ExportHole, ExportKind, FaceBlur, StoryClip
from wallflower.wire_stories import ClipCheck, Reencoding, Story, StoryCheck, StreamFormat

# What the frames at a cut can be encoded anew for, so that all others stay as they are.
COPIED_CODEC = "h264"


def pieces(export: Export) -> tuple[Export, ...]:
    """Return what the clips of a story would be as exports of their own, any other export as it is."""
    if export.story is None:
        return (export,)
    return tuple(
        replace(
            export,
            kind=ExportKind.CLIP,
            camera_ids=(clip.camera_id,),
            start_ms=clip.start_ms,
            end_ms=clip.end_ms,
            story=None,
        )
        for clip in export.story.clips
    )


def nothing_of(number: int, why: str) -> NotFoundError:
    """Return the error for a clip of a story, counted from 1, of which there is nothing."""
    message = f"nothing of clip {number} of the story can be exported: {why}; remove it or choose another time"
    return NotFoundError(message, field=f"clips.{number - 1}")


def sounding(clip: StoryClip) -> tuple[str, ...]:
    """Return the cameras that a clip sounds like."""
    return () if clip.muted else (clip.sound or (clip.camera_id,))


def covered(rows: Iterable[RecordingRow], start_ms: int, end_ms: int) -> list[tuple[int, int]]:
    """Return the stretches of [start, end) that rows cover."""
    return join((max(row.start_ms, start_ms), min(row.end_ms, end_ms)) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipStock:
    """What the index has of a clip: of its pictures and, by camera, of the sound it is to have."""

    clip: StoryClip
    rows: tuple[RecordingRow, ...]
    inits: tuple[InitRow, ...]
    silent_ids: tuple[str, ...]

    @property
    def recorded(self) -> list[tuple[int, int]]:
        """The stretches of the clip that there are pictures of."""
        return covered(self.rows, self.clip.start_ms, self.clip.end_ms)

    @property
    def is_heard(self) -> bool:
        """Whether there is any sound to be heard in it."""
        return len(self.silent_ids) < len(sounding(self.clip))

    @property
    def is_own_sound(self) -> bool:
        """Whether it is heard as its own camera heard it."""
        return not self.clip.muted and self.clip.sound in {(), (self.clip.camera_id,)}


class Stock:
    """Looks clips up in the index; each initialisation segment is read once."""

    def __init__(self, recordings: Recordings) -> None:
        """Look here."""
        self._recordings = recordings
        self._inits: dict[str, InitRow] = {}

    def of(self, clip: StoryClip) -> ClipStock:
        """Return what there is of a clip."""
        rows = self._rows(clip.camera_id, clip)
        silent = (camera_id for camera_id in sounding(clip) if not self._is_heard(camera_id, clip))
        return ClipStock(clip=clip, rows=rows, inits=tuple(self._inits_of(rows)), silent_ids=tuple(silent))

    def holes(self, stock: ClipStock) -> tuple[ExportHole, ...]:
        """Return what lacks of the pictures of a clip, with reasons."""
        window = (stock.clip.start_ms, stock.clip.end_ms)
        gaps = self._recordings.gaps(stock.clip.camera_id, *window)
        found = holes(stock.clip.camera_id, window, stock.recorded, (), gaps)
        return tuple(replace(hole, clip_id=stock.clip.id) for hole in found)

    def _rows(self, camera_id: str, clip: StoryClip) -> tuple[RecordingRow, ...]:
        return self._recordings.readable(camera_id, clip.start_ms, clip.end_ms)

    def _is_heard(self, camera_id: str, clip: StoryClip) -> bool:
        return any(init.audio_codec is not None for init in self._inits_of(self._rows(camera_id, clip)))

    def _inits_of(self, rows: Iterable[RecordingRow]) -> Iterator[InitRow]:
        for init_id in dict.fromkeys(row.init_id for row in rows):
            if init_id not in self._inits:
                self._inits[init_id] = self._recordings.init(init_id)
            yield self._inits[init_id]


def reencodings(stocks: Sequence[ClipStock], captions: Captions, blur: FaceBlur | None) -> tuple[Reencoding, ...]:
    """Return why streams cannot be copied: nothing if they can, wherever no cut is."""
    inits = {init.id: init for stock in stocks for init in stock.inits}
    reasons = {
        Reencoding.FORMATS: len(inits) > 1,
        Reencoding.CODEC: any(init.video_codec != COPIED_CODEC for init in inits.values()),
        Reencoding.SOUND: not all(stock.is_own_sound for stock in stocks),
        Reencoding.NARRATION: any(stock.clip.narration for stock in stocks),
        Reencoding.CAPTIONS: captions is Captions.BURNED_IN,
        Reencoding.BLUR: blur is not None,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def check_story(story: Story, recordings: Recordings, cameras: frozenset[str]) -> StoryCheck:
    """Return what an export of a story would be now; `cameras` are those that there are."""
    stock = Stock(recordings)
    stocks = [stock.of(clip) for clip in story.clips]
    checks = [_check(found, stock, is_gone=found.clip.camera_id not in cameras) for found in stocks]
    return StoryCheck(
        story_id=story.id,
        version=story.version,
        recorded_ms=sum(check.recorded_ms for check in checks),
        clips=tuple(checks),
        reencoded=reencodings(stocks, story.captions, story.blur),
    )


def _check(found: ClipStock, stock: Stock, *, is_gone: bool) -> ClipCheck:
    missing = stock.holes(found)
    if is_gone:
        missing = tuple(replace(hole, reason=GapReason.DELETED) for hole in missing)
    return ClipCheck(
        clip_id=found.clip.id,
        recorded_ms=sum(end - start for start, end in found.recorded),
        holes=missing,
        formats=tuple(dict.fromkeys(map(_format, found.inits))),
        gone=is_gone,
        silent_ids=found.silent_ids,
    )


def _format(init: InitRow) -> StreamFormat:
    return StreamFormat(
        video_codec=init.video_codec, audio_codec=init.audio_codec, width=init.width, height=init.height
    )
