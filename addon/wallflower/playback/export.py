"""Makes an export: its files, and a manifest that says what they are, what they came from and what is missing."""

import json
from pathlib import Path
from typing import Any

from wallflower import __version__, clock
from wallflower.errors import InvalidRequestError, ModelMissingError, StorageError
from wallflower.media.subtitles import srt
from wallflower.playback.export_copy import NotSeparableError, copy_footage, cut_footage, encode_footage
from wallflower.playback.export_files import MANIFEST, describe, made_whole
from wallflower.playback.export_mix import mix_sound
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_story import make_story
from wallflower.playback.export_task import Made, Product, Task
from wallflower.playback.export_timelapse import make_timelapse
from wallflower.playback.export_timeline import holes
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Captions, Cut, ExportFile, ExportHole, ExportKind, ExportResult


def export(task: Task) -> ExportResult:
    """Make the files of an export, all or none.

    Raises `NotFoundError` where nothing was recorded (of a story's clip, which is named), `ModelMissingError` where
    faces are to be blurred and nobody can, `InvalidRequestError` where that is not possible, and `StorageError` when
    the disk is full or, for a strict export, a part cannot be read.
    """
    if task.export.blur is not None and task.export.kind is ExportKind.TIMELAPSE:
        raise InvalidRequestError("only in clips faces can be blurred", field="blur")
    if task.export.blur is not None and task.hider is None:
        raise ModelMissingError("nobody can hide faces here: order the export without blur", field="blur")
    sources = task.sources()
    with made_whole(task.media, task.job_id) as directory:
        product = _make(task, sources, directory)
        sources = product.sources or sources
        _check_strict(task, sources)
        _write_sidecars(task, product)
        files = tuple(_describe(item) for item in product.made)
        missing = (*_holes(task, sources, product), *product.missing)
        manifest = directory / MANIFEST
        manifest.write_text(json.dumps(_manifest(task, sources, files, (missing, product)), indent=1), encoding="utf-8")
        task.report(0.99)
        return ExportResult(files=(*files, describe(manifest)), holes=missing, notes=tuple(product.notes))


def _make(task: Task, sources: tuple[ExportSource, ...], directory: Path) -> Product:
    match task.export.kind:
        case ExportKind.STORY:
            return make_story(task, directory)
        case ExportKind.TIMELAPSE:
            return make_timelapse(task, sources[0], directory)
        case ExportKind.AUDIO if len(sources) > 1:
            return mix_sound(task, sources, directory)
        case ExportKind.CLIP if task.hider is not None or task.export.captions is Captions.BURNED_IN:
            return encode_footage(task, sources[0], directory)
        case ExportKind.CLIP if task.export.cut is Cut.EXACT:
            return _cut(task, sources[0], directory)
        case _:
            return copy_footage(task, sources[0], directory)


def _cut(task: Task, source: ExportSource, directory: Path) -> Product:
    try:
        return cut_footage(task, source, directory)
    except NotSeparableError:
        for path in directory.iterdir():
            path.unlink()
        source.forget()
        return encode_footage(task, source, directory)


def _check_strict(task: Task, sources: tuple[ExportSource, ...]) -> None:
    count = sum(len(source.unreadable) for source in sources)
    if task.export.strict and count:
        first = min(hole.start_ms for source in sources for hole in source.unreadable)
        raise StorageError(
            f"{count} parts of the recording cannot be read, the first at {clock.to_rfc3339(first)}; without `strict` "
            "the rest is exported and they are listed",
            code=ErrorCode.DISK,
        )


def _write_sidecars(task: Task, product: Product) -> None:
    if task.export.captions is not Captions.SIDECAR:
        return
    for item in tuple(product.made):
        if item.timeline is not None:
            path = item.path.with_suffix(".srt")
            path.write_text(srt(item.timeline.place(task.captions)), encoding="utf-8")
            product.made.append(Made(path=path))


def _describe(item: Made) -> ExportFile:
    timeline = item.timeline
    if timeline is None:
        return describe(item.path, start_ms=item.start_ms, duration_ms=item.duration_ms)
    return describe(item.path, start_ms=timeline.start_ms, duration_ms=timeline.length_ms)


def _holes(task: Task, sources: tuple[ExportSource, ...], product: Product) -> tuple[ExportHole, ...]:
    found: list[ExportHole] = []
    for source, covered in zip(sources, product.covered, strict=not product.clips):
        gaps = task.recordings.gaps(source.camera_id, *task.window)
        found += holes(source.camera_id, task.window, covered, source.unreadable, gaps)
    return tuple(found)


def _manifest(
    task: Task,
    sources: tuple[ExportSource, ...],
    files: tuple[ExportFile, ...],
    outcome: tuple[tuple[ExportHole, ...], Product],
) -> dict[str, Any]:
    missing, product = outcome
    return {
        "made_by": f"TheWallflower {__version__}",
        "made_at": clock.to_rfc3339(clock.now_ms()),
        "job": task.job_id,
        "request": task.export.to_json(),
        "cameras": [{"id": camera_id, "name": task.names.get(camera_id)} for camera_id in task.export.camera_ids],
        "files": [file.to_json() for file in files],
        "covered": {
            source.camera_id: [{"start": clock.to_rfc3339(start), "end": clock.to_rfc3339(end)} for start, end in spans]
            for source, spans in zip(sources, product.covered, strict=not product.clips)
        },
        "missing": [
            hole.to_json() | {"start": clock.to_rfc3339(hole.start_ms), "end": clock.to_rfc3339(hole.end_ms)}
            for hole in missing
        ],
        "sources": [
            {"path": part.path, "offset": part.offset, "size_bytes": part.size_bytes, "sha256": part.sha256}
            for part in dict.fromkeys(part for source in sources for part in source.sources)
        ],
        "blurred": None if task.hider is None else dict(task.hider.rule),
        "notes": product.notes,
    } | ({"clips": product.clips} if product.clips else {})
