"""Clips and sound: copied as the camera encoded them wherever possible, which loses nothing and costs only the disk."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from av import VideoFrame

from wallflower.errors import NotFoundError
from wallflower.media.fragment import Init
from wallflower.playback.export_blur import hidden, looked_at, note_of
from wallflower.playback.export_exact import Edges, cut, decode_group, groups, one_part
from wallflower.playback.export_muxer import ExportMuxer, Frames, Video, delay_of, take_apart
from wallflower.playback.export_paint import Painter
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_task import Made, Product, Task, nothing
from wallflower.playback.export_timeline import join
from wallflower.wire_jobs import Captions, ExportKind

# Longer than any reordering of pictures.
REACH_MS = 1_000


def copy_footage(task: Task, source: ExportSource, directory: Path) -> Product:
    """Copy fragments into a file, into several where the camera changed its format in between."""
    copier = _Copier(task, directory, Video.COPIED if task.export.kind is ExportKind.CLIP else Video.LEFT_OUT)
    for fragment in task.fragments(source):
        copier.add(take_apart(fragment))
    return copier.finish()


def cut_footage(task: Task, source: ExportSource, directory: Path) -> Product:
    """Cut a clip at the frame; raise `NotSeparableError` when that takes encoding all of it."""
    copier = _Copier(task, directory, Video.COPIED)
    edges: dict[str, Edges | None] = {}
    source.reach_ms = REACH_MS
    for group in groups(task.fragments(source)):
        init = group.parts[0].fragment.init
        if init.id not in edges:
            edges[init.id] = Edges.of(init)
        edge = edges[init.id]
        if edge is None or not group.is_fresh():
            raise NotSeparableError
        for part in cut(group, task.window, edge):
            copier.add(part, edge.data, delay_of(group.video))
    return copier.finish()


def encode_footage(task: Task, source: ExportSource, directory: Path) -> Product:
    """Encode a clip anew, from its very first frame on, with faces hidden and captions painted in if asked for."""
    copier = _Copier(task, directory, Video.ENCODED)
    hider = task.hider
    source.reach_ms = max(REACH_MS, hider.reach_ms if hider is not None else 0)
    painter = Painter(task.captions if task.export.captions is Captions.BURNED_IN else ())
    for group, shift_ms in looked_at(task, source):
        times = group.times()
        kept = group.within(task.window)
        if kept:
            video = sorted((frame for frame in group.video if frame.pts in kept), key=lambda frame: frame.pts)
            decoded = decode_group(group.parts[0].fragment.init, group.video)
            # By the middle of the time that a picture is seen for, captions are late or early by half of it at most.
            pictures = (
                (
                    painter.paint(
                        hidden(hider, picture, times[frame.pts] + shift_ms),
                        times[frame.pts] + float(frame.duration * 500),
                    ),
                    frame.pts,
                )
                for picture, frame in decoded
                if frame.pts in kept
            )
            copier.add(one_part(group, video, times), pictures=pictures)
    product = copier.finish()
    product.notes.append("the pictures were encoded anew")
    if hider is not None:
        product.notes.append(note_of(hider))
    if painter.lacks_letters:
        product.notes.append("the captions have letters that no font of this system has: they are painted as boxes")
    return product


class NotSeparableError(Exception):
    """The camera's pictures cannot be cut at a frame without encoding all of them anew."""


class _Copier:
    def __init__(self, task: Task, directory: Path, video: Video) -> None:
        self._task = task
        self._directory = directory
        self._video = video
        self._files: list[ExportMuxer] = []
        self._is_silent = False

    def add(
        self,
        frames: Frames,
        data: bytes | None = None,
        delay: Fraction = Fraction(0),
        pictures: Iterable[tuple[VideoFrame, Fraction]] = (),
    ) -> None:
        init = frames.fragment.init
        if self._video is Video.LEFT_OUT and init.audio_codec is None:
            self._is_silent = True
            return
        if not self._files or self._files[-1].init_id != init.id:
            self._open(init, data)
        self._files[-1].delay = max(self._files[-1].delay, delay)
        self._files[-1].add(frames, pictures)

    def finish(self) -> Product:
        self._close_last()
        if not self._files:
            if self._is_silent:
                raise NotFoundError("there is no sound in these recordings", field="kind")
            raise nothing()
        made = [Made(path=file.path, timeline=file.timeline) for file in self._files]
        product = Product(made=made, covered=[join(span for file in self._files for span in file.timeline.covered())])
        if len(made) > 1:
            product.notes.append("the camera changed its format in this time, hence several files")
        return product

    def _open(self, init: Init, data: bytes | None) -> None:
        self._close_last()
        has_video = self._video is not Video.LEFT_OUT
        number = f"-{len(self._files) + 1}" if self._files else ""
        path = self._directory / f"{'clip' if has_video else 'audio'}{number}{'.mp4' if has_video else '.m4a'}"
        captions = has_video and self._task.export.captions is Captions.SOFT
        self._files.append(ExportMuxer(path, init, video=self._video, captions=captions, data=data))

    def _close_last(self) -> None:
        if not self._files:
            return
        file = self._files[-1]
        if self._video is not Video.LEFT_OUT and self._task.export.captions is Captions.SOFT:
            file.add_captions(file.timeline.place(self._task.captions))
        file.close()
