"""Films of stories: the clips one after another, without holes, each exactly as long as what there is of it.

Where all clips have one format and sound as they were recorded, their streams are copied and only pictures at the cuts
encoded; everything else becomes one format, that of the largest pictures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from wallflower import clock
from wallflower.errors import NotFoundError, StorageError
from wallflower.media.subtitles import srt
from wallflower.playback.export_blur import hidden, looked_at, note_of
from wallflower.playback.export_copy import REACH_MS
from wallflower.playback.export_exact import Edges, Group, cut, decode_group, groups
from wallflower.playback.export_film import Film
from wallflower.playback.export_mix import Voice, mixed, width_of
from wallflower.playback.export_muxer import JOINT_S, ExportMuxer, Frame, Frames, delay_of
from wallflower.playback.export_narration import Narrator, at_film_rate
from wallflower.playback.export_paint import Painter
from wallflower.playback.export_picture import fitted
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_task import Made, Product, Task
from wallflower.playback.export_timeline import Caption, Timeline, holes, join
from wallflower.playback.story_plan import ClipStock, Stock, nothing_of, reencodings, sounding
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Captions, ExportHole
from wallflower.wire_stories import Reencoding

NAME = "story.mp4"
_JOINT_MS = int(JOINT_S * 1000)
_WHY = {
    Reencoding.FORMATS: "the clips differ in format",
    Reencoding.CODEC: "their codec cannot be cut at a frame",
    Reencoding.SOUND: "sound is mixed or silenced",
    Reencoding.NARRATION: "narration is spoken",
    Reencoding.CAPTIONS: "captions are painted in",
    Reencoding.BLUR: "faces are hidden",
}


@dataclass(slots=True)
class Scene:
    """A clip in the making: what it is made from, where it begins in the film, and what of it is where there."""

    number: int
    task: Task
    stock: ClipStock
    source: ExportSource
    sounds: tuple[ExportSource, ...] = ()
    voices: list[Voice] = field(default_factory=list)
    timeline: Timeline = field(default_factory=Timeline)
    begin_ms: int = 0
    length_ms: int = 0
    held_ms: int = 0
    narrated_ms: int = 0

    @property
    def captions(self) -> list[Caption]:
        """Its captions at their times in the film."""
        placed = self.timeline.place(self.task.captions)
        inside = (replace(caption, start_ms=max(caption.start_ms, self.begin_ms)) for caption in placed)
        return [caption for caption in inside if caption.start_ms < caption.end_ms]

    @property
    def sources(self) -> tuple[ExportSource, ...]:
        """Everything that was read for it; its own sound lies with its pictures."""
        others = (sound for sound in self.sounds if sound.camera_id != self.source.camera_id)
        return (self.source, *others)

    def end(self, film_ms: int) -> None:
        """Say that the film ends with it for now; raise `NotFoundError` when nothing of it is in the film."""
        self.length_ms = film_ms - self.begin_ms
        if not self.length_ms:
            raise self.nothing()

    def nothing(self) -> NotFoundError:
        """Return the error for a clip without a single picture."""
        return nothing_of(self.number, "nothing was recorded, or none of it can be read")


def make_story(task: Task, directory: Path) -> Product:
    """Make the film of all clips, with captions beside it if asked for; raise `NotFoundError`, naming a clip."""
    scenes = _scenes(task)
    for scene in scenes:
        if not scene.stock.rows:
            raise scene.nothing()
    why = reencodings([scene.stock for scene in scenes], task.export.captions, task.export.blur)
    is_copied = not why and _copy(task, scenes, directory / NAME)
    if not is_copied:
        scenes = _scenes(task)  # what was tried before does not count
        _encode(task, scenes, directory / NAME)
    film = Made(
        path=directory / NAME,
        start_ms=scenes[0].timeline.start_ms,
        duration_ms=sum(scene.length_ms for scene in scenes),
    )
    product = Product(made=[film], notes=_notes(task, scenes, why, is_copied=is_copied))
    if task.export.captions is Captions.SIDECAR:
        beside = film.path.with_suffix(".srt")
        beside.write_text(srt([caption for scene in scenes for caption in scene.captions]), encoding="utf-8")
        product.made.append(Made(path=beside))
    product.sources = tuple(source for scene in scenes for source in scene.sources)
    product.clips = [_told(task, scene) for scene in scenes]
    product.missing = [hole for scene in scenes for hole in _missing(task, scene)]
    return product


def _scenes(task: Task) -> tuple[Scene, ...]:
    stock = Stock(task.recordings)
    clips = task.export.story.clips if task.export.story is not None else ()
    found: list[Scene] = []
    total_ms = sum(clip.end_ms - clip.start_ms for clip in clips)
    behind_ms = 0
    for number, (clip, piece) in enumerate(zip(clips, task.pieces, strict=True), start=1):
        share = (behind_ms / total_ms, (clip.end_ms - clip.start_ms) / total_ms)
        (source,) = piece.sources()
        own = replace(piece, report=_within(task.report, share))
        found.append(Scene(number=number, task=own, stock=stock.of(clip), source=source))
        behind_ms += clip.end_ms - clip.start_ms
    return tuple(found)


def _within(report: Callable[[float], None], share: tuple[float, float]) -> Callable[[float], None]:
    return lambda progress: report(min(0.99, share[0] + progress * share[1]))


def _copy(task: Task, scenes: Sequence[Scene], path: Path) -> bool:
    """Copy the streams; False if they turn out not to be separable at a cut."""
    init = next(scenes[0].source.inits())
    edges = Edges.of(init)
    if edges is None:
        return False
    has_captions = task.export.captions is Captions.SOFT
    muxer = ExportMuxer(path, init, captions=has_captions, data=edges.data)
    for scene in scenes:
        scene.begin_ms = muxer.length_ms
        scene.source.reach_ms = REACH_MS
        muxer.timeline = scene.timeline
        for group in groups(scene.task.fragments(scene.source)):
            if not group.is_fresh():
                muxer.close()
                return False
            for part in cut(group, scene.task.window, edges):
                muxer.delay = max(muxer.delay, delay_of(group.video))
                muxer.add(_trimmed(part, group, scene))
        scene.end(muxer.length_ms)
    if has_captions:
        muxer.add_captions([caption for scene in scenes for caption in scene.captions])
    muxer.close()
    return True


def _trimmed(part: Frames, group: Group, scene: Scene) -> Frames:
    """Let the first and the last picture be seen only within the clip, and clips of one session follow each other."""
    start_ms, end_ms = scene.task.window
    times = group.times()
    video = tuple(_within_window(frame, times[frame.pts], scene.task.window) for frame in part.video)
    begin_ms, finish_ms = max(part.fragment.start_ms, start_ms), min(part.fragment.end_ms, end_ms)
    fragment = replace(
        part.fragment,
        session_id=f"{scene.number}:{part.fragment.session_id}",
        start_ms=begin_ms,
        duration_ms=max(0, finish_ms - begin_ms),
    )
    return replace(part, fragment=fragment, video=video)


def _within_window(frame: Frame, at_ms: float, window: tuple[int, int]) -> Frame:
    early = Fraction(round(max(0.0, window[0] - at_ms) * 90), 90_000)
    late = Fraction(round(max(0.0, at_ms + float(frame.duration * 1000) - window[1]) * 90), 90_000)
    if not early and not late:
        return frame
    dts = frame.dts + early if frame.dts == frame.pts else frame.dts
    return replace(frame, pts=frame.pts + early, dts=dts, duration=max(Fraction(0), frame.duration - early - late))


def _encode(task: Task, scenes: Sequence[Scene], path: Path) -> None:
    inits = (init for scene in scenes for init in scene.stock.inits)
    largest = max(inits, key=lambda init: init.width * init.height)
    size = (max(2, largest.width // 2 * 2), max(2, largest.height // 2 * 2))
    for scene in scenes:
        scene.sounds = tuple(
            ExportSource(task.recordings, task.media, camera_id, scene.task.window)
            for camera_id in sounding(scene.stock.clip)
        )
    is_heard = any(scene.stock.is_heard or scene.task.narration is not None for scene in scenes)
    wide = width_of(sound for scene in scenes for sound in scene.sounds) if is_heard else 0
    film = Film(path, size, wide=wide, has_captions=task.export.captions is Captions.SOFT)
    for scene in scenes:
        scene.begin_ms = film.length_ms
        _show(task, scene, film)
        scene.end(film.length_ms)
    film.close([caption for scene in scenes for caption in scene.captions])


def _show(task: Task, scene: Scene, film: Film) -> None:
    """Encode one clip at the end of the film."""
    piece = scene.task
    scene.voices = [Voice(source.fragments()) for source in scene.sounds]
    scene.source.reach_ms = max(REACH_MS, piece.hider.reach_ms if piece.hider is not None else 0)
    painter = Painter(piece.captions if task.export.captions is Captions.BURNED_IN else ())
    narrator = Narrator(None if piece.narration is None else at_film_rate(piece.narration))
    scene.narrated_ms = narrator.length_ms
    at_ms: int | None = None
    for group, shift_ms in looked_at(piece, scene.source):
        begin_ms, end_ms = _span(group, piece.window, at_ms)
        if begin_ms < end_ms:
            end_ms = _show_group(scene, film, painter, group, (begin_ms, end_ms, shift_ms))
        if begin_ms < end_ms:
            scene.timeline.add(begin_ms, end_ms, film.length_ms)
            sound = mixed(scene.voices, begin_ms, end_ms, max(1, film.wide))
            film.grow(narrator.over(sound, film.length_ms - scene.begin_ms))
            at_ms = end_ms
    if (shown_ms := film.length_ms - scene.begin_ms) > 0:
        scene.held_ms = max(0, narrator.length_ms - shown_ms)
        for samples in narrator.rest(shown_ms, film.wide):
            film.hold(samples)


def _span(group: Group, window: tuple[int, int], at_ms: int | None) -> tuple[int, int]:
    """Return what of the window a group shows, from where the last one ended if that is about there."""
    begin_ms = max(group.parts[0].fragment.start_ms, window[0])
    if at_ms is not None and begin_ms <= at_ms + _JOINT_MS:
        begin_ms = at_ms
    return begin_ms, min(group.parts[-1].fragment.end_ms, window[1])


def _show_group(scene: Scene, film: Film, painter: Painter, group: Group, span: tuple[int, int, float]) -> int:
    """Encode the pictures of a group, and return the instant until which it could be decoded."""
    begin_ms, end_ms, shift_ms = span
    times, kept = group.times(), group.within(scene.task.window)
    good_ms = float(begin_ms)
    try:
        for picture, frame in decode_group(group.parts[0].fragment.init, group.video):
            if frame.pts in kept:
                at_ms = times[frame.pts]
                clear = fitted(hidden(scene.task.hider, picture, at_ms + shift_ms), film.size)
                shown = painter.paint(clear, at_ms + float(frame.duration * 500)).reformat(format="yuv420p")
                film.show(shown, film.length_ms + max(0.0, at_ms - begin_ms))
                good_ms = max(good_ms, min(float(end_ms), at_ms + float(frame.duration * 1000)))
    except StorageError as error:
        if error.code is not ErrorCode.CODEC_ERROR:
            raise
        scene.source.note_unreadable(round(good_ms), end_ms)
        return round(good_ms)
    return end_ms


def _missing(task: Task, scene: Scene) -> list[ExportHole]:
    """Return what lacks of a clip's pictures, and of the sound of other cameras in it."""
    window, covered = scene.task.window, scene.timeline.covered()
    own = scene.source
    found = [*holes(own.camera_id, window, covered, own.unreadable, task.recordings.gaps(own.camera_id, *window))]
    for source, voice in zip(scene.sounds, scene.voices, strict=True):
        if source.camera_id != own.camera_id and voice.heard:
            gaps = task.recordings.gaps(source.camera_id, *window)
            found += holes(source.camera_id, window, join(voice.heard), source.unreadable, gaps)
    return [replace(hole, clip_id=scene.stock.clip.id) for hole in found]


