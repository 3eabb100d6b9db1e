"""Looks for motion at cameras that record events only and not for faces, which see motion, too; about once a second."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from wallflower.errors import SourceError
from wallflower.faces.areas import Areas
from wallflower.faces.motion import COLUMNS, ROWS, MotionGate
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
        self._decoder = KeyframeDecoder(min_interval_ms=LOOK_EVERY_MS)
        self._gate = MotionGate(hold_ms=0)
        self._options = FaceOptions()

    def look(self, fragment: Fragment) -> bool:
        keyframe = self._decoder.decode(fragment)
        if keyframe is None:
            return False
        self._gate.look(keyframe.grey(), keyframe.at_ms)
        return self._gate.moves

    def follow(self, options: FaceOptions) -> None:
        if options != self._options:
            self._options = options
            self._gate.mask(Areas(options).open_cells(COLUMNS, ROWS))


class MotionWatch:
    """One thread looks for all cameras; of each camera only the newest keyframe waits."""

    def __init__(self, on_motion: Callable[[str, int], None]) -> None:
        """Call `on_motion` with the camera and the UTC instant of each moving picture, from any thread."""
        self._on_motion = on_motion
        self._turns: Turns[Fragment] = Turns()
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
        if fragment.is_key and fragment.camera_id in self._eyes:
            self._turns.put(fragment.camera_id, fragment)

    async def run(self) -> None:
        """Go on looking until cancelled."""
        while True:
            camera_id, fragment = await self._turns.get()
            eye = self._eyes.get(camera_id)
            if eye is not None and await self._has_motion(eye, fragment):
                self._on_motion(camera_id, fragment.start_ms)

    async def _has_motion(self, eye: _Eye, fragment: Fragment) -> bool:
        try:
            return await asyncio.to_thread(eye.look, fragment)
        except SourceError as error:
            _LOGGER.debug("camera %s: %s", fragment.camera_id, error)
        except Exception:  # looking must outlive what one picture does to it
            _LOGGER.exception("looking for motion at camera %s failed", fragment.camera_id)
            await asyncio.sleep(PAUSE_S)
        return False
