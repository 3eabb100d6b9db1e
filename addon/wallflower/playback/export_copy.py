"""Clips and sound as the camera encoded them: nothing is decoded, so nothing is lost and it costs only the disk."""

from pathlib import Path

from wallflower.errors import NotFoundError
from wallflower.media.fragment import Fragment
from wallflower.playback.export_muxer import ExportMuxer, Frames, take_apart
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_task import Made, Product, Task, nothing
from wallflower.playback.export_timeline import join
from wallflower.wire_jobs import Captions, ExportKind


def copy_footage(task: Task, source: ExportSource, directory: Path) -> Product:
    """Copy fragments into a file, into several where the camera changed its format in between."""
    copier = _Copier(task, directory)
    for fragment in task.fragments(source):
        copier.add(take_apart(fragment))
    return copier.finish()


class _Copier:
    def __init__(self, task: Task, directory: Path) -> None:
        self._task = task
        self._directory = directory
        self._is_clip = task.export.kind is ExportKind.CLIP
        self._files: list[ExportMuxer] = []
        self._is_silent = False

    def add(self, frames: Frames) -> None:
        if not self._is_clip and frames.fragment.init.audio_codec is None:
            self._is_silent = True
            return
        if not self._files or self._files[-1].init_id != frames.fragment.init.id:
            self._open(frames.fragment)
        self._files[-1].add(frames)

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

    def _open(self, fragment: Fragment) -> None:
        self._close_last()
        name = "clip" if self._is_clip else "audio"
        number = f"-{len(self._files) + 1}" if self._files else ""
        path = self._directory / f"{name}{number}{'.mp4' if self._is_clip else '.m4a'}"
        captions = self._is_clip and self._task.export.captions is Captions.SOFT
        self._files.append(ExportMuxer(path, fragment.init, with_video=self._is_clip, captions=captions))

    def _close_last(self) -> None:
        if not self._files:
            return
        file = self._files[-1]
        if self._is_clip and self._task.export.captions is Captions.SOFT:
            file.add_captions(file.timeline.place(self._task.captions))
        file.close()
