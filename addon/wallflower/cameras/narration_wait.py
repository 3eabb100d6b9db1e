"""An export waits until everything that is spoken in its story has been spoken."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wallflower import clock
from wallflower.errors import UnavailableError
from wallflower.speech.sound import Samples, from_pcm
from wallflower.store.narrations import Narrations, narration_id
from wallflower.wire_jobs import StoryClip
from wallflower.wire_narration import Narration, NarrationFailure, NarrationState

_WHY = {
    NarrationFailure.NO_ENGINE: "Home Assistant has no text-to-speech entity: add one, or remove the narration",
    NarrationFailure.FAILED: (
        "Home Assistant's text-to-speech failed: its log tells why; choose another one in the options of the "
        "integration TheWallflower, or remove the narration"
    ),
    NarrationFailure.UNUSABLE: (
        "what Home Assistant's text-to-speech made is no sound that can be used: choose another one in the options of "
        "the integration TheWallflower, or shorten the narration"
    ),
}
_NOBODY = (
    "nobody spoke it within two minutes: connect Home Assistant, which speaks with its text-to-speech, or remove the "
    "narration"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often it is looked, how long nothing may happen, and when it is told again that somebody waits.

    Where one Home Assistant cannot speak, another one may: a failure counts only after a while.
    """

    look_s: float = 0.5
    longest_s: float = 120.0
    again_s: float = 15.0
    failed_s: float = 8.0


class NarrationWait:
    """Waits for the sounds of narrated clips."""

    def __init__(self, narrations: Narrations, tell: Callable[[Narration], None], patience: Patience) -> None:
        """Look for them there; `tell` whoever can speak what is wanted."""
        self._narrations = narrations
        self._tell = tell
        self._patience = patience

    def sounds(self, clips: Sequence[StoryClip], waiting: Callable[[], None]) -> Mapping[str, Samples]:
        """Return mono samples at 16 kHz by text; `waiting` is called now and then while it lasts.

        Raises `UnavailableError`, naming the clip and the fix, when nobody speaks one of them.
        """
        left = {narration_id(clip.narration): clip.narration for clip in clips if clip.narration}
        found: dict[str, Samples] = {}
        watch = _Watch(since_s=clock.monotonic_s())
        self._narrations.want(left.values())
        while left:
            silent: list[Narration] = []
            for each in self._look(left):
                pcm = self._narrations.pcm(each.id) if each.state is NarrationState.READY else None
                if pcm is None:
                    silent.append(each)
                else:
                    found[left.pop(each.id)] = from_pcm(pcm)
                    watch.since_s = clock.monotonic_s()
            if silent:
                self._check(clips, silent, watch)
                waiting()
                time.sleep(self._patience.look_s)
        return found

    def _look(self, left: Mapping[str, str]) -> Iterable[Narration]:
        """Return how they are; what was deleted meanwhile is wanted again."""
        found = self._narrations.find(left)
        gone = left.keys() - {each.id for each in found}
        return (*found, *self._narrations.want(left[key] for key in gone)) if gone else found

    def _check(self, clips: Sequence[StoryClip], silent: Sequence[Narration], watch: _Watch) -> None:
        """Tell again what is wanted if it is time for that; raise `UnavailableError` if it is time to give up."""
        now_s = clock.monotonic_s()
        failed = {each.id: each for each in silent if each.failure is not None}
        watch.failing_s = {key: watch.failing_s.get(key, now_s) for key in failed}
        for key, first_s in watch.failing_s.items():
            if now_s - first_s >= self._patience.failed_s:
                raise _unspoken(clips, failed[key])
        if now_s - watch.since_s >= self._patience.longest_s:
            raise _unspoken(clips, silent[0])
        if watch.told_s is None or now_s - watch.told_s >= self._patience.again_s:
            watch.told_s = now_s
            for each in silent:
                self._tell(each)


@dataclass(slots=True, kw_only=True)
class _Watch:
    """Since when nothing was spoken, when that was told, and since when which one has failed."""

    since_s: float
    told_s: float | None = None
    failing_s: dict[str, float] = field(default_factory=dict)


def _unspoken(clips: Sequence[StoryClip], narration: Narration) -> UnavailableError:
    number = next(number for number, clip in enumerate(clips, 1) if narration_id(clip.narration) == narration.id)
    why = _NOBODY if narration.failure is None else _WHY.get(narration.failure, _WHY[NarrationFailure.FAILED])
    message = f"the narration of clip {number} cannot be heard: {why}"
    return UnavailableError(message, field=f"clips.{number - 1}.narration")
