"""Looks for motion at cameras that record events only and not for faces, which see motion, too; about once a second.

What sizes tell to be still is decoded only now and then, as for faces (`faces/stillness.py`).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping

from wallflower.errors import SourceError
from wallflower.faces.areas import Areas
from wallflower.faces.motion import COLUMNS, ROWS, MotionGate
from wallflower.faces.stillness import GroupSizes, Stillness
from wallflower.faces.turns import Turns
from wallflower.media.decode import KeyframeDecoder
from wallflower.media.fragment import Fragment
from wallflower.wire_options import FaceOptions

LOOK_EVERY_MS = 900
PAUSE_S = 1.0

_LOGGER = logging.getLogger(__name__)


class _Eye:
    """One camera's; used by one thread at a time."""

    def __init__(self) -> None:
        self.sizes = GroupSizes()
        self._decoder = KeyframeDecoder()
        self._gate = MotionGate(hold_ms=0)
        self._stillness = Stillness()
        self._options = FaceOptions()
        self._looked_ms: int | None = None

    def skips(self, at_ms: int, rate: float | None) -> bool:
        """Tell of a keyframe, without decoding it, that it is not due or shows nothing new; never waits."""
        # A clock that was set back must not blind it, hence abs().
        if self._looked_ms is not None and abs(at_ms - self._looked_ms) < LOOK_EVERY_MS:
            return True
        if self._gate.moves or not self._stillness.is_still(rate, at_ms):
            return False
        self._looked_ms = at_ms
        return True

    def look(self, fragment: Fragment, rate: float | None) -> bool:
        keyframe = self._decoder.decode(fragment)
        if keyframe is None:
            return False
        self._looked_ms = keyframe.at_ms
        self._gate.look(keyframe.grey(), keyframe.at_ms)
        self._stillness.learn(rate, keyframe.at_ms, moved=self._gate.moves)
        return self._gate.moves

    def follow(self, options: FaceOptions) -> None:
        if options != self._options:
            self._options = options
            self._gate.mask(Areas(options).open_cells(COLUMNS, ROWS))


class MotionWatch:
    """One thread looks for all cameras; of each camera only the newest keyframe waits."""

    def __init__(self, on_motion: Callable[[str, int], None]) -> None:
        """Call `on_motion` with the camera and the UTC instant of each moving picture."""
        self._on_motion = on_motion
        self._turns: Turns[tuple[Fragment, float | None]] = Turns()
        self._eyes: dict[str, _Eye] = {}

    def follow(self, cameras: Mapping[str, FaceOptions]) -> None:
        """Look at these cameras only, and not where their masks are."""
        for camera_id in self._eyes.keys() - cameras.keys():
            del self._eyes[camera_id]
            self._turns.discard(camera_id)
        for camera_id, options in cameras.items():
            self._eyes.setdefault(camera_id, _Eye()).follow(options)

    def put(self, fragment: Fragment) -> None:
        """Offer a fragment; never waits."""
        eye = self._eyes.get(fragment.camera_id)
        if eye is None:
            return
        rate = eye.sizes.take(fragment)
        if fragment.is_key:
            self._turns.put(fragment.camera_id, (fragment, rate))

    async def run(self) -> None:
        """Go on looking until cancelled."""
        while True:
            camera_id, (fragment, rate) = await self._turns.get()
            eye = self._eyes.get(camera_id)
            if eye is None or eye.skips(fragment.start_ms, rate):
                continue
            if await self._has_motion(eye, fragment, rate):
                self._on_motion(camera_id, fragment.start_ms)

    async def _has_motion(self, eye: _Eye, fragment: Fragment, rate: float | None) -> bool:
        try:
            return await asyncio.to_thread(eye.look, fragment, rate)
        except SourceError as error:
            _LOGGER.debug("camera %s: %s", fragment.camera_id, error)
        except Exception:  # looking must outlive what one picture does to it
            _LOGGER.exception("looking for motion at camera %s failed", fragment.camera_id)
            await asyncio.sleep(PAUSE_S)
        return False
