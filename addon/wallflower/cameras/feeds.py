"""Which of a camera's two streams is analysed: the smaller one while it comes, else the one that is recorded.

The second stream's fragments travel under a name of their own, the camera's id and a suffix.
"""

from dataclasses import dataclass, replace

from wallflower import clock
from wallflower.media.fragment import Fragment

SUFFIX = "/sub"
# A sub-stream that was silent for so long is down, and the main stream is analysed until it comes back.
SILENT_S = 10.0


def sub_stream(camera_id: str) -> str:
    """Return the name under which the camera's second stream is published."""
    return camera_id + SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A fragment under its camera's own id, and what it is good for."""

    fragment: Fragment
    is_main: bool
    hear: bool
    look: bool


@dataclass(slots=True)
class _Camera:
    sub_s: float | None = None
    sub_has_sound: bool = False
    hears_main: bool = True
    heard_until_ms: int = 0


class Feeds:
    """Used by one thread. Sound is never heard twice, also where it changes from one stream to the other."""

    def __init__(self) -> None:
        """Know of no sub-stream yet."""
        self._cameras: dict[str, _Camera] = {}

    def take(self, fragment: Fragment) -> Feed:
        """Judge the next fragment of either stream."""
        camera_id = fragment.camera_id.removesuffix(SUFFIX)
        is_main = camera_id == fragment.camera_id
        camera = self._cameras.setdefault(camera_id, _Camera())
        now_s = clock.monotonic_s()
        if not is_main:
            camera.sub_s, camera.sub_has_sound = now_s, fragment.init.audio_codec is not None
            fragment = replace(fragment, camera_id=camera_id)
        has_sub = camera.sub_s is not None and now_s - camera.sub_s < SILENT_S
        is_ears = not is_main if has_sub and camera.sub_has_sound else is_main
        hear = is_ears and _joins(camera, fragment, is_main=is_main)
        return Feed(fragment=fragment, is_main=is_main, hear=hear, look=is_main is not has_sub)

    def keep_only(self, camera_ids: set[str]) -> None:
        """Forget all other cameras."""
        for camera_id in self._cameras.keys() - camera_ids:
            del self._cameras[camera_id]


def _joins(camera: _Camera, fragment: Fragment, *, is_main: bool) -> bool:
    """Return whether the fragment is the next to be heard; a change of streams waits for a keyframe and its time."""
    if is_main is not camera.hears_main:
        overlap_ms = camera.heard_until_ms - fragment.start_ms
        # What lies further ahead than two streams can was heard by a clock that has been set back since.
        if not fragment.is_key or 0 < overlap_ms < SILENT_S * 1000:
            return False
        camera.hears_main = is_main
    camera.heard_until_ms = fragment.end_ms
    return True
