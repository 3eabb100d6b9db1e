"""Clips in which faces are unrecognisable: each group of pictures waits until those behind it were looked at, too."""

from collections import deque
from collections.abc import Iterator

import av

from wallflower.playback.export_exact import Group, decode_group, groups
from wallflower.playback.export_picture import flat_of, picture_of, planes_of
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_task import FaceHider, Task

_WHOSE = {"all": "all faces", "unknown": "faces of people who are not known"}


def looked_at(task: Task, source: ExportSource) -> Iterator[tuple[Group, float]]:
    """Yield the groups of a clip, each when its faces can be hidden, and what makes film times of its UTC times.

    Those of a hider go on without holes and jumps, so that nothing is forgotten that is still to be hidden.
    """
    hider = task.hider
    if hider is None:
        yield from ((group, 0.0) for group in groups(task.fragments(source)))
        return
    waiting: deque[tuple[Group, float]] = deque()
    film_ms = behind_ms = 0
    for group in groups(task.fragments(source)):
        shift_ms = film_ms - min(group.times().values(), default=0.0)
        _look(task, group, hider, shift_ms)
        length_ms = _length_ms(group)
        film_ms += length_ms
        behind_ms += length_ms if waiting else 0
        waiting.append((group, shift_ms))
        while len(waiting) > 1 and behind_ms >= hider.reach_ms:
            yield waiting.popleft()
            behind_ms -= _length_ms(waiting[0][0])
    yield from waiting


def hidden(hider: FaceHider | None, picture: av.VideoFrame, at_ms: float) -> av.VideoFrame:
    """Return the picture of a film time without what must not be seen, itself where that is nothing.

    Planes are changed as they are: a way to RGB and back would change the colours of some pictures and not of others.
    """
    if hider is None:
        return picture
    flat = flat_of(picture, picture.width // 2 * 2, picture.height // 2 * 2)
    return picture_of(flat) if hider.hide(planes_of(flat), at_ms) else picture


def note_of(hider: FaceHider) -> str:
    """Return the sentence that tells what was hidden."""
    rule = hider.rule
    whose = _WHOSE[rule["faces"]]
    return f"{whose} that the engine {rule['engine']} ({rule['model']}) finds were made unrecognisable, voices were not"


def _look(task: Task, group: Group, hider: FaceHider, shift_ms: float) -> None:
    """Look at the pictures that will be seen, and at those around that tell of faces in these."""
    times = group.times()
    kept = group.within(task.window)
    start_ms, end_ms = task.window[0] - hider.reach_ms, task.window[1] + hider.reach_ms
    if not any(start_ms <= at_ms < end_ms for at_ms in times.values()):
        return
    for picture, frame in decode_group(group.parts[0].fragment.init, group.video):
        if frame.pts in kept or start_ms <= times[frame.pts] < end_ms:
            hider.look(picture.to_ndarray(format="rgb24"), times[frame.pts] + shift_ms)
            task.reached(times[frame.pts])


def _length_ms(group: Group) -> int:
    return sum(part.fragment.duration_ms for part in group.parts)