def _notes(task: Task, scenes: Sequence[Scene], why: Sequence[Reencoding], *, is_copied: bool) -> list[str]:
    reasons = ", ".join(_WHY[reason] for reason in why) or "the cameras' pictures cannot be cut at a frame"
    copied = "the streams were copied, and only pictures at cuts encoded anew"
    notes = [copied if is_copied else f"pictures and sound were encoded anew: {reasons}"]
    notes += [] if task.hider is None else [note_of(task.hider)]
    for scene in scenes:
        silent = [camera_id for camera_id in scene.stock.silent_ids if camera_id != scene.stock.clip.camera_id]
        if silent:
            notes.append(f"there is no sound of {', '.join(silent)} in clip {scene.number}")
    return [*notes, *_narrated(scenes)]


def _narrated(scenes: Sequence[Scene]) -> list[str]:
    """Tell what of the film is no evidence: what no camera heard, and pictures that last longer than they were seen."""
    spoken = [str(scene.number) for scene in scenes if scene.task.narration is not None]
    clips = f"clip{'s' if len(spoken) > 1 else ''} {', '.join(spoken)}"
    said = [f"narration was added to {clips}: it was spoken by text-to-speech, and no camera heard it"] * bool(spoken)
    held = (scene for scene in scenes if scene.held_ms)
    return said + [
        f"the last picture of clip {scene.number} is held for {scene.held_ms / 1000:.1f} s, while its narration goes on"
        for scene in held
    ]


def _told(task: Task, scene: Scene) -> dict[str, Any]:
    """Return what the manifest says of a clip."""
    covered = scene.timeline.covered()
    return scene.stock.clip.to_json() | {
        "camera": task.names.get(scene.stock.clip.camera_id),
        "film_start_ms": scene.begin_ms,
        "film_length_ms": scene.length_ms,
        "narrated_ms": scene.narrated_ms,
        "held_ms": scene.held_ms,
        "covered": [{"start": clock.to_rfc3339(start), "end": clock.to_rfc3339(end)} for start, end in covered],
    }
